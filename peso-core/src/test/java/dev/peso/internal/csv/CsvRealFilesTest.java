package dev.peso.internal.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.peso.internal.column.Table;
import dev.peso.io.CsvReadOptions;
import dev.peso.io.CsvReport;

/// Files as offices, banks, instruments and survey tools export them, read without any option. A reader that takes the first line
/// for a header and the most frequent mark for a delimiter gets few of them right.
class CsvRealFilesTest {
    private final List<CsvReport> reports = new ArrayList<>();

    private Table read(String text, Charset charset) {
        return Csv.read(text.getBytes(charset), CsvReadOptions.DEFAULT.withReport(reports::add));
    }

    private Table read(String text) {
        return read(text, StandardCharsets.UTF_8);
    }

    private static List<List<@Nullable Object>> rows(Table table) {
        return Csv.rows(table);
    }

    private static List<String> names(Table table) {
        return table.schema().names();
    }

    @Test
    void a_statistical_office_puts_a_title_before_and_notes_after_the_table() {
        Table table = read("""
                Table 14.3: Resident population by region and sex
                Reference date: 31 December 2023

                Region,Men,Women,Total
                North,"1,204,331","1,250,120","2,454,451"
                South,"980,004","1,001,777","1,981,781"
                West,"310,556","322,910","633,466"

                Source: register of residents
                Provisional figures
                """);
        assertThat(names(table)).containsExactly("Region", "Men", "Women", "Total");
        assertThat(rows(table)).containsExactly(List.of("North", 1_204_331L, 1_250_120L, 2_454_451L),
                List.of("South", 980_004L, 1_001_777L, 1_981_781L),
                List.of("West", 310_556L, 322_910L, 633_466L));
        assertThat(reports.getFirst()).extracting(CsvReport::preambleRows, CsvReport::footerRows)
                .containsExactly(2, 2);
    }

    @Test
    void a_world_indicator_file_has_remarks_years_for_names_and_a_comma_too_many_in_each_row() {
        Table table = read("""
                "Data Source","World Development Indicators",

                "Last Updated Date","2024-06-28",

                "Country Name","Country Code","Indicator Name","1960","1961","1962",
                "Aruba","ABW","Population, total","54922","55578","56320",
                "Zambia","ZMB","Population, total","3153729","3254086","3358099",
                "Kosovo","XKX","Population, total","","","994000",
                """);
        assertThat(names(table)).containsExactly("Country Name", "Country Code", "Indicator Name", "1960",
                "1961",
                "1962");
        assertThat(rows(table)).containsExactly(
                List.of("Aruba", "ABW", "Population, total", 54_922L, 55_578L, 56_320L),
                List.of("Zambia", "ZMB", "Population, total", 3_153_729L, 3_254_086L, 3_358_099L),
                Arrays.asList("Kosovo", "XKX", "Population, total", null, null, 994_000L));
    }

    @Test
    void a_bank_writes_the_account_above_german_numbers_and_the_balance_below() {
        Table table = read("""
                "Girokonto";"DE02120300000000202051"
                "Kontostand vom 30.06.2024:";"1.234,56 €"

                "Buchungstag";"Empfänger";"Verwendungszweck";"Betrag"
                "28.06.2024";"Bäckerei Müller";"Brötchen; Brezeln";"-12,30"
                "27.06.2024";"Stadtwerke";"Abschlag 06/2024";"-1.085,00"
                "03.06.2024";"Firma GmbH";"Gehalt";"3.210,45"
                """, Charset.forName("windows-1252"));
        assertThat(names(table)).containsExactly("Buchungstag", "Empfänger", "Verwendungszweck", "Betrag");
        assertThat(rows(table)).containsExactly(
                List.of(LocalDate.of(2024, 6, 28), "Bäckerei Müller", "Brötchen; Brezeln", -12.3),
                List.of(LocalDate.of(2024, 6, 27), "Stadtwerke", "Abschlag 06/2024", -1_085.0),
                List.of(LocalDate.of(2024, 6, 3), "Firma GmbH", "Gehalt", 3_210.45));
    }

    @Test
    void a_survey_tool_writes_three_rows_of_header_one_of_which_breaks_lines() {
        Table table = read(
                """
                        StartDate,Duration,Q1,Q2_1,Q3
                        Start Date,Duration (in seconds),"How satisfied are you
                        with the service?",How many? - Visits,"Anything else, please"
                        "{""ImportId"":""startDate""}","{""ImportId"":""duration""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2""}","{""ImportId"":""QID3""}"
                        2024-03-01 10:15:22,312,4,2,"Nice, thanks"
                        2024-03-01 10:20:01,95,5,,
                        2024-03-02 08:00:47,1204,1,11,"Slow.
                        Very slow."
                        """);
        assertThat(table.rows()).isEqualTo(3);
        assertThat(names(table)).hasSize(5);
        assertThat(names(table).get(1)).startsWith("Duration Duration (in seconds)");
        assertThat(rows(table).get(2)).last().isEqualTo("Slow.\nVery slow.");
        assertThat(rows(table).get(1)).isEqualTo(
                Arrays.asList(java.time.LocalDateTime.of(2024, 3, 1, 10, 20, 1), 95L, 5L, null, null));
        assertThat(reports.getFirst().headerRows()).isEqualTo(3);
    }

