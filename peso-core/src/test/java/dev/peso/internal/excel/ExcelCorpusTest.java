package dev.peso.internal.excel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import dev.peso.DataException;
import dev.peso.Dataset;
import dev.peso.PesoException;
import dev.peso.SharedData;
import dev.peso.io.ExcelReadOptions;
import dev.peso.io.ExcelReadOptions.MergedCells;
import dev.peso.spi.ByteSource;

/// Workbooks of POI's and calamine's tests: the cells openpyxl and xlrd read; the rest ends in a table or a typed
/// error.
@Tag("oracle")
class ExcelCorpusTest {
    private static final String FILES = "excel/files";

    /// Has a date format on -1, which Excel shows as `####`: openpyxl makes the 29th of December 1899 of it, we
    /// leave the
    /// number.
    private static final String BEFORE_ALL_DAYS = "poi/bug60858.xlsx";

    /// What a sheet holds.
    private record Count(Map<String, Integer> kinds, double sum, Map<String, Object> cells) {}

    @TestFactory
    List<DynamicTest> cells_are_those_that_openpyxl_and_xlrd_read() throws IOException {
        JsonNode expected = new ObjectMapper()
                .readTree(SharedData.require("excel/expected.json").toFile());
        List<DynamicTest> tests = new ArrayList<>();
        expected.properties().forEach(file -> {
            if (file.getValue().has("sheets")) {
                tests.add(DynamicTest.dynamicTest(file.getKey(),
                        () -> requireSame(file.getKey(), file.getValue().get("sheets"))));
            }
        });
        assertThat(tests).hasSize(74);
        return tests;
    }

    private static void requireSame(String name, JsonNode sheets) throws IOException {
        Workbook workbook = ExcelFile
                .open(ByteSource.of(SharedData.require(FILES + "/" + name)));
        for (JsonNode sheet : sheets) {
            int index = workbook.sheets().indexOf(sheet.get("sheet").asText());
            if (index < 0) {
                assertThat(sheet.get("non_empty").asInt()).as("sheet %s of %s", sheet.get("sheet"),
                        workbook.sheets()).isZero();
                continue;
            }
            Count count = count(workbook, index);
            Map<String, Integer> kinds = new TreeMap<>();
            sheet.get("kinds").properties().forEach(e -> kinds.put(e.getKey(), e.getValue().asInt()));
            double sum = sheet.get("num_sum").asDouble();
            if (name.equals(BEFORE_ALL_DAYS)) {
                kinds.merge("d", -1, Integer::sum);
                kinds.merge("n", 1, Integer::sum);
                sum--;
            }
            assertThat(count.kinds).as(sheet.get("sheet").asText()).isEqualTo(kinds);
            assertThat(count.sum).isCloseTo(sum, within(1e-9 * Math.max(1, Math.abs(sum))));
            for (JsonNode cell : sheet.get("first")) {
                requireSame(cell, count.cells.get(cell.get(0).asText()));
            }
        }
    }

    private static void requireSame(JsonNode cell, @Nullable Object own) {
        Map.Entry<String, JsonNode> value = cell.get(1).properties().iterator().next();
        switch (value.getKey()) {
            case "n" -> {
                double number = value.getValue().asDouble();
                assertThat((Double) own).as(cell.toString())
                        .isCloseTo(number, within(1e-9 * Math.max(1, Math.abs(number))));
            }
            case "b" -> assertThat(own).as(cell.toString())
                    .isEqualTo(String.valueOf(value.getValue().asInt() != 0 || value.getValue().asBoolean()));
            case "d" -> assertThat(own).as(cell.toString())
                    .isEqualTo(value.getValue().asText().replaceAll(" 00:00:00$|000$", ""));
            default -> assertThat(String.valueOf(own)).as(cell.toString())
                    .startsWith(value.getValue().asText());
        }
    }

    private static Count count(Workbook workbook, int sheet) throws IOException {
        Map<String, Integer> kinds = new TreeMap<>();
        Map<String, Object> cells = new TreeMap<>();
        CellTexts texts = new CellTexts(workbook.serials());
        double sum = 0;
        try (SheetRows rows = workbook.open(sheet)) {
            while (rows.next()) {
                for (int i = 0; i < rows.count; i++) {
                    Kind kind = rows.kinds[i];
                    String text = texts.text(kind, rows.numbers[i], rows.texts[i]);
                    if (text.isEmpty()) {
                        continue;
                    }
                    String letter = switch (kind) {
                        case NUMBER -> "n";
                        case BOOLEAN -> "b";
                        case TEXT, ERROR -> "s";
                        default -> "d";
                    };
                    kinds.merge(letter, 1, Integer::sum);
                    sum += kind == Kind.NUMBER ? rows.numbers[i] : 0;
                    cells.put(Area.cell(rows.row, rows.columns[i]),
                            kind == Kind.NUMBER ? (Object) rows.numbers[i] : text);
                }
            }
        }
        return new Count(kinds, sum, cells);
    }

    @Test
    void every_workbook_makes_tables_or_a_typed_error() throws IOException {
        List<String> wrong = new ArrayList<>();
        int tables = 0;
        int refused = 0;
        for (Path path : files()) {
            try {
                for (String sheet : Dataset.sheets(path)) {
                    tables += read(path, sheet) ? 1 : 0;
                }
            } catch (PesoException e) {
                refused++;
            } catch (RuntimeException | Error e) {
                wrong.add(path + ": " + e);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(tables).isEqualTo(102);
        assertThat(refused).isEqualTo(17);
    }

    /// Whether there was anything in the sheet.
    private static boolean read(Path path, String sheet) {
        ExcelReadOptions options = ExcelReadOptions.DEFAULT.withSheet(sheet);
        try {
            Dataset.read(path, options).collect();
            Dataset.read(path, options.withHeaderRows(0).withMergedCells(MergedCells.ALL)).collect();
            return true;
        } catch (DataException e) {
            if (String.valueOf(e.getMessage()).contains(" is empty")) {
                return false;
            }
            throw e;
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> paths = Files.walk(SharedData.require(FILES))) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
