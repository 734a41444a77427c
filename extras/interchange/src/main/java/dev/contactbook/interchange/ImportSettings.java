package dev.contactbook.interchange;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.interchange.core.CompanyNames;
import dev.contactbook.interchange.core.LineDecoder;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a {@link ContactImport} was told. A copy is changed before anything else sees it, and never again. */
final class ImportSettings {
    final Contacts contacts;
    final Caller caller;

    @Nullable
    String source;

    @Nullable
    ImportFormat format;

    @Nullable
    Charset charset;

    Charset fallback = LineDecoder.WINDOWS_1252;

    @Nullable
    Character separator;

    @Nullable
    List<String> columns;

    Map<String, String> mapping = Map.of();

    @Nullable
    String countryIso;

    @Nullable
    String countryCode;

    @Nullable
    Boolean dayFirst;

    CompanyNames companies = CompanyNames.NONE;
    boolean byEmailAlone;
    boolean sourceWins;
    boolean isStrict;
    Consumer<? super ImportOutcome> outcomes = outcome -> {};
    Consumer<? super ImportProgress> progress = progress -> {};
    BooleanSupplier cancelled = () -> false;

    @Nullable
    OutputStream failures;

    ImportSettings(Contacts contacts, Caller caller) {
        this.contacts = contacts;
        this.caller = caller;
    }

    ImportSettings copy() {
        ImportSettings copy = new ImportSettings(contacts, caller);
        copy.source = source;
        copy.format = format;
        copy.charset = charset;
        copy.fallback = fallback;
        copy.separator = separator;
        copy.columns = columns;
        copy.mapping = mapping;
        copy.countryIso = countryIso;
        copy.countryCode = countryCode;
        copy.dayFirst = dayFirst;
        copy.companies = companies;
        copy.byEmailAlone = byEmailAlone;
        copy.sourceWins = sourceWins;
        copy.isStrict = isStrict;
        copy.outcomes = outcomes;
        copy.progress = progress;
        copy.cancelled = cancelled;
        copy.failures = failures;
        return copy;
    }
}
