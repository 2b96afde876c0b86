import { card } from '../core/card.ts'
import type { DigestRoom } from '../core/digest/digest.ts'
import type { Digests } from '../core/digest/digests.ts'
import type { DigestRows } from '../storage/digests/digest-rows.ts'
import type { DigestSlots } from '../storage/digests/digest-slots.ts'
import { nextFreeAt } from './advance.ts'
import type { ComposeNow } from './compose-now.ts'
import type { DigestingOptions } from './digesting-options.ts'
import { isOurs } from './is-ours.ts'
import type { ItemNotes } from './item-notes.ts'
import { previewCard } from './preview-card.ts'

interface RoomDigestsOptions
  extends Pick<DigestingOptions, 'senders' | 'clock' | 'times' | 'isHoliday' | 'speak' | 'log'> {
  readonly rows: DigestRows
  readonly slots: DigestSlots
  readonly composeNow: ComposeNow
  readonly notes: ItemNotes
  /** Makes the slots of all digests that have come due. */
  readonly makeSlots: () => Promise<void>
}

/** What commands can do with the digests of rooms. */
export function createRoomDigests(options: RoomDigestsOptions): Digests {
  const { senders, clock, times, speak, log, rows, slots, composeNow, notes, makeSlots } = options
  const keyOf = ({ platform, workspace, room, isDirect }: DigestRoom) => ({
    platform,
    workspace,
    room,
    isDirect,
  })

  return {
    find: (room) => rows.find(room),

    async admit(room, correlationId) {
      return (await senders.get(room.platform)?.admit(room, correlationId)) ?? 'unknown'
    },

    async set(room, rule, setBy) {
      // What is due by the rule that was is not lost by another.
      await makeSlots()
      const nextAt = nextFreeAt(rule, clock.now(), await slots.dates(room), options)
      const digest = { ...keyOf(room), rule, setBy, nextAt, paused: null }
      await rows.save(digest)
      return digest
    },

    async off(room) {
      const wasThere = await rows.remove(room)
      await slots.drop(room)
      return wasThere
    },

    slots: (room, limit) => slots.latest(room, limit),

    async preview(rule, of) {
      const now = clock.now()
      const date = times.dateOf(now, rule.zone)
      const { composed } = await composeNow.compose({
        room: keyOf(of),
        rule,
        date,
        dueAt: now,
        isNoted: false,
      })
      return previewCard(composed)
    },

    async announce(room, text, reader) {
      const sender = senders.get(room.platform)
      try {
        if (!sender?.announce || !(await isOurs(room, sender))) return
        await sender.announce(room, speak(card({ title: text }), reader).title)
      } catch (err) {
        log.warn({ platform: room.platform, err }, 'a room was not told what becomes of its digest')
      }
    },

    itemChanged: (item, call) => notes.changed(item, call),
  }
}
