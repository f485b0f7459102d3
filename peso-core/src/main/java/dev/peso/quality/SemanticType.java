package dev.peso.quality;

/// What the values of a column mean, beyond their type: numbers in texts are numbers, numbers that count rows are
/// identifiers.
public enum SemanticType {
    /// No values, or nothing but blanks and words for missing values.
    EMPTY,
    /// True and false, or words for them such as yes and no.
    BOOLEAN,
    /// Whole numbers.
    INTEGER,
    /// Numbers.
    NUMBER,
    /// Dates.
    DATE,
    /// Dates with times of day.
    TIMESTAMP,
    /// Times of day.
    TIME,
    /// Lengths of time.
    DURATION,
    /// Addresses of e-mail.
    EMAIL,
    /// Telephone numbers.
    PHONE,
    /// Addresses of web pages and files.
    URL,
    /// Universally unique identifiers.
    UUID,
    /// Addresses of the Internet protocol, version 4 or 6.
    IP_ADDRESS,
    /// International bank account numbers with right check digits.
    IBAN,
    /// Numbers of payment cards with a right check digit.
    CARD_NUMBER,
    /// Postal codes: of the United Kingdom, Canada, the Netherlands, the United States (nine digits), or five digits of
    /// which some begin with a zero.
    POSTAL_CODE,
    /// Another value in each row that says nothing by itself, or whole numbers that are texts because numbers would lose their
    /// zeros in front or, beyond int64, their digits.
    IDENTIFIER,
    /// A few texts that come again and again.
    CATEGORY,
    /// Other texts.
    TEXT,
    /// Lists, maps, structs and bytes.
    NESTED
}
