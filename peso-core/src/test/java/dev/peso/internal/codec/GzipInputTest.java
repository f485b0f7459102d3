package dev.peso.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.Python;

class GzipInputTest {
    private static final byte[] TEXT = "a,b\n1,2\n3,4\n".repeat(1_000).getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private static byte[] packed(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] unpacked(byte[] packed) throws IOException {
        try (GzipInput in = new GzipInput(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        }
    }

    /// A few bytes at a time, as a network gives them.
    private static InputStream dripping(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] b, int off, int len) {
                return super.read(b, off, Math.min(len, 3));
            }
        };
    }

    @Test
    void members_and_zeros_after_them_are_one_text() throws IOException {
        byte[] one = packed(TEXT);
        byte[] none = packed(new byte[0]);
        assertThat(unpacked(one)).isEqualTo(TEXT);
        assertThat(unpacked(none)).isEmpty();
        assertThat(unpacked(joined(one, none, one))).isEqualTo(joined(TEXT, TEXT));
        assertThat(unpacked(joined(one, new byte[200_000]))).isEqualTo(TEXT);
        assertThat(unpacked(joined(one, new byte[10], one))).isEqualTo(joined(TEXT, TEXT));
        assertThat(new GzipInput(dripping(joined(one, one, new byte[10]))).readAllBytes())
                .isEqualTo(joined(TEXT, TEXT));
    }

    @Test
    void anything_else_after_the_last_member_is_refused_with_its_place() throws IOException {
        byte[] one = packed(TEXT);
        for (byte[] garbage : new byte[][]{{'x'}, {0x1F}, {0x1F, 0x0B}, {0, 0, 'x'}}) {
            int zeros = garbage[0] == 0 ? 2 : 0;
            assertThatThrownBy(() -> unpacked(joined(one, garbage))).isInstanceOf(ZipException.class)
                    .hasMessage("what starts at byte " + (one.length + zeros)
                            + ", behind the end of the gzip data, is none; if it does not belong to the file, cut it off");
        }
    }

    @Test
    void each_part_of_a_header_may_be_there() throws IOException {
        byte[] plain = packed(TEXT);
        byte[] body = Arrays.copyOfRange(plain, 10, plain.length);
        byte[] name = "data.csv\0".getBytes(StandardCharsets.ISO_8859_1);
        byte[] flags = Arrays.copyOf(plain, 10);
        flags[3] = 4 + 8 + 16 + 2;
        assertThat(unpacked(joined(flags, new byte[]{3, 0, 1, 2, 3}, name, name, new byte[]{9, 9}, body)))
                .isEqualTo(TEXT);
        flags[3] = 0x20;
        assertThatThrownBy(() -> unpacked(joined(flags, body))).isInstanceOf(ZipException.class)
                .hasMessage("gzip data is damaged at byte 4: it has unknown flags");
        flags[3] = 0;
        flags[2] = 7;
        assertThatThrownBy(() -> unpacked(joined(flags, body))).isInstanceOf(ZipException.class)
                .hasMessage("gzip data is damaged at byte 3: it is packed by an unknown method");
    }

    @Test
    void who_reads_on_after_a_failure_gets_it_again() throws IOException {
        byte[] method = packed(TEXT);
        method[2] = 7;
        byte[] sum = packed(TEXT);
        sum[sum.length - 8] ^= 1;
        for (byte[] damaged : new byte[][]{method, sum, joined(packed(TEXT), new byte[]{'x'}),
                Arrays.copyOf(method, 6)}) {
            try (GzipInput in = new GzipInput(new ByteArrayInputStream(damaged))) {
                IOException first = catchThrowableOfType(IOException.class, in::readAllBytes);
                assertThat(first).isNotNull();
                for (int i = 0; i < 2; i++) {
                    assertThatThrownBy(in::read).isInstanceOf(first.getClass())
                            .hasMessage(first.getMessage());
                }
            }
        }
    }

    @Test
    void damage_never_goes_unnoticed_but_in_what_holds_no_content() throws IOException {
        byte[] one = packed(TEXT);
        Random random = new Random(1);
        for (int i = 10; i < one.length; i++) { // before are the time and the system, which no one checks
            byte[] damaged = one.clone();
            damaged[i] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> unpacked(damaged)).as("byte " + i)
                    .isInstanceOfAny(ZipException.class, EOFException.class);
        }
        for (int length = 1; length < one.length; length++) {
            byte[] cut = Arrays.copyOf(one, length);
            assertThatThrownBy(() -> unpacked(cut)).as("length " + length).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void random_contents_come_back_as_the_jdk_reads_them() throws IOException {
        Random random = new Random(2);
        for (int i = 0; i < 50; i++) {
            byte[] content = new byte[random.nextInt(300_000)];
            if (i % 2 == 0) {
                random.nextBytes(content);
            }
            byte[] packed = joined(packed(content), packed(Arrays.copyOf(content, content.length / 3)));
            assertThat(unpacked(packed)).isEqualTo(
                    new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes());
        }
    }

    @Test
    void python_accepts_and_refuses_the_same() throws IOException {
        byte[] one = packed(TEXT);
        byte[][] files = {one, joined(one, one), joined(one, new byte[100]), joined(one, new byte[100], one),
                joined(one, new byte[]{1}), joined(one, new byte[]{0, 0, 1, 2}),
                Arrays.copyOf(one, one.length - 1)};
        StringBuilder ours = new StringBuilder();
        for (int i = 0; i < files.length; i++) {
            Files.write(folder.resolve(i + ".gz"), files[i]);
            try {
                ours.append(unpacked(files[i]).length).append(' ');
            } catch (IOException e) {
                ours.append("refused ");
            }
        }
        String theirs = Python.run("""
                import gzip, sys
                for i in range(int(sys.argv[2])):
                    try:
                        print(len(gzip.open(f'{sys.argv[1]}/{i}.gz').read()), end=' ')
                    except (OSError, EOFError):
                        print('refused', end=' ')
                """, folder, files.length);
        assertThat(ours.toString().strip()).isEqualTo(theirs);
    }
}
