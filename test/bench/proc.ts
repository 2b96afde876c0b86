import { readFileSync } from 'node:fs'

/** Linux counts in hundredths of a second, whatever its kernel's own ticks are. */
const tickUs = 10_000
const bytesInMb = 2 ** 20

/** Microseconds of processor that a process has used; undefined where the system does not tell by `/proc`. */
export function cpuUs(pid: number): number | undefined {
  const stat = read(`/proc/${pid}/stat`)
  // Its name stands in brackets and may hold spaces.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields && (Number(fields[11]) + Number(fields[12])) * tickUs
}

/** Megabytes of memory that a process holds; undefined where the system does not tell by `/proc`. */
export function residentMb(pid: number): number | undefined {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1]
  return kilobytes === undefined ? undefined : (Number(kilobytes) * 1024) / bytesInMb
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // Not Linux, or the process has ended.
    return undefined
  }
}
