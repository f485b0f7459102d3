package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.util.Map;
import java.util.Objects;

import javax.sql.DataSource;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.peso.io.Jdbc;

/// What drivers and pools say of a database is shown without its password, all the way down.
class JdbcSecretsTest {
    private static final String SECRET = "s3cr3t";

    /// Something that opens a connection, or fails to.
    private interface Opening {
        Connection open() throws SQLException;
    }

    private static DataSource source(Opening opening) {
        return (DataSource) Proxy.newProxyInstance(JdbcSecretsTest.class.getClassLoader(),
                new Class<?>[]{DataSource.class}, (_, method, _) -> switch (method.getName()) {
                    case "getConnection" -> opening.open();
                    case "hashCode" -> 1;
                    case "equals" -> false;
                    default -> "a source";
                });
    }

    private static DataSource failing(SQLException failure) {
        return source(() -> {
            throw failure;
        });
    }

    private static PesoException failure(ThrowingCallable code) {
        Throwable failure = catchThrowable(code);
        assertThat(failure).isInstanceOf(PesoException.class);
        return (PesoException) failure;
    }

    /// A failure as a log shows it, with the further ones that JDBC hangs on.
    private static String logged(Throwable failure) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        failure.printStackTrace(out);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            out.println(cause.getMessage());
            if (cause instanceof SQLException sql) {
                for (Throwable each : sql) {
                    each.printStackTrace(out);
                }
            }
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cannot open jdbc:acme://ann:s3cr3t@host/x",
            "cannot open \"jdbc:acme://host/x;password=a s3cr3t;b=1\"",
            "cannot open jdbc:acme:x;PASSWORD=s3cr3t [90046-240]",
            "no answer from //ann:s3cr3t@host:1/x", "no answer from ann:a/s3cr3t@host",
            "host=h user=ann password=s3cr3t dbname=x", "password='a s3cr3t' host=h", "Password: s3cr3t",
            "{user=ann, password=s3cr3t}", "pwd=s3cr3t;x=1", "https://host/x?token=s3cr3t",
            "secret_key=s3cr3t",
            "\"password\": \"a \\\"s3cr3t\"", "accessToken=s3cr3t&x", "{password=a,s3cr3t}",
            "ACCESS_KEY_ID 's3cr3t'",
            "SECRET 's3cr3t'", "IDENTIFIED BY 's3cr3t'", "passphrase = s3cr3t", "apikey=s3cr3t"})
    void what_a_driver_says_shows_none(String message) {
        SQLException failure = new SQLNonTransientConnectionException(message, "08001", 7,
                new IllegalStateException("pool: " + message, new IOException(message)));
        failure.setNextException(new SQLException(message, "99999"));
        failure.addSuppressed(new IllegalArgumentException(message));
        PesoException shown = failure(() -> Dataset.read(Jdbc.table(failing(failure), "t")));
        assertThat(logged(shown)).doesNotContain(SECRET)
                .contains("IllegalStateException", "IOException",
                        "IllegalArgumentException");
        assertThat(shown).isInstanceOf(DataAccessException.class)
                .cause()
                .isExactlyInstanceOf(SQLNonTransientConnectionException.class)
                .extracting(
                        cause -> ((SQLException) cause).getSQLState() + ((SQLException) cause).getErrorCode())
                .isEqualTo("080017");
        assertThat(Objects.requireNonNull(shown.getCause()).getStackTrace())
                .isEqualTo(failure.getStackTrace());
    }

    @Test
    void what_tells_no_secret_is_kept_as_it_is() {
        for (String message : new String[]{"password authentication failed for user \"ann\"",
                "NULL not allowed for column \"PASSWORD\"; SQL statement: insert into t(password) values (?)",
                "mail ann@host.example bounced at 10:30", "no such column: token",
                "the connection @ was lost"}) {
            SQLException failure = new SQLInvalidAuthorizationSpecException(message, "28000");
            PesoException shown = failure(() -> Dataset.read(Jdbc.table(failing(failure), "t")));
            assertThat(shown).hasCause(failure).hasMessageEndingWith(message);
            assertThat(shown.getCause()).isSameAs(failure);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b:", "//a:", "https://h/", "pass_", "token", "a='", "''", "a=\"b='",
            "jdbc:x:", " @ "})
    void a_message_as_long_as_a_statement_shows_none(String often) {
        String message = "failed: password='" + often.repeat(30_000) + "' then " + often.repeat(5_000)
                + " password=s3cr3t";
        PesoException shown = failure(
                () -> Dataset.read(Jdbc.table(failing(new SQLException(message)), "t")));
        assertThat(logged(shown)).doesNotContain(SECRET).contains("failed: password=...");
    }

    @Test
    void what_a_pool_throws_shows_none() {
        PesoException shown = failure(() -> Dataset.read(Jdbc.table(source(() -> {
            throw new IllegalStateException("no pool for jdbc:acme:x;password=s3cr3t");
        }), "t")));
        assertThat(logged(shown)).doesNotContain(SECRET).contains("IllegalStateException", "jdbc:acme:...");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:mem:x;PASSWORD=s3cr3t;NO_SUCH_SETTING=1",
            "jdbc:h2:split:nio:;PASSWORD=s3cr3t",
            "jdbc:h2:/no/such/folder/x;IFEXISTS=TRUE;PASSWORD=s3cr3t",
            "jdbc:sqlite:/no/such/folder/x?password=s3cr3t", "jdbc:duckdb:/no/such/folder/x;password=s3cr3t",
            "jdbc:postgresql://localhost:1/x?user=ann&password=s3cr3t",
            "jdbc:postgresql://ann:s3cr3t@localhost:1/x", "jdbc:acme://ann:s3cr3t@host/x",
            "jdbc:postgresql://localhost:1:s3cr3t/x"})
    void real_drivers_show_none(String address) {
        DataSource source = source(() -> DriverManager.getConnection(address));
        assertThat(logged(failure(() -> Dataset.read(Jdbc.table(source, "t"))))).doesNotContain(SECRET);
        assertThat(logged(failure(() -> Dataset.of(Map.of("a", new int[1])).write(Jdbc.table(source, "t")))))
                .doesNotContain(SECRET);
    }

    @Test
    void a_query_that_holds_one_is_shown_without_it() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:;PASSWORD=s3cr3t");
        for (String sql : new String[]{"select * from remote('host=h password=s3cr3t', 'x')",
                "create user ann password 's3cr3t' admin nonsense",
                "select * from link('', 'jdbc:h2:mem:', 'sa', 's3') where password = 's3cr3t'"}) {
            PesoException shown = failure(() -> Dataset.read(Jdbc.query(h2, sql)).collect());
            assertThat(logged(shown)).doesNotContain(SECRET);
            assertThat(shown.getCause()).isInstanceOf(SQLSyntaxErrorException.class);
        }
    }
}
