package dev.peso.internal.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.peso.QueryException;

class SelectParserTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "select id, id from sales | id, id_2",
            "select s.id, p.id from sales s join people p on s.id = p.id | id, id_2",
            "select 1 as id_2, id, id, id from sales | id_2, id, id_3, id_4",
            "select id, id, 1 as id_2 from sales | id, id_3, id_2",
            "select ID, \"Age\", 1 + 1 from people | id, Age, 1 + 1",
            "select * from sales join people using (id) | id, region, amount, name, Age, age",
            "select count(*), sum(amount) s from sales | count(*), s",
            "select (select  max(id)   from sales) | (select max(id) from sales)",
            "select q.* from (select id x, region from sales) q(y) | y, region"})
    void names_columns_as_the_user_expects(String sql, String names) {
        assertThat(String.join(", ", SelectTables.schema(sql).names())).isEqualTo(names);
    }

    @Test
    void binds_parameters() {
        assertThat(SelectTables.schema("select id from sales where amount > ? limit ?", 5, 10).names())
                .containsExactly("id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "select amout from sales | column \"amout\" not found in table \"sales\"; did you mean \"amount\"? columns: id, region, amount",
            "select sales.amout from sales | column \"amout\" not found in table \"sales\"; did you mean \"amount\"? columns: id, region, amount",
            "select x.id from sales | there is no table \"x\" in from; tables: sales",
            "select id from sale | table \"sale\" not found; did you mean \"sales\"? tables: people, sales",
            "select id from sales, people | column \"id\" is ambiguous: it is in \"sales\" and in \"people\"; write sales.id or people.id",
            "select s.id from sales s, sales s | table \"s\" stands twice in from; give each its own alias",
            "select AGE from people | column \"AGE\" is ambiguous: there are \"Age\" and \"age\"; write the name in double quotes",
            "select id, sum(amount) from sales | column \"id\" is neither a grouping key nor inside an aggregate; group by it, or take for example first(id)",
            "select id from sales where sum(amount) > 1 | sum(amount) is an aggregate, which cannot stand here; use it in select, having or qualify",
            "select id from sales where row_number() over () = 1 | a window function cannot stand here; use it in select, qualify or order by: row_number()",
            "select id from sales union select id, name from people | union needs queries with as many columns, got 1 and 2",
            "select id from sales order by 3 | order by 3 names no column; there are 1",
            "select id from sales group by 0 | group by 0 names no column; there are 1",
            "select id from sales limit -1 | the limit must be 0 or more, got -1",
            "select id from sales limit 'x' | the limit must be a whole number, got 'x'",
            "select from sales | expected an expression, found \"from\"",
            "select id from | expected a table, a query in parentheses or a function after from, found the end of the text",
            "select id from sales where region > 1 | cannot compare utf8 region with int64 1; cast one of them",
            "pivot sales on region using sum(amount) | \"pivot\" is no query; use the verb pivot(...) of a dataset",
            "delete from sales | \"delete\" is no query; datasets do not change; select the rows to keep",
            "table sales | \"table\" is no query; write from and its name",
            "select * from sales positional join people | a positional join is not supported; number the rows of both by row_number() and join by that",
            "select id from sales tablesample 10% | sampling stands outside of queries; use sample(...) of a dataset",
            "select id from sales using sample 3 | sampling stands outside of queries; use sample(...) of a dataset",
            "select id from sales order by region collate nocase | unexpected \"collate\"; text has one order, by code points: order by lower(...) to ignore case",
            "select unnest({'a': 1}) | unnest takes a list, got struct<a: int64>",
            "select (id, region) in (select id, name, age from people) from sales | this subquery must give one column, it gives 3",
            "select id from sales where (id, region) in (select id, name, age from people) | this subquery must give as many columns as the row has, 2; it gives 3",
            "select id from sales where (id, region) not in (select id from people, people p) | column \"id\" is ambiguous: it is in \"people\" and in \"p\"; write people.id or p.id",
            "select id from sales limit 101% | the limit must be in [0, 100] percent, got 101.0",
            "select columns('zz') from sales | columns('zz') takes no column; columns: id, region, amount",
            "select columns(['amout']) from sales | column \"amout\" not found; did you mean \"amount\"? columns: id, region, amount",
            "select columns('i') + columns('r') from sales | the columns(...) of one expression must be the same",
            "with recursive q(n) as (select 1 union all select n, 2 from q) select * from q | union needs queries with as many columns, got 1 and 2",
            "select (with recursive q(n) as (select sales.id union all select n + 1 from q where n < 9) select max(n) from q) from sales | query \"q\" is recursive and uses columns of the query around it, which is not possible",
            "select * from sales right join (select sales.id + 1 as n) q on true | a query that uses the tables before it can be joined by a cross join, or an inner or left join with on",
            "select id from sales where id in (select id, name from people) | this subquery must give one column, it gives 2",
            "select sum(id) over w from sales | there is no window \"w\"; define it with: window w as (...)",
            "select * | * needs tables in from",
            "select * from sales natural join (select 1 as q) | a natural join needs columns of equal names; on the left: id, region, amount; on the right: q",
            "values (1, 2), (3) | this row has 1 value, the first one has 2",
            "select id from sales; drop table sales | expected an operator or the end of the text, found \"drop\""})
    void says_what_is_wrong(String sql, String message) {
        assertThatThrownBy(() -> SelectTables.schema(sql)).isInstanceOf(QueryException.class)
                .satisfies(e -> assertThat(String.valueOf(e.getMessage()).lines().findFirst())
                        .contains(message));
    }

    @Test
    void points_at_the_place_in_a_statement_of_several_lines() {
        String sql = """
                select id
                from sales
                where amout > 1""";
        String message = """
                column "amout" not found in table "sales"; did you mean "amount"? columns: id, region, amount (line 3)
                  where amout > 1
                        ^^^^^""";
        assertThatThrownBy(() -> SelectTables.schema(sql)).isInstanceOf(QueryException.class)
                .hasMessage(message);
    }

    @Test
    void refuses_queries_that_double_with_every_name() {
        StringBuilder sql = new StringBuilder("with q0 as (select id from sales)");
        for (int i = 1; i < 40; i++) {
            sql.append(String.format(Locale.ROOT,
                    ", q%d as (select a.id from q%d a join q%d b on a.id = b.id)", i, i - 1, i - 1));
        }
        assertThatThrownBy(() -> SelectTables.schema(sql + " select * from q39"))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("the query unfolds to more than 20000 steps");
    }

    @Test
    void refuses_names_that_double_with_every_item() {
        StringBuilder sql = new StringBuilder("select id as a0");
        for (int i = 1; i < 40; i++) {
            sql.append(String.format(Locale.ROOT, ", a%d + a%d as a%d", i - 1, i - 1, i));
        }
        assertThatThrownBy(() -> SelectTables.schema(sql + " from sales")).isInstanceOf(QueryException.class)
                .hasMessageContaining("parts");
    }

    @Test
    void refuses_nesting_without_end() {
        String sql = "select * from (".repeat(5_000) + "select 1" + ")".repeat(5_000);
        assertThatThrownBy(() -> SelectTables.schema(sql)).isInstanceOf(QueryException.class);
    }
}
