package dev.peso.examples.customsource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.peso.DataAccessException;
import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.spi.Batch;
import dev.peso.spi.ByteSource;
import dev.peso.spi.ColumnData;
import dev.peso.spi.Source;

/// The requests in a web server's log in the Common Log Format:
/// `203.0.113.7 - - [20/Nov/2026:13:55:36 +0000] "GET /index.html HTTP/1.1" 200 2326`.
///
/// The file is cut into parts that are read side by side, and only the columns a query wants are built.
public final class AccessLog implements Source {
    private static final Schema SCHEMA = Schema.of(Field.of("host", DataType.UTF8),
            Field.of("time", DataType.timestamp(ZoneOffset.UTC)), Field.of("method", DataType.UTF8),
            Field.of("path", DataType.UTF8), Field.of("status", DataType.INT32),
            Field.of("bytes", DataType.INT64));
    private static final Pattern LINE = Pattern
            .compile("(\\S+) \\S+ \\S+ \\[([^]]+)] \"(\\S+) (\\S+)[^\"]*\" ([0-9]{3}) ([0-9]{1,18}|-).*");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z",
            Locale.ENGLISH);

    private final ByteSource file;
    private final int partBytes;

    AccessLog(ByteSource file, int partBytes) {
        this.file = file;
        this.partBytes = partBytes;
    }

    /// The log in a file.
    ///
    /// @param path the file
    /// @return a source for `Dataset.of`
    public static AccessLog of(Path path) {
        return new AccessLog(ByteSource.of(path), 4_000_000);
    }

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public Reading open(Request request) {
        List<Part> parts = new ArrayList<>();
        try {
            long length = file.length();
            for (long from = 0; from < length; from += partBytes) {
                long start = from;
                parts.add(() -> List.of(read(start, start + partBytes, request.columns())));
            }
        } catch (IOException e) {
            throw new DataAccessException("could not read " + name() + ": " + e.getMessage(), e);
        }
        return Source.reading(parts);
    }

    /// The requests whose lines start in a range of the file.
    private Batch read(long from, long to, List<Integer> columns) {
        List<Matcher> lines = new ArrayList<>();
        for (String line : lines(from, to).split("\n")) {
            Matcher matcher = LINE.matcher(line.strip());
            if (matcher.matches()) {
                lines.add(matcher);
            } else if (!line.isBlank()) {
                throw new DataException(name() + ": this line is no request in the Common Log Format: "
                        + line.substring(0, Math.min(40, line.length())));
            }
        }
        return Batch.of(columns.stream().map(column -> column(lines, column)).toList(), lines.size());
    }

    private ColumnData column(List<Matcher> lines, int column) {
        return switch (column) {
            case 1 -> ColumnData.ofLongs(SCHEMA.field(1).type(),
                    lines.stream().mapToLong(line -> micros(line.group(2))).toArray(), 0, lines.size(), null);
            case 4 -> ColumnData.ofInts(DataType.INT32,
                    lines.stream().mapToInt(line -> Integer.parseInt(line.group(5))).toArray(), 0,
                    lines.size(), null);
            case 5 -> bytes(lines);
            default -> ColumnData.ofTexts(lines.stream().map(line -> line.group(column + 1)).toList());
        };
    }

    private static ColumnData bytes(List<Matcher> lines) {
        long[] bytes = new long[lines.size()];
        boolean[] isNull = new boolean[lines.size()];
        for (int i = 0; i < bytes.length; i++) {
            isNull[i] = lines.get(i).group(6).equals("-");
            bytes[i] = isNull[i] ? 0 : Long.parseLong(lines.get(i).group(6));
        }
        return ColumnData.ofLongs(DataType.INT64, bytes, 0, bytes.length, ColumnData.validity(isNull));
    }

    private long micros(String time) {
        try {
            return OffsetDateTime.parse(time, TIME).toEpochSecond() * 1_000_000;
        } catch (DateTimeParseException e) {
            throw new DataException(name() + ": \"" + time + "\" is no time like 20/Nov/2026:13:55:36 +0000",
                    "time", -1,
                    e);
        }
    }

    /// The whole lines that start in a range: from the first line start at or after `from` to the end of the line that
    /// holds the byte before `to`.
    private String lines(long from, long to) {
        String text = text(Math.max(0, from - 1), to);
        int start = from == 0 ? 0 : text.indexOf('\n') + 1;
        if (from > 0 && start == 0) {
            return ""; // one long line covers the range
        }
        StringBuilder lines = new StringBuilder(text.substring(start));
        for (long at = to; !lines.isEmpty() && lines.charAt(lines.length() - 1) != '\n'; at += 1_000) {
            String more = text(at, at + 1_000);
            int end = more.indexOf('\n');
            lines.append(end < 0 ? more : more.substring(0, end + 1));
            if (more.isEmpty()) {
                break;
            }
        }
        return lines.toString();
    }

    /// Logs are ASCII; other bytes become `?`.
    private String text(long from, long to) {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(to - from));
        try {
            file.read(from, buffer);
        } catch (IOException e) {
            throw new DataAccessException("could not read " + name() + ": " + e.getMessage(), e);
        }
        return StandardCharsets.US_ASCII.decode(buffer.flip()).toString();
    }
}
