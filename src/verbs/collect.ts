import { embeddedFolder } from '../app/desk-store.ts'
import { readConfig } from '../config.ts'
import { collectByHolder } from '../holder/ask-holder.ts'
import { byHolderOrHere } from './by-holder-or-here.ts'
import { createProgressView } from './show-progress.ts'
import { withAnswering } from './with-answering.ts'

/** One full pass over the customers now. False where some could not be read. */
export async function collect(environment: NodeJS.ProcessEnv): Promise<boolean> {
  const folder = embeddedFolder(readConfig(environment))
  const { show, end } = createProgressView(process.stdout, () => performance.now())
  await byHolderOrHere(
    folder,
    async (held) => (await collectByHolder(held, show)) || undefined,
    () =>
      withAnswering(environment, async ({ answering }) => {
        show(await answering.collector?.passNow(show))
        return true
      }),
  )
  return end()
}
