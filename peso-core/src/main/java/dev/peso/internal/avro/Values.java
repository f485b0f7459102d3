package dev.peso.internal.avro;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

import dev.peso.DataType;
import dev.peso.internal.bytes.Utf8;
import dev.peso.internal.column.BitBuilder;
import dev.peso.internal.column.CodeBuilder;
import dev.peso.internal.column.ListBuilder;
import dev.peso.internal.column.NumberBuilder;
import dev.peso.internal.column.StructBuilder;
import dev.peso.internal.column.VectorBuilder;
import dev.peso.internal.column.ViewBuilder;
import dev.peso.internal.column.WideBuilder;

/// Reads values into builders, or passes over them.
final class Values {
    private final Input in;

    Values(Input in) {
        this.in = in;
    }

    void read(AvroType type, VectorBuilder into) throws IOException {
        switch (type) {
            case AvroType.Plain plain -> readPlain(plain, into);
            case AvroType.Fixed fixed -> {
                int from = in.skip(fixed.size());
                if (fixed.type() == DataType.UTF8) {
                    ((ViewBuilder) into).append(new UUID(big(from), big(from + 8)).toString());
                } else {
                    readBytes(fixed.type(), from, fixed.size(), into);
                }
            }
            case AvroType.Symbols symbols ->
                ((CodeBuilder) into).append(symbols.symbols().get(symbol(symbols)));
            case AvroType.Items items -> {
                ListBuilder list = (ListBuilder) into;
                for (long n = in.count(items.item().least()); n > 0; n = in.count(items.item().least())) {
                    for (long i = 0; i < n; i++) {
                        read(items.item(), list.child());
                    }
                }
                list.endList();
            }
            case AvroType.Entries entries -> readEntries(entries, (ListBuilder) into);
            case AvroType.Members members -> {
                StructBuilder struct = (StructBuilder) into;
                for (int i = 0; i < members.members().size(); i++) {
                    read(members.members().get(i).type(), struct.child(i));
                }
                struct.endStruct();
            }
            case AvroType.Union union -> readUnion(union, into);
        }
    }

    private void readPlain(AvroType.Plain plain, VectorBuilder into) throws IOException {
        switch (plain.kind()) {
            case NULL -> into.appendNull();
            case BOOLEAN -> ((BitBuilder) into).append(truth());
            case INT -> ((NumberBuilder) into).append(fitting(plain.type(), in.int32()));
            case LONG -> ((NumberBuilder) into).append(in.number());
            case FLOAT -> ((NumberBuilder) into).append((double) Float.intBitsToFloat((int) in.fixed(4)));
            case DOUBLE -> ((NumberBuilder) into).append(Double.longBitsToDouble(in.fixed(8)));
            case BYTES, STRING -> {
                long length = in.number();
                readBytes(plain.type(), in.skip(length), (int) length, into);
            }
        }
    }

    private static long fitting(DataType type, int value) throws IOException {
        if (type == DataType.INT8 && value != (byte) value
                || type == DataType.INT16 && value != (short) value) {
            throw new IOException("the number " + value + " is no " + type);
        }
        return value;
    }

    private boolean truth() throws IOException {
        int value = in.u8();
        if (value > 1) {
            throw new IOException("a boolean is " + value);
        }
        return value == 1;
    }

    private void readBytes(DataType type, int from, int length, VectorBuilder into) throws IOException {
        switch (type) {
            case DataType.Decimal decimal -> readDecimal(decimal, from, length, into);
            case DataType.Categorical _ -> ((CodeBuilder) into).append(text(from, length));
            default -> {
                requireText(type, from, length);
                ((ViewBuilder) into).append(in.bytes, from, length);
            }
        }
    }

    private long big(int from) {
        long bits = 0;
        for (int i = 0; i < 8; i++) {
            bits = bits << 8 | in.bytes[from + i] & 0xFF;
        }
        return bits;
    }

