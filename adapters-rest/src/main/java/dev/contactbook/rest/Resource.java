package dev.contactbook.rest;

import java.util.List;

/** The two resources of the API, and the verbs of each (contract §7). */
enum Resource {
    COLLECTION("GET", "HEAD", "POST"),
    CONTACT("GET", "HEAD", "PATCH", "DELETE");

    private final List<String> methods;

    Resource(String... methods) {
        this.methods = List.of(methods);
    }

    List<String> methods() {
        return methods;
    }
}
