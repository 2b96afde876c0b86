import type { SectionBlock } from '@slack/types'
import type { SpokenFact } from '../../core/card.ts'
import { factButton } from './buttons.ts'
import { bold, linked, plain } from './text-objects.ts'

/** What half the width of a message shows in two or three lines; a longer value gets the whole of it. */
const shortValueLength = 100

/** Slack takes ten fields in a section; a fact fills two. */
const fieldsPerSection = 10

/** A label is a few words; the limit keeps a hostile one from filling a page. */
export const labelLimit = 75

/**
 * Facts as a table of two columns, label and value; long and multi-line values go across the whole width.
 * Values are cut to `valueLimit` characters. A heading, if given, opens the first section. A fact with a button has
 * a section of its own, because the button stands beside the whole of it.
 *
 * Values are `plain_text`, which Slack does not parse, because mrkdwn cannot escape its own `*`, `_`, `~`,
 * backticks, `:codes:` and leading `>`. A field of its own leaves the label free to be bold. `rich_text` would be as
 * safe, but has no columns.
 */
export function factBlocks(
  facts: readonly SpokenFact[],
  valueLimit: number,
  heading?: SectionBlock['text'],
): SectionBlock[] {
  const blocks: SectionBlock[] = heading ? [{ type: 'section', text: heading }] : []
  for (const { label, value, action, link } of facts) {
    const name = link ? linked(label, link, labelLimit) : bold(label, labelLimit)
    const shown = plain(value, valueLimit)
    const button = action && factButton(action)
    const accessory = button ? { accessory: button } : {}
    if (!isShort(shown.text)) {
      blocks.push({ type: 'section', text: name, ...accessory }, { type: 'section', text: shown })
      continue
    }
    const pair = [name, shown]
    const last = blocks.at(-1)
    const fields = last?.fields ?? []
    const hasRoom = last && !last.accessory && fields.length < fieldsPerSection
    if (hasRoom && !button) last.fields = [...fields, ...pair]
    else blocks.push({ type: 'section', fields: pair, ...accessory })
  }
  return blocks
}

function isShort(value: string): boolean {
  return value.length <= shortValueLength && !/[\n\r]/.test(value)
}