    private String text(int from, int length) throws IOException {
        requireText(DataType.UTF8, from, length);
        return new String(in.bytes, from, length, StandardCharsets.UTF_8);
    }

    private void requireText(DataType type, int from, int length) throws IOException {
        if (type == DataType.UTF8 && Utf8.firstInvalid(in.bytes, from, from + length) >= 0) {
            throw new IOException("a text is not valid UTF-8");
        }
    }

    private void readDecimal(DataType.Decimal type, int from, int length, VectorBuilder into)
            throws IOException {
        BigInteger unscaled = length == 0
                ? BigInteger.ZERO
                : new BigInteger(Arrays.copyOfRange(in.bytes, from, from + length));
        if (unscaled.bitLength() > 127
                || unscaled.abs().compareTo(BigInteger.TEN.pow(type.precision())) >= 0) {
            throw new IOException("a number has more digits than " + type);
        }
        switch (into) {
            case NumberBuilder compact -> compact.append(unscaled.longValueExact());
            case WideBuilder wide -> wide.append(unscaled);
            default -> throw new IllegalStateException("no builder of decimals: " + into.type());
        }
    }

    private int symbol(AvroType.Symbols symbols) throws IOException {
        return within(in.number(), symbols.symbols().size(), "symbol");
    }

    private static int within(long index, int size, String what) throws IOException {
        if (index < 0 || index >= size) {
            throw new IOException(what + " " + index + " of " + size + " does not exist");
        }
        return (int) index;
    }

    private void readEntries(AvroType.Entries entries, ListBuilder map) throws IOException {
        StructBuilder entry = (StructBuilder) map.child();
        int least = 1 + entries.value().least();
        for (long n = in.count(least); n > 0; n = in.count(least)) {
            for (long i = 0; i < n; i++) {
                long length = in.number();
                readBytes(DataType.UTF8, in.skip(length), (int) length, entry.child(0));
                read(entries.value(), entry.child(1));
                entry.endStruct();
            }
        }
        map.endList();
    }

    private void readUnion(AvroType.Union union, VectorBuilder into) throws IOException {
        int branch = within(in.number(), union.branches().size(), "branch of a union");
        if (union.names().get(branch) == null) {
            into.appendNull();
        } else if (union.single() >= 0) {
            read(union.branches().get(branch), into);
        } else {
            StructBuilder struct = (StructBuilder) into;
            int place = union.place(branch);
            int parts = ((DataType.Struct) struct.type()).fields().size();
            for (int i = 0; i < parts; i++) {
                if (i == place) {
                    read(union.branches().get(branch), struct.child(i));
                } else {
                    struct.child(i).appendNull();
                }
            }
            struct.endStruct();
        }
    }

    void skip(AvroType type) throws IOException {
        switch (type) {
            case AvroType.Plain plain -> {
                switch (plain.kind()) {
                    case NULL -> {
                        // no bytes
                    }
                    case BOOLEAN -> in.skip(1);
                    case INT, LONG -> in.number();
                    case FLOAT -> in.skip(4);
                    case DOUBLE -> in.skip(8);
                    case BYTES, STRING -> in.skip(in.number());
                }
            }
            case AvroType.Fixed fixed -> in.skip(fixed.size());
            case AvroType.Symbols symbols -> symbol(symbols);
            case AvroType.Items items -> {
                for (long n = in.count(items.item().least()); n > 0; n = in.count(items.item().least())) {
                    for (long i = 0; i < n; i++) {
                        skip(items.item());
                    }
                }
            }
            case AvroType.Entries entries -> {
                int least = 1 + entries.value().least();
                for (long n = in.count(least); n > 0; n = in.count(least)) {
                    for (long i = 0; i < n; i++) {
                        in.skip(in.number());
                        skip(entries.value());
                    }
                }
            }
            case AvroType.Members members -> {
                for (AvroType.Member member : members.members()) {
                    skip(member.type());
                }
            }
            case AvroType.Union union ->
                skip(union.branches().get(within(in.number(), union.branches().size(), "branch of a union")));
        }
    }
}
