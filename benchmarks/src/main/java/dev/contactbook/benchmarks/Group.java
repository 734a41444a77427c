package dev.contactbook.benchmarks;

import dev.contactbook.benchmarks.Benchmarks.Pace;
import java.util.Arrays;
import java.util.Locale;

/** What can be measured by one command: contenders that do the same. */
enum Group {
    GET(Get.class, "rawJdbc", Pace.QUICK, false),
    CREATE(Create.class, "rawJdbc", Pace.QUICK, false),
    PATCH(Patch.class, "rawJdbc", Pace.QUICK, false),
    DELETE(Delete.class, "rawJdbc", Pace.TURNS, false),
    FIRST_PAGE(FirstPage.class, "rawJdbc", Pace.SLOW, true),
    DEEP_PAGE(DeepPage.class, "first", Pace.SLOW, true),
    PAGE_WITH_OWNERS(PageWithOwners.class, "threeStatements", Pace.SLOW, true),
    SEARCH(Search.class, "like", Pace.SLOW, true),
    CREATE_MANY(CreateMany.class, "rawJdbc", Pace.ONCE, false),
    MEMORY_FIND(MemoryFind.class, "hashMapGet", Pace.QUICK, false),
    MEMORY_PAGE(MemoryPage.class, "newest", Pace.QUICK, false),
    JSON(Json.class, "databind", Pace.QUICK, false),
    HTTP(Http.class, "bareServer", Pace.QUICK, false);

    private final Class<?> benchmarks;
    private final String limit;
    private final Pace pace;
    private final boolean readsMany;

    Group(Class<?> benchmarks, String limit, Pace pace, boolean readsMany) {
        this.benchmarks = benchmarks;
        this.limit = limit;
        this.pace = pace;
        this.readsMany = readsMany;
    }

    static Group named(String name) {
        return Arrays.stream(values())
                .filter(group -> group.toString().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("No group " + name + ": there are " + Arrays.toString(values())));
    }

    /** The class of its contenders. */
    Class<?> benchmarks() {
        return benchmarks;
    }

    /** The contender that the others are beside. */
    String limit() {
        return limit;
    }

    Pace pace() {
        return pace;
    }

    /** Whether it reads contacts that are filled in once, in several numbers. */
    boolean readsMany() {
        return readsMany;
    }

    /** Whether it needs a database that is filled with so many. */
    boolean reads(int contacts) {
        return readsMany || (this == HTTP && contacts == Http.CONTACTS);
    }

    /** As it is named in the command. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
