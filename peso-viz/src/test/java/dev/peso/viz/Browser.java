package dev.peso.viz;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// A Chromium without a window, driven through its DevTools protocol. Without Chromium on the path a test is skipped.
final class Browser implements AutoCloseable {
    private final Process process;
    private final WebSocket socket;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private int calls;

    private Browser(Process process, String address) throws Exception {
        this.process = process;
        HttpClient client = HttpClient.newHttpClient();
        this.socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(address), new Listener())
                .get(20,
                        TimeUnit.SECONDS);
    }

    static Browser open(Path page, Path profile) throws Exception {
        return open(page.toUri(), profile);
    }

    static Browser open(URI page, Path profile) throws Exception {
        String program = program();
        assumeTrue(program != null, "no Chromium on the path");
        Process process = new ProcessBuilder(program, "--headless", "--no-sandbox", "--disable-gpu",
                // The same pixels on every machine.
                "--font-render-hinting=none", "--text-contrast=0", "--text-gamma=1", "--disable-lcd-text",
                "--force-color-profile=srgb",
                "--remote-debugging-port=0", "--user-data-dir=" + profile, page.toString())
                .redirectErrorStream(true)
                .start();
        String port = port(process);
        for (int i = 0; i < 100; i++) {
            String list = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            Matcher matcher = Pattern.compile("\"type\": \"page\".*?\"webSocketDebuggerUrl\": \"([^\"]+)\"",
                    Pattern.DOTALL).matcher(list);
            if (matcher.find()) {
                Browser browser = new Browser(process, matcher.group(1));
                browser.awaitLoaded(page.getScheme());
                return browser;
            }
            Thread.sleep(100);
        }
        process.destroy();
        throw new AssertionError("Chromium opened no page");
    }

    private static @Nullable String program() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            for (String name : new String[]{"chromium", "chromium-browser", "google-chrome"}) {
                if (new File(folder, name).canExecute()) {
                    return new File(folder, name).getPath();
                }
            }
        }
        return null;
    }

    /// Says which port it listens at on one of its first lines; the others are read so that it never waits.
    private static String port(Process process) throws Exception {
        BlockingQueue<String> ports = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> {
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    Matcher matcher = Pattern.compile("ws://127.0.0.1:(\\d+)/").matcher(line);
                    if (matcher.find()) {
                        ports.add(matcher.group(1));
                    }
                }
            } catch (IOException _) {
                // The browser ended.
            }
        }, "browser output");
        reader.setDaemon(true);
        reader.start();
        String port = ports.poll(40, TimeUnit.SECONDS);
        if (port == null) {
            process.destroy();
            throw new AssertionError("Chromium did not start");
        }
        return port;
    }

    private void awaitLoaded(String scheme) throws Exception {
        for (int i = 0; i < 200
                && !evaluate("document.readyState + ' ' + location.protocol")
                        .startsWith("complete " + scheme + ":"); i++) {
            Thread.sleep(50);
        }
    }

    /// The text that a script in the page gives.
    String evaluate(String script) throws Exception {
        String answer = call("Runtime.evaluate",
                "{\"expression\":\"" + script.replace("\\", "\\\\").replace("\"", "\\\"")
                        + "\",\"returnByValue\":true}");
        Matcher matcher = Pattern.compile("\"value\":(?:\"((?:[^\"\\\\]++|\\\\.)*+)\"|([^}]*))")
                .matcher(answer);
        if (!matcher.find()) {
            throw new AssertionError(script + ": " + answer);
        }
        return matcher.group(1) != null
                ? Pattern.compile("\\\\u([0-9a-fA-F]{4})")
                        .matcher(matcher.group(1).replace("\\n", "\n"))
                        .replaceAll(found -> Character.toString(Integer.parseInt(found.group(1), 16)))
                : matcher.group(2);
    }

    /// What is shown in the upper left corner, as a PNG file.
    ///
    /// @param scale pixels of the picture for one of the page
    byte[] picture(int width, int height, int scale) throws Exception {
        String answer = call("Page.captureScreenshot",
                "{\"format\":\"png\",\"captureBeyondViewport\":true,\"clip\":{\"x\":0,\"y\":0,\"width\":"
                        + width
                        + ",\"height\":" + height + ",\"scale\":" + scale + "}}");
        int start = answer.indexOf("\"data\":\"");
        if (start < 0) {
            throw new AssertionError(answer);
        }
        return Base64.getDecoder().decode(answer.substring(start + 8, answer.indexOf('"', start + 8)));
    }

    /// Loads the page anew.
    void reload() throws Exception {
        evaluate("(window.old = true) && ''");
        call("Page.reload", "{}");
        for (int i = 0; i < 400
                && !evaluate("String(!window.old && document.readyState)").equals("complete"); i++) {
            Thread.sleep(10);
        }
    }

    /// Shows the page as a screen of another size would.
    void resize(int width, int height) throws Exception {
        call("Emulation.setDeviceMetricsOverride", "{\"width\":" + width + ",\"height\":" + height
                + ",\"deviceScaleFactor\":2,\"mobile\":true}");
    }

    /// Presses the button of the mouse at a place, moves in steps and lets it go.
    void drag(double fromX, double fromY, double toX, double toY) throws Exception {
        mouse("mousePressed", fromX, fromY);
        for (int i = 1; i <= 4; i++) {
            mouse("mouseMoved", fromX + (toX - fromX) * i / 4, fromY + (toY - fromY) * i / 4);
        }
        mouse("mouseReleased", toX, toY);
    }

    private void mouse(String type, double x, double y) throws Exception {
        call("Input.dispatchMouseEvent", "{\"type\":\"" + type + "\",\"x\":" + x + ",\"y\":" + y
                + ",\"button\":\"left\",\"buttons\":" + (type.equals("mouseReleased") ? 0 : 1)
                + ",\"clickCount\":1}");
    }

    /// Turns the wheel at a place; negative is away from the reader.
    void wheel(double x, double y, int by) throws Exception {
        call("Input.dispatchMouseEvent", "{\"type\":\"mouseWheel\",\"x\":" + x + ",\"y\":" + y
                + ",\"deltaX\":0,\"deltaY\":" + by + "}");
    }

    void moveTo(double x, double y) throws Exception {
        call("Input.dispatchMouseEvent", "{\"type\":\"mouseMoved\",\"x\":" + x + ",\"y\":" + y + "}");
    }

    void press(String key) throws Exception {
        for (String type : new String[]{"keyDown", "keyUp"}) {
            call("Input.dispatchKeyEvent",
                    "{\"type\":\"" + type + "\",\"key\":\"" + key + "\",\"code\":\"" + key + "\"}");
        }
    }

    /// Types a letter.
    void type(String letter) throws Exception {
        for (String type : new String[]{"keyDown", "keyUp"}) {
            call("Input.dispatchKeyEvent",
                    "{\"type\":\"" + type + "\",\"key\":\"" + letter + "\",\"text\":\"" + letter
                            + "\"}");
        }
    }

    private String call(String method, String parameters) throws Exception {
        int id = ++calls;
        socket.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}",
                true)
                .get(20, TimeUnit.SECONDS);
        while (true) {
            String answer = answers.poll(20, TimeUnit.SECONDS);
            if (answer == null) {
                throw new AssertionError(method + ": no answer");
            }
            if (answer.startsWith("{\"id\":" + id + ",")) {
                return answer;
            }
        }
    }

    @Override
    public void close() {
        socket.abort();
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly().onExit().join();
        for (ProcessHandle child : children) {
            child.destroyForcibly();
            child.onExit().join();
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                answers.add(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
