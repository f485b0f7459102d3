package dev.peso.ml;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

import dev.peso.DataAccessException;
import dev.peso.DataException;
import dev.peso.ml.internal.foreign.ForeignModel;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.lightgbm.LightGbmReader;
import dev.peso.ml.internal.model.Imports;
import dev.peso.ml.internal.spec.WholeFile;
import dev.peso.ml.internal.xgboost.XgboostReader;

/// Reads models that LightGBM and XGBoost trained. What comes out is a [Model] like any other: it predicts, explains, saves
/// and exports, and needs neither library.
///
/// Such files do not tell what the target and its classes are called, so that is said here. Values are immutable.
///
/// {@snippet file="dev/peso/ml/ExchangeSnippets.java" region="import"}
public final class ModelImport {
    private static final long MOST_BYTES = 1L << 29;

    private final Path path;
    private final BiFunction<String, String, ForeignModel> reader;
    private final String target;
    private final List<String> classes;
    private final Map<String, List<String>> categories;

    private ModelImport(Path path, BiFunction<String, String, ForeignModel> reader, String target,
            List<String> classes, Map<String, List<String>> categories) {
        this.path = path;
        this.reader = reader;
        this.target = target;
        this.classes = classes;
        this.categories = categories;
    }

    /// A model in the text form of LightGBM, as `save_model` writes it (versions 2 to 4).
    ///
    /// Trees with numbers and categories, missing values in all three ways, all objectives that come with LightGBM, DART
    /// and forests; trees with linear leaves are refused. Contributions are those of `pred_contrib`.
    ///
    /// @param path where the file is
    /// @return what will be read
    public static ModelImport lightGbm(Path path) {
        return of(path, LightGbmReader::read);
    }

    /// A model in the JSON form of XGBoost, as `save_model("model.json")` writes it (from version 1.0 on).
    ///
    /// Trees with numbers and categories, DART and linear boosters, one target. As XGBoost does, trees look at numbers
    /// as 32-bit floats; missing values are NaN and null.
    ///
    /// @param path where the file is
    /// @return what will be read
    public static ModelImport xgboost(Path path) {
        return of(path, XgboostReader::read);
    }

    private static ModelImport of(Path path, BiFunction<String, String, ForeignModel> reader) {
        return new ModelImport(Objects.requireNonNull(path, "path"), reader, "target", List.of(), Map.of());
    }

    /// Says what the target is called.
    ///
    /// @param column its name; `target` unless given
    /// @return what will be read
    public ModelImport target(String column) {
        return new ModelImport(path, reader, Objects.requireNonNull(column, "column"), classes, categories);
    }

    /// Says what the classes are called.
    ///
    /// @param labels in the order of the numbers that stood for them; `0`, `1`, ... unless given
    /// @return what will be read
    /// @throws IllegalArgumentException if one is given twice
    public ModelImport classes(String... labels) {
        return new ModelImport(path, reader, target, distinct(labels, "classes"), categories);
    }

    /// Says that a feature is a text, of which codes stood for the values. Otherwise it is a number: the code itself.
    ///
    /// @param feature its name
    /// @param levels the texts in the order of their codes from 0
    /// @return what will be read
    /// @throws IllegalArgumentException if one is given twice
    public ModelImport categories(String feature, String... levels) {
        Map<String, List<String>> more = new LinkedHashMap<>(categories);
        more.put(Objects.requireNonNull(feature, "feature"), distinct(levels, "levels"));
        return new ModelImport(path, reader, target, classes, more);
    }

    private static List<String> distinct(String[] labels, String what) {
        List<String> list = List.copyOf(Arrays.asList(labels));
        if (new HashSet<>(list).size() < list.size()) {
            throw new IllegalArgumentException(what + " must be different, got " + list);
        }
        return list;
    }

    /// Reads the model.
    ///
    /// @return the model; [Model#trainedOn] is empty, since the file does not tell
    /// @throws DataException if the file is no such model, is not whole, or holds what cannot be read; the message
    ///   tells the line, or the place in the document
    /// @throws DataAccessException if it cannot be read
    /// @throws dev.peso.QueryException if there are not as many classes as labels
    /// @throws dev.peso.ColumnNotFoundException if categories are given for a feature it does not have
    public Model read() {
        ForeignModel model = reader.apply(text(), String.valueOf(path.getFileName()));
        return new Model(Imports.state(model, target, classes, categories), Workers.all());
    }

    private String text() {
        WholeFile.requireThere(path);
        try {
            long size = Files.size(path);
            if (size > MOST_BYTES) {
                throw new DataException(path + " has " + size + " bytes, and models of up to " + MOST_BYTES
                        + " bytes are read");
            }
            return Files.readString(path);
        } catch (CharacterCodingException e) {
            throw new DataException(path + " is no text in UTF-8", null, -1, e);
        } catch (IOException e) {
            throw new DataAccessException("could not read " + path + ": " + e, e);
        }
    }
}
