package dev.peso.internal.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.RandomVectors;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.VectorBuilder;

/// The table of groups against a map of Java objects.
class GroupTableProperties {

    @Property(tries = 400)
    void groups_are_those_of_a_map_in_order_of_first_appearance(@ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int keys,
            @ForAll @IntRange(max = 5) int nullEvery, @ForAll boolean small) {
        Random random = new Random(seed);
        RandomVectors vectors = new RandomVectors(seed);
        List<DataType> types = types(random, keys);
        Model model = new Model();
        GroupTable table = new GroupTable(types, small);
        for (int batch = random.nextInt(4); batch >= 0; batch--) {
            int rows = random.nextInt(80);
            Vector[] columns = columns(vectors, types, rows, random.nextBoolean() ? 0 : nullEvery);
            int[] groups = new int[rows];
            table.find(columns, rows, groups);
            assertThat(groups).containsExactly(model.find(columns, rows));
        }
        table.seal();
        assertThat(table.size()).isEqualTo(model.groups.size());
        check(table, model);
    }

    @Property(tries = 400)
    void merging_tables_is_as_finding_their_rows(@ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int keys,
            @ForAll boolean small) {
        Random random = new Random(seed);
        RandomVectors vectors = new RandomVectors(seed);
        List<DataType> types = types(random, keys);
        Model model = new Model();
        GroupTable all = new GroupTable(types, small);
        for (int part = 0; part < 3; part++) {
            GroupTable table = new GroupTable(types, random.nextBoolean());
            int rows = random.nextInt(120);
            Vector[] columns = columns(vectors, types, rows, random.nextInt(4));
            int[] groups = new int[rows];
            table.find(columns, rows, groups);
            table.seal();
            int[] from = new int[table.size()];
            Arrays.setAll(from, g -> g);
            int[] into = new int[table.size()];
            all.merge(table, from, from.length, into);
            int[] mapped = Arrays.stream(groups).map(g -> into[g]).toArray();
            assertThat(mapped).containsExactly(model.find(columns, rows));
        }
        all.seal();
        check(all, model);
    }

    @Property(tries = 100)
    void equal_keys_have_equal_hashes_in_all_tables(@ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int keys) {
        Random random = new Random(seed);
        RandomVectors vectors = new RandomVectors(seed);
        List<DataType> types = types(random, keys);
        Vector[] before = columns(vectors, types, 30, 2);
        Vector[] columns = columns(vectors, types, 30, random.nextInt(4));
        GroupTable one = new GroupTable(types, true);
        one.find(columns, 30, new int[30]);
        one.seal();
        GroupTable other = new GroupTable(types, false);
        other.find(before, 30, new int[30]);
        int[] groups = new int[30];
        other.find(columns, 30, groups);
        other.seal();
        int[] ones = new int[30];
        one.find(columns, 30, ones);
        one.seal();
        for (int i = 0; i < 30; i++) {
            assertThat(one.hash(ones[i])).isEqualTo(other.hash(groups[i]));
        }
    }

    /// The table that hashes may have seen nulls that the other has not, or the other way round.
    @Property(tries = 400)
    void known_hashes_find_the_groups_that_computed_ones_find(@ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int keys, @ForAll boolean small) {
        Random random = new Random(seed);
        RandomVectors vectors = new RandomVectors(seed);
        List<DataType> types = random.nextBoolean()
                ? List.of(List.of(DataType.UTF8, DataType.INT64, DataType.TIMESTAMP).get(random.nextInt(3)))
                : types(random, keys);
        Model model = new Model();
        GroupTable hasher = new GroupTable(types, random.nextBoolean());
        GroupTable table = new GroupTable(types, small);
        for (int batch = random.nextInt(5); batch >= 0; batch--) {
            if (random.nextInt(4) == 0) {
                hasher.hashes(columns(vectors, types, 5, 1), 5);
            }
            int from = random.nextInt(6);
            int rows = random.nextInt(80);
            int before = random.nextInt(20);
            Vector[] all = columns(vectors, types, before + rows + from, random.nextInt(3));
            long[] hashes = hasher.hashes(all, before + rows).clone();
            Vector[] columns = Arrays.stream(all).map(v -> v.slice(before, rows)).toArray(Vector[]::new);
            int[] groups = new int[rows];
            if (random.nextInt(4) == 0) {
                table.find(columns, rows, groups);
            } else {
                table.find(columns, rows, groups, hashes, before);
            }
            assertThat(groups).containsExactly(model.find(columns, rows));
        }
        table.seal();
        assertThat(table.size()).isEqualTo(model.groups.size());
        check(table, model);
    }

