package dev.peso;

import static org.assertj.core.api.Assertions.*;

import org.junit.jupiter.api.Test;

class JdkTest {
    @Test
    void tests_run_on_the_jdk_that_peso_is_built_for() {
        assertThat(Runtime.version().feature()).isEqualTo(25);
    }
}
