package dev.peso.internal.kernel;

import static dev.peso.internal.kernel.Signatures.TEXT;
import static dev.peso.internal.kernel.Signatures.takes;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewBuilder;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.RowException;

/// Texts with values put in: `format('{}: {:.2f}', name, price)` and `printf('%s: %.2f', name, price)`.
final class TextTemplates {
    private static final Signatures.Param VALUE = new Signatures.Param("any", DataType.NULL,
            t -> !t.isNested());

    private TextTemplates() {}

    static void register(Functions.Registrar registrar) {
        add(registrar, "format", Template::ofBraces);
        add(registrar, "printf", Template::ofPercents);
    }

    private static void add(Functions.Registrar registrar, String name, Function<String, Template> parser) {
        Signatures.Check check = args -> {
            if (args.getFirst() instanceof CheckedExpr.Const(String text, var _)) {
                try {
                    parser.apply(text).requireArguments(args.size() - 1);
                } catch (IllegalArgumentException e) {
                    throw Signatures.badConstant(name, String.valueOf(e.getMessage()));
                }
            }
        };
        registrar.add(new dev.peso.internal.expr.Function(name,
                Signatures.resolver(name, check, takes(TEXT).returns(DataType.UTF8),
                        takes(TEXT, VALUE).repeated().returns(DataType.UTF8)),
                (args, _) -> new Kernel(name, parser, args)));
    }

    /// Fills templates row by row; the last template is kept parsed.
    private static final class Kernel implements dev.peso.internal.expr.Function.Kernel {
        private final String name;
        private final Function<String, Template> parser;
        private final List<Casts.Cast> casts = new ArrayList<>();
        private final ByteSink sink = new ByteSink();
        private @Nullable String source;
        private Template template = new Template(List.of());

        Kernel(String name, Function<String, Template> parser, List<CheckedExpr> args) {
            this.name = name;
            this.parser = parser;
            for (CheckedExpr arg : args) {
                casts.add(Casts.of(arg.type(), DataType.UTF8, false));
            }
        }

        @Override
        public Vector apply(Vector[] vectors, int rows) {
            Vector[] plain = OverDictionary.decoded(vectors);
            long[] valid = Arguments.valid(plain, rows);
            @Nullable
            ViewVector[] texts = new ViewVector[plain.length];
            ViewBuilder builder = new ViewBuilder(DataType.UTF8, rows);
            for (int row = 0; row < rows; row++) {
                if (!Bitmap.isSet(valid, row)) {
                    builder.appendNull();
                    continue;
                }
                sink.clear();
                try {
                    fill(((ViewVector) plain[0]).getString(row), plain, texts, row);
                } catch (IllegalArgumentException e) {
                    throw new RowException(row, name + ": " + e.getMessage());
                }
                builder.append(sink.bytes, 0, sink.length);
            }
            return builder.build();
        }

        private void fill(String text, Vector[] plain, @Nullable ViewVector[] texts, int row) {
            if (!text.equals(source)) {
                template = parser.apply(text);
                template.requireArguments(plain.length - 1);
                source = text;
            }
            for (Template.Piece piece : template.pieces()) {
                switch (piece) {
                    case Template.Words words -> sink.add(words.text());
                    case Template.Hole hole -> sink.add(value(hole, plain, texts, row));
                }
            }
        }

        private String value(Template.Hole hole, Vector[] plain, @Nullable ViewVector[] texts, int row) {
            int width = hole.widthArgument() < 0
                    ? hole.width()
                    : Template.width(Scalars.get(plain[hole.widthArgument() + 1], row));
            int at = hole.argument() + 1;
            if (!hole.isText(plain[at].type)) {
                return hole.number(Scalars.get(plain[at], row), width);
            }
            ViewVector text = texts[at];
            if (text == null) {
                text = (ViewVector) casts.get(at).apply(plain[at]);
                texts[at] = text;
            }
            return hole.text(text.getString(row), plain[at].type, width);
        }
    }
}
