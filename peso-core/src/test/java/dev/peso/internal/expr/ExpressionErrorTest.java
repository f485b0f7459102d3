package dev.peso.internal.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.peso.QueryException;

class ExpressionErrorTest {
    private static final Set<String> AGGREGATES = Set.of("sum", "count");

    /// Whole messages: the problem, the text as given, and carets under the place.
    private static final String MESSAGES = """
            unexpected "betwen"; did you mean "between"?
              x betwen 1 and 2
                ^^^^^^

            unexpected "adn"; did you mean "and"?
              qty > 1 adn price < 2
                      ^^^

            "(" is not closed: missing )
              (a + b
              ^

            unexpected ")"; there is no ( for it
              a + b)
                   ^

            expected an expression, found "="
              a = = b
                  ^

            comparisons do not chain; join two of them with and
              a < b < c
                    ^

            text is not closed: missing ' (a ' inside is written twice)
              name = 'abc
                     ^

            name is not closed: missing " (a " inside is written twice)
              name = "abc
                     ^

            expected an expression, found the end of the text
              qty > 1 and
                         ^

            expected "," or ")", found the end of the text
              round(x, 2
                        ^

            expected an operator or "," or ")", found "2"
              round(x 2)
                      ^

            expected an operator or the end of the text, found "else"
              lower(x) > 'a' else
                             ^^^^

            expected "when", "else" or "end" in case, found the end of the text
              case when a then b
                                ^

            expected "when" in case, found "b"
              case a b when c then d end
                     ^

            expected "then" after the condition of case, found "b"
              case when a b end
                          ^

            expected an expression, found "end"; as a name it needs double quotes
              case end
                   ^^^

            number is beyond the range of float64, 1.7976931348623157E308
              1.5e400
              ^^^^^^^

            "12abc" is neither a number nor a name; a name that starts with a digit needs double quotes
              12abc
              ^^^^^

            a whole number has at most 38 digits, got 41; with an exponent it is a float64
              12345678901234567890123456789012345678901
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

            '2020-13-01' is not a date; write for example '2026-11-20'
              date '2020-13-01'
                   ^^^^^^^^^^^^

            '2020-01-01 25:00:00' is not a timestamp; write for example '2026-11-20 17:45:00'
              timestamp '2020-01-01 25:00:00'
                        ^^^^^^^^^^^^^^^^^^^^^

            '1,5' is not a decimal; write for example '1.50'
              decimal '1,5'
                      ^^^^^

            '300' is not an int8
              int8 '300'
                   ^^^^^

            "dayz" is not a unit of time; did you mean "day"?; units: year, quarter, month, week, day, hour, minute, second ... and 3 more
              interval '3 dayz'
                       ^^^^^^^^

            '3' is not an interval; write for example '2 days', '1 year 6 months' or '01:30:00'
              interval '3'
                       ^^^

            expected a unit of time after "3", found "fortnights"
              interval 3 fortnights
                         ^^^^^^^^^^

            "int63" is not a type; did you mean "int64"?; types: boolean, int8, int16, int32, int64, float32, float64, decimal(p,s), utf8, binary, date, time(us), timestamp(us), duration(us), categorical, list<t>, struct<name: t>, map<k, v>
              x::int63
                 ^^^^^

            expected "as" and a type after the value to cast, found "int64"
              cast(x int64)
                     ^^^^^

            expected a type, found ")"
              cast(x as)
                       ^

            list_sort takes no argument by name
              list_sort(l, descending := true)
                           ^^^^^^^^^^

            expected an expression, found "&"; conditions are joined by and
              a && b
                 ^

            "\\ud800" is no character; after it stand 4 hexadecimal digits
              e'a\\ud800'
                 ^^^^^^

            text is not closed: missing '
              e'a\\'
              ^^

            "!" has no meaning here; write not, or != between values
              !a
              ^

            "!" has no meaning here; write not, or != between values
              a ! b
                ^

            "“" has no meaning here; write text in ' and names in "
              x = “abc”
                  ^

            unexpected "s"; a ' inside text is written twice, \\ does not escape it
              x = 'it\\'s'
                       ^

            expected an expression, found "select"; as a name it needs double quotes
              select
              ^^^^^^

            expected an operator or the end of the text, found "null"
              null null
                   ^^^^

            expected an expression, found "and"
              and x
              ^^^

            expected an expression, found "or"
              a or or b
                   ^^

            expected an operator or the end of the text, found "2"
              x in 1 2
                     ^

            expected "," or ")", found the end of the text
              x in (1, 2
                        ^

            expected "and" after the lower bound of between, found the end of the text
              x between 1
                         ^

            expected null, true, false or distinct from after "is", found "nul"
              x is nul
                   ^^^

            expected null, true, false or distinct from after "is not", found the end of the text
              x is not
                      ^

            only count takes "*", sum needs an expression
              sum(*)
                  ^

            expected an expression, found the end of the text
              count(* )  +
                          ^

            "*" needs a value before it; only count(*) takes it alone
              * 2
              ^

            expected "(" after over, found "w"
              sum(x) over w
                          ^

            expected ")", or partition by, order by, rows, range or groups in this order, found "order"
              sum(x) over (order x)
                           ^^^^^

            expected "preceding" or "following" after the bound of the frame, found ")"
              sum(x) over (order by y rows 2)
                                            ^

            expected "preceding" or "following" after the bound of the frame, found "and"
              sum(x) over (rows between 1 and 2)
                                          ^^^

            expected "and" after the start of the frame, found ")"
              sum(x) over (order by y rows between current row)
                                                              ^

            expected ")" after the condition of filter, found the end of the text
              sum(x) filter (where y > 1
                                        ^

            a subquery can stand in Dataset.sql(...) only; here use a join
              x in (select 1)
                    ^^^^^^

            a subquery can stand in Dataset.sql(...) only; here use a join
              exists (select 1)
                      ^^^^^^

            unexpected "->"; a function of elements stands as an argument alone: list_transform(l, x -> x + 1)
              f(1 + x -> x)
                      ^^

            expected ":" after the parameters of lambda, found "->"
              f(l, lambda x -> x)
                            ^^

            expected "from" after "extract(year", found "x"
              extract(year x)
                           ^

            expected "from" and the text to trim, found ")"
              trim(leading x)
                            ^

            if takes a condition, a value and another value, got 2 arguments
              if(a, b)
                 ^

            expected a name after as, found the end of the text
              a as
                  ^

            expected an operator or the end of the text, found "c"
              a as b c
                     ^

            expected ":" after the name of a field, found "1"
              {'a' 1}
                   ^

            expected the name of a field, found "1"
              {1: 2}
               ^

            expected "," or "]", found the end of the text
              [1, 2
                   ^

            expected "]" after the index, found the end of the text
              x[1
                 ^

            expected an operator or the end of the text, found ".1"
              x.1
               ^^

            expected a field's name after ".", found the end of the text
              x.
                ^

            expected an operator or the end of the text, found ";"
              a ; b
                ^

            no value for parameter 1; none is given
              ? = 1
              ^

            no value for parameter :name; pass Map.of("name", value)
              :name = 1
              ^^^^^

            a \\ in a blob begins a byte such as \\x0f; a backslash itself is \\x5c
              blob 'a\\0'
                   ^^^^^

            'xy' is not a binary; write hexadecimal digits, for example '00ff'
              binary 'xy'
                     ^^^^

            "#" has no meaning here
              a # b
                ^""";

