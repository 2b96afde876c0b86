import { execFileSync } from 'node:child_process'
import { availableParallelism, cpus, release, type as systemName, totalmem } from 'node:os'
import { join } from 'node:path'

const bytesInGb = 2 ** 30

/** What figures in milliseconds and megabytes belong to. */
export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGb: number
  readonly system: string
  readonly node: string
  /** Of the project; with `+` where files were changed since. Null outside a clone. */
  readonly commit: string | null
}

export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / bytesInGb),
    system: `${systemName()} ${release()}`,
    node: process.version,
    commit: findCommit(),
  }
}

/** One line of prose. */
export function tellMachine({ cpu, cores, memoryGb, system, node, commit }: Machine): string {
  const at = commit ? `, commit ${commit}` : ''
  return `${cores} processors (${cpu}), ${memoryGb} GB, ${system}, Node ${node.slice(1)}${at}`
}

function findCommit(): string | null {
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: join(import.meta.dirname, '../..'),
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim()
  try {
    const isChanged = git('status', '--porcelain', '--untracked-files=no', '--', 'src') !== ''
    return git('rev-parse', '--short', 'HEAD') + (isChanged ? '+' : '')
  } catch {
    // No clone, or no git.
    return null
  }
}
