package dev.peso;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.Locale;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.bytes.ByteSources;
import dev.peso.internal.http.PageFormat;
import dev.peso.internal.http.PagesScan;
import dev.peso.internal.http.RemoteFiles;
import dev.peso.internal.json.JsonScan;
import dev.peso.internal.json.JsonTexts;
import dev.peso.internal.plan.Plan;
import dev.peso.internal.plan.ScanSource;
import dev.peso.internal.text.Addresses;
import dev.peso.io.HttpOptions;
import dev.peso.io.JsonReadOptions;
import dev.peso.io.RejectedRow;
import dev.peso.io.RestOptions;
import dev.peso.spi.ByteSource;

/// What lies behind HTTP: files and services.
final class Web {
    private Web() {}

    /// The bytes behind an address of any kind.
    static ByteSource bytes(URL url, HttpOptions options) {
        String scheme = url.getProtocol().toLowerCase(Locale.ROOT);
        return scheme.equals("http") || scheme.equals("https")
                ? RemoteFiles.open(address(url), options)
                : ByteSources.of(url);
    }

    static Plan pages(URL url, RestOptions options) {
        return Formats.scan(PagesScan.of(address(url), options, new JsonPages(options.json())));
    }

    private static URI address(URL url) {
        try {
            URI address = url.toURI();
            boolean http = address.getScheme().toLowerCase(Locale.ROOT).startsWith("http");
            if (!http || address.getHost() == null) {
                throw new IllegalArgumentException(
                        "\"" + Addresses.shown(url.toString()) + "\" is no HTTP address with a host");
            }
            return address;
        } catch (URISyntaxException e) { // which holds all of it, and is no cause for others to see
            throw new IllegalArgumentException("\"" + Addresses.shown(url.toString())
                    + "\" is no valid address: " + e.getReason().toLowerCase(Locale.ROOT));
        }
    }

    /// Pages of JSON.
    private record JsonPages(JsonReadOptions options) implements PageFormat {
        @Override
        public ScanSource records(String name, byte[] page, @Nullable Schema schema, Runnable leftOut) {
            return JsonScan.of(ByteSource.of(name, page),
                    heard(schema == null ? options : options.withSchema(schema), leftOut));
        }

        private static JsonReadOptions heard(JsonReadOptions options, Runnable leftOut) {
            Consumer<RejectedRow> quarantine = options.quarantine();
            return switch (options.onError()) {
                case FAIL, NULL -> options;
                case SKIP, QUARANTINE -> options.withQuarantine(row -> {
                    leftOut.run();
                    if (quarantine != null) {
                        quarantine.accept(row);
                    }
                });
            };
        }

        @Override
        public boolean isNothing(String name, byte[] page) {
            return page.length == 0 || JsonTexts.isNull(name, page, options.pointer());
        }

        @Override
        public @Nullable String text(String name, byte[] page, String pointer) {
            return JsonTexts.at(name, page, pointer);
        }
    }
}
