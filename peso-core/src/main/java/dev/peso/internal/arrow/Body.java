package dev.peso.internal.arrow;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.arrow.flatbuf.CompressionType;

import dev.peso.DataException;
import dev.peso.internal.arrow.Node.Region;
import dev.peso.internal.codec.Lz4;
import dev.peso.internal.codec.Zstd;

/// The bytes of a batch's buffers. Only those of the nodes it was made for are read; small ones that lie side by side in
/// one go.
final class Body implements Buffers {
    private static final int SMALL = 32_000;
    private static final int GAP = 4_000;
    private static final int RUN = 250_000;

    private final Messages messages;
    private final long start;
    private final int codec;
    private final Budget budget;
    private final Place place;
    private final Map<Region, Bytes> small = new HashMap<>();

    Body(Messages messages, Messages.Envelope envelope, int codec, Budget budget, Place place,
            List<Node> nodes) {
        this.messages = messages;
        this.start = envelope.body();
        this.codec = codec;
        this.budget = budget;
        this.place = place;
        List<Region> regions = new ArrayList<>();
        nodes.forEach(node -> collect(node, regions));
        long total = regions.stream().mapToLong(Region::length).sum();
        if (total > envelope.bodyLength()) {
            budget.take(total - envelope.bodyLength()); // buffers that lie over one another
        }
        readSmall(regions);
    }

    private static void collect(Node node, List<Region> regions) {
        if (node.validity() != null) {
            regions.add(node.validity());
        }
        regions.addAll(node.buffers());
        node.children().forEach(child -> collect(child, regions));
    }

    private void readSmall(List<Region> regions) {
        List<Region> sorted = regions.stream()
                .filter(region -> region.length() > 0 && region.length() <= SMALL)
                .sorted(Comparator.comparingLong(Region::offset))
                .toList();
        int first = 0;
        while (first < sorted.size()) {
            long from = sorted.get(first).offset();
            long to = from + sorted.get(first).length();
            int next = first + 1;
            while (next < sorted.size() && sorted.get(next).offset() <= to + GAP
                    && sorted.get(next).offset() + sorted.get(next).length() - from <= RUN) {
                to = Math.max(to, sorted.get(next).offset() + sorted.get(next).length());
                next++;
            }
            byte[] run = messages.read(start + from, (int) (to - from), place);
            for (Region region : sorted.subList(first, next)) {
                small.put(region, new Bytes(run, (int) (region.offset() - from), (int) region.length()));
            }
            first = next;
        }
    }

    @Override
    public boolean isPlain() {
        return codec == BatchHeader.PLAIN;
    }

    @Override
    public Bytes part(Column column, Region region, long from, long length) {
        if (!isPlain() || small.containsKey(region)) {
            Bytes whole = bytes(column, region);
            return new Bytes(whole.array(), whole.from() + (int) from, (int) length);
        }
        return bytes(column, Slices.part(region, from, length));
    }

    @Override
    public long length(Column column, Region region) {
        return isPlain() ? region.length() : bytes(column, region).length();
    }

    @Override
    public Bytes bytes(Column column, Region region) {
        if (region.length() == 0) {
            return Bytes.NONE;
        }
        if (region.length() > Integer.MAX_VALUE - 64) {
            throw place.unsupported(column.name(), "a buffer of " + region.length()
                    + " bytes is larger than 2 GB; write the file in smaller batches");
        }
        Bytes known = small.get(region);
        Bytes bytes = known != null
                ? known
                : new Bytes(messages.read(start + region.offset(), (int) region.length(), place), 0,
                        (int) region.length());
        return isPlain() ? bytes : unpack(column, bytes);
    }

    private Bytes unpack(Column column, Bytes packed) {
        if (packed.length() < 8) {
            throw place.damaged(column, "a packed buffer of " + packed.length() + " bytes");
        }
        long length = packed.view(ByteOrder.LITTLE_ENDIAN).getLong(0);
        Bytes rest = new Bytes(packed.array(), packed.from() + 8, packed.length() - 8);
        if (length == -1) {
            return rest;
        }
        if (length < 0 || length > Integer.MAX_VALUE - 64) {
            throw place.damaged(column, "a packed buffer claims to hold " + length + " bytes");
        }
        budget.take(length);
        byte[] unpacked = new byte[(int) length];
        int done = unpack(column, rest, unpacked);
        if (done != length) {
            throw place.damaged(column, "a packed buffer holds " + done + " bytes, not " + length);
        }
        return new Bytes(unpacked, 0, done);
    }

    private int unpack(Column column, Bytes packed, byte[] into) {
        int to = packed.from() + packed.length();
        try {
            return switch (codec) {
                case CompressionType.LZ4_FRAME ->
                    Lz4.decodeFrames(packed.array(), packed.from(), to, into, 0, into.length);
                case CompressionType.ZSTD ->
                    Zstd.decode(packed.array(), packed.from(), to, into, 0, into.length);
                default ->
                    throw place.damaged(column, "its buffers are packed with the unknown codec " + codec);
            };
        } catch (DataException e) {
            throw place.damaged(column, String.valueOf(e.getMessage()));
        }
    }
}
