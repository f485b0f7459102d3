package dev.peso.examples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Field;

/// DuckDB in this process, holding the same tables.
final class DuckDb implements AutoCloseable {
    private final Connection connection;

    DuckDb(int threads) throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        execute("set threads = " + threads);
        execute("set preserve_insertion_order = false");
        execute("set memory_limit = '8GB'");
    }

    String version() throws SQLException {
        try (Statement s = connection.createStatement(); ResultSet r = s.executeQuery("select version()")) {
            r.next();
            return r.getString(1);
        }
    }

    /// Makes a table of a dataset, by way of a temporary CSV file.
    void load(String table, Dataset data) throws SQLException, IOException {
        Path file = Files.createTempFile("peso-benchmark", ".csv");
        try {
            data.write(file);
            List<String> types = new ArrayList<>();
            for (Field field : data.schema()) {
                types.add("'" + field.name() + "': '" + sqlType(field.type()) + "'");
            }
            execute("create table " + table + " as select * from read_csv('" + file
                    + "', header = true, columns = {"
                    + String.join(", ", types) + "})");
        } finally {
            Files.delete(file);
        }
    }

    private static String sqlType(DataType type) {
        if (type == DataType.INT32) {
            return "INTEGER";
        }
        return type == DataType.FLOAT64 ? "DOUBLE" : "VARCHAR";
    }

    /// Runs a query into a table and returns the seconds it took.
    double time(String sql) throws SQLException {
        execute("drop table if exists answer");
        long before = System.nanoTime();
        execute("create table answer as " + sql);
        return (System.nanoTime() - before) / 1e9;
    }

    /// Rows of the last answer and the sum of each of its number columns, in order.
    List<Double> check() throws SQLException {
        List<Double> sums = new ArrayList<>();
        try (Statement s = connection.createStatement()) {
            List<String> terms = new ArrayList<>(List.of("count(*)::double"));
            try (ResultSet r = s.executeQuery("select * from answer limit 0")) {
                ResultSetMetaData columns = r.getMetaData();
                for (int c = 1; c <= columns.getColumnCount(); c++) {
                    if (!columns.getColumnTypeName(c).equals("VARCHAR")) {
                        terms.add("sum(\"" + columns.getColumnName(c) + "\")::double");
                    }
                }
            }
            try (ResultSet r = s.executeQuery("select " + String.join(", ", terms) + " from answer")) {
                r.next();
                for (int c = 1; c <= terms.size(); c++) {
                    sums.add(r.getDouble(c));
                }
            }
        }
        return sums;
    }

    private void execute(String sql) throws SQLException {
        try (Statement s = connection.createStatement()) {
            s.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
