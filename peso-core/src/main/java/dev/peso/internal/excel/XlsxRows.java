package dev.peso.internal.excel;

import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.excel.XmlReader.Event;

/// The rows of a sheet in XML.
final class XlsxRows extends SheetRows {
    private final XmlReader xml;
    private final NumberFormats formats;
    private final SharedTexts shared;
    private final Serials serials;
    private final StringBuilder value = new StringBuilder();
    private boolean ended;
    private int column;

    XlsxRows(XmlReader xml, NumberFormats formats, SharedTexts shared, Serials serials) {
        this.xml = xml;
        this.formats = formats;
        this.shared = shared;
        this.serials = serials;
    }

    @Override
    boolean next() throws IOException {
        while (!ended) {
            Event event = xml.next();
            if (event == Event.DONE || event == Event.END && xml.is("sheetData")) {
                ended = true;
                xml.readToEnd();
            } else if (event == Event.START && xml.is("row")) {
                readRow();
                if (count > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private void readRow() throws IOException {
        int number = xml.number("r", row + 2) - 1;
        if (number <= row || number >= MOST_ROWS) {
            throw xml.damaged("has row " + (number + 1L) + " after row " + (row + 1));
        }
        row = number;
        count = 0;
        column = -1;
        for (Event event = xml.next(); !(event == Event.END && xml.is("row")); event = xml.next()) {
            if (event == Event.START && xml.is("c")) {
                readCell();
            }
        }
    }

    private void readCell() throws IOException {
        String reference = xml.attribute("r");
        column = reference == null ? column + 1 : column(reference);
        if (column >= MOST_COLUMNS) {
            throw xml.damaged("has more than " + MOST_COLUMNS + " columns in row " + (row + 1));
        }
        String type = xml.attribute("t");
        int style = xml.attribute("s") == null ? 0 : style();
        String inline = null;
        value.setLength(0);
        for (Event event = xml.next(); !(event == Event.END && xml.is("c")); event = xml.next()) {
            if (event != Event.START) {
                continue;
            }
            if (xml.is("is")) {
                inline = SharedTexts.rich(xml);
            } else if (xml.is("v")) {
                readValue();
            } else {
                xml.skipTag();
            }
        }
        addCell(type == null ? "n" : type, style, inline);
    }

    /// Some writers leave the number of a style empty.
    private int style() throws IOException {
        String text = xml.attribute("s");
        return text == null || text.isBlank() ? 0 : xml.number("s", 0);
    }

    private void readValue() throws IOException {
        for (Event event = xml.next(); event != Event.END; event = xml.next()) {
            if (event == Event.TEXT) {
                value.append(xml.text());
            } else {
                throw wrong("has a tag <" + xml.name() + "> in its value");
            }
        }
    }

    private int column(String reference) throws DamagedException {
        int number = 0;
        int i = 0;
        while (i < reference.length() && Character.isLetter(reference.charAt(i)) && i < 4) {
            number = 26 * number + (reference.charAt(i) & 0x1F);
            i++;
        }
        if (number == 0 || number > MOST_COLUMNS) {
            throw xml.damaged("has a cell \"" + XmlReader.shortened(reference) + "\" in row " + (row + 1));
        }
        return number - 1;
    }

    private void addCell(String type, int style, @Nullable String inline) throws IOException {
        if (value.isEmpty() && inline == null) {
            if (type.equals("str")) {
                add(column, Kind.TEXT, 0, "");
            }
            return;
        }
        switch (type) {
            case "s" -> {
                String text = shared.get(index());
                if (text == null) {
                    throw wrong("refers to text " + value + ", which the workbook does not have");
                }
                add(column, Kind.TEXT, 0, text);
            }
            case "str", "inlineStr" ->
                add(column, Kind.TEXT, 0, inline != null ? inline : SharedTexts.unescaped(value));
            case "b" -> add(column, Kind.BOOLEAN, truth(), null);
            case "e" -> add(column, Kind.ERROR, 0, value.toString());
            case "d" -> addMoment(value.toString());
            case "n" -> addNumber(style, inline);
            default -> throw wrong("is of the unknown type \"" + XmlReader.shortened(type) + "\"");
        }
    }

    private int index() throws DamagedException {
        try {
            return Integer.parseInt(value.toString().strip());
        } catch (NumberFormatException e) {
            throw wrong("refers to text " + XmlReader.shortened(value.toString()), e);
        }
    }

    private double truth() throws DamagedException {
        return switch (value.toString().strip()) {
            case "1", "true" -> 1;
            case "0", "false" -> 0;
            default -> throw wrong("has the boolean \"" + XmlReader.shortened(value.toString()) + "\"");
        };
    }

    private void addNumber(int style, @Nullable String inline) throws IOException {
        if (value.isEmpty() && inline != null) {
            add(column, Kind.TEXT, 0, inline);
            return;
        }
        try {
            double number = Double.parseDouble(value.toString());
            if (Double.isInfinite(number)) {
                throw wrong(
                        "has the number \"" + XmlReader.shortened(value.toString()) + "\", beyond float64");
            }
            Kind kind = formats.ofStyle(style);
            boolean fits = kind == Kind.NUMBER || kind == Kind.DURATION || serials.isMoment(number);
            add(column, fits ? kind : Kind.NUMBER, number, null);
        } catch (NumberFormatException e) {
            throw wrong("has the number \"" + XmlReader.shortened(value.toString()) + "\"", e);
        }
    }

    /// A date, or date and time, as ISO 8601 has it.
    private void addMoment(String text) throws DamagedException {
        String plain = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
        try {
            if (plain.indexOf('T') < 0 && plain.indexOf(':') < 0) {
                addMoment(Kind.DATE, LocalDate.parse(plain).atStartOfDay());
            } else if (plain.indexOf('-') < 0) {
                String time = plain.startsWith("T") ? plain.substring(1) : plain;
                add(column, Kind.TIME, LocalTime.parse(time).toNanoOfDay() / 86_400e9, null);
            } else {
                addMoment(Kind.DATE_TIME, LocalDateTime.parse(plain));
            }
        } catch (DateTimeParseException e) {
            throw wrong("has the date \"" + XmlReader.shortened(text) + "\"", e);
        }
    }

    private void addMoment(Kind kind, LocalDateTime moment) {
        double serial = serials.of(moment.toInstant(ZoneOffset.UTC).toEpochMilli());
        if (serials.isMoment(serial)) {
            add(column, kind, serial, null);
        } else {
            add(column, Kind.TEXT, 0, moment.toString());
        }
    }

    private DamagedException wrong(String what) {
        return wrong(what, null);
    }

    private DamagedException wrong(String what, @Nullable Throwable cause) {
        return xml.damaged("cell " + Area.cell(row, column) + " " + what, cause);
    }

    @Override
    public void close() throws IOException {
        xml.close();
    }
}
