package dev.peso.internal.parquet;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewVector;

/// A column of single values: one a row.
final class FlatReader extends ColumnReader {
    private static final int[] NO_CODES = {};

    private final PageReader pages;
    private final PageReader.Scratch scratch;
    private final Lane lane;
    private final Lane skipped;
    private final Meta.@Nullable Pages places;
    private final Node.Leaf leaf;
    private final boolean codes;
    /// The dictionary that texts have codes of.
    private Values.@Nullable Dictionary known;
    private @Nullable ViewVector few;
    private long valuesLeft;
    private long row;
    private PageReader.@Nullable Page page;
    private int left;

    /// Reads into a lane of its own.
    ///
    /// @param codes whether texts may come as codes
    FlatReader(FileBytes file, Node.Leaf leaf, Meta.Column column, Meta.@Nullable Pages places,
            PageReader.Scratch scratch, boolean codes) {
        this(file, leaf, column, places, scratch, scratch.lane(leaf), codes);
    }

    FlatReader(FileBytes file, Node.Leaf leaf, Meta.Column column, PageReader.Scratch scratch, Lane lane) {
        this(file, leaf, column, null, scratch, lane, false);
    }

    private FlatReader(FileBytes file, Node.Leaf leaf, Meta.Column column, Meta.@Nullable Pages places,
            PageReader.Scratch scratch, Lane lane, boolean codes) {
        this.codes = codes && lane instanceof ViewLane;
        this.scratch = scratch;
        this.lane = lane;
        this.skipped = lane.another();
        this.pages = new PageReader(file, leaf, column, lane, scratch);
        this.leaf = leaf;
        this.places = places;
        this.valuesLeft = column.values();
    }

    private PageReader.Page page() {
        PageReader.Page current = page;
        while (current == null || left == 0) {
            if (valuesLeft <= 0) {
                throw new DataException("it holds fewer rows than its row group");
            }
            current = pages.next();
            left = current.count();
            valuesLeft -= left;
        }
        page = current;
        return current;
    }

    @Override
    Vector read(int rows) {
        boolean mayCode = codes && (known == null || few != null);
        int[] coded = mayCode ? scratch.codes(rows) : NO_CODES;
        int done = mayCode ? readCodes(coded, rows) : 0;
        ViewVector texts = few;
        if (texts != null && done == rows) {
            return new CodeVector(leaf.type(), coded, texts, 0, rows, null);
        }
        scratch.start(lane, rows);
        long[] validity = leaf.present() > 0 ? new long[Bitmap.words(rows)] : null;
        if (texts != null && lane instanceof ViewLane views) {
            views.take(texts, coded, done);
            if (validity != null) {
                Bitmap.setRange(validity, 0, done);
            }
        }
        int valid = done + fill(validity, done, rows - done);
        return lane.build(rows, valid == rows ? null : validity);
    }

    /// Reads rows as codes up to one that has none.
    ///
    /// @return how many
    private int readCodes(int[] into, int rows) {
        int done = 0;
        while (done < rows) {
            PageReader.Page current = page();
            int n = hasCodes(current.values()) ? present(current, Math.min(left, rows - done)) : 0;
            if (n == 0) {
                break;
            }
            current.values().codes(into, done, n);
            done += n;
            left -= n;
        }
        row += done;
        return done;
    }

    @SuppressWarnings("ReferenceEquality") // the same dictionary, not an equal one
    private boolean hasCodes(Values values) {
        Values.Dictionary dictionary = values.dictionary();
        if (dictionary == null) {
            return false;
        }
        if (known == null) {
            known = dictionary;
            few = ((ViewLane) dictionary.lane()).few(dictionary.size());
        }
        return few != null && dictionary == known;
    }

    /// How many of the next values are surely not null; their levels are passed over.
    private static int present(PageReader.Page page, int most) {
        LevelReader definitions = page.definitions();
        if (definitions == null) {
            return most;
        }
        return definitions instanceof RunReader runs ? runs.ones(most) : 0;
    }

    /// Reads the next rows into the lane from a position on.
    ///
    /// @param validity whose bits are set of what is there; null when nothing can be null
    /// @return how many are there
    int fill(long @Nullable [] validity, int from, int rows) {
        int done = from;
        int valid = 0;
        while (done < from + rows) {
            PageReader.Page current = page();
            int n = Math.min(left, from + rows - done);
            LevelReader definitions = current.definitions();
            if (definitions == null || validity == null) {
                current.values().read(lane, done, n);
                valid += n;
            } else {
                int ones = definitions(definitions, validity, done, n);
                current.values().read(lane, done, ones);
                if (ones < n) {
                    lane.spread(validity, done, n, ones);
                }
                valid += ones;
            }
            done += n;
            left -= n;
        }
        row += rows;
        return valid;
    }

    private static int definitions(LevelReader levels, long[] validity, int at, int count) {
        if (levels instanceof RunReader runs) {
            return runs.readBits(validity, at, count);
        }
        int[] read = new int[count];
        levels.read(read, 0, count);
        int ones = 0;
        for (int i = 0; i < count; i++) {
            if (read[i] != 0) {
                Bitmap.set(validity, at + i);
                ones++;
            }
        }
        return ones;
    }

    @Override
    void skip(long rows) {
        long target = row + rows;
        jump(target);
        while (row < target) {
            if (left == 0 && valuesLeft > 0 && pages.header().values() <= target - row) {
                int count = pages.header().values();
                pages.pass();
                valuesLeft -= count;
                row += count;
                continue;
            }
            PageReader.Page current = page();
            int n = (int) Math.min(Math.min(left, target - row), Vector.CHUNK_ROWS);
            LevelReader definitions = current.definitions();
            int values = definitions == null ? n : definitions(definitions, new long[Bitmap.words(n)], 0, n);
            current.values().skip(skipped, values);
            left -= n;
            row += n;
        }
    }

    private void jump(long target) {
        if (places == null) {
            return;
        }
        int p = PageIndex.pageOf(places, target);
        if (p >= 0 && places.firstRows()[p] > row + left) {
            pages.jump(places.offsets()[p]);
            valuesLeft -= places.firstRows()[p] - row - left;
            row = places.firstRows()[p];
            left = 0;
        }
    }

    @Override
    void letGo() {
        pages.letGo();
    }

    @Override
    void finish() {
        if (left > 0 || valuesLeft > 0) {
            throw new DataException("it holds more rows than its row group");
        }
    }
}
