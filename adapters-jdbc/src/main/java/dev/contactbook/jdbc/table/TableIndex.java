package dev.contactbook.jdbc.table;

import dev.contactbook.domain.ColumnField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.LifeState;
import dev.contactbook.domain.NumberField;
import dev.contactbook.domain.SearchText;
import dev.contactbook.domain.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The indexes of live contacts beside the primary key, which has them by id: those that lists are read from in their
 * order, and those that searches find parts of texts in.
 */
public enum TableIndex {
    NEWEST("contactbook_contact_newest", null, ContactFields.CREATED_AT.desc()),
    LAST_UPDATED("contactbook_contact_last_updated", null, ContactFields.UPDATED_AT.desc()),

    // Of two that serve a filter the first is taken: a company has fewer contacts than a user.
    COMPANY_NEWEST("contactbook_contact_company_newest", ContactFields.COMPANY_ID, ContactFields.CREATED_AT.desc()),
    OWNER_NEWEST("contactbook_contact_owner_newest", ContactFields.OWNED_BY_USER_ID, ContactFields.CREATED_AT.desc()),

    FIRST_NAME("contactbook_contact_by_first_name", null, ContactFields.FIRST_NAME.asc()),
    LAST_NAME("contactbook_contact_by_last_name", null, ContactFields.LAST_NAME.asc()),
    EMAIL("contactbook_contact_by_email", null, ContactFields.EMAIL.asc()),

    // Each search for words or forms looks for a part of the forms first.
    NAME_SEARCH("contactbook_contact_name_search", SearchText.NAME_FORMS),
    EMAIL_SEARCH("contactbook_contact_email_search", SearchText.EMAIL_ADDRESSES),
    PHONE_SEARCH("contactbook_contact_phone_search", SearchText.PHONE_NUMBERS);

    private final String label;
    private final Optional<NumberField> within;
    private final Optional<Sort> order;
    private final List<SearchText> searched;

    TableIndex(String label, @Nullable NumberField within, Sort order) {
        this.label = label;
        this.within = Optional.ofNullable(within);
        this.order = Optional.of(order);
        this.searched = List.of();
    }

    TableIndex(String label, SearchText... searched) {
        this.label = label;
        this.within = Optional.empty();
        this.order = Optional.empty();
        this.searched = List.of(searched);
    }

    /** Which contacts it has. */
    public LifeState lifeState() {
        return LifeState.LIVE;
    }

    /** Its name in a database. */
    public String label() {
        return label;
    }

    /** The field that all contacts of a range of it have in common. Empty if it has all live contacts in one order. */
    public Optional<NumberField> within() {
        return within;
    }

    /** What it has them in order of, and then of the id in the same direction. Empty if it is one for searches. */
    public Optional<Sort> order() {
        return order;
    }

    /** Whether it has them in the order of a field. */
    public boolean isInOrderOf(ColumnField<?> field) {
        return order.filter(sort -> sort.field() == field).isPresent();
    }

    /** The texts that searches find parts of in it. Empty if it is one for lists. */
    public List<SearchText> searched() {
        return searched;
    }

    /** Its columns after those that all have one value in, as a script has them. */
    public String columns() {
        Sort by = order.orElseThrow();
        String direction = by.direction() == Sort.Direction.DESC ? " desc" : "";
        List<String> columns = new ArrayList<>();
        within.ifPresent(field -> columns.add(field.name()));
        columns.add(ContactTable.sortKey(by.field()).orElseThrow() + direction);
        columns.add(ContactFields.ID.name() + direction);
        return String.join(", ", columns);
    }
}
