package dev.peso;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Files as offices, instruments and survey tools export them: lines before and after the table, headers of several lines, marks
/// other than commas. Their shapes are those of the survey in the Pollock paper (Vitagliano and others, PVLDB 2023), their
/// contents made up. Each with the names and records that a person reads in it.
final class SurveyFiles {
    private SurveyFiles() {}

    /// @param table names, then records; fields between bars
    record Survey(String name, Charset charset, String text, List<List<String>> table) {
        List<String> header() {
            return table.getFirst();
        }

        List<List<String>> records() {
            return table.subList(1, table.size());
        }

        byte[] bytes() {
            return text.getBytes(charset);
        }
    }

    private static Survey survey(String name, Charset charset, String text, String... table) {
        return new Survey(name, charset, text, Arrays.stream(table)
                .map(line -> Arrays.asList(line.split("\\|", -1)))
                .toList());
    }

    private static Survey survey(String name, String text, String... table) {
        return survey(name, StandardCharsets.UTF_8, text, table);
    }

    static List<Survey> all() {
        return List.of(plain(), titles(), paddedTitles(), oneRow(), instrument(), settings(), twoHeaderRows(),
                threeHeaderRows(), unitsAndGroups(), bank(), indicators(), utf16(), notes(), contact(),
                logger(), emptyRowsFirst(), pages(), bars(), brokenQuotes(), ledger());
    }

    /// A file that every reader must get right, or the comparison itself is wrong.
    private static Survey plain() {
        return survey("plain", "id,name,score\n1,Ann,3.5\n2,Bob,4\n", "id|name|score", "1|Ann|3.5",
                "2|Bob|4");
    }

    private static Survey titles() {
        return survey("titles", """
                Table 7: Households by size
                Unit: thousands

                Region,One,Two,More
                North,"1,204",350,98
                South,980,"1,001",77
                """, "Region|One|Two|More", "North|1,204|350|98", "South|980|1,001|77");
    }

    private static Survey paddedTitles() {
        return survey("padded titles", """
                Ministry of Ports,,,,
                Travel abroad,,,,
                Period: January to March,,,,
                Name,Dates,Place,Purpose,Cost
                "Ada Long, Minister",14-Jan,Oslo,Fisheries council,£584
                "Ada Long, Minister",Nil return,,,
                "Ben Short, Secretary",7 - 8 Feb,Riga,"Harbours, tariffs","£1,164"
                """, "Name|Dates|Place|Purpose|Cost",
                "Ada Long, Minister|14-Jan|Oslo|Fisheries council|£584",
                "Ada Long, Minister|Nil return|||",
                "Ben Short, Secretary|7 - 8 Feb|Riga|Harbours, tariffs|£1,164");
    }

    private static Survey oneRow() {
        return survey("one row", """
                Water consumption,,
                Total (m3),Per person (m3),Cost (k)
                "44,761",13.9,68
                """, "Total (m3)|Per person (m3)|Cost (k)", "44,761|13.9|68");
    }

    private static Survey instrument() {
        return survey("instrument", """
                #EXPORT:      ,ALL
                #FILE:        ,run4.ngb
                #DECIMAL:     ,POINT
                #SEPARATOR:   ,COMMA
                #RANGE:       ,20.0 C/5.0(K/min)/120.0 C

                ##Temp./C,Time/min,tan d,E'/MPa
                 21.56102, 0.88667,5.6564e-002,5353.10596
                 21.83386, 0.93667,5.6740e-002,5353.01357
                 22.10627,10.98667,    0.10018, 967.41025
                """, "Temp./C|Time/min|tan d|E'/MPa", "21.56102|0.88667|5.6564e-002|5353.10596",
                "21.83386|0.93667|5.6740e-002|5353.01357", "22.10627|10.98667|0.10018|967.41025");
    }

    private static Survey settings() {
        return survey("settings", """
                Device;DL-200
                Serial;00781
                Interval;10 min
                Timestamp;Level;Temperature;Battery
                2023-05-01 00:00;1,204;8,5;3,61
                2023-05-01 00:10;1,206;8,4;3,61
                2023-05-01 00:20;1,211;8,4;3,60
                """, "Timestamp|Level|Temperature|Battery", "2023-05-01 00:00|1,204|8,5|3,61",
                "2023-05-01 00:10|1,206|8,4|3,61", "2023-05-01 00:20|1,211|8,4|3,60");
    }

    private static Survey twoHeaderRows() {
        return survey("two header rows", """
                Species,Spring,,Autumn,
                ,count,weight,count,weight
                Robin,12,220.5,7,131
                Wren,31,285,26,240.25
                """, "Species|Spring count|Spring weight|Autumn count|Autumn weight",
                "Robin|12|220.5|7|131",
                "Wren|31|285|26|240.25");
    }

    private static Survey threeHeaderRows() {
        return survey("three header rows", """
                StartDate,Q1,Q2
                Start Date,"How happy are you
                with the service?","Anything else, please"
                "{""ImportId"":""startDate""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2""}"
                2024-03-01 10:15:22,4,"Nice, thanks"
                2024-03-01 10:20:01,5,
                """, "StartDate Start Date {\"ImportId\":\"startDate\"}|"
                + "Q1 How happy are you\nwith the service? {\"ImportId\":\"QID1\"}|"
                + "Q2 Anything else, please {\"ImportId\":\"QID2\"}", "2024-03-01 10:15:22|4|Nice, thanks",
                "2024-03-01 10:20:01|5|");
    }

