package dev.peso.internal.arrow;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.peso.internal.arrow.CStructs.CArray;
import dev.peso.internal.arrow.CStructs.CSchema;

/// Memory that was given away in structs, and the functions by which its new owner gives it back.
///
/// A consumer may move a child out of its parent and keep it longer: the memory of a whole tree goes when the last of its
/// structs is released.
final class CExport {
    private static final int ALIGNMENT = 64;
    private static final Map<Long, CExport> OPEN = new ConcurrentHashMap<>();
    private static final AtomicLong LAST = new AtomicLong();
    private static final long RELEASE_SCHEMA = release("releaseSchema");
    private static final long RELEASE_ARRAY = release("releaseArray");

    private final Arena arena = Arena.ofShared();
    private final AtomicInteger structs = new AtomicInteger();
    private final long id = LAST.incrementAndGet();

    CExport() {
        OPEN.put(id, this);
    }

    private static long release(String name) {
        return CMemory.function(MethodHandles.lookup(), name, MethodType.methodType(void.class, long.class));
    }

    /// How many trees of structs are not given back yet.
    static int open() {
        return OPEN.size();
    }

    /// Zeroed memory.
    long room(long bytes) {
        return arena.allocate(Math.max(1, bytes), ALIGNMENT).address();
    }

    long bytes(byte[] bytes) {
        MemorySegment room = arena.allocate(Math.max(1, bytes.length), ALIGNMENT);
        MemorySegment.copy(bytes, 0, room, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return room.address();
    }

    /// A text and the zero byte that ends it.
    long text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return bytes(java.util.Arrays.copyOf(utf8, utf8.length + 1));
    }

    /// Makes a filled struct one of this tree.
    void ownSchema(long struct) {
        own(struct, CSchema.RELEASE, RELEASE_SCHEMA, CSchema.PRIVATE);
    }

    void ownArray(long struct) {
        own(struct, CArray.RELEASE, RELEASE_ARRAY, CArray.PRIVATE);
    }

    private void own(long struct, int releaseField, long function, int privateField) {
        structs.incrementAndGet();
        CMemory.set(struct, privateField, id);
        CMemory.set(struct, releaseField, function);
    }

    /// Takes everything back: nobody was given it.
    void discard() {
        OPEN.remove(id);
        arena.close();
    }

    private void drop() {
        if (structs.decrementAndGet() == 0) {
            discard();
        }
    }

    @SuppressWarnings("unused") // called from C
    private static void releaseSchema(long struct) {
        release(struct, CSchema.RELEASE, CSchema.PRIVATE, CSchema.CHILD_COUNT, CSchema.CHILDREN,
                CSchema.DICTIONARY);
    }

    @SuppressWarnings("unused") // called from C
    private static void releaseArray(long struct) {
        release(struct, CArray.RELEASE, CArray.PRIVATE, CArray.CHILD_COUNT, CArray.CHILDREN,
                CArray.DICTIONARY);
    }

    private static void release(long struct, int releaseField, int privateField, int countField,
            int childrenField, int dictionaryField) {
        if (struct == 0 || CMemory.get(struct, releaseField) == 0) {
            return;
        }
        long children = CMemory.get(struct, childrenField);
        for (int i = 0; children != 0 && i < CMemory.get(struct, countField); i++) {
            release(CMemory.get(children, i), releaseField, privateField, countField, childrenField,
                    dictionaryField);
        }
        release(CMemory.get(struct, dictionaryField), releaseField, privateField, countField, childrenField,
                dictionaryField);
        CExport owner = OPEN.get(CMemory.get(struct, privateField));
        CMemory.set(struct, releaseField, 0);
        if (owner != null) {
            owner.drop();
        }
    }
}
