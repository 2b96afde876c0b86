import { generateKeyPairSync } from 'node:crypto'
import { inspect } from 'node:util'
import { jwtVerify } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openHttp } from '../../src/works/http.ts'
import { createSignIn, type SignInSettings } from '../../src/works/sign-in.ts'
import { type CollectedLog, createCollectedLog } from './collected-log.ts'
import { createManualClock, type ManualClock } from './manual-clock.ts'
import {
  dropConnection,
  hang,
  json,
  type Script,
  type ScriptedServer,
  startScriptedServer,
  text,
} from './scripted-server.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const minute = 60_000

const token = (name: string, expiresIn: unknown = 3600): Script =>
  json({ access_token: name, refresh_token: 'not-used', token_type: 'Bearer', expires_in: expiresIn })

let server: ScriptedServer
let clock: ManualClock
let log: CollectedLog
let http: ReturnType<typeof openHttp>

beforeEach(async () => {
  server = await startScriptedServer()
  clock = createManualClock()
  log = createCollectedLog()
  http = openHttp()
})

afterEach(async () => {
  http.close()
  await server.close()
})

function signInTo(changes: Partial<SignInSettings> = {}) {
  return createSignIn({
    authUrl: `${server.url}/oauth2/v2.0`,
    clientId: 'the-client',
    clientSecret: 'the+secret/=',
    serviceAccount: 'abcde.serviceaccount@example.com',
    privateKey: pem,
    scopes: 'partner.read bot',
    http,
    wallClock: clock.now,
    log,
    wait: async () => {},
    random: () => 0.5,
    ...changes,
  })
}

describe('signing in', () => {
  it('sends a form with an assertion that LINE WORKS can verify', async () => {
    server.play(token('t1'))
    expect(await signInTo().token('c')).toBe('t1')

    const [request] = server.received
    expect(request).toMatchObject({ method: 'POST', url: '/oauth2/v2.0/token' })
    expect(request?.headers['content-type']).toBe('application/x-www-form-urlencoded')
    const form = new URLSearchParams(request?.body)
    expect(Object.fromEntries(form)).toMatchObject({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      client_id: 'the-client',
      client_secret: 'the+secret/=',
      scope: 'partner.read bot',
    })
    const { payload, protectedHeader } = await jwtVerify(form.get('assertion') ?? '', publicKey, {
      currentDate: new Date(clock.now()),
    })
    expect(protectedHeader).toEqual({ alg: 'RS256', typ: 'JWT' })
    expect(payload).toEqual({
      iss: 'the-client',
      sub: 'abcde.serviceaccount@example.com',
      iat: clock.now() / 1000,
      exp: expect.any(Number),
    })
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBeLessThanOrEqual(3600)
  })

  it('writes whole seconds when the clock stands between two', async () => {
    server.play(token('t1'))
    await signInTo({ wallClock: () => 1_767_571_200_999 }).token('c')
    const assertion = new URLSearchParams(server.received[0]?.body).get('assertion') ?? ''
    const claims = JSON.parse(Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString())
    expect(claims.iat).toBe(1_767_571_200)
  })

  it('asks once for fifty simultaneous callers, and not again while the token lives', async () => {
    server.play(token('t1'))
    const signIn = signInTo()
    const tokens = await Promise.all(Array.from({ length: 50 }, () => signIn.token('c')))
    expect(new Set(tokens)).toEqual(new Set(['t1']))
    await clock.advance(50 * minute)
    expect(await signIn.token('c')).toBe('t1')
    expect(server.received).toHaveLength(1)
  })

  it.each([['86400'], [86_400]])('reads a life of %o', async (expiresIn) => {
    server.play(token('t1', expiresIn), token('t2'))
    const signIn = signInTo()
    await signIn.token('c')
    await clock.advance(23 * 60 * minute)
    expect(await signIn.token('c')).toBe('t1')
    await clock.advance(60 * minute)
    expect(await signIn.token('c')).toBe('t2')
  })

  it.each([[undefined], ['soon'], [0], [-5]])('takes a life of %o for an hour', async (expiresIn) => {
    server.play(token('t1', expiresIn), token('t2'))
    const signIn = signInTo()
    await signIn.token('c')
    await clock.advance(54 * minute)
    expect(await signIn.token('c')).toBe('t1')
    await clock.advance(6 * minute)
    expect(await signIn.token('c')).toBe('t2')
  })

  it('renews before the end while the old token still serves, even if that fails', async () => {
    server.play(token('t1'), text('', 503))
    const signIn = signInTo()
    await signIn.token('c')
    await clock.advance(56 * minute)
    expect(await signIn.token('c')).toBe('t1')
    await expect.poll(() => log.lines.at(-1)?.message).toBe('sign-in failed')
    expect(await signIn.token('c')).toBe('t1')

    server.play(token('t2'))
    await clock.advance(minute)
    expect(await signIn.token('c')).toBe('t1')
    await expect.poll(() => signIn.token('c')).toBe('t2')
  })

  it('renews a refused token once, however many were refused with it', async () => {
    server.play(token('t1'), token('t2'), token('t3'))
    const signIn = signInTo()
    await signIn.token('c')
    const renewed = await Promise.all(Array.from({ length: 20 }, () => signIn.renew('t1', 'c')))
    expect(new Set(renewed)).toEqual(new Set(['t2']))
    expect(await signIn.renew('t1', 'c')).toBe('t2')
    expect(server.received).toHaveLength(2)
  })
})

