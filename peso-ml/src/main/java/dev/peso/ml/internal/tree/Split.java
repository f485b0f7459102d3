package dev.peso.ml.internal.tree;

import org.jspecify.annotations.Nullable;

/// A question that parts the rows of a node.
///
/// @param feature which feature
/// @param bin of numbers: bins up to it go left
/// @param goLeft of categories: the bins that go left; null for numbers
/// @param missingLeft whether what has no value goes left
/// @param gain how much better it is than no question
/// @param first sum of first derivatives to the left
/// @param second packed sum of second derivatives and count to the left
record Split(int feature, int bin, boolean @Nullable [] goLeft, boolean missingLeft, double gain, long first,
        long second) {

    /// Whether each bin of the feature goes left, the last one that of missing values: -1 if it does, else 0, so that
    /// choosing takes no jump.
    int[] sides(int count) {
        int[] sides = new int[count + 1];
        for (int b = 0; b < count; b++) {
            sides[b] = (goLeft == null ? b <= bin : goLeft[b]) ? -1 : 0;
        }
        sides[count] = missingLeft ? -1 : 0;
        return sides;
    }
}
