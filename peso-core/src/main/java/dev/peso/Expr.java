package dev.peso;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collector;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.aggregate.Aggregates;
import dev.peso.internal.expr.ExprAccess;
import dev.peso.internal.expr.ExpressionParser;
import dev.peso.internal.expr.Literals;
import dev.peso.internal.expr.Node;
import dev.peso.internal.expr.Parameters;
import dev.peso.internal.records.JavaTypes;

/// An expression over columns: what a query computes for each row, group or window.
///
/// It is made by methods, meant for `import static dev.peso.Expr.*`, or from text by [#expr]: both give the same tree, and
/// `toString()` is the text. An expression knows neither types nor data; the verb that takes it checks it. Where a method
/// takes an `Object`, an expression stands for itself and anything else for a constant, text included:
/// `col("a").eq("b")` compares with the text `b`.
///
/// {@snippet file="dev/peso/ExprSnippets.java" region="spellings"}
///
/// Aggregates stand before or after their column, and take conditions and orders of their own.
///
/// {@snippet file="dev/peso/ExprGroupSnippets.java" region="aggregate"}
///
/// Expressions are values, immutable and safe for use by several threads. They are large as a class because every word
/// of a query is one of these methods.
@SuppressWarnings("AmbiguousMethodReference") // aggregates read well both before and after their column
public final class Expr {
    static {
        ExprAccess.set(new ExprAccess.Access() {
            @Override
            public Node node(Expr expr) {
                return expr.node;
            }

            @Override
            public Expr expr(Node node) {
                return new Expr(node);
            }
        });
    }

    private final Node node;

    Expr(Node node) {
        this.node = node;
    }

    /// A column by name.
    ///
    /// @param name the name as the schema has it
    /// @return the column
    public static Expr col(String name) {
        return new Expr(new Node.Column(null, Objects.requireNonNull(name, "name")));
    }

    /// A constant.
    ///
    /// @param value null, a boolean, number, text, `byte[]`, `java.time` value, a list or array (a list), a map
    ///   with text keys (a struct), or an expression, which is returned as it is
    /// @return the constant
    public static Expr lit(@Nullable Object value) {
        return of(value);
    }

    /// An expression from its text spelling, which `toString()` gives back. Values bind as constants, never as
    /// text.
    ///
    /// @param text for example `qty * price`
    /// @param values what each `?` stands for, in order; a map in the last place holds the values of `:name`
    ///   parameters
    /// @return the expression
    public static Expr expr(String text, @Nullable Object... values) {
        Parameters parameters = Parameters.of(Objects.requireNonNull(values, "values"));
        Node node = parser(text, parameters).parse();
        parameters.requireAllUsed();
        return new Expr(node);
    }

    /// Begins a choice: `when(c).then(x).when(d).then(y).otherwise(z)`. The first condition that is true decides.
    ///
    /// @param condition a boolean expression
    /// @return what takes the value for it
    public static When when(Expr condition) {
        Objects.requireNonNull(condition, "condition");
        return new When(List.of(), condition.node);
    }

    /// Begins a choice, with the condition as text.
    ///
    /// @param condition the text of a boolean expression
    /// @return what takes the value for it
    public static When when(String condition) {
        return when(expr(condition));
    }

    /// The opposite of a condition; null stays null.
    ///
    /// @param condition a boolean expression
    /// @return true where the condition is false
    public static Expr not(Expr condition) {
        return Objects.requireNonNull(condition, "condition").not();
    }

    /// The sum of the values that are not null; null when there are none.
    ///
    /// @param column the name of a column
    /// @return an aggregate
    public static Expr sum(String column) {
        return col(column).sum();
    }

    /// The sum of the values that are not null; null when there are none.
    ///
    /// @param value the expression to aggregate
    /// @return an aggregate
    public static Expr sum(Expr value) {
        return Objects.requireNonNull(value, "value").sum();
    }

    /// The arithmetic mean of the values that are not null; null when there are none.
    ///
    /// @param column the name of a column
    /// @return an aggregate of type float64; of dates a timestamp, of times and durations their type
    public static Expr mean(String column) {
        return col(column).mean();
    }

    /// The arithmetic mean of the values that are not null; null when there are none.
    ///
    /// @param value the expression to aggregate
    /// @return an aggregate of type float64; of dates a timestamp, of times and durations their type
    public static Expr mean(Expr value) {
        return Objects.requireNonNull(value, "value").mean();
    }

    /// The smallest value that is not null. NaN counts as larger than all numbers.
    ///
    /// @param column the name of a column
    /// @return an aggregate
    public static Expr min(String column) {
        return col(column).min();
    }

    /// The smallest value that is not null. NaN counts as larger than all numbers.
    ///
    /// @param value the expression to aggregate
    /// @return an aggregate
    public static Expr min(Expr value) {
        return Objects.requireNonNull(value, "value").min();
    }

    /// The largest value that is not null. NaN counts as larger than all numbers.
    ///
    /// @param column the name of a column
    /// @return an aggregate
    public static Expr max(String column) {
        return col(column).max();
    }

    /// The largest value that is not null. NaN counts as larger than all numbers.
    ///
    /// @param value the expression to aggregate
    /// @return an aggregate
    public static Expr max(Expr value) {
        return Objects.requireNonNull(value, "value").max();
    }

    /// The number of rows.
    ///
    /// @return an aggregate of type int64
    public static Expr count() {
        return new Expr(new Node.Aggregate("count"));
    }

    /// The number of values that are not null.
    ///
    /// @param column the name of a column
    /// @return an aggregate of type int64
    public static Expr count(String column) {
        return count(col(column));
    }

    /// The number of values that are not null.
    ///
    /// @param value the expression to count
    /// @return an aggregate of type int64
    public static Expr count(Expr value) {
        return Objects.requireNonNull(value, "value").aggregated("count");
    }

    /// The number of rows for which a condition is true.
    ///
    /// @param condition a boolean expression
    /// @return an aggregate of type int64
    public static Expr countIf(Expr condition) {
        return Objects.requireNonNull(condition, "condition").aggregated("count_if");
    }

    /// The number of different values, null not counted.
    ///
    /// @param column the name of a column
    /// @return an aggregate of type int64
    public static Expr countDistinct(String column) {
        return col(column).countDistinct();
    }

    /// The number of different values, null not counted.
    ///
    /// @param value the expression to aggregate
    /// @return an aggregate of type int64
    public static Expr countDistinct(Expr value) {
        return Objects.requireNonNull(value, "value").countDistinct();
    }

    /// About the number of different values, by a mergeable sketch (HyperLogLog): an error of a few percent in
    /// little memory.
    ///
    /// @param column the name of a column
    /// @return an aggregate of type int64
    public static Expr approxCountDistinct(String column) {
        return col(column).approxCountDistinct();
    }

    /// About the number of different values, by a mergeable sketch (HyperLogLog): an error of a few percent in
    /// little memory.
    ///
    /// @param value the expression to aggregate
    /// @return an aggregate of type int64
    public static Expr approxCountDistinct(Expr value) {
        return Objects.requireNonNull(value, "value").approxCountDistinct();
    }

    /// The value in the middle, or halfway between the two in the middle; of texts the lower of the two.
    ///
    /// @param column the name of a column
    /// @return an aggregate
    public static Expr median(String column) {
        return col(column).median();
    }

    /// The value in the middle, or halfway between the two in the middle; of texts the lower of the two.
    ///
    /// @param value the expression to aggregate
    /// @return an aggregate
    public static Expr median(Expr value) {
        return Objects.requireNonNull(value, "value").median();
    }

    /// The value below which a share of the values lies, interpolated linearly between neighbours (type 7 of
    /// Hyndman and Fan).
    ///
    /// @param column the name of a column
    /// @param share from 0 to 1
    /// @return an aggregate
    public static Expr quantile(String column, double share) {
        return col(column).quantile(share);
    }

