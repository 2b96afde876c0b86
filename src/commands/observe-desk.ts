import type { Call } from '../core/call.ts'
import { commandWords } from '../core/command-words.ts'
import type { Observation, Observe } from '../core/metrics.ts'
import type { WallClock } from '../core/ports.ts'
import { type Desk, findCommand } from './desk.ts'

type CommandLabel = Extract<Observation, { kind: 'answered' }>['command']

/** The same desk; its answers are counted, by the command but never by what people wrote behind it. */
export function observeDesk(desk: Desk, observe: Observe, wallClock: WallClock): Desk {
  const count = ({ platform }: Call, command: CommandLabel, outcome: 'refused' | 'unclear') =>
    observe({ kind: 'answered', platform, command, outcome })
  return {
    ...desk,
    async answer(call, reader) {
      const begunAt = wallClock()
      const card = await desk.answer(call, reader)
      observe({
        kind: 'answered',
        platform: call.platform,
        command: commandOf(call, 'unknown'),
        outcome: card.code ?? card.kind,
        ms: wallClock() - begunAt,
      })
      return card
    },
    noteRefusal(call) {
      desk.noteRefusal(call)
      count(call, commandOf(call, 'question'), 'refused')
    },
    noteUnclear(call) {
      desk.noteUnclear(call)
      count(call, 'question', 'unclear')
    },
  }
}

function commandOf({ text }: Call, otherwise: CommandLabel): CommandLabel {
  const [name = 'help'] = commandWords(text)
  return findCommand(name)?.spec.name ?? otherwise
}
