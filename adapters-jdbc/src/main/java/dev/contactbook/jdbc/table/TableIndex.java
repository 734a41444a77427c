package dev.contactbook.jdbc.table;

import dev.contactbook.domain.ColumnField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.LifeState;
import dev.contactbook.domain.NumberField;
import dev.contactbook.domain.SearchText;
import dev.contactbook.domain.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The indexes of contacts beside the primary key, which has them by id: those that lists are read from in their order,
 * and those that searches find parts of texts in. All but one are of live contacts.
 */
public enum TableIndex {
    NEWEST("contactbook_contact_newest", null, ContactFields.CREATED_AT.desc()),

    /** The deleted contacts. */
    TRASH("contactbook_contact_trash", ContactQuery.NEWEST_DELETED_FIRST),

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
    private final List<Sort> order;
    private final LifeState lifeState;
    private final List<SearchText> searched;

    TableIndex(String label, @Nullable NumberField within, Sort order) {
        this(label, LifeState.LIVE, Optional.ofNullable(within), List.of(order), List.of());
    }

    TableIndex(String label, List<Sort> orderOfDeleted) {
        this(label, LifeState.DELETED, Optional.empty(), orderOfDeleted, List.of());
    }

    TableIndex(String label, SearchText... searched) {
        this(label, LifeState.LIVE, Optional.empty(), List.of(), List.of(searched));
    }

    TableIndex(
            String label,
            LifeState lifeState,
            Optional<NumberField> within,
            List<Sort> order,
            List<SearchText> searched) {
        this.label = label;
        this.lifeState = lifeState;
        this.within = within;
        this.order = order;
        this.searched = searched;
    }

    /** Which contacts it has. */
    public LifeState lifeState() {
        return lifeState;
    }

    /** Its name in a database. */
    public String label() {
        return label;
    }

    /** The field that all contacts of a range of it have in common. Empty if it has all its contacts in one order. */
    public Optional<NumberField> within() {
        return within;
    }

    /**
     * What it has them in order of, all in one direction, and then of the id in this direction. Empty if it is one for
     * searches.
     */
    public List<Sort> order() {
        return order;
    }

    /** Whether it has them in the order of a field, and then of the id. */
    public boolean isInOrderOf(ColumnField<?> field) {
        return order.size() == 1 && order.get(0).field() == field;
    }

    /** The texts that searches find parts of in it. Empty if it is one for lists. */
    public List<SearchText> searched() {
        return searched;
    }

    /** Its columns after those that all have one value in, as a script has them. */
    public String columns() {
        String direction = order.get(0).direction() == Sort.Direction.DESC ? " desc" : "";
        List<String> columns = new ArrayList<>();
        within.ifPresent(field -> columns.add(field.name()));
        order.forEach(by -> columns.add(ContactTable.sortKey(by.field()).orElseThrow() + direction));
        columns.add(ContactFields.ID.name() + direction);
        return String.join(", ", columns);
    }
}
