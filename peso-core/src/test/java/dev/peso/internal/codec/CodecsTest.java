package dev.peso.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import dev.peso.DataException;

class CodecsTest {
    private interface Decoder {
        int decode(byte[] in, int from, int to, byte[] out, int at, int end);
    }

    private interface Encoder {
        int encode(byte[] in, int from, int to, byte[] out, int at);
    }

    private interface Bound {
        int of(int length);
    }

    private record Codec(String name, Decoder decoder, Encoder encoder, Bound bound) {
        byte[] pack(byte[] plain, int from, int to) {
            byte[] out = new byte[3 + bound.of(to - from)];
            int length = encoder.encode(plain, from, to, out, 3);
            assertThat(length).isLessThanOrEqualTo(out.length - 3);
            return Arrays.copyOfRange(out, 3, 3 + length);
        }
    }

    private static final List<Codec> CODECS = List.of(
            new Codec("snappy", Snappy::decode, Snappy::encode, Snappy::maxEncodedLength),
            new Codec("snappy in one array", CodecsTest::snappyInOneArray, Snappy::encode,
                    Snappy::maxEncodedLength),
            new Codec("lz4 block", Lz4::decode, Lz4::encode, Lz4::maxEncodedLength),
            new Codec("lz4 frame", Lz4::decodeFrames, Lz4::encodeFrame, Lz4::maxFrameLength),
            new Codec("zstd", Zstd::decode, Zstd::encode, Zstd::maxEncodedLength),
            new Codec("gzip", Gzip::decode, Gzip::encode, Gzip::maxEncodedLength));

    /// Puts the packed bytes behind the room for the unpacked ones, in the same array.
    private static int snappyInOneArray(byte[] in, int from, int to, byte[] out, int at, int end) {
        byte[] all = Arrays.copyOf(out, out.length + to - from);
        System.arraycopy(in, from, all, out.length, to - from);
        int length = Snappy.decode(all, out.length, all.length, all, at, end);
        System.arraycopy(all, 0, out, 0, out.length);
        assertThat(Arrays.equals(all, out.length, all.length, in, from, to)).isTrue();
        return length;
    }

    private static List<byte[]> samples() {
        Random random = new Random(7);
        List<byte[]> samples = new ArrayList<>();
        for (int length : new int[]{0, 1, 2, 4, 5, 12, 13, 16, 17, 64, 65, 255, 256, 300, 4_096, 70_000,
                200_000}) {
            byte[] noise = new byte[length];
            random.nextBytes(noise);
            samples.add(noise);
            samples.add(new byte[length]);
            byte[] few = new byte[length];
            byte[] words = new byte[length];
            for (int i = 0; i < length; i++) {
                few[i] = (byte) (i % 3);
                words[i] = i >= 40 && random.nextInt(9) > 0
                        ? words[i - 1 - random.nextInt(3) * 13]
                        : (byte) ('a' + random.nextInt(4));
            }
            samples.add(few);
            samples.add(words);
        }
        return samples;
    }

    @Test
    void what_is_packed_unpacks_to_the_same() {
        for (Codec codec : CODECS) {
            for (byte[] plain : samples()) {
                byte[] packed = codec.pack(plain, 0, plain.length);
                byte[] out = new byte[plain.length + 5];
                out[plain.length] = 77;
                int length = codec.decoder.decode(packed, 0, packed.length, out, 0, plain.length);
                assertThat(length).as(codec.name).isEqualTo(plain.length);
                assertThat(Arrays.copyOf(out, length)).as(codec.name + " " + length).isEqualTo(plain);
                assertThat(out[plain.length]).isEqualTo((byte) 77);
            }
        }
    }

    @Test
    void ranges_inside_arrays_are_packed_and_unpacked_alone() {
        byte[] plain = samples().getLast();
        for (Codec codec : CODECS) {
            byte[] packed = codec.pack(plain, 1_000, 5_000);
            byte[] padded = new byte[packed.length + 20];
            System.arraycopy(packed, 0, padded, 11, packed.length);
            byte[] out = new byte[5_000];
            Arrays.fill(out, (byte) 1);
            assertThat(codec.decoder.decode(padded, 11, 11 + packed.length, out, 500, 4_500))
                    .isEqualTo(4_000);
            assertThat(Arrays.copyOfRange(out, 500, 4_500))
                    .isEqualTo(Arrays.copyOfRange(plain, 1_000, 5_000));
            assertThat(out[499] + out[4_500]).isEqualTo(2);
        }
    }

