package dev.contactbook.it.rest.hostile;

import static dev.contactbook.it.rest.HostileRequest.create;
import static dev.contactbook.it.rest.HostileRequest.patch;
import static dev.contactbook.it.rest.HostileRequest.row;
import static dev.contactbook.it.rest.Tokens.NOBODY;
import static dev.contactbook.it.rest.Tokens.SOREN;
import static dev.contactbook.it.rest.hostile.Samples.ADA;
import static dev.contactbook.it.rest.hostile.Samples.ada;
import static dev.contactbook.it.rest.hostile.Samples.custom;

import dev.contactbook.it.rest.HostileRequest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Contacts to create and to patch (contract §7). */
final class ContactRequests {
    private ContactRequests() {}

    static List<HostileRequest> table() {
        return Stream.of(creates(), customFields(), lists(), externalIds(), patches())
                .flatMap(List::stream)
                .toList();
    }

    private static List<HostileRequest> creates() {
        return List.of(
                create("{}").invalidContact("organization_id", "first_name"),
                create("{'first_name':'Ada'}").invalidContact("organization_id"),
                create("{'organization_id':null,'first_name':'Ada'}").invalidContact("organization_id"),
                create("{'organization_id':'456','first_name':'Ada'}").invalidContact("organization_id"),
                create("{'organization_id':456.0,'first_name':'Ada'}").invalidContact("organization_id"),
                create("{'organization_id':4.56e2,'first_name':'Ada'}").invalidContact("organization_id"),
                create("{'organization_id':1e999999999,'first_name':'Ada'}").invalidContact("organization_id"),
                create("{'organization_id':1e-999999999,'first_name':'Ada'}").invalidContact("organization_id"),
                create("{'organization_id':-456,'first_name':'Ada'}").invalidContact("organization_id"),
                create("{'organization_id':-0,'first_name':'Ada'}").invalidContact("organization_id"),
                create("{'organization_id':true,'first_name':'Ada'}").invalidContact("organization_id"),
                create("{'organization_id':[456],'first_name':'Ada'}").invalidContact("organization_id"),
                create("{'organization_id':{'$ne':1},'first_name':'Ada'}").invalidContact("organization_id"),
                create("{'organization_id':9007199254740992,'first_name':'Ada'}")
                        .invalidContact("organization_id"),
                create("{'organization_id':18446744073709552072,'first_name':'Ada'}")
                        .invalidContact("organization_id"),
                create("{'organization_id':457,'first_name':'Ada'}").forbidden(),
                create("{'organization_id':458,'first_name':'Ada'}").as(SOREN).forbidden(),
                create("{'organization_id':456,'first_name':'Eve'}").as(NOBODY).forbidden(),
                create("{'organization_id':456}").invalidContact("first_name"),
                create("{'organization_id':456,'first_name':null}").invalidContact("first_name"),
                create("{'organization_id':456,'first_name':''}").invalidContact("first_name"),
                create("{'organization_id':456,'first_name':' \\u00a0\\u2003'}").invalidContact("first_name"),
                create("{'organization_id':456,'first_name':7}").invalidContact("first_name"),
                create("{'organization_id':456,'first_name':true}").invalidContact("first_name"),
                create("{'organization_id':456,'first_name':['Ada']}").invalidContact("first_name"),
                create("{'organization_id':456,'first_name':{}}").invalidContact("first_name"),
                create("{'organization_id':456,'first_name':'A\\u0000'}").invalidContact("first_name"),
                create("{'organization_id':456,'first_name':'A\\nB'}").invalidContact("first_name"),
                create("{'organization_id':456,'first_name':'\\ud800'}").invalidContact("first_name"),
                create("{'organization_id':456,'first_name':'" + "x".repeat(256) + "'}")
                        .invalidContact("first_name"),
                ada("'last_name':7").invalidContact("last_name"),
                ada("'last_name':'\\u001b[31m'").invalidContact("last_name"),
                ada("'email':'nope'").invalidContact("email").saying("Invalid email format"),
                ada("'email':'a@b@c.de'").invalidContact("email"),
                ada("'email':'a@b.c\\r\\nBcc: x@y.z'").invalidContact("email"),
                ada("'email':['a@b.cd']").invalidContact("email"),
                ada("'phone':'12'").invalidContact("phone"),
                ada("'phone':1234567890").invalidContact("phone"),
                ada("'phone':'\\u2460\\u2461\\u2462'").invalidContact("phone"),
                ada("'phone':'555\\n0100'").invalidContact("phone").saying("found U+000A"),
                ada("'phone_country_code':'00'")
                        .invalidContact("phone_country_code")
                        .saying("the first not 0"),
                ada("'phone_country_code':1").invalidContact("phone_country_code"),
                ada("'phone_country_code':'+12345'").invalidContact("phone_country_code"),
                ada("'phone_country_iso':'USA'").invalidContact("phone_country_iso"),
                ada("'owned_by_user_id':'789'").invalidContact("owned_by_user_id"),
                ada("'owned_by_user_id':789.0").invalidContact("owned_by_user_id"),
                ada("'owned_by_user_id':7.89e2").invalidContact("owned_by_user_id"),
                ada("'owned_by_user_id':1e999999999").invalidContact("owned_by_user_id"),
                ada("'owned_by_user_id':0").invalidContact("owned_by_user_id"),
                ada("'owned_by_user_id':-0").invalidContact("owned_by_user_id"),
                ada("'owned_by_user_id':9007199254740992").invalidContact("owned_by_user_id"),
                ada("'owned_by_user_id':1" + "0".repeat(999)).invalidContact("owned_by_user_id"),
                ada("'owned_by_user_id':true").invalidContact("owned_by_user_id"),
                ada("'owned_by_user_id':99").invalidContact("owned_by_user_id").saying("Unknown user"),
                ada("'owned_by_user_id':790").invalidContact("owned_by_user_id").saying("Unknown user"),
                ada("'company_id':201").invalidContact("company_id").saying("Unknown company"),
                ada("'company_id':{'id':101}").invalidContact("company_id"),
                ada("'no_such_field':'x'").invalidContact("no_such_field").saying("Unknown field"),
                ada("'firstName':'x'").invalidContact("firstName"),
                ada("'First_Name':'x'").invalidContact("First_Name"),
                ada("'first_name ':'x'").invalidContact("first_name "),
                ada("'organizationId':456").invalidContact("organizationId"),
                ada("'email.x':1").invalidContact("email.x"),
                ada("'$set':{'id':3}").invalidContact("$set"),
                ada("'$select':['id']").invalidContact("$select"),
                ada("'__proto__':{'admin':true}").invalidContact("__proto__"),
                ada("'constructor':{}").invalidContact("constructor"),
                ada("'toString':1").invalidContact("toString"),
                ada("'class':'x'").invalidContact("class"),
                ada("'@type':'x'").invalidContact("@type"),
                ada("'':1").invalidContact(""),
                ada("'\\ud800':1").invalidJson(),
                ada("'ifVersion':1").invalidContact("ifVersion"),
                create("{'first_name':7,'email':'nope','company_id':'1','zip':1,'custom_fields_by_name':{'$x':1}}")
                        .invalidContact(
                                "organization_id",
                                "first_name",
                                "email",
                                "company_id",
                                "custom_fields_by_name.$x",
                                "zip"),
                row("POST", "/contacts?organization_id=456")
                        .json("{'first_name':'Ada'}")
                        .invalidContact("organization_id"),
                row("POST", "/contacts?organization_id=457&$limit=x&email=y")
                        .json(ADA)
                        .answered(201, "\"id\":5,"),
                ada("'id':3,'version':9,'deleted_at':'x','created_at':7,'system_type':null,'created_by_user_id':1,"
                                + "'owner':{'id':790},'company':[],'avatar_url':'javascript:alert(1)',"
                                + "'channel_whatsapp_wa_id':5,'channel_instagram_user_id':'x','updated_at':{}")
                        .answered(
                                201,
                                "\"id\":5,",
                                "\"created_at\":\"2023-01-01T00:00:00.000Z\"",
                                "\"deleted_at\":null,\"created_by_user_id\":789,\"owned_by_user_id\":null",
                                "\"channel_whatsapp_wa_id\":null,\"channel_instagram_user_id\":null,"
                                        + "\"system_type\":\"contact\",\"avatar_url\":null"));
    }

