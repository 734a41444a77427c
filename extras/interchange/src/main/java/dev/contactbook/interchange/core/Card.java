package dev.contactbook.interchange.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a record says, in no format: filled by the reader of a format, and read once by {@link DetailsMapper}. A plain
 * holder, so its fields are open.
 */
public final class Card {
    public @Nullable String given;
    public @Nullable String middle;
    public @Nullable String family;
    public @Nullable String prefix;
    public @Nullable String suffix;
    public @Nullable String fullName;
    public @Nullable String nickname;
    public @Nullable String company;
    public @Nullable String department;
    public @Nullable String jobTitle;
    public @Nullable String birthday;
    public @Nullable String birthYear;
    public @Nullable String birthMonth;
    public @Nullable String birthDay;
    public @Nullable String anniversary;
    public @Nullable String avatarUrl;
    public @Nullable String ownerId;
    public @Nullable String companyId;
    public @Nullable String whatsapp;
    public @Nullable String instagram;

    /** What identifies it in its source, as UID or in a column of ids. */
    public @Nullable String uid;

    /** The column of ids, null in formats without columns. */
    public @Nullable String uidColumn;

    /** The country fields where there is no phone. */
    public @Nullable String phoneIso;

    public @Nullable String phoneCode;

    /** Whether it says the countries of its phones itself, so that none is derived. */
    public boolean hasCountries;

    public final List<Email> emails = new ArrayList<>();
    public final List<Phone> phones = new ArrayList<>();
    public final List<String> notes = new ArrayList<>();
    public final List<String> addresses = new ArrayList<>();
    public final List<String> categories = new ArrayList<>();
    public final List<String> urls = new ArrayList<>();
    public final List<String> ims = new ArrayList<>();

    /** Custom fields by name: a String, Boolean, number or list of Strings. */
    public final Map<String, Object> custom = new LinkedHashMap<>();

    private final FreeNames customNames = new FreeNames();

    /** Names of what the contact has no place for. */
    public final List<String> notKept = new ArrayList<>();

    /** Problems met on the way. */
    public final List<Problem> problems = new ArrayList<>();

    /**
     * An e-mail address.
     *
     * @param value as the record has it
     * @param label work, home or free text, null if it has none
     * @param rank the smallest comes first
     * @param isOther whether it is never the primary one
     */
    public record Email(String value, @Nullable String label, int rank, boolean isOther) {}

    /**
     * A phone.
     *
     * @param value as the record has it
     * @param label mobile, work or free text, null if it has none
     * @param iso its country, null if the record does not say it
     * @param code its calling code, null if the record does not say it
     * @param rank the smallest comes first
     * @param isOther whether it is never the primary one
     */
    public record Phone(
            String value,
            @Nullable String label,
            @Nullable String iso,
            @Nullable String code,
            int rank,
            boolean isOther) {}

    /** The ranks of preferred values, of others, and of fax and pager. */
    public static final int PREFERRED = 0;

    public static final int ORDINARY = 1_000;
    public static final int LAST = 2_000;

    /** Adds a custom field. Another value of the same name gets a number: {@code Website 2}. */
    public void addCustom(String name, Object value) {
        custom.put(customNames.free(name), value);
    }

    /** Its values are personal data. */
    @Override
    public String toString() {
        return "Card[emails=" + emails.size() + ", phones=" + phones.size() + "]";
    }
}
