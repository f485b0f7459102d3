package dev.peso.internal.spark;

import java.util.Iterator;
import java.util.List;
import java.util.UUID;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

import dev.peso.Schema;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.VectorBuilder;
import dev.peso.internal.door.Delivery;
import dev.peso.internal.sql.SqlQuery;

/// Runs a query in Spark and hands its rows over, one partition of Spark's after the other, so that only one is here at
/// a time.
final class SparkDelivery extends Delivery {
    private final SparkHome home;
    private final SqlQuery query;
    private final String tag = "peso-" + UUID.randomUUID();

    SparkDelivery(SparkHome home, SqlQuery query, Schema schema) {
        super(schema, "peso-spark");
        this.home = home;
        this.query = query;
    }

    @Override
    protected void cancel() {
        home.session().interruptTag(tag);
    }

    @Override
    protected void deliver() {
        try {
            // its file systems are looked up by the thread's loader
            Thread.currentThread().setContextClassLoader(SparkSession.class.getClassLoader());
            SparkSession session = home.session();
            SparkSession.setActiveSession(session);
            session.addTag(tag);
            requireUnchanged();
            take(home.rows(query).toLocalIterator());
            requireUnchanged();
        } catch (Exception e) { // Scala throws checked ones undeclared
            if (!isStopped()) {
                throw SparkFailures.of(query.sql().text(), e);
            }
        }
    }

    private void requireUnchanged() {
        query.tables().forEach(table -> ((SparkTable) table).content().requireUnchanged());
    }

    private void take(Iterator<Row> rows) {
        while (!isStopped() && rows.hasNext()) {
            List<VectorBuilder> builders = builders(1_024);
            int count = 0;
            while (count < Vector.CHUNK_ROWS && rows.hasNext()) {
                Row row = rows.next();
                for (int c = 0; c < builders.size(); c++) {
                    VectorBuilder into = builders.get(c);
                    Scalars.append(into, SparkTypes.here(into.type(), row.get(c)));
                }
                count++;
            }
            put(chunk(builders, count));
        }
    }
}
