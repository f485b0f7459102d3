/// The door for JSON: documents and lines (NDJSON), read record by record and written; types are inferred from the first
/// records. Start at [JsonScan].
@NullMarked
package dev.peso.internal.json;

import org.jspecify.annotations.NullMarked;
