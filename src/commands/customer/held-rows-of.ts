/** What names an option: held rows, renewals and tasks alike. */
interface OptionReference {
  readonly subscriptionId: string | null
  readonly optionId: string | null
  readonly subOptionId: string | null
}

/**
 * The held rows that a renewal or task speaks of. A customer may hold one option under two contracts or in two
 * sub options: the rows that agree on most are meant, and as a change may name the new sub option, none is
 * ruled out for differing in that alone.
 */
export function heldRowsOf<T extends OptionReference>(
  held: readonly T[],
  about: OptionReference,
): readonly T[] {
  const sameOption = held.filter((row) => row.optionId === about.optionId)
  const sameContract = sameOption.filter((row) => row.subscriptionId === about.subscriptionId)
  const candidates = sameContract.length > 0 ? sameContract : sameOption
  const sameSubOption = candidates.filter((row) => row.subOptionId === about.subOptionId)
  return sameSubOption.length > 0 ? sameSubOption : candidates
}
