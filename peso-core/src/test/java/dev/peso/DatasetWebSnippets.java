package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;

import org.junit.jupiter.api.Test;

import dev.peso.io.HttpOptions;
import dev.peso.io.RestOptions;

/// Examples of datasets behind HTTP, with the results.
class DatasetWebSnippets {
    @Test
    void pages() throws IOException {
        try (FaultyServer server = new FaultyServer()) {
            server.put("/orders", exchange -> FaultyServer.json(exchange,
                    "{\"data\":[{\"id\":1},{\"id\":2}],\"next\":null}"));
            URL orders = server.url("/orders");
            // @start region="pages"
            Dataset open = Dataset.read(orders, RestOptions.DEFAULT
                    .withHttp(HttpOptions.DEFAULT.withBearer("token").withRequestsPerSecond(5))
                    .withPointer("/data") // the records are here in each page
                    .withPaging(new RestOptions.Paging.Cursor("/next", "cursor")));
            // @end
            assertThat(open.count()).isEqualTo(2);
        }
    }
}
