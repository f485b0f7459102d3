/// Runs parts of plans on Spark, which is on the class path of those who use it only. Start at `RunInSpark`.
@NullMarked
package dev.peso.internal.spark;

import org.jspecify.annotations.NullMarked;
