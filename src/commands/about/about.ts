import type { Intent } from '../../core/question/intent.ts'
import { defineCommand } from '../command.ts'
import { logOnce } from '../log-once.ts'
import { answerMany } from './answer-many.ts'
import { answerOne } from './answer-one.ts'

/** Of several customers a glance, where nothing more is asked. */
const glance: readonly Intent[] = ['plan', 'period']

/** A question in somebody's own words, as it was understood: the facts first, and below them what belongs to them. */
export const about = defineCommand(
  { name: 'about', takes: { about: 'required' }, example: '10000001 trial', isHidden: true },
  ({ about: { customers, intents, options } }, desk) => {
    const [id, ...others] = customers
    if (!id) throw new Error('a question about nobody')
    // Whoever names an option and nothing else wants to know about that.
    const wanted = intents.length === 0 && options.length > 0 ? (['options'] as const) : intents
    const asked = { ...desk, log: logOnce(desk.log) }
    if (others.length === 0) return answerOne({ id, intents: wanted, options }, asked)
    const asks = wanted.length > 0 ? wanted : glance
    return answerMany({ customers: [id, ...others], intents: asks, options }, asked)
  },
)
