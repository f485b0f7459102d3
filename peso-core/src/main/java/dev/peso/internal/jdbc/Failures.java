package dev.peso.internal.jdbc;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.peso.DataAccessException;
import dev.peso.DataException;
import dev.peso.PesoException;
import dev.peso.QueryException;
import dev.peso.internal.text.Secrets;

/// Puts what databases report into words.
final class Failures {
    private static final int SHOWN = 300;

    private Failures() {}

    /// @param tried for example `read table "orders"`
    /// @param database the database's name
    static PesoException of(String tried, String database, SQLException failure) {
        Throwable cause = OpenCauses.of(failure);
        String missing = Drivers.missing(failure);
        if (missing != null) {
            return new DataAccessException("could not " + Secrets.hidden(tried) + ": " + missing, cause);
        }
        String reason = reason(failure);
        String message = "could not " + Secrets.hidden(tried) + " (" + database + "): " + reason;
        return switch (kind(failure, reason)) {
            case DATA -> new DataException(message, null, -1, cause);
            case QUERY -> new QueryException(message, cause);
            case CONNECTION -> new DataAccessException("could not " + Secrets.hidden(tried) + " (" + database
                    + "): the connection is lost: " + reason, cause);
            case ACCESS -> new DataAccessException(message, cause);
        };
    }

    /// Whether an upsert fails as no key of the table is on its columns.
    static boolean isOfKey(SQLException cause) {
        String text = String.valueOf(cause.getMessage());
        return "42P10".equals(cause.getSQLState()) || text.contains("ON CONFLICT clause does not match any")
                || text.contains("not referenced by a UNIQUE/PRIMARY KEY")
                || text.contains("no UNIQUE/PRIMARY KEY");
    }

    static boolean isOfConnection(SQLException cause) {
        return kind(cause, reason(cause)) == Kind.CONNECTION;
    }

    /// What a database says, without what may be secret, without line breaks and at most as long as one reads.
    static String reason(SQLException cause) {
        String text = Secrets
                .hidden(Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName()))
                .strip()
                .replaceAll("\\s*[\\r\\n]+\\s*", " ");
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    }

    /// A query's text as it is shown.
    static String shown(String sql) {
        String line = sql.strip().replaceAll("\\s+", " ");
        return line.length() > 120 ? line.substring(0, 120) + "..." : line;
    }

    private enum Kind {
        DATA, QUERY, CONNECTION, ACCESS
    }

    private static Kind kind(SQLException cause, String reason) {
        @Nullable
        String state = cause.getSQLState();
        if (state != null && state.length() == 5) {
            return switch (state.substring(0, 2)) {
                case "08", "57" -> cause instanceof SQLTimeoutException ? Kind.ACCESS : Kind.CONNECTION;
                case "21", "22", "23" -> Kind.DATA;
                case "42", "0A" -> Kind.QUERY;
                default -> state.startsWith("90") ? ofH2(cause.getErrorCode()) : ofText(reason);
            };
        }
        return ofText(reason);
    }

    private static Kind ofH2(int code) {
        return switch (code) {
            case 90067, 90098, 90121 -> Kind.CONNECTION;
            case 90020, 90028, 90030, 90031 -> Kind.ACCESS;
            default -> Kind.QUERY;
        };
    }

    /// DuckDB and SQLite say what it is in their texts.
    private static Kind ofText(String reason) {
        String text = reason.toLowerCase(Locale.ROOT);
        if (text.contains("constraint") || text.contains("conversion error") || text.contains("out of range")
                || text.contains("mismatch") || text.contains("overflow")) {
            return Kind.DATA;
        }
        if (text.contains("binder error") || text.contains("catalog error") || text.contains("parser error")
                || text.contains("syntax error") || text.contains("no such")
                || text.contains("sql error or missing")) {
            return Kind.QUERY;
        }
        return text.contains("connection") && text.contains("closed") ? Kind.CONNECTION : Kind.ACCESS;
    }
}
