package dev.peso.ml.internal.linear;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/// Minimizes a smooth function with a memory of its last steps (Nocedal 1980).
final class Lbfgs {
    private static final int MEMORY = 20;
    private static final int MOST_STEPS = 2_000;
    private static final double ENOUGH = 1e-7;

    private Lbfgs() {}

    /// A function that fills in its gradient.
    interface Smooth {
        double value(double[] x, double[] gradient);
    }

    private record Pair(double[] step, double[] turn, double scale) {}

    static double[] minimize(Smooth function, double[] start) {
        double[] x = start;
        double[] gradient = new double[x.length];
        double value = function.value(x, gradient);
        double first = norm(gradient);
        Deque<Pair> memory = new ArrayDeque<>();
        for (int step = 0; step < MOST_STEPS && norm(gradient) > ENOUGH * Math.max(1, first * 1e-3); step++) {
            double[] direction = direction(memory, gradient);
            double slope = dot(direction, gradient);
            if (!(slope < 0)) {
                if (memory.isEmpty()) {
                    break;
                }
                memory.clear();
                continue;
            }
            double length = memory.isEmpty() ? Math.min(1, 1 / norm(gradient)) : 1;
            double[] next = new double[x.length];
            double[] nextGradient = new double[x.length];
            double nextValue = move(function, x, direction, length, next, nextGradient);
            while (!(nextValue <= value + 1e-4 * length * slope) && length > 1e-16) {
                length /= 2;
                nextValue = move(function, x, direction, length, next, nextGradient);
            }
            if (!(nextValue < value)) {
                if (memory.isEmpty()) {
                    break;
                }
                memory.clear();
                continue;
            }
            remember(memory, x, next, gradient, nextGradient);
            x = next;
            gradient = nextGradient;
            value = nextValue;
        }
        return x;
    }

    private static double move(Smooth function, double[] x, double[] direction, double length, double[] next,
            double[] gradient) {
        for (int k = 0; k < x.length; k++) {
            next[k] = x[k] + length * direction[k];
        }
        return function.value(next, gradient);
    }

    private static void remember(Deque<Pair> memory, double[] x, double[] next, double[] gradient,
            double[] nextGradient) {
        double[] step = new double[x.length];
        double[] turn = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            step[k] = next[k] - x[k];
            turn[k] = nextGradient[k] - gradient[k];
        }
        double curve = dot(step, turn);
        if (curve > 1e-300) {
            memory.addLast(new Pair(step, turn, 1 / curve));
            if (memory.size() > MEMORY) {
                memory.removeFirst();
            }
        }
    }

    private static double[] direction(Deque<Pair> memory, double[] gradient) {
        double[] q = gradient.clone();
        double[] factors = new double[memory.size()];
        int at = factors.length;
        for (Iterator<Pair> back = memory.descendingIterator(); back.hasNext();) {
            Pair pair = back.next();
            factors[--at] = pair.scale * dot(pair.step, q);
            add(q, pair.turn, -factors[at]);
        }
        if (!memory.isEmpty()) {
            Pair last = memory.getLast();
            double size = 1 / (last.scale * dot(last.turn, last.turn));
            for (int k = 0; k < q.length; k++) {
                q[k] *= size;
            }
        }
        for (Pair pair : memory) {
            add(q, pair.step, factors[at++] - pair.scale * dot(pair.turn, q));
        }
        for (int k = 0; k < q.length; k++) {
            q[k] = -q[k];
        }
        return q;
    }

    private static void add(double[] into, double[] what, double factor) {
        for (int k = 0; k < into.length; k++) {
            into[k] += factor * what[k];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    private static double norm(double[] x) {
        return Math.sqrt(dot(x, x));
    }
}
