import { execFile } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '../helpers/processes.ts'

/** A PostgreSQL of one's own, which can be stopped under those who use it. */
export interface OwnPostgres {
  readonly url: string
  readonly port: number
  /** At once, without a word to those who are connected, as when the machine loses its power. */
  stop(): Promise<void>
  start(): Promise<void>
  remove(): Promise<void>
}

const execute = promisify(execFile)

/** Where Debian keeps each version's. */
const versions = '/usr/lib/postgresql'

/** Starts one in a temporary folder; undefined where its binaries are not found. */
export async function startOwnPostgres(): Promise<OwnPostgres | undefined> {
  const binaries = findBinaries()
  if (!binaries) return undefined
  const owner = findOwner()
  const folder = mkdtempSync(join(tmpdir(), 'partner-desk-postgres-'))
  if (owner) chownSync(folder, owner.uid, owner.gid)
  const data = join(folder, 'data')
  const run = (program: string, args: readonly string[]) =>
    execute(join(binaries, program), args, { ...owner, cwd: folder })
  // What the system has taken in outlives the server, so that nothing has to reach the disk.
  await run('initdb', ['-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync'])
  const port = await freePort()
  const settings = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off`
  const start = async () => {
    await run('pg_ctl', ['-D', data, '-l', join(folder, 'log'), '-w', '-o', settings, 'start'])
  }
  const stop = async () => {
    await run('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop'])
  }
  await start()
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    port,
    start,
    stop,
    async remove() {
      if (existsSync(join(data, 'postmaster.pid'))) await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function findBinaries(): string | undefined {
  if (!existsSync(versions)) return undefined
  return readdirSync(versions)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(versions, version, 'bin'))
    .find((folder) => existsSync(join(folder, 'initdb')))
}

/** PostgreSQL does not run as root. */
function findOwner(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((each) => each.startsWith('postgres:'))
  const [, , uid, gid] = line?.split(':') ?? []
  if (!uid || !gid) throw new Error('there is no user postgres to run PostgreSQL as')
  return { uid: Number(uid), gid: Number(gid) }
}
