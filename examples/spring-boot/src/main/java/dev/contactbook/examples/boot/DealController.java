package dev.contactbook.examples.boot;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Deals over HTTP. The caller is an argument, and a contact is its JSON. */
@RestController
public class DealController {
    private final DealService service;
    private final Deals deals;
    private final Contacts contacts;

    /**
     * Creates the controller.
     *
     * @param service opens deals
     * @param deals the deals
     * @param contacts the contacts
     */
    public DealController(DealService service, Deals deals, Contacts contacts) {
        this.service = service;
        this.deals = deals;
        this.contacts = contacts;
    }

    record NewDeal(String firstName, String title) {}

    record OpenDeal(long id, String title, Contact contact) {}

    @PostMapping("/deals")
    OpenDeal open(Caller me, @RequestBody NewDeal deal) {
        return shown(me, service.open(me, deal.firstName(), deal.title()));
    }

    @GetMapping("/deals/{id}")
    OpenDeal get(Caller me, @PathVariable("id") long id) {
        return shown(me, deals.findById(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
    }

    private OpenDeal shown(Caller me, Deal deal) {
        Long id = deal.id();
        return new OpenDeal(id == null ? 0 : id, deal.title(), contacts.get(me, deal.contactId()));
    }

    @ExceptionHandler
    ProblemDetail refused(IllegalArgumentException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
}
