import { expect, it } from 'vitest'
import { isTrustedRedirect } from '../../src/works/trusted-redirect.ts'

const from = 'https://www.worksapis.com/v1.0/partners'

it.each([
  [from, 'https://www.worksapis.com/v1.0/x', true],
  [from, 'https://jp2.worksapis.com/v1.0/x', true],
  [from, 'https://worksapis.com/', true],
  [from, 'http://www.worksapis.com/v1.0/x', false],
  [from, 'https://evilworksapis.com/', false],
  [from, 'https://worksapis.com.evil.example/', false],
  [from, 'https://user:pass@www.worksapis.com/', false],
  [from, 'http://127.0.0.1:4010/', false],
  [from, 'https://localhost/', false],
  ['https://gateway.example/api', 'https://gateway.example/other', true],
  ['https://gateway.example/api', 'https://sub.gateway.example/', false],
  ['http://127.0.0.1:4010/v1.0', 'http://localhost:4011/v1.0', true],
  ['http://127.0.0.1:4010/v1.0', 'https://example.com/', false],
])('from %s to %s: %s', (origin, target, isTrusted) => {
  expect(isTrustedRedirect(new URL(origin), new URL(target))).toBe(isTrusted)
})
