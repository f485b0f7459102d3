package dev.peso.internal.kernel;

import static dev.peso.internal.kernel.Signatures.BINARY;
import static dev.peso.internal.kernel.Signatures.INT;
import static dev.peso.internal.kernel.Signatures.TEXT;
import static dev.peso.internal.kernel.Signatures.takes;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import dev.peso.DataType;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.RowException;

/// Code points, and texts that stand for bytes: hexadecimal, binary, Base64, URL.
final class TextCodes {
    private static final byte[] DIGITS = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private TextCodes() {}

    static void register(Functions.Registrar registrar) {
        registrar.add(TextFunctions.function("ascii", RowKernels.longs(_ -> (a, row) -> first(a, row, 0)),
                takes(TEXT).returns(DataType.INT64)));
        registrar.add(TextFunctions.function("unicode", RowKernels.longs(_ -> (a, row) -> first(a, row, -1)),
                takes(TEXT).returns(DataType.INT64)), "ord");
        registrar.add(TextFunctions.function("chr", RowKernels.texts(_ -> TextCodes::chr),
                takes(INT).returns(DataType.UTF8)));
        registrar.add(TextFunctions.function("hex", RowKernels.texts(TextCodes::hex),
                takes(TEXT).returns(DataType.UTF8), takes(BINARY).returns(DataType.UTF8),
                takes(INT).returns(DataType.UTF8)), "to_hex");
        registrar.add(TextFunctions.function("unhex", RowKernels.texts(_ -> TextCodes::unhex),
                takes(TEXT).returns(DataType.BINARY)), "from_hex");
        registrar.add(TextFunctions.function("bin", RowKernels.texts(TextCodes::bin),
                takes(TEXT).returns(DataType.UTF8), takes(BINARY).returns(DataType.UTF8),
                takes(INT).returns(DataType.UTF8)), "to_binary");
        registrar.add(TextFunctions.function("unbin", RowKernels.texts(_ -> TextCodes::unbin),
                takes(TEXT).returns(DataType.BINARY)), "from_binary");
        registrar.add(TextFunctions.function("to_base64", RowKernels.texts(_ -> TextCodes::toBase64),
                takes(BINARY).returns(DataType.UTF8), takes(TEXT).returns(DataType.UTF8)), "base64");
        registrar.add(TextFunctions.function("from_base64", RowKernels.texts(_ -> TextCodes::fromBase64),
                takes(TEXT).returns(DataType.BINARY)));
        registrar.add(TextFunctions.function("encode",
                RowKernels.texts(_ -> (a, row, out) -> out.add(a.text(0, row))),
                takes(TEXT).returns(DataType.BINARY)));
        registrar.add(TextFunctions.function("decode", TextCodes::checkDecoding,
                RowKernels.texts(args -> args.size() == 1 ? TextCodes::decode : decoder(args)),
                takes(BINARY).optional(TEXT).returns(DataType.UTF8)));
        registrar.add(TextFunctions.function("url_encode", RowKernels.texts(_ -> TextCodes::urlEncode),
                takes(TEXT).returns(DataType.UTF8)));
        registrar.add(TextFunctions.function("url_decode", RowKernels.texts(_ -> TextCodes::urlDecode),
                takes(TEXT).returns(DataType.UTF8)));
    }

    private static long first(Arguments args, int row, int whenEmpty) {
        TextCursor text = args.text(0, row);
        return text.length() == 0 ? whenEmpty : Utf8.decode(text.bytes, text.from);
    }

    private static void chr(Arguments args, int row, ByteSink out) {
        long c = args.integer(0, row);
        if (c < 0 || c > Character.MAX_CODE_POINT || (c >= 0xD800 && c <= 0xDFFF)) {
            throw new RowException(row,
                    c + " is not a code point; chr takes 0 to 1114111 without surrogates");
        }
        out.addCodePoint((int) c);
    }

    private static RowKernels.TextRow hex(List<CheckedExpr> args) {
        return args.getFirst().type().isInteger()
                ? (a, row, out) -> number(a.integer(0, row), 4, out)
                : (a, row, out) -> {
                    TextCursor text = a.text(0, row);
                    for (int i = text.from; i < text.to; i++) {
                        addHex(text.bytes[i], out);
                    }
                };
    }

    private static void addHex(byte b, ByteSink out) {
        out.add(DIGITS[b >> 4 & 15]);
        out.add(DIGITS[b & 15]);
    }

    /// A number in base 2 or 16, without leading zeros.
    private static void number(long value, int bits, ByteSink out) {
        int shift = (63 - Long.numberOfLeadingZeros(value | 1)) / bits * bits;
        for (; shift >= 0; shift -= bits) {
            out.add(DIGITS[(int) (value >>> shift) & ((1 << bits) - 1)]);
        }
    }

