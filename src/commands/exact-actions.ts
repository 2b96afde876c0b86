import type { Card } from '../core/card.ts'
import { type DomainId, parseDomainId } from '../core/customer.ts'
import type { Directory } from '../core/directory.ts'
import { toExactId } from '../core/exact-id.ts'

/**
 * Makes sure that buttons reach the customer whom they mean: an ID that is somebody's customer code as well is
 * written so that it can be taken for an ID only. The days of `expiring 30` are none.
 */
export async function withExactActions(
  card: Card,
  directory: Directory | undefined,
  takesCustomer: (line: string) => boolean,
): Promise<Card> {
  if (!directory) return card
  const doubted = new Set<string>()
  const lines = card.actions.map(({ command }) => command).filter(takesCustomer)
  const words = new Set(lines.map((line) => line.split(' ')[1]))
  for (const word of words) {
    const id = parseDomainId(word ?? '')
    if (id && (await isDoubted(id, directory))) doubted.add(id)
  }
  if (doubted.size === 0) return card

  return {
    ...card,
    actions: card.actions.map((action) => {
      const [name, id, ...rest] = action.command.split(' ')
      if (!id || !doubted.has(id) || !takesCustomer(action.command)) return action
      return { ...action, command: [name, toExactId(id as DomainId), ...rest].join(' ') }
    }),
  }
}

async function isDoubted(id: DomainId, directory: Directory): Promise<boolean> {
  try {
    return (await directory.find(id)).kind !== 'one'
  } catch {
    // Told already when the customer was looked for; the answer that is there matters more.
    return false
  }
}
