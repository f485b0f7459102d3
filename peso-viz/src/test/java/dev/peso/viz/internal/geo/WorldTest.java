package dev.peso.viz.internal.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.peso.viz.internal.mark.Atlas;
import dev.peso.viz.internal.scale.AxisKind;
import dev.peso.viz.internal.scale.Scale;

class WorldTest {
    /// The longest side of any border in the file is 0.27 radii: 16 degrees of latitude.
    private static final double LONGEST = 0.3;

    private final Atlas atlas = World.atlas();

    @Test
    void the_map_has_all_areas_of_the_file_in_order_of_their_names() {
        assertThat(atlas.names()).hasSize(177).isSorted().contains("Kosovo", "Somaliland", "Northern Cyprus");
        assertThat(place("Kosovo")).satisfies(at -> near(at, 21, 42.6));
        assertThat(place("Northern Cyprus")).satisfies(at -> near(at, 33.5, 35.3));
        assertThat(place("Somaliland")).satisfies(at -> near(at, 46, 9.5));
    }

    private double[] place(String name) {
        int area = atlas.names().indexOf(name);
        return new double[]{atlas.x()[area], atlas.y()[area]};
    }

    private static void near(double[] at, double longitude, double latitude) {
        assertThat(at[0]).isCloseTo(EqualEarth.x(longitude, latitude), within(0.05));
        assertThat(at[1]).isCloseTo(EqualEarth.y(latitude), within(0.05));
    }

