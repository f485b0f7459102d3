/// The text of a `SELECT` statement as a plan: start at [SelectParser].
///
/// [SelectReader] reads the text into a [Query]; [QueryTranslator] turns that into plan nodes, each checked as it is made.
/// Inside the translation every column has a name that is unique in the whole statement, so that no node can mean the
/// wrong one; names are resolved here, against the tables of each `from`, and the last node gives the columns the names
/// the user expects.
@NullMarked
package dev.peso.internal.select;

import org.jspecify.annotations.NullMarked;
