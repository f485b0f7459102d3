package dev.peso.internal.parquet;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.StructVector;
import dev.peso.internal.column.Vector;

/// A column of lists, structs or maps, put together from the levels of its leaves (Melnik et al., Dremel, VLDB 2010).
final class NestedReader extends ColumnReader {
    private static final int STEP = Vector.CHUNK_ROWS / 8;

    private final Node node;
    private final List<LeafReader> leaves = new ArrayList<>();
    private final int firstLeaf;

    NestedReader(FileBytes file, Node node, Meta.RowGroup group, PageIndex index) {
        this.node = node;
        List<Node.Leaf> below = node.leaves();
        this.firstLeaf = below.getFirst().index();
        for (Node.Leaf leaf : below) {
            leaves.add(new LeafReader(file, leaf, group.columns().get(leaf.index()),
                    index.pages(leaf.index())));
        }
    }

    @Override
    Vector read(int rows) {
        for (LeafReader leaf : leaves) {
            leaf.read(rows);
        }
        Vector built = build(node, 0, 0);
        if (built.length != rows) {
            throw new DataException("its levels make " + built.length + " rows of " + rows);
        }
        return built;
    }

    @Override
    void skip(long rows) {
        for (LeafReader leaf : leaves) {
            long left = leaf.jump(rows);
            while (left > 0) {
                int n = (int) Math.min(STEP, left);
                leaf.read(n);
                left -= n;
            }
        }
    }

    @Override
    void letGo() {}

    @Override
    void finish() {
        leaves.forEach(LeafReader::finish);
    }

    private LeafReader firstOf(Node part) {
        return leaves.get(part.leaves().getFirst().index() - firstLeaf);
    }

    /// @param repetition how many lists the values lie in
    /// @param filled definition level from which the innermost of these lists has elements
    private Vector build(Node part, int repetition, int filled) {
        LeafReader levels = firstOf(part);
        return switch (part) {
            case Node.Leaf leaf -> leaf(leaf, levels, filled);
            case Node.Group group -> group(group, levels, repetition, filled);
            case Node.Repeated list -> list(list, levels, repetition, filled);
        };
    }

    private static Vector leaf(Node.Leaf leaf, LeafReader levels, int filled) {
        int slots = levels.slots(leaf.repetition(), filled);
        if (levels.values == slots) {
            return levels.lane.build(slots, null);
        }
        long[] validity = levels.validity(leaf.repetition(), filled, leaf.present(), slots);
        levels.lane.grow(slots);
        levels.lane.spread(validity, 0, slots, levels.values);
        return levels.lane.build(slots, validity);
    }

    private Vector group(Node.Group group, LeafReader levels, int repetition, int filled) {
        List<Vector> children = new ArrayList<>();
        int slots = levels.slots(repetition, filled);
        for (Node child : group.children()) {
            Vector built = build(child, repetition, filled);
            if (built.length != slots) {
                throw new DataException("the parts of a struct hold " + slots + " and " + built.length
                        + " values");
            }
            children.add(built);
        }
        long[] validity = group.present() > filled
                ? levels.validity(repetition, filled, group.present(), slots)
                : null;
        return new StructVector(group.type(), children, 0, slots, Bitmap.copy(validity, 0, slots));
    }

    private Vector list(Node.Repeated list, LeafReader levels, int repetition, int filled) {
        int slots = levels.slots(repetition, filled);
        int[] offsets = levels.offsets(repetition, filled, list.filled(), slots);
        Vector element = build(list.element(), list.repetition(), list.filled());
        if (element.length != offsets[slots]) {
            throw new DataException("the parts of a list hold " + offsets[slots] + " and " + element.length
                    + " values");
        }
        long[] validity = list.present() > filled
                ? levels.validity(repetition, filled, list.present(), slots)
                : null;
        if (list.type() instanceof DataType.MapOf && element instanceof StructVector entries
                && entries.children.getFirst().nullCount() > 0) {
            throw new DataException("a map has a null key");
        }
        return new ListVector(list.type(), offsets, element, 0, slots, Bitmap.copy(validity, 0, slots));
    }

    /// Levels and values of one leaf for some rows.
    private static final class LeafReader {
        private static final int BLOCK = 1_024;

        private final Node.Leaf leaf;
        private final PageReader pages;
        private final Meta.@Nullable Pages places;
        private final Lane lane;
        private final int[] repetitionBlock = new int[BLOCK];
        private final int[] definitionBlock = new int[BLOCK];
        private int blockAt;
        private int blockEnd;
        private PageReader.@Nullable Page page;
        private int pageLeft;
        private long entriesLeft;
        private long pagesLeft;
        private long row;
        private boolean started;

        private int[] repetitions = {};
        private int[] definitions = {};
        private int count;
        private int values;
        private int room;

        LeafReader(FileBytes file, Node.Leaf leaf, Meta.Column column, Meta.@Nullable Pages places) {
            this.leaf = leaf;
            this.lane = Lane.of(leaf);
            this.pages = new PageReader(file, leaf, column, lane, new PageReader.Scratch(false));
            this.places = places;
            this.entriesLeft = column.values();
            this.pagesLeft = places == null ? Long.MAX_VALUE : places.offsets().length;
        }

