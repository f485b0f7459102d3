/// Checked plans as the text of SQL queries, in the dialect of a database and with the meaning they have here; what a
/// dialect cannot say with that meaning is left to the engine. Start at `PlanSql`.
@NullMarked
package dev.peso.internal.sql;

import org.jspecify.annotations.NullMarked;