    @Test
    void titles_over_several_columns_and_units_under_them_make_one_name() {
        Table table = read("""
                Station;Temperature;;Rain;
                ;min;max;day;night
                ;°C;°C;mm;mm
                Harbour;-2,5;4,1;0,0;3,2
                Hill;-7,0;-0,3;1,1;5,8
                """);
        assertThat(names(table)).containsExactly("Station", "Temperature min °C", "Temperature max °C",
                "Rain day mm", "Rain night mm");
        assertThat(rows(table)).containsExactly(List.of("Harbour", -2.5, 4.1, 0.0, 3.2),
                List.of("Hill", -7.0, -0.3, 1.1, 5.8));
    }

    @Test
    void an_instrument_writes_its_settings_as_comments_and_tabs_between_values() {
        Table table = read("""
                # Instrument: spectrometer 7
                # Integration time: 12,5 ms
                # Columns below
                wavelength\tcounts\tflag
                400.0\t1203\tok
                400.5\t1219\tok
                401.0\t-\tsaturated
                # end of run
                """);
        assertThat(names(table)).containsExactly("wavelength", "counts", "flag");
        assertThat(rows(table)).containsExactly(List.of(400.0, 1203L, "ok"), List.of(400.5, 1219L, "ok"),
                Arrays.asList(401.0, null, "saturated"));
    }

    @Test
    void a_spreadsheet_keeps_columns_and_rows_in_which_nothing_stands() {
        Table table = read("""
                Name,Age,City,,
                Ann,34,Oslo,,
                Bob,41,"Rome, Italy",,
                ,,,,
                ,,,,
                """);
        assertThat(names(table)).containsExactly("Name", "Age", "City");
        assertThat(rows(table).subList(0, 2)).containsExactly(List.of("Ann", 34L, "Oslo"),
                List.of("Bob", 41L, "Rome, Italy"));
        assertThat(rows(table).stream().skip(2)).allMatch(row -> row.stream().allMatch(v -> v == null));
    }

    @Test
    void an_old_system_writes_latin_letters_bars_and_day_first_dates() {
        Table table = read("""
                KUNDE|STRASSE|SEIT|UMSATZ
                Müller|Hauptstraße 5|01/04/1998|100
                O'Brien|Calle Niño 3|23/11/2005|2500
                Smith "Jr"|5 High St|09/07/2011|0
                """.replace("\n", "\r\n"), StandardCharsets.ISO_8859_1);
        assertThat(names(table)).containsExactly("KUNDE", "STRASSE", "SEIT", "UMSATZ");
        assertThat(rows(table)).containsExactly(
                List.of("Müller", "Hauptstraße 5", LocalDate.of(1998, 4, 1), 100L),
                List.of("O'Brien", "Calle Niño 3", LocalDate.of(2005, 11, 23), 2500L),
                List.of("Smith \"Jr\"", "5 High St", LocalDate.of(2011, 7, 9), 0L));
    }

    @Test
    void a_report_with_two_tables_gives_the_rows_of_both_and_says_so() {
        Table table = read("""
                Product,Units,Price
                Lamp,10,2.50
                Chair,3,49.00

                Product,Units,Price,Discount
                Desk,1,199.00,10%
                """);
        assertThat(names(table)).containsExactly("Product", "Units", "Price");
        assertThat(rows(table)).hasSize(4).contains(List.of("Lamp", "10", "2.50"));
        assertThat(reports.getFirst().remarks()).anyMatch(r -> r.contains("header of another table"))
                .anyMatch(r -> r.contains("line 6: 10%"));
    }

    @Test
    void an_utf_16_export_of_a_spreadsheet_has_tabs_and_a_mark() {
        Table table = read("\uFEFFArtikel\tMenge\tPreis\r\nSchraube \"M8\"\t1000\t0,05\r\nÖse\t250\t0,20\r\n",
                StandardCharsets.UTF_16LE);
        assertThat(names(table)).containsExactly("Artikel", "Menge", "Preis");
        assertThat(rows(table)).containsExactly(List.of("Schraube \"M8\"", 1000L, 0.05),
                List.of("Öse", 250L, 0.2));
    }

    @Test
    void a_log_of_sensors_names_nothing() {
        Table table = read("""
                2024-01-01T00:00:00Z,17,20.5,true
                2024-01-01T00:10:00Z,17,20.4,true
                2024-01-01T00:20:00Z,17,NaN,false
                """);
        assertThat(names(table)).containsExactly("column_1", "column_2", "column_3", "column_4");
        assertThat(table.rows()).isEqualTo(3);
    }
}
