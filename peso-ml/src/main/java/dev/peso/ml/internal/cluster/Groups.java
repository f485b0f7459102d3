package dev.peso.ml.internal.cluster;

/// Sets of numbered things that are joined (Tarjan 1975).
final class Groups {
    private final int[] parent;

    Groups(int count) {
        parent = new int[count];
        for (int i = 0; i < count; i++) {
            parent[i] = i;
        }
    }

    int find(int thing) {
        int now = thing;
        while (parent[now] != now) {
            parent[now] = parent[parent[now]];
            now = parent[now];
        }
        return now;
    }

    /// Joins two sets under the lower of their heads.
    void join(int a, int b) {
        int first = find(a);
        int second = find(b);
        parent[Math.max(first, second)] = Math.min(first, second);
    }
}
