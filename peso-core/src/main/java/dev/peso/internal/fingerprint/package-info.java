/// One number for what a dataset holds, whatever it is stored as. Start at [Fingerprints].
@NullMarked
package dev.peso.internal.fingerprint;

import org.jspecify.annotations.NullMarked;
