package dev.peso.internal.kernel;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.VectorBuilder;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;

/// Membership, three-valued: no match is null when an option is null, and a null value gives null.
final class InListStep {
    private InListStep() {}

    static Step of(CheckedExpr.InList in) {
        if (in.options().stream().allMatch(o -> o instanceof CheckedExpr.Const)) {
            List<@Nullable Object> values = new java.util.ArrayList<>();
            in.options().forEach(o -> values.add(((CheckedExpr.Const) o).value()));
            DataType type = in.value().type();
            if (LongSet.holds(type) || type.isText() || type == DataType.BINARY) {
                return new ConstantOptions(undecoded(in.value()), values);
            }
        }
        return new AnyOptions(in);
    }

    /// A categorical value in place of its text, so that each dictionary is looked up once.
    private static CheckedExpr undecoded(CheckedExpr value) {
        return value instanceof CheckedExpr.Convert(var input, var type, _) && type == DataType.UTF8
                && input.type() instanceof DataType.Categorical ? input : value;
    }

    /// Options that are constants of a type with a hash set.
    private static final class ConstantOptions extends Step {
        private final Step value;
        private final boolean nullOption;
        private final @Nullable LongSet numbers;
        private final @Nullable ViewSet texts;
        private @Nullable ViewVector dictionary;
        private long[] dictionaryHits = new long[0];

        ConstantOptions(CheckedExpr value, List<@Nullable Object> options) {
            this.value = Step.of(value);
            nullOption = options.contains(null);
            DataType type = value.type();
            boolean text = type.isText() || type == DataType.BINARY;
            VectorBuilder builder = VectorBuilder.of(text && type != DataType.BINARY ? DataType.UTF8 : type,
                    options.size());
            options.stream().filter(Objects::nonNull).forEach(o -> Scalars.append(builder, o));
            numbers = text ? null : new LongSet(builder.build());
            texts = text ? new ViewSet((ViewVector) builder.build()) : null;
        }

        @Override
        Vector eval(Batch batch) {
            Vector v = value.eval(batch);
            long[] bits = new long[Bitmap.words(v.length)];
            if (numbers != null) {
                numbers.contains(v, bits);
            } else if (v instanceof CodeVector c) {
                codes(c, bits);
            } else if (v instanceof ViewVector s && texts != null) {
                texts.contains(s, bits);
            }
            long[] valid = Bitmap.copy(v.validity, v.offset, v.length);
            if (nullOption) {
                valid = Bitmap.and(bits, 0, valid, 0, v.length);
            }
            return new BitVector(bits, 0, v.length, valid);
        }

        private void codes(CodeVector c, long[] bits) {
            if (dictionary != c.dictionary && texts != null) {
                dictionary = c.dictionary;
                dictionaryHits = new long[Bitmap.words(c.dictionary.length + 1)];
                texts.contains(c.dictionary, dictionaryHits);
            }
            for (int i = 0; i < c.length; i++) {
                int code = c.codes[c.offset + i];
                bits[i >>> 6] |= (dictionaryHits[code >>> 6] >>> code & 1) << i;
            }
        }
    }

    /// Any options: one comparison each.
    private static final class AnyOptions extends Step {
        private final Step value;
        private final Step[] options;
        private final Function.Kernel[] equal;

        AnyOptions(CheckedExpr.InList in) {
            value = Step.of(in.value());
            options = Step.of(in.options());
            Function function = Objects.requireNonNull(Functions.find("="));
            equal = in.options()
                    .stream()
                    .map(o -> function.factory().create(List.of(in.value(), o), DataType.BOOLEAN))
                    .toArray(Function.Kernel[]::new);
        }

        @Override
        Vector eval(Batch batch) {
            int rows = batch.rows();
            Vector v = value.eval(batch);
            if (rows == 0) {
                return Vectors.nulls(DataType.BOOLEAN, 0);
            }
            long[] hit = new long[Bitmap.words(rows)];
            long[] known = Bitmap.ones(rows);
            for (int o = 0; o < options.length; o++) {
                BitVector same = Step.bits(equal[o].apply(new Vector[]{v, options[o].eval(batch)}, rows));
                for (int w = 0; w < hit.length; w++) {
                    int bit = same.offset + (w << 6);
                    long valid = same.validity == null ? -1L : Bitmap.word(same.validity, bit);
                    hit[w] |= Bitmap.word(same.bits, bit) & valid & Positions.mask(w, rows);
                    known[w] &= valid;
                }
            }
            for (int w = 0; w < hit.length; w++) {
                known[w] |= hit[w];
            }
            return new BitVector(hit, 0, rows, Bitmap.copy(known, 0, rows));
        }
    }
}
