package dev.peso.internal.json;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.ByteVector;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.NullVector;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.ShortVector;
import dev.peso.internal.column.StructVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.Views;
import dev.peso.internal.column.WideVector;

/// Writes single values of any type as JSON.
final class ValueWriter {
    private final JsonGenerator json;
    private final boolean omitsNulls;
    private final byte[] inline = new byte[Views.INLINE];

    ValueWriter(JsonGenerator json, boolean omitsNulls) {
        this.json = json;
        this.omitsNulls = omitsNulls;
    }

    void members(List<Field> fields, List<Vector> columns, int row) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < columns.size(); i++) {
            Vector column = columns.get(i);
            if (!omitsNulls || !column.isNull(row)) {
                json.writeFieldName(fields.get(i).name());
                value(column, row);
            }
        }
        json.writeEndObject();
    }

    private void value(Vector vector, int row) throws IOException {
        if (vector.isNull(row)) {
            json.writeNull();
            return;
        }
        switch (vector) {
            case BitVector v -> json.writeBoolean(v.get(row));
            case ByteVector v -> json.writeNumber(v.get(row));
            case ShortVector v -> json.writeNumber(v.get(row));
            case IntVector v -> {
                if (v.type == DataType.DATE) {
                    scalar(v, row);
                } else {
                    json.writeNumber(v.get(row));
                }
            }
            case LongVector v -> {
                if (v.type == DataType.INT64) {
                    json.writeNumber(v.get(row));
                } else {
                    scalar(v, row);
                }
            }
            case FloatVector v -> json.writeNumber(v.get(row));
            case DoubleVector v -> json.writeNumber(v.get(row));
            case WideVector v -> scalar(v, row);
            case ViewVector v -> {
                if (v.type == DataType.UTF8) {
                    text(v, row);
                } else {
                    json.writeBinary(v.getBytes(row));
                }
            }
            case CodeVector v -> text(v.dictionary, v.code(row));
            case ListVector v -> {
                if (v.type instanceof DataType.MapOf map && map.key().isText()) {
                    map(v, row);
                } else {
                    list(v, row);
                }
            }
            case StructVector v -> members(((DataType.Struct) v.type).fields(), v.children, row);
            case NullVector _ -> json.writeNull();
        }
    }

    private void text(ViewVector v, int row) throws IOException {
        int length = v.byteLength(row);
        if (length > Views.INLINE) {
            json.writeUTF8String(v.buffers[Views.bufferIndex(v.tail(row))], Views.bufferOffset(v.tail(row)),
                    length);
        } else {
            Views.copyTo(v.head(row), v.tail(row), v.buffers, inline, 0);
            json.writeUTF8String(inline, 0, length);
        }
    }

    private void scalar(Vector vector, int row) throws IOException {
        switch (Scalars.get(vector, row)) {
            case BigDecimal d -> json.writeNumber(d.toPlainString());
            case LocalTime t -> json.writeString(DateTimeFormatter.ISO_LOCAL_TIME.format(t));
            case LocalDateTime t -> json.writeString(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(t));
            case ZonedDateTime t -> json.writeString(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(t));
            case null -> json.writeNull();
            case Object other -> json.writeString(other.toString());
        }
    }

    private void list(ListVector v, int row) throws IOException {
        json.writeStartArray();
        for (int i = v.from(row); i < v.to(row); i++) {
            value(v.child, i);
        }
        json.writeEndArray();
    }

    private void map(ListVector v, int row) throws IOException {
        StructVector entries = (StructVector) v.child;
        json.writeStartObject();
        for (int i = v.from(row); i < v.to(row); i++) {
            json.writeFieldName(String.valueOf(Scalars.get(entries.children.get(0), i)));
            value(entries.children.get(1), i);
        }
        json.writeEndObject();
    }
}
