package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Sorts row references by the words of their keys: radix from the most significant bits on, over the range of words
/// that occur, down to runs that insertion sorts finish. Stable.
///
/// Words are loaded key by key, depth by depth, and only for rows that are equal so far. Large ranges are split by all
/// workers together; small ones are finished by one worker each.
final class RowSorter {
    /// Ranges of fewer rows are one worker's task.
    private static final int TASK_ROWS = 65_536;
    private static final int SLICE_ROWS = 65_536;
    private static final int WIDE_DIGIT = 10;
    /// A sort of more rows asks whether the query goes on.
    private static final int CHECK_ROWS = 1_000;
    private static final int INSERTION_ROWS = 24;
    /// Values that are equal in more words than these are compared as wholes.
    private static final int DEEPEST = 8;

    private final Query query;
    private final List<SortColumn> keys;
    private int[] refs = new int[0];
    private long[] words = new long[0];
    private int[] otherRefs = new int[0];
    private long[] otherWords = new long[0];
    /// Whether the references may end in another array than they began.
    private final boolean mayTrade;
    private final List<Runnable> tasks = new ArrayList<>();

    private RowSorter(Query query, List<SortColumn> keys, boolean mayTrade) {
        this.query = query;
        this.keys = keys;
        this.mayTrade = mayTrade;
    }

    /// The references of all rows of a store in order.
    static int[] sort(Query query, RowStore store, List<SortColumn> keys) {
        RowSorter sorter = new RowSorter(query, keys, true);
        int count = Math.toIntExact(store.count());
        sorter.both(count, () -> sorter.words = new long[count], () -> sorter.refs = store.allRefs());
        sorter.split(0, 0, 0, count);
        sorter.runTasks();
        return sorter.refs;
    }

    /// Makes two large arrays at once, each of which takes a worker long to clear.
    private void both(int count, Runnable one, Runnable other) {
        if (count < TASK_ROWS) {
            one.run();
            other.run();
        } else {
            query.forEach(2, i -> (i == 0 ? one : other).run());
        }
    }

    /// Makes the arrays that rows move through; rows that are in order need none.
    private void makeRoom() {
        int count = refs.length;
        if (otherRefs.length < count) {
            both(count, () -> otherWords = new long[count], () -> otherRefs = new int[count]);
        }
    }

    private void runTasks() {
        if (!tasks.isEmpty()) {
            makeRoom();
            query.forEach(tasks.size(), i -> tasks.get(i).run());
        }
    }

    /// Sorts the rows of each range `bounds[i]` to `bounds[i + 1]` of references, which are in row order.
    static void sort(Query query, int[] refs, int[] bounds, List<SortColumn> keys) {
        RowSorter sorter = new RowSorter(query, keys, false);
        sorter.refs = refs;
        sorter.words = new long[refs.length];
        int first = 0;
        for (int range = 0; range + 1 < bounds.length; range++) {
            boolean isLarge = bounds[range + 1] - bounds[range] >= TASK_ROWS;
            boolean isFull = bounds[range + 1] - bounds[first] >= TASK_ROWS;
            if (isLarge || isFull || range + 2 == bounds.length) {
                int from = first;
                int end = isLarge ? range : range + 1;
                sorter.tasks.add(() -> sorter.finishAll(bounds, from, end));
                first = range + 1;
            }
            if (isLarge) {
                sorter.split(0, 0, bounds[range], bounds[range + 1]);
            }
        }
        sorter.runTasks();
    }

    private void finishAll(int[] bounds, int from, int end) {
        for (int range = from; range < end; range++) {
            if ((range - from & 255) == 0) {
                query.check();
            }
            if (bounds[range + 1] - bounds[range] > 1) {
                finish(0, 0, bounds[range], bounds[range + 1]);
            }
        }
    }

