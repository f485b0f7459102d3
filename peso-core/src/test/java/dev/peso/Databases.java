package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

/// Real databases for tests: each call makes an empty one (of PostgreSQL an empty schema), whose connections are counted.
enum Databases {
    POSTGRESQL, SQLITE, DUCKDB, H2;

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static @Nullable EmbeddedPostgres server;
    private static @Nullable String refused;

    static Stream<Databases> all() {
        return Stream.of(values());
    }

    /// An empty database. A test is skipped when PostgreSQL cannot start here, as where root may not become another user.
    Source fresh() {
        int number = NUMBER.incrementAndGet();
        Source source = new Source(switch (this) {
            case POSTGRESQL -> postgres("s" + number);
            case SQLITE -> "jdbc:sqlite:" + file(number, ".sqlite") + "?synchronous=OFF&journal_mode=MEMORY";
            case DUCKDB -> "jdbc:duckdb:" + file(number, ".duckdb");
            case H2 -> "jdbc:h2:mem:db" + number
                    + ";DB_CLOSE_DELAY=-1;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";
        });
        return this == DUCKDB ? source.kept() : source;
    }

    private static synchronized String postgres(String schema) {
        if (server == null && refused == null) {
            try {
                EmbeddedPostgres started = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "50")
                        .start();
                server = started;
                Runtime.getRuntime().addShutdownHook(new Thread(() -> close(started)));
            } catch (IOException | RuntimeException e) {
                refused = "PostgreSQL does not start here: " + e;
            }
        }
        EmbeddedPostgres running = server;
        assumeTrue(running != null, () -> String.valueOf(refused));
        if (running == null) {
            throw new IllegalStateException(refused);
        }
        try (Connection connection = running.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema " + schema);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return running.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema;
    }

    private static void close(EmbeddedPostgres running) {
        try {
            running.close();
        } catch (IOException _) {
            // the process ends anyway
        }
    }

    private static Path file(int number, String ending) {
        try {
            Path folder = Files.createTempDirectory("peso-db");
            folder.toFile().deleteOnExit();
            Path file = folder.resolve("db" + number + ending);
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A data source that knows how many of its connections are open.
    static final class Source implements DataSource {
        private final String url;
        @SuppressWarnings("unused") // held
        private @Nullable Connection keeper;
        private final AtomicInteger open = new AtomicInteger();
        private final AtomicInteger opened = new AtomicInteger();

        Source(String url) {
            this.url = url;
        }

        /// Keeps the database open: DuckDB cannot close and open one at the same time.
        Source kept() {
            try {
                keeper = DriverManager.getConnection(url);
                return this;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        int open() {
            return open.get();
        }

        /// Waits for workers that still have one in their hands.
        void requireClosed() {
            long end = System.nanoTime() + 10_000_000_000L;
            while (open.get() > 0 && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertThat(open.get()).isZero();
        }

        int opened() {
            return opened.get();
        }

        void execute(String... statements) {
            try (Connection connection = DriverManager.getConnection(url);
                    Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection real = DriverManager.getConnection(url);
            open.incrementAndGet();
            opened.incrementAndGet();
            AtomicBoolean closed = new AtomicBoolean();
            return (Connection) Proxy.newProxyInstance(Databases.class.getClassLoader(),
                    new Class<?>[]{Connection.class}, (_, method, arguments) -> {
                        if (method.getName().equals("close") && closed.compareAndSet(false, true)) {
                            open.decrementAndGet();
                        }
                        try {
                            return method.invoke(real, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }

        @Override
        public @Nullable PrintWriter getLogWriter() {
            return null;
        }

        @Override
        public void setLogWriter(@Nullable PrintWriter out) {}

        @Override
        public void setLoginTimeout(int seconds) {}

        @Override
        public int getLoginTimeout() {
            return 0;
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            throw new SQLException("wraps nothing");
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }
}
