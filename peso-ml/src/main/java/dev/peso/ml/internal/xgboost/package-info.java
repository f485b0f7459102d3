/// The JSON form of XGBoost's models.
@NullMarked
package dev.peso.ml.internal.xgboost;

import org.jspecify.annotations.NullMarked;
