/// Dashboards: tiles over datasets, the filters they share, and the ways they are shown: a page, a sheet of paper, a server.
@NullMarked
package dev.peso.viz.internal.board;

import org.jspecify.annotations.NullMarked;
