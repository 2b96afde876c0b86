import { expect, it } from 'vitest'
import type { DigestMessage } from '../../src/core/digest/sender.ts'
import { type SendPartOptions, sendPart } from '../../src/digests/send-part.ts'
import type { DigestPart, DigestParts } from '../../src/storage/digests/digest-parts.ts'
import { createFakePlatform, roomOf } from './digests-for-test.ts'

const startedAt = Date.parse('2026-11-23T00:00:00Z')

it('a message whose turn came long after its room was asked about is not posted before that is asked again', async () => {
  const platform = createFakePlatform()
  let now = startedAt
  let askedAt = Number.NEGATIVE_INFINITY
  const agesAtPost: number[] = []
  platform.beforePost = () => void agesAtPost.push(now - askedAt)
  const turnsTakeMs = [11_000, 0]
  const options: SendPartOptions = {
    parts: { sending: async () => true, sent: async () => true } as unknown as DigestParts,
    sender: platform.sender,
    async turn(work) {
      now += turnsTakeMs.shift() ?? 0
      return work()
    },
    async mayPost() {
      askedAt = now
      return undefined
    },
    isOutdated: () => now - askedAt > 10_000,
    ...{ wallClock: () => now, leaseMs: 60_000, sureMs: 15_000, deadline: startedAt + 60_000 },
    ...{ signal: new AbortController().signal, wait: async () => {} },
  }
  const part = { part: 1, state: 'waiting' } as unknown as DigestPart
  const message = { room: roomOf('C1'), payload: 'list' } as unknown as DigestMessage
  expect(await sendPart(part, message, options)).toMatchObject({ state: 'sent' })
  expect(agesAtPost).toEqual([0])
})
