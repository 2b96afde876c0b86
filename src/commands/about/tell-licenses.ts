import { type Phrase, say } from '../../core/phrase.ts'
import type { Gathered } from './gather.ts'
import { overWords } from './over-words.ts'
import { tellContracts } from './tell-each.ts'

/** How many licenses each contract has. */
export function tellLicenses(gathered: Gathered): Phrase[] {
  return tellContracts(gathered, ({ licenseCount: count }, term) => {
    const { name: what, isOver } = term
    if (isOver) return overWords(term, gathered.today)
    return count === null
      ? say('about.licenses.none', { what })
      : say('about.licenses.count', { what, count })
  })
}
