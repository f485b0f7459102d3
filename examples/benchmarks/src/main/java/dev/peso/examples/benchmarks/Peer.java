package dev.peso.examples.benchmarks;

import org.jspecify.annotations.Nullable;

/// A system that holds the tables and answers questions, one at a time.
interface Peer extends AutoCloseable {
    /// Its name in the report.
    String name();

    /// Its name and version.
    default String version() {
        return name();
    }

    /// The largest tables worth giving to it.
    default int mostRows() {
        return Integer.MAX_VALUE;
    }

    /// Takes the tables over.
    void load(Tables tables) throws Exception;

    /// Lets go of the tables.
    void unload() throws Exception;

    /// Whether it has the means to answer.
    boolean can(Question question);

    /// Answers, keeps the answer until the next one, and returns the seconds it took.
    double time(Question question) throws Exception;

    /// What the last answer comes to.
    Summary summary() throws Exception;

    /// Answers a question some times in a fresh process, which first loads the tables that it needs; null when there is no
    /// such process.
    default Alone.@Nullable Outcome alone(Question question, Tables tables, int times) throws Exception {
        return null;
    }

    @Override
    default void close() throws Exception {}

    /// The name of the archive that a class comes from, with its version.
    static String archive(Class<?> type) {
        String file = type.getProtectionDomain().getCodeSource().getLocation().getPath();
        return file.substring(file.lastIndexOf('/') + 1).replace(".jar", "");
    }
}
