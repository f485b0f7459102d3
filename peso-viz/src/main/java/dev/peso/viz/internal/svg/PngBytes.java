package dev.peso.viz.internal.svg;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Pixels as a PNG file, without the desktop classes of the JDK.
public final class PngBytes {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private PngBytes() {}

    /// Encodes rows of `0xAARRGGBB` from above; without transparency when no pixel has any.
    public static byte[] encode(int width, int height, int[] argb) {
        for (int pixel : argb) {
            if (pixel >>> 24 != 0xFF) {
                return encode(width, height, argb, 4);
            }
        }
        return opaque(width, height, argb);
    }

    /// Encodes rows of `0xRRGGBB` from above.
    public static byte[] opaque(int width, int height, int[] rgb) {
        return encode(width, height, rgb, 3);
    }

    private static byte[] encode(int width, int height, int[] argb, int channels) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        chunk(out, "IHDR", ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) 8)
                .put((byte) (channels == 3 ? 2 : 6))
                .put(new byte[3])
                .array());
        chunk(out, "IDAT", deflate(filtered(width, height, argb, channels)));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    /// Each row as differences to the one above, which for charts are mostly zero.
    private static byte[] filtered(int width, int height, int[] argb, int channels) {
        byte[] rows = new byte[height * (1 + width * channels)];
        int[] none = new int[width];
        for (int y = 0; y < height; y++) {
            int at = y * (1 + width * channels);
            rows[at] = 2;
            int[] above = y == 0 ? none : argb;
            int from = y == 0 ? 0 : (y - 1) * width;
            // Most rows of a chart equal the one above for the most part, and runs are compared fast.
            int x = Arrays.mismatch(argb, y * width, (y + 1) * width, above, from, from + width);
            while (x >= 0 && x < width) {
                difference(argb[y * width + x], above[from + x], rows, at + 1 + x * channels, channels);
                x++;
                int equal = Arrays.mismatch(argb, y * width + x, (y + 1) * width, above, from + x,
                        from + width);
                x = equal < 0 ? width : x + equal;
            }
        }
        return rows;
    }

    private static void difference(int pixel, int above, byte[] into, int at, int channels) {
        into[at] = (byte) ((pixel >> 16) - (above >> 16));
        into[at + 1] = (byte) ((pixel >> 8) - (above >> 8));
        into[at + 2] = (byte) (pixel - above);
        if (channels == 4) {
            into[at + 3] = (byte) ((pixel >>> 24) - (above >>> 24));
        }
    }

    /// What zlib makes of bytes.
    public static byte[] deflate(byte[] bytes) {
        Deflater deflater = new Deflater(6);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4 + 64);
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        out.writeBytes(name);
        out.writeBytes(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
