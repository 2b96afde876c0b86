import type { StoreFigures } from '../../core/metrics.ts'
import type { Finding } from './finding.ts'

/** A pass begins every six hours: what is older than four of them is read by nobody. */
const oldestSeconds = 24 * 3_600

/** What the doctor says of the desk's own copy of all customers. */
export function describeCopy({ customers, failed, lastPassSeconds }: StoreFigures['copy']): Finding {
  if (lastPassSeconds === null) {
    return {
      isWell: true,
      line: 'copy: not complete yet; a desk that runs makes it, or npx partner-desk collect',
    }
  }
  const failures = failed > 0 ? `, ${failed} of them not readable the last time` : ''
  const told = `copy: ${customers} customers${failures}; complete ${tellAge(lastPassSeconds)} ago`
  if (lastPassSeconds <= oldestSeconds) return { isWell: true, line: told }
  const what = 'see that serve or work runs, and what its log says of collecting'
  return { isWell: false, line: `${told}; ${what}` }
}

function tellAge(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`
  if (seconds < 7_200) return `${Math.round(seconds / 60)} minutes`
  return `${Math.round(seconds / 3_600)} hours`
}
