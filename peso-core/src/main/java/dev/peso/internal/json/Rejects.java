package dev.peso.internal.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

import dev.peso.io.RejectedRow;

/// The records that one read leaves out, on their way to the quarantine, which gets each once however often the file is
/// read.
final class Rejects {
    private static final int SHOWN = 4_000;

    private final JsonFile file;
    private final Set<Long> handedOver;
    private final Runnable misfit;
    private final ConcurrentLinkedQueue<Reject> waiting = new ConcurrentLinkedQueue<>();

    /// @param handedOver places of the records that earlier reads gave to the quarantine
    /// @param misfit hears that a value does not fit a type that was inferred
    Rejects(JsonFile file, Set<Long> handedOver, Runnable misfit) {
        this.misfit = misfit;
        this.file = file;
        this.handedOver = handedOver;
    }

    /// To be told that a value does not fit a type that was inferred.
    Runnable misfit() {
        return misfit;
    }

    /// A record left out.
    ///
    /// @param place that tells it from others: of a line its first byte in the file, of a document its number
    /// @param line it starts in, or 0 to find that out
    private record Reject(long place, long line, String problem, String text) {}

    /// Takes a line.
    void line(LineBlocks.Block block, int from, int to, String problem) {
        int end = to > from && block.bytes()[to - 1] == '\r' ? to - 1 : to;
        String text = new String(block.bytes(), from, Math.min(end - from, SHOWN), StandardCharsets.UTF_8);
        waiting.add(new Reject(block.offset() + from, 0, problem, text));
    }

    /// Takes a record of a document, whose text is not kept.
    void record(long number, long line, String problem) {
        waiting.add(new Reject(number, line, problem, ""));
    }

    /// Hands over what waits, in the order of the file.
    void handOver() {
        Consumer<RejectedRow> quarantine = file.options().quarantine();
        if (quarantine == null || waiting.isEmpty()) {
            return;
        }
        synchronized (handedOver) {
            List<Reject> inOrder = waiting.stream()
                    .filter(reject -> handedOver.add(reject.place))
                    .sorted(Comparator.comparingLong(Reject::place))
                    .toList();
            waiting.clear();
            handOver(inOrder, quarantine);
        }
    }

    private void handOver(List<Reject> inOrder, Consumer<RejectedRow> quarantine) {
        try (InputStream stream = JsonFile.open(file.source())) {
            byte[] buffer = new byte[60_000];
            long position = 0;
            long line = 1;
            for (Reject reject : inOrder) {
                while (reject.line == 0 && position < reject.place) {
                    int count = stream.read(buffer, 0,
                            (int) Math.min(buffer.length, reject.place - position));
                    if (count < 0) {
                        break;
                    }
                    line += lineEnds(buffer, count);
                    position += count;
                }
                quarantine.accept(new RejectedRow(file.name(), reject.line > 0 ? reject.line : line, null,
                        reject.problem, reject.text));
            }
        } catch (IOException e) {
            throw JsonFile.failed(file.name(), e, 0);
        }
    }

    private static int lineEnds(byte[] bytes, int count) {
        int ends = 0;
        for (int i = 0; i < count; i++) {
            ends += bytes[i] == '\n' ? 1 : 0;
        }
        return ends;
    }
}
