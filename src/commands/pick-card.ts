import type { Call } from '../core/call.ts'
import { type Action, type Card, card, type Section } from '../core/card.ts'
import type { CommandSpec } from '../core/command.ts'
import type { Candidate } from '../core/directory.ts'
import { data, type Phrase, parts, say } from '../core/phrase.ts'
import type { TypedArguments } from '../core/read-arguments.ts'
import { companyName } from './customer/company-name.ts'
import { fact, factIf } from './customer/facts.ts'
import { exampleOf, formOf } from './form.ts'

/** What was asked of a customer who is still to be chosen. */
interface OpenQuestion {
  readonly spec: CommandSpec
  readonly args: TypedArguments
  readonly call: Call
}

/** One message's worth; whoever wants another one writes more of the name. */
export const candidatesShown = 10

/** Several customers fit: each with a button that asks the same of that one. */
export function pickCard(candidates: readonly Candidate[], question: OpenQuestion): Card {
  const shown = candidates.slice(0, candidatesShown)
  const further = candidates.length - shown.length
  return card({
    title: say('pick.title'),
    lead: say('pick.lead', { count: candidates.length, text: data(question.args.customer ?? '') }),
    sections: shown.map(candidateSection),
    actions: choices(shown, question),
    notes: further > 0 ? [say('pick.further', { count: further })] : [],
  })
}

/** Nobody fits: the nearest there are, and how to ask. `isComplete` is false before all customers were read once. */
export function nearestCard(
  nearest: readonly Candidate[],
  isComplete: boolean,
  question: OpenQuestion,
): Card {
  const { spec, args, call } = question
  const text = data(args.customer ?? '')
  return card({
    kind: 'usage',
    title: say('usage.title'),
    lead: say(nearest.length > 0 ? 'usage.nearestCustomers' : 'usage.unknownCustomer', { text }),
    facts: nearest.length > 0 ? [] : [formOf(spec, call.platform), exampleOf(spec, call.platform)],
    sections: nearest.map(candidateSection),
    actions: choices(nearest, question),
    notes: isComplete ? [] : [say('pick.incomplete')],
  })
}

/** A customer among others, with what tells it from them. */
export function candidateSection(candidate: Candidate): Section {
  return {
    title: companyName(candidate),
    facts: [
      ...factIf('label.domain', candidate.domain, data),
      fact('label.domainId', data(candidate.domainId)),
      ...factIf('label.customerCode', candidate.customerCode, data),
      ...(candidate.isGone ? [fact('label.status', say('pick.gone'))] : []),
    ],
  }
}

function choices(shown: readonly Candidate[], { spec, args }: OpenQuestion): Action[] {
  return shown.map((candidate) => ({
    kind: 'open',
    label: candidateLabel(candidate, shown),
    command: [spec.name, candidate.domainId, ...(args.option ? [args.option] : [])].join(' '),
  }))
}

/** Companies may share a name, and a button has room for little else: then the ID goes first. */
export function candidateLabel(candidate: Candidate, shown: readonly Candidate[]): Phrase {
  const name = companyName(candidate)
  const isShared = shown.some((other) => other !== candidate && other.companyName === candidate.companyName)
  return isShared && candidate.companyName ? parts(data(candidate.domainId), name) : name
}
