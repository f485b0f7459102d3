/// What libraries add to pipelines; start at [dev.peso.ml.spi.CustomStep].
@NullMarked
package dev.peso.ml.spi;

import org.jspecify.annotations.NullMarked;
