package dev.peso.viz.internal.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/// The scripts of the jar are short ones, made of those in `src/main/scripts`: `-Dpeso.scripts=write` makes them anew.
class ScriptTest {
    private static final Path SOURCES = Path.of("src/main/scripts");
    private static final Path SENT = Path.of("src/main/resources/dev/peso/viz/internal/html");

    @Test
    void what_is_sent_is_made_of_the_sources() throws IOException {
        Map<String, String> made = Script.compact(scripts(SOURCES));
        if ("write".equals(System.getProperty("peso.scripts"))) {
            for (Map.Entry<String, String> each : made.entrySet()) {
                Files.writeString(SENT.resolve(each.getKey()), each.getValue());
            }
        }
        assertThat(made).isNotEmpty();
        assertThat(scripts(SENT))
                .as("the scripts have changed; make the short ones with -Dpeso.scripts=write")
                .isEqualTo(made);
    }

    private static Map<String, String> scripts(Path folder) throws IOException {
        Map<String, String> scripts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.filter(file -> file.toString().endsWith(".js")).toList()) {
                scripts.put(each.getFileName().toString(), Files.readString(each));
            }
        }
        return scripts;
    }

    @Test
    void blanks_and_comments_are_left_out() {
        assertThat(Script.compact("""
                // Why.
                /** What. */
                const a = 1 + 2; // here, too
                function f(b) {
                  return b - -a;
                }
                """)).isEqualTo("const a=1+2;\nfunction c(b){return b- -a}\n");
    }

    @Test
    void variables_have_short_names_and_members_keep_theirs() {
        assertThat(Script.compact("""
                const { width, other: height } = document.body;
                const shape = { width, name: height, ...width.rest };
                const LEAST = new URLSearchParams(height);
                Math.max(LEAST, height ? height : shape.name);
                """)).isEqualTo("""
                const{width:b,other:a}=document.body;
                const c={width:b,name:a,...b.rest};
                const d=new URLSearchParams(a);
                Math.max(d,a?a:c.name);
                """);
    }

    @Test
    void scripts_that_see_one_another_have_the_same_names() {
        assertThat(
                Script.compact(Map.of("one", "const place = 1;\n", "two", "const here = place + place;\n")))
                .isEqualTo(Map.of("one", "const a=1;\n", "two", "const b=a+a;\n"));
    }

    @Test
    void a_member_may_be_called_as_a_variable_is() {
        assertThat(Script.compact("""
                const point = { a(one, { width = one }) { return width; } };
                const b = point.a(1, {}) + point.b;
                """)).isEqualTo("const a={a(b,{width:c=b}){return c}};\nconst d=a.a(1,{})+a.b;\n");
    }

    @Test
    void names_that_are_taken_are_not_given() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            many.append("let name").append(i).append(" = 1;\n");
        }
        assertThat(Script.compact(many.toString()).lines())
                .hasSize(3000)
                .doesNotHaveDuplicates()
                .doesNotContain("let do=1;", "let if=1;", "let in=1;", "let of=1;");
    }

    @Test
    void texts_and_regular_expressions_stay() {
        assertThat(Script.compact("""
                const text = 'a  b' + "// \\"no\\" comment";
                const found = text.match(/[a-z] +"/gi).length / 2 / 3;
                """)).isEqualTo("""
                const a='a  b'+"// \\"no\\" comment";
                const b=a.match(/[a-z] +"/gi).length/2/3;
                """);
    }

    @Test
    void a_declaration_of_the_outermost_level_keeps_its_line() {
        assertThat(Script.compact("""
                function one(a) {
                  if (a) {
                    return;
                  }
                  const b = [
                    a,
                    a];
                  two(b);
                }

                const two = () => {};
                """)).isEqualTo("function d(a){if(a){return}\nconst b=[a,a];c(b)}\nconst c=()=>{};\n");
    }
}