    /// Sorts a range, whose rows are in row order and equal in all before, by key `k` from a depth on.
    private void split(int k, int depth, int from, int to) {
        if (k == keys.size() || to - from < 2) {
            return;
        }
        if (to - from < TASK_ROWS || depth > DEEPEST) {
            tasks.add(() -> finish(k, depth, from, to));
            return;
        }
        SortColumn key = keys.get(k);
        int first = from;
        int last = to;
        if (depth == 0 && key.hasNulls()) {
            int nulls = partitionNulls(key, from, to);
            first = key.nullsFirst() ? from + nulls : from;
            last = key.nullsFirst() ? to : to - nulls;
            split(k + 1, 0, key.nullsFirst() ? from : last, key.nullsFirst() ? first : to);
        }
        int start = first;
        int end = last;
        query.forEach(slices(start, end),
                s -> key.load(refs, sliceFrom(start, s), sliceTo(start, end, s), depth, words));
        splitLoaded(k, depth, start, end);
    }

    private static int slices(int from, int to) {
        return (to - from + SLICE_ROWS - 1) / SLICE_ROWS;
    }

    private static int sliceFrom(int from, int slice) {
        return from + slice * SLICE_ROWS;
    }

    private static int sliceTo(int from, int to, int slice) {
        return (int) Math.min(to, from + (slice + 1L) * SLICE_ROWS);
    }

    /// Moves null rows to their end of the range, keeping order; returns how many there are.
    private int partitionNulls(SortColumn key, int from, int to) {
        int slices = slices(from, to);
        int[] nulls = new int[slices];
        query.forEach(slices, s -> {
            int count = 0;
            for (int i = sliceFrom(from, s); i < sliceTo(from, to, s); i++) {
                count += key.isNull(refs[i]) ? 1 : 0;
            }
            nulls[s] = count;
        });
        int total = Arrays.stream(nulls).sum();
        if (total == 0) {
            return 0;
        }
        makeRoom();
        int[] nullAt = new int[slices];
        int[] valueAt = new int[slices];
        int nextNull = key.nullsFirst() ? from : to - total;
        int nextValue = key.nullsFirst() ? from + total : from;
        for (int s = 0; s < slices; s++) {
            nullAt[s] = nextNull;
            valueAt[s] = nextValue;
            nextNull += nulls[s];
            nextValue += sliceTo(from, to, s) - sliceFrom(from, s) - nulls[s];
        }
        query.forEach(slices,
                s -> partition(key, sliceFrom(from, s), sliceTo(from, to, s), nullAt[s], valueAt[s]));
        query.forEach(slices, s -> System.arraycopy(otherRefs, sliceFrom(from, s), refs, sliceFrom(from, s),
                sliceTo(from, to, s) - sliceFrom(from, s)));
        return total;
    }

    private void partition(SortColumn key, int from, int to, int nullAt, int valueAt) {
        int nextNull = nullAt;
        int nextValue = valueAt;
        for (int i = from; i < to; i++) {
            if (key.isNull(refs[i])) {
                otherRefs[nextNull++] = refs[i];
            } else {
                otherRefs[nextValue++] = refs[i];
            }
        }
    }

    private Look look(int from, int to) {
        Look[] looks = new Look[slices(from, to)];
        query.forEach(looks.length,
                s -> looks[s] = Look.at(words, sliceFrom(from, s), Math.min(to, sliceTo(from, to, s) + 1)));
        return Arrays.stream(looks).reduce(Look::and).orElseThrow();
    }

    private void splitLoaded(int k, int depth, int from, int to) {
        if (to - from < 2) {
            return;
        }
        if (to - from < TASK_ROWS) {
            tasks.add(() -> finishLoaded(k, depth, from, to));
            return;
        }
        Look look = look(from, to);
        if (look.min() == look.max()) {
            splitEqual(k, depth, from, to);
        } else if (look.ascending()) {
            splitSorted(k, depth, from, to);
        } else if (look.descending()) {
            int half = (to - from) / 2;
            query.forEach(slices(0, half),
                    s -> reverse(from, to, sliceFrom(0, s), sliceTo(0, half, s)));
        } else {
            splitByDigit(k, depth, from, to, look);
        }
    }

    private void splitEqual(int k, int depth, int from, int to) {
        int next = keys.get(k).next(depth, words[from]);
        split(next < 0 ? k + 1 : k, Math.max(next, 0), from, to);
    }

    private boolean isLast(int k) {
        return k == keys.size() - 1 && keys.get(k).isOneWord();
    }

