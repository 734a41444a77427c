package dev.contactbook.it.rest;

import dev.contactbook.rest.AuthenticatedUser;
import dev.contactbook.rest.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A row of the table: a request and its expected answer. The admin of organization 456 sends it, unless it names
 * another user.
 */
public final class HostileRequest {
    private static final int LONGEST_NAME = 160;

    /** Tokens differ from run to run, but names of tests must not. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_.-]{60,}");

    private final String method;
    private final String target;
    private final Map<String, List<String>> headers = new LinkedHashMap<>();
    private byte[] body = {};
    private String sender = "";
    private boolean mayKnowTheSecret;
    private int status;
    private String message = "";
    private List<String> errors = List.of();
    private final List<String> fragments = new ArrayList<>();

    private HostileRequest(String method, String target) {
        this.method = method;
        this.target = target;
        as(Tokens.ADMIN);
    }

    public static HostileRequest row(String method, String target) {
        return new HostileRequest(method, target);
    }

    public static HostileRequest get(String target) {
        return row("GET", target);
    }

    public static HostileRequest delete(String target) {
        return row("DELETE", target);
    }

    /** A get with a body, a create, and a patch of contact 1. */
    public static HostileRequest get(String target, String json) {
        return get(target).json(json);
    }

    public static HostileRequest create(String json) {
        return row("POST", "/contacts").json(json);
    }

    public static HostileRequest search(String json) {
        return create(json).header("X-Service-Method", "search");
    }

    public static HostileRequest patch(String json) {
        return patch("/contacts/1", json);
    }

    public static HostileRequest patch(String target, String json) {
        return row("PATCH", target).json(json);
    }

    // What else is in the request

    public HostileRequest as(AuthenticatedUser user) {
        authorization("Bearer " + Tokens.of(user));
        mayKnowTheSecret = user.organizationIds().contains(457L);
        sender = user == Tokens.ADMIN ? "" : " as " + user.id();
        return this;
    }

    /** Sends these header fields, or none. */
    public HostileRequest authorization(String... values) {
        mayKnowTheSecret = false;
        sender = " Authorization: " + named(List.of(values));
        return header("Authorization", values);
    }

    /** Sends a token, with a description for the name of the test. */
    public HostileRequest bearer(String something, String token) {
        authorization("Bearer " + token);
        sender = " Bearer " + something;
        return this;
    }

    public HostileRequest header(String name, String... values) {
        headers.put(name, List.of(values));
        return this;
    }

    /** A body of JSON, written with ' instead of ", to be readable in Java. */
    public HostileRequest json(String json) {
        return rawJson(json.replace('\'', '"'));
    }

    /** A body of JSON as it stands there. */
    public HostileRequest rawJson(String json) {
        return bytes(json.getBytes(StandardCharsets.UTF_8));
    }

    public HostileRequest bytes(byte[] body) {
        this.body = body;
        return headers.containsKey("Content-Type") ? this : header("Content-Type", "application/json");
    }

    // What becomes of it

    /** It is no mistake at all. */
    public HostileRequest answered(int status, String... fragments) {
        refused(status, "");
        this.fragments.addAll(List.of(fragments));
        return this;
    }

    public HostileRequest refused(int status, String message, String... errors) {
        this.status = status;
        this.message = message;
        this.errors = List.of(errors);
        return this;
    }

    public HostileRequest invalidQuery(String... errors) {
        return refused(400, "Invalid query", errors);
    }

    public HostileRequest invalidContact(String... errors) {
        return refused(400, "Invalid contact data", errors);
    }

    public HostileRequest invalidSearch(String... errors) {
        return refused(400, "Invalid search", errors);
    }

    public HostileRequest invalidJson() {
        return refused(400, "Invalid JSON");
    }

    public HostileRequest contentType() {
        return refused(400, "Content-Type must be application/json");
    }

    public HostileRequest notAuthenticated() {
        return refused(401, "Not authenticated");
    }

    public HostileRequest forbidden() {
        return refused(403, "Not authorized to access this organization");
    }

    public HostileRequest pathNotFound() {
        return refused(404, "Path not found");
    }

    public HostileRequest notFound(String id) {
        return refused(404, "No record found for id '" + id + "'");
    }

    public HostileRequest notAllowed() {
        return refused(405, "Method not allowed");
    }

    public HostileRequest notSupported(String serviceMethod) {
        return refused(405, "Method `" + serviceMethod + "` is not supported by this endpoint.");
    }

    public HostileRequest conflict(long version) {
        return refused(409, "Version conflict").saying("\"data\":{\"version\":" + version + "}");
    }

    public HostileRequest tooLarge() {
        return refused(413, "Payload too large");
    }

    /** This stands in the answer's JSON. */
    public HostileRequest saying(String fragment) {
        fragments.add(fragment);
        return this;
    }

    // For the test that sends it

    public Request request() {
        int question = target.indexOf('?');
        return new Request(
                method,
                question < 0 ? target : target.substring(0, question),
                question < 0 ? null : target.substring(question + 1),
                headers,
                body);
    }

    public boolean isHead() {
        return method.equals("HEAD");
    }

    public boolean isRefused() {
        return status >= 400;
    }

    /** Whether the answer may show contacts of organization 457. */
    public boolean mayShowTheSecret() {
        return mayKnowTheSecret && !isRefused();
    }

    public int status() {
        return status;
    }

    public String message() {
        return message;
    }

    public List<String> errors() {
        return errors;
    }

    public List<String> fragments() {
        return fragments;
    }

    /** What the answer's {@code Allow} says where it has one. */
    public String allow() {
        return target.matches("/contacts/[^?]+.*") ? "GET, HEAD, PATCH, DELETE" : "GET, HEAD, POST";
    }

    /** The request, in ASCII and cut where it is long. */
    public String sent() {
        String more = headers.entrySet().stream()
                .filter(header -> !header.getKey().equals("Authorization"))
                .filter(header -> !header.getValue().equals(List.of("application/json")))
                .map(header -> " " + header.getKey() + ": " + named(header.getValue()))
                .collect(Collectors.joining());
        String text = body.length == 0 ? "" : " " + new String(body, StandardCharsets.ISO_8859_1);
        return shown(method + " " + target + sender + more + text);
    }

    /** Shows the request and the expected answer. */
    @Override
    public String toString() {
        return sent() + " -> " + status + shown(" " + message) + shown(" " + errors);
    }

    private static String named(List<String> values) {
        return values.isEmpty()
                ? "none"
                : TOKEN.matcher(String.join(" | ", values)).replaceAll("TOKEN");
    }

    private static String shown(String text) {
        String start = text.substring(0, Math.min(text.length(), LONGEST_NAME));
        String ascii = start.chars()
                .mapToObj(c -> c >= ' ' && c <= '~' ? Character.toString(c) : String.format("\\u%04x", c))
                .collect(Collectors.joining());
        return start.length() == text.length() ? ascii : ascii + "... (" + text.length() + ")";
    }
}
