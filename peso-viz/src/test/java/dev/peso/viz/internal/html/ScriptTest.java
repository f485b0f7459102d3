package dev.peso.viz.internal.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScriptTest {
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
                const{width,other:a}=document.body;
                const b={width,name:a,...width.rest};
                const c=new URLSearchParams(a);
                Math.max(c,a?a:b.name);
                """);
    }

    @Test
    void names_that_are_taken_are_not_given() {
        assertThat(Script.compact("const point = {};\nconst value = point.a + point.b;\n"))
                .isEqualTo("const c={};\nconst d=c.a+c.b;\n");
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
