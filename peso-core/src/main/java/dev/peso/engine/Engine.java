package dev.peso.engine;

import java.util.Objects;

import javax.sql.DataSource;

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
}
