import { type Card, card } from '../../core/card.ts'
import { ownerOf } from '../../core/claims.ts'
import type { Digest, DigestRoom } from '../../core/digest/digest.ts'
import type { Digests } from '../../core/digest/digests.ts'
import type { DigestRule } from '../../core/digest/rule.ts'
import type { WishForDaily } from '../../core/digest-arguments.ts'
import type { Misunderstanding } from '../../core/misunderstanding.ts'
import { data, say } from '../../core/phrase.ts'
import type { Asked } from '../command.ts'
import { countConcerned } from './concerned.ts'
import { changeDigest, openPreview, openStatus, stopDigest } from './digest-actions.ts'
import { digestRefusal } from './digest-refusal.ts'
import { nextFact, ruleFacts, ruleWords } from './digest-words.ts'
import { findUsualRule } from './find-usual-rule.ts'
import { spellZone } from './spell-zone.ts'

/** Sets when a room gets its digest and of what, where the bot may post; the room is told who did. */
export async function setDigest(
  wish: WishForDaily,
  room: DigestRoom,
  asked: Asked,
  digests: Digests,
): Promise<Card | Misunderstanding> {
  const { call, clock } = asked
  if (wish.zone !== undefined && !clock.knows(wish.zone)) return { problem: 'notZone', text: wish.zone }
  const admission = await digests.admit(room, call.correlationId)
  if (admission !== 'ok') return digestRefusal(admission, call)

  const usual = await findUsualRule(asked)
  const { kind: _daily, zone, locale, ...others } = wish
  const rule: DigestRule = {
    ...others,
    zone: zone === undefined ? usual.zone : spellZone(zone),
    locale: locale ?? usual.locale,
  }
  const [before, count] = await Promise.all([digests.find(room), countConcerned(rule, asked)])
  const { person, name } = ownerOf(call)
  const set = await digests.set(room, rule, { person, name })
  // An answer that is made again, after a process was lost, is no second word to the room.
  if (!call.isForRoom && !room.isDirect && !isSame(before, set)) {
    const told = say('digestCommand.announcedSet', { name: data(name), rule: ruleWords(rule) })
    await digests.announce(room, told, rule)
  }
  return card({
    title: say('digestCommand.title'),
    lead: call.isForRoom ? say('digestCommand.setBy', { name: data(name) }) : say('digestCommand.set'),
    facts: [...ruleFacts(rule, count), nextFact(set)],
    actions: [openPreview, openStatus, changeDigest, stopDigest],
  })
}

function isSame(before: Digest | undefined, { rule, setBy }: Digest): boolean {
  return (
    before?.paused === null &&
    before.setBy.person === setBy.person &&
    ruleKeys.every((key) => before.rule[key] === rule[key])
  )
}

const ruleKeys = ['at', 'zone', 'days', 'locale', 'contains', 'everyDay'] as const
