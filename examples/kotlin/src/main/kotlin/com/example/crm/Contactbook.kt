package com.example.crm

import dev.contactbook.api.Contacts
import dev.contactbook.domain.Caller
import dev.contactbook.domain.ColumnField
import dev.contactbook.domain.Contact
import dev.contactbook.domain.ContactDetails
import dev.contactbook.domain.ContactPatch
import dev.contactbook.domain.ContactQuery
import dev.contactbook.domain.Filter
import dev.contactbook.domain.Page
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.withContext

// Operators for filters: EMAIL eq "ada@example.com"
infix fun <T : Any> ColumnField<T>.eq(value: T?): Filter = `is`(value)

infix fun <T : Any> ColumnField<T>.neq(value: T?): Filter = isNot(value)

infix fun <T : Any> ColumnField<T>.oneOf(values: Collection<T?>): Filter = `in`(values)

// The methods of Filter are Java's, so they are not infix
infix fun Filter.and(other: Filter): Filter = this.and(other)

infix fun Filter.or(other: Filter): Filter = this.or(other)

// Builders without `it`: contacts.add(me) { firstName("Ada") }
fun Contacts.add(caller: Caller, details: ContactDetails.Builder.() -> Unit): Contact = create(caller) { it.details() }

fun Contacts.change(
    caller: Caller,
    id: Long,
    ifVersion: Long? = null,
    changes: ContactDetails.Builder.() -> Unit,
): Contact {
    val patch = ContactPatch.of { it.changes() }
    return patch(caller, id, if (ifVersion == null) patch else patch.ifVersion(ifVersion))
}

// Null instead of OptionalLong
val Page<*>.totalOrNull: Long?
    get() = if (total().isPresent) total().asLong else null

// Calls block a thread. These run them on the threads that coroutines keep for that
suspend fun <T> Contacts.io(call: Contacts.() -> T): T = withContext(Dispatchers.IO) { call() }

fun Contacts.flow(caller: Caller, query: ContactQuery): Flow<Contact> =
    flow {
        stream(caller, query).use { contacts ->
            for (contact in contacts) {
                emit(contact)
            }
        }
    }.flowOn(Dispatchers.IO)
