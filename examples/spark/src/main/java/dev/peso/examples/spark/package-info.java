/// A query that runs on Spark. Start at [OnSpark].
@NullMarked
package dev.peso.examples.spark;

import org.jspecify.annotations.NullMarked;
