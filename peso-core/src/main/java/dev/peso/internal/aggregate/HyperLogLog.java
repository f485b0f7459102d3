package dev.peso.internal.aggregate;

/// Estimates how many distinct values there are from their hashes: HyperLogLog (Flajolet et al. 2007) with the estimator
/// of Ertl (2017).
///
/// The registers are maxima, so the estimate depends neither on order nor on the cut into parts.
public final class HyperLogLog {
    private final int bits;
    private final byte[] registers;

    /// Without values.
    ///
    /// @param bits the logarithm of the number of registers of a byte each, from 4 to 16
    public HyperLogLog(int bits) {
        this.bits = bits;
        this.registers = new byte[1 << bits];
    }

    /// Adds a value by its hash, whose bits must all be well mixed.
    public void add(long hash) {
        int register = (int) (hash >>> 64 - bits);
        int rank = Long.numberOfLeadingZeros(hash << bits | 1L << bits - 1) + 1;
        if (rank > registers[register]) {
            registers[register] = (byte) rank;
        }
    }

    /// Adds the values of another one with as many registers.
    public void merge(HyperLogLog other) {
        for (int r = 0; r < registers.length; r++) {
            registers[r] = (byte) Math.max(registers[r], other.registers[r]);
        }
    }

    /// The standard deviation of estimates, relative to the number of values.
    public double relativeError() {
        return 1.04 / Math.sqrt(registers.length);
    }

    public int bytes() {
        return registers.length;
    }

    /// How many distinct values were added, about.
    public long estimate() {
        int ranks = 64 - bits;
        int[] multiplicity = new int[ranks + 2];
        for (byte rank : registers) {
            multiplicity[rank]++;
        }
        double count = registers.length;
        double z = count * tau(1 - multiplicity[ranks + 1] / count);
        for (int k = ranks; k >= 1; k--) {
            z = 0.5 * (z + multiplicity[k]);
        }
        z += count * sigma(multiplicity[0] / count);
        return Math.round(count / (2 * StrictMath.log(2)) * count / z);
    }

    private static double sigma(double x) {
        if (x == 1) {
            return Double.POSITIVE_INFINITY;
        }
        double power = x;
        double y = 1;
        double z = x;
        double before;
        do {
            power *= power;
            before = z;
            z += power * y;
            y += y;
        } while (z != before);
        return z;
    }

    private static double tau(double x) {
        if (x == 0 || x == 1) {
            return 0;
        }
        double power = x;
        double y = 1;
        double z = 1 - x;
        double before;
        do {
            power = Math.sqrt(power);
            before = z;
            y *= 0.5;
            z -= (1 - power) * (1 - power) * y;
        } while (z != before);
        return z / 3;
    }
}
