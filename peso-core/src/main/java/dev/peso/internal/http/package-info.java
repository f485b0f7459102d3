/// The door to what lies behind HTTP: files read by ranges or from a cache, and services that answer in pages. Start at
/// [RemoteFiles] and [PagesScan].
@NullMarked
package dev.peso.internal.http;

import org.jspecify.annotations.NullMarked;
