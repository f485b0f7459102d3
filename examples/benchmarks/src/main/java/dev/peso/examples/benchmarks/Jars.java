package dev.peso.examples.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/// This process's class path as a user has it: all of it jars.
final class Jars {
    private Jars() {}

    /// The class path, with each folder on it packed into a jar.
    ///
    /// @param into where the jars go
    static String classPath(Path into) throws IOException {
        List<String> path = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path place = Path.of(entry);
            path.add(Files.isDirectory(place)
                    ? pack(place, into.resolve("classes" + path.size() + ".jar")).toString()
                    : entry);
        }
        return String.join(File.pathSeparator, path);
    }

    private static Path pack(Path folder, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
                entries.putNextEntry(new JarEntry(name));
                Files.copy(file, entries);
                entries.closeEntry();
            }
        }
        return jar;
    }
}
