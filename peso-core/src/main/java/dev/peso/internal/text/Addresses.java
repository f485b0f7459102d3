package dev.peso.internal.text;

import java.util.regex.Pattern;

/// Addresses as messages show them: without what may be a secret.
public final class Addresses {
    private static final String HIDDEN = "...";
    /// Begins with a host and not with a user: a name with a dot, or that of this machine, without a port.
    private static final Pattern HOST = Pattern.compile("[^:@]*\\.[^:@]*|localhost");
    /// A host with a port, which a user before a password that begins with so many digits and a slash looks like too.
    private static final Pattern HOST_AND_PORT = Pattern
            .compile("(?:[^:@\\[\\]]+|\\[[0-9a-fA-F:.]+\\]):[0-9]{1,5}");
    /// A port, a path and then parameters: an `@` in these belongs to them.
    private static final Pattern PARAMETERS = Pattern.compile(
            "[^:@]*(?::[0-9]{1,5})?/[^?#@]*\\?[A-Za-z_][\\w.-]*=.*",
            Pattern.DOTALL);

    private Addresses() {}

    /// An address without its user and password, without parameters and without a fragment, in one line.
    ///
    /// Where a password holds what should be escaped in it, such as a slash, no one can tell where it ends, nor from a path with an
    /// `@`: then what may be either is left out up to the folder of the last `@`, unless the host has a dot and no port.
    ///
    /// @param address as a user wrote it, valid or not
    public static String shown(String address) {
        return open(address).replaceAll("\\p{Cntrl}", "?");
    }

    private static String open(String address) {
        int begin = address.indexOf(':') + 1;
        if (address.regionMatches(true, 0, "jar:", 0, begin) && address.indexOf(':', begin) >= 0) {
            return address.substring(0, begin) + open(address.substring(begin));
        }
        while (begin < address.length() && address.charAt(begin) == '/') {
            begin++;
        }
        String scheme = address.substring(0, begin);
        String rest = address.substring(begin);
        int at = rest.lastIndexOf('@');
        int authority = first(rest, "/?#;", 0);
        if (at < 0 || at > authority && (HOST.matcher(rest.substring(0, authority)).matches()
                || PARAMETERS.matcher(rest).matches())) {
            return scheme + rest.substring(0, first(rest, "?#;", 0));
        }
        String host = rest.substring(at + 1, first(rest, "?#;", at));
        if (at < authority) {
            return scheme + host;
        }
        String start = rest.substring(0, authority);
        boolean isHost = HOST_AND_PORT.matcher(start).matches();
        if (first(rest, "?#;", 0) < at) { // what follows may be a part of a token as well as a host
            return scheme + (isHost ? start + "/" : "") + HIDDEN;
        }
        if (!isHost && start.indexOf(':') >= 0) {
            return scheme + HIDDEN + "@" + host;
        }
        return scheme + (isHost ? start + "/" : "") + HIDDEN + host.substring(first(host, "/", 0));
    }

    private static int first(String text, String characters, int from) {
        int at = from;
        while (at < text.length() && characters.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    /// What a file behind an address is called in messages: the last part of its path, or the address where there is none.
    ///
    /// @param address as a user wrote it
    /// @param path its path
    public static String name(String address, String path) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        last = last.substring(0, first(last, "?#;", 0));
        String shown = shown(address);
        int at = last.lastIndexOf('@');
        String open = at < 0 || shown.endsWith(last) ? last : last.substring(at + 1);
        return open.isEmpty() ? shown : open;
    }

    /// Whether all of an address is shown, so that failures that tell it tell no secret.
    ///
    /// @param address as a user wrote it
    public static boolean isOpen(String address) {
        return shown(address).equals(address);
    }
}
