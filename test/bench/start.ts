/** From `npm start` until the desk is ready, with nothing but a folder: its sandbox starts with it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort, isReady } from '../helpers/processes.ts'
import { type Figure, toldBeside } from './figure.ts'
import { inMs, median } from './statistics.ts'

const root = join(import.meta.dirname, '../..')
const folders = 3
const goalMs = 2_000

export async function measureStart(): Promise<Figure[]> {
  const first: number[] = []
  const second: number[] = []
  for (let count = 0; count < folders; count += 1) {
    const folder = mkdtempSync(join(tmpdir(), 'partner-desk-start-'))
    try {
      first.push(await start(folder))
      second.push(await start(folder))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  const inAll = `median of ${folders}, at most ${inMs(Math.max(...second))}`
  return [
    {
      figure: 'from `npm start` to ready, second start on a folder, sandbox included',
      measured: `${inMs(median(second))} (${inAll})`,
      goal: `under ${inMs(goalMs)}`,
      met: median(second) < goalMs,
    },
    toldBeside('the same for the first start, which makes the store', inMs(median(first))),
  ]
}

/** Milliseconds. */
async function start(folder: string): Promise<number> {
  const port = await freePort()
  const { PATH, HOME } = process.env
  const own = { PORT: String(port), SANDBOX_PORT: String(await freePort()), DATA_DIR: folder }
  const startedAt = performance.now()
  // A group of its own, for npm has a shell between itself and the desk.
  const npm = spawn('npm', ['start'], {
    cwd: root,
    env: { PATH, HOME, ...own },
    detached: true,
    stdio: 'ignore',
  })
  const closed = once(npm, 'close')
  try {
    while (!(await isReady(`http://127.0.0.1:${port}`))) {
      if (npm.exitCode !== null) throw new Error(`npm start ended with ${npm.exitCode}`)
      await wait(20)
    }
    return performance.now() - startedAt
  } finally {
    if (npm.pid !== undefined && npm.exitCode === null) process.kill(-npm.pid, 'SIGTERM')
    await closed
    await released(port)
  }
}

/** npm may be gone before the desk is, which has its folder until its last moment. */
async function released(port: number): Promise<void> {
  const answers = () =>
    fetch(`http://127.0.0.1:${port}/healthz`).then(
      () => true,
      () => false,
    )
  while (await answers()) await wait(20)
}
