import { storeFolder } from '../app/desk-store.ts'
import { giveBackMemory } from '../app/give-back-memory.ts'
import { businessNowOf } from '../app/surroundings.ts'
import { type App, startApp } from '../app.ts'
import { listenAsHolder } from '../holder/listen-as-holder.ts'
import { createLog } from '../log.ts'
import type { AuditWish } from '../storage/audit.ts'
import { readFigures } from '../storage/figures.ts'
import { checkInstalls } from './doctor/check-installs.ts'
import { printAnswer } from './print-answer.ts'
import { tellDigests } from './tell-digests.ts'
import { untilStopped } from './until-stopped.ts'

/** Serves until the process is told to stop. */
export const serve = (environment: NodeJS.ProcessEnv) => untilStopped(() => start(environment))

/** Resolves with what stops it. */
async function start(environment: NodeJS.ProcessEnv): Promise<() => Promise<void>> {
  const app = await startApp(environment, ({ logLevel }) => createLog(logLevel))
  const { config, sandbox } = app.surroundings
  // Other processes cannot open the embedded store meanwhile; they ask this one.
  const holder =
    app.store.kind === 'embedded'
      ? await listenAsHolder(storeFolder(config, sandbox !== undefined), {
          ask: (question) => printAnswer(question, config, app.answering),
          async collect(onStep) {
            onStep((await app.answering.collector?.passNow(onStep)) ?? {})
          },
          async *audit(wish: AuditWish) {
            yield* app.answering.audit?.find(wish) ?? []
          },
          wrongAnswers: async () => (await app.answering.wrongAnswers?.all()) ?? [],
          figures: () => readFigures(app.store.db, businessNowOf(app.surroundings)),
          installs: ({ listed }) =>
            checkInstalls(app.slackInstalls?.oauth?.installs, { config, listed, log: app.log }),
          digests: tellDigests(app.answering),
        })
      : undefined
  process.stdout.write(`${welcome(app)}\n`)
  giveBackMemory(app.log)
  return async () => {
    await holder?.close()
    await app.stop()
  }
}

function welcome({ url, surroundings: { sandbox } }: App): string {
  if (!sandbox) return `Partner Desk listens at ${url}`
  return [
    `No credentials are set, so Partner Desk runs against its own sandbox at ${sandbox.url}; nothing leaves this machine.`,
    `Playground: ${sandbox.url}/playground`,
  ].join('\n')
}
