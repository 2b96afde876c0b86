import type { Bubble, Component, FlexButton, FlexText, MessageAction } from './content.ts'
import { toWorksText } from './works-text.ts'

/** Stands out from white by 7:1, as WCAG 2.2 wants it at its strictest (1.4.6). */
const quiet = '#595959'

/** Under white letters. */
const primary = '#1d3b2f'

/** Text as it stands, in the client's own colour, over as many lines as it needs. */
export function flexText(
  text: string,
  limit: number,
  look: Pick<FlexText, 'size' | 'weight' | 'flex' | 'margin'> = {},
): FlexText {
  return { type: 'text', text: toWorksText(text, limit), wrap: true, size: 'sm', ...look }
}

/** Text beside what matters: labels and small print. */
export function quietText(
  text: string,
  limit: number,
  look: Pick<FlexText, 'size' | 'flex' | 'margin'> = {},
): FlexText {
  return { ...flexText(text, limit, look), color: quiet }
}

/** A link where no style is given; `primary` is for the one way on. */
export function flexButton(action: MessageAction, style?: 'primary' | 'secondary'): FlexButton {
  return {
    type: 'button',
    action,
    height: 'sm',
    ...(style ? { style } : {}),
    ...(style === 'primary' ? { color: primary } : {}),
  }
}

export function toBubble(body: readonly Component[], footer: readonly Component[] = []): Bubble {
  const block = (contents: readonly Component[]) =>
    ({ type: 'box', layout: 'vertical', spacing: 'sm', contents }) as const
  return {
    type: 'bubble',
    size: 'mega',
    body: block(body),
    ...(footer.length > 0 ? { footer: block(footer) } : {}),
  }
}

/** How much of a message's size something takes up once it is sent. */
export function jsonBytes(value: object): number {
  return Buffer.byteLength(JSON.stringify(value))
}
