import { pino } from 'pino'
import { expect, it } from 'vitest'
import { describeError, logOptions, secretNames } from '../src/log.ts'
import { createInbox } from '../src/storage/inbox.ts'
import { openStore } from '../src/storage/open/open-store.ts'
import { makeNewDataDir } from './helpers/store-places.ts'

it('an error of the store says nothing of what was to be stored', async () => {
  const place = await makeNewDataDir()
  const store = await openStore(place)
  // Without tables every statement fails, with its parameters at hand.
  const received = { platform: 'lineworks', key: 'k', payload: 'what a person wrote' } as const
  const error = await createInbox(store.db)
    .take(received, 1_000)
    .catch((thrown: unknown) => thrown)
  await store.close()
  await place.remove()
  expect(JSON.stringify(error)).toContain('what a person wrote')
  const described = JSON.stringify(describeError(error))
  expect(described).toMatch(/relation .*inbox.* does not exist/)
  expect(described).not.toContain('what a person wrote')
})

it('an error keeps its kind, code, place and causes, however many', () => {
  const cause = Object.assign(new TypeError('inside'), { code: 'ECONNRESET', secret: 'hidden' })
  const error = new RangeError('outside', { cause })
  expect(describeError(error)).toMatchObject({
    type: 'RangeError',
    message: 'outside',
    stack: expect.stringContaining('log.test'),
    cause: { type: 'TypeError', message: 'inside', code: 'ECONNRESET' },
  })
  expect(JSON.stringify(describeError(error))).not.toContain('hidden')
  error.cause = error
  expect(JSON.stringify(describeError(error)).length).toBeLessThan(20_000)
  expect(describeError('words')).toBe('words')
})

/** A line as it is written. */
function written(fields: object): string {
  const lines: string[] = []
  pino(logOptions, { write: (line) => lines.push(line) }).info(fields, 'said')
  return lines.join('')
}

it.each([...secretNames])('what is called %s is left out, wherever it stands', (name) => {
  const capitals = name.toUpperCase()
  const within = {
    headers: { [name]: 'hunter2', [capitals]: 'hunter2' },
    deep: { deeper: { [name]: { a: 'hunter2' } } },
  }
  const line = written({ [name]: 'hunter2', ...within, kept: 'this stays' })
  expect(line).not.toContain('hunter2')
  expect(line.split('[left out]')).toHaveLength(5)
  expect(line).toContain('this stays')
})

it.each(['X-Slack-Signature', 'access_token', 'WORKS_PRIVATE_KEY', 'refreshToken', 'set-cookie'])(
  '%s is such a name, however it is written',
  (name) => {
    expect(written({ [name]: 'hunter2' })).not.toContain('hunter2')
  },
)

it.each([
  'Bearer abcDEF123.456-_~+/=',
  'xoxb-1234-5678-abc',
  'xoxe.xoxb-1-abc',
  'xapp-1-A1-2-abc',
  'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2lnbmF0dXJl',
  '-----BEGIN PRIVATE KEY-----\nMIIE\nvQIB\n-----END PRIVATE KEY-----',
  'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
])('an error whose message quotes %j does not', (secret) => {
  const cause = new Error(`header: ${secret}, and so on`)
  const line = written({ err: new Error(`refused: ${secret}`, { cause }) })
  expect(line).toContain('refused: [left out]')
  expect(line).toContain('header: [left out], and so on')
  for (const part of secret.split(/[\s\n]/).filter((text) => text.length > 12))
    expect(line).not.toContain(part)
  expect(written({ err: secret })).not.toContain(secret.slice(-12))
})

it('lists, plain texts and what is too deep to look through tell none either', () => {
  const deep = { a: { b: { c: { d: { e: { token: 'hunter2' } } } } } }
  const line = written({ list: [{ token: 'hunter2' }, 'Bearer hunter2'], url: 'xoxb-hunter2', ...deep })
  expect(line).not.toContain('hunter2')
})

it('a line without secrets stays as it is', () => {
  const fields = { correlationId: 'c-1', status: 401, code: 'invalid_auth', err: new Error('token is void') }
  expect(JSON.parse(written(fields))).toMatchObject({
    correlationId: 'c-1',
    status: 401,
    code: 'invalid_auth',
    err: { type: 'Error', message: 'token is void' },
    msg: 'said',
  })
})
