import { domainToASCII, domainToUnicode } from 'node:url'

const asciiOnly = /^[\x21-\x7e]+$/

/**
 * A domain name as DNS compares it: without regard to case or a last dot, and in the letters of its own language as
 * in `xn--` form (RFC 5891). Text that cannot be a domain name comes out folded all the same and matches none.
 */
export function foldDomain(domain: string): string {
  const name = domain.normalize('NFKC').trim().toLowerCase().replace(/\.$/, '')
  return asciiOnly.test(name) ? name : domainToASCII(name) || name
}

/** What tells a domain from others: its part before the first dot, in the letters of its own language. */
export function firstLabel(domain: string): string {
  const [label = ''] = foldDomain(domain).split('.')
  return label.startsWith('xn--') ? domainToUnicode(label) || label : label
}
