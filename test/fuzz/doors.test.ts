import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPostback, toPostback } from '../../src/lineworks/buttons.ts'
import { readPayload as readWorksDigest } from '../../src/lineworks/digest/payload.ts'
import { keyOf, readCallback } from '../../src/lineworks/event.ts'
import { hear } from '../../src/lineworks/hear.ts'
import { createCutMention } from '../../src/lineworks/mention.ts'
import { readPayload } from '../../src/lineworks/payload.ts'
import { verifyCallback } from '../../src/lineworks/verify-callback.ts'
import { readPress } from '../../src/slack/blocks/buttons.ts'
import { readOrigin, writeOrigin } from '../../src/slack/digest-form/form-origin.ts'
import { readForm } from '../../src/slack/digest-form/read-form.ts'
import { isSslCheck, parseBody } from '../../src/slack/door/parse-body.ts'
import { verifyRequest } from '../../src/slack/door/verify-request.ts'
import { readHeard } from '../../src/slack/events/heard.ts'
import { readEvent } from '../../src/slack/events/read-event.ts'
import { readQuestion } from '../../src/slack/late/question.ts'
import { readText } from '../../src/slack/read-text.ts'
import { parseExactJson } from '../../src/works/exact-json.ts'
import { readTokenAnswer } from '../../src/works/token-answer.ts'
import { botId, inGroup, message, secret, sign } from '../lineworks/events.ts'
import { holdsFor } from './holds.ts'
import { hostileJson, hostileText, spoilt } from './hostile.ts'

const nowMs = Date.parse('2026-11-21T12:00:00Z')
const bytes = fc.uint8Array({ minLength: 1, maxLength: 300 }).map((array) => Buffer.from(array))

/** Another byte at one place, one more, or one less. */
const change = fc.record({
  kind: fc.constantFrom('flip', 'add', 'drop'),
  at: fc.nat(),
  bit: fc.integer({ min: 1, max: 255 }),
})

function changed(body: Buffer, { kind, at, bit }: { kind: string; at: number; bit: number }): Buffer {
  const place = at % body.length
  if (kind === 'add')
    return Buffer.concat([body.subarray(0, place), Buffer.from([bit]), body.subarray(place)])
  if (kind === 'drop') return Buffer.concat([body.subarray(0, place), body.subarray(place + 1)])
  const copy = Buffer.from(body)
  copy[place] = (copy[place] ?? 0) ^ bit
  return copy
}

describe('signatures', () => {
  const stamp = String(nowMs / 1000)
  const slackSignature = (body: Buffer, at = stamp) =>
    `v0=${createHmac('sha256', secret).update(`v0:${at}:`).update(body).digest('hex')}`
  const slack = { signingSecret: secret, timestamp: stamp, nowMs }
  const works = { botId, botSecret: secret, givenBotId: botId }

  it('hold for the bytes that were signed, and for no others', () => {
    holdsFor(fc.tuple(bytes, change), ([body, how]) => {
      const other = changed(body, how)
      const isSame = other.equals(body)
      const signature = slackSignature(body)
      expect(verifyRequest({ ...slack, signature, body })).toBeUndefined()
      expect(verifyRequest({ ...slack, signature, body: other }) === undefined).toBe(isSame)
      expect(verifyCallback({ ...works, signature: sign(body), body })).toBeUndefined()
      expect(verifyCallback({ ...works, signature: sign(body), body: other }) === undefined).toBe(isSame)
    })
  })

  it('hold for no other signature, stamp or bot', () => {
    holdsFor(fc.tuple(bytes, change), ([body, how]) => {
      const [ours, theirs] = [slackSignature(body), sign(body)]
      const spoil = (text: string) => changed(Buffer.from(text), how).toString('latin1')
      for (const signature of [spoil(ours), '', undefined]) {
        if (signature !== ours) expect(verifyRequest({ ...slack, signature, body })).toBeDefined()
      }
      const timestamp = spoil(stamp)
      if (timestamp !== stamp)
        expect(verifyRequest({ ...slack, timestamp, signature: ours, body })).toBeDefined()
      for (const signature of [spoil(theirs), '', undefined]) {
        if (signature !== theirs) expect(verifyCallback({ ...works, signature, body })).toBeDefined()
      }
      const givenBotId = spoil(botId)
      if (givenBotId !== botId)
        expect(verifyCallback({ ...works, givenBotId, signature: theirs, body })).toBeDefined()
    })
  })

  it('are refused, whatever stands there', () => {
    holdsFor(
      fc.tuple(hostileText, hostileText, hostileText, bytes),
      ([timestamp, signature, givenBotId, body]) => {
        expect(verifyRequest({ ...slack, timestamp, signature, body })).toBeDefined()
        expect(verifyCallback({ ...works, givenBotId, signature, body })).toBeDefined()
      },
    )
  })
})

