package dev.peso.internal.http;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.peso.DataAccessException;
import dev.peso.DataException;
import dev.peso.Schema;
import dev.peso.internal.bytes.ByteSources;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.ScanSource;
import dev.peso.io.RestOptions;

/// The records of a service that answers in pages.
public final class PagesScan implements ScanSource {
    private static final Pattern RELATION = Pattern.compile(";\\s*rel\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;\"]+))",
            Pattern.CASE_INSENSITIVE);

    /// How services refuse what is past their end.
    private static final Set<Integer> PAST_END = Set.of(400, 404, 416, 422);

    private final URI start;
    private final RestOptions options;
    private final PageFormat format;
    private final HttpCalls calls;
    private final AtomicReference<@Nullable Page> firstPage;
    private final Schema schema;

    private PagesScan(URI start, RestOptions options, PageFormat format) {
        this.options = options;
        this.format = format;
        this.start = firstAddress(start, options.paging());
        this.calls = new HttpCalls(start, options.http());
        Page first = page(this.start);
        this.schema = format.records(name(), first.body, null, () -> {}).schema();
        this.firstPage = new AtomicReference<>(first);
    }

    /// Asks for the first page.
    ///
    /// @throws DataAccessException if the server does not give it
    /// @throws dev.peso.DataException if it is no page as the options say
    public static PagesScan of(URI address, RestOptions options, PageFormat format) {
        return new PagesScan(address, options, format);
    }

    /// @param headers of the answer
    private record Page(byte[] body, HttpHeaders headers) {
        static final Page NONE = new Page(new byte[0], HttpHeaders.of(Map.of(), (_, _) -> true));
    }

    private static URI firstAddress(URI start, RestOptions.Paging paging) {
        return switch (paging) {
            case RestOptions.Paging.Offset offset -> with(
                    with(start, offset.sizeParameter(), String.valueOf(offset.size())), offset.parameter(),
                    "0");
            case RestOptions.Paging.PageNumber number ->
                with(start, number.parameter(), String.valueOf(number.first()));
            case RestOptions.Paging.None _,RestOptions.Paging.Link _,RestOptions.Paging.Cursor _ -> start;
        };
    }

    /// The address with a query parameter in place of one of the same name.
    static URI with(URI address, String parameter, String value) {
        String name = URLEncoder.encode(parameter, StandardCharsets.UTF_8);
        List<String> query = new ArrayList<>();
        String before = address.getRawQuery();
        if (before != null && !before.isEmpty()) {
            query.addAll(List.of(before.split("&", -1)));
            query.removeIf(each -> each.equals(name) || each.startsWith(name + "="));
        }
        query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        String text = address.toString();
        int end = text.indexOf('?') >= 0
                ? text.indexOf('?')
                : text.indexOf('#') >= 0 ? text.indexOf('#') : text.length();
        return URI.create(text.substring(0, end) + "?" + String.join("&", query));
    }

    private Page page(URI address) {
        try {
            HttpResponse<byte[]> answer = calls.ask("GET", address, Map.of("Accept", "application/json"),
                    HttpResponse.BodyHandlers.ofByteArray());
            return new Page(answer.body(), answer.headers());
        } catch (IOException e) {
            throw ByteSources.failed("read", HttpCalls.shown(address), e);
        }
    }

