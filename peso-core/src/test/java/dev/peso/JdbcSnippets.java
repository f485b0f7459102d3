package dev.peso;

import static dev.peso.Expr.desc;
import static dev.peso.Expr.on;
import static dev.peso.Expr.sum;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;

import dev.peso.engine.Engine;
import dev.peso.io.Jdbc;

class JdbcSnippets {
    private static DataSource database() {
        Databases.Source source = Databases.H2.fresh();
        source.execute("create table orders (id int, region varchar(20), price double precision)",
                "insert into orders values (1, 'north', 9.5), (2, 'south', 20), (3, 'north', 2.25)");
        return source;
    }

    @Test
    void read() {
        DataSource dataSource = database();
        // @start region="read"
        Dataset orders = Dataset.read(Jdbc.table(dataSource, "orders")); // asks for names and types only
        Dataset best = orders.filter("price > 5")
                .groupBy("region")
                .agg(sum("price").as("total"))
                .sort(desc("total")); // one query, of which only the result comes here

        Dataset one = Dataset.read(Jdbc.query(dataSource, "select price from orders where id = ?", 2));
        // @end
        assertThat(best.strings("region")).containsExactly("south", "north");
        assertThat(one.doubles("price")).containsExactly(20);
    }

    @Test
    void write() {
        DataSource dataSource = database();
        Dataset totals = Dataset.read(Jdbc.table(dataSource, "orders"))
                .groupBy("region")
                .agg(sum("price").as("total"));
        // @start region="write"
        totals.write(Jdbc.table(dataSource, "totals")); // a new table
        totals.write(Jdbc.table(dataSource, "totals").replace());
        totals.write(Jdbc.table(dataSource, "totals").append());
        // @end
        assertThat(Dataset.read(Jdbc.table(dataSource, "totals")).count()).isEqualTo(4);
    }

    @Test
    void engine() {
        DataSource dataSource = database();
        Dataset orders = Dataset.read(Jdbc.table(dataSource, "orders"));
        // @start region="engine"
        Dataset bosses = Dataset
                .of(Map.of("region", List.of("north", "south"), "boss", List.of("Ann", "Bo")));
        Dataset theirs = orders.join(bosses, on("region")).groupBy("boss").agg(sum("price").as("total"));
        Dataset there = theirs.on(Engine.sql(dataSource)); // one query: the bosses go there
        Dataset here = theirs.on(Engine.local()); // the orders come here
        // @end
        assertThat(there.sort("boss").doubles("total")).containsExactly(here.sort("boss").doubles("total"));
        assertThat(there.explain()).contains("peso_rows_1");
    }
}
