package dev.peso.internal.spill;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

import dev.peso.DataAccessException;
import dev.peso.DataType;
import dev.peso.internal.column.Chunk;

/// Chunks in a private file: written one after the other, then read back in the same order or in one given with each.
///
/// Each chunk is a block: its length and checksum (CRC32C), then its columns as [ColumnBytes] lays them out. Blocks
/// can be read by any number of readers once `finish` was called.
public final class SpillFile implements AutoCloseable {
    private static final int HEADER = 8;

    private final Path path;
    private final SpillFolder.Channels channels;
    private final SpillFolder folder;
    private final List<Block> blocks = new ArrayList<>();
    private @Nullable SeekableByteChannel out;
    private long length;
    private long taken;
    private long rows;
    private int largest;

    /// Where a chunk lies.
    private record Block(long at, int length, long order) {}

    SpillFile(Path path, SpillFolder.Channels channels, SpillFolder folder) {
        this.path = path;
        this.channels = channels;
        this.folder = folder;
    }

    /// Appends a chunk.
    ///
    /// @throws DataAccessException if it cannot be written; the file is deleted then
    /// @throws dev.peso.SpillLimitException if the query may not have so many bytes on disk; likewise
    public void write(Chunk chunk) {
        write(chunk, 0);
    }

    /// Appends a chunk that is to be read after all chunks of a lower order.
    ///
    /// @throws DataAccessException if it cannot be written; the file is deleted then
    /// @throws dev.peso.SpillLimitException if the query may not have so many bytes on disk; likewise
    public void write(Chunk chunk, long order) {
        write(encode(chunk), order);
    }

    /// The bytes of a chunk as they lie on disk.
    public static final class Encoded {
        private final ByteSink bytes;
        private final int rows;

        private Encoded(ByteSink bytes, int rows) {
            this.bytes = bytes;
            this.rows = rows;
        }
    }

    /// Lays a chunk out as a block, which any thread can do for the one that writes.
    public static Encoded encode(Chunk chunk) {
        ByteSink bytes = new ByteSink(chunk.bytes() + 64L * chunk.columns().size() + HEADER);
        bytes.skip(HEADER);
        bytes.putInt(chunk.rows());
        for (int c = 0; c < chunk.columns().size(); c++) {
            ColumnBytes.write(chunk.column(c), bytes);
        }
        bytes.setInt(0, bytes.length() - HEADER);
        bytes.setInt(4, checksum(bytes.buffer(), HEADER, bytes.length() - HEADER));
        return new Encoded(bytes, chunk.rows());
    }

    /// Appends a chunk that was encoded before, likewise.
    ///
    /// @throws DataAccessException as [#write(Chunk)] does
    /// @throws dev.peso.SpillLimitException likewise
    public void write(Encoded chunk, long order) {
        ByteSink bytes = chunk.bytes;
        take(bytes.length());
        try {
            ByteBuffer block = ByteBuffer.wrap(bytes.buffer(), 0, bytes.length());
            SeekableByteChannel channel = out();
            while (block.hasRemaining()) {
                channel.write(block);
            }
        } catch (IOException e) {
            close();
            throw new DataAccessException(
                    "could not write spilled data to " + path.getParent() + ": " + SpillFolder.reason(e)
                            + "; free disk space there, or give the query more memory",
                    e);
        }
        blocks.add(new Block(length, bytes.length(), order));
        length += bytes.length();
        largest = Math.max(largest, bytes.length());
        rows += chunk.rows;
    }

    private void take(int count) {
        if (folder.tryTake(count)) {
            taken += count;
        } else {
            close();
            throw folder.limitReached();
        }
    }

    private SeekableByteChannel out() throws IOException {
        SeekableByteChannel channel = out;
        if (channel == null) {
            channel = channels.open(path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
            out = channel;
        }
        return channel;
    }

    /// Ends the writing.
    public void finish() {
        blocks.sort(Comparator.comparingLong(Block::order));
        SeekableByteChannel channel = out;
        out = null;
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new DataAccessException(
                    "could not write spilled data to " + path.getParent() + ": " + SpillFolder.reason(e), e);
        }
    }

    /// Rows in all chunks.
    public long rows() {
        return rows;
    }

    /// How many chunks were written.
    public int blocks() {
        return blocks.size();
    }

    /// Bytes of the largest chunk.
    public int largestBlock() {
        return largest;
    }

    /// Bytes on disk.
    public long bytes() {
        return length;
    }

    /// Reads the chunks from the first on.
    ///
    /// @param types the types of the columns that were written
    public Reader read(List<DataType> types) {
        return new Reader(types);
    }

    /// Deletes the file. Idempotent.
    @Override
    public void close() {
        try (SeekableByteChannel _ = out) {
            out = null;
            Files.deleteIfExists(path);
            folder.giveBack(taken);
            taken = 0;
        } catch (IOException e) {
            throw new DataAccessException(
                    "could not delete spilled data in " + path + ": " + SpillFolder.reason(e), e);
        }
    }

    private static int checksum(byte[] source, int from, int count) {
        CRC32C crc = new CRC32C();
        crc.update(source, from, count);
        return (int) crc.getValue();
    }

    /// A pass over the chunks of a finished file. Belongs to one thread.
    public final class Reader implements AutoCloseable {
        private final List<DataType> types;
        private @Nullable SeekableByteChannel in;
        private byte[] block = new byte[0];
        private int next;

        Reader(List<DataType> types) {
            this.types = types;
        }

        /// A chunk by its number in the order of writing; `next` goes on behind it.
        public @Nullable Chunk read(int index) {
            next = index;
            return next();
        }

        /// The next chunk, or null at the end.
        ///
        /// @throws DataAccessException if the file cannot be read or its bytes are not those that were written
        public @Nullable Chunk next() {
            if (next == blocks.size()) {
                close();
                return null;
            }
            int count = blocks.get(next).length;
            load(blocks.get(next).at, count);
            ByteSource source = new ByteSource(block, HEADER, count);
            ByteSource header = new ByteSource(block, 0, HEADER);
            if (header.getInt() != count - HEADER
                    || header.getInt() != checksum(block, HEADER, count - HEADER)) {
                throw new DataAccessException("spilled data in " + path + " was damaged on disk: block "
                        + next + " has a wrong checksum", null);
            }
            next++;
            int chunkRows = source.getInt();
            return new Chunk(types.stream().map(type -> ColumnBytes.read(type, chunkRows, source)).toList(),
                    chunkRows);
        }

        private void load(long from, int count) {
            if (block.length < count) {
                block = new byte[count];
            }
            ByteBuffer target = ByteBuffer.wrap(block, 0, count);
            try {
                SeekableByteChannel channel = in;
                if (channel == null) {
                    channel = channels.open(path, Set.of(StandardOpenOption.READ));
                    in = channel;
                }
                if (channel.position() != from) {
                    channel.position(from);
                }
                while (target.hasRemaining()) {
                    if (channel.read(target) < 0) {
                        throw new IOException("the file is shorter than it was written");
                    }
                }
            } catch (IOException e) {
                throw new DataAccessException(
                        "could not read spilled data from " + path + ": " + SpillFolder.reason(e), e);
            }
        }

        @Override
        public void close() {
            block = new byte[0];
            try (SeekableByteChannel _ = in) {
                in = null;
            } catch (IOException e) {
                throw new DataAccessException(
                        "could not close spilled data in " + path + ": " + SpillFolder.reason(e), e);
            }
        }
    }
}
