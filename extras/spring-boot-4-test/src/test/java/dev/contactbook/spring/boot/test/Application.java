package dev.contactbook.spring.boot.test;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application whose components are the classes of this package. */
@SpringBootApplication
class Application {}
