package dev.peso.internal.fixedwidth;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Finds the columns of lines: where all have a blank, a column ends.
final class Layout {
    private final List<int[]> lines = new ArrayList<>();
    private final BitSet used = new BitSet();

    void add(String line) {
        int[] characters = line.codePoints().toArray();
        lines.add(characters);
        for (int i = 0; i < characters.length; i++) {
            if (!isBlank(characters[i])) {
                used.set(i);
            }
        }
    }

    private static boolean isBlank(int character) {
        return character == ' ' || character == '\t';
    }

    /// The blanks between two columns belong to the left one when the right one always starts at the same place, else,
    /// as with numbers that end there, to the right one; but a value of the left one may go on into them. The last column goes on to the end of each line.
    List<Place> places() {
        List<Place> places = new ArrayList<>();
        int start = 0;
        for (int from = used.nextSetBit(0); from >= 0;) {
            int to = used.nextClearBit(from);
            int next = used.nextSetBit(to);
            int end = next < 0 ? Integer.MAX_VALUE : startsAt(next) ? next : to;
            places.add(new Place(start, end, next < 0 ? end : next));
            start = end;
            from = next;
        }
        return places;
    }

    /// Whether every line that has something in the column that starts here has it from here on.
    private boolean startsAt(int place) {
        int end = used.nextClearBit(place);
        for (int[] line : lines) {
            boolean here = place < line.length && !isBlank(line[place]);
            for (int i = place + 1; !here && i < Math.min(end, line.length); i++) {
                if (!isBlank(line[i])) {
                    return false;
                }
            }
        }
        return true;
    }
}
