// Contacts through the official Feathers client: node contacts.mjs BASE-URL TOKEN [ORGANIZATION-ID]
import assert from 'node:assert/strict'
import { feathers } from '@feathersjs/feathers'
import rest from '@feathersjs/rest-client'

const [baseUrl, token, organization = '456'] = process.argv.slice(2)
if (!baseUrl || !token) {
  console.error('Usage: node contacts.mjs BASE-URL TOKEN [ORGANIZATION-ID]')
  process.exit(2)
}
const organization_id = Number(organization)

const app = feathers()
const connection = rest(baseUrl).fetch(fetch, { headers: { Authorization: `Bearer ${token}` } })
app.configure(connection)
app.use('contacts', connection.service('contacts'), {
  methods: ['find', 'get', 'create', 'patch', 'remove', 'search']
})
const contacts = app.service('contacts')

/** Returns the error that a call must end with. */
const rejected = async (call) => call.then(() => assert.fail('should have been rejected'), (error) => error)

const created = await contacts.create({
  organization_id,
  first_name: 'José',
  last_name: 'Straße',
  email: 'jose@example.com',
  custom_fields_by_name: { Industry: 'Technology' }
})
console.log('created', created)
assert.equal(created.first_name, 'José')
assert.equal(created.created_at, created.updated_at)

try {
  const page = await contacts.find({
    query: { organization_id, $limit: 5, $sort: { created_at: -1 }, fastJoinForContactList: true }
  })
  console.log(`found ${page.data.length} of ${page.total}`)
  assert.equal(page.data[0].id, created.id)
  assert.equal(page.data[0].owner, null)

  const known = await contacts.get(created.id, { query: { $select: ['first_name', 'version'] } })
  console.log('got', known)
  assert.deepEqual(known, { id: created.id, first_name: 'José', version: 1 })

  const patched = await contacts.patch(created.id, {
    custom_fields_by_name: { industry: null, VIP: true },
    ifVersion: known.version
  })
  console.log('patched', patched.custom_fields_by_name)
  assert.deepEqual(patched.custom_fields_by_name, { VIP: true })
  assert.ok(patched.updated_at > created.updated_at)

  // Accents, case and the order of the words do not matter.
  const found = await contacts.search({ organization_id, searchTerm: 'strasse JOSE', searchIn: 'name' })
  console.log('searched', found.data.map(({ first_name, last_name }) => `${first_name} ${last_name}`))
  assert.ok(found.data.some(({ id }) => id === created.id))

  // All errors are reported together.
  const invalid = await rejected(contacts.create({ organization_id, email: 'nobody' }))
  console.log(invalid.name, invalid.errors)
  assert.equal(invalid.name, 'BadRequest')
  assert.deepEqual(Object.keys(invalid.errors), ['first_name', 'email'])
  assert.equal(invalid.errors.email, 'Invalid email format')

  const conflict = await rejected(contacts.patch(created.id, { last_name: 'Strasse', ifVersion: known.version }))
  console.log(conflict.name, conflict.data)
  assert.equal(conflict.name, 'Conflict')
  assert.deepEqual(conflict.data, { version: 2 })
} finally {
  const removed = await contacts.remove(created.id)
  console.log('removed', removed.deleted_at)
  assert.equal(removed.deleted_at, removed.updated_at)
}

const gone = await rejected(contacts.get(created.id))
console.log(gone.name, gone.message)
assert.equal(gone.name, 'NotFound')
console.log('All answers were as expected.')
