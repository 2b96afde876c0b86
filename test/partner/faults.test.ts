import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  dropConnection,
  hang,
  json,
  type Script,
  startScriptedServer,
  text,
} from '../works/scripted-server.ts'
import { answer, type Desk, drive, fixture, id, options, startDesk } from './desk.ts'

const cutBody: Script = (response) => {
  response.writeHead(200, { 'Content-Length': '1000' })
  response.write('{"domainId": 10000001, "companyName": "LINE W', () => response.destroy())
}

const trickle: Script = (response) => {
  response.writeHead(200)
  const timer = setInterval(() => response.write(' '), 10)
  response.on('close', () => clearInterval(timer))
}

let desk: Desk

beforeEach(async () => {
  desk = await startDesk()
})

afterEach(() => desk.close())

const failureOf = (read: Promise<unknown>) =>
  read.then(
    () => expect.fail('the read was answered'),
    (error: unknown) => error,
  )

describe('a read is repeated', () => {
  it.each([
    ['a dropped connection', dropConnection],
    ['a body that breaks off', cutBody],
    ['500', text('', 500)],
    ['503', json({ code: 'SERVICE_UNAVAILABLE' }, 503)],
    ['429', text('', 429)],
  ])('after %s', async (_fault, script) => {
    desk.server.play(script, answer('customer'))
    expect(await desk.partner.customer(id, options)).toMatchObject({ domainId: id })
    expect(desk.server.received).toHaveLength(2)
  })

  it.each([
    ['partner_down', dropConnection],
    ['partner_down', json({ code: 'INTERNAL_SERVER_ERROR' }, 500)],
    ['partner_unreadable', cutBody],
    ['rate_limited', text('', 429)],
  ] as const)('three times at most, then %s', async (code, script) => {
    desk.server.play(script)
    await expect(desk.partner.customer(id, options)).rejects.toMatchObject({ code })
    expect(desk.server.received).toHaveLength(4)
    expect(desk.waits).toEqual([150, 300, 600])
  })

  it('after the seconds that a 429 asks for', async () => {
    desk.server.play(text('', 429, { 'RateLimit-Reset': '7' }), answer('customer'))
    const startedAt = desk.clock.now()
    await desk.partner.customer(id, options)
    expect(desk.clock.now() - startedAt).toBe(7_250)
  })

  it('not when those lie behind the deadline', async () => {
    desk.server.play(text('', 429, { 'rateLimit-reset': '41' }))
    await expect(desk.partner.customer(id, options)).rejects.toMatchObject({
      code: 'rate_limited',
      retryInSeconds: 41,
      message: 'customer: 429',
    })
    // The next one knows it beforehand and is not sent.
    await expect(desk.partner.customer(id, options)).rejects.toMatchObject({ retryInSeconds: 41 })
    expect(desk.server.received).toHaveLength(1)
  })
})

describe('a read is not repeated', () => {
  it.each([
    ['400', json({ code: 'INVALID_PARAMETER', description: 'x' }, 400), 'partner_refused'],
    ['403 about the request', json({ code: 'LIMIT_EXCEEDED' }, 403), 'partner_refused'],
    ['404', json({ code: 'NOT_FOUND' }, 404), 'not_found'],
    ['410', json({ code: 'DELETED' }, 410), 'not_found'],
    ['501', text('', 501), 'partner_down'],
    ['302', text('', 302, { location: 'https://example.com/' }), 'partner_unreadable'],
    ['HTML', text('<html><body>Maintenance</body></html>'), 'partner_unreadable'],
    ['an empty body', text(''), 'partner_unreadable'],
    ['cut-off JSON', text(fixture('customer').slice(0, 200)), 'partner_unreadable'],
    ['JSON too deep to parse', text('['.repeat(100_000)), 'partner_unreadable'],
  ])('after %s', async (_fault, script, code) => {
    desk.server.play(script)
    await expect(desk.partner.customer(id, options)).rejects.toMatchObject({ name: 'DeskError', code })
    expect(desk.server.received).toHaveLength(1)
  })

  it('when the body is larger than its bound', async () => {
    const { partner, http } = desk.open({ maxBodyBytes: 2_000 })
    desk.server.play(text(' '.repeat(2_001)))
    await expect(partner.customer(id, options)).rejects.toMatchObject({ code: 'partner_unreadable' })
    expect(desk.server.received).toHaveLength(1)
    http.close()
  })
})

describe('time', () => {
  it.each([
    ['hangs', hang],
    ['trickles', trickle],
  ])('is bounded for a reply that %s', async (_how, script) => {
    const slow = await startDesk({ attemptMs: 60, readMs: 5_000 })
    slow.server.play(script)
    await expect(slow.partner.customer(id, options)).rejects.toMatchObject({ code: 'partner_slow' })
    expect(slow.waits).toHaveLength(3)
    await slow.close()
  })

  it('is bounded for the whole read', async () => {
    const slow = await startDesk({ attemptMs: 3_600_000, readMs: 100 })
    slow.server.play(hang)
    await expect(slow.partner.customer(id, options)).rejects.toMatchObject({
      ...{ code: 'partner_slow', message: 'customer: no answer within 100 ms' },
    })
    await slow.close()
  })

  it('ends with the connections: nothing waits on after closing', async () => {
    desk.server.play(hang)
    const read = failureOf(desk.partner.customer(id, options))
    await expect.poll(() => desk.server.received.length).toBe(1)
    desk.http.close()
    expect(await read).toMatchObject({ code: 'partner_down' })
  })
})