    private static void unhex(Arguments args, int row, ByteSink out) {
        TextCursor text = args.text(0, row);
        int at = text.from;
        if ((text.length() & 1) == 1) {
            out.add(digit(text, at++, 16, row));
        }
        for (; at < text.to; at += 2) {
            out.add(digit(text, at, 16, row) << 4 | digit(text, at + 1, 16, row));
        }
    }

    private static int digit(TextCursor text, int at, int base, int row) {
        int digit = text.bytes[at] < 0 ? -1 : Character.digit(text.bytes[at], base);
        if (digit < 0) {
            throw new RowException(row,
                    "\"" + shortened(text) + "\" is not " + (base == 16 ? "hexadecimal" : "binary")
                            + ": position "
                            + (1 + Utf8.count(text.bytes, text.from, at)) + " is not a digit");
        }
        return digit;
    }

    static String shortened(TextCursor text) {
        String value = text.toString();
        return value.codePointCount(0, value.length()) <= 40
                ? value
                : value.substring(0, value.offsetByCodePoints(0, 39)) + "…";
    }

    private static RowKernels.TextRow bin(List<CheckedExpr> args) {
        return args.getFirst().type().isInteger()
                ? (a, row, out) -> number(a.integer(0, row), 1, out)
                : (a, row, out) -> {
                    TextCursor text = a.text(0, row);
                    for (int i = text.from; i < text.to; i++) {
                        for (int bit = 7; bit >= 0; bit--) {
                            out.add('0' + (text.bytes[i] >> bit & 1));
                        }
                    }
                };
    }

    private static void unbin(Arguments args, int row, ByteSink out) {
        TextCursor text = args.text(0, row);
        int value = 0;
        int missing = text.length() & 7;
        for (int at = text.from; at < text.to; at++) {
            value = value << 1 | digit(text, at, 2, row);
            if ((at - text.from + 1 - missing & 7) == 0) {
                out.add(value);
                value = 0;
            }
        }
    }

    private static void toBase64(Arguments args, int row, ByteSink out) {
        byte[] encoded = Base64.getEncoder().encode(args.text(0, row).toBytes());
        out.add(encoded, 0, encoded.length);
    }

    private static void fromBase64(Arguments args, int row, ByteSink out) {
        TextCursor text = args.text(0, row);
        try {
            byte[] decoded = Base64.getDecoder().decode(text.toBytes());
            out.add(decoded, 0, decoded.length);
        } catch (IllegalArgumentException e) {
            throw new RowException(row, "\"" + shortened(text) + "\" is not Base64: " + e.getMessage());
        }
    }

    private static void decode(Arguments args, int row, ByteSink out) {
        TextCursor bytes = args.text(0, row);
        try {
            StandardCharsets.UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.bytes, bytes.from, bytes.length()));
        } catch (CharacterCodingException e) {
            throw new RowException(row, "the bytes are not valid UTF-8: " + e.getMessage());
        }
        out.add(bytes);
    }

    private static void checkDecoding(List<CheckedExpr> args) {
        if (args.size() > 1) {
            String mode = Constants.text(args, 1);
            if (!"replace".equals(mode) && !"strict".equals(mode)) {
                throw Signatures.badConstant("decode",
                        "the second argument must be 'replace' or 'strict', got " + args.get(1));
            }
        }
    }

    /// `strict` fails for bytes that are not UTF-8, `replace` puts a question mark for each run of them.
    private static RowKernels.TextRow decoder(List<CheckedExpr> args) {
        if ("strict".equals(Constants.text(args, 1))) {
            return TextCodes::decode;
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .replaceWith("?");
        return (a, row, out) -> {
            TextCursor bytes = a.text(0, row);
            try {
                out.add(decoder.decode(ByteBuffer.wrap(bytes.bytes, bytes.from, bytes.length())).toString());
            } catch (CharacterCodingException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static void urlEncode(Arguments args, int row, ByteSink out) {
        TextCursor text = args.text(0, row);
        for (int i = text.from; i < text.to; i++) {
            byte b = text.bytes[i];
            if ((b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || b == '_'
                    || b == '-'
                    || b == '~' || b == '.') {
                out.add(b);
            } else {
                out.add('%');
                addHex(b, out);
            }
        }
    }

    /// Decodes `%xx`; what is not followed by two digits stays as it is.
    private static void urlDecode(Arguments args, int row, ByteSink out) {
        TextCursor text = args.text(0, row);
        for (int i = text.from; i < text.to; i++) {
            byte b = text.bytes[i];
            int high = b == '%' && i + 2 < text.to ? Character.digit(text.bytes[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(text.bytes[i + 2], 16) : -1;
            if (low < 0) {
                out.add(b);
            } else {
                out.add(high << 4 | low);
                i += 2;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(out.bytes, 0, out.length));
        } catch (CharacterCodingException e) {
            throw new RowException(row, "\"" + shortened(text) + "\" does not decode to valid UTF-8");
        }
    }
}
