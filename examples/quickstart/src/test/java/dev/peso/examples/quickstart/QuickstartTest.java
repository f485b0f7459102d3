package dev.peso.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class QuickstartTest {
    @Test
    void prints_answers_a_reader_can_check() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Quickstart.main();
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("1,461 rows, 6 columns", "│ winter │",
                "│  2015 │    12 │",
                "column \"precipitaton\" not found in dataset \"seattle-weather.csv\"; did you mean \"precipitation\"?",
                "Model of \"tomorrow\" by boosted trees", "Bar chart of rain by month, for 4 series",
                " has 48 months", "physical, run in ");
    }
}
