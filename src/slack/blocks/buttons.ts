import type { ActionsBlock, Button } from '@slack/types'
import type { SpokenAction } from '../../core/card.ts'
import { type Locale, parseLocale } from '../../core/locale.ts'
import { plain } from './text-objects.ts'

/** What the buttons under an answer hand on to the answers that they bring. */
export interface HandedOn {
  /** What to answer in, where that is not the reader's own: the answer to a question goes on in its language. */
  readonly locale?: Locale | undefined
  /** The message that it is about: what is shared goes into its thread. */
  readonly opens?: string | undefined
}

/** What a pressed button asks for. `page` counts from 1. */
export interface Press extends HandedOn {
  readonly kind: SpokenAction['kind'] | 'page'
  readonly command: string
  readonly page: number
  /** Beside one line of an answer, which is to stay. */
  readonly isBeside: boolean
}

/** Of a button's own words. */
export const labelLimit = 75
const valueLimit = 2000
const buttonsPerBlock = 25

/** `open` counts its buttons, the others carry a page beyond the first. */
const pressPattern =
  /^desk:(open|refresh|share|page)(?:_([A-Za-z_]{2,5}))?(?::(\d{1,4}))?(?:@(\d{1,12}\.\d{1,6}))?$/

/** Undefined when no button can be shown. Refresh and share keep to the page that they stand on. */
export function actionButtons(
  actions: readonly SpokenAction[],
  page: number,
  handedOn: HandedOn = {},
): ActionsBlock | undefined {
  return toBlock(
    actions.map(({ kind, label, command }, index) => {
      const number = kind === 'open' ? index : page
      const isPlain = kind !== 'open' && page === 1
      return toButton(toActionId(kind, isPlain ? undefined : number, handedOn), label, command)
    }),
  )
}

/** The button beside a fact. Its id need not be another's: no other button is in its block. */
export function factButton({ kind, label, command }: SpokenAction): Button | undefined {
  const button = toButton(`desk:${kind}`, label, command)
  return isUsable(button) ? button : undefined
}

/** The buttons to the pages around one of several. */
export function pageButtons(
  page: number,
  pages: number,
  command: string,
  words: { readonly previous: string; readonly next: string },
  handedOn: HandedOn = {},
): ActionsBlock | undefined {
  const to = (target: number, label: string) => toButton(toActionId('page', target, handedOn), label, command)
  return toBlock([
    ...(page > 1 ? [to(page - 1, words.previous)] : []),
    ...(page < pages ? [to(page + 1, words.next)] : []),
  ])
}

/** What was pressed; undefined for what is no button of ours. */
export function readPress(actionId: string, value: string | undefined): Press | undefined {
  const [, kind, language, number, opens] = pressPattern.exec(actionId) ?? []
  if (!value || (kind !== 'open' && kind !== 'refresh' && kind !== 'share' && kind !== 'page'))
    return undefined
  const isBeside = kind === 'open' && number === undefined
  const page = kind === 'open' ? 1 : Number(number ?? 1)
  return { kind, command: value, page, isBeside, locale: parseLocale(language), opens }
}

function toActionId(kind: Press['kind'], number: number | undefined, { locale, opens }: HandedOn): string {
  const inLocale = locale === undefined ? '' : `_${locale.replace('-', '_')}`
  const counted = number === undefined ? '' : `:${number}`
  return `desk:${kind}${inLocale}${counted}${opens === undefined ? '' : `@${opens}`}`
}

function toButton(actionId: string, label: string, command: string): Button {
  // Half a surrogate pair names nothing, and Slack may refuse the whole message for it.
  const value = command.toWellFormed()
  return { type: 'button', action_id: actionId, text: plain(label, labelLimit), value }
}

/** A command that does not fit into a button cannot be cut, for it would ask something else. */
function isUsable({ value }: Button): boolean {
  return value !== undefined && value !== '' && value.length <= valueLimit
}

/** Left out are buttons that cannot be used, and a second one of an id that Slack wants only once in a block. */
function toBlock(buttons: readonly Button[]): ActionsBlock | undefined {
  const usable = buttons.filter(
    (button, index) =>
      isUsable(button) && buttons.findIndex(({ action_id }) => action_id === button.action_id) === index,
  )
  if (usable.length === 0) return undefined
  return { type: 'actions', elements: usable.slice(0, buttonsPerBlock) }
}
