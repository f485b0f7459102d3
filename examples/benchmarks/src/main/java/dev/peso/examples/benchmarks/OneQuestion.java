package dev.peso.examples.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import dev.peso.Dataset;

/// A whole program: reads a file, answers gb1, prints the answer.
final class OneQuestion {
    private OneQuestion() {}

    static void main(String... args) throws Exception {
        int threads = Integer.parseInt(args[1]);
        if (args[0].equals("Peso")) {
            Dataset.read(Path.of(args[2])).groupBy("id1").agg("v1 = sum(v1)").threads(threads).show();
        } else {
            ByDuckDb.answer(threads, Path.of(args[2]));
        }
    }

    /// Apart, so that the other program does not load JDBC.
    private static final class ByDuckDb {
        static void answer(int threads, Path file) throws SQLException {
            try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                    Statement statement = connection.createStatement()) {
                statement.execute("set threads = " + threads);
                try (ResultSet row = statement
                        .executeQuery("select id1, sum(v1) from '" + file + "' group by id1")) {
                    while (row.next()) {
                        IO.println(row.getString(1) + " " + row.getLong(2));
                    }
                }
            }
        }
    }
}
