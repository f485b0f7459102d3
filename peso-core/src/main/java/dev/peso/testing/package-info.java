/// Assertions about datasets for tests, with messages that show the difference as a table; start at
/// [dev.peso.testing.DatasetAssert].
@NullMarked
package dev.peso.testing;

import org.jspecify.annotations.NullMarked;
