import type { ContextBlock, KnownBlock } from '@slack/types'
import type { SpokenCard } from '../../core/card.ts'
import type { PageWords } from '../../core/page-words.ts'
import { actionButtons, type HandedOn, pageButtons } from './buttons.ts'
import { fallbackText } from './fallback-text.ts'
import { paginate } from './pages.ts'
import { cutToPieces } from './pieces.ts'
import { plain } from './text-objects.ts'

export interface RenderOptions {
  /** From 1; a page that there is not becomes the nearest one. */
  readonly page?: number
  /** The command line that was asked, and the words, for the way to other pages; without them there is none. */
  readonly paging?: { readonly command: string; readonly words: PageWords }
  readonly handedOn?: HandedOn | undefined
  /** Says which page it is where there is no way to the others. */
  readonly pageNote?: PageWords['page']
  /** Characters to leave free where that can be done, for what is added later; none by default. */
  readonly spare?: number
}

export interface Rendered {
  readonly text: string
  readonly blocks: KnownBlock[]
  readonly page: number
  readonly pages: number
}

const blocksPerMessage = 50
/** Header, lead, buttons, page buttons, notes, and one that the sender may add. */
const frameBlocks = 6

/**
 * Slack refuses messages of some 12,000 characters over all blocks, by a limit that is not documented
 * (https://github.com/slackapi/bolt-js/issues/2509); a third is kept as reserve.
 */
const charactersPerMessage = 7900

const titleLimit = 150
const leadLimit = 1000
const noteLimit = 200
/** Slack takes ten elements; one is the page note. */
const notesPerMessage = 9
/** Two buttons of 75 characters, and the page note. */
const pagerLength = 2 * 75 + noteLimit

/** A card as a Slack message within Slack's limits, one page of it. The same card always has the same pages. */
export function renderBlocks(card: SpokenCard, options: RenderOptions = {}): Rendered {
  const { page = 1 } = options
  const layout = layOut(card, options)
  return layout.render(Math.min(Math.max(1, page), layout.pages))
}

/** The same, every page of it. */
export function renderPages(card: SpokenCard, options: Omit<RenderOptions, 'page'> = {}): Rendered[] {
  const { pages, render } = layOut(card, options)
  return Array.from({ length: pages }, (_none, index) => render(index + 1))
}

function layOut(card: SpokenCard, options: RenderOptions) {
  const { paging, pageNote = paging?.words.page, handedOn, spare = 0 } = options
  const text = fallbackText(card)
  const notes = joinSurplus(card.notes).map((note) => plain(note, noteLimit))
  const lead = card.lead === undefined ? undefined : plain(card.lead, leadLimit)
  const frame = titleLimit + (lead?.text.length ?? 0) + lengthOf(notes) + buttonsLength(card) + pagerLength
  const pages = paginate(cutToPieces(card), {
    characters: charactersPerMessage - frame - spare,
    blocks: blocksPerMessage - frameBlocks,
  })
  const isPaged = pages.length > 1

  function render(page: number): Rendered {
    const note = isPaged && pageNote ? [plain(pageNote(page, pages.length), noteLimit)] : []
    const footer = [...notes, ...note]
    const blocks: (KnownBlock | undefined)[] = [
      { type: 'header', text: plain(card.title, titleLimit) },
      page === 1 && lead ? { type: 'section', text: lead } : undefined,
      ...(pages[page - 1] ?? []).flatMap((piece) => piece.blocks),
      isPaged && paging ? pageButtons(page, pages.length, paging.command, paging.words, handedOn) : undefined,
      actionButtons(card.actions, page, handedOn),
      footer.length > 0 ? ({ type: 'context', elements: footer } satisfies ContextBlock) : undefined,
    ]
    return { text, blocks: blocks.filter((block) => block !== undefined), page, pages: pages.length }
  }

  return { pages: pages.length, render }
}

function lengthOf(texts: readonly { readonly text: string }[]): number {
  return texts.reduce((sum, { text }) => sum + text.length, 0)
}

function buttonsLength(card: SpokenCard): number {
  const buttons = actionButtons(card.actions, 1)?.elements ?? []
  return lengthOf(buttons.flatMap((button) => ('text' in button && button.text ? [button.text] : [])))
}

/** Notes beyond what Slack takes share the last place. */
function joinSurplus(notes: readonly string[]): string[] {
  const last = notesPerMessage - 1
  return notes.length <= notesPerMessage
    ? [...notes]
    : [...notes.slice(0, last), notes.slice(last).join(' · ')]
}
