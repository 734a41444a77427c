package dev.contactbook.benchmarks.runner;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * A picture of a group: the median time on PostgreSQL against the number of contacts, both by powers of ten.
 *
 * @param group the group
 * @param title what stands above it
 * @param parameters those of its cases that come after the number of contacts
 * @param lines which contenders have a line, each with what stands beside it
 */
record Chart(Group group, String title, String parameters, List<Line> lines) {
    private static final List<Chart> ALL = List.of(
            new Chart(
                    Group.FIRST_PAGE,
                    "First page of 25 with its total",
                    "POSTGRESQL",
                    List.of(
                            new Line("library", "Contacts"),
                            new Line("rawJdbc", "plain JDBC, index and counters"),
                            new Line("pageAndCount", "plain JDBC, count(*)"),
                            new Line("springDataJpa", "Spring Data JPA"))),
            new Chart(
                    Group.DEEP_PAGE,
                    "Page of 25 at nine tenths of the contacts",
                    "POSTGRESQL",
                    List.of(
                            new Line("afterCursorAtMost", "Contacts, after a cursor"),
                            new Line("skipMost", "Contacts, skip"),
                            new Line("offsetMost", "plain JDBC, offset"))),
            new Chart(
                    Group.SEARCH,
                    "First 25 contacts of a name that 2 % have, with their total",
                    "POSTGRESQL, NAME_MEDIUM",
                    List.of(
                            new Line("library", "Contacts, accents and case folded"),
                            new Line("like", "plain JDBC, like"))));

    private static final String NUMBERS = "#,##0";
    private static final int WIDTH = 760;
    private static final int HEIGHT = 460;

    /** The line of a contender. */
    record Line(String contender, String label) {}

    /** The picture of a group, if it has one. */
    static Optional<Chart> of(Group group) {
        return ALL.stream().filter(chart -> chart.group == group).findFirst();
    }

    /** Writes the picture into a folder, under the name of its group. */
    void draw(Map<ContenderKey, List<Measured>> cases, LocalDate day, Path folder) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .theme(ChartTheme.XChart)
                .title(title)
                .xAxisTitle("contacts on PostgreSQL, " + day)
                .yAxisTitle("µs")
                .build();
        chart.getStyler()
                .setXAxisLogarithmic(true)
                .setYAxisLogarithmic(true)
                .setXAxisDecimalPattern(NUMBERS)
                .setYAxisDecimalPattern(NUMBERS)
                .setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Horizontal)
                .setChartBackgroundColor(Color.WHITE);
        for (Line line : lines) {
            SortedMap<Integer, Double> micros = micros(cases, line.contender);
            chart.addSeries(line.label, List.copyOf(micros.keySet()), List.copyOf(micros.values()));
        }
        Files.createDirectories(folder);
        Path file = folder.resolve(group + ".svg");
        VectorGraphicsEncoder.saveVectorGraphic(chart, file.toString(), VectorGraphicsFormat.SVG);
        // Letters are outlines with many digits after the point, of which one is enough.
        Files.writeString(file, Files.readString(file).replaceAll("(\\.\\d)\\d+", "$1"));
    }

    /** The median time in µs by the number of contacts. */
    private SortedMap<Integer, Double> micros(Map<ContenderKey, List<Measured>> cases, String contender) {
        SortedMap<Integer, Double> micros = new TreeMap<>();
        cases.forEach((key, measured) -> {
            String[] sizeAndOthers = key.parameters().split(", ", 2);
            if (key.contender().equals(contender) && sizeAndOthers[1].equals(parameters)) {
                micros.put(
                        Integer.valueOf(sizeAndOthers[0]),
                        Measured.median(measured).nanos() / 1_000);
            }
        });
        return micros;
    }
}