    private static List<HostileRequest> customFields() {
        return List.of(
                custom("'x'").invalidContact("custom_fields_by_name"),
                custom("7").invalidContact("custom_fields_by_name"),
                custom("[]").answered(201, "\"id\":5,"),
                custom("[[]]").invalidContact("custom_fields_by_name"),
                custom("[{'x':1}]").invalidContact("custom_fields_by_name"),
                custom("{'$where':'1'}").invalidContact("custom_fields_by_name.$where"),
                custom("{'__proto__':'x'}").invalidContact("custom_fields_by_name.__proto__"),
                custom("{'':'x'}").invalidContact("custom_fields_by_name."),
                custom("{' ':'x'}").invalidContact("custom_fields_by_name."),
                custom("{'a\\u0000':'x'}").invalidContact("custom_fields_by_name.a\u0000"),
                custom("{'\\udc00':'x'}").invalidJson(),
                custom("{'" + "n".repeat(101) + "':'x'}").invalidContact("custom_fields_by_name." + "n".repeat(100)),
                custom("{'Size':1,'SIZE':2}").invalidContact("custom_fields_by_name.SIZE"),
                custom("{'x':{'y':1}}").invalidContact("custom_fields_by_name.x"),
                custom("{'x':[1]}").invalidContact("custom_fields_by_name.x"),
                custom("{'x':[['y']]}").invalidContact("custom_fields_by_name.x"),
                custom("{'x':['\\u0000']}").invalidContact("custom_fields_by_name.x"),
                custom("{'x':'\\ud800'}").invalidContact("custom_fields_by_name.x"),
                custom("{'x':'" + "y".repeat(4_001) + "'}").invalidContact("custom_fields_by_name.x"),
                custom("{'x':[" + "'y',".repeat(50) + "'y']}").invalidContact("custom_fields_by_name.x"),
                custom("{'x':1234567890123456}").invalidContact("custom_fields_by_name.x"),
                custom("{'x':0.1234567890123456}").invalidContact("custom_fields_by_name.x"),
                custom("{'x':1e101}").invalidContact("custom_fields_by_name.x"),
                custom("{'x':1e-101}").invalidContact("custom_fields_by_name.x"),
                custom("{'x':1e999999999}").invalidContact("custom_fields_by_name.x"),
                custom("{'x':-1e-999999999}").invalidContact("custom_fields_by_name.x"),
                custom("{'x':1" + "0".repeat(999) + "}").invalidContact("custom_fields_by_name.x"),
                custom("{" + fields(101) + "}").invalidContact("custom_fields_by_name"),
                custom("{" + fields(100) + "}").answered(201, "\"id\":5,"),
                custom("{'x':-0,'y':0e99,'z':1.0}").answered(201, "\"x\":0,\"y\":0,\"z\":1"),
                custom("{'constructor':'a','toString':'b'}").answered(201, "\"constructor\":\"a\""),
                custom("null").answered(201, "\"id\":5,"));
    }

