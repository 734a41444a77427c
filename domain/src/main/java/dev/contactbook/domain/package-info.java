/**
 * What a contact is, what a query matches, and every rule. It depends on the JDK only.
 *
 * <p>The public types belong to five groups. Each group may use the ones before it, and contacts, fields and filters
 * use each other.
 *
 * <table>
 * <caption>The public types by group</caption>
 * <tr><th>group</th><th>types</th></tr>
 * <tr><td>contact</td><td>{@link Contact} with its {@link ContactDetails}, {@link CustomFields} and their
 * {@link CustomValue}s, {@link OtherEmail}s and {@link OtherPhone}s. It has a {@link LifeState}. {@link ContactPatch}
 * changes one, {@link NewContact} is one without an id. {@link AssociatedContact} adds its {@link User} and
 * {@link Company}.
 * {@link Caller} reads and writes them.</td></tr>
 * <tr><td>fields</td><td>{@link ContactFields} lists them. {@link ContactField} is a field of any kind:
 * {@link CustomFieldsField}, a {@link ListField}, or a {@link ColumnField} to sort and filter by, which is a
 * {@link TextField}, {@link NumberField} or {@link TimeField}. {@link CustomField} is one name of the custom fields.
 * {@link ContactRule} has the rules of their values.</td></tr>
 * <tr><td>filters</td><td>{@link Filter}, a tree of {@link ColumnCondition}s and {@link CustomFieldCondition}s, each
 * with a {@link FilterOperator}.</td></tr>
 * <tr><td>queries</td><td>{@link ContactQuery} with filters and {@link Sort}s, or with a {@link ContactSearch}, for
 * which stores have {@link SearchText} and a {@link SearchCondition}. A {@link SearchExplanation} says why one
 * finds a contact. A {@link PhoneNumber} is how numbers are compared. A {@link Page} ends with a {@link Cursor},
 * which stores get as a {@link Position}. {@link WorkLimits} bound the work of a query.</td></tr>
 * <tr><td>errors</td><td>{@link ContactsException} with a reason, and a {@link Violation} for each problem of an
 * input.</td></tr>
 * </table>
 *
 * <p>Similar names: {@link ContactRule} checks one contact's details. {@link CustomFields} are the values of one
 * contact, {@link CustomFieldsField} is the field that holds them, {@link CustomField} is a single one to filter by.
 */
@NullMarked
package dev.contactbook.domain;

import org.jspecify.annotations.NullMarked;
