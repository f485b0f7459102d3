package dev.peso.internal.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.peso.PesoException;
import dev.peso.internal.column.Table;
import dev.peso.internal.csv.PollutedFiles.Polluted;
import dev.peso.io.CsvReadOptions;
import dev.peso.spi.ByteSource;

/// How much of polluted CSV files is read as it was meant, on the scale of the Pollock benchmark: success, and precision,
/// recall and F1 of header, records and cells, ten numbers from 0 to 1 for each file.
class PollockTest {
    @Test
    void polluted_files_are_read_as_they_were_meant() {
        List<Polluted> files = PollutedFiles.all();
        assertThat(files).hasSize(2_290);
        double simple = 0;
        double weighted = 0;
        double weights = 0;
        Map<String, double[]> kinds = new TreeMap<>();
        for (Polluted file : files) {
            double score = score(file);
            simple += score;
            weighted += file.weight() * score;
            weights += file.weight();
            String kind = file.name().replaceAll("_\\d+_\\d+$", "");
            double[] sum = kinds.computeIfAbsent(kind, _ -> new double[2]);
            sum[0] += score;
            sum[1]++;
        }
        Map<String, Double> means = new TreeMap<>();
        kinds.forEach((kind, sum) -> means.put(kind, sum[0] / sum[1]));
        assertThat(simple / files.size()).as("simple score; by kind: %s", means).isGreaterThan(9.945);
        assertThat(weighted / weights).as("weighted score; by kind: %s", means).isGreaterThan(9.86);
    }

    private static double score(Polluted file) {
        List<String> names;
        List<List<String>> rows = new ArrayList<>();
        boolean[] header = new boolean[1];
        try {
            Table table = Csv.read(ByteSource.of(file.name() + ".csv", file.bytes()),
                    CsvReadOptions.DEFAULT.withoutTypes().withReport(r -> header[0] = r.headerRows() > 0));
            names = table.schema().names();
            for (List<@Nullable Object> row : Csv.rows(table)) {
                rows.add(row.stream().map(value -> value == null ? "" : value.toString()).toList());
            }
        } catch (PesoException e) {
            return 0;
        }
        List<String> loaded = header[0] || !file.header().isEmpty() ? names : List.of();
        return 1 + three(file.header(), loaded) + three(joined(file.records()), joined(rows))
                + three(flat(file.records()), flat(rows));
    }

    private static List<String> joined(List<List<String>> rows) {
        return rows.stream().map(row -> String.join("\u0000", row)).toList();
    }

    private static List<String> flat(List<List<String>> rows) {
        return rows.stream().flatMap(List::stream).toList();
    }

    /// Precision, recall and their harmonic mean over values, however often each occurs.
    private static double three(List<String> meant, List<String> loaded) {
        if (meant.isEmpty()) {
            return 3;
        }
        Map<String, Integer> counts = new HashMap<>();
        meant.forEach(value -> counts.merge(value.strip(), 1, Integer::sum));
        int both = 0;
        for (String value : loaded) {
            Integer left = counts.get(value.strip());
            if (left != null && left > 0) {
                counts.put(value.strip(), left - 1);
                both++;
            }
        }
        if (both == 0) {
            return 0;
        }
        double precision = both / (double) loaded.size();
        double recall = both / (double) meant.size();
        return precision + recall + 2 * precision * recall / (precision + recall);
    }
}
