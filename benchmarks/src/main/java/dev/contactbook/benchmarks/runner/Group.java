package dev.contactbook.benchmarks.runner;

import dev.contactbook.benchmarks.groups.Columns;
import dev.contactbook.benchmarks.groups.Create;
import dev.contactbook.benchmarks.groups.CreateMany;
import dev.contactbook.benchmarks.groups.DeepPage;
import dev.contactbook.benchmarks.groups.Delete;
import dev.contactbook.benchmarks.groups.DeleteMany;
import dev.contactbook.benchmarks.groups.FirstPage;
import dev.contactbook.benchmarks.groups.Get;
import dev.contactbook.benchmarks.groups.Http;
import dev.contactbook.benchmarks.groups.JsonAnswers;
import dev.contactbook.benchmarks.groups.MemoryFind;
import dev.contactbook.benchmarks.groups.MemoryPage;
import dev.contactbook.benchmarks.groups.PageWithOwners;
import dev.contactbook.benchmarks.groups.Patch;
import dev.contactbook.benchmarks.groups.PatchMany;
import dev.contactbook.benchmarks.groups.Search;
import dev.contactbook.benchmarks.groups.WorstNeighbours;
import dev.contactbook.benchmarks.groups.WorstRequests;
import java.util.Arrays;
import java.util.Locale;

/** What can be measured by one command: contenders that do the same. */
enum Group {
    GET(Get.class, "rawJdbc", "library", Pace.QUICK, false),
    CREATE(Create.class, "rawJdbc", "library", Pace.QUICK, false),
    PATCH(Patch.class, "rawJdbc", "library", Pace.QUICK, false),
    DELETE(Delete.class, "rawJdbc", "library", Pace.COUNTED, false),
    FIRST_PAGE(FirstPage.class, "rawJdbc", "library", Pace.SLOW, true),
    DEEP_PAGE(DeepPage.class, "first", "afterCursorAtMost", Pace.SLOW, true),
    PAGE_WITH_OWNERS(PageWithOwners.class, "threeStatements", "library", Pace.SLOW, true),
    SEARCH(Search.class, "like", "library", Pace.SLOW, true),
    CREATE_MANY(CreateMany.class, "rawJdbc", "library", Pace.LONG, false),
    PATCH_MANY(PatchMany.class, "rawJdbc", "library", Pace.BULK, false),
    DELETE_MANY(DeleteMany.class, "rawJdbc", "library", Pace.BULK, false),
    COLUMNS(Columns.class, "rawJdbc", "library", Pace.QUICK, false),
    MEMORY_FIND(MemoryFind.class, "hashMapGet", "find", Pace.QUICK, false),
    MEMORY_PAGE(MemoryPage.class, "newest", "newest", Pace.QUICK, false),
    JSON(JsonAnswers.class, "databind", "endpoint", Pace.QUICK, false),
    WORST_REQUESTS(WorstRequests.class, "nameSearch", "nameSearch", Pace.SLOW, false),
    WORST_NEIGHBOURS(WorstNeighbours.class, "getAlone", "getAlone", Pace.SAMPLED, false),
    HTTP(Http.class, "bareServer", "get", Pace.SAMPLED, false);

    private final Class<?> benchmarks;
    private final String limit;
    private final String ours;
    private final Pace pace;
    private final boolean readsMany;

    Group(Class<?> benchmarks, String limit, String ours, Pace pace, boolean readsMany) {
        this.benchmarks = benchmarks;
        this.limit = limit;
        this.ours = ours;
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

    /** The contender that is the library itself, which the others are beside as well. */
    String ours() {
        return ours;
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