    /// The value below which a share of the values lies, interpolated linearly between neighbours (type 7 of
    /// Hyndman and Fan).
    ///
    /// @param value the expression to aggregate
    /// @param share from 0 to 1
    /// @return an aggregate
    public static Expr quantile(Expr value, double share) {
        return Objects.requireNonNull(value, "value").quantile(share);
    }

    /// About the value below which a share of the values lies, by a mergeable sketch.
    ///
    /// @param column the name of a column
    /// @param share from 0 to 1
    /// @return an aggregate
    public static Expr approxQuantile(String column, double share) {
        return col(column).approxQuantile(share);
    }

    /// About the value below which a share of the values lies, by a mergeable sketch.
    ///
    /// @param value the expression to aggregate
    /// @param share from 0 to 1
    /// @return an aggregate
    public static Expr approxQuantile(Expr value, double share) {
        return Objects.requireNonNull(value, "value").approxQuantile(share);
    }

    /// The most frequent value; of equally frequent ones the first in row order.
    ///
    /// @param column the name of a column
    /// @return an aggregate
    public static Expr mode(String column) {
        return col(column).mode();
    }

    /// The most frequent value; of equally frequent ones the first in row order.
    ///
    /// @param value the expression to aggregate
    /// @return an aggregate
    public static Expr mode(Expr value) {
        return Objects.requireNonNull(value, "value").mode();
    }

    /// The standard deviation of a sample (divisor n - 1); null for fewer than two values.
    ///
    /// @param column the name of a column
    /// @return an aggregate of type float64
    public static Expr stddev(String column) {
        return col(column).stddev();
    }

    /// The standard deviation of a sample (divisor n - 1); null for fewer than two values.
    ///
    /// @param value the expression to aggregate
    /// @return an aggregate of type float64
    public static Expr stddev(Expr value) {
        return Objects.requireNonNull(value, "value").stddev();
    }

    /// The standard deviation of a population (divisor n).
    ///
    /// @param column the name of a column
    /// @return an aggregate of type float64
    public static Expr stddevPop(String column) {
        return col(column).stddevPop();
    }

    /// The standard deviation of a population (divisor n).
    ///
    /// @param value the expression to aggregate
    /// @return an aggregate of type float64
    public static Expr stddevPop(Expr value) {
        return Objects.requireNonNull(value, "value").stddevPop();
    }

    /// The variance of a sample (divisor n - 1); null for fewer than two values.
    ///
    /// @param column the name of a column
    /// @return an aggregate of type float64
    public static Expr variance(String column) {
        return col(column).variance();
    }

    /// The variance of a sample (divisor n - 1); null for fewer than two values.
    ///
    /// @param value the expression to aggregate
    /// @return an aggregate of type float64
    public static Expr variance(Expr value) {
        return Objects.requireNonNull(value, "value").variance();
    }

    /// The variance of a population (divisor n).
    ///
    /// @param column the name of a column
    /// @return an aggregate of type float64
    public static Expr varPop(String column) {
        return col(column).varPop();
    }

    /// The variance of a population (divisor n).
    ///
    /// @param value the expression to aggregate
    /// @return an aggregate of type float64
    public static Expr varPop(Expr value) {
        return Objects.requireNonNull(value, "value").varPop();
    }

    /// The skewness of the values, corrected for the size of the sample.
    ///
    /// @param column the name of a column
    /// @return an aggregate of type float64
    public static Expr skewness(String column) {
        return col(column).skewness();
    }

    /// The skewness of the values, corrected for the size of the sample.
    ///
    /// @param value the expression to aggregate
    /// @return an aggregate of type float64
    public static Expr skewness(Expr value) {
        return Objects.requireNonNull(value, "value").skewness();
    }

    /// The excess kurtosis of the values, corrected for the size of the sample.
    ///
    /// @param column the name of a column
    /// @return an aggregate of type float64
    public static Expr kurtosis(String column) {
        return col(column).kurtosis();
    }

    /// The excess kurtosis of the values, corrected for the size of the sample.
    ///
    /// @param value the expression to aggregate
    /// @return an aggregate of type float64
    public static Expr kurtosis(Expr value) {
        return Objects.requireNonNull(value, "value").kurtosis();
    }

    /// The product of the values that are not null.
    ///
    /// @param column the name of a column
    /// @return an aggregate of type float64
    public static Expr product(String column) {
        return col(column).product();
    }

    /// The product of the values that are not null.
    ///
    /// @param value the expression to aggregate
    /// @return an aggregate of type float64
    public static Expr product(Expr value) {
        return Objects.requireNonNull(value, "value").product();
    }

    /// The first value in row order, or in that of `orderBy`; a null counts as a value.
    ///
    /// @param column the name of a column
    /// @return an aggregate
    public static Expr first(String column) {
        return col(column).first();
    }

    /// The first value in row order, or in that of `orderBy`; a null counts as a value.
    ///
    /// @param value the expression to aggregate
    /// @return an aggregate
    public static Expr first(Expr value) {
        return Objects.requireNonNull(value, "value").first();
    }

    /// The last value in row order, or in that of `orderBy`; a null counts as a value.
    ///
    /// @param column the name of a column
    /// @return an aggregate
    public static Expr last(String column) {
        return col(column).last();
    }

    /// The last value in row order, or in that of `orderBy`; a null counts as a value.
    ///
    /// @param value the expression to aggregate
    /// @return an aggregate
    public static Expr last(Expr value) {
        return Objects.requireNonNull(value, "value").last();
    }

    /// The first value that is not null.
    ///
    /// @param column the name of a column
    /// @return an aggregate
    public static Expr anyValue(String column) {
        return col(column).anyValue();
    }

    /// The first value that is not null.
    ///
    /// @param value the expression to aggregate
    /// @return an aggregate
    public static Expr anyValue(Expr value) {
        return Objects.requireNonNull(value, "value").anyValue();
    }

    /// The largest values, the largest first.
    ///
    /// @param column the name of a column
    /// @param count how many values at most
    /// @return an aggregate of a list type
    public static Expr topK(String column, int count) {
        return col(column).topK(count);
    }

    /// The largest values, the largest first.
    ///
    /// @param value the expression to aggregate
    /// @param count how many values at most
    /// @return an aggregate of a list type
    public static Expr topK(Expr value, int count) {
        return Objects.requireNonNull(value, "value").topK(count);
    }

    /// The smallest values, the smallest first.
    ///
    /// @param column the name of a column
    /// @param count how many values at most
    /// @return an aggregate of a list type
    public static Expr bottomK(String column, int count) {
        return col(column).bottomK(count);
    }

    /// The smallest values, the smallest first.
    ///
    /// @param value the expression to aggregate
    /// @param count how many values at most
    /// @return an aggregate of a list type
    public static Expr bottomK(Expr value, int count) {
        return Objects.requireNonNull(value, "value").bottomK(count);
    }

    /// All values as a list in row order, or in that of `orderBy`; nulls are kept.
    ///
    /// @param column the name of a column
    /// @return an aggregate of a list type
    public static Expr collectList(String column) {
        return col(column).collectList();
    }

    /// All values as a list in row order, or in that of `orderBy`; nulls are kept.
    ///
    /// @param value the expression to aggregate
    /// @return an aggregate of a list type
    public static Expr collectList(Expr value) {
        return Objects.requireNonNull(value, "value").collectList();
    }

    /// The texts that are not null, one after the other.
    ///
    /// @param column the name of a column
    /// @param separator stands between two texts
    /// @return an aggregate of type utf8
    public static Expr joinText(String column, String separator) {
        return col(column).joinText(separator);
    }

    /// The texts that are not null, one after the other.
    ///
    /// @param value the expression to aggregate
    /// @param separator stands between two texts
    /// @return an aggregate of type utf8
    public static Expr joinText(Expr value, String separator) {
        return Objects.requireNonNull(value, "value").joinText(separator);
    }

