package dev.peso.ml.internal.spec;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;

/// Records by the names of their components.
public final class Records {
    private Records() {}

    /// The same record with another value for one component.
    ///
    /// @throws IllegalArgumentException if the record refuses the value
    public static <T extends Record> T with(T record, String component, Object value) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        boolean found = false;
        for (int i = 0; i < values.length; i++) {
            boolean isIt = components[i].getName().equals(component);
            found |= isIt;
            values[i] = isIt ? value : get(record, components[i]);
        }
        if (!found) {
            throw new IllegalStateException(record.getClass().getName() + " has no " + component);
        }
        try {
            @SuppressWarnings("unchecked")
            T changed = (T) make(record.getClass(), values);
            return changed;
        } catch (InvocationTargetException e) {
            throw e.getTargetException() instanceof RuntimeException refused
                    ? refused
                    : new IllegalStateException(e);
        }
    }

    static Object get(Record record, RecordComponent component) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static Object make(Class<?> type, Object[] values) throws InvocationTargetException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = components[i].getType();
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw e;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