    @Test
    void repeated_bytes_become_few() {
        for (Codec codec : CODECS) {
            assertThat(codec.pack(new byte[100_000], 0, 100_000).length).as(codec.name).isLessThan(5_000);
        }
    }

    /// Frames of the reference implementation, of texts with long and short copies, at levels 1 and 19.
    @Test
    void frames_of_the_zstd_reference_are_unpacked() {
        for (String frame : ZstdFrames.OF_TEXT) {
            byte[] packed = Base64.getDecoder().decode(frame);
            byte[] out = new byte[ZstdFrames.TEXT.length() + 9];
            int length = Zstd.decode(packed, 0, packed.length, out, 0, out.length);
            assertThat(new String(out, 0, length, StandardCharsets.US_ASCII)).isEqualTo(ZstdFrames.TEXT);
        }
    }

    @Test
    void frames_follow_one_another_and_skipped_ones_hold_nothing() {
        byte[] frame = Base64.getDecoder().decode(ZstdFrames.OF_TEXT.getFirst());
        byte[] skipped = {0x53, 0x2A, 0x4D, 0x18, 2, 0, 0, 0, 9, 9};
        byte[] all = new byte[2 * frame.length + skipped.length];
        System.arraycopy(frame, 0, all, 0, frame.length);
        System.arraycopy(skipped, 0, all, frame.length, skipped.length);
        System.arraycopy(frame, 0, all, frame.length + skipped.length, frame.length);
        byte[] out = new byte[2 * ZstdFrames.TEXT.length()];
        assertThat(Zstd.decode(all, 0, all.length, out, 0, out.length)).isEqualTo(out.length);
        assertThat(new String(out, StandardCharsets.US_ASCII)).isEqualTo(ZstdFrames.TEXT + ZstdFrames.TEXT);
    }

    @Test
    void a_changed_byte_of_a_frame_is_found_by_its_checksum() {
        byte[] frame = Base64.getDecoder().decode(ZstdFrames.OF_TEXT.getFirst());
        frame[frame.length - 1] ^= 1;
        byte[] out = new byte[ZstdFrames.TEXT.length()];
        assertThatThrownBy(() -> Zstd.decode(frame, 0, frame.length, out, 0, out.length))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("zstd data is damaged at byte")
                .hasMessageEndingWith("the checksum of a frame does not match");
    }

    @Test
    void too_little_room_is_an_error_and_not_an_overrun() {
        byte[] plain = samples().getLast();
        for (Codec codec : CODECS) {
            byte[] packed = codec.pack(plain, 0, plain.length);
            assertThatThrownBy(
                    () -> codec.decoder.decode(packed, 0, packed.length, new byte[plain.length], 0,
                            plain.length - 1))
                    .as(codec.name)
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("data is damaged at byte");
        }
    }

    @Test
    void damage_ends_in_a_data_exception_or_in_bytes_inside_the_given_room() {
        Random random = new Random(11);
        List<Codec> all = new ArrayList<>(CODECS);
        all.add(new Codec("zstd reference", Zstd::decode, Lz4::encode, Lz4::maxEncodedLength));
        for (Codec codec : all) {
            List<byte[]> packed = codec.name.equals("zstd reference")
                    ? ZstdFrames.OF_TEXT.stream().map(Base64.getDecoder()::decode).toList()
                    : samples().stream().skip(20).limit(40).map(s -> codec.pack(s, 0, s.length)).toList();
            for (int i = 0; i < 4_000; i++) {
                byte[] damaged = Mutations.of(packed.get(random.nextInt(packed.size())), random);
                byte[] out = new byte[random.nextInt(6_000) + 8];
                try {
                    codec.decoder.decode(damaged, 0, damaged.length, out, 0, out.length - 8);
                } catch (DataException e) {
                    assertThat(e).hasMessageContaining(" data is damaged at byte ");
                }
                assertThat(Arrays.copyOfRange(out, out.length - 8, out.length)).isEqualTo(new byte[8]);
            }
        }
    }
}
