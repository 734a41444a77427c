package dev.contactbook.it.rest.hostile;

import static dev.contactbook.it.rest.HostileRequest.get;
import static dev.contactbook.it.rest.HostileRequest.patch;
import static dev.contactbook.it.rest.hostile.Samples.LIST;
import static dev.contactbook.it.rest.hostile.Samples.ada;
import static dev.contactbook.it.rest.hostile.Samples.custom;
import static dev.contactbook.it.rest.hostile.Samples.find;

import dev.contactbook.it.rest.HostileRequest;
import java.util.List;

/** SQL, HTML and other languages in each place that takes a text (contract §5). */
final class InjectionRequests {
    private InjectionRequests() {}

    static List<HostileRequest> table() {
        return List.of(
                get("/contacts/1'%20OR%20'1'='1").notFound("1' OR '1'='1"),
                get("/contacts/1;DROP%20TABLE%20contacts--").notFound("1;DROP TABLE contacts--"),
                get("/contacts/1%20UNION%20SELECT%201").notFound("1 UNION SELECT 1"),
                get("/contacts/%25").notFound("%"),
                get("/contacts/_").notFound("_"),
                get("/contacts/%3Cscript%3Ealert(1)%3C%2Fscript%3E").notFound("<script>alert(1)</script>"),
                get("/contacts/1%0D%0ASet-Cookie:%20a=b").notFound("1\r\nSet-Cookie: a=b"),
                get("/contacts/%24%7Bjndi:ldap:x%7D").notFound("${jndi:ldap:x}"),
                get("/contacts/%7B%7B7*7%7D%7D").notFound("{{7*7}}"),
                get("/contacts/__proto__").notFound("__proto__"),
                get("/contacts/%22,%22code%22:200,%22x%22:%22").notFound("\",\"code\":200,\"x\":\""),
                get("/contacts?organization_id=456%20OR%201=1").invalidQuery("organization_id"),
                get("/contacts?organization_id=456'--").invalidQuery("organization_id"),
                get(LIST + "&$limit=1;DROP%20TABLE%20contacts").invalidQuery("$limit"),
                get(LIST + "&$skip=1%20OR%201=1").invalidQuery("$skip"),
                get(LIST + "&first_name'%20OR%201=1--=x").invalidQuery("first_name' OR 1"),
                find(",'searchTerm':'%%','searchIn':'name'").invalidSearch("searchTerm"),
                find(",'searchTerm':'__','searchIn':'name'").invalidSearch("searchTerm"),
                find(",'searchTerm':'\\\\\\\\','searchIn':'name'").invalidSearch("searchTerm"),
                find(",'searchTerm':'j_hn','searchIn':'name'").answered(200, "\"total\":0,"),
                find(",'searchTerm':'j%n','searchIn':'name'").answered(200, "\"total\":0,"),
                find(",'searchTerm':'.*','searchIn':'name'").invalidSearch("searchTerm"),
                find(",'searchTerm':'%@%','searchIn':'email'").answered(200, "\"total\":0,"),
                find(",'searchTerm':'\\u0027 OR 1=1 --','searchIn':'email'").answered(200, "\"total\":0,"),
                find(",'searchTerm':'1%2','searchIn':'phone','phone_country_iso':'US','phone_country_code':'+1'")
                        .answered(200, "\"total\":1,"), // its digits are 12
                find(",'searchTerm':'12','searchIn':'phone','phone_country_iso':'%%','phone_country_code':'+1'")
                        .invalidSearch("phone_country_iso"),
                ada("'last_name':'Robert\\u0027); DROP TABLE contacts;--'").answered(201, "Robert'); DROP TABLE"),
                ada("'last_name':'<img src=x onerror=alert(1)>'").answered(201, "<img src=x onerror=alert(1)>"),
                ada("'last_name':'${jndi:ldap://x/a}'").answered(201, "${jndi:ldap://x/a}"),
                ada("'last_name':'x\\r\\nADMIN logged in'").invalidContact("last_name"),
                ada("'email':'\\u0027 OR 1=1--'").invalidContact("email"),
                ada("'phone':'1234567 OR 1=1'").invalidContact("phone"),
                custom("{'x\\u0027 OR 1=1--':'y'}").answered(201, "x' OR 1=1--"),
                patch("{'last_name':'x\\u0027, organization_id=457--'}").answered(200, "\"organization_id\":456"));
    }
}
