package dev.peso.ml.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class LeavesTest {
    private static Node leaf(int rows, double gain) {
        Node leaf = new Node(0, rows, 1, 0, 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        leaf.split = gain > 0 ? new Split(0, 1, null, false, gain, 0, 0) : null;
        return leaf;
    }

    @Test
    void the_best_leaf_comes_first_and_of_equal_ones_the_oldest() {
        List<Node> all = List.of(leaf(9, 2), leaf(9, 0), leaf(9, 5), leaf(9, 2), leaf(9, 0), leaf(9, 5));
        Leaves leaves = new Leaves(8, 100, 3);
        all.forEach(leaves::add);
        assertThat(leaves.room()).isEqualTo(2);
        List<Integer> order = new ArrayList<>();
        while (leaves.room() < 8) {
            order.add(all.indexOf(leaves.best()));
            leaves.removeBest();
        }
        assertThat(order).containsExactly(2, 5, 0, 3, 1, 4);
    }

    @Test
    void only_small_leaves_that_wait_are_foreseen_each_for_one_thread() {
        Node best = leaf(9, 9);
        Node large = leaf(101, 8);
        Node next = leaf(100, 7);
        Node pure = leaf(9, 0);
        Leaves leaves = new Leaves(12, 100, 4);
        List.of(pure, next, large, best).forEach(leaves::add);
        leaves.foresee();
        assertThat(leaves.claim()).isSameAs(best);
        assertThat(leaves.claim()).isSameAs(next);
        assertThat(leaves.claim()).isNull();
    }

    @Test
    void with_little_room_few_are_foreseen() {
        Leaves leaves = new Leaves(5, 100, 4);
        Node first = leaf(9, 9);
        List.of(leaf(9, 1), leaf(9, 2), first).forEach(leaves::add);
        leaves.foresee();
        assertThat(leaves.claim()).isSameAs(first);
        assertThat(leaves.claim()).isNull();
    }

    @Test
    void parted_leaves_are_not_foreseen() {
        Leaves leaves = new Leaves(9, 100, 4);
        Node best = leaf(9, 9);
        best.children = new Node.Children(leaf(4, 0), leaf(5, 0));
        Node next = leaf(9, 1);
        List.of(best, next).forEach(leaves::add);
        leaves.foresee();
        assertThat(leaves.claim()).isSameAs(next);
    }
}
