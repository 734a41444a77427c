package dev.contactbook.tck;

import dev.contactbook.spi.ContactRepository;

/**
 * The contract of a store, as tests: at least one for each numbered rule of {@link ContactRepository}.
 *
 * <p>The test of a store extends this class and makes an empty store. The rules come in nine sets, from
 * {@code FindRules} to {@code UniqueEmailRules}. If the domain defines the right answer ({@code ContactQuery.matches},
 * {@code ContactQuery.order}), the tests compare with it. Each test uses little besides its own rule, so that a store
 * which breaks one rule fails the tests of that one.
 */
public abstract class ContactRepositoryContract extends UniqueEmailRules {
    /** For subclasses. */
    protected ContactRepositoryContract() {}

    /**
     * Makes the store to test.
     *
     * @return a store without contacts, called once for each test
     * @throws Exception if it cannot be made
     */
    @Override
    protected abstract ContactRepository emptyRepository() throws Exception;

    /**
     * Lets e-mails be unique in an organization, or not any more. A store without this choice does not override this.
     *
     * @param repository a store that {@link #emptyRepository()} made
     * @param organizationId which organization
     * @param on whether its e-mails shall be unique
     * @return whether the store has the choice. Else rules about it are not tested
     * @throws IllegalStateException if several contacts have one e-mail
     * @throws Exception if it cannot be done
     */
    @Override
    protected boolean useUniqueEmails(ContactRepository repository, long organizationId, boolean on) throws Exception {
        return false;
    }

    /**
     * Closes a store after its test. It does nothing unless overridden.
     *
     * @param repository a store that {@link #emptyRepository()} made
     * @throws Exception if it cannot be closed
     */
    @Override
    protected void close(ContactRepository repository) throws Exception {}
}