    /// Whether a value is true; null when there are only nulls.
    ///
    /// @param column the name of a column
    /// @return an aggregate of type boolean
    public static Expr any(String column) {
        return col(column).any();
    }

    /// Whether a value is true; null when there are only nulls.
    ///
    /// @param value the expression to aggregate
    /// @return an aggregate of type boolean
    public static Expr any(Expr value) {
        return Objects.requireNonNull(value, "value").any();
    }

    /// Whether no value is false; null when there are only nulls.
    ///
    /// @param column the name of a column
    /// @return an aggregate of type boolean
    public static Expr all(String column) {
        return col(column).all();
    }

    /// Whether no value is false; null when there are only nulls.
    ///
    /// @param value the expression to aggregate
    /// @return an aggregate of type boolean
    public static Expr all(Expr value) {
        return Objects.requireNonNull(value, "value").all();
    }

    /// Pearson's correlation of two columns over the rows in which neither is null; NaN when one is constant.
    ///
    /// @param x the name of a column
    /// @param y the name of another column
    /// @return an aggregate of type float64
    public static Expr corr(String x, String y) {
        return corr(col(x), col(y));
    }

    /// Pearson's correlation of two columns over the rows in which neither is null; NaN when one is constant.
    ///
    /// @param x a number
    /// @param y another number
    /// @return an aggregate of type float64
    public static Expr corr(Expr x, Expr y) {
        return Objects.requireNonNull(x, "x").aggregated("corr", Objects.requireNonNull(y, "y"));
    }

    /// The covariance of a sample (divisor n - 1) over the rows in which neither is null.
    ///
    /// @param x the name of a column
    /// @param y the name of another column
    /// @return an aggregate of type float64
    public static Expr cov(String x, String y) {
        return cov(col(x), col(y));
    }

    /// The covariance of a sample (divisor n - 1) over the rows in which neither is null.
    ///
    /// @param x a number
    /// @param y another number
    /// @return an aggregate of type float64
    public static Expr cov(Expr x, Expr y) {
        return Objects.requireNonNull(x, "x").aggregated("covar_samp", Objects.requireNonNull(y, "y"));
    }

    /// The covariance of a population (divisor n) over the rows in which neither is null.
    ///
    /// @param x the name of a column
    /// @param y the name of another column
    /// @return an aggregate of type float64
    public static Expr covPop(String x, String y) {
        return covPop(col(x), col(y));
    }

    /// The covariance of a population (divisor n) over the rows in which neither is null.
    ///
    /// @param x a number
    /// @param y another number
    /// @return an aggregate of type float64
    public static Expr covPop(Expr x, Expr y) {
        return Objects.requireNonNull(x, "x").aggregated("covar_pop", Objects.requireNonNull(y, "y"));
    }

    /// The value of the row in which another column is smallest; the first such row.
    ///
    /// @param value the name of the column to take the value from
    /// @param by the name of the column that decides
    /// @return an aggregate
    public static Expr argMin(String value, String by) {
        return argMin(col(value), col(by));
    }

    /// The value of the row in which another expression is smallest; the first such row.
    ///
    /// @param value what to take from the row
    /// @param by what decides
    /// @return an aggregate
    public static Expr argMin(Expr value, Expr by) {
        return Objects.requireNonNull(value, "value").aggregated("arg_min", Objects.requireNonNull(by, "by"));
    }

    /// The value of the row in which another column is largest; the first such row.
    ///
    /// @param value the name of the column to take the value from
    /// @param by the name of the column that decides
    /// @return an aggregate
    public static Expr argMax(String value, String by) {
        return argMax(col(value), col(by));
    }

    /// The value of the row in which another expression is largest; the first such row.
    ///
    /// @param value what to take from the row
    /// @param by what decides
    /// @return an aggregate
    public static Expr argMax(Expr value, Expr by) {
        return Objects.requireNonNull(value, "value").aggregated("arg_max", Objects.requireNonNull(by, "by"));
    }

    /// The position of a row in its window, from 1. Needs `over(...)`.
    ///
    /// @return a window function
    public static Expr rowNumber() {
        return window("row_number");
    }

    /// The position of a row, from 1; equal rows share the first one and leave a gap. Needs `over(...)`.
    ///
    /// @return a window function
    public static Expr rank() {
        return window("rank");
    }

    /// The position of a row among the different ones, from 1, without gaps. Needs `over(...)`.
    ///
    /// @return a window function
    public static Expr denseRank() {
        return window("dense_rank");
    }

    /// The rank as a share: (rank - 1) / (rows - 1). Needs `over(...)`.
    ///
    /// @return a window function
    public static Expr percentRank() {
        return window("percent_rank");
    }

    /// The share of rows up to this one, equal ones included. Needs `over(...)`.
    ///
    /// @return a window function
    public static Expr cumeDist() {
        return window("cume_dist");
    }

    /// The number, from 1, of the bucket a row falls in when the window is cut into buckets of equal size. Needs
    /// `over(...)`.
    ///
    /// @param buckets how many, 1 or more
    /// @return a window function
    /// @throws IllegalArgumentException if `buckets` is less than 1
    public static Expr ntile(int buckets) {
        if (buckets < 1) {
            throw new IllegalArgumentException("ntile needs 1 or more buckets, got " + buckets);
        }
        return window("ntile", lit(buckets));
    }

    /// The value of the row before; null for the first row. Needs `over(...)`.
    ///
    /// @param column the name of a column
    /// @return a window function
    public static Expr lag(String column) {
        return window("lag", col(column));
    }

    /// The value of the row before; null for the first row. Needs `over(...)`.
    ///
    /// @param value the expression to take from that row
    /// @return a window function
    public static Expr lag(Expr value) {
        return window("lag", Objects.requireNonNull(value, "value"));
    }

    /// The value of the row a number of places before; null where there is none. Needs `over(...)`.
    ///
    /// @param column the name of a column
    /// @param offset how many rows back
    /// @return a window function
    public static Expr lag(String column, int offset) {
        return window("lag", col(column), of(offset));
    }

    /// The value of the row a number of places before; null where there is none. Needs `over(...)`.
    ///
    /// @param value the expression to take from that row
    /// @param offset how many rows back
    /// @return a window function
    public static Expr lag(Expr value, int offset) {
        return window("lag", Objects.requireNonNull(value, "value"), of(offset));
    }

    /// The value of the row a number of places before, or a default where there is none. Needs `over(...)`.
    ///
    /// @param column the name of a column
    /// @param offset how many rows back
    /// @param otherwise an expression or a value for the rows without one
    /// @return a window function
    public static Expr lag(String column, int offset, @Nullable Object otherwise) {
        return window("lag", col(column), of(offset), of(otherwise));
    }

    /// The value of the row a number of places before, or a default where there is none. Needs `over(...)`.
    ///
    /// @param value the expression to take from that row
    /// @param offset how many rows back
    /// @param otherwise an expression or a value for the rows without one
    /// @return a window function
    public static Expr lag(Expr value, int offset, @Nullable Object otherwise) {
        return window("lag", Objects.requireNonNull(value, "value"), of(offset), of(otherwise));
    }

    /// The value of the row after; null for the last row. Needs `over(...)`.
    ///
    /// @param column the name of a column
    /// @return a window function
    public static Expr lead(String column) {
        return window("lead", col(column));
    }

    /// The value of the row after; null for the last row. Needs `over(...)`.
    ///
    /// @param value the expression to take from that row
    /// @return a window function
    public static Expr lead(Expr value) {
        return window("lead", Objects.requireNonNull(value, "value"));
    }

    /// The value of the row a number of places after; null where there is none. Needs `over(...)`.
    ///
    /// @param column the name of a column
    /// @param offset how many rows ahead
    /// @return a window function
    public static Expr lead(String column, int offset) {
        return window("lead", col(column), of(offset));
    }

    /// The value of the row a number of places after; null where there is none. Needs `over(...)`.
    ///
    /// @param value the expression to take from that row
    /// @param offset how many rows ahead
    /// @return a window function
    public static Expr lead(Expr value, int offset) {
        return window("lead", Objects.requireNonNull(value, "value"), of(offset));
    }