    @Override
    public String name() {
        return HttpCalls.shown(start);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public long knownRows() {
        return -1;
    }

    @Override
    public Reading open(int[] columns, List<CheckedExpr> predicates, long limit) {
        return new PagesReading(columns.clone(), limit);
    }

    /// The address that a `Link` header gives for the next page, or null. Commas part its links, except within quotes.
    static @Nullable String next(String header) {
        int open = header.indexOf('<');
        while (open >= 0) {
            int close = header.indexOf('>', open);
            if (close < 0) {
                return null;
            }
            int end = close + 1;
            boolean quoted = false;
            while (end < header.length() && (quoted || header.charAt(end) != ',')) {
                quoted ^= header.charAt(end++) == '"';
            }
            if (isNext(header.substring(close + 1, end))) {
                return header.substring(open + 1, close);
            }
            open = header.indexOf('<', end);
        }
        return null;
    }

    private static boolean isNext(String parameters) {
        Matcher relation = RELATION.matcher(parameters);
        if (!relation.find()) {
            return false;
        }
        String names = relation.group(1) == null ? relation.group(2) : relation.group(1);
        return List.of(names.strip().toLowerCase(Locale.ROOT).split("\\s+")).contains("next");
    }

    /// One read of all pages, each asked for when the one before has been taken.
    private final class PagesReading implements Reading {
        private final int[] columns;
        private final long limit;
        private final Set<URI> asked = new HashSet<>();
        private @Nullable URI next = start;
        private long rows;
        private long received;
        private long longest;
        private long total;
        private boolean isShort;
        private byte @Nullable [] before;
        private int pages;

        PagesReading(int[] columns, long limit) {
            this.columns = columns;
            this.limit = limit;
        }

        @Override
        public synchronized @Nullable Part next() {
            URI address = next;
            if (address == null || limit >= 0 && rows >= limit) {
                return null;
            }
            next = null; // after a failure there is no next page
            if (!asked.add(address)) {
                throw failed("the service names a page as the next one that was read already");
            }
            if (++pages > options.mostPages()) {
                throw failed(
                        "it has more than " + options.mostPages() + " pages; withMostPages allows more");
            }
            Page known = pages == 1 ? firstPage.getAndSet(null) : null;
            Page page = known != null ? known : after(address);
            requireOther(page);
            long earlier = received;
            List<Chunk> chunks = chunks(page);
            long kept = chunks.stream().mapToLong(Chunk::rows).sum();
            rows += kept;
            received += kept;
            next = following(address, page, received - earlier);
            return () -> chunks;
        }

        private DataAccessException failed(String problem) {
            return new DataAccessException("could not read " + name() + ": " + problem, null);
        }

        /// Another page; one without records where a service refuses to go on after a page that may have been its last.
        private Page after(URI address) {
            try {
                return page(address);
            } catch (DataAccessException e) {
                if (isShort && e.getCause() instanceof HttpCalls.StatusException refused
                        && PAST_END.contains(refused.status)) {
                    return Page.NONE;
                }
                throw e;
            }
        }

        /// Fails where a service gives one page again and again.
        private void requireOther(Page page) {
            String parameter = switch (options.paging()) {
                case RestOptions.Paging.Offset offset -> offset.parameter();
                case RestOptions.Paging.PageNumber number -> number.parameter();
                case RestOptions.Paging.None _,RestOptions.Paging.Link _,RestOptions.Paging.Cursor _ -> null;
            };
            if (parameter == null) {
                return;
            }
            if (before != null && longest > 0 && Arrays.equals(before, page.body)) {
                throw failed("page " + pages + " is the same as page " + (pages - 1)
                        + ", so the service does not heed \"" + parameter
                        + "\"; if one page has all, use Paging.None");
            }
            before = page.body;
        }

        private List<Chunk> chunks(Page page) {
            List<Chunk> chunks = new ArrayList<>();
            if (pages > 1 && format.isNothing(pageName(), page.body)) {
                return chunks;
            }
            ScanSource records = format.records(pageName(), page.body, schema, () -> received++);
            try (Reading reading = records.open(columns, List.of(), -1)) {
                for (Part part = reading.next(); part != null; part = reading.next()) {
                    part.read().forEach(chunks::add);
                }
            }
            return chunks;
        }

        private String pageName() {
            return name() + " page " + pages;
        }

        private @Nullable URI following(URI address, Page page, long count) {
            return switch (options.paging()) {
                case RestOptions.Paging.None _ -> null;
                case RestOptions.Paging.Link _ -> link(address, page.headers);
                case RestOptions.Paging.Cursor cursor -> cursor(address, page, cursor);
                case RestOptions.Paging.Offset offset -> offset(address, page, offset, count);
                case RestOptions.Paging.PageNumber number -> {
                    longest = Math.max(longest, count);
                    yield count == 0
                            ? null
                            : with(address, number.parameter(), String.valueOf(number.first() + pages));
                }
            };
        }

        /// Services may give fewer records than they are asked for, so only a page without any is the end, or the total.
        private @Nullable URI offset(URI address, Page page, RestOptions.Paging.Offset offset, long count) {
            String pointer = offset.total();
            if (pointer != null && page.body.length > 0) {
                total = total(page, pointer);
            }
            if (count == 0 && received < total) {
                throw failed("the service tells of " + total + " records and gave no more after " + received);
            }
            isShort = count < (pages == 1 ? offset.size() : longest);
            longest = Math.max(longest, count);
            return count == 0 || pointer != null && received >= total
                    ? null
                    : with(address, offset.parameter(), String.valueOf(received));
        }

        private long total(Page page, String pointer) {
            String text = format.text(pageName(), page.body, pointer);
            if (text == null || !text.matches("[0-9]{1,18}")) {
                throw new DataException(pageName() + " has no total at \"" + pointer + "\": found "
                        + (text == null ? "nothing there" : "\"" + text + "\"")
                        + ", not a whole number of 0 or more");
            }
            return Long.parseLong(text);
        }

        private static @Nullable URI link(URI address, HttpHeaders headers) {
            for (String value : headers.allValues("Link")) {
                String next = PagesScan.next(value);
                if (next != null) {
                    return resolved(address, next);
                }
            }
            return null;
        }

        private @Nullable URI cursor(URI address, Page page, RestOptions.Paging.Cursor cursor) {
            String mark = format.text(name(), page.body, cursor.pointer());
            if (mark == null || mark.isEmpty()) {
                return null;
            }
            boolean isAddress = mark.startsWith("http://") || mark.startsWith("https://")
                    || mark.startsWith("/");
            return isAddress ? resolved(address, mark) : with(address, cursor.parameter(), mark);
        }

        private static URI resolved(URI address, String next) {
            URI resolved = HttpCalls.next(address, next);
            if (resolved != null && ("https".equalsIgnoreCase(resolved.getScheme())
                    || !"https".equalsIgnoreCase(address.getScheme()))) {
                return resolved;
            }
            throw new DataAccessException("could not read " + HttpCalls.shown(address)
                    + ": the service names a next page that is no HTTP address, or a less safe one", null);
        }

        @Override
        public synchronized void close() {
            next = null;
        }
    }
}