    private static List<HostileRequest> lists() {
        String email = "{'email':'a@b.c'}";
        return List.of(
                ada("'other_emails':'a@b.c'").invalidContact("other_emails"),
                ada("'other_emails':" + email).invalidContact("other_emails"),
                ada("'other_emails':['a@b.c']").invalidContact("other_emails.0"),
                ada("'other_emails':[[" + email + "]]").invalidContact("other_emails.0"),
                ada("'other_emails':[" + email + ",null]").invalidContact("other_emails.1"),
                ada("'other_emails':[{'email':['a@b.c']}]").invalidContact("other_emails.0.email"),
                ada("'other_emails':[{'email':'a@b.c','__proto__':'x'}]").invalidContact("other_emails.0.__proto__"),
                ada("'other_emails':[{'email':'a@b.c','phone':'555'}]").invalidContact("other_emails.0.phone"),
                ada("'other_emails':[{'email':'a@b.c','label':'\\u0000'}]").invalidContact("other_emails.0.label"),
                ada("'other_emails':[{'email':'a@b.c','label':'\\ud800'}]").invalidContact("other_emails.0.label"),
                ada("'other_emails':[{'email':'a@b.c','email':'a@b.c'}]").invalidJson(),
                ada("'other_emails':[" + email + ",{'email':'A@B.C\\u200b'}]").invalidContact("other_emails.1.email"),
                ada("'email':'A@b.c','other_emails':[" + email + "]").invalidContact("other_emails.0.email"),
                ada("'other_emails':[" + (email + ",").repeat(20) + email + "]").invalidContact("other_emails"),
                ada("'other_emails':[" + "5,".repeat(300_000) + "5]")
                        .invalidContact(IntStream.range(0, 100)
                                .mapToObj(i -> "other_emails." + i)
                                .toArray(String[]::new)),
                ada("'other_phones':[{'phone':'12','phone_country_code':'0','phone_country_iso':'x'}]")
                        .invalidContact(
                                "other_phones.0.phone",
                                "other_phones.0.phone_country_code",
                                "other_phones.0.phone_country_iso"),
                ada("'other_phones':[{'phone':'+49 30 23125101'},{'phone':'030 23125101','phone_country_code':'49'}]")
                        .invalidContact("other_phones.1.phone"),
                ada("'other_phones':[{'label':'home'},{}],'other_emails':null").answered(201, "\"id\":5,"),
                row("POST", "/contacts?$select[]=other_emails&$select[]=other_phones")
                        .json(
                                "{'organization_id':456,'first_name':'Ada','other_emails':[{'email':'<a@b.c>','label':' x '}]}")
                        .answered(201, "\"other_emails\":[{\"email\":\"a@b.c\",\"label\":\"x\"}],\"other_phones\":[]"));
    }

