import { z } from 'zod'
import { openDeskStore, storeFolder } from '../../app/desk-store.ts'
import { businessNowOf, type Surroundings } from '../../app/surroundings.ts'
import { figuresOfHolder } from '../../holder/ask-holder.ts'
import { readFigures } from '../../storage/figures.ts'
import type { Store } from '../../storage/store.ts'
import { StoreHeld } from '../../storage/store-errors.ts'
import { reasonOf } from '../reason-of.ts'
import { describeCopy } from './describe-copy.ts'
import { describeStore } from './describe-store.ts'
import type { Finding } from './finding.ts'

const copySchema = z.object({
  copy: z.object({
    customers: z.number(),
    failed: z.number(),
    waiting: z.number(),
    oldestSeconds: z.number().nullable(),
    lastPassSeconds: z.number().nullable(),
  }),
})

/** Opens the store, or asks the desk that holds it. Never rejects. */
export async function checkStore(surroundings: Surroundings): Promise<readonly Finding[]> {
  try {
    const store = await openDeskStore(surroundings)
    try {
      return await checkOpen(store, surroundings)
    } finally {
      await store.close()
    }
  } catch (error) {
    if (error instanceof StoreHeld) return checkHeld(surroundings)
    return [{ isWell: false, line: `store: ${reasonOf(error)}` }]
  }
}

async function checkOpen(store: Store, surroundings: Surroundings): Promise<Finding[]> {
  const begunAt = performance.now()
  await store.check()
  const tookMs = Math.round(performance.now() - begunAt)
  const where = store.kind === 'embedded' ? `in ${surroundings.config.dataDir}` : 'on PostgreSQL'
  const isNewer = (await store.schemaAge()) === 'newer'
  const seen = describeStore({ where, isNewer, tookMs })
  // Where a newer version keeps the copy is not known.
  if (isNewer) return [seen]
  const { copy } = await readFigures(store.db, businessNowOf(surroundings))
  return [seen, describeCopy(copy)]
}

async function checkHeld({ config, sandbox }: Surroundings): Promise<Finding[]> {
  const held = { isWell: true, line: 'store: held by a desk that runs' }
  try {
    const figures = copySchema.safeParse(await figuresOfHolder(storeFolder(config, sandbox !== undefined)))
    return figures.success ? [held, describeCopy(figures.data.copy)] : [held]
  } catch (error) {
    return [
      {
        isWell: false,
        line: `store: held by a desk that does not answer (${reasonOf(error)}); look at its log`,
      },
    ]
  }
}
