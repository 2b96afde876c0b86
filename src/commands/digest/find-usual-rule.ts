import type { DigestRule } from '../../core/digest/rule.ts'
import { usualRule } from '../../core/digest/usual-rule.ts'
import type { Asked } from '../command.ts'

/** What a room gets where nothing else is said: by the asker's clocks, in the room's language. */
export async function findUsualRule({ call, reader, languages }: Asked): Promise<DigestRule> {
  const { platform, workspace, room } = call
  const ofRoom = await languages?.find({ platform, workspace, kind: 'room', id: room })
  return usualRule({ zone: reader.zone, locale: ofRoom ?? reader.locale })
}
