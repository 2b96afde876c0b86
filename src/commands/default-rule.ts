import type { DigestRule } from '../core/digest/rule.ts'
import { toZoneName } from '../core/digest/zone.ts'
import { defaultWish } from '../core/expiring-arguments.ts'
import type { Asked } from './command.ts'

/** What a room gets where nothing else is said: by the asker's clocks, in the room's language. */
export async function defaultRule({ call, reader, languages }: Asked): Promise<DigestRule> {
  const { platform, workspace, room } = call
  const ofRoom = await languages?.find({ platform, workspace, kind: 'room', id: room })
  return {
    at: '09:00',
    zone: toZoneName(reader.zone),
    days: defaultWish.days,
    locale: ofRoom ?? reader.locale,
    contains: null,
    everyDay: false,
  }
}
