package dev.peso.internal.notebook;

/// Finds the notebook kernel this program runs in. JJava finds [JJavaExtension] by itself.
public final class Notebooks {
    private static final String IJAVA = "io.github.spencerpark.ijava.IJava";

    private Notebooks() {}

    /// Makes the IJava kernel show HTML, if this runs in one. Never fails: a notebook that shows text is no reason to.
    public static void install() {
        install(IJAVA);
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
