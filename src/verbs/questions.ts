import { DateTime } from 'luxon'
import { z } from 'zod'
import { openCurrentStore, storeFolder } from '../app/surroundings.ts'
import { type Config, readConfig } from '../config.ts'
import { wrongAnswersOfHolder } from '../holder.ts'
import { createWrongAnswers } from '../storage/wrong-answers.ts'
import { cleanData } from '../text/clean-data.ts'
import { asciiJson } from './ascii-json.ts'
import { printLines } from './print-lines.ts'

/** A wrong answer, as the store or the process that holds it tells it. */
const wrongSchema = z.object({
  at: z.string(),
  platform: z.string(),
  workspace: z.string(),
  person: z.string(),
  question: z.string(),
  line: z.string(),
})

/** Prints the questions that people marked as answered wrongly, the oldest first: when, how understood, as written. */
export async function reportQuestions(
  { json = false }: { readonly json?: boolean },
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const config = readConfig(environment)
  const wrong = wrongSchema.array().parse(await find(config))
  if (wrong.length === 0) process.stderr.write('no answer was marked as wrong\n')
  await printLines(wrong.map((row) => (json ? asciiJson(row) : inColumns(row, config.zone))))
}

/** Asks the process that holds the embedded store, or opens the store where none does. */
async function find(config: Config): Promise<unknown> {
  const isSandboxed = !config.works
  const isEmbedded = isSandboxed || !config.databaseUrl
  const held = isEmbedded ? await wrongAnswersOfHolder(storeFolder(config, isSandboxed)) : undefined
  if (held) return held
  const store = await openCurrentStore(config, isSandboxed)
  try {
    return await createWrongAnswers(store.db).all()
  } finally {
    await store.close()
  }
}

function inColumns({ at, line, question }: z.infer<typeof wrongSchema>, zone: string): string {
  return [DateTime.fromISO(at, { zone }).toISO(), clean(line), clean(question)].join('\t')
}

/** What people write may hold anything, and a terminal obeys some of it. */
function clean(text: string): string {
  return cleanData(text)?.replaceAll(/\s+/g, ' ') ?? '-'
}
