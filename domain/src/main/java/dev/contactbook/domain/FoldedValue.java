package dev.contactbook.domain;

import dev.contactbook.domain.text.Folding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A custom value during one query, with its texts folded at most once. Not thread-safe. */
final class FoldedValue {
    private final CustomValue value;
    private @Nullable List<String> folded;

    FoldedValue(CustomValue value) {
        this.value = value;
    }

    /** As {@link CustomValue#raw()}. */
    Object raw() {
        return value.raw();
    }

    /** Its folded text or texts, none for a number or a boolean. */
    List<String> folded() {
        if (folded == null) {
            folded = value.match(
                    text -> List.of(fold(text)),
                    number -> List.of(),
                    bool -> List.of(),
                    texts -> texts.stream().map(FoldedValue::fold).toList());
        }
        return folded;
    }

    private static String fold(String text) {
        return Folding.fold(text, CustomValue.MAX_TEXT_LENGTH);
    }
}
