import { describe, expect, it } from 'vitest'
import { mayRead } from '../../src/metrics/may-read.ts'

const token = 'a-token-of-some-length'
const visit = (remoteAddress: string | undefined, headers: Record<string, string> = {}) => ({
  remoteAddress,
  headers: { host: 'localhost:3000', ...headers },
})

describe('who may read the figures', () => {
  it.each([
    ['127.0.0.1', 'localhost:3000'],
    ['::1', '[::1]:3000'],
    ['::ffff:127.0.0.1', '127.0.0.1:3000'],
    ['127.8.9.1', 'localhost'],
  ])('is everybody on this machine: from %s, asking for %s', (address, host) => {
    expect(mayRead(visit(address, { host }), undefined)).toBe('granted')
    expect(mayRead(visit(address, { host }), token)).toBe('granted')
  })

  it.each([
    ['comes from elsewhere', visit('192.0.2.7')],
    ['comes from nowhere', visit(undefined)],
    ['came over a proxy that says for whom', visit('127.0.0.1', { 'x-forwarded-for': '127.0.0.1' })],
    ['came over a proxy of the standard', visit('127.0.0.1', { forwarded: 'for=127.0.0.1' })],
    ['came over a proxy that names itself', visit('127.0.0.1', { via: '1.1 proxy' })],
    ['came over a proxy that says nothing', visit('127.0.0.1', { host: 'desk.example.com' })],
    ['was led here by a page', visit('127.0.0.1', { host: 'evil.example:3000' })],
    ['names no host', visit('127.0.0.1', { host: '' })],
  ])('is nobody else without a token, and whoever has it with one: it %s', (_what, from) => {
    expect(mayRead(from, undefined)).toBe('hidden')
    expect(mayRead(from, token)).toBe('denied')
    const withHeader = (authorization: string) => ({ ...from, headers: { ...from.headers, authorization } })
    expect(mayRead(withHeader(`Bearer ${token}`), token)).toBe('granted')
    expect(mayRead(withHeader(`bearer ${token}`), token)).toBe('granted')
  })

  it.each([
    '',
    'Bearer',
    'Bearer ',
    `Bearer ${token}x`,
    `Bearer ${token.slice(1)}`,
    `Bearer x ${token}`,
    `Basic ${token}`,
    token,
  ])('is not whoever says %j', (authorization) => {
    expect(mayRead(visit('192.0.2.7', { authorization }), token)).toBe('denied')
    expect(mayRead(visit('192.0.2.7', { authorization }), undefined)).toBe('hidden')
  })
})
