package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.microsoft.ml.lightgbm.PredictionType;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_double;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_long_long;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_p_void;
import com.microsoft.ml.lightgbm.lightgbmlib;
import com.microsoft.ml.lightgbm.lightgbmlibConstants;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.peso.Dataset;
import dev.peso.ml.internal.numeric.Mix;

/// Models that LightGBM and XGBoost trained predict and explain here as they do there.
@Tag("oracle")
class ForeignModelTest {
    private static final int ROWS = 1_200;
    private static final int WIDTH = 5;
    private static final double[] X = features(ROWS, 1);

    @TempDir
    Path folder = Path.of("");

    /// Row after row: numbers some of which are missing, whole numbers with many zeros, codes of categories, numbers of
    /// both signs, and tiny ones.
    private static double[] features(int rows, long seed) {
        Mix random = new Mix(seed);
        double[] all = new double[rows * WIDTH];
        for (int i = 0; i < rows; i++) {
            all[i * WIDTH] = i % 7 == 2 ? Double.NaN : random.nextDouble() * 10;
            all[i * WIDTH + 1] = i % 11 == 5 ? Double.NaN : Math.max(0, random.nextInt(9) - 4);
            all[i * WIDTH + 2] = i % 13 == 1 ? Double.NaN : random.nextInt(70);
            all[i * WIDTH + 3] = random.nextDouble() * 4 - 2;
            all[i * WIDTH + 4] = i % 5 == 0
                    ? 0
                    : (random.nextDouble() - 0.5) * Math.pow(10, -random.nextInt(6));
        }
        return all;
    }

    private static double score(double[] x, int i) {
        double a = Double.isNaN(x[i * WIDTH]) ? 7 : x[i * WIDTH];
        double c = Double.isNaN(x[i * WIDTH + 2]) ? 3 : x[i * WIDTH + 2] % 7;
        return a / 3 + (x[i * WIDTH + 1] == 0 ? 2 : 0) + c - 2 * x[i * WIDTH + 3] * x[i * WIDTH + 3]
                + (x[i * WIDTH + 4] > 0 ? 1 : 0);
    }

