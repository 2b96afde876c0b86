import type { Action } from '../core/card.ts'
import { say } from '../core/phrase.ts'

/** The buttons under an answer that has come: the same anew, and the same for the room to read. */
export function refreshAndShare(line: string): Action[] {
  return [
    { kind: 'refresh', label: say('action.refresh'), command: line },
    { kind: 'share', label: say('action.share'), command: line },
  ]
}

/** The button under an answer that has not come, and may at another try. */
export function tryAgain(line: string): Action {
  return { kind: 'refresh', label: say('action.again'), command: line }
}
