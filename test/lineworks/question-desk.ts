import { card } from '../../src/core/card.ts'
import type { DeskPorts } from '../../src/core/desk-ports.ts'
import type { Locale } from '../../src/core/locale.ts'
import { data, say as phrase } from '../../src/core/phrase.ts'
import type { Reply, Said } from '../../src/core/question/said.ts'
import { wrongAction } from '../../src/questions/wrong-action.ts'
import { say } from '../../src/text/speak.ts'
import type { LineWorksDesk } from './lineworks-desk.ts'

export const question = 'when does the trial of 10000001 end?'
export const line = 'about 10000001 trial'

/** As long as the longest question makes it. */
export const complaint = wrongAction('そらまめ'.repeat(1_000), line)

export function replyTo({ call }: Pick<Said, 'call'>, given: Partial<Reply> = {}): Reply {
  return {
    card: card({
      title: data(`Said: ${call.text}`),
      lead: phrase('help.lead'),
      actions: [
        { kind: 'open', label: phrase('action.options'), command: 'options 10000001' },
        {
          kind: 'open',
          label: data('そらまめ商事株式会社と<m userId="all">'),
          command: 'about 10000002 trial',
        },
        { kind: 'refresh', label: phrase('action.refresh'), command: line },
        complaint,
      ],
    }),
    line,
    locale: undefined,
    ...given,
  }
}

/** Answers whatever is said. */
export const reply =
  (given: Partial<Reply> = {}): DeskPorts['converse'] =>
  async (said) =>
    replyTo(said, given)

export const koreanRoom: DeskPorts['findReaders'] = async () => ({
  person: { locale: 'ja', zone: 'Asia/Tokyo' },
  room: { locale: 'ko', zone: 'Asia/Seoul' },
})

export const words = (key: Parameters<typeof say>[0], locale: Locale) => say(key, { locale, zone: 'UTC' })
export const sent = (desk: LineWorksDesk) => desk.standIn.accepted.map(({ to, id }) => `${to}/${id}`)
export const shown = (desk: LineWorksDesk, number = 1) =>
  JSON.stringify(desk.standIn.accepted[number - 1]?.content)
