import { DateTime } from 'luxon'
import { z } from 'zod'
import { embeddedFolder, openCurrentStore } from '../app/desk-store.ts'
import { type Config, readConfig } from '../config.ts'
import { wrongAnswersOfHolder } from '../holder/ask-holder.ts'
import { createWrongAnswers } from '../storage/wrong-answers.ts'
import { asciiJson } from './ascii-json.ts'
import { byHolderOrHere } from './by-holder-or-here.ts'
import { printLines } from './print-lines.ts'
import { toCell } from './to-cell.ts'

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

function find(config: Config): Promise<unknown> {
  return byHolderOrHere<readonly object[]>(embeddedFolder(config), wrongAnswersOfHolder, () =>
    findHere(config),
  )
}

async function findHere(config: Config): Promise<readonly object[]> {
  const store = await openCurrentStore(config, !config.works)
  try {
    return await createWrongAnswers(store.db).all()
  } finally {
    await store.close()
  }
}

function inColumns({ at, line, question }: z.infer<typeof wrongSchema>, zone: string): string {
  return [DateTime.fromISO(at, { zone }).toISO(), toCell(line), toCell(question)].join('\t')
}
