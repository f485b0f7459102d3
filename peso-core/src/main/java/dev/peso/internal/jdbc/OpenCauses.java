package dev.peso.internal.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.text.Secrets;

/// What drivers and pools throw, fit to be a cause that others see: addresses in their messages hold passwords.
final class OpenCauses {
    private static final Module JDBC = SQLException.class.getModule();

    private OpenCauses() {}

    /// The failure itself where nothing in it, its causes and what is hung on them has to be hidden; else a copy with the
    /// same standard type, state, code and place, whose messages hide it and name the driver's type.
    static Throwable of(Throwable failure) {
        return isOpen(failure, seen()) ? failure : copy(failure, seen());
    }

    private static Set<Throwable> seen() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static boolean isOpen(@Nullable Throwable failure, Set<Throwable> seen) {
        if (failure == null || !seen.add(failure)) {
            return true;
        }
        String named = failure.toString().replace(failure.getClass().getName(), "");
        for (String text : new String[]{named, String.valueOf(failure.getMessage())}) {
            if (!Secrets.hidden(text).equals(text)) {
                return false;
            }
        }
        for (Throwable each : failure.getSuppressed()) {
            if (!isOpen(each, seen)) {
                return false;
            }
        }
        return isOpen(failure.getCause(), seen)
                && (!(failure instanceof SQLException sql) || isOpen(sql.getNextException(), seen));
    }

    private static Throwable copy(Throwable failure, Set<Throwable> seen) {
        seen.add(failure);
        Throwable copy = failure instanceof SQLException sql
                ? standard(sql)
                : new OtherException(message(failure, false));
        copy.setStackTrace(failure.getStackTrace());
        Throwable cause = failure.getCause();
        if (cause != null && !seen.contains(cause)) {
            copy.initCause(copy(cause, seen));
        }
        for (Throwable each : failure.getSuppressed()) {
            if (!seen.contains(each)) {
                copy.addSuppressed(copy(each, seen));
            }
        }
        if (failure instanceof SQLException from && copy instanceof SQLException to) {
            SQLException next = from.getNextException();
            if (next != null && !seen.contains(next) && copy(next, seen) instanceof SQLException hung) {
                to.setNextException(hung);
            }
        }
        return copy;
    }

    /// The nearest type of JDBC itself, as those of drivers are made in ways of their own.
    private static SQLException standard(SQLException failure) {
        String name = failure.getClass().getName();
        for (Class<?> type = failure.getClass(); type != SQLException.class; type = type.getSuperclass()) {
            if (type.getModule().equals(JDBC)) {
                try {
                    return (SQLException) type.getConstructor(String.class, String.class, int.class)
                            .newInstance(message(failure, type.getName().equals(name)), failure.getSQLState(),
                                    failure.getErrorCode());
                } catch (NoSuchMethodException | InstantiationException | IllegalAccessException
                        | InvocationTargetException _) {
                    // made in another way: the type above it
                }
            }
        }
        return new SQLException(message(failure, name.equals(SQLException.class.getName())),
                failure.getSQLState(), failure.getErrorCode());
    }

    private static String message(Throwable failure, boolean isSame) {
        String message = failure.getMessage();
        String hidden = message == null ? "" : Secrets.hidden(message);
        return isSame ? hidden : failure.getClass().getName() + (message == null ? "" : ": " + hidden);
    }

    /// What stands for a failure that is none of JDBC.
    private static final class OtherException extends Exception {
        private static final long serialVersionUID = 1L;

        OtherException(String message) {
            super(message);
        }
    }
}
