import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { isLoopback } from '../core/is-loopback.ts'

export interface Visit {
  /** The other end of the connection. */
  readonly remoteAddress: string | undefined
  readonly headers: IncomingHttpHeaders
}

/** `hidden`: nobody from elsewhere may read it. */
export type Permission = 'granted' | 'denied' | 'hidden'

/** What proxies add. Behind one on this machine everybody seems to come from here. */
const proxyHeaders = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'] as const

/** Whether somebody may read the figures: from this machine, or with the token where one is set. */
export function mayRead(visit: Visit, token: string | undefined): Permission {
  if (isFromHere(visit)) return 'granted'
  if (token === undefined) return 'hidden'
  const given = /^Bearer +(\S+) *$/i.exec(visit.headers.authorization ?? '')?.[1]
  return given !== undefined && isSame(given, token) ? 'granted' : 'denied'
}

/**
 * Also what came over no proxy has to ask for this machine by its own name, as a browser that a web page has led here
 * does not. A proxy that says nothing of itself and asks for `localhost` cannot be told from a program on this machine.
 */
function isFromHere({ remoteAddress = '', headers }: Visit): boolean {
  if (!isLoopback(remoteAddress.replace(/^::ffff:/, ''))) return false
  if (proxyHeaders.some((name) => headers[name] !== undefined)) return false
  return isLoopback(URL.parse(`http://${headers.host}`)?.hostname ?? '')
}

/** Takes the same time whatever the lengths, and wherever the first difference lies. */
function isSame(given: string, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(token))
}
