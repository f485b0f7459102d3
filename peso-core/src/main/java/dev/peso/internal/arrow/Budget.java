package dev.peso.internal.arrow;

import java.util.Locale;

import dev.peso.MemoryLimitException;

/// What a batch may take beyond what its bytes in the file are worth: a few bytes there can stand for any number of rows.
final class Budget {
    private final Place place;
    private final long limit = Math.max(64_000_000, Runtime.getRuntime().maxMemory() / 4);
    private long taken;

    Budget(Place place) {
        this.place = place;
    }

    /// @throws MemoryLimitException if it is too much
    void take(long bytes) {
        taken += bytes;
        if (bytes < 0 || taken < 0 || taken > limit) {
            long wanted = bytes < 0 || taken < 0 ? Long.MAX_VALUE : taken;
            throw new MemoryLimitException(String.format(Locale.ROOT,
                    "%s, %s: unpacked it needs %,d bytes or more, limit is %,d; write smaller batches, or run with a larger"
                            + " -Xmx",
                    place.file(), place.part(), wanted, limit), wanted, limit, null);
        }
    }

    /// Takes memory for so many things of a size.
    void take(long count, long size) {
        long high = Math.multiplyHigh(count, size);
        take(high != 0 ? -1 : count * size);
    }
}
