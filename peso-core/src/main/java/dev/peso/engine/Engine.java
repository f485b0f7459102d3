package dev.peso.engine;

import java.util.Objects;

import javax.sql.DataSource;

import org.apache.spark.sql.SparkSession;

/// Where a dataset runs: `dataset.on(engine)`. A query means the same on each, see [dev.peso.io.Jdbc] for what differs.
///
/// Without one, rows of a database are computed there as far as it can, all others here.
///
/// {@snippet file="dev/peso/JdbcSnippets.java" region="engine"}
public sealed interface Engine {
    /// Everything runs here; databases give rows, of which conditions may leave out some.
    ///
    /// @return the engine
    static Engine local() {
        return new Local();
    }

    /// The largest parts of a query that a database can compute with the same result run there, the rest here;
    /// `explain()` shows the cut. Datasets in memory of up to 100,000 rows go there as temporary tables, when something
    /// is computed of them.
    ///
    /// @param dataSource where connections come from
    /// @return the engine
    static Engine sql(DataSource dataSource) {
        return new Sql(dataSource);
    }

    /// The largest parts of a query that Spark can compute with the same result run there, the rest here; `explain()`
    /// shows the cut. Spark computes of Parquet files, which it reads itself, and of datasets in memory of up to
    /// 1,000,000 rows, which go there with the query.
    ///
    /// Spark 4.2 must be on the class path (`org.apache.spark:spark-sql_2.13`); Peso does not bring it. It needs no flags
    /// in local mode. On a cluster a file must have the same path on each machine.
    ///
    /// Queries run in a session beside the given one, with its settings but for those that change what a query means
    /// (ANSI mode, time zone, case of names). Without `sort` the order of rows is Spark's.
    ///
    /// @param session a session, which stays open
    /// @return the engine
    static Engine spark(SparkSession session) {
        return new Spark(session);
    }

    /// See [Engine#local()].
    record Local() implements Engine {}

    /// See [Engine#sql].
    ///
    /// @param dataSource where connections come from
    record Sql(DataSource dataSource) implements Engine {
        public Sql {
            Objects.requireNonNull(dataSource, "dataSource");
        }
    }

    /// See [Engine#spark].
    ///
    /// @param session where queries run
    record Spark(SparkSession session) implements Engine {
        public Spark {
            Objects.requireNonNull(session, "session");
        }
    }
}
