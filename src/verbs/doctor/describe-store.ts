import type { Finding } from './finding.ts'

/** What a person waits for the store before it is answered without. */
const slowMs = 2_000

export interface StoreSeen {
  /** Such as `on PostgreSQL`. */
  readonly where: string
  /** Whether another version has been there that this one does not know. */
  readonly isNewer: boolean
  readonly tookMs: number
}

/** A store that answers: whether its tables are those of this version, and whether it does so in time. */
export function describeStore({ where, isNewer, tookMs }: StoreSeen): Finding {
  const schema = isNewer ? 'newer schema than this version knows' : 'newest schema'
  const advice = [
    ...(isNewer
      ? ['go on with the newer version here as well: processes of this one are not ready meanwhile']
      : []),
    ...(tookMs < slowMs ? [] : ['people are answered without it: look at its load and at the network']),
  ]
  return {
    isWell: advice.length === 0,
    line: [`store ${where}: ${schema}, answers within ${tookMs} ms`, ...advice].join('; '),
  }
}
