package com.example.crm;

import dev.contactbook.rest.ContactsEndpoint;
import dev.contactbook.rest.Request;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

@Path("/contacts{id: (/[^/]*)?}")
@Consumes(MediaType.WILDCARD)
@Blocking // off the event loop
class ContactsResource {
    private final ContactsEndpoint endpoint;

    @Context
    UriInfo uri;

    @Context
    HttpHeaders headers;

    ContactsResource(ContactsEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @GET
    public Response get(byte[] body) {
        return answer("GET", body);
    }

    @POST
    public Response post(byte[] body) {
        return answer("POST", body);
    }

    @PATCH
    public Response patch(byte[] body) {
        return answer("PATCH", body);
    }

    @PUT
    public Response put(byte[] body) {
        return answer("PUT", body);
    }

    @DELETE
    public Response delete(byte[] body) {
        return answer("DELETE", body);
    }

    private Response answer(String method, byte[] body) {
        dev.contactbook.rest.Response response = endpoint.handle(new Request(
                method,
                uri.getRequestUri().getRawPath(),
                uri.getRequestUri().getRawQuery(),
                headers.getRequestHeaders(),
                body == null ? new byte[0] : body));
        Response.ResponseBuilder answer = Response.status(response.status()).entity(response.body());
        response.headers().forEach(answer::header);
        return answer.build();
    }
}
