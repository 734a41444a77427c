package dev.contactbook.interchange.csv;

import dev.contactbook.interchange.core.Bounds;
import dev.contactbook.interchange.core.ByteLines;
import dev.contactbook.interchange.core.Card;
import dev.contactbook.interchange.core.Code;
import dev.contactbook.interchange.core.Encodings;
import dev.contactbook.interchange.core.InputRecord;
import dev.contactbook.interchange.core.LineDecoder;
import dev.contactbook.interchange.core.Problem;
import dev.contactbook.interchange.core.RecordReader;
import dev.contactbook.interchange.core.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The records of a CSV file: finds separator and header, then reads row by row. */
public final class CsvRecords implements RecordReader {
    private static final int ROWS_BEFORE_HEADER = 10;
    private static final int SAMPLE_ROWS = 20;
    private static final String SEPARATORS = ",;\t|";

    /** What a spreadsheet writes before the header, perhaps filled up with separators. */
    private static final Pattern SEPARATOR_LINE = Pattern.compile("(?i)sep=(.)\\1*\\s*");

    private final CsvSettings settings;
    private final String charset;
    private final LineDecoder decoder;
    private final ByteLines lines;
    private final Set<String> mapped;
    private final char separator;
    private final CsvRows rows;
    private final Deque<Row> ahead = new ArrayDeque<>();
    private final Columns columns;

    public CsvRecords(Encodings input, CsvSettings settings) throws IOException {
        this.settings = settings;
        this.charset = input.name();
        this.decoder = new LineDecoder(settings.fallback());
        this.lines = new ByteLines(input.stream(), Bounds.ROW, false);
        this.mapped = settings.mapping().keySet().stream()
                .map(HeaderDictionary::normal)
                .collect(Collectors.toSet());
        this.separator = separator(input.head());
        this.rows = new CsvRows(lines, decoder, separator);
        this.columns = findColumns();
    }

    private char separator(byte[] head) throws IOException {
        Character given = settings.separator();
        if (given != null) {
            return given;
        }
        char best = ',';
        double most = -1;
        for (int i = 0; i < SEPARATORS.length(); i++) {
            char candidate = SEPARATORS.charAt(i);
            List<Row> sample = sample(head, candidate);
            Matcher named = separatorLine(sample.isEmpty() ? null : sample.get(0), candidate);
            if (named.matches()) {
                return named.group(1).charAt(0);
            } else if (sample.stream().limit(ROWS_BEFORE_HEADER).anyMatch(CsvRecords::isOwnHeader)) {
                return candidate;
            }
            double score = score(sample);
            if (score > most) {
                most = score;
                best = candidate;
            }
        }
        return best;
    }

    private static Matcher separatorLine(@Nullable Row row, char separator) {
        return SEPARATOR_LINE.matcher(row == null ? "" : String.join("" + separator, row.cells()));
    }

    /** Whether a row is the header of an export or of a file of failures. No name within it is taken for separators. */
    private static boolean isOwnHeader(Row row) {
        List<String> cells = row.cells();
        int fields = CsvContacts.FIELDS.size();
        boolean isExport = cells.size() > fields && cells.subList(0, fields).equals(CsvContacts.FIELDS);
        return isExport || (cells.size() > 1 && cells.get(cells.size() - 1).equals(Columns.PROBLEM));
    }

    private List<Row> sample(byte[] head, char candidate) throws IOException {
        CsvRows sampled = new CsvRows(
                new ByteLines(new ByteArrayInputStream(head), Bounds.ROW, false),
                new LineDecoder(settings.fallback()),
                candidate);
        List<Row> sample = new ArrayList<>();
        Row row = sampled.next();
        while (row != null && sample.size() < SAMPLE_ROWS) {
            sample.add(row);
            row = sampled.next();
        }
        return sample;
    }

    /**
     * How many rows have equally many cells, and twice how many headers are known. These count as far as other rows
     * have several cells too, since one header may be full of another separator.
     */
    private double score(List<Row> sample) {
        Map<Integer, Integer> rowsBySize = new HashMap<>();
        int known = 0;
        int rowsOfSeveral = 0;
        for (Row row : sample) {
            if (row.problem() == null && row.cells().size() > 1) {
                rowsBySize.merge(row.cells().size(), 1, Integer::sum);
                known = Math.max(known, countKnown(row));
                rowsOfSeveral++;
            }
        }
        int equal = rowsBySize.values().stream().mapToInt(count -> count).max().orElse(0);
        return equal + 2.0 * known * rowsOfSeveral / Math.max(1, sample.size());
    }

    /** Reads up to the header. */
    private Columns findColumns() throws IOException {
        Row row = rows.next();
        if (separatorLine(row, separator).matches()) {
            row = rows.next();
        }
        List<String> given = settings.columns();
        return given == null ? findHeader(row) : namedColumns(given, row);
    }

    /** A file of failures has a header, though its columns are named. */
    private Columns namedColumns(List<String> given, @Nullable Row first) {
        List<String> headers = new ArrayList<>(given.stream().map(String::strip).toList());
        headers.add(Columns.PROBLEM);
        if (first == null || !unguarded(first.cells()).equals(headers)) {
            headers.remove(given.size());
            Optional.ofNullable(first).ifPresent(ahead::add);
        }
        return Columns.named(headers, settings.mapping());
    }

