package dev.peso.internal.notebook;

import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.display.RenderContext;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;

import dev.peso.spi.Viewable;

/// What the IJava kernel is told. Loaded only where that kernel is.
final class IJavaDisplay {
    private IJavaDisplay() {}

    static void install(Object kernel) {
        ((BaseKernel) kernel).getRenderer()
                .createRegistration(Viewable.class)
                .preferring(MIMEType.TEXT_HTML, MIMEType.TEXT_PLAIN)
                .register(IJavaDisplay::render);
    }

    private static void render(Viewable shown, RenderContext context) {
        Viewable.View view = shown.view();
        context.renderIfRequested(MIMEType.TEXT_HTML, view::html);
        context.renderIfRequested(MIMEType.TEXT_PLAIN, view::text);
    }
}
