package dev.contactbook.interchange.core;

import org.jspecify.annotations.Nullable;

/** Finds the id of a company by its name. */
@FunctionalInterface
public interface CompanyNames {
    /** Knows no company. */
    CompanyNames NONE = name -> null;

    /** The id of a company, null if it is not known. */
    @Nullable
    Long id(String name);
}
