package dev.peso.internal.spill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.DataAccessException;
import dev.peso.DataType;
import dev.peso.SpillLimitException;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.RandomVectors;
import dev.peso.internal.column.Vector;

class SpillTest {
    @TempDir
    Path root;

    private SpillFolder folder() {
        return new SpillFolder(root, Files::newByteChannel);
    }

    private static Chunk chunk(RandomVectors random, int rows, int nullEvery) {
        List<Vector> columns = new ArrayList<>();
        for (DataType type : RandomVectors.TYPES) {
            columns.add(random.vector(type, rows, nullEvery));
        }
        return new Chunk(columns, rows);
    }

    private static Chunk ints(int rows) {
        return new Chunk(List.of(new RandomVectors(rows).vector(DataType.INT32, rows, 0)), rows);
    }

    @Test
    void chunks_of_all_types_come_back_as_they_were_written() {
        RandomVectors random = new RandomVectors(7);
        List<Chunk> chunks = List.of(chunk(random, 100, 0), chunk(random, 0, 0), chunk(random, 1, 1),
                chunk(random, 2_000, 3));
        try (SpillFolder folder = folder(); SpillFile file = folder.newFile("test")) {
            chunks.forEach(file::write);
            file.finish();
            assertThat(file.rows()).isEqualTo(2_101);
            SpillFile.Reader reader = file.read(RandomVectors.TYPES);
            for (Chunk written : chunks) {
                Chunk read = Objects.requireNonNull(reader.next());
                for (int c = 0; c < RandomVectors.TYPES.size(); c++) {
                    assertThat(read.column(c).type).isEqualTo(RandomVectors.TYPES.get(c));
                    assertThat(RandomVectors.values(read.column(c)))
                            .isEqualTo(RandomVectors.values(written.column(c)));
                }
            }
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void chunks_come_back_by_their_order_whenever_they_were_written() {
        try (SpillFolder folder = folder(); SpillFile file = folder.newFile("test")) {
            for (int order : new int[]{2, 0, 3, 1}) {
                file.write(SpillFile.encode(ints(100 + order)), order);
            }
            file.finish();
            SpillFile.Reader reader = file.read(List.of(DataType.INT32));
            for (int order = 0; order < 4; order++) {
                assertThat(Objects.requireNonNull(reader.next()).rows()).isEqualTo(100 + order);
            }
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void nothing_is_made_before_the_first_write_and_nothing_left_at_the_end() {
        SpillFolder folder = folder();
        assertThat(root).isEmptyDirectory();
        SpillFile file = folder.newFile("test");
        file.write(ints(10));
        assertThat(root).isNotEmptyDirectory();
        folder.close();
        folder.close();
        assertThat(root).isEmptyDirectory();
        assertThatThrownBy(() -> folder.newFile("late")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_failed_write_is_reported_and_leaves_no_file() {
        SpillFolder folder = new SpillFolder(root, FullDisk.after(10_000));
        SpillFile file = folder.newFile("test");
        file.write(ints(1_000));
        assertThatThrownBy(() -> file.write(ints(2_000))).isInstanceOf(DataAccessException.class)
                .hasMessageStartingWith("could not write spilled data to ")
                .hasMessageEndingWith(
                        ": no space left on device; free disk space there, or give the query more memory")
                .hasCauseInstanceOf(IOException.class);
        folder.close();
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void files_that_are_deleted_no_longer_count_for_the_limit() {
        try (SpillFolder folder = new SpillFolder(root, Files::newByteChannel, 10_000)) {
            for (int i = 0; i < 20; i++) {
                SpillFile file = folder.newFile("test");
                file.write(ints(2_000));
                file.close();
                file.close();
            }
            SpillFile first = folder.newFile("first");
            first.write(ints(2_000));
            assertThatThrownBy(() -> folder.newFile("second").write(ints(2_000)))
                    .isInstanceOf(SpillLimitException.class)
                    .hasMessage("the query needs more than 10000 bytes of temporary files below " + root
                            + "; allow more with spillLimit(bytes), or give it more memory(bytes)");
        }
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void a_damaged_block_is_never_read_as_data() throws IOException {
        try (SpillFolder folder = folder()) {
            SpillFile file = folder.newFile("test");
            file.write(ints(100));
            file.write(ints(200));
            file.finish();
            Path path = files("test").getFirst();
            try (SeekableByteChannel channel = Files.newByteChannel(path, StandardOpenOption.WRITE)) {
                channel.position(file.bytes() - 5);
                channel.write(ByteBuffer.wrap(new byte[]{99}));
            }
            SpillFile.Reader reader = file.read(List.of(DataType.INT32));
            assertThat(reader.next()).isNotNull();
            assertThatThrownBy(reader::next).isInstanceOf(DataAccessException.class)
                    .hasMessageEndingWith("was damaged on disk: block 1 has a wrong checksum");
            Files.write(path, new byte[10]);
            assertThatThrownBy(() -> file.read(List.of(DataType.INT32)).next())
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageEndingWith("the file is shorter than it was written");
        }
    }

    @Test
    void folders_of_dead_processes_are_swept_and_those_in_use_are_not() throws IOException {
        Path dead = Files.createDirectory(root.resolve("peso-spill-dead"));
        Files.write(dead.resolve("sort-0"), new byte[100]);
        Files.createFile(root.resolve("peso-spill-dead.lock"));
        Files.createFile(root.resolve("peso-spill-bare.lock"));
        Path other = Files.createFile(root.resolve("other.lock"));
        try (SpillFolder folder = folder()) {
            folder.newFile("test").write(ints(10));
            assertThat(dead).doesNotExist();
            SpillFolder.sweep(root);
            assertThat(files("test")).hasSize(1);
        }
        assertThat(files("")).containsExactlyInAnyOrder(root, other);
    }

    @Test
    void a_folder_that_cannot_be_made_is_reported() throws IOException {
        Path file = Files.createFile(root.resolve("file"));
        assertThatThrownBy(() -> new SpillFolder(file, Files::newByteChannel).newFile("test"))
                .isInstanceOf(DataAccessException.class)
                .hasMessageStartingWith("could not make a folder for spilled data below " + file);
    }

    private List<Path> files(String prefix) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(p -> p.getFileName().toString().startsWith(prefix)).toList();
        }
    }
}
