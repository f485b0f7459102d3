package dev.peso.internal.exec;

import java.util.*;
import dev.peso.*;
import dev.peso.internal.column.*; import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.*;
import dev.peso.internal.plan.*;
import dev.peso.internal.plan.CheckedPlan.SortKey;

class Bench {
    static Table table(int n, long seed) {
        Random r = new Random(seed);
        Schema s = Schema.of(Field.of("id1", DataType.UTF8), Field.of("id2", DataType.UTF8), Field.of("id3", DataType.UTF8),
            Field.of("id4", DataType.INT32), Field.of("id5", DataType.INT32), Field.of("id6", DataType.INT32),
            Field.of("v1", DataType.INT32), Field.of("v2", DataType.INT32), Field.of("v3", DataType.FLOAT64));
        List<Chunk> chunks = new ArrayList<>();
        int groups = Math.max(1, n / 100);
        for (int from = 0; from < n; from += Vector.CHUNK_ROWS) {
            int c = Math.min(Vector.CHUNK_ROWS, n - from);
            Vector[] v = new Vector[9];
            for (int k = 0; k < 3; k++) {
                ViewBuilder b = new ViewBuilder(DataType.UTF8, c);
                for (int i = 0; i < c; i++) b.append(k < 2 ? String.format("id%03d", 1 + r.nextInt(100)) : id3(1 + r.nextInt(groups)));
                v[k] = b.build();
            }
            for (int k = 3; k < 8; k++) {
                int[] x = new int[c];
                int m = k < 5 ? 100 : k == 5 ? groups : k == 6 ? 5 : 15;
                for (int i = 0; i < c; i++) x[i] = 1 + r.nextInt(m);
                v[k] = new IntVector(DataType.INT32, x, 0, c, null);
            }
            double[] d = new double[c];
            for (int i = 0; i < c; i++) d[i] = Math.round(r.nextDouble() * 1e8) / 1e6;
            v[8] = new DoubleVector(DataType.FLOAT64, d, 0, c, null);
            chunks.add(new Chunk(List.of(v), c));
        }
        return new Table(s, chunks);
    }
    static String id3(int x) { String s = Integer.toString(x); return "id0000000000".substring(0, 12 - s.length()) + s; }

    static Table join(int n, int keys, long seed, boolean unique) {
        Random r = new Random(seed);
        Schema s = Schema.of(Field.of("id1", DataType.INT32), Field.of("id3", DataType.INT32), Field.of("id6", DataType.UTF8), Field.of("v", DataType.FLOAT64));
        int[] perm = new int[n];
        for (int i = 0; i < n; i++) perm[i] = i;
        for (int i = n - 1; i > 0; i--) { int j = r.nextInt(i + 1); int t = perm[i]; perm[i] = perm[j]; perm[j] = t; }
        List<Chunk> chunks = new ArrayList<>();
        for (int from = 0; from < n; from += Vector.CHUNK_ROWS) {
            int c = Math.min(Vector.CHUNK_ROWS, n - from);
            int[] a = new int[c], b = new int[c]; double[] d = new double[c];
            ViewBuilder t = new ViewBuilder(DataType.UTF8, c);
            for (int i = 0; i < c; i++) { a[i] = 1 + r.nextInt(Math.max(10, n / 1000000 * 10)); b[i] = unique ? 1 + (int) ((long) perm[from + i] * keys / n) : 1 + r.nextInt(keys); d[i] = r.nextDouble(); t.append("id" + b[i]); }
            chunks.add(new Chunk(List.of(new IntVector(DataType.INT32, a, 0, c, null), new IntVector(DataType.INT32, b, 0, c, null), t.build(), new DoubleVector(DataType.FLOAT64, d, 0, c, null)), c));
        }
        return new Table(s, chunks);
    }
    static CheckedExpr ref(Table t, int c) { return new CheckedExpr.Ref(c, t.schema().field(c).type(), t.schema().field(c).name()); }

    static void time(String what, Operator op, int threads, int reps) {
        for (int i = 0; i < reps; i++) {
            long t0 = System.nanoTime(); long c0 = ((com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
            Query q = new Query(threads, 2048, new Ledger(1L << 40));
            long[] rows = {0};
            List<RowCollector> x = null;
            Table t = Tables.collect(op, q);
            long t1 = System.nanoTime();
            System.out.printf("%s %.3f s cpu %.3f rows %d%n", what, (t1 - t0) / 1e9, (((com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() - c0) / 1e9, t.rows());
        }
    }

    public static void main(String[] a) {
        int n = Integer.parseInt(a[0]); int threads = Integer.parseInt(a[1]); int reps = Integer.parseInt(a[2]);
        String which = a.length > 3 ? a[3] : "sort,sort2,j1,j5,j5t";
        if (which.contains("sort")) {
        Table g = table(n, 1);
        for (String w : which.split(",")) {
            if (w.equals("sort")) time("sort v3", new SortOperator(new TableScan(g, "g"), new CheckedPlan.Sort(new CheckedPlan.Values(g, "g"), List.of(new SortKey(ref(g, 8), false, false)), 0, -1)), threads, reps);
            if (w.equals("sort2")) time("sort id3,v3", new SortOperator(new TableScan(g, "g"), new CheckedPlan.Sort(new CheckedPlan.Values(g, "g"), List.of(new SortKey(ref(g, 2), false, false), new SortKey(ref(g, 8), false, false)), 0, -1)), threads, reps);
            if (w.equals("top")) time("top", new SortOperator(new TableScan(g, "g"), new CheckedPlan.Sort(new CheckedPlan.Values(g, "g"), List.of(new SortKey(ref(g, 8), true, false)), 0, 10)), threads, reps);
        } g = null; }
        Table x = join(n, n, 2, false), small = join(10, 10, 3, true), big = join(n, (int) (n * 1.1), 4, true);
        for (String w : which.split(",")) {
            if (w.equals("j1")) time("j1", op(x, small, 0, 1, Plan.JoinKind.INNER), threads, reps);
            if (w.equals("j5")) time("j5", op(x, big, 1, 1, Plan.JoinKind.INNER), threads, reps);
            if (w.equals("j5t")) time("j5 text", op(x, big, 2, 2, Plan.JoinKind.INNER), threads, reps);
        }
    }
    static Operator op(Table l, Table r, int lk, int rk, Plan.JoinKind kind) {
        CheckedPlan.Join p = new CheckedPlan.Join(new CheckedPlan.Values(l, "l"), new CheckedPlan.Values(r, "r"), kind, List.of(ref(l, lk)), List.of(ref(r, rk)), null, false, CheckedPlan.sideBySide(l.schema(), r.schema()));
        return new HashJoinOperator(new TableScan(l, "l"), new TableScan(r, "r"), p);
    }
}
