package dev.peso.viz.internal.geo;

/// A country, or an area of the map that has no code.
///
/// @param alpha2 two letters of ISO 3166-1, or `-`
/// @param alpha3 three letters, or `-`
/// @param numeric the number, below zero for those without one
/// @param name in English
public record Country(String alpha2, String alpha3, int numeric, String name) {}
