package dev.peso.internal.codec;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/// A prefix code of RFC 8878, section 4.2, for how often bytes occur.
final class HuffmanEncoder {
    private static final int MAX_LOG = 11;

    private final int maxSymbol;
    private final int log;
    private final int[] lengths;
    private final int[] codes = new int[256];

    private HuffmanEncoder(int[] lengths, int maxSymbol) {
        this.lengths = lengths;
        this.maxSymbol = maxSymbol;
        int most = 0;
        for (int length : lengths) {
            most = Math.max(most, length);
        }
        this.log = most;
        int at = 0;
        for (int weight = 1; weight <= log; weight++) {
            for (int s = 0; s <= maxSymbol; s++) {
                if (lengths[s] != 0 && log + 1 - lengths[s] == weight) {
                    codes[s] = at >>> weight - 1;
                    at += 1 << weight - 1;
                }
            }
        }
    }

    /// A code for bytes, or null when there are fewer than two different ones.
    static @Nullable HuffmanEncoder of(byte[] in, int from, int to) {
        int[] counts = new int[256];
        for (int i = from; i < to; i++) {
            counts[in[i] & 0xff]++;
        }
        int distinct = 0;
        int maxSymbol = 0;
        for (int s = 0; s < 256; s++) {
            if (counts[s] > 0) {
                distinct++;
                maxSymbol = s;
            }
        }
        return distinct < 2 ? null : new HuffmanEncoder(lengths(counts, distinct), maxSymbol);
    }

    /// Code lengths by Huffman's algorithm, then shortened to the longest allowed.
    private static int[] lengths(int[] counts, int distinct) {
        long[] order = new long[distinct];
        int n = 0;
        for (int s = 0; s < 256; s++) {
            if (counts[s] > 0) {
                order[n++] = (long) counts[s] << 8 | s;
            }
        }
        Arrays.sort(order);
        long[] weight = new long[2 * n];
        int[] parent = new int[2 * n];
        for (int i = 0; i < n; i++) {
            weight[i] = order[i] >>> 8;
        }
        int leaf = 0;
        int inner = n;
        for (int node = n; node < 2 * n - 1; node++) {
            int a = leaf < n && (inner >= node || weight[leaf] <= weight[inner]) ? leaf++ : inner++;
            int b = leaf < n && (inner >= node || weight[leaf] <= weight[inner]) ? leaf++ : inner++;
            weight[node] = weight[a] + weight[b];
            parent[a] = node;
            parent[b] = node;
        }
        int[] depth = new int[2 * n];
        for (int node = 2 * n - 3; node >= 0; node--) {
            depth[node] = depth[parent[node]] + 1;
        }
        limit(depth, n);
        int[] lengths = new int[256];
        for (int i = 0; i < n; i++) {
            lengths[(int) order[i] & 0xff] = depth[i];
        }
        return lengths;
    }

    /// Makes no code longer than allowed and the codes fill the code space exactly; the rarest symbols come first.
    private static void limit(int[] depth, int n) {
        long used = 0;
        for (int i = 0; i < n; i++) {
            depth[i] = Math.min(depth[i], MAX_LOG);
            used += 1L << MAX_LOG - depth[i];
        }
        long whole = 1L << MAX_LOG;
        while (used > whole) {
            // lengthen the longest code that can grow: it costs least
            int best = -1;
            for (int i = 0; i < n; i++) {
                if (depth[i] < MAX_LOG && (best < 0 || depth[i] > depth[best])) {
                    best = i;
                }
            }
            used -= 1L << MAX_LOG - depth[best] - 1;
            depth[best]++;
        }
        for (int i = n - 1; i >= 0 && used < whole; i--) {
            while (depth[i] > 1 && used + (1L << MAX_LOG - depth[i]) <= whole) {
                used += 1L << MAX_LOG - depth[i];
                depth[i]--;
            }
        }
    }

    /// Writes the description of the code.
    ///
    /// @return the place after it, or -1 if it cannot be described
    int write(byte[] out, int at) {
        int count = maxSymbol; // the weight of the last symbol follows from the others
        int[] weights = new int[count];
        for (int s = 0; s < count; s++) {
            weights[s] = lengths[s] == 0 ? 0 : log + 1 - lengths[s];
        }
        int end = packed(weights, out, at + 1);
        if (end > 0 && end - at - 1 < 128 && (count > 128 || end - at - 1 <= (count + 1) / 2)) {
            out[at] = (byte) (end - at - 1);
            return end;
        }
        if (count > 128) {
            return -1;
        }
        out[at] = (byte) (127 + count);
        for (int i = 0; i < count; i += 2) {
            out[at + 1 + i / 2] = (byte) (weights[i] << 4 | (i + 1 < count ? weights[i + 1] : 0));
        }
        return at + 1 + (count + 1) / 2;
    }

    /// @return the place after the packed weights, or -1 if they cannot be packed
    private static int packed(int[] weights, byte[] out, int at) {
        int n = weights.length;
        int[] counts = new int[MAX_LOG + 2];
        int max = 0;
        int most = 0;
        for (int weight : weights) {
            counts[weight]++;
            max = Math.max(max, weight);
            most = Math.max(most, counts[weight]);
        }
        if (n < 3 || most == n || most == 1) {
            return -1;
        }
        FseEncoder table = FseEncoder.of(counts, max, n, 6);
        ForwardBitWriter bits = new ForwardBitWriter(out, table.write(out, at));
        int[] state = new int[2];
        state[n - 1 & 1] = table.start(weights[n - 1]);
        state[n - 2 & 1] = table.start(weights[n - 2]);
        for (int i = n - 3; i >= 0; i--) {
            state[i & 1] = table.encode(bits, state[i & 1], weights[i]);
        }
        table.finish(bits, state[1]);
        table.finish(bits, state[0]);
        return bits.close();
    }

    /// Writes one stream.
    ///
    /// @return the place after it
    int encode(byte[] in, int from, int to, byte[] out, int at) {
        ForwardBitWriter bits = new ForwardBitWriter(out, at);
        for (int i = to - 1; i >= from; i--) {
            int symbol = in[i] & 0xff;
            bits.add(codes[symbol], lengths[symbol]);
        }
        return bits.close();
    }

    /// The bits that bytes take, without the description.
    long cost(byte[] in, int from, int to) {
        long bits = 0;
        for (int i = from; i < to; i++) {
            bits += lengths[in[i] & 0xff];
        }
        return bits;
    }
}