    /// The value of the row a number of places after, or a default where there is none. Needs `over(...)`.
    ///
    /// @param column the name of a column
    /// @param offset how many rows ahead
    /// @param otherwise an expression or a value for the rows without one
    /// @return a window function
    public static Expr lead(String column, int offset, @Nullable Object otherwise) {
        return window("lead", col(column), of(offset), of(otherwise));
    }

    /// The value of the row a number of places after, or a default where there is none. Needs `over(...)`.
    ///
    /// @param value the expression to take from that row
    /// @param offset how many rows ahead
    /// @param otherwise an expression or a value for the rows without one
    /// @return a window function
    public static Expr lead(Expr value, int offset, @Nullable Object otherwise) {
        return window("lead", Objects.requireNonNull(value, "value"), of(offset), of(otherwise));
    }

    /// The value of the first row of the frame. Needs `over(...)`.
    ///
    /// @param column the name of a column
    /// @return a window function
    public static Expr firstValue(String column) {
        return window("first_value", col(column));
    }

    /// The value of the first row of the frame. Needs `over(...)`.
    ///
    /// @param value the expression to take from that row
    /// @return a window function
    public static Expr firstValue(Expr value) {
        return window("first_value", Objects.requireNonNull(value, "value"));
    }

    /// The value of the last row of the frame. Needs `over(...)`.
    ///
    /// @param column the name of a column
    /// @return a window function
    public static Expr lastValue(String column) {
        return window("last_value", col(column));
    }

    /// The value of the last row of the frame. Needs `over(...)`.
    ///
    /// @param value the expression to take from that row
    /// @return a window function
    public static Expr lastValue(Expr value) {
        return window("last_value", Objects.requireNonNull(value, "value"));
    }

    /// The value of a row of the frame; null where there is none. Needs `over(...)`.
    ///
    /// @param column the name of a column
    /// @param position from 1
    /// @return a window function
    public static Expr nthValue(String column, int position) {
        return window("nth_value", col(column), of(position));
    }

    /// The value of a row of the frame; null where there is none. Needs `over(...)`.
    ///
    /// @param value the expression to take from that row
    /// @param position from 1
    /// @return a window function
    public static Expr nthValue(Expr value, int position) {
        return window("nth_value", Objects.requireNonNull(value, "value"), of(position));
    }

    /// The first value that is not null; later ones are evaluated only where all before are null.
    ///
    /// @param values expressions or values
    /// @return the value, or null where all are null
    public static Expr coalesce(@Nullable Object... values) {
        return apply("coalesce", values);
    }

    /// The largest value, nulls skipped.
    ///
    /// @param values expressions or values
    /// @return the value, or null where all are null
    public static Expr greatest(@Nullable Object... values) {
        return apply("greatest", values);
    }

    /// The smallest value, nulls skipped.
    ///
    /// @param values expressions or values
    /// @return the value, or null where all are null
    public static Expr least(@Nullable Object... values) {
        return apply("least", values);
    }

    /// The texts one after the other, nulls skipped. (`plusText` and `||` give null when a part is null.)
    ///
    /// @param values expressions or values
    /// @return a text
    public static Expr concat(@Nullable Object... values) {
        return apply("concat", values);
    }

    /// The texts one after the other with a separator between, nulls skipped.
    ///
    /// @param separator stands between two texts
    /// @param values expressions or values
    /// @return a text
    public static Expr concatWith(String separator, @Nullable Object... values) {
        List<Node> args = new ArrayList<>(nodes(values));
        args.addFirst(of(Objects.requireNonNull(separator, "separator")).node);
        return new Expr(new Node.Call("concat_ws", args));
    }

    /// A struct of named expressions.
    ///
    /// @param fields columns, or expressions named by `as`
    /// @return a struct
    public static Expr struct(Expr... fields) {
        List<Node> args = new ArrayList<>();
        for (Expr field : Arguments.list(fields, "fields")) {
            args.add(of(field.name("a field of struct(...)")).node);
            args.add(unnamed(field.node));
        }
        return new Expr(new Node.Call("struct_pack", args));
    }

    /// A list of values of one type.
    ///
    /// @param values expressions or values
    /// @return a list
    public static Expr list(@Nullable Object... values) {
        return apply("list_value", values);
    }

    /// A function of your own of one argument, called row by row; null gives null without a call.
    ///
    /// Values are bound to classes as [Dataset#stream(Class)] binds columns to components; several arguments go in as a
    /// record of their names: `struct(col("a"), col("b"))`. The function must be free of side effects, as it may be called
    /// from several threads, more often than there are rows, or not at all. What it throws fails the run with a
    /// [DataException] that names function and row and has it as cause. As text, such an expression is only for reading:
    /// [#expr] refuses it.
    ///
    /// {@snippet file="dev/peso/UserFunctionsSnippets.java" region="scalar"}
    ///
    /// @param <A> the class of the argument
    /// @param <R> the class of the result
    /// @param name for messages and `explain()`
    /// @param in the class of the argument, checked against its type by the verb that takes the expression
    /// @param out the class of the result, which gives its type: `Double.class` float64, an enum categorical, a record a
    ///   struct
    /// @param function makes a value, or null, of a value
    /// @param argument what it is given
    /// @return the result
    /// @throws IllegalArgumentException if no column type stands for `out`
    public static <A, R> Expr udf(String name, Class<A> in, Class<R> out,
            Function<? super A, ? extends @Nullable R> function, Expr argument) {
        Objects.requireNonNull(function, "function");
        return user(name, resultType(name, out), args -> function.apply(value(in, args[0])),
                List.of(Objects.requireNonNull(in, "in")),
                argument);
    }

    /// A function of your own of two arguments, under the conditions of that of one: null when one of them is.
    ///
    /// @param <A> the class of the first argument
    /// @param <B> the class of the second argument
    /// @param <R> the class of the result
    /// @param name for messages and `explain()`
    /// @param firstIn the class of the first argument
    /// @param secondIn the class of the second argument
    /// @param out the class of the result, which gives its type
    /// @param function makes a value, or null, of two values
    /// @param first the first argument
    /// @param second the second argument
    /// @return the result
    /// @throws IllegalArgumentException if no column type stands for `out`
    public static <A, B, R> Expr udf(String name, Class<A> firstIn, Class<B> secondIn, Class<R> out,
            BiFunction<? super A, ? super B, ? extends @Nullable R> function, Expr first, Expr second) {
        Objects.requireNonNull(function, "function");
        return user(name, resultType(name, out),
                args -> function.apply(value(firstIn, args[0]), value(secondIn, args[1])),
                List.of(Objects.requireNonNull(firstIn, "firstIn"),
                        Objects.requireNonNull(secondIn, "secondIn")),
                first, second);
    }

    /// A function of your own of one argument that sees nulls too, called with values of the classes that
    /// [Row#get(String)] gives; otherwise under the conditions of [#udf(String, Class, Class, Function, Expr)].
    ///
    /// @param name for messages and `explain()`
    /// @param type the type of the result
    /// @param function gets a value or null, and returns a value of a class that fits `type`, or null
    /// @param argument what it is given
    /// @return the result
    public static Expr udf(String name, DataType type,
            Function<? super @Nullable Object, ? extends @Nullable Object> function, Expr argument) {
        Objects.requireNonNull(function, "function");
        return user(name, type, args -> function.apply(args[0]), List.of(), argument);
    }

    /// A function of your own of two arguments that sees nulls too.
    ///
    /// @param name for messages and `explain()`
    /// @param type the type of the result
    /// @param function gets values or nulls, and returns a value of a class that fits `type`, or null
    /// @param first the first argument
    /// @param second the second argument
    /// @return the result
    public static Expr udf(String name, DataType type,
            BiFunction<? super @Nullable Object, ? super @Nullable Object, ? extends @Nullable Object> function,
            Expr first, Expr second) {
        Objects.requireNonNull(function, "function");
        return user(name, type, args -> function.apply(args[0], args[1]), List.of(), first, second);
    }