    private static List<HostileRequest> externalIds() {
        String id = "{'source':'crm','id':'7'}";
        return List.of(
                ada("'external_ids':'7'").invalidContact("external_ids"),
                ada("'external_ids':" + id).invalidContact("external_ids"),
                ada("'external_ids':['7']").invalidContact("external_ids.0"),
                ada("'external_ids':[" + id + ",null]").invalidContact("external_ids.1"),
                ada("'external_ids':[{'source':'crm','id':7}]").invalidContact("external_ids.0.id"),
                ada("'external_ids':[{'source':['crm'],'id':'7'}]").invalidContact("external_ids.0.source"),
                ada("'external_ids':[{'source':'crm','id':'7','label':'x'}]").invalidContact("external_ids.0.label"),
                ada("'external_ids':[{'source':'crm','id':'7','__proto__':'x'}]")
                        .invalidContact("external_ids.0.__proto__"),
                ada("'external_ids':[{'source':'crm','id':'\\u0000'}]").invalidContact("external_ids.0.id"),
                ada("'external_ids':[{'source':'crm\\n','id':'a\\nb'}]").invalidContact("external_ids.0.id"),
                ada("'external_ids':[{'source':'crm','id':'\\ud800'}]").invalidContact("external_ids.0.id"),
                ada("'external_ids':[{'source':'crm'}]").invalidContact("external_ids.0.id"),
                ada("'external_ids':[{'source':' ','id':'7'}]").invalidContact("external_ids.0.source"),
                ada("'external_ids':[{'source':'" + "x".repeat(51) + "','id':'7'}]")
                        .invalidContact("external_ids.0.source"),
                ada("'external_ids':[{'source':'crm','id':'" + "7".repeat(256) + "'}]")
                        .invalidContact("external_ids.0.id"),
                ada("'external_ids':[" + id + "," + id + "]").invalidContact("external_ids.1.source"),
                ada("'external_ids':[" + (id + ",").repeat(50) + id + "]").invalidContact("external_ids"),
                ada("'external_ids':[" + id + ",{'source':'CRM','id':'\\u0027; drop table contactbook_key; --'}]")
                        .answered(201, "\"id\":5,"));
    }

