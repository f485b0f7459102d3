package dev.peso.internal.kernel;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/// The offset of a zone at any second; remembers the span of the last answer. Belongs to one thread.
final class ZoneClock {
    private static final long NEAR = 2 * 86_400L;

    private final ZoneId zone;
    private final ZoneRules rules;
    private long from = Long.MAX_VALUE;
    private long to = Long.MIN_VALUE;
    private int offset;

    ZoneClock(ZoneId zone) {
        this.zone = zone;
        rules = zone.getRules();
        if (rules.isFixedOffset()) {
            offset = rules.getOffset(Instant.EPOCH).getTotalSeconds();
            from = Long.MIN_VALUE;
            to = Long.MAX_VALUE;
        }
    }

    /// Seconds to add to an instant's epoch second for the local one.
    int offsetAt(long epochSecond) {
        if (epochSecond < from || epochSecond >= to) {
            find(epochSecond);
        }
        return offset;
    }

    private void find(long epochSecond) {
        Instant instant = instant(epochSecond);
        offset = rules.getOffset(instant).getTotalSeconds();
        ZoneOffsetTransition next = rules.nextTransition(instant);
        ZoneOffsetTransition last = rules.previousTransition(instant.plusSeconds(1));
        to = next == null ? Long.MAX_VALUE : next.toEpochSecond();
        from = last == null ? Long.MIN_VALUE : last.toEpochSecond();
    }

    private static Instant instant(long epochSecond) {
        return Instant.ofEpochSecond(
                Math.clamp(epochSecond, Instant.MIN.getEpochSecond() + NEAR,
                        Instant.MAX.getEpochSecond() - NEAR));
    }

    /// The offset that a local second has: in a gap the one before it, which shifts the time forward, in an overlap
    /// the earlier one.
    int offsetOfLocal(long localSecond) {
        long guess = localSecond - offset;
        if (guess - NEAR >= from && guess + NEAR < to) {
            return offset;
        }
        offsetAt(guess);
        guess = localSecond - offset;
        if (rules.isFixedOffset() || (guess - NEAR >= from && guess + NEAR < to)) {
            return offset;
        }
        LocalDateTime local = LocalDateTime.ofEpochSecond(instant(localSecond).getEpochSecond(), 0,
                ZoneOffset.UTC);
        ZonedDateTime zoned = ZonedDateTime.ofLocal(local, zone, null);
        return (int) (localSecond - zoned.toEpochSecond());
    }
}