describe('a sign-in that is refused', () => {
  it.each([
    [
      'RFC 6749',
      json({ error: 'invalid_client', error_description: 'the-client is unknown' }, 401),
      'invalid_client',
    ],
    ['of its own', json({ returnCode: '99', returnMessage: 'UnexpectedError' }, 200), '99'],
    ['of the APIs', json({ code: 'UNAUTHORIZED', description: 'Bad assertion' }, 401), 'UNAUTHORIZED'],
    ['empty', text('', 400), '400'],
    ['without a token', json({ token_type: 'Bearer' }), 'without a token'],
    ['with a token that fits no header', json({ access_token: 'a\nb' }), 'without a token'],
  ])('in the shape %s is told at once and not repeated', async (_shape, script, said) => {
    server.play(script)
    const failure = await signInTo()
      .token('c')
      .catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'sign_in_refused', message: expect.stringContaining(said) })
    expect(server.received).toHaveLength(1)
  })
})

describe('a sign-in that is down', () => {
  it.each([
    ['dropped connection', dropConnection],
    ['500', text('', 500)],
    ['503 in the shape of an error', json({ error: 'temporarily_unavailable' }, 503)],
    ['page of HTML', text('<html>Maintenance</html>')],
    ['cut-off JSON', text('{"access_token":"t1')],
    ['redirect', text('', 302, { location: 'http://127.0.0.1:1/' })],
    ['429', text('', 429)],
  ])('is tried three times: %s', async (_fault, script) => {
    server.play(script)
    await expect(signInTo().token('c')).rejects.toMatchObject({ code: 'sign_in_down' })
    expect(server.received).toHaveLength(3)
  })

  it('is tried again after a time without an answer', async () => {
    server.play(hang, token('t1'))
    expect(await signInTo({ attemptMs: 100 }).token('c')).toBe('t1')
  })

  it('is not hammered, and not given up for ever', async () => {
    server.play(text('', 500))
    const signIn = signInTo()
    await Promise.allSettled(Array.from({ length: 50 }, () => signIn.token('c')))
    await expect(signIn.token('c')).rejects.toMatchObject({ code: 'sign_in_down' })
    expect(server.received).toHaveLength(3)

    server.play(token('t1'))
    await clock.advance(1_000)
    expect(await signIn.token('c')).toBe('t1')
  })

  it('waits longer after each failure', async () => {
    server.play(json({ error: 'invalid_client' }, 401))
    const signIn = signInTo()
    await expect(signIn.token('c')).rejects.toThrow()
    await clock.advance(1_000)
    await expect(signIn.token('c')).rejects.toThrow()
    await clock.advance(1_000)
    await expect(signIn.token('c')).rejects.toThrow()
    expect(server.received).toHaveLength(2)
    await clock.advance(1_000)
    await expect(signIn.token('c')).rejects.toThrow()
    expect(server.received).toHaveLength(3)
  })
})

describe('secrets', () => {
  it('appear in no error and no log line, whatever goes wrong', async () => {
    const faults = [
      dropConnection,
      text('{"access_token":"hidden-token'),
      json({ error: 'invalid_grant', error_description: 'the+secret/= hidden-token' }, 400),
      json({ code: 'hidden-token', description: 'the+secret/=' }, 401),
      json({ access_token: 'hidden-token\n' }),
    ]
    const shown: string[] = []
    for (const fault of faults) {
      server.play(fault)
      const failure = await signInTo()
        .token('c')
        .catch((error: unknown) => error)
      expect(failure).toMatchObject({ name: 'DeskError' })
      shown.push(inspect(failure, { depth: 10, showHidden: true }))
    }
    shown.push(inspect(log.lines, { depth: 10 }))
    const sent = server.received.map(({ body }) => new URLSearchParams(body).get('assertion') ?? '')
    expect(sent.length).toBeGreaterThanOrEqual(faults.length)
    for (const secret of [
      'the+secret/=',
      encodeURIComponent('the+secret/='),
      'hidden-token',
      'eyJ',
      ...sent,
    ]) {
      expect(shown.join('\n')).not.toContain(secret)
    }
  })

  it('stay out of the refusal of a bad key', () => {
    const broken = pem.replaceAll('\n', ' ')
    expect(() => signInTo({ privateKey: broken })).toThrow(/not an RSA key/)
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey
    expect(() => signInTo({ privateKey: weak.export({ type: 'pkcs8', format: 'pem' }).toString() })).toThrow(
      /2048 bits/,
    )
  })

  it('may be kept in the older PEM form', async () => {
    server.play(token('t1'))
    const pkcs1 = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
    expect(await signInTo({ privateKey: pkcs1 }).token('c')).toBe('t1')
  })
})
