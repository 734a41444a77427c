package com.example.crm;

import dev.contactbook.domain.Caller;
import dev.contactbook.rest.ContactJson;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DealController {
    private final Deals deals;

    DealController(Deals deals) {
        this.deals = deals;
    }

    @PostMapping(path = "/deals", produces = MediaType.APPLICATION_JSON_VALUE)
    String open(Caller me, @RequestParam String title, @RequestParam String firstName, @RequestParam String email) {
        return ContactJson.write(deals.open(me, title, firstName, email));
    }
}
