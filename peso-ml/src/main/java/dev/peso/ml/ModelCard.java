package dev.peso.ml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.peso.ml.internal.frame.InputColumn;
import dev.peso.ml.internal.model.Library;
import dev.peso.ml.internal.model.ModelState;
import dev.peso.ml.internal.model.Score;
import dev.peso.ml.internal.spec.Json;

/// What one should know of a model before relying on it: what it predicts, what it was trained on, how, and what came out
/// (after Mitchell et al., Model Cards for Model Reporting, 2019). Texts only; the same model gives the same card.
///
/// {@snippet file="dev/peso/ml/ExchangeSnippets.java" region="card"}
public final class ModelCard {
    private static final String FORMAT = "model-card/1";

    private final ModelState state;
    private final String writtenBy;

    /// @param writtenBy who wrote the file the model comes from; empty if nobody knows
    ModelCard(ModelState state, String writtenBy) {
        this.state = state;
        this.writtenBy = writtenBy;
    }

    private String title() {
        String target = state.target().column();
        return state.pipeline().learner().getFirst().title()
                + (target.isEmpty() ? "" : " for \"" + target + "\"");
    }

    /// The facts in order, with nothing that is empty.
    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Target", state.target().column().isEmpty()
                ? "none"
                : state.target().column() + " (" + state.target().type() + ")");
        facts.put("Classes", String.join(", ", state.target().classes()));
        facts.put("Positive class",
                state.target().positive() < 0 ? "" : state.target().classes().get(state.target().positive()));
        facts.put("Learner", learner());
        facts.put("Rows of training", state.rows() == 0 ? "not known" : Long.toString(state.rows()));
        facts.put("Fingerprint of the data", state.data().isEmpty() ? "not known" : state.data());
        facts.put("Columns read", Integer.toString(state.inputs().size()));
        facts.put("Features", Integer.toString(state.features().size()));
        facts.put("Never features", String.join(", ", state.pipeline().roles().all()));
        facts.put("Seed", Long.toString(state.pipeline().seed()));
        facts.put("Trained by", state.trainedBy().isEmpty() ? "not known" : state.trainedBy());
        facts.put("File written by", writtenBy);
        facts.put("Described by", Library.NAME);
        facts.values().removeIf(String::isEmpty);
        return facts;
    }

    private String learner() {
        String settings = state.pipeline().learner().getFirst().toString();
        return state.pipeline().learner().getFirst().title() + " "
                + settings.substring(settings.indexOf('['));
    }

    /// The figures over all folds.
    private List<Score> scores() {
        return state.scores().stream().filter(score -> score.fold() < 0).toList();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4f", value);
    }

    /// The card as Markdown.
    ///
    /// @return lines of text
    public String toMarkdown() {
        StringBuilder text = new StringBuilder("# " + plain(title()) + "\n\n| | |\n|---|---|\n");
        facts().forEach((name, value) -> text.append(row(List.of(name, value))));
        text.append("\n## Validation\n\n");
        if (scores().isEmpty()) {
            text.append("Not validated.\n");
        } else {
            text.append("| figure | mean | from | to | rows |\n|---|---|---|---|---|\n");
            scores().forEach(score -> text.append(row(figures(score))));
        }
        text.append("\n## Columns\n\n| column | type |\n|---|---|\n");
        for (InputColumn input : state.inputs()) {
            text.append(row(List.of(input.name(), input.type())));
        }
        if (!state.notes().isEmpty()) {
            text.append("\n## Notes\n\n");
            state.notes().forEach(note -> text.append("- ").append(plain(note)).append('\n'));
        }
        return text.append("\n## Pipeline\n\n```json\n")
                .append(Pipeline.of(state.pipeline()).toJson())
                .append("```\n")
                .toString();
    }

    private static List<String> figures(Score score) {
        return List.of(score.metric(), number(score.value()), number(score.lower()), number(score.upper()),
                Long.toString(score.rows()));
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells.stream().map(ModelCard::plain).toList()) + " |\n";
    }

    /// Text that Markdown takes as it is.
    private static String plain(String text) {
        return text.replaceAll("([\\\\`*_|<>\\[\\]#])", "\\\\$1").replaceAll("\\R", " ");
    }

    /// The card as JSON.
    ///
    /// @return lines of text
    public String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("peso", FORMAT);
        json.put("title", title());
        json.put("facts", facts());
        List<Object> figures = new ArrayList<>();
        for (Score score : scores()) {
            Map<String, Object> figure = new LinkedHashMap<>();
            figure.put("metric", score.metric());
            figure.put("value", score.value());
            figure.put("lower", score.lower());
            figure.put("upper", score.upper());
            figure.put("rows", score.rows());
            figures.add(figure);
        }
        json.put("validation", figures);
        json.put("columns", state.inputs()
                .stream()
                .map(input -> Map.of(input.name(), input.type()))
                .toList());
        json.put("notes", state.notes());
        json.put("pipeline", Json.readObject(Pipeline.of(state.pipeline()).toJson(), "the pipeline"));
        return Json.write(json);
    }

    /// The card as a page that loads nothing.
    ///
    /// @return lines of HTML
    public String toHtml() {
        StringBuilder html = new StringBuilder(
                "<!DOCTYPE html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>"
                        + escaped(title())
                        + "</title>\n<body style=\"font-family:sans-serif;max-width:60em;margin:2em auto\">\n<h1>"
                        + escaped(title()) + "</h1>\n");
        List<List<String>> facts = new ArrayList<>();
        facts().forEach((name, value) -> facts.add(List.of(name, value)));
        table(html, facts);
        html.append("<h2>Validation</h2>\n");
        if (scores().isEmpty()) {
            html.append("<p>Not validated.</p>\n");
        } else {
            table(html, scores().stream().map(ModelCard::figures).toList());
        }
        html.append("<h2>Columns</h2>\n");
        table(html, state.inputs().stream().map(input -> List.of(input.name(), input.type())).toList());
        html.append("<h2>Notes</h2>\n<ul>\n");
        state.notes().forEach(note -> html.append("<li>").append(escaped(note)).append("</li>\n"));
        return html.append("</ul>\n<h2>Pipeline</h2>\n<pre>")
                .append(escaped(Pipeline.of(state.pipeline()).toJson()))
                .append("</pre>\n</body></html>\n")
                .toString();
    }

    private static void table(StringBuilder html, List<List<String>> rows) {
        html.append("<table>\n");
        for (List<String> row : rows) {
            html.append("<tr>");
            row.forEach(cell -> html.append("<td>").append(escaped(cell)).append("</td>"));
            html.append("</tr>\n");
        }
        html.append("</table>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /// The card as Markdown.
    @Override
    public String toString() {
        return toMarkdown();
    }
}
