package dev.peso.viz.internal.spec;

import java.util.List;

/// A chart without its data.
public record ChartSpec(List<Layer> layers, Frame frame) {
    public ChartSpec {
        layers = List.copyOf(layers);
    }

    public ChartSpec with(Frame newFrame) {
        return new ChartSpec(layers, newFrame);
    }
}
