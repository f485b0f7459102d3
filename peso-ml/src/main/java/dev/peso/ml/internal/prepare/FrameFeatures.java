package dev.peso.ml.internal.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.ColumnNotFoundException;
import dev.peso.QueryException;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.frame.Texts;
import dev.peso.ml.spi.Features;

/// A frame as steps and learners of others see it: without its sparse columns, which pass by.
///
/// @param frame the columns
public record FrameFeatures(Frame frame) implements Features {
    @Override
    public List<String> names() {
        return frame.columns().stream().map(Feature::name).toList();
    }

    @Override
    public int rows() {
        return frame.rows();
    }

    private Feature column(String name) {
        Objects.requireNonNull(name, "name");
        return frame.columns()
                .stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ColumnNotFoundException(name, names(), "features"));
    }

    @Override
    public boolean isText(String name) {
        return column(name) instanceof Feature.Codes;
    }

    @Override
    public double[] numbers(String name) {
        if (column(name) instanceof Feature.Numbers numbers) {
            return numbers.values().clone();
        }
        throw new QueryException(
                "column \"" + name + "\" holds texts, not numbers; use texts(\"" + name + "\")");
    }

    @Override
    public List<@Nullable String> texts(String name) {
        if (column(name) instanceof Feature.Codes codes) {
            List<@Nullable String> texts = new ArrayList<>(codes.rows());
            for (int code : codes.codes()) {
                texts.add(code < 0 ? null : codes.levels().get(code));
            }
            return texts;
        }
        throw new QueryException(
                "column \"" + name + "\" holds numbers, not texts; use numbers(\"" + name + "\")");
    }

    @Override
    public Features with(String name, double[] values) {
        requireRows(name, values.length);
        return with(new Feature.Numbers(Objects.requireNonNull(name, "name"), values.clone()));
    }

    @Override
    public Features with(String name, List<? extends @Nullable String> values) {
        requireRows(name, values.size());
        List<String> levels = values.stream()
                .filter(Objects::nonNull)
                .map(String.class::cast)
                .distinct()
                .sorted(Texts.CODE_POINTS)
                .toList();
        Map<String, Integer> places = new HashMap<>();
        levels.forEach(level -> places.put(level, places.size()));
        int[] codes = values.stream()
                .mapToInt(text -> text == null
                        ? Feature.Codes.MISSING
                        : places.getOrDefault(text, Feature.Codes.MISSING))
                .toArray();
        return with(new Feature.Codes(Objects.requireNonNull(name, "name"), codes, levels));
    }

    private void requireRows(String name, int length) {
        if (length != rows()) {
            throw new IllegalArgumentException(
                    "column \"" + name + "\" needs " + rows() + " values, got " + length);
        }
    }

    private Features with(Feature column) {
        List<Feature> columns = new ArrayList<>(frame.columns());
        int at = names().indexOf(column.name());
        if (at >= 0) {
            columns.set(at, column);
        } else {
            columns.add(column);
        }
        return new FrameFeatures(frame.with(columns));
    }

    @Override
    public Features without(String... names) {
        Set<String> gone = new LinkedHashSet<>(Arrays.asList(names));
        gone.forEach(this::column);
        return new FrameFeatures(
                frame.with(
                        frame.columns().stream().filter(column -> !gone.contains(column.name())).toList()));
    }
}
