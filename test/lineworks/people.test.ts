import { afterEach, beforeEach, expect, it } from 'vitest'
import { createPeople } from '../../src/lineworks/people.ts'
import { createBudget } from '../../src/works/budget.ts'
import { openHttp } from '../../src/works/http.ts'
import { createCollectedLog } from '../works/collected-log.ts'
import { noon, person } from './events.ts'
import { startStandIn } from './stand-in.ts'

let standIn: Awaited<ReturnType<typeof startStandIn>>
const http = openHttp()

beforeEach(async () => {
  standIn = await startStandIn()
})
afterEach(async () => {
  standIn.dropHung()
  await standIn.close()
})

const unknown = { profile: { locale: undefined, zone: 'UTC' }, isKnown: false }

function open(token = async () => 'token-1') {
  const log = createCollectedLog()
  const people = createPeople({
    apiUrl: standIn.apiUrl,
    http,
    signIn: { token, renew: token },
    budget: createBudget({ limit: 240, wallClock: () => noon }),
    defaultReader: { locale: 'en', zone: 'UTC' },
    wallClock: () => noon,
    log,
    findMs: 40,
  })
  return { people, log }
}

it('an answer does not wait for LINE WORKS to tell who somebody is', async () => {
  standIn.users.set(person, 'hang')
  const { people } = open()
  expect(await people.find(person, 'c-1')).toEqual(unknown)
})

it('an answer does not wait for a sign-in that takes longer, which then serves the next', async () => {
  standIn.users.set(person, { locale: 'ja_JP', timeZone: 'Asia/Tokyo' })
  const { promise, resolve } = Promise.withResolvers<string>()
  const { people, log } = open(() => promise)
  expect(await people.find(person, 'c-1')).toEqual(unknown)
  expect(log.lines).toMatchObject([{ level: 'warn', fields: { person, correlationId: 'c-1' } }])
  resolve('token-1')
  expect(await people.find(person, 'c-2')).toEqual({
    profile: { locale: 'ja', zone: 'Asia/Tokyo' },
    isKnown: true,
  })
})

it.each([
  ['no JSON', 'hello'],
  ['another shape', ['x']],
  ['a locale that is no text', { locale: 7 }],
])('an answer of %s tells nothing', async (_, answer) => {
  standIn.users.set(person, answer as object)
  const { people } = open()
  expect(await people.find(person, 'c-1')).toEqual(unknown)
})
