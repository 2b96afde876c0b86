import type { WebClient } from '@slack/web-api'
import type { Reader } from '../core/call.ts'
import type { DeskPorts } from '../core/desk-ports.ts'
import type { Log, WallClock } from '../core/ports.ts'
import type { Keeping } from '../inbox/keeping.ts'
import { type Answer, type Answering, createAnswering } from './answering.ts'
import { createIsOurs } from './events/is-ours.ts'
import type { Wait } from './events/patience.ts'
import { createPosting } from './events/posting.ts'
import { createThreadAnswers, type ThreadAnswers } from './events/thread-answers.ts'
import type { Install } from './installs/installs.ts'
import type { Question } from './late/question.ts'
import { createLookUp } from './look-up.ts'
import { createFindOrganisation, type Self } from './people/organisation.ts'
import { createPeople } from './people/people.ts'
import { createShare } from './share.ts'
import { openClient } from './web-api/web-api.ts'

/** The desk in one workspace: its people and rooms, reached by its token. */
export interface Workspace {
  readonly answering: Answering
  /** Never rejects. */
  readonly ask: (question: Question) => Promise<Answer>
  readonly threadAnswers: ThreadAnswers
  readonly client: WebClient
  /** Who the bot is there. Rejects while it cannot be learned. */
  readonly findSelf: () => Promise<Self>
}

export interface WorkspaceOptions {
  readonly desk: DeskPorts
  /** Slack's Web API, or what stands in for it. */
  readonly apiUrl: string
  /** Ids of people and of user groups that may ask; undefined: every full member. */
  readonly allowedPeople: readonly string[] | undefined
  /** For people whose own language and zone are not known. */
  readonly defaultReader: Reader
  readonly keeping: Pick<Keeping, 'take'>
  /** Milliseconds that the posting of an answer may take before it counts as unclear. */
  readonly postMs: number
  readonly wait: Wait
  readonly wallClock: WallClock
  readonly log: Log
}

export function createWorkspace(install: Install, options: WorkspaceOptions): Workspace {
  const { desk, apiUrl, allowedPeople, defaultReader, keeping, postMs, wait, wallClock, log } = options
  const client = openClient(install, apiUrl, log, { observe: desk.observe })
  const findOrganisation = createFindOrganisation(client)
  const findSelf = async () => (await findOrganisation()).self
  const answering = createAnswering({
    desk,
    people: createPeople({
      ...{ client, findOrganisation, wallClock, log },
      allowedPeople,
      defaultZone: defaultReader.zone,
    }),
    defaultReader,
    wallClock,
    log,
  })
  const share = createShare({ answering, desk, client, log })
  const lookUp = createLookUp({ answering, desk, client, findSelf, wallClock, log })
  // What it posts is looked for before it is posted again.
  const poster = openClient(install, apiUrl, log, {
    ...{ observe: desk.observe, timeout: postMs, retryConfig: { retries: 0 } },
  })
  const around = { findSelf, wait, wallClock, log }
  const posting = createPosting({
    client: poster,
    isOurs: createIsOurs({ client, wait, wallClock, log }),
    ...around,
  })

  return {
    answering,
    ask(question) {
      if (question.kind === 'look-up') return lookUp(question)
      const asked = { ...question, fresh: question.kind === 'refresh' }
      return question.kind === 'share' ? share(asked) : answering.answer(asked)
    },
    threadAnswers: createThreadAnswers({ desk, answering, keeping, posting, client, ...around }),
    client,
    findSelf,
  }
}