describe('the token', () => {
  it('is renewed after one 401', async () => {
    desk.server.play(json({ code: 'UNAUTHORIZED' }, 401), answer('customer'))
    await desk.partner.customer(id, options)
    expect(desk.server.received.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ])
  })

  it('is not renewed twice', async () => {
    desk.server.play(json({ code: 'UNAUTHORIZED' }, 401))
    await expect(desk.partner.customer(id, options)).rejects.toMatchObject({ code: 'sign_in_refused' })
    expect(desk.server.received).toHaveLength(2)
  })

  it('goes along with a 307 on this machine, twice', async () => {
    const other = await startScriptedServer()
    other.play(text('', 307, { location: '/elsewhere?count=1' }), answer('customer'))
    desk.server.play(text('', 307, { location: `${other.url}/v1.0/x` }))
    expect(await desk.partner.customer(id, options)).toMatchObject({ domainId: id })
    expect(other.received.map(({ url, headers }) => [url, headers.authorization])).toEqual([
      ['/v1.0/x', 'Bearer token-1'],
      ['/elsewhere?count=1', 'Bearer token-1'],
    ])
    await other.close()
  })

  it.each([['https://worksapis.com.example/'], ['http://www.worksapis.com/'], ['http://['], ['']])(
    'does not go along to "%s"',
    async (location) => {
      desk.server.play(text('', 307, { location }))
      await expect(desk.partner.customer(id, options)).rejects.toMatchObject({ code: 'partner_unreadable' })
      expect(desk.server.received).toHaveLength(1)
    },
  )

  it('does not go in circles', async () => {
    desk.server.play(text('', 307, { location: '/v1.0/again' }))
    await expect(desk.partner.customer(id, options)).rejects.toMatchObject({ code: 'partner_unreadable' })
    expect(desk.server.received).toHaveLength(3)
  })
})

describe('a customer that is refused', () => {
  const denied = json({ code: 'ACCESS_DENIED', description: 'Access is denied.' }, 403)
  const play = (list: Script) =>
    desk.server.play((response, received) =>
      (received.url.includes('?count=1') ? list : denied)(response, received),
    )

  it('is not ours when the list is allowed, which is asked once a minute', async () => {
    play(answer('customers'))
    await expect(desk.partner.customer(id, options)).rejects.toMatchObject({
      code: 'not_found',
      message: 'customer: 403 ACCESS_DENIED',
    })
    await expect(desk.partner.optionRenewal(id, drive, options)).rejects.toMatchObject({ code: 'not_found' })
    expect(desk.server.received.filter(({ url }) => url.includes('?count=1'))).toHaveLength(1)
    await desk.clock.advance(60_001)
    await expect(desk.partner.customer(id, options)).rejects.toMatchObject({ code: 'not_found' })
    expect(desk.server.received.filter(({ url }) => url.includes('?count=1'))).toHaveLength(2)
  })

  it('is not what a refused option of a customer of ours means', async () => {
    const ofCustomer = new RegExp(`/customers/${id}$`)
    desk.server.play((response, received) =>
      (ofCustomer.test(received.url) ? answer('customer') : denied)(response, received),
    )
    expect(await desk.partner.optionRenewal(id, drive, options)).toBeNull()
    expect(await desk.partner.scheduledTask(id, drive, options)).toBeNull()
    await expect(desk.partner.options(id, options)).rejects.toMatchObject({ code: 'no_permission' })
  })

  it('is a lack of permission when the list is refused too', async () => {
    play(json({ code: 'FORBIDDEN' }, 403))
    await expect(desk.partner.customer(id, options)).rejects.toMatchObject({ code: 'no_permission' })
    await expect(desk.partner.customers(null, options)).rejects.toMatchObject({ code: 'no_permission' })
  })

  it('stays open when the list cannot be asked', async () => {
    play(text('', 500))
    await expect(desk.partner.customer(id, options)).rejects.toMatchObject({ code: 'partner_down' })
  })
})

describe('nothing secret', () => {
  it('is in any error or log line, whatever goes wrong', async () => {
    const faults: Script[] = [
      dropConnection,
      cutBody,
      text(fixture('customer').slice(0, 300)),
      text(`<html>private.works@example.com token-1</html>`),
      json({ code: 'private.works@example.com', description: 'token-1 token-2' }, 400),
      json({ code: 'UNAUTHORIZED', description: 'Bearer token-1' }, 401),
      json({ ...JSON.parse(fixture('customer')), domainId: 'private.works@example.com' }),
      text('', 307, { location: 'https://token-1:x@example.com/private.works@example.com' }),
      text('', 500),
      answer('customer'),
    ]
    const shown: string[] = []
    for (const fault of faults) {
      desk.server.play(fault)
      const outcome = await desk.partner
        .customer(id, { ...options, fresh: true })
        .catch((error: unknown) => error)
      if (outcome instanceof Error) shown.push(inspect(outcome, { depth: 10, showHidden: true }))
    }
    expect(shown).toHaveLength(faults.length - 1)
    expect(desk.log.lines.length).toBeGreaterThanOrEqual(desk.server.received.length)
    shown.push(inspect(desk.log.lines, { depth: 10 }))
    for (const secret of ['token-1', 'token-2', 'Bearer', 'private.works', '090-0000', 'Corp.']) {
      expect(shown.join('\n')).not.toContain(secret)
    }
  })

  it('one line a call names operation, status, time and correlation id', async () => {
    desk.server.play(answer('customer'))
    await desk.partner.customer(id, options)
    expect(desk.log.lines).toEqual([
      {
        level: 'info',
        fields: { operation: 'customer', status: 200, ms: expect.any(Number), correlationId: 'c-1' },
        message: 'partner call',
      },
    ])
  })
})