    /// A function of your own of any number of arguments that sees nulls too.
    ///
    /// @param name for messages and `explain()`
    /// @param type the type of the result
    /// @param function gets the arguments, and returns a value of a class that fits `type`, or null
    /// @param arguments what it is given
    /// @return the result
    public static Expr udf(String name, DataType type,
            Function<? super List<@Nullable Object>, ? extends @Nullable Object> function,
            List<Expr> arguments) {
        Objects.requireNonNull(function, "function");
        return user(name, type, args -> function.apply(Collections.unmodifiableList(Arrays.asList(args))),
                List.of(), Arguments.list(arguments, "arguments").toArray(Expr[]::new));
    }

    /// An aggregate of your own: the values of a group, or of a window, that are not null go into a collector.
    ///
    /// The collector gets them in row order, or in that of [#orderBy(Order...)], and combines containers in row order too,
    /// at places that depend on the data alone: the result is the same for any number of threads, also for floating-point
    /// sums. A group without values gives what the collector makes of none. Several columns go in as a record of their
    /// names: `struct(col("x"), col("y"))`. The collector's functions run on several threads, never two at once on one
    /// container; what they throw fails the run with a [DataException] that names the aggregate. Over a window that moves
    /// with its row, each frame is collected anew. Memory limits count 64 bytes a container, whatever it holds.
    ///
    /// {@snippet file="dev/peso/UserFunctionsSnippets.java" region="aggregate"}
    ///
    /// @param <T> the class of the values
    /// @param <R> the class of the result
    /// @param name for messages and `explain()`
    /// @param in the class of the values, bound as [Dataset#stream(Class)] binds columns to components
    /// @param out the class of the result, which gives its type
    /// @param collector for example one of `java.util.stream.Collectors`
    /// @param value what is aggregated
    /// @return an aggregate
    /// @throws IllegalArgumentException if no column type stands for `out`
    public static <T, R> Expr aggregate(String name, Class<T> in, Class<R> out,
            Collector<? super T, ?, ? extends @Nullable R> collector, Expr value) {
        return aggregate(name, in, resultType(name, out), collector, value);
    }

    /// An aggregate of your own, as [#aggregate(String, Class, Class, Collector, Expr)], for results that their class
    /// alone does not type, such as lists and decimals.
    ///
    /// @param <T> the class of the values
    /// @param name for messages and `explain()`
    /// @param in the class of the values
    /// @param type the type of the result
    /// @param collector makes a value of a class that fits `type`, or null
    /// @param value what is aggregated
    /// @return an aggregate
    @SuppressWarnings("unchecked") // what the engine puts in has the class `in`
    public static <T> Expr aggregate(String name, Class<T> in, DataType type,
            Collector<? super T, ?, ? extends @Nullable Object> collector, Expr value) {
        Node.UserAggregate user = new Node.UserAggregate(Objects.requireNonNull(in, "in"),
                Objects.requireNonNull(type, "type"),
                (Collector<Object, @Nullable Object, @Nullable Object>) Objects.requireNonNull(collector,
                        "collector"));
        return new Expr(new Node.Aggregate(Objects.requireNonNull(name, "name"),
                List.of(unnamed(Objects.requireNonNull(value, "value").node)),
                false, null, List.of(), user));
    }

    private static DataType resultType(String name, Class<?> out) {
        return JavaTypes.of(Objects.requireNonNull(out, "out"), "the result of \"" + name + "\"");
    }

    @SuppressWarnings("unchecked") // what the engine puts in has the class, if boxed
    private static <A> A value(Class<A> type, @Nullable Object value) {
        return (A) Objects.requireNonNull(value, type.getName());
    }

    /// Sorts by a column, small values first and nulls last.
    ///
    /// @param column the name of a column
    /// @return a sort key
    public static Order asc(String column) {
        return col(column).asc();
    }

    /// Sorts by an expression, small values first and nulls last.
    ///
    /// @param key what to sort by
    /// @return a sort key
    public static Order asc(Expr key) {
        return Objects.requireNonNull(key, "key").asc();
    }

    /// Sorts by a column, large values first and nulls last.
    ///
    /// @param column the name of a column
    /// @return a sort key
    public static Order desc(String column) {
        return col(column).desc();
    }

    /// Sorts by an expression, large values first and nulls last.
    ///
    /// @param key what to sort by
    /// @return a sort key
    public static Order desc(Expr key) {
        return Objects.requireNonNull(key, "key").desc();
    }

    /// Joins rows that are equal in these columns, which the result has once each.
    ///
    /// @param columns names that both sides have
    /// @return the condition of a join
    public static On on(String... columns) {
        return On.columns(columns);
    }

    /// Joins rows for which all of these conditions are true.
    ///
    /// @param conditions such as `col("id").eq(col("customer_id"))`: in an equality of two columns the first is of
    ///   the left side and the second of the right
    /// @return the condition of a join
    public static On on(Expr... conditions) {
        return On.conditions(conditions);
    }

    /// The sum of the values that are not null; null when there are none.
    ///
    /// @return an aggregate
    public Expr sum() {
        return aggregated("sum");
    }

    /// The arithmetic mean of the values that are not null; null when there are none.
    ///
    /// @return an aggregate of type float64; of dates a timestamp, of times and durations their type
    public Expr mean() {
        return aggregated("mean");
    }

    /// The smallest value that is not null. NaN counts as larger than all numbers.
    ///
    /// @return an aggregate
    public Expr min() {
        return aggregated("min");
    }

    /// The largest value that is not null. NaN counts as larger than all numbers.
    ///
    /// @return an aggregate
    public Expr max() {
        return aggregated("max");
    }

    /// The number of different values, null not counted.
    ///
    /// @return an aggregate of type int64
    public Expr countDistinct() {
        Node.Aggregate count = new Node.Aggregate("count", List.of(unnamed(node)), true, null, List.of());
        return new Expr(count);
    }

    /// About the number of different values, by a mergeable sketch (HyperLogLog): an error of a few percent in
    /// little memory.
    ///
    /// @return an aggregate of type int64
    public Expr approxCountDistinct() {
        return aggregated("approx_count_distinct");
    }

    /// The value in the middle, or halfway between the two in the middle; of texts the lower of the two.
    ///
    /// @return an aggregate
    public Expr median() {
        return aggregated("median");
    }

    /// The value below which a share of the values lies, interpolated linearly between neighbours (type 7 of
    /// Hyndman and Fan).
    ///
    /// @param share from 0 to 1
    /// @return an aggregate
    public Expr quantile(double share) {
        return aggregated("quantile", share);
    }

    /// About the value below which a share of the values lies, by a mergeable sketch.
    ///
    /// @param share from 0 to 1
    /// @return an aggregate
    public Expr approxQuantile(double share) {
        return aggregated("approx_quantile", share);
    }

    /// The most frequent value; of equally frequent ones the first in row order.
    ///
    /// @return an aggregate
    public Expr mode() {
        return aggregated("mode");
    }

    /// The standard deviation of a sample (divisor n - 1); null for fewer than two values.
    ///
    /// @return an aggregate of type float64
    public Expr stddev() {
        return aggregated("stddev_samp");
    }

    /// The standard deviation of a population (divisor n).
    ///
    /// @return an aggregate of type float64
    public Expr stddevPop() {
        return aggregated("stddev_pop");
    }

    /// The variance of a sample (divisor n - 1); null for fewer than two values.
    ///
    /// @return an aggregate of type float64
    public Expr variance() {
        return aggregated("var_samp");
    }

    /// The variance of a population (divisor n).
    ///
    /// @return an aggregate of type float64
    public Expr varPop() {
        return aggregated("var_pop");
    }