    private Columns findHeader(@Nullable Row from) throws IOException {
        List<Row> first = new ArrayList<>();
        Row row = from;
        while (row != null && first.size() < ROWS_BEFORE_HEADER) {
            first.add(row);
            row = first.size() < ROWS_BEFORE_HEADER ? rows.next() : null;
        }
        int header = header(first);
        if (header < 0 && !first.isEmpty()) {
            throw new Refusal(
                    "NO_HEADER", "None of the first 10 rows is a header with two known names: name the columns");
        } else if (header < 0) {
            return Columns.of(List.of(), Map.of());
        }
        ahead.addAll(first.subList(header + 1, first.size()));
        return Columns.of(unguarded(first.get(header).cells()), settings.mapping());
    }

    /** The place of the header, −1 if there is none. One known name is enough for a file of one column. */
    private int header(List<Row> first) {
        for (int i = 0; i < first.size(); i++) {
            if (first.get(i).problem() == null && countKnown(first.get(i)) > 1) {
                return i;
            }
        }
        boolean hasOneColumn = first.stream().allMatch(row -> row.cells().size() == 1);
        return hasOneColumn && !first.isEmpty() && countKnown(first.get(0)) == 1 ? 0 : -1;
    }

    private int countKnown(Row row) {
        List<String> cells = row.cells();
        if (cells.contains(Columns.MORE)) {
            return cells.size();
        }
        return (int) cells.stream().filter(this::isKnown).count();
    }

    private boolean isKnown(String cell) {
        return HeaderDictionary.INSTANCE.isKnown(cell)
                || mapped.contains(HeaderDictionary.normal(cell))
                || Columns.isOwnHeader(cell.strip())
                || cell.strip().equals(Columns.PROBLEM);
    }

    private static List<String> unguarded(List<String> cells) {
        return cells.stream().map(CellGuard::unguarded).toList();
    }

    @Override
    public @Nullable InputRecord next() throws IOException {
        Row row = nextRow();
        while (row != null && row.isBlank()) {
            row = nextRow();
        }
        return row == null ? null : record(row);
    }

    private @Nullable Row nextRow() throws IOException {
        return ahead.isEmpty() ? rows.next() : ahead.removeFirst();
    }

    private InputRecord record(Row row) {
        Code problem = row.problem();
        if (problem != null) {
            return InputRecord.broken(
                    Problem.of(row.line(), "", problem, row.cells().get(0)), row.cells());
        }
        List<String> cells = unguarded(row.cells());
        if ((cells.size() == 1 && columns.size() > 1) || isHeader(cells)) {
            return InputRecord.skipped(Problem.of(row.line(), "", Code.NOT_A_ROW, cells.get(0)), cells);
        }
        boolean isTooLong = cells.stream().skip(columns.size()).anyMatch(cell -> !cell.isBlank());
        if (isTooLong) {
            String first = cells.get(columns.size());
            return InputRecord.broken(Problem.of(row.line(), "", Code.TOO_MANY_CELLS, first), cells);
        }
        List<Problem> problems = new ArrayList<>();
        if (cells.size() < columns.size()) {
            problems.add(Problem.of(row.line(), Code.TOO_FEW_CELLS));
        }
        if (row.isGuessed()) {
            problems.add(Problem.of(row.line(), Code.CHARSET_GUESSED));
        }
        if (cells.stream().anyMatch(cell -> cell.indexOf('\uFFFD') >= 0)) {
            problems.add(Problem.of(row.line(), Code.LETTERS_LOST));
        }
        Card card = columns.card(row.line(), cells.subList(0, Math.min(cells.size(), columns.size())));
        return InputRecord.good(row.line(), card, problems, cells);
    }

    /** Whether a row is the header again, because files were joined. */
    private boolean isHeader(List<String> cells) {
        List<String> stripped = cells.stream().map(String::strip).toList();
        return stripped.equals(columns.headers()) && columns.size() > 0;
    }

    @Override
    public String separator() {
        return String.valueOf(separator);
    }

    @Override
    public Map<String, String> columns() {
        return columns.asMap();
    }

    @Override
    public String charset() {
        return decoder.everGuessed() ? charset + ", " + decoder.fallback().name() : charset;
    }

    @Override
    public long bytes() {
        return lines.bytes();
    }

    @Override
    public long lines() {
        return lines.lines();
    }

    @Override
    public String failureHead() {
        String named = SEPARATORS.indexOf(separator) < 0 ? "sep=" + separator + CsvText.LINE_END : "";
        return named + failure(columns.headers(), Columns.PROBLEM);
    }

    @Override
    public String failure(InputRecord record, String reason) {
        boolean isLine =
                record.kind() == InputRecord.Kind.BROKEN && record.raw().size() == 1;
        return isLine ? failure(List.of(), reason + ": " + record.raw().get(0)) : failure(record.raw(), reason);
    }

    /**
     * The reason stands in a column of its own behind those of the header, and so does a line that is no row. Cells
     * beyond the header follow, so that they are too many in the next import too.
     */
    private String failure(List<String> cells, String reason) {
        int width = columns.withoutReason();
        List<String> row = new ArrayList<>(cells.subList(0, Math.min(cells.size(), width)));
        while (row.size() < width) {
            row.add("");
        }
        boolean isKept = cells.size() == columns.size() && row.stream().allMatch(String::isBlank);
        row.add(isKept && columns.size() > width ? cells.get(width) : reason);
        row.addAll(cells.subList(Math.min(cells.size(), columns.size()), cells.size()));
        return CsvText.row(row.stream().map(CellGuard.PLAIN_PHONES::guarded).toList(), separator);
    }
}
