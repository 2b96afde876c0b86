import { expect } from 'vitest'
import type { SpokenCard, SpokenFact, SpokenSection } from '../../src/core/card.ts'
import type { Content } from '../../src/lineworks/content.ts'
import { type Rendered, type RenderOptions, renderContent } from '../../src/lineworks/render.ts'
import { spoken } from '../helpers/spoken-card.ts'
import { refereeContent } from '../helpers/works-content-referee.ts'

export const fact = (label: string, value: string): SpokenFact => ({ label, value })

/** Titles end with a mark, so that the first is not found in the tenth. */
export const sections = (count: number, facts: readonly SpokenFact[] = []): SpokenSection[] =>
  Array.from({ length: count }, (_, index) => ({ title: `Contract ${index + 1}!`, facts }))

/** A page of a card, every message of it checked by the referee. */
export function render(card: Partial<SpokenCard>, options: Partial<RenderOptions> = {}): Rendered {
  const rendered = renderContent(spoken(card), {
    page: 1,
    command: 'options 10000001',
    words: {
      next: 'Next',
      previous: 'Previous',
      page: (page, pages) => `Page ${page} of ${pages}`,
    },
    ...options,
  })
  for (const content of [...(rendered.flex ? [rendered.flex] : []), ...rendered.text]) {
    expect(refereeContent(content)).toEqual([])
  }
  return rendered
}

export function renderAll(card: Partial<SpokenCard>, options: Partial<RenderOptions> = {}): Rendered[] {
  const first = render(card, options)
  return [
    first,
    ...Array.from({ length: first.pages - 1 }, (_, index) => render(card, { ...options, page: index + 2 })),
  ]
}

export function bubblesOf({ flex }: Rendered): readonly object[] {
  if (flex?.type !== 'flex') return []
  return flex.contents.type === 'carousel' ? flex.contents.contents : [flex.contents]
}

/** All texts of flex components, in order. */
export function textsOf(value: unknown): string[] {
  const found: string[] = []
  JSON.stringify(value, (_key, inner) => {
    if (inner?.type === 'text' && typeof inner.text === 'string') found.push(inner.text)
    return inner
  })
  return found
}

/** The buttons inside of flex, or of whatever part of it is given. */
export function buttonsOf(value: unknown): { label: string; text: string; postback: string }[] {
  const found: { label: string; text: string; postback: string }[] = []
  JSON.stringify(value, (_key, inner) => {
    if (inner?.type === 'button') found.push(inner.action)
    return inner
  })
  return found
}

export function quickLabels(content: Content | undefined): string[] {
  return content?.quickReply?.items.map(({ action }) => action.label) ?? []
}

export function plainText({ text }: Rendered): string {
  return text.map((content) => (content.type === 'text' ? content.text : '')).join('\n')
}
