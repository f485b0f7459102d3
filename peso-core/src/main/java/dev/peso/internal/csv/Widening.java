package dev.peso.internal.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.spi.Parallel;

/// Infers the types of a file's columns from all of its rows, after a value that the first rows' types do not take.
final class Widening {
    private final CsvFile file;
    private final NullTexts nulls;
    private final Blocks blocks;

    private Widening(CsvFile file, InputStream stream) {
        this.file = file;
        this.nulls = new NullTexts(file.options().nulls());
        this.blocks = new Blocks(stream, file.dialect(), Blocks.BLOCK_BYTES, file.dataStart());
    }

    /// The file under types that hold all values; null when its types do already.
    static @Nullable CsvFile of(CsvFile file) {
        file.requireUnchanged();
        try (InputStream stream = file.open()) {
            stream.skipNBytes(file.dataStart());
            return new Widening(file, stream).wider();
        } catch (IOException e) {
            throw CsvFile.failed(file.text(), file.dialect(), e);
        }
    }

    /// What one worker has seen.
    private static final class Seen {
        final List<@Nullable TypeGuess> guesses = new ArrayList<>();
        long rows;
    }

    private @Nullable CsvFile wider() {
        List<Seen> all = Parallel.map(Parallel.threads(), _ -> look());
        List<Field> fields = new ArrayList<>();
        List<CsvFile.Look> looks = new ArrayList<>();
        for (int c = 0; c < file.schema().size(); c++) {
            Field field = file.schema().field(c);
            CsvFile.Look look = file.columns().get(c);
            TypeGuess guess = fresh(c);
            if (guess != null) {
                int column = c;
                all.stream().map(seen -> seen.guesses.get(column)).forEach(guess::add);
                field = field.withType(guess.type());
                look = CsvFile.Look.inferred(guess, file.options().isNullsGiven());
            }
            fields.add(field);
            looks.add(look);
        }
        Schema schema = Schema.of(fields);
        boolean same = schema.equals(file.schema())
                && IntStream.range(0, looks.size()).allMatch(c -> looks.get(c).isLike(file.columns().get(c)));
        return same ? null : file.with(schema, all.stream().mapToLong(seen -> seen.rows).sum(), looks);
    }

    /// An empty guess for a column that may become wider; null for others.
    private @Nullable TypeGuess fresh(int column) {
        CsvFile.Look look = file.columns().get(column);
        TypeGuess guess = look.guess();
        boolean fixed = !look.inferred() || file.schema().field(column).type() == DataType.UTF8;
        return fixed || guess == null ? null : guess.fresh();
    }

    private Seen look() {
        Seen seen = new Seen();
        for (int c = 0; c < file.schema().size(); c++) {
            seen.guesses.add(fresh(c));
        }
        FieldIndex fields = new FieldIndex(file.dialect(), file.schema().size(), (_, _, _, _) -> true);
        for (Blocks.Block block = next(); block != null; block = next()) {
            seen.rows += fields.index(block);
            for (int c = 0; c < fields.width; c++) {
                TypeGuess guess = seen.guesses.get(c);
                if (guess != null) {
                    observe(fields, c, guess);
                }
            }
        }
        return seen;
    }

    private void observe(FieldIndex fields, int column, TypeGuess guess) {
        for (int row = 0, p = column; row < fields.rows; row++, p += fields.width + 1) {
            HeaderGuess.observe(fields.bytes, fields.at[p], fields.at[p + 1] - 1, file.dialect(), nulls,
                    guess);
        }
    }

    private synchronized Blocks.@Nullable Block next() {
        try {
            return blocks.next(null);
        } catch (IOException e) {
            throw CsvFile.failed(file.text(), file.dialect(), e);
        }
    }
}
