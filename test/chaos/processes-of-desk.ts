import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort, isReady, type Running, run } from '../helpers/processes.ts'
import type { Target } from './balancer.ts'
import { eventually } from './eventually.ts'

export type Verb = 'serve' | 'work'

/** A process from its start to its end. */
interface Life {
  readonly name: string
  readonly running: Running
  /** Whether it is for us that it ends. */
  isEnding: boolean
}

/** One place that a process has; what dies is put up again in the same. */
export interface Place {
  readonly verb: Verb
  readonly port: number | undefined
  life: Life | undefined
  lives: number
}

/** The desk's processes on one store. */
export interface DeskProcesses {
  /** Adds a place, and a process there. */
  add(verb: Verb): Promise<Place>
  /** Resolves once the process there answers. */
  start(place: Place): Promise<void>
  /** Ends it without a word. Gives its name. */
  kill(place: Place): Promise<string>
  /** Asks it to end, and waits. Gives its name. */
  stop(place: Place): Promise<string>
  /** The places of a kind where there is a process. */
  of(verb: Verb): readonly Place[]
  /** Where requests may go. */
  targets(): readonly Target[]
  /** What ended by itself, did not end when asked, or ended as failed, with its last words. */
  readonly troubles: readonly string[]
  /** Kills what is left. */
  end(): Promise<void>
}

export interface DeskProcessesOptions {
  readonly environment: NodeJS.ProcessEnv
  /** Keeps what each process printed; undefined: nowhere. */
  readonly logs: string | undefined
  /** Told whenever other processes listen. */
  readonly onTargets: (targets: readonly Target[]) => void
}

/** On a machine that is busy with other things. */
const startMs = 60_000
/** What is under way has ten seconds, and telling people what was cut short has some more. */
const stopMs = 30_000
const lastWords = 2_000

export function createDeskProcesses(options: DeskProcessesOptions): DeskProcesses {
  const { environment, logs, onTargets } = options
  const places: Place[] = []
  const troubles: string[] = []
  if (logs) mkdirSync(logs, { recursive: true })

  const targets = () => places.flatMap(({ port, life }) => (port && life ? [{ port, life: life.name }] : []))

  const wordsOf = ({ running }: Life) => `${running.output()}${running.errors()}`

  async function begin(place: Place): Promise<void> {
    const { verb, port } = place
    place.lives += 1
    const name = `${verb} ${places.filter((other) => other.verb === verb).indexOf(place) + 1}.${place.lives}`
    const running = run('src/main.ts', [verb], { ...environment, ...(port ? { PORT: String(port) } : {}) })
    const life: Life = { name, running, isEnding: false }
    place.life = life
    void running.ended.then((status) => {
      if (logs) writeFileSync(join(logs, `${name}.log`), wordsOf(life))
      if (!life.isEnding) troubles.push(`${name} ended by itself with ${status}: ${tail(life)}`)
    })
    const isUp = () =>
      port ? isReady(`http://127.0.0.1:${port}`) : running.output().includes('in the background')
    if (!(await eventually(startMs, async () => running.process.exitCode !== null || isUp()))) {
      throw new Error(`${name} did not start: ${tail(life)}`)
    }
    onTargets(targets())
  }

  const tail = (life: Life) => wordsOf(life).slice(-lastWords)

  async function end(place: Place, how: 'SIGKILL' | 'SIGTERM'): Promise<string> {
    const { life } = place
    if (!life) return `${place.verb} that is not there`
    const { running, name } = life
    life.isEnding = true
    running.process.kill(how)
    const hasEnded = await eventually(
      stopMs,
      () => running.process.exitCode !== null || running.process.signalCode !== null,
    )
    if (!hasEnded) {
      troubles.push(`${name} did not end within ${stopMs / 1000} s of SIGTERM: ${tail(life)}`)
      running.process.kill('SIGKILL')
      await running.ended
    } else if (how === 'SIGTERM' && running.process.exitCode !== 0) {
      troubles.push(`${name} ended with ${running.process.exitCode} when it was told to stop: ${tail(life)}`)
    }
    place.life = undefined
    onTargets(targets())
    return name
  }

  return {
    async add(verb) {
      const port = verb === 'serve' ? await freePort() : undefined
      const place: Place = { verb, port, life: undefined, lives: 0 }
      places.push(place)
      await begin(place)
      return place
    },
    start: begin,
    kill: (place) => end(place, 'SIGKILL'),
    stop: (place) => end(place, 'SIGTERM'),
    of: (verb) => places.filter((place) => place.verb === verb && place.life),
    targets,
    troubles,
    async end() {
      await Promise.all(places.map((place) => end(place, 'SIGKILL')))
    },
  }
}
