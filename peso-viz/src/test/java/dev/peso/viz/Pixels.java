package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;

/// How far two pictures of one scene are apart.
final class Pixels {
    /// Of 255; what is less nobody sees.
    private static final int VISIBLE = 16;

    private Pixels() {}

    /// The share of pixels that differ by more than 16 in a channel, after each square of `block` pixels is averaged: two
    /// rasterizers never agree about the coverage of single pixels, but they do about that of sixteen.
    static double off(BufferedImage a, BufferedImage b, int block) {
        assertThat(a.getWidth() + "x" + a.getHeight()).isEqualTo(b.getWidth() + "x" + b.getHeight());
        int columns = a.getWidth() / block;
        int rows = a.getHeight() / block;
        int[] left = averaged(a, block, columns, rows);
        int[] right = averaged(b, block, columns, rows);
        int off = 0;
        for (int i = 0; i < left.length; i += 3) {
            boolean differs = false;
            for (int channel = 0; channel < 3; channel++) {
                differs |= Math.abs(left[i + channel] - right[i + channel]) > VISIBLE;
            }
            off += differs ? 1 : 0;
        }
        return 3.0 * off / left.length;
    }

    private static int[] averaged(BufferedImage image, int block, int columns, int rows) {
        int[] sums = new int[3 * columns * rows];
        // A picture asked pixel by pixel takes most of the time of a comparison.
        int bands = image.getRaster().getNumBands();
        int[] line = new int[bands * columns * block];
        for (int y = 0; y < rows * block; y++) {
            line = image.getRaster().getPixels(0, y, columns * block, 1, line);
            int at = 3 * (y / block) * columns;
            int from = 0;
            for (int column = 0; column < columns; column++, at += 3) {
                for (int k = 0; k < block; k++, from += bands) {
                    sums[at] += line[from];
                    sums[at + 1] += line[from + 1];
                    sums[at + 2] += line[from + 2];
                }
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= block * block;
        }
        return sums;
    }
}
