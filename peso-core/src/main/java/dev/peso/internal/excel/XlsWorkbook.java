package dev.peso.internal.excel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/// A workbook of binary records ([MS-XLS]), as Excel 5 to 2003 wrote them.
final class XlsWorkbook implements Workbook {
    static final int END = 0x000A;
    static final int CONTINUE = 0x003C;
    static final int START = 0x0809;
    private static final int LEAP_CALENDAR = 0x0022;
    private static final int PASSWORD = 0x002F;
    private static final int CODE_PAGE = 0x0042;
    private static final int SHEET = 0x0085;
    private static final int STYLE = 0x00E0;
    private static final int MERGED = 0x00E5;
    private static final int TEXTS = 0x00FC;
    private static final int FORMAT = 0x041E;
    private static final int VERSION_8 = 0x0600;
    private static final int VERSION_5 = 0x0500;

    private final ByteBuffer bytes;
    private final List<String> names = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private final NumberFormats formats = new NumberFormats();
    private final List<String> texts = new ArrayList<>();
    private Charset charset = BiffText.charset(1252);
    private boolean wide;
    private boolean from1904;

    XlsWorkbook(OleFile file) throws IOException {
        byte[] workbook = file.file("Workbook");
        if (workbook == null) {
            workbook = file.file("Book");
        }
        if (workbook == null) {
            throw new DamagedException(file.file("EncryptedPackage") != null
                    ? "it is protected by a password; save it without one"
                    : "it holds no workbook");
        }
        bytes = ByteBuffer.wrap(workbook).order(ByteOrder.LITTLE_ENDIAN);
        readGlobals();
    }

    private void readGlobals() throws DamagedException {
        Records records = new Records(0);
        if (!records.next() || records.type != START || records.length < 2) {
            throw new DamagedException("it does not start like a workbook of Excel 5 or later");
        }
        int version = records.u16(0);
        if (version != VERSION_8 && version != VERSION_5) {
            throw new DamagedException(
                    "its version 0x" + Integer.toHexString(version) + " is older than Excel 5");
        }
        wide = version == VERSION_8;
        List<Integer> styles = new ArrayList<>();
        while (records.next() && records.type != END) {
            switch (records.type) {
                case PASSWORD ->
                    throw new DamagedException("it is protected by a password; save it without one");
                case LEAP_CALENDAR -> from1904 = records.u16(0) == 1;
                case CODE_PAGE -> charset = BiffText.charset(records.u16(0));
                case FORMAT -> readFormat(records);
                case STYLE -> styles.add(records.u16(2));
                case SHEET -> readSheet(records);
                case TEXTS -> readTexts(records);
                default -> {
                    // fonts, windows, macros
                }
            }
        }
        styles.forEach(formats::addStyle);
    }

    private void readFormat(Records records) throws DamagedException {
        BiffText text = records.text(2);
        formats.addFormat(records.u16(0),
                wide ? text.rich(text.u16()) : text.plain(text.u8(), charset));
    }

    private void readSheet(Records records) throws DamagedException {
        boolean hasCells = records.u8(5) == 0;
        BiffText text = records.text(6);
        int length = text.u8();
        String name = wide ? text.rich(length) : text.plain(length, charset);
        if (hasCells) {
            names.add(name);
            places.add(records.i32(0));
        }
    }

    private void readTexts(Records records) throws DamagedException {
        int count = records.i32(4);
        BiffText text = records.text(8);
        for (int i = 0; i < count && text.hasMore(); i++) {
            texts.add(text.rich(text.u16()));
        }
    }

    @Override
    public List<String> sheets() {
        return names;
    }

    @Override
    public Serials serials() {
        return new Serials(from1904);
    }

    @Override
    public SheetRows open(int sheet) throws IOException {
        return new XlsRows(this, new Records(places.get(sheet)));
    }

    @Override
    public List<Area> merged(int sheet) throws IOException {
        List<Area> areas = new ArrayList<>();
        Records records = new Records(places.get(sheet));
        int depth = 0;
        while (records.next()) {
            depth += records.type == START ? 1 : records.type == END ? -1 : 0;
            if (depth <= 0) {
                break;
            }
            for (int i = 0; records.type == MERGED && depth == 1 && i < records.u16(0); i++) {
                areas.add(new Area(records.u16(8 * i + 2), records.u16(8 * i + 6), records.u16(8 * i + 4),
                        records.u16(8 * i + 8)));
            }
        }
        return areas;
    }

    NumberFormats formats() {
        return formats;
    }

    /// A text by its number.
    String text(int index) throws DamagedException {
        if (index < 0 || index >= texts.size()) {
            throw new DamagedException("a cell refers to text " + Integer.toUnsignedLong(index)
                    + ", which the workbook does not have");
        }
        return texts.get(index);
    }

    /// A text with its length in front, in the current record and those that continue it.
    String text(Records records, int offset) throws DamagedException {
        BiffText text = records.text(offset);
        int length = text.u16();
        return wide ? text.rich(length) : text.plain(length, charset);
    }

    /// Goes from record to record.
    final class Records {
        int type;
        int length;
        /// Where the record's data starts.
        int start;
        private int at;

        Records(int from) throws DamagedException {
            if (from < 0 || from > bytes.limit()) {
                throw new DamagedException("a sheet lies outside the file");
            }
            at = from;
        }

        boolean next() throws DamagedException {
            if (at + 4 > bytes.limit()) {
                return false;
            }
            goTo(at);
            return true;
        }

        /// Makes the record at a place the current one; places are `start - 4`.
        void goTo(int place) throws DamagedException {
            type = Short.toUnsignedInt(bytes.getShort(place));
            length = Short.toUnsignedInt(bytes.getShort(place + 2));
            start = place + 4;
            at = start + length;
            if (at > bytes.limit()) {
                throw new DamagedException("it is cut off within a record");
            }
        }

        int u8(int offset) throws DamagedException {
            return bytes.get(place(offset, 1)) & 0xFF;
        }

        int u16(int offset) throws DamagedException {
            return Short.toUnsignedInt(bytes.getShort(place(offset, 2)));
        }

        int i32(int offset) throws DamagedException {
            return bytes.getInt(place(offset, 4));
        }

        long i64(int offset) throws DamagedException {
            return bytes.getLong(place(offset, 8));
        }

        private int place(int offset, int size) throws DamagedException {
            if (offset + size > length) {
                throw new DamagedException(
                        "a record of type 0x" + Integer.toHexString(type) + " is too short");
            }
            return start + offset;
        }

        /// The rest of the record, with the records that continue it, which are passed over.
        BiffText text(int offset) throws DamagedException {
            List<int[]> parts = new ArrayList<>();
            parts.add(new int[]{start, start + length});
            while (at + 4 <= bytes.limit() && Short.toUnsignedInt(bytes.getShort(at)) == CONTINUE) {
                int from = at + 4;
                at = from + Short.toUnsignedInt(bytes.getShort(at + 2));
                if (at > bytes.limit()) {
                    throw new DamagedException("it is cut off within a record");
                }
                parts.add(new int[]{from, at});
            }
            return new BiffText(bytes.array(), parts.stream().mapToInt(p -> p[0]).toArray(),
                    parts.stream().mapToInt(p -> p[1]).toArray(), offset);
        }
    }
}
