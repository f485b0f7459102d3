package dev.peso.internal.parquet;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.Vector;

/// A column of single values: one a row.
final class FlatReader extends ColumnReader {
    private final PageReader pages;
    private final Lane lane;
    private final Lane scratch;
    private final Meta.@Nullable Pages places;
    private long valuesLeft;
    private long row;
    private PageReader.@Nullable Page page;
    private int left;

    FlatReader(FileBytes file, Node.Leaf leaf, Meta.Column column, Meta.@Nullable Pages places) {
        this.lane = Lane.of(leaf);
        this.scratch = lane.another();
        this.pages = new PageReader(file, leaf, column, lane);
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
        lane.start(rows);
        long[] validity = null;
        int done = 0;
        int valid = 0;
        while (done < rows) {
            PageReader.Page current = page();
            int n = Math.min(left, rows - done);
            LevelReader definitions = current.definitions();
            if (definitions == null) {
                if (validity != null) {
                    Bitmap.setRange(validity, done, n);
                }
                current.values().read(lane, done, n);
                valid += n;
            } else {
                if (validity == null) {
                    validity = new long[Bitmap.words(rows)];
                    Bitmap.setRange(validity, 0, done);
                }
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
        return lane.build(rows, valid == rows ? null : validity);
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
            current.values().skip(scratch, values);
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
    void finish() {
        if (left > 0 || valuesLeft > 0) {
            throw new DataException("it holds more rows than its row group");
        }
    }
}
