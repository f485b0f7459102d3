package dev.peso.internal.parquet;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.internal.column.Vector;

/// The values of one leaf on their way from pages to a vector: an array of the vector's kind, filled from the front.
///
/// Positions count values. A dictionary is a lane too.
abstract class Lane {
    final DataType type;

    Lane(DataType type) {
        this.type = type;
    }

    static Lane of(Node.Leaf leaf) {
        DataType type = leaf.type();
        Stored stored = leaf.stored();
        return switch (type) {
            case DataType.Simple simple -> switch (simple) {
                case NULL -> new NullLane();
                case BOOLEAN -> new BitLane();
                case INT8, INT16, INT32, DATE -> new IntLane(type);
                case INT64 -> new LongLane(type, stored);
                case FLOAT32 -> new FloatLane(type, stored);
                case FLOAT64 -> new DoubleLane(type);
                case UTF8, BINARY -> new ViewLane(type, stored);
            };
            case DataType.Decimal d when !d.isCompact() -> new WideLane(d, stored);
            default -> new LongLane(type, stored);
        };
    }

    /// Forgets all values and makes room for a number of new ones.
    abstract void start(int room);

    /// The same in the room that is there, where vectors that were built before may change.
    void startAgain(int room) {
        start(room);
    }

    /// Makes room for more values and keeps those that are there.
    abstract void grow(int room);

    /// Reads plain values.
    ///
    /// @param from where the first lies, in bytes, for booleans in bits
    /// @param end where the page ends, in bytes
    /// @return where the next value lies
    abstract long plain(byte[] in, long from, int end, int at, int count);

    /// Takes whole numbers.
    void longs(long[] values, int count, int at) {
        throw unfit("delta-packed numbers");
    }

    /// Takes values of given lengths that lie one after the other.
    void bytes(byte[] in, int from, int[] lengths, int count, int at) {
        throw unfit("delta-packed bytes");
    }

    /// Takes repeated or packed runs of bits.
    void bits(RunReader runs, int count, int at) {
        throw unfit("runs of bits");
    }

    /// An empty lane for values of the same kind.
    abstract Lane another();

    /// Takes values of a dictionary by their codes, which are all valid.
    abstract void take(Lane dictionary, int[] codes, int count, int at);

    /// Takes values of a dictionary by codes of at most eight bits, eight after eight, or leaves it be. After a code that is not
    /// valid an index is out of bounds.
    ///
    /// @param in has eight bytes from where the last group starts
    boolean takeEights(Lane dictionary, byte[] in, int from, int width, int groups, int at) {
        return false;
    }

    /// Repeats a value of a dictionary.
    abstract void repeat(Lane dictionary, int code, int count, int at);

    /// Makes this lane take values of a dictionary.
    void use(Lane dictionary) {}

    /// Moves values apart: of `count` values from `at` on, the last goes to the last set bit of the `rows` bits from `at` on.
    abstract void spread(long[] validity, int at, int rows, int count);

    /// Whether values refer to an array that plain values were read from, so that it must not be used again.
    boolean keeps(byte[] page) {
        return false;
    }

    /// The values as a vector.
    abstract Vector build(int rows, long @Nullable [] validity);

    DataException unfit(String encoding) {
        return new DataException(encoding + " cannot hold values of " + type);
    }

    static void need(boolean holds) {
        if (!holds) {
            throw new DataException("a page holds fewer values than it says");
        }
    }
}
