/// Excel workbooks, `.xlsx` and `.xls`, read and written with the JDK alone. Start at [dev.peso.io.ExcelReadOptions].
@NullMarked
package dev.peso.internal.excel;

import org.jspecify.annotations.NullMarked;
