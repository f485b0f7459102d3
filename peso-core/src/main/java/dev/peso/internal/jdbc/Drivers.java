package dev.peso.internal.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.text.Suggestions;

/// Which dependency brings the JDBC driver of a database.
public final class Drivers {
    private static final Pattern ADDRESS = Pattern.compile("jdbc:([a-z0-9_+-]+):", Pattern.CASE_INSENSITIVE);
    private static final String MISSING = "No suitable driver";
    private static final int MOST_CAUSES = 20;

    private static final Map<String, String> DEPENDENCIES = new TreeMap<>(Map.ofEntries(
            Map.entry("clickhouse", "com.clickhouse:clickhouse-jdbc"), Map.entry("db2", "com.ibm.db2:jcc"),
            Map.entry("derby", "org.apache.derby:derby"), Map.entry("duckdb", "org.duckdb:duckdb_jdbc"),
            Map.entry("h2", "com.h2database:h2"), Map.entry("hive2", "org.apache.hive:hive-jdbc"),
            Map.entry("hsqldb", "org.hsqldb:hsqldb"),
            Map.entry("mariadb", "org.mariadb.jdbc:mariadb-java-client"),
            Map.entry("mysql", "com.mysql:mysql-connector-j"),
            Map.entry("oracle", "com.oracle.database.jdbc:ojdbc11"),
            Map.entry("postgresql", "org.postgresql:postgresql"),
            Map.entry("redshift", "com.amazon.redshift:redshift-jdbc42"),
            Map.entry("snowflake", "net.snowflake:snowflake-jdbc"),
            Map.entry("sqlite", "org.xerial:sqlite-jdbc"),
            Map.entry("sqlserver", "com.microsoft.sqlserver:mssql-jdbc"),
            Map.entry("trino", "io.trino:trino-jdbc")));

    private Drivers() {}

    /// An address without what may be a secret: `jdbc:mysql:`.
    public static String shown(String address) {
        Matcher matcher = ADDRESS.matcher(address);
        return matcher.find() ? matcher.group().toLowerCase(Locale.ROOT) : "jdbc:";
    }

    /// What an address needs: a dependency, or words.
    public static String needed(String address) {
        String dependency = DEPENDENCIES.get(kind(address));
        return dependency == null ? "its driver" : dependency;
    }

    private static String kind(String address) {
        Matcher matcher = ADDRESS.matcher(address);
        return matcher.find() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
    }

    /// What is missing where a connection failed because no driver takes the address; null where it failed otherwise.
    static @Nullable String missing(SQLException failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
            String message = cause.getMessage();
            if (message != null && message.contains(MISSING)) {
                return missing(message);
            }
            cause = cause.getCause();
        }
        return null;
    }

    private static String missing(String message) {
        String kind = kind(message);
        String dependency = DEPENDENCIES.get(kind);
        String meant = Suggestions.didYouMean(kind, List.copyOf(DEPENDENCIES.keySet()));
        String advice = dependency != null
                ? "; add " + dependency
                : meant.isEmpty() ? "; add the driver of that database" : meant;
        return "no driver on the class path takes " + shown(message) + " addresses" + advice;
    }
}
