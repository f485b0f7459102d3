package dev.peso.internal.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;

import dev.peso.DataAccessException;
import dev.peso.internal.bytes.ByteSources;
import dev.peso.internal.text.Suggestions;

/// Finds files by a pattern or in a folder, in the order of their paths.
///
/// In a pattern `*` and `?` stand for characters of one name, `[a-c]` and `{a,b}` for a choice, and `**` for any number of
/// folders. Names that start with a point or an underscore are found only by a pattern that starts so too: they are
/// other programs' marks and unfinished files.
public final class FileSearch {
    private static final String WILD = "*?[{";
    private static final String ANY_FOLDERS = "**";
    /// Deeper folders are surely a circle of links.
    private static final int DEEPEST = 100;

    private final TreeMap<String, FoundFile> found = new TreeMap<>(
            Comparator.comparing((String name) -> name.replace('/', '\u0000')));
    private final List<String> segments;
    private final Predicate<String> wanted;

    private FileSearch(List<String> segments, Predicate<String> wanted) {
        this.segments = segments;
        this.wanted = wanted;
    }

    /// Whether a place has characters that stand for others.
    public static boolean isPattern(String place) {
        return place.chars().anyMatch(c -> WILD.indexOf(c) >= 0);
    }

    /// The files that match a pattern.
    ///
    /// @throws DataAccessException if there is none; the message tells how far the path leads
    public static List<FoundFile> matching(String pattern) {
        String slashed = FileSystems.getDefault().getSeparator().equals("\\")
                ? pattern.replace('\\', '/')
                : pattern;
        List<String> all = List.of(slashed.split("/", -1));
        int wild = 0;
        while (!isPattern(all.get(wild))) {
            wild++;
        }
        String start = String.join("/", all.subList(0, wild));
        FileSearch search = new FileSearch(all.subList(wild, all.size()), _ -> true);
        Path folder = wild == 1 && start.isEmpty() ? Path.of("/") : Path.of(start);
        if (Files.isDirectory(folder)) {
            search.walk(folder, wild == 0 ? "" : start + "/", 0, 0);
        }
        if (search.found.isEmpty()) {
            throw nothing("no file matches \"" + pattern + "\"", folder);
        }
        return List.copyOf(search.found.values());
    }

    /// The files in a folder and in those below it.
    ///
    /// @param wanted whether a file of this name counts
    /// @throws DataAccessException if there is none
    public static List<FoundFile> below(Path folder, Predicate<String> wanted) {
        FileSearch search = new FileSearch(List.of(ANY_FOLDERS), wanted);
        String start = folder.toString().replace(folder.getFileSystem().getSeparator(), "/");
        search.walk(folder, start.isEmpty() || start.endsWith("/") ? start : start + "/", 0, 0);
        if (search.found.isEmpty()) {
            throw nothing("no file of a known format in \"" + folder + "\"", folder);
        }
        return List.copyOf(search.found.values());
    }

    /// The files in a folder that match a pattern, named by their paths in it; possibly none.
    ///
    /// @throws DataAccessException if there is no such folder
    public static List<FoundFile> in(Path folder, String pattern) {
        FileSearch search = new FileSearch(List.of(pattern.split("/", -1)), _ -> true);
        search.walk(folder, "", 0, 0);
        return List.copyOf(search.found.values());
    }

    private void walk(Path folder, String name, int segment, int depth) {
        if (depth > DEEPEST) {
            throw new DataAccessException("could not read " + folder + ": over " + DEEPEST
                    + " folders deep; is there a link to a folder above?", null);
        }
        String pattern = segments.get(segment);
        boolean last = segment == segments.size() - 1;
        if (pattern.equals(ANY_FOLDERS)) {
            if (!last) {
                walk(folder, name, segment + 1, depth);
            }
            for (Path entry : entries(folder)) {
                String entryName = String.valueOf(entry.getFileName());
                if (!isHidden(entryName)) {
                    visit(entry, name + entryName, segment, last, depth);
                }
            }
            return;
        }
        PathMatcher matcher = matcher(pattern);
        for (Path entry : entries(folder)) {
            String entryName = String.valueOf(entry.getFileName());
            if ((!isHidden(entryName) || isHidden(pattern)) && matcher.matches(Path.of(entryName))) {
                visit(entry, name + entryName, segment + 1, last, depth);
            }
        }
    }

    private void visit(Path entry, String name, int next, boolean files, int depth) {
        if (Files.isDirectory(entry)) {
            if (next < segments.size()) {
                walk(entry, name + "/", next, depth + 1);
            }
        } else if (files && wanted.test(name)) {
            if (Files.isSymbolicLink(entry) && !Files.exists(entry)) {
                throw new DataAccessException("could not read " + entry + ": " + ByteSources.absence(entry),
                        null);
            }
            if (Files.isRegularFile(entry)) {
                found.put(name, new FoundFile(entry, name));
            }
        }
    }

    private static boolean isHidden(String name) {
        return name.startsWith(".") || name.startsWith("_");
    }

    private static PathMatcher matcher(String pattern) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("\"" + pattern + "\" is no pattern of file names: "
                    + e.getDescription() + "; in a name \\ before a character takes it as it is", e);
        }
    }

    private static List<Path> entries(Path folder) {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            List<Path> entries = new ArrayList<>();
            stream.forEach(entries::add);
            return entries;
        } catch (IOException e) {
            throw ByteSources.failed("read", folder.toString(), e);
        } catch (DirectoryIteratorException e) {
            throw new DataAccessException("could not read " + folder + ": " + e.getMessage(), e);
        }
    }

    /// Says how far a path leads and what is there.
    private static DataAccessException nothing(String problem, Path folder) {
        Path nearest = folder;
        while (!Files.isDirectory(nearest)) {
            Path above = nearest.getParent();
            nearest = above == null ? Path.of("") : above;
        }
        String missing = String.valueOf(nearest.relativize(folder));
        List<String> names = entries(nearest).stream()
                .map(e -> String.valueOf(e.getFileName()))
                .sorted()
                .toList();
        String shown = nearest.toString().isEmpty()
                ? nearest.toAbsolutePath().toString()
                : nearest.toString();
        String how = missing.isEmpty()
                ? "; the folder \"" + shown + "\""
                : "; there is no \"" + missing + "\" in the folder \"" + shown + "\""
                        + meant(missing, names) + " it";
        return new DataAccessException(problem + how
                + (names.isEmpty() ? " is empty" : " holds " + Suggestions.list(names)), null);
    }

    private static String meant(String missing, Collection<String> names) {
        String didYouMean = Suggestions.didYouMean(missing, names);
        return didYouMean.isEmpty() ? ", which" : didYouMean;
    }
}
