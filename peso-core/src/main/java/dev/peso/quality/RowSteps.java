package dev.peso.quality;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Expr;
import dev.peso.Window;
import dev.peso.internal.quality.TextState;

/// Rows that come again.
final class RowSteps {
    private static final String NUMBER = "peso row number";
    private static final String COUNT = "peso row count";

    private RowSteps() {}

    /// @param keys none for all columns
    /// @param similar whether texts count as the same when they differ in case, accents and white space only
    record Duplicates(List<String> keys, Cleaning.Keep keep, boolean similar) implements CleaningStep {
        /// Whether it keeps what `distinct` keeps.
        boolean isDistinct() {
            return keep == Cleaning.Keep.FIRST && !similar;
        }

        @Override
        public String name() {
            return similar ? "similar_duplicates" : "duplicates";
        }

        @Override
        public Map<String, Object> settings() {
            return keys.isEmpty()
                    ? Settings.of(List.of(), "keep", keep.name())
                    : Settings.of(List.of(), "keep", keep.name(), "keys", keys);
        }

        @Override
        public CleaningChange change(CleaningInput input) {
            List<String> names = input.columns(keys, "columns", _ -> true);
            if (names.isEmpty()) {
                return CleaningChange.NONE;
            }
            Expr condition = switch (keep) {
                case FIRST -> Expr.col(NUMBER).eq(1);
                case LAST -> Expr.col(NUMBER).eq(Expr.col(COUNT));
                case NONE -> Expr.col(COUNT).eq(1);
            };
            return CleaningChange.NONE.helpedBy(rows -> numbered(rows, names)).keep(condition);
        }

        private Dataset numbered(Dataset rows, List<String> names) {
            List<Expr> by = new ArrayList<>();
            for (String name : names) {
                boolean text = similar && rows.schema().type(name).isText();
                by.add(text
                        ? Expr.udf("similar", String.class, String.class, Duplicates::plain, Expr.col(name))
                        : Expr.col(name));
            }
            Window.Spec same = Window.partitionBy(by.toArray(Expr[]::new));
            return keep == Cleaning.Keep.FIRST
                    ? rows.with(NUMBER, Expr.rowNumber().over(same))
                    : rows.with(Expr.rowNumber().over(same).as(NUMBER),
                            Expr.count().over(same).cast(DataType.INT64).as(COUNT));
        }

        private static String plain(String text) {
            String apart = Normalizer.normalize(TextState.folded(text), Normalizer.Form.NFD);
            StringBuilder out = new StringBuilder(apart.length());
            apart.codePoints()
                    .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                    .forEach(out::appendCodePoint);
            return out.toString();
        }
    }
}