    /// The skewness of the values, corrected for the size of the sample.
    ///
    /// @return an aggregate of type float64
    public Expr skewness() {
        return aggregated("skewness");
    }

    /// The excess kurtosis of the values, corrected for the size of the sample.
    ///
    /// @return an aggregate of type float64
    public Expr kurtosis() {
        return aggregated("kurtosis");
    }

    /// The product of the values that are not null.
    ///
    /// @return an aggregate of type float64
    public Expr product() {
        return aggregated("product");
    }

    /// The first value in row order, or in that of `orderBy`; a null counts as a value.
    ///
    /// @return an aggregate
    public Expr first() {
        return aggregated("first");
    }

    /// The last value in row order, or in that of `orderBy`; a null counts as a value.
    ///
    /// @return an aggregate
    public Expr last() {
        return aggregated("last");
    }

    /// The first value that is not null.
    ///
    /// @return an aggregate
    public Expr anyValue() {
        return aggregated("any_value");
    }

    /// The most frequent values, the most frequent first; of equally frequent ones the first seen.
    ///
    /// @param count how many values at most
    /// @return an aggregate of a list type
    public Expr mostFrequent(int count) {
        return aggregated("most_frequent", count);
    }

    /// The geometric mean of the values that are not null; 0 if one is 0, `NaN` if one is negative.
    ///
    /// @return an aggregate of type float64
    public Expr geometricMean() {
        return aggregated("geometric_mean");
    }

    /// The mean of values each of which has a weight; rows without one of the two are skipped.
    ///
    /// @param weight how much a value counts
    /// @return an aggregate of type float64, `NaN` where the weights sum to 0
    public Expr weightedMean(Expr weight) {
        return aggregated("weighted_avg", Objects.requireNonNull(weight, "weight"));
    }

    /// The largest values, the largest first.
    ///
    /// @param count how many values at most
    /// @return an aggregate of a list type
    public Expr topK(int count) {
        return aggregated("top_k", count);
    }

    /// The smallest values, the smallest first.
    ///
    /// @param count how many values at most
    /// @return an aggregate of a list type
    public Expr bottomK(int count) {
        return aggregated("bottom_k", count);
    }

    /// All values as a list in row order, or in that of `orderBy`; nulls are kept.
    ///
    /// @return an aggregate of a list type
    public Expr collectList() {
        return aggregated("collect_list");
    }

    /// The texts that are not null, one after the other.
    ///
    /// @param separator stands between two texts
    /// @return an aggregate of type utf8
    public Expr joinText(String separator) {
        return aggregated("string_agg", Objects.requireNonNull(separator, "separator"));
    }

    /// Whether a value is true; null when there are only nulls.
    ///
    /// @return an aggregate of type boolean
    public Expr any() {
        return aggregated("bool_or");
    }

    /// Whether no value is false; null when there are only nulls.
    ///
    /// @return an aggregate of type boolean
    public Expr all() {
        return aggregated("bool_and");
    }

    /// Adds. Integers give int64 and fail on overflow; a date or time takes a duration.
    ///
    /// @param other an expression or a value
    /// @return the sum
    public Expr plus(@Nullable Object other) {
        return call("+", other);
    }

    /// Subtracts. Two dates or times give a duration.
    ///
    /// @param other an expression or a value
    /// @return the difference
    public Expr minus(@Nullable Object other) {
        return call("-", other);
    }

    /// Multiplies. Integers give int64 and fail on overflow.
    ///
    /// @param other an expression or a value
    /// @return the product
    public Expr times(@Nullable Object other) {
        return call("*", other);
    }

    /// Divides as float64: by zero gives an infinity, or NaN for 0 / 0.
    ///
    /// @param divisor an expression or a value
    /// @return the quotient
    public Expr div(@Nullable Object divisor) {
        return call("/", divisor);
    }

    /// Divides integers, cutting off the fraction; a zero fails.
    ///
    /// @param divisor an expression or a value
    /// @return the quotient towards zero
    public Expr intDiv(@Nullable Object divisor) {
        return call("//", divisor);
    }

    /// The remainder with the sign of the dividend; a zero fails.
    ///
    /// @param divisor an expression or a value
    /// @return the remainder
    public Expr mod(@Nullable Object divisor) {
        return call("%", divisor);
    }

    /// The bits that are set in both of two whole numbers.
    ///
    /// @param other an expression or a value
    /// @return an int64
    public Expr bitAnd(@Nullable Object other) {
        return call("&", other);
    }

    /// The bits that are set in one of two whole numbers or in both.
    ///
    /// @param other an expression or a value
    /// @return an int64
    public Expr bitOr(@Nullable Object other) {
        return call("|", other);
    }

    /// The bits that are set in one of two whole numbers only.
    ///
    /// @param other an expression or a value
    /// @return an int64
    public Expr bitXor(@Nullable Object other) {
        return call("xor", other);
    }

    /// The bits of a whole number, each of them turned.
    ///
    /// @return an int64
    public Expr bitNot() {
        return call("bitwise_not");
    }

    /// The bits of a whole number moved towards the higher ones; fails when one that counts falls out.
    ///
    /// @param places how many, 0 or more: an expression or a value
    /// @return an int64
    public Expr shiftLeft(@Nullable Object places) {
        return call("<<", places);
    }

    /// The bits of a whole number moved towards the lower ones; the sign stays.
    ///
    /// @param places how many, 0 or more: an expression or a value
    /// @return an int64
    public Expr shiftRight(@Nullable Object places) {
        return call(">>", places);
    }

    /// The value with its sign changed.
    ///
    /// @return the negated value
    public Expr negate() {
        return call("negate");
    }

    /// Whether two values are equal; null where one is null. NaN equals NaN.
    ///
    /// @param other an expression or a value
    /// @return true, false or null
    public Expr eq(@Nullable Object other) {
        return call("=", other);
    }

    /// Whether two values differ; null where one is null.
    ///
    /// @param other an expression or a value
    /// @return true, false or null
    public Expr ne(@Nullable Object other) {
        return call("<>", other);
    }

    /// Whether this value is smaller; null where one is null.
    ///
    /// @param other an expression or a value
    /// @return true, false or null
    public Expr lt(@Nullable Object other) {
        return call("<", other);
    }

    /// Whether this value is smaller or equal; null where one is null.
    ///
    /// @param other an expression or a value
    /// @return true, false or null
    public Expr le(@Nullable Object other) {
        return call("<=", other);
    }

    /// Whether this value is larger; null where one is null.
    ///
    /// @param other an expression or a value
    /// @return true, false or null
    public Expr gt(@Nullable Object other) {
        return call(">", other);
    }

    /// Whether this value is larger or equal; null where one is null.
    ///
    /// @param other an expression or a value
    /// @return true, false or null
    public Expr ge(@Nullable Object other) {
        return call(">=", other);
    }

    /// Whether two values are equal or both null.
    ///
    /// @param other an expression or a value
    /// @return true or false
    public Expr eqNullSafe(@Nullable Object other) {
        return call("is_not_distinct_from", other);
    }

    /// Whether two values differ, a null differing from every value but null.
    ///
    /// @param other an expression or a value
    /// @return true or false
    public Expr neNullSafe(@Nullable Object other) {
        return call("is_distinct_from", other);
    }

    /// Whether both are true; false where one is false, whatever the other; evaluated only where this is not false.
    ///
    /// @param other a condition
    /// @return true, false or null
    public Expr and(Expr other) {
        return call("and", Objects.requireNonNull(other, "other"));
    }

    /// Whether one is true, whatever the other; evaluated only where this is not true.
    ///
    /// @param other a condition
    /// @return true, false or null
    public Expr or(Expr other) {
        return call("or", Objects.requireNonNull(other, "other"));
    }

    /// The opposite; null stays null.
    ///
    /// @return true, false or null
    public Expr not() {
        return call("not");
    }

    /// Whether the value is null. NaN, empty text and empty lists are not null.
    ///
    /// @return true or false
    public Expr isNull() {
        return call("is_null");
    }