    private static String fields(int count) {
        return IntStream.range(0, count).mapToObj(i -> "'f" + i + "':1").collect(Collectors.joining(","));
    }

    private static List<HostileRequest> patches() {
        return List.of(
                patch("{'first_name':null}").invalidContact("first_name"),
                patch("{'first_name':' '}").invalidContact("first_name"),
                patch("{'first_name':7}").invalidContact("first_name"),
                patch("{'email':'nope'}").invalidContact("email"),
                patch("{'company_id':'102'}").invalidContact("company_id"),
                patch("{'company_id':102.0}").invalidContact("company_id"),
                patch("{'company_id':201}").invalidContact("company_id").saying("Unknown company"),
                patch("{'owned_by_user_id':790}")
                        .invalidContact("owned_by_user_id")
                        .saying("Unknown user"),
                patch("{'custom_fields_by_name':{'$x':1}}").invalidContact("custom_fields_by_name.$x"),
                patch("{'custom_fields_by_name':{'a':'x','A':'y'}}").invalidContact("custom_fields_by_name.A"),
                patch("{'no_such_field':'x'}").invalidContact("no_such_field"),
                patch("{'__proto__':{}}").invalidContact("__proto__"),
                patch("{'query':{'$select':['id']}}").invalidContact("query"),
                patch("{'organization_id':'456'}").invalidContact("organization_id"),
                patch("{'organization_id':null}").invalidContact("organization_id"),
                patch("{'organization_id':0}").invalidContact("organization_id"),
                patch("{'organization_id':457}").forbidden(),
                patch("/contacts/3", "{'organization_id':457}").forbidden(),
                patch("{'organization_id':457}").as(SOREN).invalidContact("organization_id"),
                patch("/contacts/3", "{'organization_id':456}").as(SOREN).invalidContact("organization_id"),
                patch("{'organization_id':458}").as(SOREN).forbidden(),
                patch("{'ifVersion':'2'}").invalidContact("ifVersion"),
                patch("{'ifVersion':2.0}").invalidContact("ifVersion"),
                patch("{'ifVersion':2e0}").invalidContact("ifVersion"),
                patch("{'ifVersion':null}").invalidContact("ifVersion"),
                patch("{'ifVersion':true}").invalidContact("ifVersion"),
                patch("{'ifVersion':[2]}").invalidContact("ifVersion"),
                patch("{'ifVersion':1}").conflict(2),
                patch("{'ifVersion':0}").conflict(2),
                patch("{'ifVersion':-2}").conflict(2),
                patch("{'ifVersion':18446744073709551618}").conflict(2), // 2 + 2^64
                patch("{'ifVersion':1,'first_name':'Ada'}").conflict(2),
                patch("{'IfVersion':2}").invalidContact("IfVersion"),
                patch("{'version':1}").answered(200, "\"id\":1,"),
                patch("/contacts/1?$select=version", "{'ifVersion':2,'last_name':'X'}")
                        .answered(200, "{\"id\":1,\"version\":3}"),
                patch("{'organization_id':456}").answered(200, "\"id\":1,"),
                patch("/contacts/1?$select=version", "{'id':3,'owner':null,'avatar_url':7,'channel_whatsapp_wa_id':[]}")
                        .answered(200, "{\"id\":1,\"version\":2}"));
    }
}
