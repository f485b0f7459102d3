package dev.peso.viz.internal.desktop;

import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/// Asks the desktop to show a page, and waits for its answer for a while only.
///
/// @param browser shows a page, or throws
/// @param patience how long the browser may take to answer
public record Opener(Browser browser, Duration patience) {
    /// That of this machine.
    public static final Opener DESKTOP = new Opener(Opener::browse, Duration.ofSeconds(10));

    /// Something that shows pages.
    public interface Browser {
        void show(URI page) throws Exception;
    }

    /// Shows a page.
    ///
    /// @return why it could not be shown, or null if it was
    public @Nullable String open(URI page) {
        CompletableFuture<Void> shown = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().daemon().name("peso browser").start(() -> {
            try {
                browser.show(page);
                shown.complete(null);
            } catch (Exception | LinkageError e) {
                shown.completeExceptionally(e);
            }
        });
        try {
            shown.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return null;
        } catch (TimeoutException _) {
            thread.interrupt();
            return "the desktop did not answer within " + patience.toSeconds() + " s";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "the thread was interrupted";
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNull(e.getCause());
            return cause instanceof LinkageError
                    ? "this Java has no desktop (java.desktop)"
                    : String.valueOf(cause.getMessage());
        }
    }

    private static void browse(URI page) throws Exception {
        if (GraphicsEnvironment.isHeadless()) {
            throw new UnsupportedOperationException("there is no screen");
        }
        if (!Desktop.isDesktopSupported() || !Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
            throw new UnsupportedOperationException("this desktop cannot open pages");
        }
        Desktop.getDesktop().browse(page);
    }
}
