package dev.peso.internal.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Texts of others, such as drivers, without the passwords and tokens that may be in them. Rather too much is hidden.
public final class Secrets {
    private static final String HIDDEN = "...";

    /// What may follow an address of a database cannot be told from its password.
    private static final Pattern DATABASE = pattern("(\\bjdbc:[a-z0-9_+-]+:)(?=.*(?://|[@;?&=,])).*");
    /// A user and a password before a host. Like all that follows it never goes back over what it has passed, as a message
    /// may be as long as a statement with all its values.
    private static final Pattern USER = pattern(
            "(//)[^/\\s@:]*+:[^\\n]*@(?=\\S)|(?<!\\S)[^\\s:/]*+[:/]\\S*@(?=\\S)");
    /// A word, and the sign after it or the space before a text.
    private static final Pattern NAME = pattern(
            "(?<![\\w.-])(identified\\s++by|[\\w.-]++)([\"']?+\\s*+[=:]\\s*+|\\s++(?='))");
    private static final Pattern VALUE = pattern("(?!(?:yes|no)\\b)(?:'(?:[^'\\\\]|\\\\.|'')*+'?+"
            + "|\"(?:[^\"\\\\]|\\\\.|\"\")*+\"?+|[^\\s;&]++)");
    private static final Pattern SECRET = pattern("pass(?:word|wd|phrase|code)?|pwd|secret|api_?key"
            + "|(?:access|private|secret|account)_?key|credentials?|authorization|signature|\\wtoken");
    private static final Pattern TOKEN = pattern("token");
    /// What may stand before a text without a sign between them.
    private static final Pattern SECRET_BEFORE_TEXT = pattern(
            "identified\\s++by|.*(?:pass(?:word|phrase)|pwd|secret|token|_key(?:_id)?)");

    private Secrets() {}

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /// A text in which each secret that can be made out is `...`; the text itself where there is none.
    public static String hidden(String text) {
        String open = DATABASE.matcher(text).replaceAll("$1" + HIDDEN);
        open = withoutValues(open);
        return open.indexOf('@') < 0
                ? open
                : USER.matcher(open)
                        .replaceAll(user -> Matcher.quoteReplacement(
                                (user.group(1) == null ? "" : "//") + HIDDEN + "@"));
    }

    private static String withoutValues(String text) {
        Matcher name = NAME.matcher(text);
        Matcher value = VALUE.matcher(text);
        StringBuilder open = new StringBuilder();
        int done = 0;
        for (int from = 0; name.find(from);) {
            from = name.end();
            if (isSecret(name) && value.region(from, text.length()).lookingAt()) {
                open.append(text, done, from).append(HIDDEN);
                done = value.end();
                from = done;
            }
        }
        return done == 0 ? text : open.append(text, done, text.length()).toString();
    }

    private static boolean isSecret(Matcher name) {
        String word = name.group(1);
        String sign = name.group(2);
        if (sign.isBlank()) {
            return SECRET_BEFORE_TEXT.matcher(word).matches();
        }
        return SECRET.matcher(word).find()
                || TOKEN.matcher(word).find() && (sign.contains("=") || "\"'".indexOf(sign.charAt(0)) >= 0);
    }
}
