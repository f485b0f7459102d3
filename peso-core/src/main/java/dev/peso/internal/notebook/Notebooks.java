package dev.peso.internal.notebook;

import java.util.Locale;
import java.util.Objects;

/// Finds the notebook kernel this program runs in. JJava finds [JJavaExtension] by itself.
public final class Notebooks {
    private static final String IJAVA = "io.github.spencerpark.ijava.IJava";

    private Notebooks() {}

    /// Makes the IJava kernel show HTML, if this runs in one. Never fails: a notebook that shows text is no reason to.
    public static void install() {
        ClassLoader own = Notebooks.class.getClassLoader();
        if (!Objects.equals(own, ClassLoader.getSystemClassLoader())
                || mayHaveKernel(System.getProperty("java.class.path", ""))) {
            install(IJAVA);
        }
    }

    /// Whether a class path may have the kernel: its own file says so. To look for a class that is not there would open
    /// all files of the class path, which takes longer than the rest of a short program.
    static boolean mayHaveKernel(String classPath) {
        return classPath.toLowerCase(Locale.ROOT).contains("ijava");
    }

    /// @param main the kernel's class with a method `getKernelInstance()`
    static boolean install(String main) {
        try {
            Class<?> known = Class.forName(main, false, Notebooks.class.getClassLoader());
            Object kernel = known.getMethod("getKernelInstance").invoke(null);
            if (kernel != null) {
                IJavaDisplay.install(kernel);
            }
            return kernel != null;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError _) {
            return false;
        }
    }
}
