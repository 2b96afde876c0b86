import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ListedCheck } from '../../src/core/listed-check.ts'
import { groups } from '../../src/sandbox/lineworks/groups.ts'
import { people as worksPeople } from '../../src/sandbox/lineworks/people.ts'
import { describeAllowedPeople } from '../../src/verbs/doctor/check-allowed-people.ts'
import { verb } from '../helpers/run-verb.ts'
import { makeDataDir, type StorePlaceForTests } from '../helpers/store-places.ts'
import { startForTest, type TestSandbox } from '../sandbox/start-for-test.ts'

const nothing: ListedCheck = { people: [], groups: [], inGroups: 0, unread: [] }
const slack = (check: Partial<ListedCheck>) => ({
  name: 'Slack',
  check: { ...nothing, ...check },
  advice: 'grant it',
  refused: 'guests stay refused',
})
const works = (check: Partial<ListedCheck>) => ({ ...slack(check), name: 'LINE WORKS' })
const lines = (...given: Parameters<typeof describeAllowedPeople>) =>
  describeAllowedPeople(...given).map(({ isWell, line }) => `${isWell ? 'ok' : 'FAIL'} ${line}`)

describe('of who may ask the operator is told', () => {
  it('how many there are on each platform', () => {
    const found = slack({ people: ['U1'], groups: ['S1', 'S2'], inGroups: 7 })
    expect(lines(['U1', 'S1', 'S2', 'g-1'], [found, works({ groups: ['g-1'], inGroups: 2 })])).toEqual([
      'ok people who may ask in Slack: 1 listed by id, 7 in S1, S2; guests stay refused',
      'ok people who may ask in LINE WORKS: 2 in g-1; guests stay refused',
    ])
  })

  it('that there is nobody on one, and what to do', () => {
    const advice = 'so nobody gets an answer there; add people or groups of it to DESK_ALLOWED_PEOPLE'
    expect(lines(['U1'], [slack({ people: ['U1'] }), works({})])).toContain(
      `FAIL people who may ask in LINE WORKS: nobody is listed, ${advice}`,
    )
    expect(lines(['S1', 'S2'], [slack({ groups: ['S1', 'S2'] })])).toEqual([
      `FAIL people who may ask in Slack: nobody is listed, and nobody is in S1, S2, ${advice}`,
    ])
  })

  it('which groups could not be read, and what to do', () => {
    expect(lines(['S1'], [slack({ unread: [{ id: 'S1', reason: 'missing_scope' }] })])).toEqual([
      'FAIL people who may ask in Slack: S1 could not be read (missing_scope); grant it',
    ])
  })

  it('which ids nobody knows, of several workspaces', () => {
    const platforms = [slack({ people: ['U1'] }), slack({ people: ['U2'] }), works({})]
    expect(lines(['U1', 'U2', 'U3', 'x-1', 'U3'], platforms)).toContain(
      'FAIL DESK_ALLOWED_PEOPLE: nothing is known of U3, x-1; check how they are written',
    )
  })
})

describe('doctor, on a list of people', () => {
  let sandbox: TestSandbox
  let place: StorePlaceForTests
  const misaki = worksPeople[0]?.id ?? ''

  beforeAll(async () => {
    place = await makeDataDir()
    sandbox = await startForTest({ customers: 1 })
  })
  afterAll(async () => {
    await sandbox.close()
    await place.remove()
  })

  const [inSlack, inWorks] = ['ok   people who may ask in Slack:', 'ok   people who may ask in LINE WORKS:']
  const [butGuests, butOthers] = ['; guests among them stay refused', '; those of other domains stay refused']

  const doctor = async (DESK_ALLOWED_PEOPLE: string, settings: NodeJS.ProcessEnv = {}) => {
    const { status, output } = await verb(['doctor'], {
      ...sandbox.environment,
      DATA_DIR: place.dataDir,
      DESK_ALLOWED_PEOPLE,
      ...settings,
    })
    return { status, told: output.split('\n').filter((line) => /who may ask|DESK_ALLOWED/.test(line)) }
  }

  it('is content with people whom both platforms know', async () => {
    expect(await doctor(`U0MISAKI001,${misaki}`)).toEqual({
      status: 0,
      told: [`${inSlack} 1 listed by id${butGuests}`, `${inWorks} 1 listed by id${butOthers}`],
    })
  })

  it('counts whom the groups hold, that within one included', async () => {
    const [support] = groups
    const { status, told } = await doctor(`S0SUPPORT00,${support?.id}`, {
      WORKS_SCOPES: 'partner.read bot user.read group.read',
    })
    expect(told).toEqual([
      `${inSlack} 4 in S0SUPPORT00${butGuests}`,
      `${inWorks} 4 in ${support?.id}${butOthers}`,
    ])
    expect(status).toBe(0)
  })

  it('says which scope is missing where a group cannot be read', async () => {
    const [support] = groups
    const { status, told } = await doctor(`${support?.id}`, { WORKS_SCOPES: 'partner.read bot user.read' })
    expect(told).toEqual([
      expect.stringMatching(/^FAIL people who may ask in Slack: nobody is listed, .*add people or groups/),
      expect.stringMatching(/^FAIL people who may ask in LINE WORKS: .*403 FORBIDDEN.*group\.read/),
    ])
    expect(status).toBe(1)
  })

  const oauth = {
    ...{ SLACK_BOT_TOKEN: '', SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 'x', SLACK_STATE_SECRET: 'x' },
    ...{ SLACK_ALLOWED_TEAMS: 'T1', TOKEN_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64') },
  }

  it('says that nobody of Slack is listed also while no workspace has installed the app', async () => {
    const { status, told } = await doctor(misaki, oauth)
    expect(told).toEqual([
      expect.stringMatching(/^FAIL people who may ask in Slack: nobody is listed, /),
      `${inWorks} 1 listed by id${butOthers}`,
    ])
    expect(status).toBe(1)
  })

  it('says nothing against people of Slack while no workspace has installed the app', async () => {
    const { told } = await doctor(`U0MISAKI001,${misaki}`, oauth)
    expect(told).toEqual([
      `${inSlack} there is no workspace to ask about them`,
      `${inWorks} 1 listed by id${butOthers}`,
    ])
  })

  it('names what nothing is known of', async () => {
    const { status, told } = await doctor(`U0MISAKI001,U0NOBODY001,${misaki},nobody-1`)
    expect(told.at(-1)).toBe(
      'FAIL DESK_ALLOWED_PEOPLE: nothing is known of U0NOBODY001, nobody-1; check how they are written',
    )
    expect(status).toBe(1)
  })
})