    /// @param classes 0 for numbers above 0
    private static float[] target(int classes) {
        float[] y = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            double score = score(X, i) + Math.sin(i * 12.9898) * 0.8;
            y[i] = classes == 0
                    ? (float) Math.max(0, score + 5)
                    : classes == 1
                            ? (float) (1 / (1 + Math.exp(-score + 5)))
                            : Math.min(classes - 1, Math.max(0,
                                    (int) (score * classes / 12)));
        }
        return y;
    }

    /// @param x row after row
    private static Dataset dataset(double[] x, List<String> names) {
        Map<String, Object> columns = new LinkedHashMap<>();
        for (int j = 0; j < WIDTH; j++) {
            double[] column = new double[x.length / WIDTH];
            for (int i = 0; i < column.length; i++) {
                column[i] = x[i * WIDTH + j];
            }
            columns.put(names.get(j), column);
        }
        return Dataset.of(columns);
    }

    private static double[] doubles(double[][] outputs) {
        return Arrays.stream(outputs).flatMapToDouble(Arrays::stream).toArray();
    }

    private static void assertClose(double[] ours, double[] theirs, double tolerance) {
        assertThat(ours).hasSameSizeAs(theirs);
        for (int i = 0; i < ours.length; i++) {
            assertThat(ours[i]).as("number %d", i)
                    .isCloseTo(theirs[i],
                            within(tolerance * Math.max(1, Math.abs(theirs[i]))));
        }
    }

    /// For each row and output what each feature adds, then the base: as both libraries lay them out.
    private static double[] contributions(Model model, Dataset data) {
        Dataset shap = model.explain(data).toDataset();
        double[] added = shap.doubles("shap");
        double[] base = shap.doubles("base");
        double[] all = new double[added.length / WIDTH * (WIDTH + 1)];
        for (int block = 0; block < added.length / WIDTH; block++) {
            System.arraycopy(added, block * WIDTH, all, block * (WIDTH + 1), WIDTH);
            all[block * (WIDTH + 1) + WIDTH] = base[block * WIDTH];
        }
        return all;
    }

    private static double[] sums(double[] contributions) {
        double[] sums = new double[contributions.length / (WIDTH + 1)];
        for (int i = 0; i < contributions.length; i++) {
            sums[i / (WIDTH + 1)] += contributions[i];
        }
        return sums;
    }

    private void agreesWithOnnx(Model model, Dataset data) {
        Path file = folder.resolve("model.onnx");
        model.export(Onnx.onnx(file));
        assertThat(Ort.distance(Ort.run(file, model, data), Ort.own(model, data))).isLessThan(1e-9);
    }

    private void agreesAfterItsFile(Model model, Dataset data) {
        Path file = folder.resolve("model.peso");
        model.save(file);
        assertThat(Model.load(file).predict(data).fingerprint()).isEqualTo(model.predict(data).fingerprint());
    }

    // ---------------------------------------------------------------- LightGBM

    private static String lightGbm(float[] y, String parameters) throws LGBMException {
        String all = parameters + " num_threads=1 verbosity=-1 seed=3 deterministic=true min_data_in_leaf=5";
        try (LGBMDataset data = LGBMDataset.createFromMat(X, ROWS, WIDTH, true, all, null)) {
            data.setField("label", y);
            try (LGBMBooster booster = LGBMBooster.create(data, all)) {
                for (int round = 0; round < 25; round++) {
                    booster.updateOneIter();
                }
                return booster.saveModelToString(0, 0, LGBMBooster.FeatureImportanceType.GAIN);
            }
        }
    }

    /// By the library's own functions: `LGBMBooster.predictForMat` has room for two outputs a row and writes beyond it.
    private static double[] lightGbm(String model, double[] x, PredictionType what, int outputs) {
        SWIGTYPE_p_p_void booster = lightgbmlib.new_voidpp();
        succeeds(lightgbmlib.LGBM_BoosterLoadModelFromString(model, lightgbmlib.new_intp(), booster));
        SWIGTYPE_p_double given = lightgbmlib.new_doubleArray(x.length);
        for (int i = 0; i < x.length; i++) {
            lightgbmlib.doubleArray_setitem(given, i, x[i]);
        }
        int rows = x.length / WIDTH;
        double[] predicted = new double[rows * outputs
                * (what == PredictionType.C_API_PREDICT_CONTRIB ? WIDTH + 1 : 1)];
        SWIGTYPE_p_double room = lightgbmlib.new_doubleArray(predicted.length);
        SWIGTYPE_p_long_long length = lightgbmlib.new_int64_tp();
        succeeds(lightgbmlib.LGBM_BoosterPredictForMat(lightgbmlib.voidpp_value(booster),
                lightgbmlib.double_to_voidp_ptr(given), lightgbmlibConstants.C_API_DTYPE_FLOAT64, rows, WIDTH,
                1,
                what.getType(), 0, -1, "num_threads=1", length, room));
        assertThat(lightgbmlib.int64_tp_value(length)).isEqualTo(predicted.length);
        Arrays.setAll(predicted, i -> lightgbmlib.doubleArray_getitem(room, i));
        lightgbmlib.delete_doubleArray(given);
        lightgbmlib.delete_doubleArray(room);
        succeeds(lightgbmlib.LGBM_BoosterFree(lightgbmlib.voidpp_value(booster)));
        return predicted;
    }

    private static void succeeds(int code) {
        assertThat(code).as(lightgbmlib::LGBM_GetLastError).isZero();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"objective=binary", "objective=binary categorical_feature=2 max_cat_to_onehot=2",
            "objective=binary sigmoid=2", "objective=binary zero_as_missing=true",
            "objective=binary use_missing=false",
            "objective=binary boosting=dart drop_rate=0.5 categorical_feature=2",
            "objective=binary boosting=rf bagging_freq=1 bagging_fraction=0.7",
            "objective=multiclass num_class=3 categorical_feature=1,2",
            "objective=multiclassova num_class=3 sigmoid=1.5",
            "objective=regression categorical_feature=2", "objective=regression reg_sqrt=true",
            "objective=regression_l1",
            "objective=poisson", "objective=tweedie", "objective=quantile alpha=0.8", "objective=huber",
            "objective=cross_entropy", "objective=cross_entropy_lambda",
            "objective=regression num_leaves=2 learning_rate=1"})
    void light_gbm_predicts_the_same_here(String parameters) throws Exception {
        int classes = parameters.contains("binary") ? 2 : parameters.contains("multiclass") ? 3 : 0;
        String text = lightGbm(target(parameters.contains("cross_entropy") ? 1 : classes), parameters);
        Model model = ModelImport.lightGbm(write("model.txt", text)).target("y").read();
        double[] rows = features(500, 9);
        Dataset data = dataset(rows, model.inputs());
        int outputs = classes == 3 ? 3 : 1;
        double[] theirs = lightGbm(text, rows, PredictionType.C_API_PREDICT_NORMAL, outputs);
        double[][] ours = Ort.own(model, data).outputs();
        if (classes == 2) {
            ours = Arrays.stream(ours).map(row -> new double[]{row[1]}).toArray(double[][]::new);
        }
        assertClose(doubles(ours), theirs, 1e-9);
        if (!parameters.contains("rf") && !parameters.contains("sigmoid")) {
            double[] added = contributions(model, data);
            assertClose(added, lightGbm(text, rows, PredictionType.C_API_PREDICT_CONTRIB, outputs), 1e-6);
            assertClose(sums(added), lightGbm(text, rows, PredictionType.C_API_PREDICT_RAW_SCORE, outputs),
                    1e-9);
        }
        assertThat(model.rows()).isEqualTo(parameters.contains("rf") ? model.rows() : ROWS);
        agreesWithOnnx(model, data);
        agreesAfterItsFile(model, data);
    }

    @Test
    void codes_may_be_texts() throws Exception {
        String text = lightGbm(target(2), "objective=binary categorical_feature=2");
        String[] levels = new String[70];
        Arrays.setAll(levels, code -> "town " + code);
        Model model = ModelImport.lightGbm(write("model.txt", text))
                .target("left")
                .classes("no", "yes")
                .categories("Column_2", levels)
                .read();
        Dataset data = dataset(X, model.inputs())
                .with("Column_2 = case when is_nan(Column_2) then null else concat('town ', cast(cast(Column_2 as int64) as utf8)) end");
        assertThat(model.classes()).containsExactly("no", "yes");
        assertClose(model.predict(data).doubles("p_yes"),
                lightGbm(text, X, PredictionType.C_API_PREDICT_NORMAL, 1), 1e-9);
        Model named = ModelImport
                .lightGbm(write("named.txt",
                        text + "\npandas_categorical:[[\"" + String.join("\", \"", levels) + "\"]]\n"))
                .read();
        assertThat(named.predict(data).doubles("p_1")).containsExactly(model.predict(data).doubles("p_yes"));
    }

    // ---------------------------------------------------------------- XGBoost

    private static DMatrix matrix(double[] x, boolean hasCategories) throws XGBoostError {
        float[] floats = new float[x.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) x[i];
        }
        DMatrix matrix = new DMatrix(floats, x.length / WIDTH, WIDTH, Float.NaN);
        matrix.setFeatureTypes(
                new String[]{"float", "float", hasCategories ? "c" : "float", "float", "float"});
        return matrix;
    }

    private static Booster xgboost(float[] y, String parameters) throws XGBoostError {
        Map<String, Object> all = new HashMap<>(
                Map.of("nthread", 1, "verbosity", 0, "seed", 3, "max_depth", 5));
        for (String each : parameters.split(" ")) {
            all.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
        }
        boolean hasCategories = all.remove("categories") != null;
        DMatrix data = matrix(X, hasCategories);
        data.setLabel(y);
        return XGBoost.train(data, all, 25, new HashMap<>(), null, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"objective=binary:logistic",
            "objective=binary:logistic categories=1 max_cat_to_onehot=3",
            "objective=binary:logistic categories=1 max_cat_to_onehot=100 base_score=0.2",
            "objective=binary:logistic booster=dart rate_drop=0.4",
            "objective=binary:logistic booster=gblinear",
            "objective=binary:logitraw", "objective=binary:hinge", "objective=multi:softprob num_class=3",
            "objective=multi:softprob num_class=3 booster=gblinear", "objective=reg:squarederror",
            "objective=reg:squarederror tree_method=exact",
            "objective=reg:squarederror num_parallel_tree=3 subsample=0.6",
            "objective=count:poisson", "objective=reg:tweedie", "objective=reg:gamma base_score=3",
            "objective=reg:absoluteerror", "objective=reg:logistic"})
    void xgboost_predicts_the_same_here(String parameters) throws Exception {
        int classes = parameters.contains("binary") ? 2 : parameters.contains("multi") ? 3 : 0;
        float[] y = target(parameters.contains("reg:logistic") ? 1 : classes);
        if (parameters.contains("gamma")) {
            for (int i = 0; i < y.length; i++) {
                y[i] += 0.5f;
            }
        }
        Booster booster = xgboost(y, parameters);
        String json = new String(booster.toByteArray("json"), StandardCharsets.UTF_8);
        Model model = ModelImport.xgboost(write("model.json", json)).read();
        double[] rows = features(500, 9);
        Dataset data = dataset(rows, model.inputs());
        DMatrix matrix = matrix(rows, parameters.contains("categories"));
        double[][] ours = Ort.own(model, data).outputs();
        if (model.classes().size() == 2) {
            ours = Arrays.stream(ours).map(row -> new double[]{row[1]}).toArray(double[][]::new);
        }
        assertClose(doubles(ours), doubles(booster.predict(matrix)), 2e-6);
        if (!parameters.contains("gblinear")) {
            double[] added = contributions(model, data);
            assertClose(sums(added), doubles(booster.predict(matrix, true)), 1e-5);
            if (!parameters.contains("dart")) {
                assertClose(added, doubles(booster.predictContrib(matrix, 0)), 2e-5);
            }
            agreesWithOnnx(model, data);
        }
        agreesAfterItsFile(model, data);
    }

    private static double[] doubles(float[][] outputs) {
        return Arrays.stream(outputs)
                .flatMapToDouble(row -> {
                    double[] doubles = new double[row.length];
                    Arrays.setAll(doubles, k -> row[k]);
                    return Arrays.stream(doubles);
                })
                .toArray();
    }

    /// XGBoost rounds numbers to floats before it compares; so do its models here.
    @Test
    void numbers_beside_a_condition_go_the_way_of_their_floats() throws Exception {
        Booster booster = xgboost(target(0), "objective=reg:squarederror");
        String json = new String(booster.toByteArray("json"), StandardCharsets.UTF_8);
        Model model = ModelImport.xgboost(write("model.json", json)).read();
        double[] rows = new double[2_000 * WIDTH];
        Mix random = new Mix(4);
        for (int i = 0; i < rows.length; i++) {
            float value = (float) X[random.nextInt(ROWS) * WIDTH + i % WIDTH];
            double half = ((double) value + Math.nextUp(value)) / 2;
            rows[i] = switch (random.nextInt(5)) {
                case 0 -> half;
                case 1 -> Math.nextUp(half);
                case 2 -> Math.nextDown(half);
                case 3 -> Math.nextDown(value);
                default -> value;
            };
        }
        assertClose(doubles(Ort.own(model, dataset(rows, model.inputs())).outputs()),
                doubles(booster.predict(matrix(rows, false))), 2e-6);
    }
}
