import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../../src/storage/open/open-store.ts'
import type { Store } from '../../src/storage/store.ts'
import { createWrongAnswers, type KeptWrongAnswers } from '../../src/storage/wrong-answers.ts'
import type { StorePlaceForTests } from '../helpers/store-places.ts'

const misaki = { platform: 'slack', workspace: 'T1', person: 'U1' } as const
const question = 'そらまめさんのﾄﾗｲｱﾙ、いつまで?'
const line = 'about 10000001 plan'

/** Registers the tests that hold on every store for answers that people called wrong. */
export function wrongAnswersContract(name: string, makePlace: () => Promise<StorePlaceForTests>): void {
  describe(`wrong answers on ${name}`, () => {
    let place: StorePlaceForTests
    let store: Store
    let wrongAnswers: KeptWrongAnswers

    beforeAll(async () => {
      place = await makePlace()
      store = await openStore(place)
      await store.migrate()
      wrongAnswers = createWrongAnswers(store.db)
    })
    afterEach(async () => {
      await store.db.deleteFrom('wrong_answer').execute()
    })
    afterAll(async () => {
      await store.close()
      await place.remove()
    })

    it('say what was asked as it was written, how it was understood, who said so and when', async () => {
      await wrongAnswers.note({ ...misaki, question, line })
      const [wrong, ...more] = await wrongAnswers.all()
      expect(wrong).toEqual({ ...misaki, question, line, at: expect.stringMatching(/^\d{4}-.*Z$/) })
      expect(more).toEqual([])
    })

    it('are kept once however often the button is pressed, and once for each person', async () => {
      await Promise.all(Array.from({ length: 5 }, () => wrongAnswers.note({ ...misaki, question, line })))
      await wrongAnswers.note({ ...misaki, person: 'U2', question, line })
      expect((await wrongAnswers.all()).map(({ person }) => person)).toEqual(['U1', 'U2'])
    })

    it('come the oldest first', async () => {
      await wrongAnswers.note({ ...misaki, question: 'b', line })
      await wrongAnswers.note({ ...misaki, question: 'a', line })
      // Two within a millisecond would be equally old.
      await sql`update wrong_answer set marked_at = now() - interval '1 minute' where question = 'b'`.execute(
        store.db,
      )
      expect((await wrongAnswers.all()).map((wrong) => wrong.question)).toEqual(['b', 'a'])
    })

    it('hold what people write, but for what the store cannot', async () => {
      await wrongAnswers.note({ ...misaki, question: `'; drop table x; --\0 <!channel>`, line })
      expect((await wrongAnswers.all()).map((wrong) => wrong.question)).toEqual([
        `'; drop table x; -- <!channel>`,
      ])
    })

    it('are deleted when they are old', async () => {
      await wrongAnswers.note({ ...misaki, question, line })
      await wrongAnswers.prune(60_000)
      expect(await wrongAnswers.all()).toHaveLength(1)
      await wrongAnswers.prune(-1)
      expect(await wrongAnswers.all()).toEqual([])
    })
  })
}
