package dev.contactbook.it.rest.hostile;

import static dev.contactbook.it.rest.HostileRequest.create;
import static dev.contactbook.it.rest.HostileRequest.patch;
import static dev.contactbook.it.rest.HostileRequest.row;
import static dev.contactbook.it.rest.Tokens.SOREN;
import static dev.contactbook.it.rest.hostile.Samples.ada;

import dev.contactbook.it.rest.HostileRequest;
import dev.contactbook.it.rest.HostileWorld;
import java.util.List;
import java.util.stream.Stream;

/** E-mails where only one contact may have each (contract §7.60): all spellings of John's, and what is none of them. */
final class UniqueEmailRequests {
    private static final String TAKEN = "\"data\":{\"conflicts\":[{\"field\":\"email\",\"id\":1}]}";

    private UniqueEmailRequests() {}

    static List<HostileRequest> table() {
        return Stream.of(spellings(), others(), order()).flatMap(List::stream).toList();
    }

    private static List<HostileRequest> spellings() {
        return Stream.of(
                        "john.doe@example.com",
                        "JOHN.DOE@EXAMPLE.COM",
                        " John.Doe@example.com\\t",
                        "John\\u200b.Doe@example.com",
                        "\\ufeffjohn.doe@example.com",
                        "jo\\u0068n.doe@example.com",
                        "<john.doe@example.com>",
                        "John <john.doe@example.com>",
                        "mailto:john.doe@example.com?subject=x",
                        "john.doe@example.com;",
                        "john.doe\\uff20example.com",
                        "john.doe@example\\u3002com",
                        "\\uff4aohn.doe@example.com")
                .map(email -> taken(ada("'email':'" + email + "'")))
                .toList();
    }

    private static List<HostileRequest> others() {
        return List.of(
                taken(ada("'other_emails':[{'email':'x@example.com'},{'email':'John.Doe@example.com'}]")),
                taken(patch("/contacts/4", "{'email':'John.Doe@example.com'}")),
                taken(patch("/contacts/4", "{'other_emails':[{'email':'<john.doe@example.com>'}]}")),
                patch("{'email':'JOHN.DOE@example.com'}").answered(200, "\"email\":\"JOHN.DOE@example.com\""),
                patch("{'email':null,'other_emails':[{'email':'john.doe@example.com'}]}")
                        .answered(200, "\"email\":null"),
                ada("'email':'john.doe@example.com.'").invalidContact("email"),
                ada("'email':'john.doe@example.com\\u0000'").invalidContact("email"),
                ada("'email':'john.doe@example.com\\u0027 or \\u00271\\u0027=\\u00271'")
                        .invalidContact("email"),
                ada("'email':'john%doe@example.com'").answered(201, "\"id\":5,"),
                ada("'email':'john_doe@example.com'").answered(201, "\"id\":5,"),
                ada("'email':'%@example.com'").answered(201, "\"id\":5,"),
                ada("'email':'john.doe+x@example.com'").answered(201, "\"id\":5,"),
                ada("'email':'x\\u0027||version||\\u0027@example.com'").answered(201, "\"id\":5,"),
                ada("'email':'gone@example.com'").answered(201, "\"id\":5,"),
                // an address of another organization is free, and no answer says that it is there
                create("{'organization_id':456,'first_name':'Ada','email':'" + HostileWorld.SECRET + "@example.com'}")
                        .as(SOREN)
                        .answered(201, "\"id\":5,"));
    }

    private static List<HostileRequest> order() {
        String john = "'email':'john.doe@example.com'";
        return List.of(
                ada(john + ",'last_name':'x\\u0000'").invalidContact("last_name"),
                ada(john + ",'company_id':201").invalidContact("company_id"),
                create("{'organization_id':457,'first_name':'A'," + john + "}").forbidden(),
                patch("/contacts/2", "{" + john + "}").notFound("2"),
                patch("/contacts/3", "{" + john + "}").notFound("3"),
                patch("/contacts/4", "{'ifVersion':7," + john + "}").conflict(1),
                // outside of the condition the contact that has the address is not named
                patch("/contacts/4?first_name=Jane", "{" + john + "}")
                        .refused(409, "Duplicate contact")
                        .saying("\"data\":{\"conflicts\":[{\"field\":\"email\"}]}"),
                taken(row("POST", "/contacts?$select=email")
                        .json("{'organization_id':456,'first_name':'A'," + john + "}")));
    }

    private static HostileRequest taken(HostileRequest request) {
        return request.refused(409, "Duplicate contact").saying(TAKEN);
    }
}
