/// Tables of web pages; the only room that knows jsoup. Start at [dev.peso.io.HtmlReadOptions].
@NullMarked
package dev.peso.internal.html;

import org.jspecify.annotations.NullMarked;
