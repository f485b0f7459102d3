package dev.peso.viz;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/// Reads an SVG as a person with a ruler would: the labels at the ticks give the scale, the scale gives the values of the
/// marks. It knows nothing of the code that drew them.
final class SvgReading {
    final Element root;

    SvgReading(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        root = document.getDocumentElement();
    }

    /// A straight scale: values for pixels.
    record Ruler(double slope, double offset) {
        double value(double pixel) {
            return offset + slope * pixel;
        }

        /// How much half a pixel is worth.
        double half() {
            return Math.abs(slope) / 2 + 1e-9;
        }
    }

    List<Element> groups(String kind) {
        List<Element> found = new ArrayList<>();
        for (Element group : all(root, "g")) {
            if (group.getAttribute("class").equals(kind)) {
                found.add(group);
            }
        }
        return found;
    }

    /// All marks, of whichever kind.
    List<Element> marks() {
        return all(root, "g").stream()
                .filter(each -> each.getAttribute("class").startsWith("mark "))
                .toList();
    }

    /// The marks of a kind in a panel, those of one series if it is named.
    List<Element> marks(int panel, String kind, @Nullable String series) {
        List<Element> found = new ArrayList<>();
        int at = 0;
        for (Element group : all(root, "g")) {
            String own = group.getAttribute("class");
            at += own.equals("axis y") ? 1 : 0;
            if (at == panel && own.equals("mark " + kind)
                    && (series == null || group.getAttribute("aria-label").equals(series))) {
                found.add(group);
            }
        }
        return found;
    }

    /// An axis of a panel; one without labels has those of another with as many ticks.
    SvgAxis axis(boolean x, int panel, SvgAxis.Kind kind) {
        List<Element> axes = groups(x ? "axis x" : "axis y");
        Element own = axes.get(panel);
        Element labelled = SvgAxis.isLabelled(own)
                ? own
                : axes.stream()
                        .filter(each -> SvgAxis.isLabelled(each)
                                && SvgAxis.count(each, x) == SvgAxis.count(own, x))
                        .findFirst()
                        .orElseThrow();
        return SvgAxis.read(own, labelled, x, kind);
    }

    /// The middles of the points in a group, whatever their shape.
    static List<double[]> centers(Element group) {
        List<double[]> centers = new ArrayList<>();
        for (Element path : all(group, "path")) {
            String data = path.getAttribute("d");
            if (data.contains("h0")) {
                centers.addAll(pairs(data.replace("h0", " ")));
            } else if (!data.isEmpty()) {
                List<double[]> corners = pairs(data);
                centers.add(
                        new double[]{corners.stream().mapToDouble(each -> each[0]).average().orElseThrow(),
                                corners.stream().mapToDouble(each -> each[1]).average().orElseThrow()});
            }
        }
        for (Element circle : all(group, "circle")) {
            centers.add(new double[]{number(circle, "cx"), number(circle, "cy")});
        }
        return centers;
    }

    private static List<double[]> pairs(String data) {
        double[] numbers = Arrays.stream(data.split("[MLZ ]+"))
                .filter(each -> !each.isEmpty())
                .mapToDouble(Double::parseDouble)
                .toArray();
        List<double[]> pairs = new ArrayList<>();
        for (int i = 0; i + 1 < numbers.length; i += 2) {
            pairs.add(new double[]{numbers[i], numbers[i + 1]});
        }
        return pairs;
    }

    /// What a colour means, by the ramp of the legend: its picture between two labels.
    double rampValue(int rgb) throws Exception {
        Element legend = groups("legend").getFirst();
        Element image = all(legend, "image").getFirst();
        double left = number(image, "x");
        double low = Double.NaN;
        double high = Double.NaN;
        for (Element text : all(legend, "text")) {
            if (text.getAttribute("font-weight").equals("bold")) {
                continue;
            }
            if (Double.isNaN(low) && number(text, "x") < left) {
                low = parse(text.getTextContent());
            } else if (Double.isNaN(high) && number(text, "x") > left) {
                high = parse(text.getTextContent());
            }
        }
        String href = image.getAttribute("href");
        BufferedImage steps = ImageIO.read(new ByteArrayInputStream(
                Base64.getDecoder().decode(href.substring(href.indexOf(',') + 1))));
        int nearest = 0;
        for (int i = 1; i < steps.getWidth(); i++) {
            nearest = distance(steps.getRGB(i, 0), rgb) < distance(steps.getRGB(nearest, 0), rgb)
                    ? i
                    : nearest;
        }
        return low + (high - low) * nearest / (steps.getWidth() - 1);
    }

    private static int distance(int a, int b) {
        int sum = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            sum += Math.abs((a >> shift & 0xFF) - (b >> shift & 0xFF));
        }
        return sum;
    }

    static int color(Element element, String attribute) {
        return Integer.parseInt(element.getAttribute(attribute).substring(1), 16);
    }

    /// The scale of an axis of numbers, from the first and the last tick.
    Ruler ruler(boolean x) {
        Element axis = groups(x ? "axis x" : "axis y").getFirst();
        List<double[]> pairs = new ArrayList<>();
        List<Element> lines = all(axis, "line");
        for (Element text : all(axis, "text")) {
            double near = number(text, x ? "x" : "y");
            double tick = lines.stream()
                    .filter(line -> length(line) < 6)
                    .mapToDouble(line -> number(line, x ? "x1" : "y1"))
                    .boxed()
                    .min((a, b) -> Double.compare(Math.abs(a - near), Math.abs(b - near)))
                    .orElseThrow();
            pairs.add(new double[]{tick, parse(text.getTextContent())});
        }
        double[] first = pairs.getFirst();
        double[] last = pairs.getLast();
        double slope = (last[1] - first[1]) / (last[0] - first[0]);
        return new Ruler(slope, first[1] - slope * first[0]);
    }

    /// Names of an axis, with the pixels they stand at.
    List<String> names(boolean x) {
        return all(groups(x ? "axis x" : "axis y").getFirst(), "text").stream()
                .map(Node::getTextContent)
                .toList();
    }

    static double length(Element line) {
        return Math.hypot(number(line, "x2") - number(line, "x1"), number(line, "y2") - number(line, "y1"));
    }

    static double parse(String label) {
        String text = label.replace(",", "").replace('−', '-').replaceAll("[$€]", "");
        double factor = switch (text.charAt(text.length() - 1)) {
            case 'k' -> 1e3;
            case 'M' -> 1e6;
            case 'B' -> 1e9;
            case 'T' -> 1e12;
            default -> 1;
        };
        return factor * Double.parseDouble(factor == 1 ? text : text.substring(0, text.length() - 1));
    }

    /// The corners of the lines, areas or dots in a group.
    static List<double[]> corners(Element group) {
        List<double[]> points = new ArrayList<>();
        for (Element path : all(group, "path")) {
            points.addAll(pairs(path.getAttribute("d").replace("h0", " ")));
        }
        for (Element circle : all(group, "circle")) {
            points.add(new double[]{number(circle, "cx"), number(circle, "cy")});
        }
        return points;
    }

    /// Left, top, right and bottom edges of the bars in a group; not those of clips.
    static List<double[]> boxes(Element group) {
        List<double[]> boxes = new ArrayList<>();
        for (Element rect : all(group, "rect")) {
            double x = number(rect, "x");
            double y = number(rect, "y");
            boxes.add(new double[]{x, y, x + number(rect, "width"), y + number(rect, "height")});
        }
        return boxes;
    }

    static List<Element> all(Element from, String tag) {
        List<Element> found = new ArrayList<>();
        var nodes = from.getElementsByTagName(tag);
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }
}
