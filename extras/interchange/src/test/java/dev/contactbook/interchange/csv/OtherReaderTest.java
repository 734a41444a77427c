package dev.contactbook.interchange.csv;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.contactbook.interchange.core.Bounds;
import dev.contactbook.interchange.core.ByteLines;
import dev.contactbook.interchange.core.LineDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Well-formed CSV is the same to another library. */
class OtherReaderTest {
    /** Replays a run: -Dcontactbook.seed=… */
    private static final long SEED = Long.getLong("contactbook.seed", System.nanoTime());

    private static final String[] PIECES = {
        "", "a", "ü", "😀", " ", "\"", "\"\"", ",", ";", "'", "=", "\n", "\r\n", "\r", "\t", "\\", "\uFEFF", "x\"y"
    };

    @Test
    @Tag("8.5")
    void what_fastcsv_writes_is_read_as_it_was_written() throws IOException {
        List<List<String>> rows = rows(new Random(SEED));
        StringWriter text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder().build(text)) {
            rows.forEach(writer::writeRecord);
        }

        assertThat(read(text.toString())).as("seed %d", SEED).isEqualTo(rows);
    }

    @Test
    @Tag("8.23")
    void what_is_written_is_read_by_fastcsv() throws IOException {
        List<List<String>> rows = rows(new Random(SEED));
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(CsvText.row(row, ',')));

        List<List<String>> read = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(text.toString())) {
            reader.forEach(row -> read.add(row.getFields()));
        }

        assertThat(read).as("seed %d", SEED).isEqualTo(rows);
        assertThat(read(text.toString())).as("seed %d", SEED).isEqualTo(rows);
    }

    private static List<List<String>> read(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        CsvRows reader = new CsvRows(
                new ByteLines(new ByteArrayInputStream(bytes), Bounds.ROW, false),
                new LineDecoder(LineDecoder.WINDOWS_1252),
                ',');
        List<List<String>> rows = new ArrayList<>();
        for (Row row = reader.next(); row != null; row = reader.next()) {
            assertThat(row.problem()).as("line %d, seed %d", row.line(), SEED).isNull();
            rows.add(row.cells());
        }
        return rows;
    }

    /** Rows that begin with a number, since a byte order mark at the start of a file is none of a cell. */
    private static List<List<String>> rows(Random random) {
        return IntStream.range(0, 500)
                .mapToObj(number -> {
                    List<String> cells = new ArrayList<>(List.of("r" + number));
                    for (int i = 0; i < 6; i++) {
                        StringBuilder cell = new StringBuilder();
                        for (int piece = random.nextInt(5); piece > 0; piece--) {
                            cell.append(PIECES[random.nextInt(PIECES.length)]);
                        }
                        cells.add(cell.toString());
                    }
                    return cells;
                })
                .toList();
    }
}
