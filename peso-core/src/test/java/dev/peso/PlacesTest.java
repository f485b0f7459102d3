package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.peso.io.CsvReadOptions;
import dev.peso.io.CsvWriteOptions;
import dev.peso.io.FilesReadOptions;
import dev.peso.io.Jdbc;
import dev.peso.io.JdbcTable;
import dev.peso.io.PartitionWriteOptions;
import dev.peso.spi.ByteSource;

/// Places that cannot be read or written: what is said of them.
class PlacesTest {
    private static final Dataset DATA = Dataset.of(Map.of("a", new long[]{1, 2}));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"s3://bucket/sales.parquet", "gs://bucket/sales.csv", "hdfs://name/sales.csv",
            "abfss://c@account.dfs.core.windows.net/x.csv", "S3://bucket/*.csv"})
    void a_store_with_an_interface_of_its_own_is_named_with_what_works_instead(String place) {
        String scheme = place.substring(0, place.indexOf(':')).toLowerCase(java.util.Locale.ROOT);
        String shown = place.replace("c@", "");
        String read = "cannot read \"" + shown + "\": there is no reader of " + scheme
                + ":// here; give an https:// address of it, a ByteSource of your own, or a local copy";
        assertThatThrownBy(() -> Dataset.read(place)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(read);
        assertThatThrownBy(() -> Dataset.read(place, CsvReadOptions.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(read);
        assertThatThrownBy(() -> DATA.write(place)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot write \"" + shown + "\": only files are written, not " + scheme
                        + ":// addresses; write a local file and send it, or write(Sink) to one of your own");
    }

    @Test
    void an_address_of_the_web_is_not_written_and_its_secrets_are_not_shown() {
        assertThatThrownBy(() -> DATA.write("https://ann:secret@host/x.csv?token=secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "cannot write \"https://host/x.csv\": only files are written, not https://");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "https://ann:secret word@host/x.csv | https://host/x.csv | : illegal character in authority",
            "https://ann:se/secret@host/x.csv | https://...@host/x.csv | ``",
            "https://ann:1/secret@host/x.csv?y | https://ann:1/.../x.csv | : illegal character in path",
            "http://localhost:8080/users/@me/^x.csv | http://localhost:8080/.../^x.csv | : illegal character in path",
            "http://[::1]:80/a@b.c/d/^x.csv | http://[::1]:80/.../d/^x.csv | : illegal character in path",
            "https://intranet/a@b/^x.csv | https://.../^x.csv | : illegal character in path",
            "https://ann:p@s/secret@host/^x.csv | https://...@host/^x.csv | : illegal character in path",
            "https://ann:se?secret@host/x.csv | https://... | ``",
            "http:ann:secret word@host/x.csv | http:host/x.csv | : illegal character in opaque part",
            "https://host.example/a@1/^x.csv?t=secret | https://host.example/a@1/^x.csv | : illegal character in path"})
    void what_is_no_address_is_refused_without_its_secrets(String place, String shown, String reason) {
        String given = place.replace("ann:1/", "ann:1/^");
        assertThatThrownBy(() -> Dataset.read(given)).isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("\"" + shown + "\" is neither a path nor a URL" + reason)
                .hasNoCause();
    }

    @Test
    void what_is_no_address_of_a_file_is_refused_without_its_secrets() {
        for (String place : List.of("file://ann:se/secret@host/x y.csv", "file://ann:secret@host/x y.csv")) {
            assertThatThrownBy(() -> DATA.write(place)).isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith(
                            "@host/x y.csv\": it is no path of a file: illegal character in path"
                                    .substring(place.contains("/secret") ? 0 : 1))
                    .hasMessageNotContaining("secret")
                    .hasNoCause();
        }
    }

    @Test
    void a_folder_that_is_not_there_is_not_taken_for_a_file_without_ending() {
        Path none = folder.resolve("none");
        for (Path each : List.of(none, none.resolve("deeper"))) {
            assertThatThrownBy(() -> Dataset.read(each)).isInstanceOf(DataAccessException.class)
                    .hasMessage("could not read " + each + ": no such file or folder");
        }
    }

    @Test
    void an_address_of_a_database_is_no_file() {
        assertThatThrownBy(() -> Dataset.read("jdbc:postgresql://host/db?password=secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "cannot read jdbc:postgresql: as a file: it is a database; read a table of it with"
                                + " Jdbc.table(dataSource, name), with org.postgresql:postgresql on the class path");
        assertThatThrownBy(() -> DATA.write("jdbc:acme:x")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "cannot write jdbc:acme: as a file: it is a database; write to Jdbc.table(dataSource, name),"
                                + " with its driver on the class path");
    }

    @Test
    void addresses_of_files_are_written_and_read() throws IOException {
        String address = folder.resolve("x.csv").toUri().toString();
        DATA.write(address);
        assertThat(Dataset.read(address).count()).isEqualTo(2);
        assertThat(folder).isDirectoryContaining(file -> file.endsWith("x.csv"));
    }

    @Test
    void a_name_may_hold_a_colon() {
        assumeTrue(FileSystems.getDefault().getSeparator().equals("/"),
                "this system has no names with colons");
        Path named = folder.resolve("sales:may.csv");
        DATA.write(named.toString());
        assertThat(Dataset.read(named).count()).isEqualTo(2);
    }

    @Test
    void a_name_with_a_zero_is_no_path() {
        String place = "sales\0.csv";
        for (String each : List.of(place, "*" + place)) {
            assertThatThrownBy(() -> Dataset.read(each)).isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("cannot read \"" + each.replace('\0', '?')
                            + "\": it is no path: nul character not allowed");
            assertThatThrownBy(() -> Dataset.read(each, FilesReadOptions.DEFAULT))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith("it is no path: nul character not allowed");
        }
        assertThatThrownBy(() -> DATA.write(place)).isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot write \"sales?.csv\": it is no path: nul character not allowed");
    }

    @Test
    void a_folder_is_no_file() throws IOException {
        Path inside = Files.createDirectory(folder.resolve("data.csv"));
        ByteSource bytes = ByteSource.of(inside);
        assertThatThrownBy(() -> Dataset.read(bytes).collect()).isInstanceOf(DataAccessException.class)
                .hasMessageStartingWith("could not read data.csv: ");
        assertThatThrownBy(() -> Dataset.sheets(inside)).isInstanceOf(DataAccessException.class)
                .hasMessage("could not read " + inside + ": it is a folder");
        assertThatThrownBy(() -> DATA.write(inside)).isInstanceOf(DataAccessException.class)
                .hasMessage("could not write " + inside + ": there is a folder of this name");
        assertThatThrownBy(() -> Dataset.read(List.of(inside), FilesReadOptions.DEFAULT).collect())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("data.csv");
    }

    @Test
    void a_file_is_no_folder() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "a\n1\n");
        Path below = file.resolve("b.csv");
        assertThatThrownBy(() -> Dataset.read(below)).isInstanceOf(DataAccessException.class)
                .hasMessageStartingWith("could not read " + below + ": ");
        assertThatThrownBy(() -> DATA.write(below)).isInstanceOf(DataAccessException.class)
                .hasMessageStartingWith("could not write " + below + ": ");
        assertThatThrownBy(() -> Dataset.read(below + "/*.csv")).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> DATA.with("b = a").write(below, PartitionWriteOptions.by("a")))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void a_link_to_nothing_is_told_also_among_other_files() throws IOException {
        Path link = folder.resolve("link.csv");
        try {
            Files.createSymbolicLink(link, Path.of("nowhere.csv"));
        } catch (UnsupportedOperationException | IOException e) {
            assumeTrue(false, "this system makes no links: " + e);
        }
        String message = "could not read " + link + ": it is a link to nowhere.csv, where no file is";
        Files.writeString(folder.resolve("a.csv"), "a\n1\n");
        for (String place : List.of(link.toString(), folder.toString(), folder + "/*.csv")) {
            assertThatThrownBy(() -> Dataset.read(place)).isInstanceOf(DataAccessException.class)
                    .hasMessage(message);
        }
        Path other = Files.createSymbolicLink(folder.resolve("link"), Path.of("nowhere"));
        assertThatThrownBy(() -> Dataset.read(other)).isInstanceOf(DataAccessException.class)
                .hasMessage("could not read " + other + ": it is a link to nowhere, where no file is");
    }

    @Test
    void what_may_not_be_read_or_written_is_told() throws IOException {
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Path file = Files.writeString(inside.resolve("a.csv"), "a\n1\n");
        assumeTrue(file.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "no POSIX permissions here");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(file), "this user may read everything, as root may");
        assertThatThrownBy(() -> Dataset.read(file)).isInstanceOf(DataAccessException.class)
                .hasMessage("could not read a.csv: permission denied");
        assertThatThrownBy(() -> Dataset.read(inside)).isInstanceOf(DataAccessException.class)
                .hasMessageContaining("a.csv: permission denied");
        Path target = inside.resolve("b.csv");
        Path below = inside.resolve("c");
        try {
            Files.setPosixFilePermissions(inside, PosixFilePermissions.fromString("r-xr-xr-x"));
            assertThatThrownBy(() -> DATA.write(target)).isInstanceOf(DataAccessException.class)
                    .hasMessage("could not write " + target + ": permission denied");
            assertThatThrownBy(() -> DATA.write(target, CsvWriteOptions.DEFAULT))
                    .isInstanceOf(DataAccessException.class);
            assertThatThrownBy(() -> DATA.with("b = a").write(below, PartitionWriteOptions.by("a")))
                    .isInstanceOf(DataAccessException.class)
                    .hasMessage("could not write " + below + ": permission denied");
            Files.setPosixFilePermissions(inside, PosixFilePermissions.fromString("---------"));
            assertThatThrownBy(() -> Dataset.read(file)).isInstanceOf(DataAccessException.class)
                    .hasMessage("could not read " + file + ": permission denied for a folder above it");
            assertThatThrownBy(() -> Dataset.read(inside)).isInstanceOf(DataAccessException.class)
                    .hasMessage("could not read " + inside + ": permission denied");
        } finally {
            Files.setPosixFilePermissions(inside, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void paths_of_other_file_systems_are_read_and_written() throws IOException {
        URI zip = URI.create("jar:" + folder.resolve("files.zip").toUri());
        try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            for (String name : List.of("x.csv", "x.parquet", "x.json", "x.xlsx")) {
                Path path = files.getPath(name);
                DATA.write(path);
                assertThat(Dataset.read(path).longs("a")).containsExactly(1, 2);
            }
            Path unknown = Files.writeString(files.getPath("x.unknown"), "a\n1\n");
            assertThatThrownBy(() -> Dataset.read(unknown)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("cannot read \"x.unknown\": its ending tells no known format");
            assertThatThrownBy(() -> Dataset.read(files.getPath("none.csv")))
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageStartingWith("could not read none.csv: no such file");
        }
    }

    private interface Connecting {
        @Nullable
        Object connect() throws SQLException;
    }

    private static DataSource source(Connecting connecting) {
        return (DataSource) Proxy.newProxyInstance(PlacesTest.class.getClassLoader(),
                new Class<?>[]{DataSource.class},
                (_, _, _) -> connecting.connect());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "jdbc:mysql://host/db?password=secret | jdbc:mysql: | add com.mysql:mysql-connector-j",
            "jdbc:sqlserver://host | jdbc:sqlserver: | add com.microsoft.sqlserver:mssql-jdbc",
            "jdbc:postgres://host/db | jdbc:postgres: | did you mean \"postgresql\"?",
            "jdbc:acme:x | jdbc:acme: | add the driver of that database"})
    void a_missing_driver_is_named_with_its_dependency(String address, String shown, String advice) {
        String message = "could not connect: no driver on the class path takes " + shown + " addresses; "
                + advice;
        DataSource plain = source(() -> DriverManager.getConnection(address));
        DataSource pool = source(() -> {
            try {
                return DriverManager.getConnection(address);
            } catch (SQLException e) {
                throw new IllegalStateException("pool failed", e);
            }
        });
        for (DataSource source : List.of(plain, pool)) {
            assertThatThrownBy(() -> Dataset.read(Jdbc.table(source, "orders")))
                    .isInstanceOf(DataAccessException.class)
                    .hasMessage(message);
            JdbcTable target = Jdbc.table(source, "orders");
            assertThatThrownBy(() -> DATA.write(target)).isInstanceOf(DataAccessException.class)
                    .hasMessage(message);
        }
    }

    @Test
    void what_a_pool_fails_with_is_no_raw_exception() {
        DataSource broken = source(() -> {
            throw new IllegalStateException("pool is closed");
        });
        assertThatThrownBy(() -> Dataset.read(Jdbc.table(broken, "orders")))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("pool is closed");
        DataSource none = source(() -> null);
        assertThatThrownBy(() -> Dataset.read(Jdbc.query(none, "select 1")))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("the data source gave no connection");
    }
}
