package dev.peso;

import java.io.PrintStream;

/// Prints news over the line before it.
final class ConsoleProgress implements Progress {
    private final PrintStream out;
    private int width;

    ConsoleProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void update(News news) {
        String line = news.toString();
        out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
        width = line.length();
        if (news.isDone()) {
            out.println();
            width = 0;
        }
        out.flush();
    }
}
