import { expect, it } from 'vitest'
import { describeError } from '../src/log.ts'
import { createInbox } from '../src/storage/inbox.ts'
import { openStore } from '../src/storage/open-store.ts'
import { makeDataDir } from './helpers/store-places.ts'

it('an error of the store says nothing of what was to be stored', async () => {
  const place = await makeDataDir()
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
