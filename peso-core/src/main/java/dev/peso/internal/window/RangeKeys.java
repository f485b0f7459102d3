package dev.peso.internal.window;

import java.math.BigDecimal;
import java.math.BigInteger;

import dev.peso.DataType;
import dev.peso.QueryException;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;

/// The values of a range frame's order key by position, in numbers to which the frame's offsets can be added: longs of
/// a common unit, doubles, or exact numbers of any size. What a null row has is undefined.
abstract class RangeKeys {
    /// Takes the keys of the positions from `from`.
    abstract void fill(int from, Vector values);

    /// @param minus whether offsets are taken off the key
    abstract Target target(Vector offsets, boolean minus);

    /// A key less or plus an offset. Belongs to one worker.
    abstract static class Target {
        /// Makes the key at a position with the offset in a row the target.
        ///
        /// @return false when the offset is negative or NaN
        abstract boolean aim(int position, int row);

        /// How the key at a position compares with the target.
        abstract int compare(int position);

        abstract String offsetText(int row);
    }

    static RangeKeys of(int rows, DataType key, DataType... offsets) {
        if (!key.isNumeric() && !key.isTemporal()) {
            throw new QueryException(
                    "a range frame with an offset needs a number, date or time as its order key, got " + key);
        }
        boolean floats = key.isFloat();
        boolean decimals = key instanceof DataType.Decimal;
        int scale = key instanceof DataType.Decimal d ? d.scale() : 0;
        long unit = perSecond(key);
        for (DataType offset : offsets) {
            floats |= offset.isFloat();
            decimals |= offset instanceof DataType.Decimal;
            scale = Math.max(scale, offset instanceof DataType.Decimal d ? d.scale() : 0);
            unit = Math.max(unit, perSecond(offset));
        }
        if (floats) {
            return new Doubles(rows);
        }
        return decimals ? new Exact(rows, scale) : new Longs(rows, unit);
    }

    private static long perSecond(DataType type) {
        return switch (type) {
            case DataType.Time t -> t.unit().perSecond();
            case DataType.Timestamp t -> t.unit().perSecond();
            case DataType.Duration d -> d.unit().perSecond();
            default -> 0;
        };
    }

    private static final class Longs extends RangeKeys {
        private static final long DAY_SECONDS = 86_400;

        private final long[] keys;
        private final long unit;

        /// @param unit how many of the common unit of time make a second, 0 for plain numbers and days
        Longs(int rows, long unit) {
            this.keys = new long[rows];
            this.unit = unit;
        }

        @Override
        void fill(int from, Vector values) {
            long[] read = new long[values.length];
            Argument.longs(values, read);
            long factor = factor(values.type);
            for (int i = 0; i < read.length; i++) {
                keys[from + i] = times(read[i], factor);
            }
        }

        private long factor(DataType type) {
            if (type == DataType.DATE) {
                return unit == 0 ? 1 : DAY_SECONDS * unit;
            }
            long own = perSecond(type);
            return own == 0 ? 1 : unit / own;
        }

        /// The product, or the nearest number there is.
        private static long times(long value, long factor) {
            long low = value * factor;
            return Math.multiplyHigh(value, factor) == low >> 63 ? low : limit(value < 0);
        }

        private static long limit(boolean negative) {
            return negative ? Long.MIN_VALUE : Long.MAX_VALUE;
        }

        @Override
        Target target(Vector offsets, boolean minus) {
            long[] distances = new long[offsets.length];
            Argument.longs(offsets, distances);
            long factor = factor(offsets.type);
            return new Target() {
                private long target;

                @Override
                boolean aim(int position, int row) {
                    long key = keys[position];
                    long distance = times(distances[row], factor);
                    target = minus ? key - distance : key + distance;
                    if (minus && target > key || !minus && target < key) {
                        target = limit(minus);
                    }
                    return distance >= 0;
                }

                @Override
                int compare(int position) {
                    return Long.compare(keys[position], target);
                }

                @Override
                String offsetText(int row) {
                    return String.valueOf(Scalars.get(offsets, row));
                }
            };
        }
    }

    private static final class Doubles extends RangeKeys {
        private final double[] keys;

        Doubles(int rows) {
            keys = new double[rows];
        }

        private static double value(Vector v, int row) {
            return switch (v) {
                case DoubleVector d -> d.get(row);
                case FloatVector f -> f.get(row);
                default -> Scalars.get(v, row) instanceof Number n ? n.doubleValue() : 0;
            };
        }

        @Override
        void fill(int from, Vector values) {
            for (int i = 0; i < values.length; i++) {
                keys[from + i] = value(values, i) + 0.0;
            }
        }

        @Override
        Target target(Vector offsets, boolean minus) {
            return new Target() {
                private double target;

                @Override
                boolean aim(int position, int row) {
                    double distance = value(offsets, row);
                    double key = keys[position];
                    boolean same = Double.isInfinite(key) && Double.isInfinite(distance);
                    target = same ? key : (minus ? key - distance : key + distance) + 0.0;
                    return distance >= 0;
                }

                @Override
                int compare(int position) {
                    return Double.compare(keys[position], target);
                }

                @Override
                String offsetText(int row) {
                    return String.valueOf(Scalars.get(offsets, row));
                }
            };
        }
    }

    private static final class Exact extends RangeKeys {
        private final BigInteger[] keys;
        private final int scale;

        Exact(int rows, int scale) {
            this.keys = new BigInteger[rows];
            this.scale = scale;
        }

        private BigInteger value(Vector v, int row) {
            Object value = v.isNull(row) ? 0 : Scalars.get(v, row);
            BigDecimal decimal = value instanceof BigDecimal d ? d : new BigDecimal(String.valueOf(value));
            return decimal.setScale(scale).unscaledValue();
        }

        @Override
        void fill(int from, Vector values) {
            for (int i = 0; i < values.length; i++) {
                keys[from + i] = value(values, i);
            }
        }

        @Override
        Target target(Vector offsets, boolean minus) {
            return new Target() {
                private BigInteger target = BigInteger.ZERO;

                @Override
                boolean aim(int position, int row) {
                    BigInteger distance = value(offsets, row);
                    target = minus ? keys[position].subtract(distance) : keys[position].add(distance);
                    return distance.signum() >= 0;
                }

                @Override
                int compare(int position) {
                    return keys[position].compareTo(target);
                }

                @Override
                String offsetText(int row) {
                    return String.valueOf(Scalars.get(offsets, row));
                }
            };
        }
    }
}