    /// Whether the value is not null.
    ///
    /// @return true or false
    public Expr isNotNull() {
        return call("is_not_null");
    }

    /// Whether a number is NaN, which is not null.
    ///
    /// @return true, false or null
    public Expr isNaN() {
        return call("is_nan");
    }

    /// Whether the value is one of these. With a null among them the result is true or null, never false.
    ///
    /// @param options expressions or values; a single list or array stands for its elements
    /// @return true, false or null
    public Expr in(@Nullable Object... options) {
        return new Expr(new Node.In(node, options(options)));
    }

    /// Whether the value is none of these. With a null among them the result is false or null, never true.
    ///
    /// @param options expressions or values; a single list or array stands for its elements
    /// @return true, false or null
    public Expr notIn(@Nullable Object... options) {
        return in(options).not();
    }

    /// Whether the value lies between two, both included.
    ///
    /// @param low the smallest value allowed
    /// @param high the largest value allowed
    /// @return true, false or null
    public Expr between(@Nullable Object low, @Nullable Object high) {
        return ge(low).and(le(high));
    }

    /// Whether a text has the form of a pattern as a whole; upper and lower case differ.
    ///
    /// @param pattern with `%` for any text and `_` for any character
    /// @return true, false or null
    public Expr like(String pattern) {
        return call("like", Objects.requireNonNull(pattern, "pattern"));
    }

    /// Whether a text has the form of a pattern as a whole; upper and lower case do not matter.
    ///
    /// @param pattern with `%` for any text and `_` for any character
    /// @return true, false or null
    public Expr ilike(String pattern) {
        return call("ilike", Objects.requireNonNull(pattern, "pattern"));
    }

    /// Whether a regular expression matches the whole text.
    ///
    /// @param regex in RE2 syntax
    /// @return true, false or null
    public Expr matches(String regex) {
        return call("regexp_full_match", Objects.requireNonNull(regex, "regex"));
    }

    /// The value in another type. A value that does not fit fails with its column and row.
    ///
    /// @param type the new type
    /// @return the converted value
    public Expr cast(DataType type) {
        return new Expr(new Node.Cast(node, Objects.requireNonNull(type, "type"), false));
    }

    /// The value in another type. A value that does not fit fails with its column and row.
    ///
    /// @param type the new type as text, for example `decimal(10,2)`
    /// @return the converted value
    public Expr cast(String type) {
        return cast(DataType.parse(type));
    }

    /// The value in another type, or null where it does not fit.
    ///
    /// @param type the new type
    /// @return the converted value
    public Expr tryCast(DataType type) {
        return new Expr(new Node.Cast(node, Objects.requireNonNull(type, "type"), true));
    }

    /// The value in another type, or null where it does not fit.
    ///
    /// @param type the new type as text, for example `decimal(10,2)`
    /// @return the converted value
    public Expr tryCast(String type) {
        return tryCast(DataType.parse(type));
    }

    /// The value, or null in rows where it cannot be computed: a cast that fails, an overflow, a division by zero.
    ///
    /// @return the value or null
    public Expr nullOnError() {
        return call("try");
    }

    /// Names the result.
    ///
    /// @param name the name of the result column
    /// @return the named expression
    public Expr as(String name) {
        return new Expr(new Node.Alias(unnamed(node), Objects.requireNonNull(name, "name")));
    }

    /// The value, or another where it is null: `sum("x").orElse(0)`.
    ///
    /// @param value an expression or a value for the rows without one
    /// @return a value
    public Expr orElse(@Nullable Object value) {
        return call("coalesce", value);
    }

    /// Null where the value equals another, otherwise the value.
    ///
    /// @param value an expression or a value
    /// @return the value or null
    public Expr nullIf(@Nullable Object value) {
        return call("nullif", value);
    }

    /// Divides integers, cutting off the fraction; null where the divisor is zero.
    ///
    /// @param divisor an expression or a value
    /// @return the quotient towards zero, or null
    public Expr tryDiv(@Nullable Object divisor) {
        return call("try_div", divisor);
    }

    /// The remainder with the sign of the dividend; null where the divisor is zero.
    ///
    /// @param divisor an expression or a value
    /// @return the remainder, or null
    public Expr tryMod(@Nullable Object divisor) {
        return call("try_mod", divisor);
    }

    /// Appends a text; null where one of both is null.
    ///
    /// @param other an expression or a value
    /// @return the joined text
    public Expr plusText(@Nullable Object other) {
        return call("||", other);
    }

    /// The value without its sign.
    ///
    /// @return a number
    public Expr abs() {
        return call("abs");
    }

    /// -1, 0 or 1.
    ///
    /// @return a number
    public Expr sign() {
        return call("sign");
    }

    /// The largest whole number that is not larger.
    ///
    /// @return a number
    public Expr floor() {
        return call("floor");
    }

    /// The smallest whole number that is not smaller.
    ///
    /// @return a number
    public Expr ceil() {
        return call("ceil");
    }

    /// The number without its fraction.
    ///
    /// @return a number
    public Expr trunc() {
        return call("trunc");
    }

    /// The square root; NaN for negative numbers.
    ///
    /// @return a number
    public Expr sqrt() {
        return call("sqrt");
    }

    /// The cube root.
    ///
    /// @return a number
    public Expr cbrt() {
        return call("cbrt");
    }

    /// Euler's number raised to the value.
    ///
    /// @return a number
    public Expr exp() {
        return call("exp");
    }

    /// The natural logarithm; -inf for 0, NaN for negative numbers.
    ///
    /// @return a number
    public Expr ln() {
        return call("ln");
    }

    /// The logarithm to base 10.
    ///
    /// @return a number
    public Expr log10() {
        return call("log10");
    }

    /// The logarithm to base 2.
    ///
    /// @return a number
    public Expr log2() {
        return call("log2");
    }

    /// The sine of an angle in radians.
    ///
    /// @return a number
    public Expr sin() {
        return call("sin");
    }

    /// The cosine of an angle in radians.
    ///
    /// @return a number
    public Expr cos() {
        return call("cos");
    }

    /// The tangent of an angle in radians.
    ///
    /// @return a number
    public Expr tan() {
        return call("tan");
    }

    /// The angle in radians whose sine this is.
    ///
    /// @return a number
    public Expr asin() {
        return call("asin");
    }

    /// The angle in radians whose cosine this is.
    ///
    /// @return a number
    public Expr acos() {
        return call("acos");
    }

    /// The angle in radians whose tangent this is.
    ///
    /// @return a number
    public Expr atan() {
        return call("atan");
    }

    /// The hyperbolic sine.
    ///
    /// @return a number
    public Expr sinh() {
        return call("sinh");
    }

    /// The hyperbolic cosine.
    ///
    /// @return a number
    public Expr cosh() {
        return call("cosh");
    }

    /// The hyperbolic tangent.
    ///
    /// @return a number
    public Expr tanh() {
        return call("tanh");
    }

    /// An angle from degrees to radians.
    ///
    /// @return a number
    public Expr radians() {
        return call("radians");
    }

    /// An angle from radians to degrees.
    ///
    /// @return a number
    public Expr degrees() {
        return call("degrees");
    }

    /// The nearest whole number; halves go away from zero.
    ///
    /// @return a number
    public Expr round() {
        return call("round");
    }

    /// The nearest number of a given number of digits; halves go away from zero.
    ///
    /// @param digits after the point; negative ones round to tens, hundreds, ...
    /// @return a number
    public Expr round(int digits) {
        return call("round", digits);
    }

    /// The value raised to a power, as float64.
    ///
    /// @param exponent an expression or a value
    /// @return a number
    public Expr pow(@Nullable Object exponent) {
        return call("pow", exponent);
    }

    /// The angle in radians of the point (x, this value).
    ///
    /// @param x an expression or a value
    /// @return a number
    public Expr atan2(@Nullable Object x) {
        return call("atan2", x);
    }

