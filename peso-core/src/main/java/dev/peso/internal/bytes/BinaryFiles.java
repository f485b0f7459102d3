package dev.peso.internal.bytes;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Tells files that hold no text by their first bytes.
public final class BinaryFiles {
    /// How many bytes are enough to know a file by.
    public static final int HEAD = 512;

    private static final int FEW = 4;
    private static final int FEW_KINDS = 3;
    private static final int DELETE = 0x7F;

    private static final String UNPACK = "; unpack it first";
    private static final String DECOMPRESS = "; decompress it first (gzip and Zstandard are read as they are)";
    private static final String EXPORT = "; write it as Parquet or CSV with the program it comes from";
    private static final String JDBC = "; read it with Jdbc and its driver on the class path";

    private static final String PDF = "a PDF document";
    private static final String PDF_START = "%PDF-";

    /// @param magic what the bytes hold from `at` on
    /// @param wary whether a text might start so: then a control character must be near
    private record Kind(int at, String magic, boolean wary, String words) {
        boolean is(byte[] head) {
            if (head.length < at + magic.length()) {
                return false;
            }
            String start = new String(head, at, magic.length(), StandardCharsets.ISO_8859_1);
            return start.equals(magic) && (!wary || hasControls(head));
        }
    }

    private static Kind sure(String magic, String words) {
        return new Kind(0, magic, false, words);
    }

    private static Kind wary(String magic, String words) {
        return new Kind(0, magic, true, words);
    }

    private static String own(String options) {
        return "; read it with " + options + " or without options";
    }

    private static final List<Kind> KINDS = List.of(sure("\u00fd7zXZ\0", "an xz file" + DECOMPRESS),
            wary("BZh", "a bzip2 file" + DECOMPRESS), sure("\u0004\"M\u0018", "an LZ4 file" + DECOMPRESS),
            wary("LZIP", "an lzip file" + DECOMPRESS),
            sure("\u001f\u009d", "a file packed by compress" + DECOMPRESS),
            sure("\u00ff\u0006\0\0sNaPpY", "a Snappy file" + DECOMPRESS),
            sure("\u001f\u008b", "a gzip file inside another; unpack it once"),
            sure("(\u00b5/\u00fd", "a Zstandard file inside another; unpack it once"),
            sure("PK\u0003\u0004",
                    "a zip archive, as Excel workbooks are, too; unpack it, or read it with ExcelReadOptions"),
            sure("PK\u0005\u0006", "an empty zip archive"),
            sure("7z\u00bc\u00af'\u001c", "a 7z archive" + UNPACK),
            wary("Rar!\u001a\u0007", "a RAR archive" + UNPACK),
            new Kind(257, "ustar", true, "a tar archive" + UNPACK),
            sure("\u0089PNG\r\n\u001a\n", "a PNG image"),
            sure("\u00ff\u00d8\u00ff", "a JPEG image"), wary("GIF87a", "a GIF image"),
            wary("GIF89a", "a GIF image"),
            wary(PDF_START, PDF), sure("\u00ca\u00fe\u00ba\u00be", "a Java class"),
            sure("\u007fELF", "a program"), new Kind(0, "MZ\u0090\0", false, "a program"),
            sure("SQLite format 3\0", "a SQLite database" + JDBC),
            new Kind(8, "DUCK", true, "a DuckDB database" + JDBC),
            wary("PAR1", "a Parquet file" + own("ParquetReadOptions")),
            wary("ARROW1", "an Arrow file" + own("ArrowReadOptions")),
            wary("\u00ff\u00ff\u00ff\u00ff", "a stream of Arrow" + own("ArrowReadOptions")),
            sure("Obj\u0001", "an Avro file; read it without options"),
            sure("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1",
                    "a file of Excel or another old Office program" + own("ExcelReadOptions")),
            wary("FEA1", "a file of Feather's first version" + EXPORT), wary("ORC", "an ORC file" + EXPORT),
            sure("\u0089HDF\r\n\u001a\n", "an HDF5 file" + EXPORT),
            sure("\u0093NUMPY", "a NumPy array" + EXPORT),
            wary("RDX3\n", "an R file" + EXPORT), wary("$FL2@(#)", "an SPSS file" + EXPORT),
            wary("MATLAB 5.0 MAT-file", "a MATLAB file" + EXPORT),
            wary("<stata_dta>", "a Stata file" + EXPORT));

    private BinaryFiles() {}

    /// What a file is that holds no text, and what to do: `an xz file; decompress it first`. Null for any other.
    ///
    /// @param head its first bytes, [#HEAD] of them if it is that long
    public static @Nullable String kind(byte[] head) {
        if (isPdf(head)) {
            return PDF;
        }
        for (Kind kind : KINDS) {
            if (kind.is(head)) {
                return kind.words;
            }
        }
        return null;
    }

    /// Whether the first line is that of a PDF, of which there may be much text before anything else.
    private static boolean isPdf(byte[] head) {
        int line = 0;
        while (line < head.length && head[line] != '\n' && head[line] != '\r') {
            line++;
        }
        return line < head.length && head[0] == '%'
                && new String(head, 0, line, StandardCharsets.ISO_8859_1).matches(PDF_START
                        + "[0-9][.][0-9] *");
    }

    private static boolean hasControls(byte[] head) {
        for (byte b : head) {
            if (isControl(b)) {
                return true;
            }
        }
        return false;
    }

    /// How many control characters there are, if they are more and of more kinds than in any text, or zeros are a tenth of all;
    /// else 0.
    ///
    /// @param text of any encoding in which control characters are those of ASCII
    public static int controls(byte[] text) {
        int[] counts = new int[DELETE + 1];
        for (byte b : text) {
            if (isControl(b)) {
                counts[b]++;
            }
        }
        int all = 0;
        int kinds = 0;
        for (int count : counts) {
            all += count;
            kinds += count > 0 ? 1 : 0;
        }
        boolean many = kinds >= FEW_KINDS && all > text.length / 50 || counts[0] > text.length / 10;
        return all >= FEW && many ? all : 0;
    }

    /// Whether there is text only, of an encoding that has ASCII in it.
    static boolean isText(byte[] head) {
        return head.length > 0 && !hasControls(head);
    }

    /// Whether a byte is a control character but for those that part lines, fields and records or end a file, which some texts have
    /// many of.
    private static boolean isControl(byte b) {
        return b == 0 || b >= 0x04 && b <= 0x08 || b >= 0x0E && b <= 0x19 || b == DELETE;
    }
}
