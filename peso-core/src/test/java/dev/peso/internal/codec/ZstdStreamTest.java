package dev.peso.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.zip.ZipException;

import org.junit.jupiter.api.Test;

class ZstdStreamTest {
    /// Bytes that repeat what came before, near and far.
    private static byte[] sample(int length, long seed) {
        Random random = new Random(seed);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length;) {
            int count = Math.min(length - i, 1 + random.nextInt(300));
            int back = random.nextInt(10) == 0 ? 3_000_000 : 5_000;
            if (i > back && random.nextInt(3) > 0) {
                int from = i - 1 - random.nextInt(back);
                for (int k = 0; k < count; k++) {
                    bytes[i + k] = bytes[from + k];
                }
            } else {
                for (int k = 0; k < count; k++) {
                    bytes[i + k] = (byte) ('a' + random.nextInt(20));
                }
            }
            i += count;
        }
        return bytes;
    }

    private static byte[] packed(byte[] plain, Random random) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZstdOutput packer = new ZstdOutput(out)) {
            for (int at = 0; at < plain.length;) {
                int count = Math.min(plain.length - at, 1 + random.nextInt(200_000));
                if (count == 1) {
                    packer.write(plain[at]);
                } else {
                    packer.write(plain, at, count);
                }
                at += count;
            }
        }
        return out.toByteArray();
    }

    private static byte[] unpacked(byte[] packed) throws IOException {
        try (InputStream in = new ZstdInput(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        }
    }

    @Test
    void what_is_packed_as_it_comes_is_one_frame_that_unpacks_to_the_same() throws IOException {
        Random random = new Random(3);
        for (int length : new int[]{0, 1, 31, 32, 200_000, 1 << 21, (1 << 21) + 1, 7_000_000}) {
            byte[] plain = sample(length, length);
            byte[] packed = packed(plain, random);
            assertThat(Arrays.mismatch(unpacked(packed), plain)).as("length %d", length).isEqualTo(-1);
            byte[] out = new byte[length];
            assertThat(Zstd.decode(packed, 0, packed.length, out, 0, length)).isEqualTo(length);
            assertThat(Arrays.mismatch(out, plain)).isEqualTo(-1);
            if (length > 1_000) {
                assertThat(packed.length).isLessThan(length * 3 / 4);
            }
        }
    }

    @Test
    void frames_of_the_reference_and_of_arrays_are_unpacked_one_after_the_other() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (String frame : ZstdFrames.OF_TEXT) {
            all.write(Base64.getDecoder().decode(frame));
            all.write(new byte[]{0x5A, 0x2A, 0x4D, 0x18, 2, 0, 0, 0, 9, 9});
            text.write(ZstdFrames.TEXT.getBytes(StandardCharsets.US_ASCII));
        }
        byte[] large = sample(20_000_000, 5);
        byte[] out = new byte[Zstd.maxEncodedLength(large.length)];
        all.write(out, 0, Zstd.encode(large, 0, large.length, out, 0));
        text.write(large);
        assertThat(Arrays.mismatch(unpacked(all.toByteArray()), text.toByteArray())).isEqualTo(-1);
    }

    @Test
    void an_early_end_and_damage_are_told_apart() throws IOException {
        byte[] packed = packed(sample(500_000, 1), new Random(1));
        for (int cut : new int[]{1, 3, 5, 6, 8, 1_000, packed.length - 5, packed.length - 1}) {
            assertThatThrownBy(() -> unpacked(Arrays.copyOf(packed, cut))).as("cut at %d", cut)
                    .isInstanceOf(EOFException.class);
        }
        byte[] changed = packed.clone();
        changed[packed.length - 1] ^= 1;
        assertThatThrownBy(() -> unpacked(changed)).isInstanceOf(ZipException.class)
                .hasMessage("zstd data is damaged at byte " + packed.length
                        + ": the checksum of a frame does not match");
        assertThatThrownBy(() -> unpacked("no frame".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(ZipException.class)
                .hasMessage("zstd data is damaged at byte 4: no frame starts here");
        byte[] vast = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0, (byte) (21 << 3)};
        assertThatThrownBy(() -> unpacked(vast)).isInstanceOf(ZipException.class)
                .hasMessage("its zstd frame needs a window of 2147483648 bytes, at most 134217728 are held; "
                        + "pack it without --long or --ultra");
    }

    @Test
    void any_change_ends_in_an_io_exception_or_in_bytes() throws IOException {
        Random random = new Random(13);
        byte[] packed = packed(sample(300_000, 2), random);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = Mutations.of(
                    i % 2 == 0
                            ? packed
                            : Base64.getDecoder()
                                    .decode(ZstdFrames.OF_TEXT.get(i / 2 % ZstdFrames.OF_TEXT.size())),
                    random);
            try (InputStream in = new ZstdInput(new ByteArrayInputStream(damaged))) {
                byte[] some = new byte[10_000];
                long read = 0;
                for (int count = in.read(some); count >= 0 && read < 5_000_000; count = in.read(some)) {
                    read += count;
                }
            } catch (IOException e) {
                assertThat(e).isInstanceOfAny(ZipException.class, EOFException.class);
            }
        }
    }
}
