package dev.peso.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagesScanTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"</a>; rel=\"next\" | /a",
            "</a>;rel=next | /a",
            "</z>; rel=\"last\", </a?b=1,2>; rel=\"next\" | /a?b=1,2",
            "</a>; title=\"x, y\"; rel=\"next\" | /a",
            "</a>; title=\"<b>; c\"; rel=next, </z>; rel=last | /a",
            "</a>; rel=\"prefetch next\" | /a", "</a>; REL=\"Next\" | /a", "</a>; rel=next; title=b | /a",
            "</z>; rel=\"last\" |", "</z>; rel=\"nextish\" |", "</z>; rel=\"last\"; title=\"next\" |",
            "</a |", "next |"})
    void the_next_page_is_found_in_a_header(String header, @Nullable String next) {
        assertThat(PagesScan.next(header)).isEqualTo(next);
    }
}
