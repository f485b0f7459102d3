package dev.peso.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.peso.Mutations;
import dev.peso.PesoException;
import dev.peso.SharedData;
import dev.peso.io.JsonReadOptions;

/// The files of JSONTestSuite: `y_` must be read, `n_` refused, `i_` may go either way.
class JsonTestSuiteTest {

    @Test
    void right_files_are_read_and_wrong_ones_refused() throws IOException {
        List<String> wrong = new ArrayList<>();
        int right = 0;
        for (Path file : files()) {
            String name = file.getFileName().toString();
            String outcome;
            try {
                outcome = Json.read(Files.readAllBytes(file), JsonReadOptions.DEFAULT).rows() + " rows";
                right += name.startsWith("n_") ? 0 : 1;
                if (name.startsWith("n_")) {
                    wrong.add(name + ": " + outcome);
                }
            } catch (PesoException e) {
                right += name.startsWith("y_") ? 0 : 1;
                assertThat(e.getMessage()).contains("sales.json");
                if (name.startsWith("y_")) {
                    wrong.add(name + ": " + e.getMessage());
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(right).isEqualTo(318);
    }

    @Test
    void damaged_files_give_a_table_or_an_error_in_words_soon() throws IOException {
        List<byte[]> corpus = new ArrayList<>();
        for (Path file : files()) {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length < 10_000) {
                corpus.add(bytes);
            }
        }
        corpus.add(
                "{\"a\":1,\"b\":[{\"c\":\"x\"}]}\n{\"a\":2.5,\"b\":null}\n{\"a\":null,\"b\":[]}\n".getBytes(
                        java.nio.charset.StandardCharsets.UTF_8));
        Mutations mutations = new Mutations(20_261_120);
        double slowest = 0;
        long runs = 0;
        JsonReadOptions.Form[] forms = JsonReadOptions.Form.values();
        dev.peso.io.OnError[] policies = {dev.peso.io.OnError.FAIL, dev.peso.io.OnError.NULL,
                dev.peso.io.OnError.SKIP};
        long end = System.nanoTime() + (long) (Mutations.seconds() * 1e9);
        while (System.nanoTime() < end) {
            byte[] bytes = mutations.mutate(corpus.get(mutations.below(corpus.size())));
            JsonReadOptions options = JsonReadOptions.DEFAULT.withForm(forms[mutations.below(forms.length)])
                    .withOnError(policies[mutations.below(policies.length)])
                    .withSampleRows(1 + mutations.below(3));
            long start = System.nanoTime();
            try {
                Json.rows(Json.read(bytes, options));
            } catch (PesoException e) {
                assertThat(e.getMessage()).contains("sales.json");
            } catch (RuntimeException | Error e) {
                fail(options + " " + java.util.HexFormat.of().formatHex(bytes), e);
            }
            slowest = Math.max(slowest, (System.nanoTime() - start) / 1e9);
            runs++;
        }
        if (System.getProperty("peso.fuzz.seconds") != null) {
            System.out.println(runs + " mutations, slowest " + slowest + " s");
        }
        assertThat(slowest).isLessThan(2);
        assertThat(runs).isGreaterThan(100);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(SharedData.require("json/test_parsing"))) {
            return files.sorted().toList();
        }
    }
}
