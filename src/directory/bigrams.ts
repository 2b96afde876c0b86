/** Stands before and after a text, so that its first and last letter count, and one letter has bigrams too. */
const edge = 0

/** The pairs of neighbouring UTF-16 units of a text, each as one number. None for an empty text. */
export function bigramsOf(text: string): ReadonlySet<number> {
  const bigrams = new Set<number>()
  if (text === '') return bigrams
  let before = edge
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    bigrams.add(before * 0x10000 + unit)
    before = unit
  }
  return bigrams.add(before * 0x10000 + edge)
}

/** How many pairs two texts share. */
export function countShared(some: ReadonlySet<number>, others: ReadonlySet<number>): number {
  const [fewer, more] = some.size < others.size ? [some, others] : [others, some]
  let shared = 0
  for (const bigram of fewer) if (more.has(bigram)) shared += 1
  return shared
}
