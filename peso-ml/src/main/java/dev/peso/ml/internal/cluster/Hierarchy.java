package dev.peso.ml.internal.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.numeric.RowMajor;

/// Joins clusters along chains of nearest neighbors (Murtagh 1983); distances of joined ones follow from those of their
/// parts (Lance and Williams 1967).
final class Hierarchy {
    private final HierarchySpec.Linkage linkage;
    private final int rows;
    /// For each row its distances from the rows before it; squared for Ward's.
    private final double[][] distances;
    private final int[] sizes;
    private final boolean[] isGone;

    Hierarchy(HierarchySpec.Linkage linkage, double[][] columns, int rows, Workers workers) {
        this.linkage = linkage;
        this.rows = rows;
        this.sizes = new int[rows];
        this.isGone = new boolean[rows];
        Arrays.fill(sizes, 1);
        double[] values = RowMajor.of(columns, rows);
        int width = columns.length;
        distances = new double[rows][];
        workers.forEach(rows, i -> {
            double[] row = new double[i];
            for (int j = 0; j < i; j++) {
                double sum = 0;
                for (int f = 0; f < width; f++) {
                    double difference = values[i * width + f] - values[j * width + f];
                    sum += difference * difference;
                }
                row[j] = linkage == HierarchySpec.Linkage.WARD ? sum : Math.sqrt(sum);
            }
            distances[i] = row;
        });
    }

    private record Merge(int first, int second, double height) {}

    private double distance(int a, int b) {
        return a > b ? distances[a][b] : distances[b][a];
    }

    private void distance(int a, int b, double value) {
        if (a > b) {
            distances[a][b] = value;
        } else {
            distances[b][a] = value;
        }
    }

    /// The cluster of each row when so many are left, numbered as they appear.
    int[] cut(int clusters) {
        List<Merge> merges = merges();
        merges.sort(Comparator.comparingDouble(Merge::height));
        Groups groups = new Groups(rows);
        for (Merge merge : merges.subList(0, rows - clusters)) {
            groups.join(merge.first, merge.second);
        }
        int[] heads = new int[rows];
        Arrays.setAll(heads, groups::find);
        return Labels.byAppearance(heads, rows);
    }

    private List<Merge> merges() {
        List<Merge> merges = new ArrayList<>();
        int[] chain = new int[rows];
        int length = 0;
        int first = 0;
        while (merges.size() < rows - 1) {
            if (length == 0) {
                while (isGone[first]) {
                    first++;
                }
                chain[length++] = first;
            }
            int top = chain[length - 1];
            int before = length > 1 ? chain[length - 2] : -1;
            int nearest = nearest(top, before);
            if (nearest == before) {
                length -= 2;
                merges.add(new Merge(before, top, distance(before, top)));
                join(Math.min(before, top), Math.max(before, top));
            } else {
                chain[length++] = nearest;
            }
        }
        return merges;
    }

    /// The nearest cluster; the one before in the chain if none is nearer.
    private int nearest(int of, int before) {
        int best = before;
        double least = before < 0 ? Double.POSITIVE_INFINITY : distance(of, before);
        for (int other = 0; other < rows; other++) {
            if (!isGone[other] && other != of) {
                double distance = distance(of, other);
                if (distance < least || best < 0) {
                    least = distance;
                    best = other;
                }
            }
        }
        return best;
    }

    private void join(int kept, int gone) {
        isGone[gone] = true;
        double between = distance(kept, gone);
        for (int other = 0; other < rows; other++) {
            if (!isGone[other] && other != kept) {
                distance(other, kept,
                        joined(distance(other, kept), distance(other, gone), between, sizes[kept],
                                sizes[gone], sizes[other]));
            }
        }
        sizes[kept] += sizes[gone];
    }

    private double joined(double a, double b, double between, double sizeA, double sizeB, double size) {
        return switch (linkage) {
            case WARD -> ((sizeA + size) * a + (sizeB + size) * b - size * between) / (sizeA + sizeB + size);
            case AVERAGE -> (sizeA * a + sizeB * b) / (sizeA + sizeB);
            case COMPLETE -> Math.max(a, b);
            case SINGLE -> Math.min(a, b);
        };
    }
}
