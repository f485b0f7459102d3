package dev.peso.examples.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class OnSparkTest {
    @Test
    void prints_the_same_table_twice_and_what_spark_ran() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            OnSpark.main();
        } finally {
            System.setOut(before);
        }
        String text = printed.toString(StandardCharsets.UTF_8);
        assertThat(text).contains("scan \"Spark: select").contains("group by");
        assertThat(text.split("│ Ann  │", -1)).hasSize(3);
    }
}
