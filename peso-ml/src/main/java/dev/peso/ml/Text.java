package dev.peso.ml;

import java.util.Arrays;
import java.util.List;

import dev.peso.ml.internal.prepare.TextStep;
import dev.peso.ml.internal.prepare.Tokens;
import dev.peso.ml.internal.spec.Records;

/// How texts become numbers: one sparse column for each term, learnt from the rows of training.
///
/// Terms are words of two or more letters and digits in small letters, unless said otherwise. Settings are immutable
/// values.
public final class Text {
    private static final Tokens WORDS = new Tokens(Tokens.Unit.WORDS, 1, 1, false, List.of());
    private static final int MOST_TERMS = 1 << 16;

    private final TextStep step;

    private Text(TextStep step) {
        this.step = step;
    }

    private static Text of(TextStep.How how, int terms, int minRows, boolean normalized) {
        return new Text(new TextStep(how, WORDS, minRows, 1, terms, false, normalized, List.of()));
    }

    /// How often each term is in the text, times `ln((1 + rows) / (1 + rows with the term)) + 1`; then each row is brought
    /// to length 1. At most the 65,536 most frequent terms of those in two or more rows are kept.
    ///
    /// @return the choice
    public static Text tfidf() {
        return of(TextStep.How.TFIDF, MOST_TERMS, 2, true);
    }

    /// How often each term is in the text. At most the 65,536 most frequent terms of those in two or more rows are kept.
    ///
    /// @return the choice
    public static Text counts() {
        return of(TextStep.How.COUNTS, MOST_TERMS, 2, false);
    }

    /// How often the terms of each column are in the text, where the hash of a term (MurmurHash3) says its column and
    /// whether it counts up or down; then each row is brought to length 1. No terms are learnt or kept.
    ///
    /// @param features how many columns, from 1 to 1,048,576
    /// @return the choice
    /// @throws IllegalArgumentException if there are too few or too many
    public static Text hashing(int features) {
        return of(TextStep.How.HASHING, features, 1, true);
    }

    private Text with(String component, Object value) {
        return new Text(Records.with(step, component, value));
    }

    private Text withTokens(String component, Object value) {
        return with("tokens", Records.with(step.tokens(), component, value));
    }

    /// Takes runs of words as terms, with a blank between.
    ///
    /// @param least the fewest words, 1 or more
    /// @param most the most words, up to 20
    /// @return a new choice
    /// @throws IllegalArgumentException if a number is out of range
    public Text words(int least, int most) {
        return with("tokens", new Tokens(Tokens.Unit.WORDS, least, most, step.tokens().keepsCase(),
                step.tokens().stopWords()));
    }

    /// Takes runs of characters as terms, blanks too.
    ///
    /// @param least the fewest characters, 1 or more
    /// @param most the most characters, up to 20
    /// @return a new choice
    /// @throws IllegalArgumentException if a number is out of range
    public Text chars(int least, int most) {
        return with("tokens", new Tokens(Tokens.Unit.CHARS, least, most, step.tokens().keepsCase(),
                step.tokens().stopWords()));
    }

    /// Tells capitals from small letters.
    ///
    /// @return a new choice
    public Text caseSensitive() {
        return withTokens("keepsCase", true);
    }

    /// Leaves words out, before runs are made.
    ///
    /// @param words the words, in small letters unless case matters
    /// @return a new choice
    public Text without(String... words) {
        return withTokens("stopWords", Arrays.stream(words).map(String::toString).toList());
    }

    /// Leaves out terms that are in fewer rows of training.
    ///
    /// @param rows 1 or more
    /// @return a new choice
    /// @throws IllegalArgumentException if it is less
    public Text minRows(int rows) {
        return with("minRows", rows);
    }

    /// Leaves out terms that are in a larger share of the rows of training.
    ///
    /// @param share above 0, at most 1
    /// @return a new choice
    /// @throws IllegalArgumentException if it is out of range
    public Text maxShare(double share) {
        return with("maxShare", share);
    }

    /// Keeps only the terms that are there most often.
    ///
    /// @param terms how many, from 1 to 1,048,576
    /// @return a new choice
    /// @throws IllegalArgumentException if there are too few or too many
    public Text most(int terms) {
        return with("terms", terms);
    }

    /// Counts a term that is in a text `n` times as `1 + ln n`.
    ///
    /// @return a new choice
    public Text sublinear() {
        return with("sublinear", true);
    }

    /// Leaves rows as long as they are.
    ///
    /// @return a new choice
    public Text unnormalized() {
        return with("normalized", false);
    }

    TextStep step(List<String> columns) {
        return Records.with(step, "columns", columns);
    }
}
