package dev.peso.viz.internal.text;

import dev.peso.viz.internal.scene.Scene;
import dev.peso.viz.internal.spec.Frame;

/// A chart as a value that a shell prints: a small picture and words, together shorter than where JShell cuts values, which
/// is at 1,000 characters.
public final class Glance {
    private static final int MOST = 950;
    private static final int COLUMNS = 46;
    /// For 15 lines of 46 characters, each about as large as ticks are written.
    private static final int WIDTH = 345;
    private static final int HEIGHT = 225;

    private Glance() {}

    /// The frame for the small picture: without subtitle and caption, for marks to have their room.
    public static Frame sized(Frame frame) {
        return frame.with(edit -> {
            edit.width = WIDTH;
            edit.height = HEIGHT;
            edit.subtitle = null;
            edit.caption = null;
        });
    }

    /// The picture, from a line of its own on, and as much of the words as there is room for.
    ///
    /// @param scene in a frame of [#sized]
    public static String of(Scene scene, String words) {
        String picture = "\n" + TextWriter.write(scene, COLUMNS);
        return picture + cut(words, MOST - picture.length());
    }

    /// The start of a text that is too long.
    public static String cut(String text) {
        return cut(text, MOST);
    }

    /// Ends after a sentence, unless that would leave half of the room empty.
    private static String cut(String text, int room) {
        if (text.length() <= room) {
            return text;
        }
        int sentence = text.lastIndexOf(". ", room - 1);
        if (sentence >= room / 2) {
            return text.substring(0, sentence + 1);
        }
        int end = Math.max(0, room - 1);
        end = end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
        return text.substring(0, end) + "…";
    }
}
