import type { SpokenCard } from '../core/card.ts'
import type { Locale } from '../core/locale.ts'
import type { PageWords } from '../core/page-words.ts'
import { type Frame, roomInside, surplusActions, toContents } from './bubbles.ts'
import { cardActions, pageActions, quickReply } from './buttons.ts'
import type { Content, FlexContent, TextContent } from './content.ts'
import { inLanguages } from './languages.ts'
import { type Page, paginate } from './pages.ts'
import { cutToPieces } from './pieces.ts'
import { pageText, wholeText } from './text-version.ts'
import { toWorksText } from './works-text.ts'

export interface RenderOptions {
  /** From 1; a page that there is not becomes the nearest one. */
  readonly page: number
  /** The line that was asked; page buttons ask it again. */
  readonly command: string
  readonly words: PageWords
  /** What buttons ask in, where that is not the readers' own. */
  readonly locale?: Locale | undefined
  /** The card in other languages, for what the people of a room see in their own. */
  readonly spokenInAll?: ReadonlyMap<Locale, Pick<SpokenCard, 'title' | 'lead'>>
}

/** What to send: `flex` first; where LINE WORKS refuses it, `text` in its place, one message after the other. */
export interface Rendered {
  /** Undefined for a card that is words and nothing else, which text serves as well. */
  readonly flex: Content | undefined
  readonly text: readonly Content[]
  readonly page: number
  readonly pages: number
}

/** As many digits as a button's page may have. */
const longestPage = 9999

const altTextLimit = 400
const textLimit = 2000

/** A card as messages within the limits of LINE WORKS, one page of it. The same card always has the same pages. */
export function renderContent(card: SpokenCard, options: RenderOptions): Rendered {
  const { pages, show } = layOut(card, options, (page, total) => ({
    ...pageActions(page, total, options.command, options.words, options.locale),
    actions: cardActions(card.actions, page, options.locale),
  }))
  const page = Math.min(Math.max(1, options.page), pages)
  return show(page, wholeText(card))
}

/**
 * The first pages of a card, each as a message of its own, one below the other: without buttons that turn pages, and
 * with the card's own under the first alone. A page says itself how many there are.
 */
export function renderSequence(
  card: SpokenCard,
  words: Pick<PageWords, 'page'>,
  mostPages: number,
): readonly Rendered[] {
  const { pages, show } = layOut(card, { words }, (page) => ({
    next: undefined,
    previous: undefined,
    actions: page === 1 ? cardActions(card.actions, page) : [],
  }))
  const whole = pages === 1 ? wholeText(card) : undefined
  return Array.from({ length: Math.min(pages, mostPages) }, (_, index) => show(index + 1, whole))
}

interface Layout {
  readonly pages: number
  /** `whole`: the card in plain words, where that is to stand in for its page. */
  show(page: number, whole: readonly string[] | undefined): Rendered
}

type LayoutOptions = Pick<RenderOptions, 'spokenInAll' | 'locale'> & {
  readonly words: Pick<PageWords, 'page'>
}

type Buttons = (page: number, pages: number) => Pick<Frame, 'next' | 'previous' | 'actions'>

function layOut(card: SpokenCard, options: LayoutOptions, buttons: Buttons): Layout {
  const frameOf = (page: number, pages: number): Frame => ({
    isFirst: page === 1,
    pageNote: pages > 1 ? options.words.page(page, pages) : undefined,
    ...buttons(page, pages),
  })
  const widest: Frame = {
    ...frameOf(longestPage - 1, longestPage),
    isFirst: true,
    actions: cardActions(card.actions, longestPage, options.locale),
  }
  const room = roomInside(card, widest)
  const pages = paginate(cutToPieces(card, room), room)
  return {
    pages: pages.length,
    show: (page, whole) => {
      const frame = frameOf(page, pages.length)
      return { ...showPage(card, pages[page - 1] ?? [], frame, whole, options), page, pages: pages.length }
    },
  }
}

function showPage(
  card: SpokenCard,
  content: Page,
  frame: Frame,
  whole: readonly string[] | undefined,
  options: LayoutOptions,
): Pick<Rendered, 'flex' | 'text'> {
  const { next, previous, actions } = frame
  const ways = [...(next ? [next] : []), ...(previous ? [previous] : [])]
  const texts = whole ?? pageText(card, content, frame)
  const isWords = content.length + card.notes.length + actions.length === 0
  return {
    flex: isWords
      ? undefined
      : {
          ...altTexts(card, options),
          contents: toContents(card, content, frame),
          ...quickReply([...ways, ...surplusActions(frame)]),
        },
    text: texts.map(
      (text, index): Content => ({
        type: 'text',
        text,
        ...(isWords && texts.length === 1 ? i18nTexts(options) : {}),
        ...(index === texts.length - 1 ? quickReply(whole ? actions : [...ways, ...actions]) : {}),
      }),
    ),
  }
}

/** What notifications and lists of rooms show. */
function altTexts(card: SpokenCard, { spokenInAll }: LayoutOptions): Omit<FlexContent, 'contents'> {
  const others = inLanguages((locale) => {
    const spoken = spokenInAll?.get(locale)
    return spoken && { altText: toWorksText(wordsOf(spoken), altTextLimit) }
  })
  return {
    type: 'flex',
    altText: toWorksText(wordsOf(card), altTextLimit),
    ...(others.length > 0 ? { i18nAltTexts: others } : {}),
  }
}

function i18nTexts({ spokenInAll }: LayoutOptions): Pick<TextContent, 'i18nTexts'> {
  const others = inLanguages((locale) => {
    const spoken = spokenInAll?.get(locale)
    return spoken && { text: toWorksText(wordsOf(spoken), textLimit) }
  })
  return others.length > 0 ? { i18nTexts: others } : {}
}

function wordsOf({ title, lead }: Pick<SpokenCard, 'title' | 'lead'>): string {
  return lead === undefined ? title : `${title}\n${lead}`
}
