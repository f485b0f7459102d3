package dev.peso.ml.internal.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.peso.QueryException;
import dev.peso.ml.internal.learn.LearnerSpec;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.near.Places;
import dev.peso.ml.internal.near.Points;

/// DBSCAN: clusters are where rows are dense (Ester, Kriegel, Sander, Xu 1996).
///
/// @param reach how far neighbors are at most
/// @param rows how many neighbors, the row itself included, make a place dense
public record DensitySpec(double reach, int rows) implements ClusterSpec {
    private static final int BLOCK = 256;
    private static final int ROUND = 8_192;

    public DensitySpec {
        if (!(reach > 0 && reach < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("reach must be more than 0, got " + reach);
        }
        LearnerSpec.requireOne("rows", rows);
    }

    @Override
    public String title() {
        return "DBSCAN";
    }

    @Override
    public PointClusters fit(Training training) {
        Points all = Points.of(training.frame().finiteNumbers(title()), training.rows());
        boolean[] isDense = dense(all, training);
        int[] dense = places(isDense);
        if (dense.length == 0) {
            throw new QueryException("no row has " + rows + " neighbors within " + reach
                    + ", so that there are no clusters; take a greater reach or fewer rows");
        }
        Groups groups = join(all, isDense, training);
        int[] names = new int[all.count()];
        Arrays.fill(names, -1);
        int count = 0;
        int[] placeOf = new int[all.count()];
        for (int place = 0; place < placeOf.length; place++) {
            placeOf[all.rows()[place]] = place;
        }
        for (int place : placeOf) {
            if (isDense[place] && names[groups.find(place)] < 0) {
                names[groups.find(place)] = count++;
            }
        }
        double[] values = new double[dense.length * all.width()];
        for (int i = 0; i < dense.length; i++) {
            System.arraycopy(all.values(), dense[i] * all.width(), values, i * all.width(), all.width());
        }
        Points core = Points.of(values, all.width());
        int[] labels = new int[dense.length];
        Arrays.setAll(labels, i -> names[groups.find(dense[core.rows()[i]])]);
        return new PointClusters(title(), training.frame().names(), core, labels, count, reach);
    }

    private boolean[] dense(Points all, Training training) {
        boolean[] isDense = new boolean[all.count()];
        training.workers().forBlocks(isDense.length, BLOCK, (from, to) -> {
            Places found = new Places();
            for (int place = from; place < to; place++) {
                all.within(all.values(), place * all.width(), reach * reach, found);
                double weight = 0;
                for (int k = 0; k < found.count(); k++) {
                    weight += training.weight(all.rows()[found.get(k)]);
                }
                isDense[place] = weight >= rows;
            }
        });
        return isDense;
    }

    private static int[] places(boolean[] isDense) {
        int[] places = new int[isDense.length];
        int count = 0;
        for (int place = 0; place < isDense.length; place++) {
            if (isDense[place]) {
                places[count++] = place;
            }
        }
        return Arrays.copyOf(places, count);
    }

    /// Joins dense places that are neighbors.
    private Groups join(Points all, boolean[] isDense, Training training) {
        Groups groups = new Groups(isDense.length);
        for (int start = 0; start < isDense.length; start += ROUND) {
            int first = start;
            int count = Math.min(ROUND, isDense.length - start);
            List<int[]> neighbors = new ArrayList<>(Arrays.asList(new int[count][]));
            training.workers().forBlocks(count, BLOCK, (from, to) -> {
                Places found = new Places();
                for (int i = from; i < to; i++) {
                    neighbors.set(i,
                            isDense[first + i] ? neighbors(all, isDense, first + i, found) : new int[0]);
                }
            });
            for (int i = 0; i < count; i++) {
                for (int other : neighbors.get(i)) {
                    groups.join(first + i, other);
                }
            }
        }
        return groups;
    }

    private int[] neighbors(Points all, boolean[] isDense, int place, Places found) {
        all.within(all.values(), place * all.width(), reach * reach, found);
        int[] neighbors = new int[found.count()];
        int count = 0;
        for (int k = 0; k < neighbors.length; k++) {
            if (isDense[found.get(k)] && found.get(k) < place) {
                neighbors[count++] = found.get(k);
            }
        }
        return Arrays.copyOf(neighbors, count);
    }
}
