package dev.peso.internal.arrow;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// Memory outside of the heap by its addresses, and functions in C: what the C Data Interface is made of.
///
/// Every field of its structs is eight bytes wide; a field is named by its number.
@SuppressWarnings("restricted") // the one class that reads and writes by address
final class CMemory {
    private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    private static final Linker LINKER = Linker.nativeLinker();
    private static final AddressLayout POINTER = ValueLayout.ADDRESS;
    private static final MethodHandle RELEASE = LINKER
            .downcallHandle(FunctionDescriptor.ofVoid(POINTER));
    private static final MethodHandle FILL = LINKER
            .downcallHandle(FunctionDescriptor.of(ValueLayout.JAVA_INT, POINTER, POINTER));
    private static final MethodHandle TELL = LINKER.downcallHandle(FunctionDescriptor.of(POINTER, POINTER));

    private CMemory() {}

    /// @throws IllegalStateException if the JVM was told to keep Java inside its heap
    static void require() {
        try {
            if (ALL.byteSize() == 0 || POINTER.byteSize() != 8) {
                throw new IllegalStateException("the Arrow C Data Interface needs addresses of 64 bits");
            }
        } catch (ExceptionInInitializerError | NoClassDefFoundError e) {
            throw new IllegalStateException("memory outside of the heap is out of reach;"
                    + " start java with --enable-native-access=ALL-UNNAMED", e);
        }
    }

    static long get(long struct, int field) {
        return ALL.get(ValueLayout.JAVA_LONG_UNALIGNED, struct + 8L * field);
    }

    static void set(long struct, int field, long value) {
        ALL.set(ValueLayout.JAVA_LONG_UNALIGNED, struct + 8L * field, value);
    }

    /// Fills the fields of a struct with zeros.
    static void clear(long struct, int fields) {
        segment(struct, 8L * fields).fill((byte) 0);
    }

    static int getInt(long address) {
        return ALL.get(ValueLayout.JAVA_INT_UNALIGNED, address);
    }

    static MemorySegment segment(long address, long length) {
        return ALL.asSlice(address, length);
    }

    /// A text that ends with a zero byte.
    static String text(long address) {
        return ALL.getString(address);
    }

    /// Calls the function that frees a struct.
    static void release(long function, long struct) {
        try {
            RELEASE.invokeExact(segment(function, 0), segment(struct, 0));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Calls a function that fills a struct from another; returns its error number.
    static int fill(long function, long from, long into) {
        try {
            return (int) FILL.invokeExact(segment(function, 0), segment(from, 0), segment(into, 0));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Calls a function that tells a text about a struct; returns where it is, or 0.
    static long tell(long function, long struct) {
        try {
            return ((MemorySegment) TELL.invokeExact(segment(function, 0), segment(struct, 0))).address();
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static IllegalStateException unexpected(Throwable e) {
        return new IllegalStateException("a native function could not be called", e);
    }

    /// A function for C that lives as long as the process.
    ///
    /// @param type of longs for addresses and perhaps an int for the result
    static long function(MethodHandles.Lookup lookup, String name, MethodType type) {
        try {
            FunctionDescriptor descriptor = switch (type.parameterCount()) {
                case 1 -> type.returnType() == long.class
                        ? FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG)
                        : FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG);
                default -> FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG);
            };
            MethodHandle handle = lookup.findStatic(lookup.lookupClass(), name, type);
            return LINKER.upcallStub(handle, descriptor, Arena.global()).address();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
