package dev.contactbook.examples.boot;

import org.springframework.data.jpa.repository.JpaRepository;

/** All deals. */
public interface Deals extends JpaRepository<Deal, Long> {}
