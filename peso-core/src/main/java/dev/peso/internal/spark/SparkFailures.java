package dev.peso.internal.spark;

import java.util.Objects;

import org.apache.spark.SparkThrowable;
import org.jspecify.annotations.Nullable;

import dev.peso.DataAccessException;
import dev.peso.DataException;
import dev.peso.PesoException;
import dev.peso.QueryException;

/// Puts what Spark reports into words.
final class SparkFailures {
    private static final int SHOWN = 300;

    private SparkFailures() {}

    /// @param sql the query that failed
    static PesoException of(String sql, Exception cause) {
        if (cause instanceof PesoException known) {
            return known;
        }
        Throwable told = told(cause);
        String query = sql.length() > 120 ? sql.substring(0, 120) + "..." : sql;
        String message = "could not run \"" + query + "\" (Spark): " + reason(told);
        String state = told instanceof SparkThrowable known ? known.getSqlState() : null;
        String kind = state == null || state.length() < 2 ? "" : state.substring(0, 2);
        return switch (kind) {
            case "21", "22", "23" -> new DataException(message, null, -1, cause);
            case "42", "0A" -> new QueryException(message, cause);
            default -> new DataAccessException(message, cause);
        };
    }

    /// The innermost cause that Spark has a name for: what failed, below the task and the job that failed of it.
    private static Throwable told(Throwable cause) {
        Throwable told = cause;
        for (@Nullable
        Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof SparkThrowable known && known.getSqlState() != null) {
                told = t;
            }
        }
        return told;
    }

    /// The first line: below it stand the query and the stack.
    private static String reason(Throwable told) {
        String text = Objects.requireNonNullElse(told.getMessage(), told.getClass().getSimpleName()).strip();
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end).strip();
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
    }
}
