/// How files are read and written: options for each format, what happens to values that do not fit.
///
/// *Arrow IPC.* A type that Peso lacks becomes the nearest one that loses nothing: unsigned integers the next wider signed
/// one (`uint64` a `decimal(20,0)`), float16 a float32, milliseconds of a date64 the day they are in, intervals a struct of
/// their parts, unions a struct with one field for each kind of value, runs and dictionaries of other values than texts the
/// values themselves, dictionaries of texts a categorical. A decimal of more than 38 digits, and a time zone that Java does
/// not know, are refused with the column's name.
@NullMarked
package dev.peso.io;

import org.jspecify.annotations.NullMarked;
