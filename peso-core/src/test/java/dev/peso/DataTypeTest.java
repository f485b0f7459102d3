package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataTypeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BIGINT                             | int64
            Integer                            | int32
            uint8                              | int16
            UBIGINT                            | decimal(20,0)
            hugeint                            | decimal(38,0)
            double precision                   | float64
            float                              | float32
            varchar(20)                        | utf8
            character varying(20)              | utf8
            decimal                            | decimal(18,3)
            numeric( 10 )                      | decimal(10,0)
            decimal( 10 , 2 )                  | decimal(10,2)
            time                               | time(us)
            time(3)                            | time(ms)
            time without time zone             | time(us)
            timestamp                          | timestamp(us)
            timestamp_ns                       | timestamp(ns)
            timestamp(MS)                      | timestamp(ms)
            timestamp without time zone        | timestamp(us)
            timestamp with time zone           | timestamp(us, UTC)
            timestamptz                        | timestamp(us, UTC)
            timestamp(s, America/Port-au-Prince) | timestamp(s, America/Port-au-Prince)
            timestamp(us,+02:00)               | timestamp(us, +02:00)
            interval                           | duration(us)
            categorical                        | categorical
            categorical(ordered)               | categorical(ordered)
            int[] []                           | list<list<int32>>
            list(int)                          | list<int32>
            struct(a int, "b c" text[])        | struct<a: int32, "b c": list<utf8>>
            struct<a:int64,b:struct<>>         | struct<a: int64, b: struct<>>
            map(varchar, decimal(4,1))         | map<utf8, decimal(4,1)>
            """)
    void text_with_common_aliases_is_read(String text, String type) {
        assertThat(DataType.parse(text)).hasToString(type);
        assertThat(DataType.parse(type)).isEqualTo(DataType.parse(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            decimal(39,2)        | decimal precision must be in [1, 38], got 39
            decimal(4,5)         | decimal scale must be in [0, 4], got 5
            decimal(a)           | "decimal(a)" is not a type: decimal takes a precision and a scale, such as decimal(10,2), got "a"
            decimal(10,2         | "decimal(10,2" is not a type: a ) is missing
            list                 | "list" is not a type: a < is missing; write for example list<int64>
            list<int64           | "list<int64" is not a type: a > is missing; write for example list<int64>
            map<utf8>            | "map<utf8>" is not a type: a , is missing; write for example map<utf8, int64>
            struct<a: int, a: int> | "struct<a: int, a: int>" is not a type: field "a" is there twice
            struct<: int>        | "struct<: int>" is not a type: the name of a field is missing
            struct<"a: int>      | "struct<"a: int>" is not a type: a " is missing
            timestamp(h)         | "timestamp(h)" is not a type: a unit is s, ms, us or ns, got "h"
            timestamp(us, Mars)  | unknown time zone "Mars" in type "timestamp(us, Mars)"
            categorical(big)     | "categorical(big)" is not a type: categorical takes ordered or nothing in parentheses
            int[3]               | "int[3]" is not a type: lists have no fixed length, write int32[]
            int64 null           | "int64 null" is not a type: unexpected "null" after int64
            """)
    void a_message_says_what_is_wrong(String text, String message) {
        assertThatThrownBy(() -> DataType.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void an_unknown_name_gets_a_suggestion() {
        assertThatThrownBy(() -> DataType.parse("int63"))
                .hasMessage("\"int63\" is not a type; did you mean \"int64\"?; types: "
                        + "boolean, int8, int16, int32, int64, float32, float64, decimal(p,s), utf8, binary, date, time(us), "
                        + "timestamp(us), duration(us), categorical, list<t>, struct<name: t>, map<k, v>");
        assertThatThrownBy(() -> DataType.parse("")).hasMessageStartingWith("\"\" is not a type; types: ");
        assertThatThrownBy(() -> DataType.parse("list<".repeat(100_000)))
                .hasMessage("a type is nested more than 100 levels deep");
    }

    @Test
    void a_nested_type_can_be_initialized_without_the_constants() {
        assertThat(DataType.class.getDeclaredMethods()).noneMatch(Method::isDefault);
        assertThat(DataTypeKinds.class.getDeclaredFields()).isEmpty();
    }

    @Property(tries = 500)
    void any_text_is_a_type_or_a_clear_error(@ForAll("texts") String text) {
        try {
            assertThat(DataType.parse(DataType.parse(text).toString())).isEqualTo(DataType.parse(text));
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Provide
    static Arbitrary<String> texts() {
        Arbitrary<String> parts = Arbitraries
                .of(List.of("int64", "list", "struct", "map", "<", ">", "(", ")", ",", ":", "a",
                        "\"b \"\"\"", "\"", "decimal", "10", "2", "timestamp", "us", "UTC", "[]", "[", " ",
                        "with time zone", "é"));
        return Arbitraries.oneOf(parts.list().ofMaxSize(10).map(all -> String.join("", all)),
                Arbitraries.strings().ofMaxLength(12));
    }
}