    /// Whether a number is neither NaN nor infinite.
    ///
    /// @return true, false or null
    public Expr isFinite() {
        return call("is_finite");
    }

    /// Whether a number is positive or negative infinity.
    ///
    /// @return true, false or null
    public Expr isInfinite() {
        return call("is_infinite");
    }

    /// A number of bytes as people read it, such as `1.5 KiB`: one digit after the point, cut off.
    ///
    /// @return a text
    public Expr formatBytes() {
        return call("format_bytes");
    }

    /// A 64-bit hash of the value, the same in every run. Not for security.
    ///
    /// @return an int64
    public Expr hash() {
        return call("hash");
    }

    /// The MD5 digest of a text or of bytes in hexadecimal digits. Not for security.
    ///
    /// @return a text
    public Expr md5() {
        return call("md5");
    }

    /// The SHA-256 digest of a text or of bytes in hexadecimal digits.
    ///
    /// @return a text
    public Expr sha256() {
        return call("sha256");
    }

    /// The value as text; numbers in the shortest form that reads back.
    ///
    /// @return a text
    public Expr toText() {
        return cast(DataType.UTF8);
    }

    /// Computes this aggregate or window function for each row over its window.
    ///
    /// @param window made by [Window]
    /// @return a value for each row
    public Expr over(Window.Spec window) {
        Objects.requireNonNull(window, "window");
        return new Expr(new Node.Over(aggregateFor("over(...)"), window.node(), false));
    }

    /// Computes this aggregate or window function for each row over all rows that are equal in some columns.
    ///
    /// @param partitionBy names of columns; none for all rows together
    /// @return a value for each row
    public Expr over(String... partitionBy) {
        return over(Window.partitionBy(partitionBy));
    }

    /// Aggregates only the rows for which a condition is true.
    ///
    /// @param condition a boolean expression
    /// @return an aggregate
    public Expr filter(Expr condition) {
        Objects.requireNonNull(condition, "condition");
        Node.Aggregate a = aggregateFor("filter(...)");
        Node both = a.filter() == null ? condition.node : new Node.Call("and", a.filter(), condition.node);
        return withAggregate(a.of(a.args(), a.distinct(), both, a.order()));
    }

    /// Aggregates each different value once.
    ///
    /// @return an aggregate
    public Expr distinct() {
        Node.Aggregate a = aggregateFor("distinct()");
        return withAggregate(a.of(a.args(), true, a.filter(), a.order()));
    }

    /// The order in which `first`, `last`, `collectList` or `joinText` see their rows.
    ///
    /// @param keys from the most important on
    /// @return an aggregate
    public Expr orderBy(Order... keys) {
        Node.Aggregate a = aggregateFor("orderBy(...)");
        return withAggregate(
                a.of(a.args(), a.distinct(), a.filter(), Order.keys(keys)));
    }

    /// The order in which `first`, `last`, `collectList` or `joinText` see their rows.
    ///
    /// @param columns names of columns, from the most important on
    /// @return an aggregate
    public Expr orderBy(String... columns) {
        return orderBy(Order.of(columns));
    }

    /// Leaves out rows in which the value is null. For a window function such as `lag` it comes after `over(...)`.
    ///
    /// @return an aggregate or a window function
    public Expr ignoreNulls() {
        if (node instanceof Node.Over over) {
            return new Expr(new Node.Over(over.function(), over.window(), true));
        }
        Node.Aggregate a = aggregateFor("ignoreNulls()");
        return filter(new Expr(a.args().getFirst()).isNotNull());
    }

    /// Sorts by this expression, small values first and nulls last.
    ///
    /// @return a sort key
    public Order asc() {
        return new Order(this, false, false);
    }

    /// Sorts by this expression, large values first and nulls last.
    ///
    /// @return a sort key
    public Order desc() {
        return new Order(this, true, false);
    }

    /// The functions of text.
    ///
    /// @return the functions
    public StrExpr str() {
        return new StrExpr(this);
    }

    /// The functions of dates, times and timestamps.
    ///
    /// @return the functions
    public DtExpr dt() {
        return new DtExpr(this);
    }

    /// The functions of lists.
    ///
    /// @return the functions
    public ListExpr list() {
        return new ListExpr(this);
    }

    /// The functions of structs.
    ///
    /// @return the functions
    public StructExpr struct() {
        return new StructExpr(this);
    }

    /// The functions of maps.
    ///
    /// @return the functions
    public MapExpr map() {
        return new MapExpr(this);
    }

    /// The tree behind the expression.
    Node node() {
        return node;
    }

    /// A function of this expression and further arguments.
    Expr call(String function, @Nullable Object... more) {
        List<Node> args = new ArrayList<>(nodes(more));
        args.addFirst(node);
        return new Expr(new Node.Call(function, args));
    }

    /// A function of these arguments.
    static Expr apply(String function, @Nullable Object... args) {
        return new Expr(new Node.Call(function, nodes(args)));
    }

    /// A reader of expression text.
    static ExpressionParser parser(String text, Parameters parameters) {
        return ExpressionParser.of(text, name -> Aggregates.find(name) != null, parameters);
    }

    private Expr aggregated(String function, @Nullable Object... more) {
        List<Node> args = new ArrayList<>(nodes(more));
        args.addFirst(unnamed(node));
        return new Expr(new Node.Aggregate(function, args, false, null, List.of()));
    }

    private static Expr window(String function, Expr... args) {
        return new Expr(new Node.Aggregate(function, nodes((Object[]) args), false, null, List.of()));
    }

    private static Expr user(String name, DataType type, Node.UserFunction function, List<Class<?>> classes,
            Expr... arguments) {
        return new Expr(new Node.UserCall(Objects.requireNonNull(name, "name"),
                Objects.requireNonNull(type, "type"), function, classes,
                Arguments.list(arguments, "arguments").stream().map(Expr::node).toList()));
    }

    private static Expr of(@Nullable Object value) {
        return value instanceof Expr expr ? expr : new Expr(Literals.of(value));
    }

    private static List<Node> nodes(@Nullable Object... values) {
        List<Node> nodes = new ArrayList<>(Objects.requireNonNull(values, "values").length);
        for (Object value : values) {
            nodes.add(of(value).node);
        }
        return nodes;
    }

    private static List<Node> options(@Nullable Object... options) {
        if (Objects.requireNonNull(options, "options").length == 1
                && options[0] instanceof Collection<?> all) {
            return nodes(all.toArray());
        }
        boolean array = options.length == 1 && options[0] != null && options[0].getClass().isArray()
                && !(options[0] instanceof byte[]);
        return array ? Literals.of(options[0]).children() : nodes(options);
    }

    /// The aggregate or window function this is, for a method that only they have.
    private Node.Aggregate aggregateFor(String method) {
        return switch (node) {
            case Node.Aggregate aggregate -> aggregate;
            case Node.Over over when !method.startsWith("over") -> over.function();
            default -> throw new IllegalArgumentException(
                    method + " needs an aggregate or window function before it, such "
                            + "as sum(\"x\") or rank(), got " + node);
        };
    }

    private Expr withAggregate(Node.Aggregate changed) {
        return new Expr(node instanceof Node.Over over
                ? new Node.Over(changed, over.window(), over.ignoreNulls())
                : changed);
    }

    private static Node unnamed(Node node) {
        return node instanceof Node.Alias alias ? alias.input() : node;
    }

    private String name(String what) {
        return switch (node) {
            case Node.Column column -> column.name();
            case Node.Alias alias -> alias.name();
            default -> throw new IllegalArgumentException(
                    what + " needs a name: " + node + " has none; add .as(\"...\")");
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Expr expr && node.equals(expr.node);
    }

    @Override
    public int hashCode() {
        return node.hashCode();
    }

    /// The text spelling, which [#expr] reads back as an equal expression; functions of your own, shown as `udf.name(...)`,
    /// it refuses.
    @Override
    public String toString() {
        return node.toString();
    }
}
