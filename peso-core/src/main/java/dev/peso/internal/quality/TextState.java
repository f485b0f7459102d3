package dev.peso.internal.quality;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Hashes;
import dev.peso.internal.column.Views;
import dev.peso.spi.ColumnData;

/// A column of texts.
public final class TextState extends ColumnState {
    private final TextNotes notes = new TextNotes();
    private final CountedValues values = new CountedValues(notes);
    private long @Nullable [] dictionary;
    private long[] dictionaryHashes = new long[0];
    private byte @Nullable [] least;
    private byte @Nullable [] greatest;
    private boolean hasLongTexts;

    TextState(DataType type) {
        super(type);
    }

    @Override
    long addValues(ColumnData column, long[] rowHashes) {
        return type() instanceof DataType.Categorical
                ? addCodes(column, rowHashes)
                : addTexts(column, rowHashes);
    }

    private long addTexts(ColumnData column, long[] rowHashes) {
        long[] views = column.views();
        byte[][] buffers = column.buffers();
        int missing = 0;
        for (int i = 0; i < column.length(); i++) {
            if (column.isNull(i)) {
                rowHashes[i] = Hashes.combine(rowHashes[i], Hashes.NULL);
                missing++;
                continue;
            }
            int at = 2 * (column.offset() + i);
            long hash = mix(Views.hash(views[at], views[at + 1], buffers));
            hashes()[i] = hash;
            rowHashes[i] = Hashes.combine(rowHashes[i], hash);
            add(views[at], views[at + 1], buffers, hash);
        }
        return missing;
    }

    private long addCodes(ColumnData column, long[] rowHashes) {
        ColumnData words = column.dictionary();
        long[] views = words.views();
        hashDictionary(words);
        int[] codes = column.codes();
        int missing = 0;
        for (int i = 0; i < column.length(); i++) {
            if (column.isNull(i)) {
                rowHashes[i] = Hashes.combine(rowHashes[i], Hashes.NULL);
                missing++;
                continue;
            }
            int code = codes[column.offset() + i];
            long hash = dictionaryHashes[code];
            hashes()[i] = hash;
            rowHashes[i] = Hashes.combine(rowHashes[i], hash);
            add(views[2 * code], views[2 * code + 1], words.buffers(), hash);
        }
        return missing;
    }

    @SuppressWarnings("ReferenceEquality") // batches of a morsel share the arrays of their dictionary
    private void hashDictionary(ColumnData words) {
        if (dictionary == words.views() && dictionaryHashes.length >= words.length()) {
            return;
        }
        dictionary = words.views();
        dictionaryHashes = new long[words.length()];
        for (int i = 0; i < dictionaryHashes.length; i++) {
            dictionaryHashes[i] = mix(
                    Views.hash(words.views()[2 * i], words.views()[2 * i + 1], words.buffers()));
        }
    }

    private void add(long head, long tail, byte[][] buffers, long hash) {
        TextNotes.Note fresh = values.addText(head, tail, buffers, hash);
        if (fresh != null) {
            hasLongTexts |= fresh.isCut();
            ends(fresh.utf8());
        }
    }

    private void ends(byte[] utf8) {
        if (least == null || Arrays.compareUnsigned(utf8, least) < 0) {
            least = utf8;
        }
        if (greatest == null || Arrays.compareUnsigned(utf8, greatest) > 0) {
            greatest = utf8;
        }
    }

    @Override
    void mergeValues(ColumnState later) {
        TextState other = (TextState) later;
        values.merge(other.values);
        hasLongTexts |= other.hasLongTexts;
        if (other.least != null) {
            ends(other.least);
        }
        if (other.greatest != null) {
            ends(other.greatest);
        }
    }

    @Override
    public long distinct() {
        return values.distinct();
    }

    @Override
    public double distinctError() {
        return values.distinctError();
    }

    @Override
    public List<Frequency> frequent(int most) {
        Comparator<CountedValues.Entry> order = (a, b) -> Arrays.compareUnsigned(utf8(a), utf8(b));
        return values.frequent(most, order)
                .stream()
                .filter(entry -> entry.text() != null && !entry.text().isCut())
                .map(entry -> new Frequency(text(utf8(entry)), entry.count(), values.error()))
                .toList();
    }

    private static byte[] utf8(CountedValues.Entry entry) {
        return entry.text() == null ? new byte[0] : entry.text().utf8();
    }

    private static String text(byte[] utf8) {
        return new String(utf8, java.nio.charset.StandardCharsets.UTF_8);
    }

    @Override
    public @Nullable Object least() {
        return least == null ? null : text(least);
    }

    @Override
    public @Nullable Object greatest() {
        return greatest == null ? null : text(greatest);
    }

    /// How many distinct texts are another one but for case and white space; 0 where not all texts are known.
    public long variants() {
        if (!values.isExact()) {
            return 0;
        }
        Set<String> folded = new HashSet<>();
        long whole = 0;
        for (CountedValues.Entry entry : values.entries()) {
            if (entry.text() != null && !entry.text().isCut()) {
                folded.add(folded(text(entry.text().utf8())));
                whole++;
            }
        }
        return whole - folded.size();
    }

    /// A text in lower case with single blanks, the same for texts that people take as the same.
    public static String folded(String text) {
        return singleBlanks(text).toLowerCase(Locale.ROOT);
    }

    /// A text without white space at its ends, and with one blank for what there is between words.
    public static String singleBlanks(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                blank = true;
            } else {
                if (blank && !out.isEmpty()) {
                    out.append(' ');
                }
                blank = false;
                out.append(c);
            }
        }
        return out.toString();
    }

    /// Whether a text is longer than what is kept of texts, so that it is not among the frequent ones.
    public boolean hasLongTexts() {
        return hasLongTexts;
    }

    /// How many rows have each sign.
    public Signs signs() {
        return new Signs(notes.signs(values.entries()), count());
    }

    /// Code points of the shortest text, of all and of the longest.
    public int shortest() {
        return count() == 0 ? 0 : notes.shortest();
    }

    public int longest() {
        return notes.longest();
    }

    public double meanLength() {
        return count() == 0 ? Double.NaN : (double) notes.length(values.entries()) / count();
    }

    /// How many texts of a column have each sign.
    public static final class Signs {
        private final long[] counts;
        private final long texts;

        Signs(long[] counts, long texts) {
            this.counts = counts;
            this.texts = texts;
        }

        public long of(TextSign sign) {
            return counts[sign.place()];
        }

        /// Texts that are neither blank nor words for missing values.
        public long real() {
            return texts - of(TextSign.BLANK) - of(TextSign.NULL_WORD);
        }
    }
}