    private static Survey unitsAndGroups() {
        return survey("units and groups", StandardCharsets.ISO_8859_1, """
                Station;Temperature;;Rain;
                ;min;max;day;night
                ;°C;°C;mm;mm
                Harbour;-2,5;4,1;0,0;3,2
                Hill;-7,0;-0,3;1,1;5,8
                """, "Station|Temperature min °C|Temperature max °C|Rain day mm|Rain night mm",
                "Harbour|-2,5|4,1|0,0|3,2", "Hill|-7,0|-0,3|1,1|5,8");
    }

    private static Survey bank() {
        return survey("bank", Charset.forName("windows-1252"), """
                "Konto";"DE02 1203 0000"
                "Stand:";"1.234,56 €"

                "Tag";"Empfänger";"Zweck";"Betrag"
                "28.06.2024";"Bäckerei";"Brot; Brezeln";"-12,30"
                "27.06.2024";"Stadtwerke";"Abschlag";"-1.085,00"
                """, "Tag|Empfänger|Zweck|Betrag", "28.06.2024|Bäckerei|Brot; Brezeln|-12,30",
                "27.06.2024|Stadtwerke|Abschlag|-1.085,00");
    }

    private static Survey indicators() {
        return survey("indicators", """
                "Data Source","Indicators of Development",

                "Last Updated","2024-06-28",

                "Country","Code","1960","1961","1962",
                "Aruba","ABW","54922","55578","56320",
                "Kosovo","XKX","","","994000",
                """, "Country|Code|1960|1961|1962", "Aruba|ABW|54922|55578|56320", "Kosovo|XKX|||994000");
    }

    private static Survey utf16() {
        return survey("utf-16", StandardCharsets.UTF_16LE,
                "\uFEFFArtikel\tMenge\tPreis\r\nSchraube \"M8\"\t1000\t0,05\r\nÖse\t250\t0,20\r\n",
                "Artikel|Menge|Preis", "Schraube \"M8\"|1000|0,05", "Öse|250|0,20");
    }

    private static Survey notes() {
        return survey("notes", """
                Year,Births,Deaths
                2021,3312,2980
                2022,3290,3011
                2023,3188,2999

                Source: civil registry
                a) provisional
                """, "Year|Births|Deaths", "2021|3312|2980", "2022|3290|3011", "2023|3188|2999");
    }

    private static Survey contact() {
        return survey("contact", """
                Survey of gardens, second wave
                Contact: Mr Green, Ms Brown
                Weighted, see notes

                plot,area,trees,owner
                1,120.5,3,private
                2,88,0,town
                3,410.25,12,private
                """, "plot|area|trees|owner", "1|120.5|3|private", "2|88|0|town", "3|410.25|12|private");
    }

    private static Survey logger() {
        return survey("no header", """
                2024-01-01T00:00:00Z,17,20.5,true
                2024-01-01T00:10:00Z,17,20.4,true
                2024-01-01T00:20:00Z,18,20.1,false
                """, "column_1|column_2|column_3|column_4", "2024-01-01T00:00:00Z|17|20.5|true",
                "2024-01-01T00:10:00Z|17|20.4|true", "2024-01-01T00:20:00Z|18|20.1|false");
    }

    private static Survey emptyRowsFirst() {
        return survey("empty rows first", """
                ,,,
                ,,,
                Fund,2022,2023,Change
                Roads,12.5,13,4%
                Parks,3.25,2.75,-15%
                """, "Fund|2022|2023|Change", "Roads|12.5|13|4%", "Parks|3.25|2.75|-15%");
    }

    private static Survey pages() {
        return survey("a header on each page", """
                Item;Stock;Shelf
                Nails;1200;A1
                Screws;340;A2
                Item;Stock;Shelf
                Bolts;77;B4
                Nuts;910;B5
                """, "Item|Stock|Shelf", "Nails|1200|A1", "Screws|340|A2", "Bolts|77|B4", "Nuts|910|B5");
    }

    private static Survey bars() {
        return survey("bars and comments", StandardCharsets.UTF_8, """
                # exported by accounts, page 1
                # do not edit
                code;label;amount
                A-1;"Rent; office";1200
                B-7;"Tea, coffee";35
                """, "code|label|amount", "A-1|Rent; office|1200", "B-7|Tea, coffee|35");
    }

    private static Survey brokenQuotes() {
        return survey("quotes not doubled", """
                part,size,use
                pipe,"3/4" inch, steel",water
                plate,"plain, flat",cover
                rod,"5" long, brass",axle
                """, "part|size|use", "pipe|3/4\" inch, steel|water", "plate|plain, flat|cover",
                "rod|5\" long, brass|axle");
    }

    private static Survey ledger() {
        return survey("totals below", """
                Ledger of the harbour;;;
                ;;;
                Date;Text;In;Out
                01.02.2023;Mooring;120,50;
                03.02.2023;Paint;;75,00
                04.02.2023;Mooring;98,00;

                Total;;218,50;75,00
                """, "Date|Text|In|Out", "01.02.2023|Mooring|120,50|", "03.02.2023|Paint||75,00",
                "04.02.2023|Mooring|98,00|", "Total||218,50|75,00");
    }
}
