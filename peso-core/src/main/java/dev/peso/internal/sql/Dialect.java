package dev.peso.internal.sql;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// What is known of a database's SQL.
public enum Dialect {
    POSTGRESQL("PostgreSQL"), SQLITE("SQLite"), DUCKDB("DuckDB"), H2("H2"), SPARK("Spark"),
    /// Any other: only what all understand.
    GENERIC("the database");

    private final String product;

    Dialect(String product) {
        this.product = product;
    }

    /// The dialect of a product as its driver names it.
    public static Dialect of(String product) {
        for (Dialect dialect : values()) {
            if (dialect.product.equals(product)) {
                return dialect;
            }
        }
        return GENERIC;
    }

    /// The name for messages.
    public String product() {
        return product;
    }

    /// A name that is taken literally.
    public String quoted(String name) {
        char quote = this == SPARK ? '`' : '"';
        return quote + name.replace(String.valueOf(quote), String.valueOf(quote).repeat(2)) + quote;
    }

    /// The type in a cast or a new table, or null when the database has none that holds all its values.
    public @Nullable String typeName(DataType type) {
        return switch (type) {
            case DataType.Simple simple -> simple(simple);
            case DataType.Categorical _ -> simple(DataType.UTF8);
            case DataType.Decimal d -> decimal(d);
            case DataType.Time t -> time(t);
            case DataType.Timestamp t -> timestamp(t);
            case DataType.ListOf l -> list(l);
            case DataType.Duration _,DataType.Struct _,DataType.MapOf _ -> null;
        };
    }

    private @Nullable String simple(DataType.Simple type) {
        return switch (type) {
            case NULL -> null;
            case BOOLEAN -> "boolean";
            case INT8 -> this == H2 || this == DUCKDB || this == SPARK ? "tinyint" : "smallint";
            case INT16 -> "smallint";
            case INT32 -> "integer";
            case INT64 -> "bigint";
            case FLOAT32 -> this == DUCKDB || this == SPARK ? "float" : "real";
            case FLOAT64 -> this == SQLITE ? "real" : this == SPARK ? "double" : "double precision";
            case UTF8 -> switch (this) {
                case POSTGRESQL, SQLITE -> "text";
                case DUCKDB, H2, GENERIC -> "varchar";
                case SPARK -> "string";
            };
            case BINARY -> switch (this) {
                case POSTGRESQL -> "bytea";
                case DUCKDB, SQLITE, GENERIC -> "blob";
                case H2 -> "varbinary";
                case SPARK -> "binary";
            };
            case DATE -> "date";
        };
    }

    /// In SQLite numbers of more than 15 digits lose some unless they are kept as texts.
    private String decimal(DataType.Decimal type) {
        String name = this == SQLITE && type.precision() > 15 ? "decimaltext" : "decimal";
        return String.format(Locale.ROOT, "%s(%d,%d)", name, type.precision(), type.scale());
    }

    private @Nullable String time(DataType.Time type) {
        if (this == SPARK) {
            return null;
        }
        if (type.unit() == DataType.Unit.NANO) {
            return this == H2 ? "time(9)" : this == SQLITE ? "time" : null;
        }
        return this == H2 ? "time(6)" : "time";
    }

    private @Nullable String timestamp(DataType.Timestamp type) {
        boolean zoned = type.zone() != null;
        boolean nanos = type.unit() == DataType.Unit.NANO;
        return switch (this) {
            case POSTGRESQL -> nanos ? null : zoned ? "timestamptz" : "timestamp";
            case SQLITE -> zoned ? "timestamptz" : "timestamp";
            case DUCKDB -> zoned ? nanos ? null : "timestamptz" : switch (type.unit()) {
                case SECOND -> "timestamp_s";
                case MILLI -> "timestamp_ms";
                case MICRO -> "timestamp";
                case NANO -> "timestamp_ns";
            };
            case SPARK -> nanos ? null : zoned ? "timestamp_ltz" : "timestamp_ntz";
            case H2, GENERIC -> "timestamp(" + (nanos ? 9 : 6) + ")" + (zoned ? " with time zone" : "");
        };
    }

    private @Nullable String list(DataType.ListOf type) {
        String element = type.element().isNested() ? null : typeName(type.element());
        return element == null ? null : switch (this) {
            case POSTGRESQL, DUCKDB -> element + "[]";
            case H2 -> element + " array";
            case SQLITE, SPARK, GENERIC -> null;
        };
    }

    /// Whether values of a type are equal, and in the same order, there and here.
    boolean compares(DataType type) {
        return switch (this) {
            case POSTGRESQL, DUCKDB, SPARK ->
                !type.isNested() && typeName(type) != null && !(type instanceof DataType.Duration);
            // dates are texts or numbers there, whole numbers may be texts
            case SQLITE -> type == DataType.INT64 || type == DataType.FLOAT64 || type == DataType.BOOLEAN
                    || type.isText();
            case H2 -> type.isNumeric() || type == DataType.BOOLEAN || type == DataType.DATE
                    || type instanceof DataType.Timestamp || type instanceof DataType.Time || type.isText();
            case GENERIC -> type.isInteger();
        };
    }

    /// Whether texts are ordered by code points, once [#inOrder] has said so.
    boolean ordersTexts() {
        return this == POSTGRESQL || this == SQLITE || this == DUCKDB || this == SPARK;
    }

    /// A value given to a query, of a type that the database is told.
    public Sql value(@Nullable Object value, DataType type) {
        Sql bound = new Sql("?", java.util.List.of(new Sql.Bound(value, type)));
        // SQLite's casts change values, and its `?` have their own types
        return this == SQLITE || this == GENERIC
                ? bound
                : Sql.of("cast({} as " + typeName(type) + ")", bound);
    }

    /// A value as it is compared for order.
    Sql inOrder(Sql value, DataType type) {
        if (!type.isText()) {
            return value;
        }
        return switch (this) {
            case POSTGRESQL -> Sql.of("({} collate \"C\")", value);
            case SQLITE -> Sql.of("({} collate binary)", value);
            case DUCKDB, H2, SPARK, GENERIC -> value;
        };
    }

    /// A result of values that [#inOrder] has marked, without the mark.
    Sql plain(Sql value, DataType type) {
        return this == POSTGRESQL && type.isText() ? Sql.of("({} collate \"default\")", value) : value;
    }

    /// Whether expressions and whole queries can be said, not only conditions on columns.
    public boolean computes() {
        return this != GENERIC;
    }
}
