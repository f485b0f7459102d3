package dev.peso.spi;

/// Something that a notebook shows as HTML: JJava and IJava do when it is what a cell ends with.
public interface Viewable {
    /// How it looks now. A dataset runs for it.
    ///
    /// @return the view
    View view();

    /// The same content in two forms.
    ///
    /// @param html a fragment
    /// @param text plain text
    record View(String html, String text) {}
}
