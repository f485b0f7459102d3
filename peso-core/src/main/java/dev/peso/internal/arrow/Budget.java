package dev.peso.internal.arrow;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

import dev.peso.MemoryLimitException;

/// What a batch may take beyond what its bytes in the file are worth: a few bytes there can stand for any number of rows.
final class Budget {
    private final Place place;
    private final long limit = Math.max(64_000_000, Runtime.getRuntime().maxMemory() / 4);
    private final Total total;
    private long taken;

    Budget(Place place) {
        this(place, new Total(Long.MAX_VALUE));
    }

    /// @param total what all batches of the read may take
    Budget(Place place, Total total) {
        this.place = place;
        this.total = total;
    }

    /// What all batches of a read may take, which may be decoded by several threads.
    static final class Total {
        private final long limit;
        private final AtomicLong taken = new AtomicLong();

        Total(long limit) {
            this.limit = limit;
        }
    }

    /// @throws MemoryLimitException if it is too much
    void take(long bytes) {
        taken += bytes;
        boolean isTooLong = bytes < 0 || taken < 0;
        if (isTooLong || taken > limit) {
            throw refused(isTooLong ? Long.MAX_VALUE : taken, limit,
                    "write smaller batches, or run with a larger -Xmx");
        }
        if (total.limit < Long.MAX_VALUE) {
            long all = total.taken.addAndGet(bytes);
            if (all < 0 || all > total.limit) {
                throw refused(all < 0 ? Long.MAX_VALUE : all, total.limit,
                        "if the file can be trusted, read it with a larger maxUnpackedBytes");
            }
        }
    }

    private MemoryLimitException refused(long wanted, long most, String wayOut) {
        return new MemoryLimitException(String.format(Locale.ROOT,
                "%s, %s: unpacked it needs %,d bytes or more, limit is %,d; %s",
                place.file(), place.part(), wanted, most, wayOut), wanted, most, null);
    }

    /// Takes memory for so many things of a size.
    void take(long count, long size) {
        long high = Math.multiplyHigh(count, size);
        take(high != 0 ? -1 : count * size);
    }
}
