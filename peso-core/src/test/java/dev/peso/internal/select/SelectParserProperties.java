package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import dev.peso.QueryException;

/// Any text gives a plan or a [QueryException].
class SelectParserProperties {
    private static final List<String> STATEMENTS = List.of(
            "select id , sum ( amount ) as s from sales where region = 'n' group by id having s > 1 order by 2 desc limit 3",
            "select * from sales s left join people p on s . id = p . id and p . name like 'a%'",
            "select id from sales where id in ( select id from people where people . name = sales . region )",
            "select ( select max ( id ) from people where people . id < sales . id ) from sales",
            "select region , count ( * ) from sales group by rollup ( region , id ) union all select name , 1 from people",
            "with q as ( select id from sales ) , r ( x ) as ( select id from q ) select distinct x from r order by x nulls first",
            "select id , rank ( ) over ( partition by region order by amount ) as r from sales qualify r <= 2",
            "select * from ( values ( 1 , 'a' ) , ( 2 , null ) ) as v ( a , b ) where not exists ( select 1 from sales where id = a )",
            "select s . * exclude ( id ) , unnest ( [ 1 , 2 ] ) from sales s , range ( 3 ) t ( i ) where i = id",
            "select case when id > all ( select id from people ) then 1 end from sales intersect select 2");
    private static final List<String> WORDS = STATEMENTS.stream()
            .flatMap(s -> Arrays.stream(s.split(" ")))
            .distinct()
            .toList();

    @Property(tries = 1000)
    void a_statement_with_changed_words_gives_a_plan_or_a_query_error(
            @ForAll @IntRange(min = 0, max = 9) int which,
            @ForAll("changes") List<int[]> changes) {
        List<String> words = new ArrayList<>(List.of(STATEMENTS.get(which).split(" ")));
        for (int[] change : changes) {
            if (words.isEmpty()) {
                break;
            }
            int at = change[1] % words.size();
            String word = WORDS.get(change[2] % WORDS.size());
            switch (change[0]) {
                case 0 -> words.remove(at);
                case 1 -> words.set(at, word);
                case 2 -> words.add(at, word);
                default -> words.add(at, words.get(change[2] % words.size()));
            }
        }
        parse(String.join(" ", words));
    }

    @Provide
    Arbitrary<List<int[]>> changes() {
        return Arbitraries.integers()
                .between(0, 100_000)
                .array(int[].class)
                .ofSize(3)
                .map(c -> new int[]{c[0] % 4, c[1], c[2]})
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Property(tries = 300)
    void any_words_give_a_plan_or_a_query_error(@ForAll("words") List<String> words) {
        parse("select " + String.join(" ", words));
    }

    @Provide
    Arbitrary<List<String>> words() {
        return Arbitraries.of(WORDS).list().ofMaxSize(30);
    }

    @Property(tries = 300)
    void any_text_gives_a_plan_or_a_query_error(@ForAll String text) {
        parse(text);
        parse("select " + text + " from sales");
    }

    private static void parse(String sql) {
        try {
            SelectTables.schema(sql);
        } catch (QueryException _) {
            // what a wrong statement gives
        }
    }
}
