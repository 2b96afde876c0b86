import { DateTime } from 'luxon'
import type { Picture } from './picture.ts'
import type { Stage } from './stage.ts'
import { takeDialog, takeTalk } from './take.ts'

/** Of the customers with this in their code, so that a day fits in a picture. */
const ours = 'PD-102'
const zone = 'Asia/Tokyo'
const hour = 9

/** The daily digest: setting it up, and what a room is told on its second day. */
export const digests: readonly Picture[] = [
  {
    name: 'pictures/digest-form.png',
    async take(stage, file) {
      await stage.become('Emily')
      const offer = await stage.ask('slack', '/desk digest')
      await offer.getByRole('button').first().click()
      await stage.page.getByTestId('modal').getByRole('heading').waitFor()
      await takeDialog(stage, file)
    },
  },
  {
    name: 'pictures/digest.png',
    async take(stage, file) {
      await stage.become('Emily')
      await stage.open('lineworks', 'Partner team')
      await stage.ask('slack', `/desk digest daily ${hour}:00 ${zone} within 7 in en for ${ours} every day`)
      await stage.ask('lineworks', `/digest daily ${hour}:00 ${zone} within 7 in ja for ${ours} every day`)
      await untilTold(stage, untilTheHour())
      await untilTold(stage, 'P1D')
      // The list behind it is as long as customers are many.
      const through = [stage.answers('slack').first(), stage.answers('lineworks').first()]
      await takeTalk(stage, file, { platforms: ['slack', 'lineworks'], through })
    },
  },
]

/** Moves the clock, and resolves once both rooms have their digest, the thread included. */
async function untilTold({ desk, answers }: Stage, advance: string): Promise<void> {
  await desk.copied()
  await desk.control('messages', { clear: true })
  await answers('slack').first().waitFor({ state: 'detached' })
  await answers('lineworks').first().waitFor({ state: 'detached' })
  await desk.control('clock', { advance })
  await answers('slack').nth(1).waitFor()
  await answers('lineworks').first().waitFor()
}

/** A digest that comes later than its hour says so. */
function untilTheHour(): string {
  const now = DateTime.now().setZone(zone)
  const today = now.startOf('day').set({ hour })
  const next = today > now ? today : today.plus({ days: 1 })
  return `PT${Math.ceil(next.diff(now).as('seconds'))}S`
}
