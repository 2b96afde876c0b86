import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFindWorksAccess } from '../../src/lineworks/access.ts'
import { createBudget } from '../../src/works/budget.ts'
import { openHttp } from '../../src/works/http.ts'
import { createCollectedLog } from '../works/collected-log.ts'
import { noon, person } from './events.ts'
import { startStandIn } from './stand-in.ts'

let standIn: Awaited<ReturnType<typeof startStandIn>>
const http = openHttp()
const minuteMs = 60_000

beforeEach(async () => {
  standIn = await startStandIn()
})
afterEach(async () => {
  standIn.dropHung()
  await standIn.close()
})

function open(allowedPeople: readonly string[], wallClock = () => noon, findMs = 30_000) {
  const log = createCollectedLog()
  const token = async () => 'token-1'
  const findAccess = createFindWorksAccess({
    apiUrl: standIn.apiUrl,
    http,
    signIn: { token, renew: token },
    budget: createBudget({ limit: 240, wallClock }),
    allowedPeople,
    wallClock,
    log,
    findMs,
  })
  return { ask: (who = person) => findAccess(who, 'c-1'), log }
}

const user = (id: string) => ({ externalKey: 'x', id, type: 'USER' })
const group = (id: string) => ({ id, type: 'GROUP' })
const unit = (id: string) => ({ id, type: 'ORGUNIT' })

describe('a group of LINE WORKS', () => {
  it('is read to its last page', async () => {
    standIn.groups.set('groups/g-1', [[user('a')], [user('b')], [user(person)]])
    expect(await open(['g-1']).ask()).toBe('allowed')
    expect(standIn.groupReads).toEqual(['groups/g-1 100', 'groups/g-1 100 +=1', 'groups/g-1 100 +=2'])
  })

  it('may have groups and organisation units in it', async () => {
    standIn.groups.set('groups/g-1', [[user('a'), group('g-2'), unit('o-1')]])
    standIn.groups.set('groups/g-2', [[user('b'), group('g-1')]])
    standIn.groups.set('orgunits/o-1', [[{ userId: person, isManager: false }]])
    const { ask } = open(['g-1'])
    expect([await ask(), await ask('b'), await ask('c')]).toEqual(['allowed', 'allowed', 'notListed'])
    expect(standIn.groupReads).toHaveLength(3)
  })

  it('lets nobody in by the id of a group or a unit', async () => {
    standIn.groups.set('groups/g-1', [[group(person), unit(person)]])
    expect(await open(['g-1']).ask()).toBe('notListed')
  })

  it.each([
    ['it is not there', { status: 404, code: 'NOT_FOUND' }],
    ['it is none of ours', { status: 403, code: 'ACCESS_DENIED' }],
    ['it cannot be an id', { status: 400, code: 'INVALID_PARAMETER' }],
  ])('has nobody in it where %s, which is remembered', async (_why, answer) => {
    standIn.groups.set('groups/g-1', answer)
    let now = noon
    const { ask, log } = open(['g-1'], () => now)
    expect(await ask()).toBe('notListed')
    now += 60 * minuteMs
    expect(await ask()).toBe('notListed')
    expect(standIn.groupReads).toHaveLength(1)
    expect(log.lines.filter(({ level }) => level !== 'info')).toEqual([])
  })

  it.each([
    ['a scope is missing', { status: 403, code: 'FORBIDDEN' }],
    ['a refusal says nothing', { status: 403 }],
    ['LINE WORKS is out of order', { status: 503 }],
    ['the answer is another', ['x' as unknown as object]],
  ])('is not known where %s, and asked for again', async (_why, answer) => {
    standIn.groups.set('groups/g-1', answer)
    const { ask, log } = open(['g-1'])
    expect(await ask()).toBe('unknown')
    expect(log.lines.filter(({ level }) => level === 'warn')).toHaveLength(1)
    standIn.groups.set('groups/g-1', [[user(person)]])
    expect(await ask()).toBe('allowed')
  })

  it('is not waited for for long', async () => {
    standIn.groups.set('groups/g-1', 'hang')
    const { ask, log } = open(['g-1'], () => noon, 40)
    expect(await ask()).toBe('unknown')
    expect(log.lines).toMatchObject([{ level: 'warn', fields: { person, correlationId: 'c-1' } }])
  })

  it('that leads back to a page is not read for ever', async () => {
    standIn.groups.set('groups/g-1', 'circle')
    const { ask, log } = open(['g-1'])
    expect(await ask()).toBe('unknown')
    expect(log.lines.at(-1)).toMatchObject({ fields: { reason: expect.stringContaining('back to itself') } })
  })

  it('is remembered for ten minutes, and asked for once by several', async () => {
    standIn.groups.set('groups/g-1', [[user(person)]])
    let now = noon
    const { ask } = open(['g-1'], () => now)
    expect(await Promise.all([ask(), ask(), ask('b')])).toEqual(['allowed', 'allowed', 'notListed'])
    expect(standIn.groupReads).toHaveLength(1)
    standIn.groups.set('groups/g-1', [[]])
    now += 10 * minuteMs
    expect(await ask()).toBe('allowed')
    now += 1
    expect(await ask()).toBe('notListed')
  })
})

describe('a list of people alone', () => {
  it('needs no scope for groups', async () => {
    standIn.groups.set('groups/p-1', { status: 403, code: 'FORBIDDEN' })
    standIn.users.set('p-1', { userId: 'p-1' })
    const { ask, log } = open(['p-1'])
    expect([await ask(), await ask(), await ask('p-1')]).toEqual(['notListed', 'notListed', 'allowed'])
    expect(standIn.groupReads).toHaveLength(1)
    expect(log.lines.filter(({ level }) => level === 'warn')).toEqual([])
  })

  it('does not make a group within a group one of a person', async () => {
    standIn.groups.set('groups/g-1', [[unit('p-1')]])
    standIn.groups.set('orgunits/p-1', { status: 403, code: 'FORBIDDEN' })
    standIn.users.set('p-1', { userId: 'p-1' })
    expect(await open(['g-1']).ask()).toBe('unknown')
  })
})

it('ids of other platforms are not asked about, and let nobody in', async () => {
  expect(await open(['U0123ABCD', 'W0123', 'S0123']).ask()).toBe('notListed')
  expect(standIn.groupReads).toEqual([])
})
