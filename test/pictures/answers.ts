import type { Picture } from './picture.ts'
import type { Platform } from './stage.ts'
import { type Talk, takeTalk, takeWindow } from './take.ts'

const both: readonly Platform[] = ['slack', 'lineworks']

/** A command on both platforms, by one person. */
const command = (name: string, person: string, line: string, talk: Partial<Talk> = {}): Picture => ({
  name: `pictures/${name}`,
  async take(stage, file) {
    await stage.become(person)
    await stage.ask('slack', `/${line}`)
    await stage.ask('lineworks', line)
    await takeTalk(stage, file, { platforms: both, ...talk })
  },
})

/** What people ask, and are answered. */
export const answers: readonly Picture[] = [
  {
    name: 'playground.png',
    async take(stage, file) {
      await stage.become('陳怡君')
      await stage.open('slack', 'support')
      await stage.write('slack', 'Lunch at noon, anybody?')
      await stage.become('Emily')
      await stage.ask('slack', 'when does the trial of 10000001 end?')
      await stage.become('佐藤')
      await stage.ask('lineworks', '10000001のDriveは更新されますか？')
      await takeWindow(stage, file, 960)
    },
  },
  command('customer.png', 'Emily', 'customer 10000001'),
  command('find.png', '佐藤', 'customer 建設'),
  command('subscriptions.png', '김서연', 'subscriptions 10000001'),
  {
    name: 'pictures/options.png',
    async take(stage, file) {
      await stage.become('陳怡君')
      await stage.ask('lineworks', 'options 10000001')
      await stage.open('lineworks', 'Partner Desk')
      // Room for more than one card, which Slack would take beside it.
      await stage.page.setViewportSize({ width: 1190, height: 1000 })
      await takeTalk(stage, file, { platforms: ['lineworks'] })
    },
  },
  command('renewal.png', '王伟', 'renewal 10000001 DRV'),
  command('scheduled.png', '佐藤', 'scheduled 10000001'),
  command('expiring.png', 'Emily', 'expiring 1', { height: 640 }),
  {
    name: 'pictures/contact.png',
    async take(stage, file) {
      await stage.become('王伟')
      await stage.open('lineworks', 'Partner team')
      await stage.ask('lineworks', '@Partner Desk 10000001 的管理员是谁？')
      const told = stage.answers('lineworks')
      const before = await told.count()
      await told.last().getByRole('button').first().click()
      await told.nth(before).waitFor()
      await takeTalk(stage, file, { platforms: ['lineworks'] })
    },
  },
  {
    name: 'pictures/asked-back.png',
    async take(stage, file) {
      await stage.become('김서연')
      await stage.ask('slack', '@partner-desk 10000001 체험판 언제까지예요?')
      await stage.ask('slack', '@partner-desk Thistledown 갱신은 어떻게 되나요?')
      await takeTalk(stage, file, { platforms: ['slack'] })
    },
  },
]
