package dev.peso.internal.quality;

import java.math.BigInteger;

/// Texts of fixed forms: addresses, numbers of accounts, cards, telephones, postal codes. Each is checked by reading it
/// once; where a form has check digits they are checked.
final class TextPatterns {
    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

    private TextPatterns() {}

    /// An address of e-mail: letters, digits and marks of RFC 5322's atoms, `@`, a domain of two labels or more.
    static boolean isEmail(String s) {
        int at = s.indexOf('@');
        if (at < 1 || at > 64 || s.length() > 254 || s.indexOf('@', at + 1) >= 0 || s.charAt(0) == '.'
                || s.charAt(at - 1) == '.') {
            return false;
        }
        for (int i = 0; i < at; i++) {
            char c = s.charAt(i);
            if (!Character.isLetterOrDigit(c) && "!#$%&'*+/=?^_`{|}~.-".indexOf(c) < 0
                    || c == '.' && s.charAt(i + 1) == '.') {
                return false;
            }
        }
        return isDomain(s.substring(at + 1));
    }

    private static boolean isDomain(String domain) {
        int label = 0;
        int labels = 0;
        for (int i = 0; i <= domain.length(); i++) {
            char c = i == domain.length() ? '.' : domain.charAt(i);
            if (c == '.') {
                if (i == label || domain.charAt(label) == '-' || domain.charAt(i - 1) == '-') {
                    return false;
                }
                labels++;
                label = i + 1;
            } else if (!Character.isLetterOrDigit(c) && c != '-') {
                return false;
            }
        }
        int last = domain.lastIndexOf('.') + 1;
        return labels >= 2 && domain.length() - last >= 2 && Character.isLetter(domain.charAt(last));
    }

    /// `http`, `https` or `ftp` with a host, or `www.` with a domain.
    static boolean isUrl(String s) {
        int host = s.startsWith("http://")
                ? 7
                : s.startsWith("https://") ? 8 : s.startsWith("ftp://") ? 6 : s.startsWith("www.") ? 4 : 0;
        if (host == 0 || s.length() <= host || !Character.isLetterOrDigit(s.charAt(host))) {
            return false;
        }
        for (int i = host; i < s.length(); i++) {
            if (s.charAt(i) <= ' ' || s.charAt(i) == '"' || s.charAt(i) == '<') {
                return false;
            }
        }
        return host != 4 || s.indexOf('.', host) > 0;
    }

    /// Five groups of 8, 4, 4, 4 and 12 hexadecimal digits, perhaps in braces.
    static boolean isUuid(String s) {
        String bare = s.length() == 38 && s.charAt(0) == '{' && s.charAt(37) == '}' ? s.substring(1, 37) : s;
        if (bare.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? bare.charAt(i) != '-' : !isHex(bare.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }

    /// An address of IP version 4 or 6.
    static boolean isIp(String s) {
        return s.indexOf(':') >= 0 ? isIp6(s) : isIp4(s);
    }

    private static boolean isIp4(String s) {
        int parts = 0;
        int value = -1;
        int digits = 0;
        for (int i = 0; i <= s.length(); i++) {
            char c = i == s.length() ? '.' : s.charAt(i);
            if (c == '.') {
                if (digits == 0 || digits > 3 || value > 255) {
                    return false;
                }
                parts++;
                value = -1;
                digits = 0;
            } else if (c >= '0' && c <= '9') {
                value = Math.max(0, value) * 10 + c - '0';
                digits++;
                if (digits > 3) {
                    return false;
                }
            } else {
                return false;
            }
        }
        return parts == 4;
    }

    private static boolean isIp6(String s) {
        int groups = 0;
        int digits = 0;
        int doubled = 0;
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c == ':') {
                groups += digits > 0 ? 1 : 0;
                boolean twice = i + 1 < s.length() && s.charAt(i + 1) == ':';
                boolean edge = i == 0 || i == s.length() - 1;
                boolean after = i > 0 && s.charAt(i - 1) == ':';
                if (edge && !twice && !after) {
                    return false;
                }
                doubled += twice ? 1 : 0;
                digits = 0;
            } else if (isHex(c)) {
                digits++;
                if (digits > 4) {
                    return false;
                }
            } else {
                return false;
            }
        }
        groups += digits > 0 ? 1 : 0;
        return doubled == 0 ? groups == 8 : doubled == 1 && groups < 8;
    }

