import { Counter, Histogram, type Registry } from 'prom-client'
import type { Observation, Observe } from '../core/metrics.ts'
import type { WallClock } from '../core/ports.ts'
import { createLimitGauges } from './limit-gauges.ts'

/** Seconds. 1.5 is what a command waits before it says that it takes longer, 3 what Slack waits. */
const requestBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.6, 2.5, 3, 5, 10]
/** Seconds. A person may wait for half an hour. */
const replyBuckets = [0.05, 0.1, 0.25, 0.5, 1, 1.5, 2.5, 5, 10, 30, 60, 300, 1800]
/** Seconds. Collecting waits for minutes, people for 25 seconds at most. */
const waitBuckets = [0.01, 0.1, 1, 5, 10, 25, 60, 180]

const seconds = (ms: number) => ms / 1000

/** The counters of this process, in a registry of its own. */
export function createCounters(registry: Registry, wallClock: WallClock): Observe {
  const registers = [registry]
  const answers = new Counter({
    name: 'partner_desk_answers_total',
    help: 'Answers made, by command; outcome is the kind of answer, or the code of the error.',
    labelNames: ['platform', 'command', 'outcome'] as const,
    registers,
  })
  const answering = new Histogram({
    name: 'partner_desk_answer_seconds',
    help: 'From asking the desk until the answer was made.',
    labelNames: ['platform', 'command'] as const,
    buckets: replyBuckets,
    registers,
  })
  const replies = new Histogram({
    name: 'partner_desk_reply_seconds',
    help: 'From receiving a question until its answer was with the platform.',
    labelNames: ['platform', 'way', 'outcome'] as const,
    buckets: replyBuckets,
    registers,
  })
  const requests = new Histogram({
    name: 'partner_desk_http_request_seconds',
    help: 'From a request to our server until its response, by route and status.',
    labelNames: ['route', 'status'] as const,
    buckets: requestBuckets,
    registers,
  })
  const refused = new Counter({
    name: 'partner_desk_refused_total',
    help: 'Requests that reached no handler, and callbacks dropped for their age.',
    labelNames: ['route', 'reason'] as const,
    registers,
  })
  const calls = new Histogram({
    name: 'partner_desk_api_call_seconds',
    help: 'Requests to APIs of others; outcome is the status, or why none came.',
    labelNames: ['api', 'operation', 'outcome'] as const,
    buckets: requestBuckets,
    registers,
  })
  const retries = new Counter({
    name: 'partner_desk_api_retries_total',
    help: 'Among them, those that repeated one that had failed.',
    labelNames: ['api', 'operation'] as const,
    registers,
  })
  const waits = new Histogram({
    name: 'partner_desk_budget_wait_seconds',
    help: 'Until a request to LINE WORKS had its share of the minute, or was refused it.',
    labelNames: ['purpose', 'result'] as const,
    buckets: waitBuckets,
    registers,
  })
  const storeErrors = new Counter({
    name: 'partner_desk_store_query_errors_total',
    help: 'Queries of the store that failed.',
    registers,
  })
  const tellLimit = createLimitGauges(registry, wallClock)

  const count: {
    readonly [Kind in Observation['kind']]: (of: Extract<Observation, { kind: Kind }>) => void
  } = {
    answered({ platform, command, outcome, ms }) {
      answers.inc({ platform, command, outcome })
      if (ms !== undefined) answering.observe({ platform, command }, seconds(ms))
    },
    replied: ({ platform, way, outcome, ms }) => replies.observe({ platform, way, outcome }, seconds(ms)),
    responded: ({ route, status, ms }) => requests.observe({ route, status }, seconds(ms)),
    refused: ({ route, reason }) => refused.inc({ route, reason }),
    called({ api, operation, outcome, isRetry, ms }) {
      calls.observe({ api, operation, outcome }, seconds(ms))
      if (isRetry) retries.inc({ api, operation })
    },
    waited: ({ purpose, isGiven, ms }) =>
      waits.observe({ purpose, result: isGiven ? 'given' : 'refused' }, seconds(ms)),
    limitTold: tellLimit,
    storeFailed: () => storeErrors.inc(),
  }
  return <Kind extends Observation['kind']>(observation: Extract<Observation, { kind: Kind }>) =>
    count[observation.kind as Kind](observation)
}
