package dev.peso.viz.internal.scene;

import java.util.Arrays;

/// Steps of a pen: moves, lines, cubic curves and closings, with the points they need.
public final class Outline {
    /// What the pen does next.
    public enum Step {
        MOVE(1), LINE(1), CURVE(3), CLOSE(0);

        private final int points;

        Step(int points) {
            this.points = points;
        }

        /// How many points the step takes.
        public int points() {
            return points;
        }
    }

    private final Step[] steps;
    private final double[] points;

    private final boolean tenths;

    private Outline(Step[] steps, double[] points, boolean tenths) {
        this.steps = steps;
        this.points = points;
        this.tenths = tenths;
    }

    /// Whether all coordinates are whole tenths of a pixel, so that formats may write how far each is from the last.
    public boolean isOnTenths() {
        return tenths;
    }

    public int steps() {
        return steps.length;
    }

    public Step step(int i) {
        return steps[i];
    }

    /// A coordinate: x and y of all points in turn.
    public double at(int i) {
        return points[i];
    }

    /// The same steps elsewhere.
    Outline moved(double dx, double dy) {
        double[] moved = points.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += i % 2 == 0 ? dx : dy;
        }
        return new Outline(steps, moved, false);
    }

    public int coordinates() {
        return points.length;
    }

    /// An outline in the making.
    public static final class Pen {
        private Step[] steps = new Step[16];
        private double[] points = new double[32];
        private int stepCount;
        private int pointCount;

        public Pen move(double x, double y) {
            return add(Step.MOVE, x, y);
        }

        public Pen line(double x, double y) {
            return add(Step.LINE, x, y);
        }

        public Pen curve(double x1, double y1, double x2, double y2, double x, double y) {
            return add(Step.CURVE, x1, y1, x2, y2, x, y);
        }

        public Pen close() {
            return add(Step.CLOSE);
        }

        public boolean isEmpty() {
            return stepCount == 0;
        }

        public Outline outline() {
            return outline(false);
        }

        /// @param tenths whether all coordinates are whole tenths of a pixel
        public Outline outline(boolean tenths) {
            return new Outline(Arrays.copyOf(steps, stepCount), Arrays.copyOf(points, pointCount), tenths);
        }

        private Pen add(Step step, double... coordinates) {
            if (stepCount == steps.length) {
                steps = Arrays.copyOf(steps, stepCount * 2);
            }
            if (pointCount + coordinates.length > points.length) {
                points = Arrays.copyOf(points, points.length * 2);
            }
            steps[stepCount++] = step;
            System.arraycopy(coordinates, 0, points, pointCount, coordinates.length);
            pointCount += coordinates.length;
            return this;
        }
    }
}
