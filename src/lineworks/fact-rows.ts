import type { SpokenFact } from '../core/card.ts'
import { toAction } from './buttons.ts'
import type { Component } from './content.ts'
import { flexButton, flexText, quietText } from './flex.ts'

/** A label is a few words; the limit keeps a hostile one from filling a page. */
const labelLimit = 75

/** Columns of a phone's narrow half: a label of two lines beside a value of two, such as a period. */
const shortLabelColumns = 14
const shortValueColumns = 40

/**
 * A fact as a label beside its value; a long one of either puts the value below, across the whole width. The value
 * is cut to `valueLimit` characters. A fact that something can be done about stands out as an item of its own, with
 * its button under it.
 */
export function factRows({ label, value, action }: SpokenFact, valueLimit: number): Component[] {
  const press = action && action.kind !== 'share' ? { ...action, kind: action.kind, page: 1 } : undefined
  const button = press && toAction(press, press.label, `${press.label}: ${label}`)
  const below = flexText(value, valueLimit, { margin: 'xs' })
  if (button)
    return [flexText(label, labelLimit, { weight: 'bold', margin: 'md' }), below, flexButton(button)]
  return isShort(label, shortLabelColumns) && isShort(value, shortValueColumns)
    ? [inColumns(label, value, valueLimit)]
    : [quietText(label, labelLimit), below]
}

function inColumns(label: string, value: string, valueLimit: number): Component {
  return {
    type: 'box',
    layout: 'horizontal',
    spacing: 'md',
    contents: [quietText(label, labelLimit, { flex: 2 }), flexText(value, valueLimit, { flex: 3 })],
  }
}

function isShort(text: string, columns: number): boolean {
  return text.length <= columns && columnsOf(text) <= columns && !text.includes('\n')
}

/** Characters of the East Asian scripts, which begin at U+2E80, are twice as wide as others. */
function columnsOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (character < '\u2e80' ? 1 : 2), 0)
}