    /// Cuts a sorted range where words change.
    private void splitSorted(int k, int depth, int from, int to) {
        if (isLast(k)) {
            return;
        }
        int start = from;
        while (start < to) {
            int end = Math.min(to, start + TASK_ROWS / 2);
            while (end < to && words[end] == words[end - 1]) {
                end++;
            }
            if (words[start] == words[end - 1]) {
                splitEqual(k, depth, start, end);
            } else if (end - start < TASK_ROWS) {
                int first = start;
                int last = end;
                tasks.add(() -> finishTies(k, depth, first, last));
            } else {
                int tie = firstEqual(end - 1);
                int first = start;
                tasks.add(() -> finishTies(k, depth, first, tie));
                splitEqual(k, depth, tie, end);
            }
            start = end;
        }
    }

    private int firstEqual(int at) {
        int first = at;
        while (words[first - 1] == words[at]) {
            first--;
        }
        return first;
    }

    /// Swaps the references `start` to `end` of a range with those as far from its other end.
    private void reverse(int from, int to, int start, int end) {
        for (int i = from + start, j = to - 1 - start; i < from + end; i++, j--) {
            int ref = refs[i];
            refs[i] = refs[j];
            refs[j] = ref;
        }
    }

    private void splitByDigit(int k, int depth, int from, int to, Look look) {
        int bits = 64 - Long.numberOfLeadingZeros(look.max() - look.min());
        int shift = Math.max(0, bits - WIDE_DIGIT);
        int buckets = (int) ((look.max() - look.min()) >>> shift) + 1;
        int slices = slices(from, to);
        makeRoom();
        int[][] at = new int[slices][buckets];
        query.forEach(slices,
                s -> count(sliceFrom(from, s), sliceTo(from, to, s), look.min(), shift, at[s]));
        int[] starts = new int[buckets + 1];
        int next = from;
        for (int b = 0; b < buckets; b++) {
            starts[b] = next;
            for (int s = 0; s < slices; s++) {
                int count = at[s][b];
                at[s][b] = next;
                next += count;
            }
        }
        starts[buckets] = next;
        query.forEach(slices,
                s -> scatter(sliceFrom(from, s), sliceTo(from, to, s), look.min(), shift, at[s]));
        if (mayTrade && to - from == refs.length) {
            trade();
        } else {
            query.forEach(slices, s -> copyBack(sliceFrom(from, s), sliceTo(from, to, s)));
        }
        if (shift == 0 && isLast(k)) {
            return;
        }
        for (int b = 0; b < buckets; b++) {
            splitLoaded(k, depth, starts[b], starts[b + 1]);
        }
    }

    private void count(int from, int to, long min, int shift, int[] counts) {
        for (int i = from; i < to; i++) {
            counts[(int) ((words[i] - min) >>> shift)]++;
        }
    }

    private void scatter(int from, int to, long min, int shift, int[] at) {
        for (int i = from; i < to; i++) {
            int target = at[(int) ((words[i] - min) >>> shift)]++;
            otherWords[target] = words[i];
            otherRefs[target] = refs[i];
        }
    }

    /// Has the arrays that all rows were moved to take the place of those where they were.
    private void trade() {
        int[] oldRefs = refs;
        long[] oldWords = words;
        refs = otherRefs;
        words = otherWords;
        otherRefs = oldRefs;
        otherWords = oldWords;
    }

    private void copyBack(int from, int to) {
        System.arraycopy(otherWords, from, words, from, to - from);
        System.arraycopy(otherRefs, from, refs, from, to - from);
    }

    /// As [#split], by one worker to the end.
    private void finish(int k, int depth, int from, int to) {
        SortColumn key = keys.get(k);
        if (depth > DEEPEST) {
            finishByComparison(k, from, to);
            return;
        }
        int first = from;
        int last = to;
        if (depth == 0 && key.hasNulls()) {
            int nulls = 0;
            for (int i = from; i < to; i++) {
                nulls += key.isNull(refs[i]) ? 1 : 0;
            }
            if (nulls > 0) {
                first = key.nullsFirst() ? from + nulls : from;
                last = key.nullsFirst() ? to : to - nulls;
                int nullsFrom = key.nullsFirst() ? from : last;
                partition(key, from, to, nullsFrom, first);
                System.arraycopy(otherRefs, from, refs, from, to - from);
                if (nulls > 1 && k + 1 < keys.size()) {
                    finish(k + 1, 0, nullsFrom, nullsFrom + nulls);
                }
            }
        }
        if (last - first > CHECK_ROWS) {
            query.check();
        }
        if (last - first > 1) {
            key.load(refs, first, last, depth, words);
            finishLoaded(k, depth, first, last);
        }
    }

