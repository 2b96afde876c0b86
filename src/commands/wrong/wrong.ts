import { card } from '../../core/card.ts'
import { DeskError } from '../../core/errors.ts'
import { say } from '../../core/phrase.ts'
import type { WrongAnswer } from '../../core/wrong-answers.ts'
import { type Asked, type Command, defineCommand } from '../command.ts'
import { openAnswers } from '../related-actions.ts'
import { usageCard } from '../usage-card.ts'
import { readWrong } from './wrong-load.ts'

/**
 * Puts an answer on record as wrong, and offers what may have been meant instead. Whoever reads along may see the
 * thanks: the question stands above it anyway.
 */
export const wrong: Command = defineCommand(
  { name: 'wrong', takes: { load: 'required' }, example: '', isHidden: true },
  async ({ load }, asked) => {
    const misread = readWrong(load)
    if (!misread) return usageCard({ problem: 'notLoad', text: '' }, wrong.spec, asked.call)

    const { platform, workspace, person } = asked.call
    const { question, line, about } = misread
    await note({ platform, workspace, person, question, line }, asked)
    const [id] = about?.customers ?? []
    return card({
      title: say('wrong.title'),
      lead: say(about ? 'wrong.noted' : 'wrong.notedUnclear'),
      actions: id ? openAnswers(id) : [],
    })
  },
)

async function note(misread: Omit<WrongAnswer, 'at'>, { wrongAnswers }: Asked): Promise<void> {
  if (!wrongAnswers) throw new DeskError('store_down', 'there is no store to keep wrong answers in')
  await wrongAnswers.note(misread).catch((cause: unknown) => {
    throw new DeskError('store_down', 'a wrong answer was not written', { cause })
  })
}
