import type { Instant } from '../../src/core/calendar.ts'
import type { Call, Reader } from '../../src/core/call.ts'
import { card } from '../../src/core/card.ts'
import type { Admission, Digest, DigestRoom, Slot } from '../../src/core/digest/digest.ts'
import type { Digests } from '../../src/core/digest/digests.ts'
import type { DigestRule } from '../../src/core/digest/rule.ts'
import type { Item } from '../../src/core/item.ts'
import { data, type Phrase } from '../../src/core/phrase.ts'
import { sayPhrase } from '../../src/text/speak.ts'

/** Digests as long as a test runs, due the next day at midnight UTC; what they were told is kept to be looked at. */
export function knownDigests() {
  const kept = new Map<string, Digest>()
  const keyOf = ({ platform, workspace, room }: DigestRoom) => [platform, workspace, room].join()
  const state = { admission: 'ok' as Admission, slots: [] as Slot[] }
  const announced: { room: string; text: string }[] = []
  const changed: { item: Item; call: Call }[] = []
  const previews: DigestRule[] = []

  const digests: Digests = {
    find: async (room) => kept.get(keyOf(room)),
    admit: async () => state.admission,
    async set(room, rule, setBy) {
      const digest: Digest = {
        ...room,
        rule,
        setBy,
        nextAt: '2026-11-22T00:00:00Z' as Instant,
        paused: null,
      }
      kept.set(keyOf(room), digest)
      return digest
    },
    off: async (room) => kept.delete(keyOf(room)),
    slots: async (_room, limit) => state.slots.slice(0, limit),
    async preview(rule) {
      previews.push(rule)
      return card({ title: data('What it would say') })
    },
    async announce({ room }: DigestRoom, text: Phrase, reader: Reader) {
      announced.push({ room, text: sayPhrase(text, reader) })
    },
    itemChanged: (item, call) => void changed.push({ item, call }),
  }
  return {
    digests,
    state,
    announced,
    changed,
    previews,
    pause(paused: Digest['paused']) {
      for (const [key, digest] of kept) kept.set(key, { ...digest, paused })
    },
  }
}