    private void finishByComparison(int k, int from, int to) {
        SortColumn key = keys.get(k);
        mergeSort(key, from, to);
        int start = from;
        for (int i = from + 1; i <= to && k + 1 < keys.size(); i++) {
            if (i == to || key.compare(refs[i - 1], refs[i]) != 0) {
                if (i - start > 1) {
                    finish(k + 1, 0, start, i);
                }
                start = i;
            }
        }
    }

    private void mergeSort(SortColumn key, int from, int to) {
        if (to - from < 2) {
            return;
        }
        if (to - from > CHECK_ROWS) {
            query.check();
        }
        int middle = (from + to) >>> 1;
        mergeSort(key, from, middle);
        mergeSort(key, middle, to);
        if (key.compare(refs[middle - 1], refs[middle]) <= 0) {
            return;
        }
        System.arraycopy(refs, from, otherRefs, from, middle - from);
        int left = from;
        int right = middle;
        for (int at = from; left < middle; at++) {
            boolean takesLeft = right == to || key.compare(otherRefs[left], refs[right]) <= 0;
            refs[at] = takesLeft ? otherRefs[left++] : refs[right++];
        }
    }

    private void finishLoaded(int k, int depth, int from, int to) {
        sort(from, to);
        if (!isLast(k)) {
            finishTies(k, depth, from, to);
        }
    }

    /// Sorts the runs of equal words in a sorted range by what comes next.
    private void finishTies(int k, int depth, int from, int to) {
        int start = from;
        while (start < to) {
            long word = words[start];
            int end = start + 1;
            while (end < to && words[end] == word) {
                end++;
            }
            if (end - start > 1) {
                int next = keys.get(k).next(depth, word);
                if (next >= 0) {
                    finish(k, next, start, end);
                } else if (k + 1 < keys.size()) {
                    finish(k + 1, 0, start, end);
                }
            }
            start = end;
        }
    }

    /// Sorts a range by its loaded words.
    private void sort(int from, int to) {
        int rows = to - from;
        if (rows <= INSERTION_ROWS) {
            insertionSort(from, to);
            return;
        }
        Look look = Look.at(words, from, to);
        if (look.ascending()) {
            return;
        }
        if (look.descending()) {
            reverseWords(from, to);
            reverse(from, to, 0, rows / 2);
            return;
        }
        int bits = 64 - Long.numberOfLeadingZeros(look.max() - look.min());
        // Four rows a bucket, if the words are spread evenly.
        int digit = Math.min(bits, Math.min(11, 30 - Integer.numberOfLeadingZeros(rows)));
        int shift = bits - digit;
        int[] at = new int[(int) ((look.max() - look.min()) >>> shift) + 2];
        count(from, to, look.min(), shift, at);
        int next = from;
        for (int b = 0; b < at.length; b++) {
            int count = at[b];
            at[b] = next;
            next += count;
        }
        scatter(from, to, look.min(), shift, at);
        copyBack(from, to);
        if (shift > 0) {
            int start = from;
            for (int end : at) {
                if (end - start > 1) {
                    sort(start, end);
                }
                start = end;
            }
        }
    }

    private void reverseWords(int from, int to) {
        int j = to - 1;
        for (int i = from; i < j; i++, j--) {
            long word = words[i];
            words[i] = words[j];
            words[j] = word;
        }
    }

    private void insertionSort(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            long word = words[i];
            int j = i - 1;
            if (words[j] > word) {
                int ref = refs[i];
                while (j >= from && words[j] > word) {
                    words[j + 1] = words[j];
                    refs[j + 1] = refs[j];
                    j--;
                }
                words[j + 1] = word;
                refs[j + 1] = ref;
            }
        }
    }
}
