/// What is in data, what is wrong with it, and how to mend it: start at [dev.peso.quality.Profile] and
/// [dev.peso.quality.Cleaning].
@NullMarked
package dev.peso.quality;

import org.jspecify.annotations.NullMarked;