    /// Few values have codes; more, long texts or nulls make the table do without for a batch or for good.
    @Property(tries = 80)
    void keys_with_few_values_find_the_groups_that_hashes_find(@ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int keys, @ForAll boolean grows) {
        Random random = new Random(seed);
        List<DataType> types = new ArrayList<>();
        int[] values = new int[keys];
        for (int k = 0; k < keys; k++) {
            types.add(List.of(DataType.UTF8, DataType.INT32, DataType.INT64)
                    .get(random.nextInt(keys == 1 ? 1 : 3)));
            values[k] = 1 + random.nextInt(List.of(3, 20, 300, 4_000).get(random.nextInt(4)));
        }
        Model model = new Model();
        GroupTable table = new GroupTable(types, true);
        for (int batch = 0; batch < 12; batch++) {
            int rows = random.nextInt(500);
            int wild = grows && batch > 6 ? random.nextInt(4) : 0;
            Vector[] columns = new Vector[keys];
            for (int k = 0; k < keys; k++) {
                columns[k] = fewValues(random, types.get(k), rows + 5, wild == 1 ? 5_000 : values[k],
                        wild == 2,
                        wild == 3).slice(random.nextInt(6), rows);
            }
            int[] groups = new int[rows];
            table.find(columns, rows, groups);
            assertThat(groups).containsExactly(model.find(columns, rows));
        }
        table.seal();
        assertThat(table.size()).isEqualTo(model.groups.size());
        check(table, model);
    }

    private static Vector fewValues(Random random, DataType type, int rows, int values, boolean longTexts,
            boolean nulls) {
        VectorBuilder builder = VectorBuilder.of(type, rows);
        for (int i = 0; i < rows; i++) {
            int value = random.nextInt(values);
            Object cell = type == DataType.UTF8
                    ? value == 0 ? "" : (longTexts ? "a rather long text " : "id") + value
                    : type == DataType.INT32 ? (Object) (value - 7) : (Object) (value * 0x100000001L);
            Scalars.append(builder, nulls && random.nextInt(9) == 0 ? null : cell);
        }
        return builder.build();
    }

    private static List<DataType> types(Random random, int keys) {
        List<DataType> types = new ArrayList<>();
        for (int k = 0; k < keys; k++) {
            types.add(RandomVectors.TYPES.get(random.nextInt(RandomVectors.TYPES.size())));
        }
        return types;
    }

    private static Vector[] columns(RandomVectors vectors, List<DataType> types, int rows, int nullEvery) {
        return types.stream().map(t -> vectors.vector(t, rows, nullEvery)).toArray(Vector[]::new);
    }

    private static void check(GroupTable table, Model model) {
        int[] order = new int[table.size()];
        Arrays.setAll(order, g -> order.length - 1 - g);
        int from = order.length / 3;
        for (int k = 0; k < model.width; k++) {
            List<@Nullable Object> values = RandomVectors
                    .values(table.key(k, order, from, order.length - from));
            for (int i = from; i < order.length; i++) {
                assertThat(values.get(i - from)).isEqualTo(model.firsts.get(order[i]).get(k));
            }
        }
    }

    /// Groups as lists of Java objects.
    private static final class Model {
        final Map<List<@Nullable Object>, Integer> groups = new LinkedHashMap<>();
        final List<List<@Nullable Object>> firsts = new ArrayList<>();
        int width;

        int[] find(Vector[] columns, int rows) {
            width = columns.length;
            List<List<@Nullable Object>> values = new ArrayList<>();
            for (Vector column : columns) {
                values.add(RandomVectors.values(column));
            }
            int[] found = new int[rows];
            for (int i = 0; i < rows; i++) {
                List<@Nullable Object> row = new ArrayList<>();
                List<@Nullable Object> key = new ArrayList<>();
                for (List<@Nullable Object> column : values) {
                    row.add(column.get(i));
                    key.add(Canonical.of(column.get(i)));
                }
                Integer group = groups.get(key);
                if (group == null) {
                    group = groups.size();
                    groups.put(key, group);
                    firsts.add(row);
                }
                found[i] = group;
            }
            return found;
        }
    }
}
