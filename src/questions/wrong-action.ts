import { askedBack, packWrong } from '../commands/wrong/wrong-load.ts'
import type { Action } from '../core/card.ts'
import { say } from '../core/phrase.ts'

/** The button under an answer by which people say that their question was not understood. */
export function wrongAction(question: string, line: string): Action {
  return { kind: 'open', label: say('action.wrong'), command: `wrong ${packWrong({ question, line })}` }
}

/** The same under what was asked back. */
export function reportAction(question: string): Action {
  const load = packWrong({ question, line: askedBack })
  return { kind: 'open', label: say('action.report'), command: `wrong ${load}` }
}
