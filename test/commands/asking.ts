import { createDesk } from '../../src/commands/desk.ts'
import type { Call } from '../../src/core/call.ts'
import { findOption } from '../../src/text/option-names.ts'
import { collectedAudit } from '../helpers/collected-audit.ts'
import { clockOn, type Known, knownPartner, silentLog } from '../helpers/known-partner.ts'
import { linesOf, typed } from '../helpers/transcript.ts'

/** A line as the desk answers it on 21 November 2026: its card, and what a terminal shows of it. */
export async function answer(
  line: string,
  known: Known = {},
  platform: Call['platform'] = 'terminal',
  warn: (fields: object) => void = () => {},
) {
  const desk = createDesk({
    partner: knownPartner(known),
    clock: clockOn('2026-11-21'),
    findOption,
    audit: collectedAudit(),
    log: { ...silentLog, warn },
  })
  const card = await desk.answer(typed(line, { platform }), { locale: 'en', zone: 'Europe/Berlin' })
  return { card, lines: linesOf(card) }
}
