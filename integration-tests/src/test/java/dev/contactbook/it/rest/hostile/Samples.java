package dev.contactbook.it.rest.hostile;

import static dev.contactbook.it.rest.HostileRequest.create;
import static dev.contactbook.it.rest.HostileRequest.get;
import static dev.contactbook.it.rest.HostileRequest.search;

import dev.contactbook.it.rest.HostileRequest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Requests and parts of requests that several tables vary. */
final class Samples {
    static final String LIST = "/contacts?organization_id=456";
    static final String ADA = "{'organization_id':456,'first_name':'Ada'}";
    static final String[] NO_HEADER = {};

    private Samples() {}

    /** A list with this filter in its body. */
    static HostileRequest filtered(String filter) {
        return get(LIST, "{'query':" + filter + "}");
    }

    static String[] names(String name, int count) {
        return names(name, "", count);
    }

    static String[] names(String name, String end, int count) {
        return IntStream.range(0, count).mapToObj(i -> name + i + end).toArray(String[]::new);
    }

    /** A contact with these bytes as its first name. */
    static byte[] named(int... name) {
        String json = "{\"organization_id\":456,\"first_name\":\"" + text(name) + "\"}";
        return json.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String text(int... bytes) {
        return IntStream.of(bytes).mapToObj(b -> Character.toString((char) b)).collect(Collectors.joining());
    }

    /** A create of Ada, with more. */
    static HostileRequest ada(String more) {
        return create("{'organization_id':456,'first_name':'Ada'," + more + "}");
    }

    /** A create with these custom fields. */
    static HostileRequest custom(String fields) {
        return ada("'custom_fields_by_name':" + fields);
    }

    /** A search in organization 456. */
    static HostileRequest find(String more) {
        return search("{'organization_id':456" + more + "}");
    }
}
