package dev.peso.internal.spark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

import dev.peso.internal.sql.Sql;
import dev.peso.internal.sql.SqlQuery;
import dev.peso.internal.sql.SqlTable;

/// Where queries run in Spark: a session beside the user's, with its settings but for those on which it depends what a
/// query means, and with views of its own.
final class SparkHome {
    private static final Map<String, String> MEANING = Map.ofEntries(
            Map.entry("spark.sql.ansi.enabled", "true"), Map.entry("spark.sql.session.timeZone", "UTC"),
            Map.entry("spark.sql.caseSensitive", "true"),
            Map.entry("spark.sql.datetime.java8API.enabled", "true"),
            Map.entry("spark.sql.decimalOperations.allowPrecisionLoss", "false"),
            Map.entry("spark.sql.legacy.statisticalAggregate", "false"),
            Map.entry("spark.sql.parser.escapedStringLiterals", "false"),
            Map.entry("spark.sql.crossJoin.enabled", "true"),
            Map.entry("spark.sql.parquet.datetimeRebaseModeInRead", "CORRECTED"),
            Map.entry("spark.sql.files.ignoreCorruptFiles", "false"),
            Map.entry("spark.sql.files.ignoreMissingFiles", "false"));

    private final SparkSession users;
    private @Nullable SparkSession own;

    SparkHome(SparkSession users) {
        this.users = users;
    }

    synchronized SparkSession session() {
        SparkSession session = own;
        if (session == null) {
            session = users.newSession();
            for (Map.Entry<String, String> setting : CollectionConverters.asJava(users.conf().getAll())
                    .entrySet()) {
                if (session.conf().isModifiable(setting.getKey())) {
                    session.conf().set(setting.getKey(), setting.getValue());
                }
            }
            MEANING.forEach(session.conf()::set);
            own = session;
        }
        return session;
    }

    /// The rows of a query, not computed yet. Views are there while Spark looks names up.
    synchronized Dataset<Row> rows(SqlQuery query) {
        SparkSession session = session();
        Map<String, SparkTable> views = new LinkedHashMap<>();
        for (SqlTable table : query.tables()) {
            views.put(table.name(), (SparkTable) table);
        }
        try {
            views.forEach((name, table) -> table.content().rows(session).createOrReplaceTempView(name));
            return session.sql(query.sql().text(), values(query.sql().values()));
        } finally {
            views.keySet().forEach(session.catalog()::dropTempView);
        }
    }

    private static @Nullable Object[] values(List<Sql.Bound> bound) {
        @Nullable
        Object[] values = new Object[bound.size()];
        for (int i = 0; i < values.length; i++) {
            Sql.Bound one = bound.get(i);
            values[i] = one.type() == null ? one.value() : SparkTypes.there(one.type(), one.value());
        }
        return values;
    }
}
