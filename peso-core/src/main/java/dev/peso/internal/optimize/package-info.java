/// The optimizer: rewrites of checked plans, one class each. A rewrite keeps every row, its values and its place; it
/// may remove the error of something nobody uses, but never makes a row fail that the written plan would not evaluate.
@NullMarked
package dev.peso.internal.optimize;

import org.jspecify.annotations.NullMarked;
