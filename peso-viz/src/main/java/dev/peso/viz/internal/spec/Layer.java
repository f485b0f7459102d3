package dev.peso.viz.internal.spec;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.Expr;

/// Marks of one kind for one dataset.
public record Layer(Mark mark, Map<Channel, Expr> channels, Settings settings) {
    public Layer {
        Map<Channel, Expr> copy = new EnumMap<>(Channel.class);
        copy.putAll(channels);
        channels = Collections.unmodifiableMap(copy);
    }

    public @Nullable Expr channel(Channel channel) {
        return channels.get(channel);
    }

    public boolean has(Channel channel) {
        return channels.containsKey(channel);
    }

    public Layer withMark(Mark newMark) {
        return new Layer(newMark, channels, settings);
    }

    public Layer with(Channel channel, Expr value) {
        Map<Channel, Expr> more = new EnumMap<>(Channel.class);
        more.putAll(channels);
        more.put(channel, value);
        return new Layer(mark, more, settings);
    }

    public Layer without(Channel channel) {
        Map<Channel, Expr> fewer = new EnumMap<>(Channel.class);
        fewer.putAll(channels);
        fewer.remove(channel);
        return new Layer(mark, fewer, settings);
    }

    public Layer with(Settings newSettings) {
        return new Layer(mark, channels, newSettings);
    }
}
