package dev.peso.internal.excel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.excel.XmlReader.Event;

/// A workbook of XML parts in a zip file (ECMA-376): which sheets there are and where their parts lie.
final class XlsxWorkbook implements Workbook {
    private final Zip zip;
    private final List<String> names = new ArrayList<>();
    private final List<String> parts = new ArrayList<>();
    private final NumberFormats formats = new NumberFormats();
    private @Nullable String texts;
    private boolean from1904;

    /// Another part that a part refers to.
    private record Relation(String type, String target) {
        boolean isTo(String kind) {
            return type.endsWith("/" + kind);
        }
    }

    XlsxWorkbook(Zip zip) throws IOException {
        this.zip = zip;
        String workbook = relations("").values()
                .stream()
                .filter(relation -> relation.isTo("officeDocument"))
                .map(Relation::target)
                .filter(zip::has)
                .findFirst()
                .orElse("xl/workbook.xml");
        Map<String, Relation> relations = relations(workbook);
        for (Relation relation : relations.values()) {
            if (relation.isTo("sharedStrings") && zip.has(relation.target)) {
                texts = relation.target;
            }
            if (relation.isTo("styles")) { // without them dates would be numbers
                readStyles(relation.target);
            }
        }
        readWorkbook(workbook, relations);
    }

    private XmlReader xml(String part) throws IOException {
        return new XmlReader(zip.open(part), part);
    }

    /// What a part refers to, by id; of the whole file when its name is empty.
    private Map<String, Relation> relations(String part) throws IOException {
        int slash = part.lastIndexOf('/') + 1;
        String folder = part.substring(0, slash);
        String place = folder + "_rels/" + part.substring(slash) + ".rels";
        Map<String, Relation> relations = new HashMap<>();
        if (!zip.has(place)) {
            return relations;
        }
        try (XmlReader xml = xml(place)) {
            for (Event event = xml.next(); event != Event.DONE; event = xml.next()) {
                String id = event == Event.START && xml.is("Relationship") ? xml.attribute("Id") : null;
                String type = id == null ? null : xml.attribute("Type");
                String target = id == null ? null : xml.attribute("Target");
                if (id != null && type != null && target != null) {
                    relations.put(id, new Relation(type, resolved(folder, target)));
                }
            }
        }
        return relations;
    }

    private static String resolved(String folder, String target) {
        if (target.startsWith("/")) {
            return target.substring(1);
        }
        List<String> steps = new ArrayList<>();
        for (String step : (folder + target).split("/")) {
            if (step.equals("..") && !steps.isEmpty()) {
                steps.removeLast();
            } else if (!step.equals(".") && !step.equals("..")) {
                steps.add(step);
            }
        }
        return String.join("/", steps);
    }

    private void readWorkbook(String part, Map<String, Relation> relations) throws IOException {
        try (XmlReader xml = xml(part)) {
            for (Event event = xml.next(); event != Event.DONE; event = xml.next()) {
                if (event == Event.START && xml.is("workbookPr")) {
                    from1904 = xml.flag("date1904");
                } else if (event == Event.START && xml.is("sheet")) {
                    addSheet(xml, relations);
                }
            }
        }
    }

    private void addSheet(XmlReader xml, Map<String, Relation> relations) throws IOException {
        String name = xml.attribute("name");
        String id = xml.attribute("id");
        Relation relation = id == null ? null : relations.get(id);
        if (name != null && relation != null && relation.isTo("worksheet")) {
            names.add(name);
            parts.add(relation.target);
        }
    }

    private void readStyles(String part) throws IOException {
        try (XmlReader xml = xml(part)) {
            boolean ofCells = false;
            for (Event event = xml.next(); event != Event.DONE; event = xml.next()) {
                if (event == Event.TEXT) {
                    continue;
                }
                if (xml.is("cellXfs")) {
                    ofCells = event == Event.START;
                } else if (event == Event.START && xml.is("numFmt")) {
                    String code = xml.attribute("formatCode");
                    formats.addFormat(xml.number("numFmtId", -1), code == null ? "" : code);
                } else if (event == Event.START && ofCells && xml.is("xf")) {
                    formats.addStyle(xml.number("numFmtId", 0));
                }
            }
        }
    }

    @Override
    public List<String> sheets() {
        return names;
    }

    @Override
    public Serials serials() {
        return new Serials(from1904);
    }

    @Override
    public SheetRows open(int sheet) throws IOException {
        String part = texts;
        SharedTexts shared = new SharedTexts(part == null ? null : () -> xml(part));
        return new XlsxRows(xml(parts.get(sheet)), formats, shared, serials());
    }

    @Override
    public List<Area> merged(int sheet) throws IOException {
        List<Area> areas = new ArrayList<>();
        try (XmlReader xml = xml(parts.get(sheet))) {
            for (Event event = xml.next(); event != Event.DONE; event = xml.next()) {
                String area = event == Event.START && xml.is("mergeCell") ? xml.attribute("ref") : null;
                if (area != null) {
                    areas.add(area(xml, area));
                }
            }
        }
        return areas;
    }

    private static Area area(XmlReader xml, String text) throws DamagedException {
        try {
            return Area.of(text);
        } catch (IllegalArgumentException e) {
            throw xml.damaged("merges the cells \"" + XmlReader.shortened(text) + "\"");
        }
    }
}