describe('bodies of any bytes', () => {
  const types = fc.constantFrom(
    'application/json',
    'application/x-www-form-urlencoded; charset=x',
    undefined,
    '',
  )

  it('are an object or a syntax error', () => {
    holdsFor(
      fc.tuple(
        fc.oneof(
          bytes,
          hostileText.map((text) => Buffer.from(text)),
        ),
        types,
      ),
      ([body, type]) => {
        isSslCheck(body, type)
        try {
          expect(parseBody(body, type)).toBeTypeOf('object')
        } catch (error) {
          expect(error).toBeInstanceOf(SyntaxError)
        }
        parseExactJson(body.toString())
      },
    )
  })

  it('of any JSON keep to themselves: no key of theirs becomes one of all objects', () => {
    holdsFor(hostileJson, (json) => {
      const text = JSON.stringify(json)
      parseExactJson(text)
      readCallback(json)
      readEvent(json)
      for (const read of [readOrigin, readQuestion, readHeard, readPayload, readWorksDigest]) {
        expect(read(text)).toBeUndefined()
      }
      expect(readForm(json)).toBeUndefined()
      expect(Object.keys({}).length).toBe(0)
      for (const key in {}) expect.unreachable(`every object has ${key}`)
    })
  })
})

describe('what nearly is as it should be', () => {
  it('is a callback of LINE WORKS, or none', () => {
    const samples = [message('customer 10000001'), inGroup('/help', { postback: 'desk:open:1:help' })]
    const options = {
      cutMention: createCutMention('Partner Desk'),
      isCommand: () => true,
      allowedDomains: undefined,
    }
    holdsFor(fc.oneof(...samples.map(spoilt)), (json) => {
      const read = readCallback(json)
      expect(['event', 'silent', 'unknown']).toContain(read.kind)
      if (read.kind !== 'event') return
      expect(keyOf(read.event)).toMatch(/^[0-9a-f]{64}$/)
      hear(read.event, options)
    })
  })

  it('is an event of Slack, or none', () => {
    const message = { type: 'message', user: 'U1', text: 'when does it end?', ts: '1700000000.000100' }
    const envelope = { type: 'event_callback', team_id: 'T1', event_id: 'Ev1', event_time: 1_700_000_001 }
    const authorizations = [{ team_id: 'T1', enterprise_id: null, user_id: 'U0', is_bot: true }]
    const place = { channel: 'C1', channel_type: 'channel' }
    const edited = { ...message, text: 'and now?', edited: { user: 'U1', ts: '1700000001.000000' } }
    const change = { subtype: 'message_changed', message: edited, previous_message: message, type: 'message' }
    const events = [
      { ...message, ...place, type: 'app_mention' },
      { ...message, ...place },
      { ...change, ...place },
    ]
    for (const event of events) expect(readEvent({ ...envelope, authorizations, event })).toBeDefined()
    holdsFor(fc.oneof(...events.map((event) => spoilt({ ...envelope, authorizations, event }))), (json) => {
      const spoken = readEvent(json)
      if (spoken) expect(readText(spoken.text, spoken.botUser).text).toBeTypeOf('string')
    })
  })

  it('is a form, its origin or a token, or none', () => {
    const origin = { room: 'C1', responseUrl: 'https://hooks.slack.com/x', pressedAt: 1 }
    expect(readOrigin(writeOrigin(origin))).toEqual(origin)
    holdsFor(spoilt(origin), (json) => {
      readOrigin(JSON.stringify(json))
    })
    const form = {
      at: { input: { selected_time: '09:00' } },
      zone: { input: { value: 'Asia/Tokyo' } },
      days: { input: { value: '30' } },
      locale: { input: { selected_option: { value: 'en' } } },
      contains: { input: { value: 'x' } },
      everyDay: { input: { selected_options: [] } },
    }
    expect(readForm(form)).toHaveProperty('rule')
    holdsFor(spoilt(form), (json) => {
      readForm(json)
    })
    const token = { access_token: 'a', token_type: 'Bearer', expires_in: '86400', scope: 'partner.read' }
    holdsFor(spoilt(token), (json) => {
      try {
        readTokenAnswer({ status: 200, text: JSON.stringify(json) ?? '' })
      } catch (error) {
        // What it throws goes to the log.
        expect(String(error)).not.toContain('isPolluted')
      }
    })
  })
})

describe('buttons', () => {
  it('of any words are read or not, and never break', () => {
    holdsFor(fc.tuple(hostileText, hostileText), ([id, value]) => {
      const press = readPress(id, value)
      if (press) expect(press.command).toBe(value)
      readPostback(value)
    })
  })

  it('of LINE WORKS come back as they were', () => {
    const press = fc.record({
      kind: fc.constantFrom('open', 'refresh', 'page'),
      page: fc.integer({ min: 1, max: 9999 }),
      command: hostileText.filter((text) => text.trim() !== ''),
    })
    holdsFor(press, (given) => {
      expect(readPostback(toPostback(given))).toEqual(given)
    })
  })
})

describe('texts of Slack', () => {
  it('lose every mark-up, and become no other', () => {
    holdsFor(fc.tuple(hostileText, fc.constantFrom('U0', undefined, '(', '[a')), ([text, botUser]) => {
      const read = readText(text, botUser)
      // What was escaped is text, also where it looks like a mention.
      const typed = text.replaceAll(/&(?:lt|gt|amp);/g, '')
      expect(readText(typed, botUser).text).not.toMatch(/<[@#!][^<>]*>/)
      expect(read.isMentioned).toBe(false)
    })
  })
})
