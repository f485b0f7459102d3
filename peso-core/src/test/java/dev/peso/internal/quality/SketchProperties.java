package dev.peso.internal.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/// What is merged of parts is what the whole gives: exactly where sketches are exact, else within their errors.
class SketchProperties {
    private static final int PARTS = 5;

    private static CountedValues counted(long[] values, int from, int to) {
        CountedValues counted = new CountedValues(null);
        for (int i = from; i < to; i++) {
            counted.addNumber(values[i], ColumnState.mix(values[i]));
        }
        return counted;
    }

    private static Map<Long, Long> exact(long[] values) {
        Map<Long, Long> counts = new HashMap<>();
        for (long value : values) {
            counts.merge(value, 1L, Long::sum);
        }
        return counts;
    }

    @Property(tries = 30)
    void counts_are_right_within_their_error_however_rows_are_cut(@ForAll Random random,
            @ForAll @IntRange(min = 1, max = 20_000) int distinct) {
        long[] values = random.longs(40_000)
                .map(v -> (long) (distinct * Math.pow((v >>> 11) * 0x1.0p-53, 3)))
                .toArray();
        CountedValues merged = new CountedValues(null);
        int step = values.length / PARTS;
        for (int p = 0; p < PARTS; p++) {
            merged.merge(counted(values, p * step, (p + 1) * step));
        }
        Map<Long, Long> exact = exact(values);
        assertThat(merged.isExact()).isEqualTo(exact.size() <= CountedValues.MOST);
        assertThat(merged.error()).isLessThanOrEqualTo(values.length / (CountedValues.MOST / 2));
        for (CountedValues.Entry entry : merged.entries()) {
            long there = exact.getOrDefault(entry.number(), 0L);
            assertThat(there).isBetween(entry.count(), entry.count() + merged.error());
        }
        Set<Long> kept = new HashSet<>();
        merged.entries().forEach(entry -> kept.add(entry.number()));
        exact.forEach((value, count) -> assertThat(count <= merged.error() || kept.contains(value)).isTrue());
        assertThat((double) merged.distinct()).isCloseTo(exact.size(),
                within(5 * merged.distinctError() * exact.size()));
    }

    @Property(tries = 30)
    void ranks_are_right_within_their_error_however_rows_are_cut(@ForAll Random random,
            @ForAll @IntRange(min = 1, max = 200_000) int rows) {
        double[] values = random.doubles(rows).map(v -> Math.exp(5 * v)).toArray();
        RankSketch merged = new RankSketch();
        for (int p = 0; p < PARTS; p++) {
            RankSketch part = new RankSketch();
            for (int i = p * rows / PARTS; i < (p + 1) * rows / PARTS; i++) {
                part.add(values[i]);
            }
            merged.merge(part);
        }
        Arrays.sort(values);
        Ranks ranks = merged.ranks();
        assertThat(ranks.rows()).isEqualTo(rows);
        assertThat(ranks.quantile(0)).isEqualTo(values[0]);
        assertThat(ranks.quantile(1)).isEqualTo(values[rows - 1]);
        assertThat(ranks.error() == 0).isEqualTo(rows <= RankSketch.EXACT);
        for (double p : new double[]{0, 0.1, 0.5, 0.77, 0.99, 1}) {
            double quantile = ranks.quantile(p);
            if (ranks.error() == 0) {
                double place = p * (rows - 1);
                int low = (int) place;
                double high = values[Math.min(low + 1, rows - 1)];
                assertThat(quantile).isCloseTo(values[low] + (place - low) * (high - values[low]),
                        within(1e-9));
            } else {
                int at = Arrays.binarySearch(values, quantile);
                double rank = (double) (at < 0 ? -at - 1 : at) / (rows - 1);
                assertThat(rank).isCloseTo(p, within(ranks.error() + 1.0 / rows));
            }
        }
    }

    @Property(tries = 50)
    void correlations_of_parts_are_those_of_the_whole(@ForAll Random random) {
        int rows = 1 + random.nextInt(3_000);
        double[] x = random.doubles(rows).map(v -> 1e9 + v).toArray();
        double[] y = new double[rows];
        boolean[] noX = new boolean[rows];
        boolean[] noY = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = x[i] - 1e9 + random.nextDouble();
            noX[i] = random.nextInt(5) == 0;
            noY[i] = random.nextInt(7) == 0;
        }
        PairSums whole = new PairSums(2);
        whole.add(List.of(x, y), List.of(noX, noY), rows);
        PairSums merged = new PairSums(2);
        for (int p = 0; p < PARTS; p++) {
            int from = p * rows / PARTS;
            int to = (p + 1) * rows / PARTS;
            PairSums part = new PairSums(2);
            part.add(List.of(Arrays.copyOfRange(x, from, to), Arrays.copyOfRange(y, from, to)),
                    List.of(Arrays.copyOfRange(noX, from, to), Arrays.copyOfRange(noY, from, to)), to - from);
            merged.merge(part);
        }
        assertThat(merged.count(0, 1)).isEqualTo(whole.count(0, 1));
        double expected = reference(x, y, noX, noY);
        for (PairSums sums : List.of(whole, merged)) {
            if (Double.isNaN(expected)) {
                assertThat(sums.correlation(0, 1)).isNaN();
            } else {
                assertThat(sums.correlation(0, 1)).isCloseTo(expected, within(1e-6));
            }
        }
    }

    /// Two passes over the rows where both are there.
    private static double reference(double[] x, double[] y, boolean[] noX, boolean[] noY) {
        double n = 0;
        double mx = 0;
        double my = 0;
        for (int i = 0; i < x.length; i++) {
            if (!noX[i] && !noY[i]) {
                n++;
                mx += x[i] - 1e9;
                my += y[i];
            }
        }
        if (n < 2) {
            return Double.NaN;
        }
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            if (!noX[i] && !noY[i]) {
                double dx = x[i] - 1e9 - mx / n;
                double dy = y[i] - my / n;
                xx += dx * dx;
                yy += dy * dy;
                xy += dx * dy;
            }
        }
        return xy / Math.sqrt(xx * yy);
    }

    @Property(tries = 10)
    void distinct_rows_are_counted_however_they_are_cut(@ForAll Random random) {
        DistinctRows merged = new DistinctRows();
        Set<Long> exact = new HashSet<>();
        for (int p = 0; p < PARTS; p++) {
            DistinctRows part = new DistinctRows();
            for (int i = 0; i < 2_000; i++) {
                long hash = random.nextInt(4) == 0 ? 0 : ColumnState.mix(random.nextInt(3_000));
                part.add(hash);
                exact.add(hash);
            }
            merged.merge(part);
        }
        assertThat(merged.count()).isEqualTo(exact.size());
    }

    @Property(tries = 300)
    void any_text_has_signs(@ForAll String text,
            @ForAll @StringLength(max = 40) @Chars({'0', '1', '9', '.', ',', '-',
                    '/', ':', ' ', '+', '(', ')', 'T', 'a', 'M', 'e', '%', '$', '@',
                    '\u00a0'}) String close) {
        for (String each : List.of(text, close)) {
            long signs = TextSigns.of(each);
            boolean isWhole = (signs & TextSign.POINT_WHOLE.bit()) != 0;
            assertThat(isWhole && (signs & TextSign.POINT_NUMBER.bit()) == 0).isFalse();
            TextNumbers.Parsed number = TextNumbers.parse(each, '.');
            assertThat(number == null || Double.isFinite(number.value()) || each.length() > 20).isTrue();
        }
    }
}
