package dev.peso.ml.internal.xgboost;

import java.util.List;

import dev.peso.DataException;
import dev.peso.ml.internal.tree.TreeModel;

/// What XGBoost trained a model for.
///
/// @param name as XGBoost calls it
/// @param link what sums become
/// @param start the scale on which the base score stands
/// @param classes how many classes there are, 0 for numbers
record XgboostObjective(String name, TreeModel.Link link, Start start, int classes) {
    private static final List<String> LOGISTIC = List.of("binary:logistic", "reg:logistic",
            "binary:logitraw");
    private static final List<String> EXPONENTIAL = List.of("count:poisson", "reg:gamma", "reg:tweedie",
            "survival:cox", "survival:aft");
    private static final List<String> PLAIN = List.of("reg:squarederror", "reg:linear", "reg:squaredlogerror",
            "reg:pseudohubererror", "reg:absoluteerror", "reg:quantileerror", "rank:pairwise", "rank:ndcg",
            "rank:map");

    /// The scale of a base score.
    enum Start {
        /// That of the sums.
        SUM,
        /// That of predictions, which are exponentials of sums.
        EXPONENTIAL,
        /// That of predictions, which are probabilities.
        PROBABILITY
    }

    /// @param version the first number of the version that wrote the model
    static XgboostObjective of(String name, int classes, int version, String place) {
        if (name.equals("multi:softprob") || name.equals("multi:softmax")) {
            return new XgboostObjective(name, TreeModel.Link.SOFTMAX, Start.SUM, Math.max(2, classes));
        } else if (name.equals("binary:hinge")) {
            return new XgboostObjective(name, TreeModel.Link.SIGN, Start.SUM, 2);
        } else if (LOGISTIC.contains(name)) {
            return new XgboostObjective(name, switch (name) {
                case "binary:logistic" -> TreeModel.Link.LOGIT;
                case "reg:logistic" -> TreeModel.Link.SIGMOID;
                default -> TreeModel.Link.IDENTITY;
            }, version >= 3 && name.equals("binary:logitraw") ? Start.SUM : Start.PROBABILITY,
                    name.equals("binary:logistic") ? 2 : 0);
        } else if (EXPONENTIAL.contains(name)) {
            return new XgboostObjective(name, TreeModel.Link.LOG, Start.EXPONENTIAL, 0);
        } else if (PLAIN.contains(name)) {
            return new XgboostObjective(name, TreeModel.Link.IDENTITY, Start.SUM, 0);
        }
        throw new DataException(
                place + " is \"" + name + "\", which cannot be read; known are multi:softprob, "
                        + "multi:softmax, binary:hinge, " + String.join(", ", LOGISTIC) + ", "
                        + String.join(", ", EXPONENTIAL)
                        + ", " + String.join(", ", PLAIN));
    }

    /// What sums start with.
    double start(double baseScore, String place) {
        boolean fits = switch (start) {
            case SUM -> true;
            case EXPONENTIAL -> baseScore > 0;
            case PROBABILITY -> baseScore > 0 && baseScore < 1;
        };
        if (!fits || !(Math.abs(baseScore) <= Double.MAX_VALUE)) {
            throw new DataException(
                    place + " is " + baseScore + ", which does not fit the objective " + name);
        }
        return switch (start) {
            case SUM -> baseScore;
            case EXPONENTIAL -> StrictMath.log(baseScore);
            case PROBABILITY -> -StrictMath.log(1 / baseScore - 1);
        };
    }
}
