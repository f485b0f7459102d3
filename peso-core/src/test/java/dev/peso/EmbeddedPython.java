package dev.peso;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Python inside this process, of the version that `PESO_PYTHON` names: the one way to share memory with pyarrow.
@SuppressWarnings("restricted") // Python is called by address
public final class EmbeddedPython {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final int NOW_AND_FOR_ALL = 0x102; // RTLD_NOW | RTLD_GLOBAL: Python's modules look for it there
    private static @Nullable EmbeddedPython one;

    private final MethodHandle ensure;
    private final MethodHandle letGo;
    private final MethodHandle run;

    private EmbeddedPython(MemorySegment library, List<String> path, String home) throws Throwable {
        setEnvironment("PYTHONHOME", home);
        ensure = function(library, "PyGILState_Ensure", FunctionDescriptor.of(ValueLayout.JAVA_INT));
        letGo = function(library, "PyGILState_Release", FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));
        run = function(library, "PyRun_SimpleString",
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        function(library, "Py_InitializeEx", FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT)).invoke(0);
        try (Arena arena = Arena.ofConfined()) {
            String all = "import sys\nsys.path[:] = " + quoted(path);
            int failed = (int) run.invoke(arena.allocateFrom(all));
            if (failed != 0) {
                throw new AssertionError("Python does not start");
            }
        }
        function(library, "PyEval_SaveThread", FunctionDescriptor.of(ValueLayout.ADDRESS)).invoke();
    }

    private static String quoted(List<String> texts) {
        return texts.stream().map(text -> "r'" + text + "'").toList().toString();
    }

    private static void setEnvironment(String name, String value) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle set = LINKER.downcallHandle(LINKER.defaultLookup().find("setenv").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS,
                            ValueLayout.JAVA_INT));
            int failed = (int) set.invoke(arena.allocateFrom(name), arena.allocateFrom(value), 1);
            if (failed != 0) {
                throw new AssertionError("setenv fails");
            }
        }
    }

    private static MethodHandle function(MemorySegment library, String name, FunctionDescriptor type)
            throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle find = LINKER.downcallHandle(LINKER.defaultLookup().find("dlsym").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
            MemorySegment address = (MemorySegment) find.invoke(library, arena.allocateFrom(name));
            return LINKER.downcallHandle(address, type);
        }
    }

    /// Starts Python, once in a process.
    ///
    /// @throws org.opentest4j.TestAbortedException if there is none, or it is no shared library
    public static synchronized EmbeddedPython start() throws IOException {
        EmbeddedPython known = one;
        if (known != null) {
            return known;
        }
        assumeTrue(LINKER.defaultLookup().find("dlopen").isPresent(), "this system has no dlopen");
        List<String> told = Python
                .run("""
                        import sys, os, sysconfig, pyarrow
                        print(os.path.join(sysconfig.get_config_var('LIBDIR') or '', sysconfig.get_config_var('INSTSONAME') or ''))
                        print(sys.base_prefix)
                        print('\\n'.join(p for p in sys.path if p))
                        """)
                .lines()
                .toList();
        Path library = Path.of(told.getFirst());
        assumeTrue(library.toString().contains(".so") && Files.isRegularFile(library),
                "PESO_PYTHON is not a shared library: " + library);
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle open = LINKER.downcallHandle(LINKER.defaultLookup().find("dlopen").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
            MemorySegment handle = (MemorySegment) open.invoke(arena.allocateFrom(library.toString()),
                    NOW_AND_FOR_ALL);
            assumeTrue(handle.address() != 0, "Python's library cannot be loaded");
            known = new EmbeddedPython(handle, told.subList(2, told.size()), told.get(1));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        one = known;
        return known;
    }

    /// Runs a script.
    ///
    /// @param args what it finds in `args`
    /// @throws AssertionError if it fails
    public void run(String script, Object... args) throws IOException {
        Path text = Files.createTempFile("script", ".py");
        Path told = Files.createTempFile("script", ".txt");
        Files.writeString(text, script);
        String frame = """
                import traceback
                told = ''
                try:
                    exec(compile(open(r'%s', encoding='utf8').read(), 'script', 'exec'), {'args': %s})
                except BaseException:
                    told = traceback.format_exc()
                open(r'%s', 'w', encoding='utf8').write(told)
                """.formatted(text, quotedOrPlain(args), told);
        try (Arena arena = Arena.ofConfined()) {
            int state = (int) ensure.invoke();
            try {
                if ((int) run.invoke(arena.allocateFrom(frame)) != 0) {
                    throw new AssertionError("Python failed");
                }
            } finally {
                letGo.invoke(state);
            }
            if (Files.size(told) > 0) {
                throw new AssertionError("Python failed: " + Files.readString(told));
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        } finally {
            Files.deleteIfExists(text);
            Files.deleteIfExists(told);
        }
    }

    private static String quotedOrPlain(Object... args) {
        return java.util.Arrays.stream(args)
                .map(arg -> arg instanceof Number ? arg.toString() : "r'" + arg + "'")
                .toList()
                .toString();
    }
}
