package dev.contactbook.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A field that holds an ordered list of entries, for example {@code other_emails} (contract §2). Each entry consists of
 * texts, which have the names and the rules of text fields. It is neither sorted nor filtered by.
 *
 * @param <E> the type of its entries
 */
public final class ListField<E> extends ContactField<List<E>> {
    private final ListEntries<E> entries;

    ListField(int position, String name, ListEntries<E> entries, Access<List<E>> access) {
        super(position, name, access);
        this.entries = entries;
    }

    /** {@return the most entries of a contact} */
    public int maxSize() {
        return entries.maxSize();
    }

    /** {@return the texts of an entry, in their order: the first one is required} */
    public List<TextField> parts() {
        return entries.parts();
    }

    /**
     * Returns the texts of an entry by their names.
     *
     * @param entry an entry
     * @return those that are not null, in the order of {@link #parts()}
     */
    public Map<String, String> texts(E entry) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (TextField part : parts()) {
            String text = entries.text(entry, part);
            if (text != null) {
                texts.put(part.name(), text);
            }
        }
        return texts;
    }

    /**
     * Returns the entry with these texts, as a store read them, unchecked. The opposite of {@link #texts}.
     *
     * @param texts texts by the names of {@link #parts()}. Other names are left out
     * @return the entry
     */
    public E entry(Map<String, String> texts) {
        List<@Nullable String> values = new ArrayList<>();
        parts().forEach(part -> values.add(texts.get(part.name())));
        return entries.of(values);
    }

    ListEntries<E> entries() {
        return entries;
    }

    /** The entries of details, never null. */
    List<E> in(ContactDetails details) {
        return Objects.requireNonNull(of(details));
    }

    /** The path of a text of an entry in errors: {@code other_emails.3.email}. */
    String path(int index, TextField part) {
        return name() + "." + index + "." + part.name();
    }

    /** Returns the first entry that is the same as another one, −1 if there is none. */
    int indexOfSame(List<E> list, E wanted) {
        Object key = entries.key(wanted);
        return IntStream.range(0, list.size())
                .filter(i -> entries.key(list.get(i)).equals(key))
                .findFirst()
                .orElse(-1);
    }

    /** Takes entries and objects of their texts. What is wrong beyond as many problems as are reported is not read. */
    @Override
    void assign(ContactDetails.Builder to, @Nullable Object value) {
        if (!(value == null || value instanceof Collection)) {
            to.refuse(Violation.type(name(), "a list of objects"));
            return;
        }
        List<E> list = new ArrayList<>();
        int index = 0;
        int mostProblems = to.countProblems() + ContactsException.Invalid.MAX_VIOLATIONS;
        for (Object element : value == null ? List.of() : (Collection<?>) value) {
            if (entries.type().isInstance(element)) {
                list.add(entries.type().cast(element));
            } else if (element instanceof Map<?, ?> texts) {
                list.add(read(to, index, texts));
            } else {
                to.refuse(Violation.type(name() + "." + index, "an object"));
            }
            index++;
            if (to.countProblems() >= mostProblems) {
                break;
            }
        }
        set(to, list);
    }

    private E read(ContactDetails.Builder to, int index, Map<?, ?> texts) {
        List<@Nullable String> values = new ArrayList<>();
        for (TextField part : parts()) {
            Object text = texts.get(part.name());
            if (!(text == null || text instanceof String)) {
                to.refuse(Violation.type(path(index, part), "a text"));
            }
            values.add(text instanceof String known ? known : null);
        }
        texts.keySet().stream()
                .filter(name -> parts().stream().noneMatch(part -> part.name().equals(name)))
                .limit(ContactsException.Invalid.MAX_VIOLATIONS)
                .forEach(name -> to.refuse(Violation.unknownField(name() + "." + index + "." + name)));
        return entries.of(values);
    }
}
