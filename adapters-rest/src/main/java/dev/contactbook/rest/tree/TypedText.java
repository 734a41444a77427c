package dev.contactbook.rest.tree;

/**
 * A value of a query string. Its type is unknown: {@code 12} can be a text or a number, so each reader decides.
 *
 * @param value the text, decoded
 */
public record TypedText(String value) {}
