import { concernsOf } from '../../core/digest/concerns.ts'
import type { DigestRule } from '../../core/digest/rule.ts'
import { type Phrase, say } from '../../core/phrase.ts'
import type { Asked } from '../command.ts'

/** How many customers a rule keeps by its text; undefined where it has none, or no copy is kept. */
export async function countConcerned(
  rule: Pick<DigestRule, 'contains'>,
  { directory }: Asked,
): Promise<number | undefined> {
  if (rule.contains === null || !directory) return undefined
  const isConcerned = concernsOf(rule)
  return (await directory.copies()).filter(({ customer, goneAt }) => !goneAt && isConcerned(customer)).length
}

/** That a text fits nobody is mostly a slip, and would otherwise show as silence. */
export function concernedNote(count: number): Phrase {
  return count === 0 ? say('digestCommand.nobody') : say('digestCommand.concerned', { count })
}
