package dev.peso.internal.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Texts of others, such as drivers, without the passwords and tokens that may be in them. Rather too much is hidden.
public final class Secrets {
    private static final String HIDDEN = "...";

    /// What may follow an address of a database cannot be told from its password.
    private static final Pattern DATABASE = pattern("(\\bjdbc:[a-z0-9_+-]+:)(?=.*(?://|[@;?&=,])).*");
    /// A user and a password before a host.
    private static final Pattern USER = pattern("(//)[^/\\s@]*:[^\\n]*@(?=\\S)|\\S*[:/]\\S*@(?=\\S)");
    /// A word for a secret, the sign after it and the value.
    private static final Pattern ASSIGNED = pattern(
            "([\\w.-]*(?:pass(?:word|wd|phrase|code)?|pwd|secret|api_?key"
                    + "|(?:access|private|secret|account)_?key|credentials?|authorization|signature|\\wtoken)[\\w.-]*"
                    + "[\"']?\\s*[=:]\\s*|[\\w.-]*token[\\w.-]*[\"']?\\s*=\\s*|[\"']token[\"']\\s*:\\s*"
                    + "|(?:identified\\s+by|pass(?:word|phrase)|pwd|secret|token|\\w*_key(?:_id)?)\\s+(?='))(?!(?:yes|no)\\b)"
                    + "('(?:[^'\\\\]|\\\\.|'')*'?|\"(?:[^\"\\\\]|\\\\.|\"\")*\"?|[^\\s;&]+)");

    private Secrets() {}

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /// A text in which each secret that can be made out is `...`; the text itself where there is none.
    public static String hidden(String text) {
        String open = DATABASE.matcher(text).replaceAll("$1" + HIDDEN);
        open = ASSIGNED.matcher(open).replaceAll("$1" + HIDDEN);
        return USER.matcher(open)
                .replaceAll(user -> Matcher.quoteReplacement(
                        (user.group(1) == null ? "" : "//") + HIDDEN + "@"));
    }
}
