package dev.peso.examples.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;

/// DuckDB in this process, over JDBC. An answer is a table.
final class DuckDb implements Peer {
    private final int threads;
    private final Connection connection;
    private final String version;
    private List<String> loaded = List.of();
    private @Nullable Tables tables;

    DuckDb(int threads) throws SQLException {
        this.threads = threads;
        connection = DriverManager.getConnection("jdbc:duckdb:");
        execute("set threads = " + threads);
        execute("set preserve_insertion_order = false");
        execute("set memory_limit = '8GB'");
        try (Statement s = connection.createStatement(); ResultSet r = s.executeQuery("select version()")) {
            r.next();
            version = r.getString(1);
        }
    }

    @Override
    public String name() {
        return "DuckDB";
    }

    @Override
    public String version() {
        return "DuckDB " + version;
    }

    @Override
    public void load(Tables all) throws Exception {
        tables = all;
        loaded = all.areRead() ? List.of() : List.copyOf(all.names());
        for (String name : loaded) {
            Path file = all.csv(name);
            execute("create table " + name + " as select * from "
                    + (all.areFiles() ? "'" + file + "'" : readCsv(file, all.get(name).schema())));
        }
    }

    @Override
    public void unload() throws SQLException {
        execute("drop table if exists answer");
        for (String name : loaded) {
            execute("drop table if exists " + name);
        }
    }

    /// Writes a CSV file as Parquet.
    static void convert(Path csv, Schema schema, Path parquet) {
        try (Connection c = DriverManager.getConnection("jdbc:duckdb:"); Statement s = c.createStatement()) {
            s.execute("copy (select * from " + readCsv(csv, schema) + ") to '" + parquet
                    + "' (format parquet)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String readCsv(Path file, Schema schema) {
        List<String> types = new ArrayList<>();
        for (Field field : schema) {
            types.add("'" + field.name() + "': '" + sqlType(field.type()) + "'");
        }
        return "read_csv('" + file + "', header = true, columns = {" + String.join(", ", types) + "})";
    }

    private static String sqlType(DataType type) {
        if (type == DataType.INT32) {
            return "INTEGER";
        }
        return type == DataType.FLOAT64 ? "DOUBLE" : "VARCHAR";
    }

    @Override
    public boolean can(Question question) {
        return true;
    }

    @Override
    public double time(Question question) throws SQLException {
        execute("drop table if exists answer");
        String sql = "create table answer as " + question.over(tables, question.sql());
        long before = System.nanoTime();
        execute(sql);
        return (System.nanoTime() - before) / 1e9;
    }

    @Override
    public Summary summary() throws SQLException {
        List<Double> sums = new ArrayList<>();
        try (Statement s = connection.createStatement()) {
            List<String> terms = new ArrayList<>(List.of("count(*)::double"));
            try (ResultSet r = s.executeQuery("select * from answer limit 0")) {
                ResultSetMetaData columns = r.getMetaData();
                for (int c = 1; c <= columns.getColumnCount(); c++) {
                    String name = "\"" + columns.getColumnName(c) + "\"";
                    boolean text = columns.getColumnTypeName(c).equals("VARCHAR");
                    terms.add("fsum((" + (text ? "substr(" + name + ", 3)" : name) + ")::double)");
                }
            }
            try (ResultSet r = s.executeQuery("select " + String.join(", ", terms) + " from answer")) {
                r.next();
                for (int c = 1; c <= terms.size(); c++) {
                    sums.add(r.getDouble(c));
                }
            }
        }
        return Summary.of(sums);
    }

    private void execute(String sql) throws SQLException {
        try (Statement s = connection.createStatement()) {
            s.execute(sql);
        }
    }

    @Override
    public Alone.Outcome alone(Question question, Tables tables, int times) throws Exception {
        return Alone.run(name(), threads, question, tables, times, List.of());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
