package dev.peso.internal.notebook;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

import dev.peso.spi.Viewable;

/// Found by the JJava kernel in the jars a notebook adds.
public final class JJavaExtension implements Extension {
    @Override
    public void install(BaseKernel kernel) {
        kernel.getRenderer()
                .createRegistration(Viewable.class)
                .preferring(MIMEType.TEXT_HTML, MIMEType.TEXT_PLAIN)
                .register(JJavaExtension::render);
    }

    private static void render(Viewable shown, RenderContext context) {
        Viewable.View view = shown.view();
        context.renderIfRequested(MIMEType.TEXT_HTML, view::html);
        context.renderIfRequested(MIMEType.TEXT_PLAIN, view::text);
    }
}
