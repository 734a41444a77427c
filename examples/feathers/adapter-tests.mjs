// Feathers' own tests of an adapter, through the official client: node adapter-tests.mjs BASE-URL TOKEN [ORGANIZATION-ID]
import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import adapterTests from '@feathersjs/adapter-tests'
import { feathers } from '@feathersjs/feathers'
import rest from '@feathersjs/rest-client'

const [baseUrl, token, organization = '456'] = process.argv.slice(2)
if (!baseUrl || !token) {
  console.error('Usage: node adapter-tests.mjs BASE-URL TOKEN [ORGANIZATION-ID]')
  process.exit(2)
}
const organization_id = Number(organization)

/** Tests of things that no client can see, or that no request has. */
const NOT_APPLICABLE = {
  'the class of an adapter on its server': [
    '.id', '.options', '.events', '._get', '._find', '._create', '._update', '._patch', '._remove',
    'internal .find', 'internal .get', 'internal .create', 'internal .update', 'internal .patch', 'internal .remove'
  ],
  'options of one call on the server: a request has only a query': ['params.adapter + paginate', '.find + paginate + params']
}

/** Tests that the contract decides otherwise. Each of these gets MethodNotAllowed. */
const DIFFERENT = {
  'no PUT: it would clear fields that its sender does not know. PATCH changes only the fields that it names': [
    '.update', '.update + $select', '.update + id + query', '.update + NotFound', '.update + NotFound (integer)',
    '.update + query + NotFound', '.update + id + query id'
  ],
  'one request, one contact: a forgotten id must not change all of them. The Java API has bulk writes': [
    '.create multi', 'params.adapter + multi', '.patch multiple', '.patch multiple no pagination', '.patch multi query same',
    '.patch multi query changed', '.remove + multi', '.remove + multi no pagination'
  ]
}

const app = feathers()
app.configure(rest(baseUrl).fetch(fetch, { headers: { Authorization: `Bearer ${token}` } }))
const contacts = app.service('contacts')

// The people of the tests have a name and an age. A contact has neither, so they are its first name and its phone. Every
// age has the same number of digits, because phones sort as texts.
const phone = (age) => `555${String(age).padStart(3, '0')}`
const column = (name) => ({ name: 'first_name', age: 'phone' })[name] ?? name
const columns = (object, value) => Object.fromEntries(Object.entries(object).map(([name, own]) => [column(name), value(own, name)]))

const toContact = ({ created, ...person }) => ({
  ...columns(person, (value, name) => (name === 'age' ? phone(value) : value)),
  custom_fields_by_name: created && { created }
})
const toPerson = ({ first_name, phone, ...others }) => ({ ...others, name: first_name, age: phone && Number(phone.slice(3)) })

const toFilter = (value, isAge) => {
  if (Array.isArray(value)) return value.map((each) => toFilter(each, isAge))
  if (Object(value) === value) return columns(value, (each, name) => toFilter(each, isAge || name === 'age'))
  return isAge ? phone(value) : value
}
const toParams = ({ query: { $sort = {}, $select, ...filter } = {} } = {}, more) => ({
  query: { ...toFilter(filter), $sort: columns($sort, (direction) => direction), $select: $select?.map(column), ...more }
})

const people = {
  // The options of an adapter. The tests change only the size of a page, which is part of the request here.
  options: {},

  async find(params = {}) {
    const { paginate = people.options.paginate } = params
    const asked = toParams(params, { organization_id })
    if (paginate?.default) {
      asked.query.$limit ??= paginate.default
      const page = await contacts.find(asked)
      return { ...page, data: page.data.map(toPerson) }
    }
    // The API always answers with a page, but an adapter without paging with all rows.
    const all = []
    const skip = asked.query.$skip ?? 0
    for (let more = true; more; ) {
      const page = await contacts.find({ query: { ...asked.query, $skip: skip + all.length } })
      all.push(...page.data.map(toPerson))
      more = page.data.length > 0 && all.length < (asked.query.$limit ?? page.total - skip)
    }
    return all
  },
  get: async (id, params) => toPerson(await contacts.get(id, toParams(params))),
  create: async (data, params) => {
    const own = (person) => ({ organization_id, ...toContact(person) })
    return toPerson(await contacts.create(Array.isArray(data) ? data.map(own) : own(data), toParams(params)))
  },
  update: async (id, data, params) => toPerson(await contacts.update(id, toContact(data), toParams(params))),
  patch: async (id, data, params) => toPerson(await contacts.patch(id, toContact(data), toParams(params))),
  remove: async (id, params) => toPerson(await contacts.remove(id, toParams(params)))
}

/** Passes if the test fails as the contract says, and removes what the test leaves behind. */
const differently = (run) => async () => {
  const ids = async () => (await people.find({ paginate: false })).map(({ id }) => id)
  const known = await ids()
  const error = await run().then(() => assert.fail('passes, so it is not different'), (error) => error)
  people.options = {}
  for (const id of await ids()) if (!known.includes(id)) await contacts.remove(id)
  // A test that expects another error fails with an assertion that has the actual one.
  assert.equal(error.code === 'ERR_ASSERTION' ? error.actual : error.name, 'MethodNotAllowed', error)
}

const counts = { passed: 0, different: 0, 'not applicable': 0, failed: 0 }
const names = new Set()
const counted = (kind, run) => async () => {
  try {
    await run()
    counts[kind]++
  } catch (error) {
    counts.failed++
    throw error
  }
}
const listed = (lists, name) => Object.values(lists).flat().includes(name)
const test = (name, run) => {
  names.add(name)
  if (listed(DIFFERENT, name)) it(name, counted('different', differently(run)))
  else if (!listed(NOT_APPLICABLE, name)) it(name, counted('passed', run))
  else counts['not applicable']++
}
// The tests are written for mocha, which has these as globals.
Object.assign(globalThis, { describe, before, beforeEach, after, afterEach, it: test })

const free = await contacts.find({ query: { organization_id, $limit: 3 } })
if (free.total !== 0 || free.limit !== 2) {
  console.error('The tests require an empty host with pages of at most two rows: start a new one with --max-limit 2.')
  process.exit(2)
}
// All tests of the suite, including those that a later version adds.
const every = Object.assign([], { includes: () => true })
adapterTests(every)({ service: () => people }, undefined, 'contacts')

process.on('exit', () => {
  for (const [title, lists] of [['Different', DIFFERENT], ['Not applicable', NOT_APPLICABLE]]) {
    for (const [reason, tests] of Object.entries(lists)) console.log(`${title} (${reason}): ${tests.join(', ')}`)
  }
  const unknown = [DIFFERENT, NOT_APPLICABLE].flatMap((lists) => Object.values(lists).flat()).filter((name) => !names.has(name))
  if (unknown.length > 0) {
    console.error(`Listed, but no test: ${unknown.join(', ')}`)
    process.exitCode = 1
  }
  console.log(`${names.size} tests: ${Object.entries(counts).map(([kind, count]) => `${count} ${kind}`).join(', ')}.`)
})
