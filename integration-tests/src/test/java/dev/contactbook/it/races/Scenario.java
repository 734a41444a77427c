package dev.contactbook.it.races;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;

/** Two concurrent threads, each its operations in order, and what is looked at in the end. */
enum Scenario {
    A_WRITE_OF_TWO_BESIDE_A_LIST(
            StoreSubject.class, List.of("insertAndReplace 2 1"), List.of("list 1"), List.of("list 1")),

    INSERTS(StoreSubject.class, List.of("insert 1"), List.of("list 1", "insertAndReplace 2 1"), List.of("find 1")),

    FIRST_INSERTS(StoreSubject.class, List.of("insert 2"), List.of("insert 2", "list 2"), List.of("list 2")),

    WRITES_OF_ONE(StoreSubject.class, List.of("replace 1 1"), List.of("replace 1 1", "remove 1 2"), List.of("find 1")),

    WRITES_OF_TWO(
            StoreSubject.class, List.of("replaceBoth 1 1"), List.of("find 1", "replaceBoth 2 1"), List.of("find 1")),

    A_PATCH_BESIDE_A_GET(ContactsSubject.class, List.of("patch 1"), List.of("get"), List.of("get")),

    PATCHES(ContactsSubject.class, List.of("patch 1"), List.of("patch 2", "patch 1"), List.of("get")),

    PATCHES_OF_ONE_VERSION(ContactsSubject.class, List.of("patchVersion 1"), List.of("patchVersion 1"), List.of("get")),

    DELETES(ContactsSubject.class, List.of("delete"), List.of("patch 1", "delete"), List.of("list")),

    RESTORES(
            ContactsSubject.class,
            List.of("delete", "restore"),
            List.of("restore", "patch 1"),
            List.of("list", "trash")),

    CREATES(ContactsSubject.class, List.of("create"), List.of("create", "list"), List.of("list")),

    MANY_AT_ONCE(ContactsSubject.class, List.of("many 1"), List.of("list", "many 2"), List.of("list"));

    private final Class<?> subject;
    private final List<String> one;
    private final List<String> other;
    private final List<String> end;

    Scenario(Class<?> subject, List<String> one, List<String> other, List<String> end) {
        this.subject = subject;
        this.one = one;
        this.other = other;
        this.end = end;
    }

    Class<?> subject() {
        return subject;
    }

    ExecutionScenario toExecute() {
        return new ExecutionScenario(List.of(), List.of(actors(one), actors(other)), actors(end), null);
    }

    private List<Actor> actors(List<String> operations) {
        return operations.stream().map(this::actor).toList();
    }

    private Actor actor(String operation) {
        List<String> words = List.of(operation.split(" "));
        Method method = Arrays.stream(subject.getMethods())
                .filter(candidate -> candidate.getName().equals(words.get(0)))
                .findFirst()
                .orElseThrow();
        List<Integer> numbers = words.stream().skip(1).map(Integer::valueOf).toList();
        return new Actor(method, numbers);
    }
}
