package dev.peso;

import org.apache.spark.sql.SparkSession;

/// Spark in this process, for all tests: it takes seconds to start.
final class Sparks {
    private static final SparkSession SESSION = SparkSession.builder()
            .master("local[2]")
            .appName("peso")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .getOrCreate();

    private Sparks() {}

    static SparkSession session() {
        return SESSION;
    }
}
