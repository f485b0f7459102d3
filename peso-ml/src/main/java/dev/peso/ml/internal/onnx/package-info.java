/// Models as ONNX graphs; start at [OnnxModel].
@NullMarked
package dev.peso.ml.internal.onnx;

import org.jspecify.annotations.NullMarked;