        void read(int rows) {
            count = 0;
            values = 0;
            room = Math.max(BLOCK, leaf.repetition() == 0 ? rows : 2 * rows);
            lane.start(room);
            int seen = 0;
            while (true) {
                if (blockAt == blockEnd && !fill()) {
                    if (seen < rows) {
                        throw new DataException("it holds fewer rows than its row group");
                    }
                    row += rows;
                    return;
                }
                int from = blockAt;
                while (blockAt < blockEnd && (repetitionBlock[blockAt] != 0 || seen < rows)) {
                    if (repetitionBlock[blockAt] == 0) {
                        seen++;
                    }
                    blockAt++;
                }
                accept(from);
                if (blockAt < blockEnd) {
                    row += rows;
                    return;
                }
            }
        }

        /// Decodes the next levels of the page, or of the next one.
        private boolean fill() {
            PageReader.Page current = page;
            while (current == null || pageLeft == 0) {
                if (entriesLeft <= 0 || pagesLeft <= 0) {
                    return false;
                }
                current = pages.next();
                pagesLeft--;
                pageLeft = current.count();
                entriesLeft -= pageLeft;
            }
            page = current;
            int n = Math.min(BLOCK, pageLeft);
            levels(current.repetitions(), repetitionBlock, n, leaf.repetition(), 0);
            levels(current.definitions(), definitionBlock, n, leaf.present(), leaf.present());
            if (!started && repetitionBlock[0] != 0) {
                throw new DataException("its first value continues a row that is not there");
            }
            started = true;
            pageLeft -= n;
            blockAt = 0;
            blockEnd = n;
            return true;
        }

        private static void levels(@Nullable LevelReader reader, int[] out, int count, int most, int all) {
            if (reader == null) {
                java.util.Arrays.fill(out, 0, count, all);
                return;
            }
            reader.read(out, 0, count);
            for (int i = 0; i < count; i++) {
                if (out[i] < 0 || out[i] > most) {
                    throw new DataException("a level of " + out[i] + " where " + most + " is the most");
                }
            }
        }

        private void accept(int from) {
            int n = blockAt - from;
            if (count + n > repetitions.length) {
                int bigger = Math.max(count + n, 2 * repetitions.length);
                repetitions = java.util.Arrays.copyOf(repetitions, bigger);
                definitions = java.util.Arrays.copyOf(definitions, bigger);
            }
            System.arraycopy(repetitionBlock, from, repetitions, count, n);
            System.arraycopy(definitionBlock, from, definitions, count, n);
            count += n;
            int present = 0;
            for (int i = from; i < blockAt; i++) {
                present += definitionBlock[i] == leaf.present() ? 1 : 0;
            }
            if (values + present > room) {
                room = Math.max(values + present, 2 * room);
                lane.grow(room);
            }
            PageReader.Page current = page;
            if (current != null && present > 0) {
                current.values().read(lane, values, present);
            }
            values += present;
        }

        /// Goes as near to a row as the page index allows.
        ///
        /// @return how many rows are then left to skip
        long jump(long rows) {
            long target = row + rows;
            if (places == null) {
                return rows;
            }
            int p = PageIndex.pageOf(places, target);
            long first = p < 0 ? -1 : places.firstRows()[p];
            if (first <= row || blockAt < blockEnd && first <= row + 1) {
                return rows;
            }
            pages.jump(places.offsets()[p]);
            entriesLeft = Long.MAX_VALUE; // how many the pages passed over held is not known
            pagesLeft = (long) places.offsets().length - p;
            pageLeft = 0;
            page = null;
            blockAt = 0;
            blockEnd = 0;
            row = first;
            return target - first;
        }

        void finish() {
            boolean known = entriesLeft < Long.MAX_VALUE / 2;
            if (blockAt < blockEnd || pageLeft > 0 || known && entriesLeft > 0) {
                throw new DataException("it holds more rows than its row group");
            }
        }

        /// How many values there are at a depth, nulls included.
        int slots(int repetition, int filled) {
            int slots = 0;
            for (int i = 0; i < count; i++) {
                slots += repetitions[i] <= repetition && definitions[i] >= filled ? 1 : 0;
            }
            return slots;
        }

        /// Which values at a depth are there.
        long[] validity(int repetition, int filled, int present, int slots) {
            long[] validity = new long[Bitmap.words(slots)];
            int slot = 0;
            for (int i = 0; i < count; i++) {
                if (repetitions[i] <= repetition && definitions[i] >= filled) {
                    if (definitions[i] >= present) {
                        Bitmap.set(validity, slot);
                    }
                    slot++;
                }
            }
            return validity;
        }

        /// Where the elements of the lists at a depth start.
        int[] offsets(int repetition, int filled, int elements, int slots) {
            int[] offsets = new int[slots + 1];
            int slot = 0;
            int total = 0;
            for (int i = 0; i < count; i++) {
                if (repetitions[i] <= repetition && definitions[i] >= filled) {
                    offsets[slot++] = total;
                }
                total += repetitions[i] <= repetition + 1 && definitions[i] >= elements ? 1 : 0;
            }
            offsets[slots] = total;
            return offsets;
        }
    }
}