    /// An international bank account number, whose remainder by 97 must be 1 (ISO 13616).
    static boolean isIban(String s) {
        StringBuilder digits = new StringBuilder(80);
        String bare = s.replace(" ", "");
        if (bare.length() < 15 || bare.length() > 34) {
            return false;
        }
        for (int i = 0; i < bare.length(); i++) {
            char c = bare.charAt((i + 4) % bare.length());
            boolean letter = c >= 'A' && c <= 'Z';
            boolean digit = c >= '0' && c <= '9';
            int place = (i + 4) % bare.length();
            if (!letter && !digit || place < 2 && !letter || (place == 2 || place == 3) && !digit) {
                return false;
            }
            digits.append(letter ? Integer.toString(c - 'A' + 10) : Character.toString(c));
        }
        return new BigInteger(digits.toString()).mod(NINETY_SEVEN).intValue() == 1;
    }

    /// The number of a payment card: 13 to 19 digits of the usual beginnings with Luhn's check digit.
    static boolean isCard(String s) {
        int sum = 0;
        int digits = 0;
        for (int i = s.length() - 1; i >= 0; i--) {
            char c = s.charAt(i);
            if (c >= '0' && c <= '9') {
                int digit = (c - '0') * (digits % 2 == 0 ? 1 : 2);
                sum += digit > 9 ? digit - 9 : digit;
                digits++;
            } else if (c != ' ' && c != '-') {
                return false;
            }
        }
        return digits >= 13 && digits <= 19 && s.charAt(0) >= '2' && s.charAt(0) <= '6' && sum % 10 == 0;
    }

    /// A telephone number: 7 to 15 digits with marks between them or a plus in front, perhaps an extension behind.
    static boolean isPhone(String s) {
        int stop = s.length();
        int extension = s.toLowerCase(java.util.Locale.ROOT).indexOf('x');
        if (extension > 6) {
            stop = s.startsWith("e", extension - 1) ? extension - 1 : extension;
        }
        int digits = 0;
        int marks = 0;
        int open = 0;
        for (int i = 0; i < stop; i++) {
            char c = s.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '+' && i == 0) {
                marks++;
            } else if (c == '(' || c == ')') {
                open += c == '(' ? 1 : -1;
                marks++;
            } else if (c == ' ' || c == '-' || c == '.' || c == '/') {
                marks++;
            } else {
                return false;
            }
            if (open < 0 || open > 1) {
                return false;
            }
        }
        return digits >= 7 && digits <= 15 && marks > 0 && marks <= digits && open == 0
                && TextDates.parse(s, true) == null && TextDates.parse(s, false) == null;
    }

    /// A postal code of a form of its own: `SW1A 1AA` (United Kingdom), `K1A 0B1` (Canada), `12345-6789` (United States),
    /// `1234 AB` (Netherlands). Five digits alone are too common to tell.
    static boolean isPostal(String s) {
        StringBuilder shape = new StringBuilder();
        for (int i = 0; i < s.length() && i < 12; i++) {
            char c = s.charAt(i);
            shape.append(c >= 'A' && c <= 'Z' ? 'A' : c >= '0' && c <= '9' ? '9' : c);
        }
        return switch (shape.toString()) {
            case "A9 9AA", "A99 9AA", "AA9 9AA", "AA99 9AA", "A9A 9AA", "AA9A 9AA", "A9A 9A9", "A9A9A9",
                    "99999-9999", "9999 AA" ->
                true;
            default -> false;
        };
    }
}