    @Test
    void no_side_of_any_country_runs_across_the_map() {
        for (int area = 0; area < atlas.names().size(); area++) {
            for (int ring = 0; ring < atlas.rings()[area].length; ring++) {
                double[] corners = atlas.ring(area, ring);
                for (int i = 0; i < corners.length; i += 2) {
                    int next = (i + 2) % corners.length;
                    boolean pole = corners[i + 1] == corners[next + 1]
                            && corners[i + 1] == EqualEarth.y(-90);
                    double length = Math.hypot(corners[next] - corners[i],
                            corners[next + 1] - corners[i + 1]);
                    assertThat(pole || length < LONGEST).as("%s: %s", atlas.names().get(area), length)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void countries_are_as_large_as_they_are() {
        // Square kilometres by the CIA World Factbook; a map at 1:110 million is off by some hundredths.
        areaIs("Brazil", 8_515_770);
        areaIs("Australia", 7_741_220);
        areaIs("Russia", 17_098_242);
        // Without its ice shelves.
        areaIs("Antarctica", 12_300_000);
        areaIs("Germany", 357_022);
        areaIs("Madagascar", 587_041);
    }

    private void areaIs(String name, double expected) {
        int area = atlas.names().indexOf(name);
        double doubled = 0;
        for (int ring = 0; ring < atlas.rings()[area].length; ring++) {
            double[] corners = atlas.ring(area, ring);
            for (int i = 0; i < corners.length; i += 2) {
                int next = (i + 2) % corners.length;
                doubled += corners[i] * corners[next + 1] - corners[next] * corners[i + 1];
            }
        }
        // The radius of the globe of the same surface is 6371.0 km; Equal Earth is to scale.
        assertThat(Math.abs(doubled) / 2 * 6371.0072 * 6371.0072).as(name)
                .isCloseTo(expected, within(0.07 * expected));
    }

    @Test
    void the_edges_of_the_projection_are_where_its_polynomial_puts_them() {
        // Computed from the constants of the paper by a program in another language.
        assertThat(EqualEarth.x(180, 0)).isCloseTo(2.7066299836, within(1e-9));
        assertThat(EqualEarth.y(90)).isCloseTo(1.3173627591, within(1e-9));
        assertThat(EqualEarth.x(0, 47)).isZero();
        assertThat(EqualEarth.y(-47)).isEqualTo(-EqualEarth.y(47));
    }

    @Test
    void each_country_has_a_place_inside() {
        for (int area = 0; area < atlas.names().size(); area++) {
            boolean inside = false;
            for (int ring = 0; ring < atlas.rings()[area].length; ring++) {
                inside ^= contains(atlas.ring(area, ring), atlas.x()[area], atlas.y()[area]);
            }
            assertThat(inside).as(atlas.names().get(area)).isTrue();
        }
    }

    private static boolean contains(double[] ring, double x, double y) {
        java.awt.geom.Path2D path = new java.awt.geom.Path2D.Double();
        path.moveTo(ring[0], ring[1]);
        for (int i = 2; i < ring.length; i += 2) {
            path.lineTo(ring[i], ring[i + 1]);
        }
        path.closePath();
        return path.contains(x, y);
    }

    @Test
    void simpler_borders_are_still_shared_and_stand_at_tenths() {
        Scale x = new Scale(AxisKind.NUMBER, -2.7, 2.7, 16, 704, List.of());
        Scale y = new Scale(AxisKind.NUMBER, -1.32, 1.32, 400, 64, List.of());
        Atlas drawn = atlas.drawn(x, y);
        Set<List<Double>> sides = new HashSet<>();
        int corners = 0;
        for (int area = 0; area < drawn.names().size(); area++) {
            for (int ring = 0; ring < drawn.rings()[area].length; ring++) {
                double[] one = drawn.ring(area, ring);
                corners += one.length / 2;
                for (int i = 0; i < one.length; i += 2) {
                    int next = (i + 2) % one.length;
                    assertThat(x.at(one[i]) * 10).isCloseTo(Math.rint(x.at(one[i]) * 10), within(1e-6));
                    sides.add(List.of(one[i], one[i + 1], one[next], one[next + 1]));
                }
            }
        }
        assertThat(corners).isBetween(2_500, 5_500);
        double[] poland = drawn.ring(drawn.names().indexOf("Poland"), 0);
        int shared = 0;
        for (int i = 0; i < poland.length; i += 2) {
            int next = (i + 2) % poland.length;
            shared += sides.contains(List.of(poland[next], poland[next + 1], poland[i], poland[i + 1]))
                    ? 1
                    : 0;
        }
        // All but the coast.
        assertThat(shared).isGreaterThan(poland.length / 2 * 3 / 5);
    }

    @Test
    void rings_are_cut_where_they_cross_the_180th_meridian() {
        double[] square = {170, 10, -170, 10, -170, -10, 170, -10};
        assertThat(Antimeridian.crosses(square)).isTrue();
        List<double[]> parts = Antimeridian.cut(square);
        assertThat(parts).hasSize(2);
        assertThat(parts).allSatisfy(part -> {
            assertThat(Antimeridian.crosses(part)).isFalse();
            assertThat(surface(part)).isCloseTo(200, within(1e-9));
        });
        // A comb with two teeth across.
        double[] comb = {170, 0, -175, 0, -175, 5, 175, 5, 175, 10, -175, 10, -175, 15, 170, 15};
        List<double[]> teeth = Antimeridian.cut(comb);
        assertThat(teeth).hasSize(3);
        assertThat(teeth.stream().mapToDouble(WorldTest::surface).sum()).isCloseTo(10 * 15 - 25 + 50,
                within(1e-9));
    }

    @Test
    void a_ring_around_a_pole_reaches_it() {
        double[] cap = {-120, -70, 0, -70, 120, -70};
        List<double[]> parts = Antimeridian.cut(cap);
        assertThat(parts).hasSize(1);
        assertThat(surface(parts.getFirst())).isCloseTo(360 * 20, within(1e-9));
    }

    private static double surface(double[] ring) {
        double doubled = 0;
        for (int i = 0; i < ring.length; i += 2) {
            int next = (i + 2) % ring.length;
            doubled += ring[i] * ring[next + 1] - ring[next] * ring[i + 1];
        }
        return Math.abs(doubled) / 2;
    }

    @Test
    void codes_are_those_of_the_jdk() {
        List<String> known = new ArrayList<>();
        for (Country country : Countries.all()) {
            if (!country.alpha2().equals("-") && !country.alpha2().equals("XK")) {
                known.add(country.alpha2());
                assertThat(Locale.of("", country.alpha2()).getISO3Country()).isEqualTo(country.alpha3());
            }
        }
        assertThat(known).contains(Arrays.stream(Locale.getISOCountries())
                .filter(each -> !each.equals("AN"))
                .toArray(String[]::new));
        assertThat(Countries.all().stream().map(Country::numeric).distinct()).hasSameSizeAs(Countries.all());
    }

    @Test
    void names_of_the_jdk_are_found() {
        List<String> lost = new ArrayList<>();
        for (Country country : Countries.all()) {
            if (country.alpha2().equals("-")) {
                continue;
            }
            String name = Locale.of("", country.alpha2()).getDisplayCountry(Locale.ENGLISH);
            int found = Countries.find(name);
            if (found < 0 || !Countries.all().get(found).alpha2().equals(country.alpha2())) {
                lost.add(country.alpha2() + " " + name);
            }
        }
        assertThat(lost).isEmpty();
    }

    @Test
    void other_texts_are_no_countries() {
        for (String text : List.of("", " ", "X", "ZZ", "999", "0", "-1", "1e3", "the", "()", "Wakanda", "日本",
                "null", "St", "99999999999")) {
            assertThat(Countries.find(text)).as(text)
                    .isIn(-1, text.equals("St") ? Countries.find("STP") : -1);
        }
        assertThat(Countries.nearest("Frnace")).isEqualTo("France");
        assertThat(Countries.nearest("Untied States")).isEqualTo("United States");
        assertThat(Countries.nearest("Wakanda")).isNull();
        assertThat(Countries.nearest("x".repeat(10_000))).isNull();
    }
}
