import type { Searchable } from '../searchable.ts'
import { type FoldedText, foldText, isApart } from './fold-text.ts'
import { formsFrom, formsInFront } from './forms-around.ts'
import { wordScriptOf } from './letters.ts'
import { isMeant } from './name-rules.ts'
import { buildPrefixTable } from './prefix-table.ts'
import { type SpokenName, toSpokenName } from './spoken-name.ts'
import type { Spot } from './spot.ts'

/** Company names, to be found anywhere in a text. */
interface NameTable {
  /** The longest name at each place; they may overlap. The text is in NFKC. */
  spotsIn(text: string): readonly Spot[]
}

interface Named {
  readonly one: Searchable
  readonly name: SpokenName
}

/** A name as long as this is no accident of neighbouring words, as "a new" is for Anew. */
const surelyOneName = 8

/** Taking a name apart is the dear part, and most names stay when one changes. */
const spokenNames = new WeakMap<Searchable, SpokenName>()

export function buildNameTable(all: readonly Searchable[], ordinaryWords: ReadonlySet<string>): NameTable {
  const byCore = new Map<string, Named[]>()
  for (const one of all) {
    const name = spokenNameOf(one)
    for (const core of new Set([name.core, name.short])) {
      const group = byCore.get(core)
      if (group) group.push({ one, name })
      else byCore.set(core, [{ one, name }])
    }
  }
  byCore.delete('')
  const table = buildPrefixTable(byCore.keys())

  function spotAt(text: string, folded: FoldedText, unit: number): Spot | undefined {
    for (const length of table.lengthsAt(folded.letters, unit)) {
      const end = unit + length
      if (!isUnbroken(folded, unit, end)) continue
      const core = folded.letters.slice(unit, end)
      const named = byCore.get(core) ?? []
      if (!isSpelt(folded, unit, end, named)) continue

      const front = formsInFront(folded, unit)
      const back = formsFrom(folded, end)
      const inner = { from: folded.from[unit] ?? 0, to: folded.to[end - 1] ?? 0 }
      const isName = isMeant({
        text,
        ...inner,
        core,
        hasFormInFront: front.forms.length > 0,
        hasFormBehind: back.forms.length > 0,
        isOrdinary: ordinaryWords.has(core),
      })
      if (!isName) continue
      const to = folded.to[back.to - 1] ?? 0
      return {
        from: folded.from[front.from] ?? 0,
        to: back.forms.length > 0 && text[to] === '.' ? to + 1 : to,
        inner,
        found: withForms(named, [...front.forms, ...back.forms]),
        by: 'name',
      }
    }
    return undefined
  }

  return {
    spotsIn(text) {
      const folded = foldText(text)
      const spots: Spot[] = []
      for (let unit = 0; unit < folded.letters.length; unit += 1) {
        const spot = spotAt(text, folded, unit)
        if (spot) spots.push(spot)
      }
      return spots
    },
  }
}

function spokenNameOf(one: Searchable): SpokenName {
  const known = spokenNames.get(one)
  if (known) return known
  const name = toSpokenName(one.candidate.companyName ?? '')
  spokenNames.set(one, name)
  return name
}

/** Neither begins nor ends within a written character, and is written in one passage. */
function isUnbroken({ from, passage }: FoldedText, unit: number, end: number): boolean {
  return passage[unit] === passage[end - 1] && from[unit] !== from[unit - 1] && from[end - 1] !== from[end]
}

/** A short name in spaced letters is divided only where one of those that have it divides it. */
function isSpelt(folded: FoldedText, unit: number, end: number, named: readonly Named[]): boolean {
  if (end - unit >= surelyOneName) return true
  for (let inside = unit + 1; inside < end; inside += 1) {
    const isDivided = isApart(folded, inside) && isSpaced(folded.letters, inside - 1, inside)
    if (isDivided && !named.some(({ name }) => name.starts.includes(inside - unit))) return false
  }
  return true
}

function isSpaced(letters: string, ...units: readonly number[]): boolean {
  return units.every((unit) => wordScriptOf(letters.charAt(unit)) === 'spaced')
}

/** Legal forms that are written tell those of one name apart, unless nobody has them. */
function withForms(named: readonly Named[], forms: readonly string[]): readonly Searchable[] {
  const fitting = named.filter(({ name }) => forms.every((form) => name.forms.includes(form)))
  return (fitting.length > 0 ? fitting : named).map(({ one }) => one)
}
