package dev.peso;

import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.Lambdas;

/// Functions of lists: `col("tags").list().contains("red")`. Positions count from 1, negative ones from the end; inside lists
/// null equals null. A null list gives null. Immutable.
///
/// {@snippet file="dev/peso/ExprGroupSnippets.java" region="list"}
public final class ListExpr {
    private final Expr value;

    ListExpr(Expr value) {
        this.value = value;
    }

    /// The number of elements.
    ///
    /// @return an int64
    public Expr length() {
        return value.call("len");
    }

    /// One element; null when there is none at that position.
    ///
    /// @param position from 1; negative ones count from the end
    /// @return an element
    public Expr get(@Nullable Object position) {
        return value.call("list_element", position);
    }

    /// The elements from one position to another, both included.
    ///
    /// @param from the first position
    /// @param to the last position
    /// @return a list
    public Expr slice(@Nullable Object from, @Nullable Object to) {
        return value.call("list_slice", from, to);
    }

    /// Whether a value is among the elements.
    ///
    /// @param element the value to find
    /// @return true, false or null
    public Expr contains(@Nullable Object element) {
        return value.call("list_contains", element);
    }

    /// Where a value occurs first, from 1; 0 when it does not.
    ///
    /// @param element the value to find
    /// @return an int64
    public Expr position(@Nullable Object element) {
        return value.call("list_position", element);
    }

    /// The sum of the elements that are not null.
    ///
    /// @return a number
    public Expr sum() {
        return value.call("list_sum");
    }

    /// The smallest element that is not null.
    ///
    /// @return an element
    public Expr min() {
        return value.call("list_min");
    }

    /// The largest element that is not null.
    ///
    /// @return an element
    public Expr max() {
        return value.call("list_max");
    }

    /// The mean of the elements that are not null.
    ///
    /// @return a float64
    public Expr mean() {
        return value.call("list_mean");
    }

    /// The elements in ascending order, nulls last.
    ///
    /// @return a list
    public Expr sort() {
        return value.call("list_sort");
    }

    /// The elements in descending order, nulls last.
    ///
    /// @return a list
    public Expr sortDescending() {
        return value.call("list_reverse_sort");
    }

    /// The elements in reverse order.
    ///
    /// @return a list
    public Expr reverse() {
        return value.call("list_reverse");
    }

    /// Each different element that is not null once, in order of first appearance.
    ///
    /// @return a list
    public Expr distinct() {
        return value.call("list_distinct");
    }

    /// The number of different elements that are not null.
    ///
    /// @return an int64
    public Expr countDistinct() {
        return value.call("list_unique");
    }

    /// The elements of this list and then those of another.
    ///
    /// @param other another list
    /// @return a list
    public Expr concat(@Nullable Object other) {
        return value.call("list_concat", other);
    }

    /// The list with one more element at the end.
    ///
    /// @param element the element to add
    /// @return a list
    public Expr append(@Nullable Object element) {
        return value.call("list_append", element);
    }

    /// The list with one more element at the start.
    ///
    /// @param element the element to add
    /// @return a list
    public Expr prepend(@Nullable Object element) {
        return Expr.apply("list_prepend", element, value);
    }

    /// The elements as text, one after the other; nulls are skipped.
    ///
    /// @param separator stands between two elements
    /// @return a text
    public Expr join(String separator) {
        return value.call("array_to_string", Objects.requireNonNull(separator, "separator"));
    }

    /// The elements of all inner lists as one list.
    ///
    /// @return a list
    public Expr flatten() {
        return value.call("flatten");
    }

    /// The list of what an expression gives for each element: `tags.list().transform(tag -> tag.str().lower())`.
    ///
    /// @param function takes the element and gives an expression of it, which may use columns too
    /// @return a list
    public Expr transform(UnaryOperator<Expr> function) {
        return value.call("list_transform", lambda(Objects.requireNonNull(function, "function")));
    }

    /// The elements for which a condition is true: `tags.list().filter(tag -> tag.ne(""))`.
    ///
    /// @param condition takes the element and gives a condition on it, which may use columns too
    /// @return a list
    public Expr filter(UnaryOperator<Expr> condition) {
        return value.call("list_filter", lambda(Objects.requireNonNull(condition, "condition")));
    }

    /// The elements put together from the first to the last: `prices.list().reduce((product, price) -> product.times(price))`.
    ///
    /// @param function takes the value so far and the next element, and gives the next value
    /// @return the value; null for an empty list
    public Expr reduce(BinaryOperator<Expr> function) {
        Objects.requireNonNull(function, "function");
        return value.call("list_reduce", new Expr(Lambdas.of(
                (sofar, element) -> function.apply(new Expr(sofar), new Expr(element)).node())));
    }

    private static Expr lambda(UnaryOperator<Expr> function) {
        return new Expr(Lambdas.of(parameter -> function.apply(new Expr(parameter)).node()));
    }
}
