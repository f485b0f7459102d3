package dev.peso.internal.excel;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Workbooks of binary records made by hand, in the compound files that hold them.
final class XlsBooks {
    private static final int SECTOR = 512;
    private static final int SMALL_SECTOR = 64;
    private static final int SMALL_LIMIT = 4096;
    private static final int CHAIN_END = -2;
    private static final int FREE = -1;

    private static final int NUMBER = 0x0203;
    private static final int LABEL = 0x0204;
    private static final int BOOLEAN = 0x0205;
    private static final int FORMULA = 0x0006;

    private XlsBooks() {}

    /// A stream of records; numbers are little-endian.
    private static final class Records {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Records add(int type, byte[]... fields) {
            byte[] data = joined(fields);
            out.writeBytes(joined(u16(type), u16(data.length), data));
            return this;
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] u8(int value) {
        return new byte[]{(byte) value};
    }

    private static byte[] u16(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return bytes.array();
    }

    private static byte[] i32(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    private static byte[] f64(double value) {
        return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(value).array();
    }

    /// The characters of a text, of two bytes each if one of them needs that, with the flag that says so in front.
    private static byte[] text(String text) {
        boolean wide = text.chars().anyMatch(c -> c > 255);
        return joined(u8(wide ? 1 : 0),
                text.getBytes(wide ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1));
    }

    /// A text of two runs of another font and with a hint on its pronunciation.
    private static byte[] richText(String text) {
        byte[] plain = text(text);
        return joined(u16(text.length()), u8(plain[0] | 12), u16(2), i32(6),
                Arrays.copyOfRange(plain, 1, plain.length), u16(0, 1, 2, 0), u16(1, 2, 3));
    }

    /// A workbook of Excel 97 and later with a sheet `Sales` that has every kind of cell:
    /// columns name, qty, price, day, paid and note, and four rows.
    static byte[] workbook8() {
        byte[] cells = new Records().add(0x0809, u16(0x0600, 0x10, 0, 0))
                .add(0x0200, i32(0, 5), u16(0, 6, 0))
                .add(0x0208, u16(0, 0, 6, 0, 0, 0, 0, 0))
                .add(0x00FD, u16(0, 0, 0), i32(0))
                .add(0x00FD, u16(0, 1, 0), i32(1))
                .add(LABEL, u16(0, 2, 0, 5), text("price"))
                .add(LABEL, u16(0, 3, 0, 3), text("day"))
                .add(LABEL, u16(0, 4, 0, 4), text("paid"))
                .add(0x00D6, u16(0, 5, 0, 4), text("note"), u16(1, 0, 0))
                .add(0x00FD, u16(1, 0, 0), i32(2))
                .add(0x00BD, u16(1, 1, 0), i32(2 << 2 | 2), u16(0), i32(950 << 2 | 3), u16(2))
                .add(NUMBER, u16(1, 3, 1), f64(45_000))
                .add(BOOLEAN, u16(1, 4, 0), u8(1), u8(0))
                .add(FORMULA, u16(1, 5, 0), u16(0, 0, 0, 0xFFFF, 0, 0, 0), u16(0))
                .add(0x0207, u16(3), text("yes"))
                .add(0x00FD, u16(2, 0, 0), i32(3))
                .add(0x027E, u16(2, 1, 0), i32(4 << 2 | 2))
                .add(NUMBER, u16(2, 2, 0), f64(2.25))
                .add(NUMBER, u16(2, 3, 1), f64(45_001))
                .add(BOOLEAN, u16(2, 4, 0), u8(0x07), u8(1))
                .add(FORMULA, u16(3, 1, 0), f64(7), u16(0), i32(0), u16(0))
                .add(NUMBER, u16(3, 2, 0), f64(1e300))
                .add(FORMULA, u16(3, 4, 0), u16(1, 1, 0, 0xFFFF, 0, 0, 0), u16(0))
                .add(FORMULA, u16(4, 5, 0), u16(3, 0, 0, 0xFFFF, 0, 0, 0), u16(0))
                .add(NUMBER, u16(4, 1, 0), f64(-1))
                .add(0x00E5, u16(2), u16(2, 3, 0, 0), u16(3, 4, 3, 3))
                .add(0x000A)
                .bytes();
        return workbook8(i32(5, 5), joined(u16(4), text("name"), richText("qty"), u16(3), text("Ann"),
                u16(5), text("Zoë\u0161\u4E2D")), cells);
    }

    /// A workbook of which only the cells of its only sheet and its texts are given.
    static byte[] workbook8(byte[] counts, byte[] texts, byte[] cells) {
        int split = Math.min(texts.length, 40);
        byte[] globals = new byte[0];
        for (int pass = 0; pass < 2; pass++) { // the place of the sheet is known after the first
            globals = new Records().add(0x0809, u16(0x0600, 5, 0, 0))
                    .add(0x0042, u16(1200))
                    .add(0x0022, u16(0))
                    .add(0x041E, u16(164, 10), text("yyyy-mm-dd"))
                    .add(0x00E0, u16(0, 0), new byte[16])
                    .add(0x00E0, u16(0, 164), new byte[16])
                    .add(0x00E0, u16(0, 22), new byte[16])
                    .add(0x0085, i32(globals.length), u8(0), u8(0), u8(5), text("Sales"))
                    .add(0x00FC, counts, Arrays.copyOf(texts, split))
                    .add(0x003C, Arrays.copyOfRange(texts, split, texts.length))
                    .add(0x000A)
                    .bytes();
        }
        return joined(globals, cells);
    }

    /// A workbook of Excel 5, whose texts are of single bytes.
    static byte[] workbook5() {
        byte[] globals = new byte[0];
        for (int pass = 0; pass < 2; pass++) {
            globals = new Records().add(0x0809, u16(0x0500, 5, 0, 0))
                    .add(0x0042, u16(1250))
                    .add(0x0022, u16(1))
                    .add(0x041E, u16(164), u8(5), "hh:mm".getBytes(StandardCharsets.US_ASCII))
                    .add(0x00E0, u16(0, 164), new byte[12])
                    .add(0x0085, i32(globals.length), u8(0), u8(0), u8(1), u8('A'))
                    .add(0x000A)
                    .bytes();
        }
        return joined(globals, new Records().add(0x0809, u16(0x0500, 0x10, 0, 0))
                .add(LABEL, u16(0, 0, 0, 2), u8('a'), u8(0xE1))
                .add(LABEL, u16(0, 1, 0, 1), u8('b'))
                .add(NUMBER, u16(2, 1, 0), f64(0.5))
                .add(NUMBER, u16(1, 0, 0), f64(0.25))
                .add(LABEL, u16(1, 1, 0, 1), u8('x'))
                .add(0x000A)
                .bytes());
    }

    /// A compound file that holds a workbook and a small file besides.
    static byte[] file(byte[] workbook) {
        boolean isSmall = workbook.length < SMALL_LIMIT;
        byte[] stream = padded(workbook, isSmall ? SMALL_SECTOR : SECTOR);
        int sectors = (stream.length + SECTOR - 1) / SECTOR;
        int[] chains = new int[SECTOR / 4];
        Arrays.fill(chains, FREE);
        chains[0] = -3; // this sector itself; then the directory, then the chains of small sectors
        chains[1] = CHAIN_END;
        chains[2] = CHAIN_END;
        chain(chains, 3, sectors);
        int[] smallChains = new int[SECTOR / 4];
        Arrays.fill(smallChains, FREE);
        if (isSmall) {
            chain(smallChains, 0, stream.length / SMALL_SECTOR);
        }
        byte[] directory = joined(
                entry("Root Entry", 5, isSmall ? 3 : CHAIN_END, isSmall ? stream.length : 0),
                entry("Workbook", 2, isSmall ? 0 : 3, workbook.length),
                entry("Empty", 2, CHAIN_END, 0), new byte[128]);
        return joined(header(), i32(chains), directory, i32(smallChains), padded(stream, SECTOR));
    }

    private static byte[] header() {
        int[] places = new int[109];
        Arrays.fill(places, FREE);
        places[0] = 0;
        return joined(ByteBuffer.allocate(8).putLong(OleFile.MAGIC).array(), new byte[16],
                u16(0x3E, 3, 0xFFFE, 9, 6), new byte[6], i32(0, 1, 1, 0, SMALL_LIMIT, 2, 1, CHAIN_END, 0),
                i32(places));
    }

    private static void chain(int[] chains, int from, int count) {
        for (int i = 0; i < count; i++) {
            chains[from + i] = i + 1 < count ? from + i + 1 : CHAIN_END;
        }
    }

    private static byte[] entry(String name, int kind, int start, int size) {
        byte[] characters = name.getBytes(StandardCharsets.UTF_16LE);
        return joined(Arrays.copyOf(characters, 64), u16(characters.length + 2), u8(kind), u8(1),
                i32(FREE, FREE, kind == 5 ? 1 : FREE), new byte[36], i32(start, size, 0));
    }

    private static byte[] padded(byte[] bytes, int unit) {
        return Arrays.copyOf(bytes, (bytes.length + unit - 1) / unit * unit);
    }
}
