package dev.peso.examples.churn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class ChurnTest {
    @Test
    void prints_what_it_found() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Churn.main();
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("45,211 rows, 17 columns",
                "! \"housing\": 100 % of the texts mean boolean",
                "8 │ null_words │ poutcome  │ nulled │ 36959",
                "Model of \"y\" by boosted trees, trained on 36169 rows", "positive class: true",
                "auc                    0.81", "│ month    │", "p_true");
    }
}
