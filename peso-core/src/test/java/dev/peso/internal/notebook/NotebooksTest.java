package dev.peso.internal.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.ServiceLoader;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.peso.Dataset;

/// Renders with the kernels' own libraries.
class NotebooksTest {
    record Sale(String region, int qty) {}

    private static final Dataset SALES = Dataset.of(List.of(new Sale("north", 5), new Sale("south", 2)))
            .filter("qty > 2");
    private static final String TEXT = """
            ┌────────┬───────┐
            │ region │   qty │
            │ utf8   │ int32 │
            ├────────┼───────┤
            │ north  │     5 │
            └────────┴───────┘
            1 row, 2 columns
            """;

    @Test
    void a_view_is_html_and_text() {
        assertThat(SALES.view().html()).isEqualTo(SALES.toHtml())
                .contains("<table", "north")
                .doesNotContain("south");
        assertThat(SALES.view().text()).isEqualTo(TEXT);
    }

    @Test
    void jjava_finds_the_extension_and_shows_html_and_text() {
        List<Extension> found = ServiceLoader.load(Extension.class)
                .stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        assertThat(found).hasAtLeastOneElementOfType(JJavaExtension.class);
        var kernel = new JJavaKernel();
        found.forEach(extension -> extension.install(kernel));
        var shown = kernel.getRenderer().render(SALES);
        assertThat(shown.getData(org.dflib.jjava.jupyter.kernel.display.mime.MIMEType.TEXT_HTML))
                .isEqualTo(SALES.toHtml());
        assertThat(shown.getData(org.dflib.jjava.jupyter.kernel.display.mime.MIMEType.TEXT_PLAIN))
                .isEqualTo(TEXT);
    }

    @Test
    void the_kernel_is_looked_for_where_the_class_path_names_it() {
        assertThat(Notebooks.mayHaveKernel("/opt/kernels/java/ijava-1.3.0.jar")).isTrue();
        assertThat(Notebooks.mayHaveKernel("C:\\jupyter\\IJava.jar")).isTrue();
        assertThat(Notebooks.mayHaveKernel("app.jar:peso-core-0.1.0.jar")).isFalse();
    }

    @Test
    void ijava_is_told_and_shows_html_and_text() {
        assertThat(Notebooks.install(IJavaMain.class.getName())).isTrue();
        var shown = IJavaMain.KERNEL.getRenderer().render(SALES);
        assertThat(shown.getData(io.github.spencerpark.jupyter.kernel.display.mime.MIMEType.TEXT_HTML))
                .isEqualTo(SALES.toHtml());
        assertThat(shown.getData(io.github.spencerpark.jupyter.kernel.display.mime.MIMEType.TEXT_PLAIN))
                .isEqualTo(TEXT);
    }

    @Test
    void without_a_kernel_nothing_happens() {
        assertThat(Notebooks.install("no.such.Kernel")).isFalse();
        assertThat(Notebooks.install(NotStarted.class.getName())).isFalse();
        assertThat(Notebooks.install(String.class.getName())).isFalse();
    }

    /// Stands for the class with the kernel's main method.
    public static final class IJavaMain {
        private static final IJavaKernel KERNEL = new IJavaKernel();

        private IJavaMain() {}

        public static Object getKernelInstance() {
            return KERNEL;
        }
    }

    /// A kernel that does not run yet.
    public static final class NotStarted {
        private NotStarted() {}

        public static @Nullable Object getKernelInstance() {
            return null;
        }
    }

    private static final class IJavaKernel extends io.github.spencerpark.jupyter.kernel.BaseKernel {
        @Override
        public io.github.spencerpark.jupyter.kernel.display.DisplayData eval(String code) {
            throw new UnsupportedOperationException();
        }

        @Override
        public io.github.spencerpark.jupyter.kernel.LanguageInfo getLanguageInfo() {
            throw new UnsupportedOperationException();
        }
    }

    @SuppressWarnings("NullAway") // parts that rendering does not need
    private static final class JJavaKernel extends org.dflib.jjava.jupyter.kernel.BaseKernel {
        JJavaKernel() {
            super("test", "1", null, List.of(), null, new JupyterIO(StandardCharsets.UTF_8),
                    new CommManager(),
                    new Renderer(), null, null, true, new StringStyler("", "", "", String::valueOf));
        }

        @Override
        public Object evalRaw(String code) {
            throw new UnsupportedOperationException();
        }

        @Override
        public org.dflib.jjava.jupyter.kernel.display.DisplayData inspect(String code, int at,
                boolean detail) {
            throw new UnsupportedOperationException();
        }

        @Override
        public org.dflib.jjava.jupyter.kernel.ReplacementOptions complete(String code, int at) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String isComplete(String code) {
            throw new UnsupportedOperationException();
        }
    }
}
