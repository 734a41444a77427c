package com.example.crm

import dev.contactbook.api.Contacts
import dev.contactbook.domain.Caller
import dev.contactbook.domain.Contact
import dev.contactbook.domain.ContactFields.COMPANY_ID
import dev.contactbook.domain.ContactFields.EMAIL
import dev.contactbook.domain.ContactFields.LAST_NAME
import dev.contactbook.domain.ContactPatch
import dev.contactbook.domain.ContactQuery
import dev.contactbook.domain.ContactsException
import dev.contactbook.memory.InMemoryContactRepository
import dev.contactbook.spi.ContactListener
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertIs
import kotlin.test.assertNull
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking

class ContactbookTest {
    private val contacts = Contacts.over(InMemoryContactRepository())
    private val me = Caller.user(789).inOrganization(456)

    @Test
    fun `the API as it is`() {
        val ada = contacts.create(me) { it.firstName("Ada").email("ada@example.com").company(101) }
        val firstName: String = ada.firstName()
        val lastName: String? = ada.lastName() // String is an error: it can be null
        assertEquals("Ada", firstName)
        assertNull(lastName)

        contacts.patch(me, ada.id(), ContactPatch.of { it.lastName("Lovelace").email(null) }.ifVersion(ada.version()))

        val query = ContactQuery.page()
            .where(EMAIL.`is`(null).and(COMPANY_ID.`in`(listOf(101L, 102L))))
            .sortBy(LAST_NAME.desc())
        val page = contacts.list(me, query)
        assertEquals(listOf("Lovelace"), page.data().map { it.lastName() })
        assertEquals(1, page.total().asLong)
        for (contact in contacts.stream(me, query)) {
            assertEquals(2, contact.version())
        }
    }

    @Test
    fun `a when over the exception is complete`() {
        val failure = assertFailsWith<ContactsException> { contacts.create(me) { it.email("ada") } }

        val answer = when (failure) {
            is ContactsException.Invalid -> "400 ${failure.errors()}"
            is ContactsException.Forbidden -> "403"
            is ContactsException.NotFound -> "404 ${failure.id()}"
            is ContactsException.Conflict -> "409 ${failure.currentVersion()}"
            is ContactsException.Duplicate -> "409 ${failure.clashes()}"
            is ContactsException.Storage -> if (failure.retryable()) "503" else "500"
        } // no else: the compiler knows that these are all

        assertEquals("400 {first_name=First name is required, email=Invalid email format}", answer)
    }

    @Test
    fun `a policy is a lambda and a listener an object`() {
        val created = mutableListOf<Contact>()
        val strict = Contacts.builder(InMemoryContactRepository())
            .accessPolicy { caller, _ -> caller.userId() == 789L }
            .listener(object : ContactListener {
                override fun created(caller: Caller, contact: Contact) {
                    created += contact
                }
            })
            .build()

        strict.create(me) { it.firstName("Ada") }

        assertEquals(1, created.size)
        assertFailsWith<ContactsException.Forbidden> {
            strict.create(Caller.user(790).inOrganization(456)) { it.firstName("Eve") }
        }
    }

    @Test
    fun `the same with the extensions`() {
        val ada = contacts.add(me) {
            firstName("Ada")
            customField("Industry", "Computing")
        }
        contacts.change(me, ada.id(), ifVersion = 1) { lastName("Lovelace") }

        val page = contacts.list(me, ContactQuery.page().where((EMAIL eq null) and (COMPANY_ID neq 101)))

        assertEquals(1, page.totalOrNull)
        assertEquals(0, contacts.list(me, ContactQuery.page().where(COMPANY_ID oneOf listOf(101, 102))).totalOrNull)
        assertNull(contacts.list(me, ContactQuery.page().withoutTotal()).totalOrNull)
        assertIs<ContactsException.Conflict>(
            runCatching { contacts.change(me, ada.id(), ifVersion = 1) { email("a@example.com") } }.exceptionOrNull(),
        )
    }

    @Test
    fun `coroutines call it on threads that may block`() = runBlocking {
        val ada = contacts.io { create(me) { it.firstName("Ada") } }

        val names = contacts.flow(me, ContactQuery.page()).map { it.firstName() }.toList()

        assertEquals("Ada", ada.firstName())
        assertEquals(listOf("Ada"), names)
    }
}
