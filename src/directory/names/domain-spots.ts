import { domainToUnicode } from 'node:url'
import { foldDomain } from '../fold-domain.ts'
import type { Searchable } from '../searchable.ts'
import type { Address } from './addresses.ts'
import { characterAt, characterBefore, wordScriptOf } from './letters.ts'
import { buildPrefixTable } from './prefix-table.ts'
import type { Spot } from './spot.ts'
import { toLowerInPlace } from './to-case-in-place.ts'

type ByDomain = ReadonlyMap<string, readonly Searchable[]>

/** Finds the domains of customers in a text, hosts under them and mail addresses included. */
export function buildDomainSpots(
  byDomain: ByDomain,
): (text: string, addresses: readonly Address[]) => Spot[] {
  const ofOtherScripts = [...byDomain.keys()]
    .filter((domain) => domain.includes('xn--'))
    .map((domain) => domainToUnicode(domain))
    .filter((domain) => domain.includes('.'))
  const table = buildPrefixTable(ofOtherScripts)

  /** In the letters of its own language a domain has no border to the words around it, so each place is tried. */
  function unicodeSpots(text: string): Spot[] {
    const lower = toLowerInPlace(text)
    const spots: Spot[] = []
    for (let from = 0; from < lower.length; from += 1) {
      const to = table
        .lengthsAt(lower, from)
        .map((length) => from + length)
        .find((end) => isWholeHost(lower, from, end))
      const found = to && byDomain.get(foldDomain(lower.slice(from, to)))
      if (found) spots.push({ from: beginOfHost(lower, from), to, found, by: 'domain' })
    }
    return spots
  }

  return (text, addresses) => {
    const spots = addresses.flatMap(({ host }) => {
      const found = host && withHost(byDomain, host.name.toLowerCase())
      return found ? [{ from: host.from, to: host.to, found, by: 'domain' as const }] : []
    })
    return ofOtherScripts.length > 0 && text.includes('.') ? [...spots, ...unicodeSpots(text)] : spots
  }
}

/** mail.example.com belongs to whoever has example.com. */
function withHost(byDomain: ByDomain, host: string): readonly Searchable[] | undefined {
  for (let name = host; name.includes('.'); name = name.slice(name.indexOf('.') + 1)) {
    const found = byDomain.get(foldDomain(name))
    if (found) return found
  }
  return undefined
}

function isWholeHost(text: string, from: number, to: number): boolean {
  const first = wordScriptOf(characterAt(text, from))
  const last = wordScriptOf(characterBefore(text, to))
  const next = characterAt(text, to)
  const isDotted = next === '.' && wordScriptOf(characterAt(text, to + 1)) !== 'none'
  const isHyphened = text[from - 1] === '-' || (next === '-' && last === 'spaced')
  return (
    !isDotted &&
    !isHyphened &&
    wordScriptOf(characterBefore(text, from)) !== first &&
    !(last === 'spaced' && wordScriptOf(next) === last)
  )
}

const labelsInFront = /(?:[a-z0-9-]+\.)+$/

/** With the names of hosts in front of it, as in www.青空.example. */
function beginOfHost(text: string, from: number): number {
  if (text[from - 1] !== '.') return from
  return from - (labelsInFront.exec(text.slice(Math.max(0, from - 64), from))?.[0].length ?? 0)
}