    private static ExpressionParser parser(String text, Object... values) {
        return ExpressionParser.of(text, AGGREGATES::contains, Parameters.of(values));
    }

    static Stream<String> messages() {
        return Stream.of(MESSAGES.split("\n\n"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void a_message_says_what_is_wrong_and_where(String message) {
        String text = message.split("\n")[1].substring(2);
        assertThatThrownBy(() -> parser(text).parse()).isInstanceOf(QueryException.class).hasMessage(message);
    }

    @Test
    void empty_text_is_no_expression() {
        assertThatThrownBy(() -> parser("").parse()).hasMessage(
                "expected an expression, found the end of the text\n  \n  ^");
    }

    @Test
    void the_line_is_shown_and_told() {
        assertThatThrownBy(() -> parser("a > 1\n  and b >\n").parse()).hasMessage("""
                expected an expression, found the end of the text (line 3)

                  ^""".replace("\n\n", "\n  \n"));
        assertThatThrownBy(() -> parser("a > 1\n\tand b > )\nor c").parse()).hasMessage("""
                expected an expression, found ")" (line 2)
                   and b > )
                           ^""");
    }

    @Test
    void a_long_line_is_cut_around_the_place() {
        String text = "a + ".repeat(40) + ") + " + "b + ".repeat(40);
        assertThatThrownBy(() -> parser(text).parse()).hasMessage("expected an expression, found \")\"\n  ..."
                + "a + ".repeat(15) + ") + " + "b + ".repeat(9) + "...\n  " + " ".repeat(63) + "^");
    }

    @Test
    void carets_count_characters_not_code_units() {
        assertThatThrownBy(() -> parser("'😀😀' || )").parse()).hasMessage("""
                expected an expression, found ")"
                  '😀😀' || )
                          ^""");
    }

    @Test
    void an_assignment_needs_a_name_and_a_value() {
        assertThatThrownBy(() -> parser("end = 1").parseColumns()).hasMessage("""
                "end" is a keyword; as a name it needs double quotes
                  end = 1
                  ^^^""");
        assertThatThrownBy(() -> parser("total =").parseColumns()).hasMessage("""
                expected an expression, found the end of the text
                  total =
                         ^""");
    }

    @Test
    void parameters_must_have_values() {
        assertThatThrownBy(() -> parser("a = ? and b = ?", 1).parse()).hasMessage("""
                no value for parameter 2; 1 is given
                  a = ? and b = ?
                                ^""");
        assertThatThrownBy(() -> parser("a = :regon", Map.of("region", 1, "x", 2)).parse()).hasMessage("""
                no value for parameter :regon; did you mean "region"?; given: region, x
                  a = :regon
                      ^^^^^^""");
        assertThatThrownBy(() -> parser("a = ?", new Object()).parse()).hasMessage(
                """
                        no type for a value of java.lang.Object; use a number, text, boolean, byte[], java.time value, list, or \
                        map of these
                          a = ?
                              ^""");
        Parameters two = Parameters.of(1, 2);
        assertThat(ExpressionParser.of("a = ?", AGGREGATES::contains, two).parse()).hasToString("a = 1");
        assertThatThrownBy(two::requireAllUsed).isInstanceOf(QueryException.class)
                .hasMessage("2 values are given, but the text has 1 of ? to take them");
        assertThatThrownBy(() -> Parameters.of(List.of()).requireAllUsed())
                .hasMessage("1 value is given, but the text has no ? to take them");
    }
}
