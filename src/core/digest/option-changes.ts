import type { HeldOption } from '../option.ts'
import { type OptionState, optionState } from './snapshot.ts'

export interface OptionChange {
  readonly kind: 'turnedPaid' | 'optionAdded' | 'optionDropped'
  readonly optionId: string
  readonly subOptionId: string | null
}

/**
 * What has become of a customer's options, whichever contract they hang on. An option on trial that makes way for the
 * same option without one has turned paid. Nothing where either side has not been read.
 */
export function optionChanges(
  before: readonly OptionState[] | null | undefined,
  options: readonly HeldOption[] | null,
): OptionChange[] {
  if (!before || !options) return []
  const now = options.map(optionState)
  // Almost every customer, almost every day.
  if (now.length === before.length && now.every((state, index) => isSame(state, before[index]))) return []
  const added = surplusOf(now, before)
  const dropped = surplusOf(before, now)
  const changes: OptionChange[] = []
  for (const state of added) {
    const trial = dropped.findIndex(([optionId, , isTrial]) => isTrial && optionId === state[0])
    const hasTurnedPaid = trial >= 0 && !state[2]
    if (hasTurnedPaid) dropped.splice(trial, 1)
    changes.push(changeOf(hasTurnedPaid ? 'turnedPaid' : 'optionAdded', state))
  }
  return [...changes, ...dropped.map((state) => changeOf('optionDropped', state))]
}

/** What there is more of than on the other side; the same option may be held several times. */
function surplusOf(of: readonly OptionState[], other: readonly OptionState[]): OptionState[] {
  const left = [...other]
  return of.filter((state) => {
    const match = left.findIndex((candidate) => isSame(state, candidate))
    if (match >= 0) left.splice(match, 1)
    return match < 0
  })
}

function isSame([optionId, subOptionId, isTrial]: OptionState, other: OptionState | undefined): boolean {
  return other?.[0] === optionId && other[1] === subOptionId && other[2] === isTrial
}

function changeOf(kind: OptionChange['kind'], [optionId, subOptionId]: OptionState): OptionChange {
  return { kind, optionId, subOptionId }
}
