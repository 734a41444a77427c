package com.example.crm;

import dev.contactbook.rest.ContactsEndpoint;
import dev.contactbook.rest.Request;
import dev.contactbook.rest.Response;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;

@Controller("/contacts")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING) // off Netty's event loop
class ContactsController {
    private final ContactsEndpoint endpoint;

    ContactsController(ContactsEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Get("{/id}")
    HttpResponse<byte[]> get(HttpRequest<?> request) throws IOException {
        return answer(request);
    }

    @Post("{/id}")
    HttpResponse<byte[]> post(HttpRequest<?> request) throws IOException {
        return answer(request);
    }

    @Patch("{/id}")
    HttpResponse<byte[]> patch(HttpRequest<?> request) throws IOException {
        return answer(request);
    }

    @Put("{/id}")
    HttpResponse<byte[]> put(HttpRequest<?> request) throws IOException {
        return answer(request);
    }

    @Delete("{/id}")
    HttpResponse<byte[]> delete(HttpRequest<?> request) throws IOException {
        return answer(request);
    }

    private HttpResponse<byte[]> answer(HttpRequest<?> request) throws IOException {
        Response response = endpoint.handle(new Request(
                request.getMethodName(),
                request.getUri().getRawPath(),
                request.getUri().getRawQuery(),
                request.getHeaders().asMap(),
                body(request)));
        MutableHttpResponse<byte[]> answer =
                HttpResponse.<byte[]>status(HttpStatus.valueOf(response.status())).body(response.body());
        response.headers().forEach(answer::header);
        return answer;
    }

    /** Of a GET as well, whose body no argument with {@code @Body} gets. */
    private static byte[] body(HttpRequest<?> request) throws IOException {
        try (InputStream body = ((ServerHttpRequest<?>) request).byteBody().toInputStream()) {
            return body.readNBytes(ContactsEndpoint.MAX_BODY + 1);
        }
    }
}
