package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Public methods with one argument refuse a null at once.
class NullArgumentsTest {
    @ParameterizedTest
    @ValueSource(classes = {Chart.class})
    void a_null_is_refused(Class<?> type) throws Exception {
        Object chart = Chart.of(SampleCharts.sales());
        List<String> wrong = new ArrayList<>();
        for (Method method : type.getDeclaredMethods()) {
            boolean tested = Modifier.isPublic(method.getModifiers()) && method.getParameterCount() == 1
                    && !method.getParameterTypes()[0].isPrimitive() && !method.getName().equals("equals");
            if (tested) {
                try {
                    method.invoke(Modifier.isStatic(method.getModifiers()) ? null : chart,
                            new Object[]{null});
                    wrong.add(method + " takes null");
                } catch (InvocationTargetException e) {
                    if (!(e.getCause() instanceof NullPointerException)) {
                        wrong.add(method + ": " + e.getCause());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }
}
