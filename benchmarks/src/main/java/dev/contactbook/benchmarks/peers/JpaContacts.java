package dev.contactbook.benchmarks.peers;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;

/** Contacts as Spring Data makes them of the names of methods. */
public interface JpaContacts extends JpaRepository<JpaContact, Long> {
    /** One contact. */
    Optional<JpaContact> findByOrganizationIdAndId(long organizationId, long id);

    /** Several contacts. */
    List<JpaContact> findByOrganizationIdAndIdIn(long organizationId, List<Long> ids);

    /** A page of live ones, and how many they are. */
    Page<JpaContact> findByOrganizationIdAndDeletedAtIsNull(long organizationId, Pageable page);
}
