package dev.peso.internal.json;

/// JSON Pointers (RFC 6901) as steps.
final class Pointers {
    private Pointers() {}

    /// `/a~1b/0` as `a/b` and `0`.
    static String[] steps(String pointer) {
        if (pointer.isEmpty()) {
            return new String[0];
        }
        String[] steps = pointer.substring(1).split("/", -1);
        for (int i = 0; i < steps.length; i++) {
            steps[i] = steps[i].replace("~1", "/").replace("~0", "~");
        }
        return steps;
    }

    /// The position a step means, or -1.
    static int index(String step) {
        return step.matches("0|[1-9][0-9]{0,8}") ? Integer.parseInt(step) : -1;
    }
}
