package dev.peso.internal.spark;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

import dev.peso.Schema;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.ScanSource;

/// Parquet files that Spark reads itself: the columns whose values it takes for the same.
record ParquetRows(ScanSource.OfParquet source) implements SparkTable.Content {
    /// What Spark takes for a pattern of names.
    private static final String PATTERN = "*?[]{}\\^,";

    static @Nullable ParquetRows of(CheckedPlan.Scan scan) {
        if (!(scan.source() instanceof ScanSource.OfParquet source)) {
            return null;
        }
        ParquetRows rows = new ParquetRows(source);
        List<Path> files = source.files();
        boolean readable = !files.isEmpty() && files.stream().allMatch(ParquetRows::isReadable);
        return readable && scan.columns().stream().allMatch(rows::has) ? rows : null;
    }

    /// Spark passes over files whose names begin like those of its own temporary ones.
    private static boolean isReadable(Path file) {
        String name = String.valueOf(file.getFileName());
        return file.getFileSystem().equals(FileSystems.getDefault()) && !name.startsWith("_")
                && !name.startsWith(".") && !name.endsWith("._COPYING_")
                && path(file).chars().noneMatch(c -> PATTERN.indexOf(c) >= 0);
    }

    /// As Spark writes paths: an address in which nothing is escaped.
    private static String path(Path file) {
        return "file:" + file.toAbsolutePath().toUri().getPath();
    }

    @Override
    public Schema schema() {
        return source.schema();
    }

    @Override
    public boolean has(int column) {
        return source.isPlain(column) && SparkTypes.isComputed(schema().field(column).type());
    }

    @Override
    public boolean isSame(SparkTable.Content other) {
        return other instanceof ParquetRows(ScanSource.OfParquet files) && files.equals(source);
    }

    @Override
    public void requireUnchanged() {
        source.requireUnchanged();
    }

    @Override
    public Dataset<Row> rows(SparkSession session) {
        StructType type = new StructType();
        List<String> names = new ArrayList<>();
        for (int c : IntStream.range(0, schema().size()).filter(this::has).toArray()) {
            type = type.add(schema().field(c).name(), SparkTypes.of(schema().field(c).type()), true);
            names.add("c" + c);
        }
        String[] paths = source.files().stream().map(ParquetRows::path).toArray(String[]::new);
        return session.read()
                .schema(type)
                .option("recursiveFileLookup", "true") // folders such as year=2024 are no columns
                .parquet(paths)
                .toDF(names.toArray(String[]::new));
    }
}
