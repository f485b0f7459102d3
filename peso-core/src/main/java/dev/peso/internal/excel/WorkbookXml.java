package dev.peso.internal.excel;

import java.util.ArrayList;
import java.util.List;

/// The parts of a workbook besides its sheets.
final class WorkbookXml {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private static final int FIRST_FORMAT = 164;

    private WorkbookXml() {}

    static String contentTypes(int sheets) {
        StringBuilder xml = new StringBuilder(HEAD).append("<Types xmlns=\"")
                .append(PACKAGE)
                .append("content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-"
                        + "package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>");
        override(xml, "/xl/workbook.xml", "sheet.main+xml");
        override(xml, "/xl/styles.xml", "styles+xml");
        for (int i = 1; i <= sheets; i++) {
            override(xml, "/xl/worksheets/sheet" + i + ".xml", "worksheet+xml");
        }
        return xml.append("</Types>").toString();
    }

    private static void override(StringBuilder xml, String part, String type) {
        xml.append("<Override PartName=\"")
                .append(part)
                .append("\" ContentType=\"")
                .append(TYPE)
                .append(type)
                .append("\"/>");
    }

    static String packageRelations() {
        return relations("<Relationship Id=\"rId1\" Type=\"" + DOCUMENT
                + "/officeDocument\" Target=\"xl/workbook.xml\"/>");
    }

    static String workbookRelations(int sheets) {
        StringBuilder xml = new StringBuilder();
        for (int i = 1; i <= sheets; i++) {
            xml.append("<Relationship Id=\"rId")
                    .append(i)
                    .append("\" Type=\"")
                    .append(DOCUMENT)
                    .append("/worksheet\" Target=\"worksheets/sheet")
                    .append(i)
                    .append(".xml\"/>");
        }
        xml.append("<Relationship Id=\"rId")
                .append(sheets + 1)
                .append("\" Type=\"")
                .append(DOCUMENT)
                .append("/styles\" Target=\"styles.xml\"/>");
        return relations(xml.toString());
    }

    private static String relations(String list) {
        return HEAD + "<Relationships xmlns=\"" + PACKAGE + "relationships\">" + list + "</Relationships>";
    }

    static String workbook(List<String> sheets) {
        StringBuilder xml = new StringBuilder(HEAD).append("<workbook xmlns=\"")
                .append(MAIN)
                .append("\" xmlns:r=\"")
                .append(DOCUMENT)
                .append("\"><sheets>");
        for (int i = 1; i <= sheets.size(); i++) {
            xml.append("<sheet name=\"");
            XmlText.appendAttribute(xml, sheets.get(i - 1));
            xml.append("\" sheetId=\"").append(i).append("\" r:id=\"rId").append(i).append("\"/>");
        }
        return xml.append("</sheets></workbook>").toString();
    }

    /// The styles whose numbers [CellXml] has, then one for each of the formats.
    static String styles(List<String> formats) {
        StringBuilder xml = new StringBuilder(HEAD).append("<styleSheet xmlns=\"").append(MAIN).append("\">");
        List<String> all = new ArrayList<>(
                List.of("yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "hh:mm:ss", "[h]:mm:ss"));
        all.addAll(formats);
        xml.append("<numFmts count=\"").append(all.size()).append("\">");
        for (int i = 0; i < all.size(); i++) {
            xml.append("<numFmt numFmtId=\"").append(FIRST_FORMAT + i).append("\" formatCode=\"");
            XmlText.appendAttribute(xml, all.get(i));
            xml.append("\"/>");
        }
        xml.append(
                """
                        </numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>\
                        <font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>\
                        <fills count="3"><fill><patternFill patternType="none"/></fill>\
                        <fill><patternFill patternType="gray125"/></fill>\
                        <fill><patternFill patternType="solid"><fgColor rgb="FFE7E6E6"/><bgColor indexed="64"/></patternFill>\
                        </fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
                        <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>""");
        xml.append("<cellXfs count=\"").append(CellXml.FIRST_OWN + formats.size()).append("\">");
        style(xml, 0, "fontId=\"0\" fillId=\"0\"", "");
        style(xml, 0, "fontId=\"1\" fillId=\"2\"", " applyFont=\"1\" applyFill=\"1\"");
        for (int i = 0; i < 4; i++) {
            style(xml, FIRST_FORMAT + i, "fontId=\"0\" fillId=\"0\"", " applyNumberFormat=\"1\"");
        }
        style(xml, 0, "fontId=\"0\" fillId=\"0\"", " quotePrefix=\"1\"");
        for (int i = 0; i < formats.size(); i++) {
            style(xml, FIRST_FORMAT + 4 + i, "fontId=\"0\" fillId=\"0\"", " applyNumberFormat=\"1\"");
        }
        return xml.append(
                "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/>")
                .append("</cellStyles></styleSheet>")
                .toString();
    }

    private static void style(StringBuilder xml, int format, String look, String apply) {
        xml.append("<xf numFmtId=\"")
                .append(format)
                .append("\" ")
                .append(look)
                .append(" borderId=\"0\" xfId=\"0\"")
                .append(apply)
                .append("/>");
    }

    /// The start of a sheet, up to its rows.
    static String sheetStart(boolean frozen, boolean first, double[] widths) {
        StringBuilder xml = new StringBuilder(HEAD).append("<worksheet xmlns=\"")
                .append(MAIN)
                .append("\"><sheetViews><sheetView")
                .append(first ? " tabSelected=\"1\"" : "")
                .append(" workbookViewId=\"0\">");
        if (frozen) {
            xml.append("<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>");
        }
        xml.append("</sheetView></sheetViews>");
        if (widths.length > 0) {
            xml.append("<cols>");
            for (int i = 1; i <= widths.length; i++) {
                xml.append("<col min=\"")
                        .append(i)
                        .append("\" max=\"")
                        .append(i)
                        .append("\" width=\"")
                        .append(widths[i - 1])
                        .append("\" customWidth=\"1\"/>");
            }
            xml.append("</cols>");
        }
        return xml.append("<sheetData>").toString();
    }

    static String sheetEnd() {
        return "</sheetData></worksheet>";
    }
}
