package dev.peso.ml.internal.frame;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.spi.ColumnReader;

/// A text column as codes.
///
/// @param codes [Feature.Codes#MISSING] for a null
/// @param levels the distinct texts: in the order of an ordered categorical, otherwise by code points
public record Texts(int[] codes, List<String> levels) {
    /// By code points: `compareTo` of strings puts characters beyond U+FFFF before some of those below.
    public static final Comparator<String> CODE_POINTS = (a, b) -> {
        int at = 0;
        while (at < a.length() && at < b.length() && a.charAt(at) == b.charAt(at)) {
            at++;
        }
        if (at == a.length() || at == b.length()) {
            return Integer.compare(a.length(), b.length());
        }
        boolean inPair = at > 0 && Character.isHighSurrogate(a.charAt(at - 1));
        int from = inPair ? at - 1 : at;
        return Integer.compare(a.codePointAt(from), b.codePointAt(from));
    };

    public static Texts read(ColumnReader reader) {
        return reader.type() instanceof DataType.Categorical categorical
                ? ofCodes(reader, categorical.ordered())
                : ofTexts(reader);
    }

    private static Texts ofCodes(ColumnReader reader, boolean ordered) {
        int[] codes = new int[Math.toIntExact(reader.rows())];
        reader.readCodes(0, codes, 0, codes.length);
        List<String> dictionary = reader.dictionary();
        return ordered ? new Texts(codes, dictionary) : sorted(codes, dictionary);
    }

    private static Texts ofTexts(ColumnReader reader) {
        int rows = Math.toIntExact(reader.rows());
        int[] codes = new int[rows];
        Map<String, Integer> known = new HashMap<>();
        List<String> levels = new ArrayList<>();
        @Nullable
        String[] block = new @Nullable String[Math.min(rows, 4_096)];
        for (int from = 0; from < rows; from += block.length) {
            int count = Math.min(block.length, rows - from);
            reader.readTexts(from, block, 0, count);
            for (int i = 0; i < count; i++) {
                String text = block[i];
                if (text == null) {
                    codes[from + i] = Feature.Codes.MISSING;
                    continue;
                }
                Integer code = known.get(text);
                if (code == null) {
                    code = levels.size();
                    known.put(text, code);
                    levels.add(text);
                }
                codes[from + i] = code;
            }
        }
        return sorted(codes, levels);
    }

    /// The same texts with levels in order, and only those that appear.
    private static Texts sorted(int[] codes, List<String> dictionary) {
        boolean[] used = new boolean[dictionary.size()];
        for (int code : codes) {
            if (code >= 0) {
                used[code] = true;
            }
        }
        List<String> levels = new ArrayList<>();
        for (int i = 0; i < used.length; i++) {
            if (used[i]) {
                levels.add(dictionary.get(i));
            }
        }
        levels.sort(CODE_POINTS);
        int[] renamed = positions(dictionary, levels);
        int[] result = new int[codes.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = codes[i] < 0 ? Feature.Codes.MISSING : renamed[codes[i]];
        }
        return new Texts(result, levels);
    }

    /// The same codes with other levels; texts that are not among them become unknown.
    public int[] codesIn(List<String> others) {
        int[] renamed = positions(levels, others);
        int[] result = new int[codes.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = codes[i] < 0 ? Feature.Codes.MISSING : renamed[codes[i]];
        }
        return result;
    }

    private static int[] positions(List<String> texts, List<String> among) {
        Map<String, Integer> positions = new HashMap<>();
        for (int i = 0; i < among.size(); i++) {
            positions.put(among.get(i), i);
        }
        int[] result = new int[texts.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = positions.getOrDefault(texts.get(i), Feature.Codes.UNKNOWN);
        }
        return result;
    }
}
