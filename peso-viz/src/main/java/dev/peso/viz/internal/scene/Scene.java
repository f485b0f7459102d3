package dev.peso.viz.internal.scene;

import java.util.List;

/// A finished picture.
///
/// @param title what it shows, in a few words
/// @param description what it shows to somebody who cannot see it
/// @param background colour `0xRRGGBB`
/// @param nodes from back to front
public record Scene(double width, double height, String title, String description, int background,
        List<Node> nodes) {
    public Scene {
        nodes = List.copyOf(nodes);
    }
}
