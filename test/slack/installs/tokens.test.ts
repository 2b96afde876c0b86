import { describe, expect, it } from 'vitest'
import type { Instant } from '../../../src/core/calendar.ts'
import { gate } from '../../helpers/gate.ts'
import { hourMs, useRotatingSlack } from './rotating-slack.ts'

const slack = useRotatingSlack()

const { startProcess } = slack

describe('where the desk may answer', () => {
  it('is where it is installed, and allowed', async () => {
    const { installs } = startProcess()
    await installs.save('T1', slack.installed(12 * hourMs))
    await installs.save('T9', slack.installed(12 * hourMs))
    expect(await installs.find('T1')).toMatchObject({ id: 'i-1' })
    expect(await installs.find('T2')).toBeUndefined()
    expect(await installs.find('T9')).toBeUndefined()
  })

  it('is heard of from another process within ten seconds, and not asked for meanwhile', async () => {
    const [one, other] = [startProcess(), startProcess()]
    await one.installs.save('T1', slack.installed(12 * hourMs))
    expect(await other.installs.find('T1')).toBeDefined()
    await one.installs.end('T1', new Date(slack.now).toISOString() as Instant)
    expect(await one.installs.find('T1')).toBeUndefined()
    const { reads } = slack.shared.state
    slack.now += 9_999
    expect(await other.installs.find('T1')).toBeDefined()
    expect(slack.shared.state.reads).toBe(reads)
    slack.now += 1
    expect(await other.installs.find('T1')).toBeUndefined()
  })

  it('is what it was where the store does not answer, and unknown where nothing was known', async () => {
    const { installs } = startProcess()
    await installs.save('T1', slack.installed(12 * hourMs))
    slack.shared.state.isDown = true
    slack.now += 60_000
    expect(await installs.find('T1')).toMatchObject({ id: 'i-1' })
    await expect(installs.find('T2')).rejects.toThrow('the store is down')
  })
})

describe('a token', () => {
  it('that never expires is used as it is', async () => {
    const { installs, token } = startProcess()
    await installs.save('T1', { id: 'i-1', token: 'xoxb-1', name: 'Sunrise' })
    slack.now += 1_000 * hourMs
    expect(await token()).toBe('xoxb-1')
    expect(await token('xoxb-1')).toBe('xoxb-1')
    expect(slack.exchanged).toEqual([])
  })

  it('with more than two hours left is used as it is', async () => {
    const { installs, token } = startProcess()
    await installs.save('T1', slack.installed(2 * hourMs + 1))
    expect(await token()).toBe('xoxe.xoxb-1')
    expect(slack.exchanged).toEqual([])
  })

  it('near its end is used on, and renewed once beside', async () => {
    const { installs, token } = startProcess()
    await installs.save('T1', slack.installed(2 * hourMs))
    expect(await Promise.all([token(), token(), token()])).toEqual(Array(3).fill('xoxe.xoxb-1'))
    expect(await installs.settled(5_000)).toBe(true)
    expect(await token()).toBe('xoxe.xoxb-2')
    expect(slack.exchanged).toEqual(['xoxe-1'])
    slack.now += 10 * hourMs
    expect(await token()).toBe('xoxe.xoxb-2')
    await installs.settled(5_000)
    expect(await token()).toBe('xoxe.xoxb-3')
  })

  it('that has expired is waited for, by all who ask', async () => {
    const { installs, token } = startProcess()
    await installs.save('T1', slack.installed(-1))
    const begunAt = slack.now
    expect(await Promise.all([token(), token(), token()])).toEqual(Array(3).fill('xoxe.xoxb-2'))
    expect(slack.exchanged).toEqual(['xoxe-1'])
    // Nobody waited for a lease: they have it together.
    expect(slack.now).toBe(begunAt)
  })

  it('that Slack calls expired is renewed ahead of its time', async () => {
    const { installs, token } = startProcess()
    await installs.save('T1', slack.installed(12 * hourMs))
    expect(await token('xoxe.xoxb-1')).toBe('xoxe.xoxb-2')
    expect(await token('xoxe.xoxb-1')).toBe('xoxe.xoxb-2')
    expect(slack.exchanged).toEqual(['xoxe-1'])
  })

  it('is renewed by one of many processes, and had by all', async () => {
    const processes = Array.from({ length: 5 }, () => startProcess())
    await processes[0]?.installs.save('T1', slack.installed(-1))
    const tokens = await Promise.all(processes.map(({ token }) => token()))
    expect(tokens).toEqual(Array(5).fill('xoxe.xoxb-2'))
    expect(slack.exchanged).toEqual(['xoxe-1'])
  })

  it('that another process has renewed is not exchanged again, however old what is remembered', async () => {
    const [one, other] = [startProcess(), startProcess()]
    await one.installs.save('T1', slack.installed(12 * hourMs))
    expect(await other.token()).toBe('xoxe.xoxb-1')
    expect(await one.token('xoxe.xoxb-1')).toBe('xoxe.xoxb-2')
    expect(await other.token('xoxe.xoxb-1')).toBe('xoxe.xoxb-2')
    expect(slack.exchanged).toEqual(['xoxe-1'])
  })

  it('is taken on by another process where the one that renews it died', async () => {
    const { installs, token } = startProcess()
    await installs.save('T1', slack.installed(-1))
    await slack.shared.open().lease('T1', 20_000)
    expect(await token()).toBe('xoxe.xoxb-2')
  })

  it('is not to be had while another process takes too long over it', async () => {
    const { installs, token } = startProcess()
    await installs.save('T1', slack.installed(-1))
    await slack.shared.open().lease('T1', 3_600_000)
    await expect(token()).rejects.toMatchObject({ reason: 'being_renewed', isFinal: false })
    expect(slack.exchanged).toEqual([])
  })

  it('stays usable near its end where Slack does not answer, which is tried again five seconds later', async () => {
    const { installs, token } = startProcess()
    await installs.save('T1', slack.installed(hourMs))
    slack.api.play('oauth.v2.access', 500)
    expect(await token()).toBe('xoxe.xoxb-1')
    await installs.settled(5_000)
    expect(await token()).toBe('xoxe.xoxb-1')
    await installs.settled(5_000)
    expect(slack.api.of('oauth.v2.access')).toHaveLength(1)
    slack.now += 5_000
    expect(await token()).toBe('xoxe.xoxb-1')
    await installs.settled(5_000)
    expect(slack.api.of('oauth.v2.access')).toHaveLength(2)
    expect(slack.messages()).toContain('warn: token not renewed yet')
  })

  it('that Slack renews no more is said to the operator once, and to whoever asks, without asking Slack again', async () => {
    const { installs, token } = startProcess()
    await installs.save(
      'T1',
      slack.installed(-1, { rotation: { refreshToken: 'xoxe-0', expiresAt: slack.now - 1 } }),
    )
    const final = { reason: 'invalid_refresh_token', isFinal: true }
    await expect(token()).rejects.toMatchObject(final)
    slack.now += 60 * hourMs
    await expect(token()).rejects.toMatchObject(final)
    expect(slack.exchanged).toEqual(['xoxe-0'])
    expect(
      slack.messages().filter((line) => /^error: Slack renews no token any more/.test(line)),
    ).toHaveLength(1)

    await installs.save('T1', slack.installed(12 * hourMs, { id: 'i-2' }))
    expect(await token()).toBe('xoxe.xoxb-1')
  })

  it('is kept where the store takes it in at the third try', async () => {
    const [one, other] = [startProcess(), startProcess()]
    await one.installs.save('T1', slack.installed(-1))
    slack.shared.state.writesFail = 2
    expect(await one.token()).toBe('xoxe.xoxb-2')
    expect(await other.token()).toBe('xoxe.xoxb-2')
    expect(slack.exchanged).toEqual(['xoxe-1'])
  })

  it('is held on to where the store does not take it in, and kept when it does', async () => {
    const [one, other] = [startProcess(), startProcess()]
    await one.installs.save('T1', slack.installed(-1))
    slack.shared.state.writesFail = 6
    expect(await one.token()).toBe('xoxe.xoxb-2')
    expect(one.lines.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^renewed token not kept/),
    )
    slack.now += 10_000
    expect(await one.token()).toBe('xoxe.xoxb-2')
    slack.now += 10_000
    expect(await one.token()).toBe('xoxe.xoxb-2')
    expect(await other.token()).toBe('xoxe.xoxb-2')
    expect(slack.exchanged).toEqual(['xoxe-1'])
  })

  it('of an installation that was renewed beside a new one is that of the new one', async () => {
    const { installs, token } = startProcess()
    await installs.save('T1', slack.installed(-1))
    const { opened, open } = gate()
    slack.api.play('oauth.v2.access', async () => {
      await opened
      return { ok: true, access_token: 'xoxe.xoxb-old', refresh_token: 'xoxe-old', expires_in: 43_200 }
    })
    const asking = token()
    await expect.poll(() => slack.api.of('oauth.v2.access').length).toBe(1)
    await installs.save('T1', { id: 'i-2', token: 'xoxb-new', name: 'Sunrise' })
    open()
    expect(await asking).toBe('xoxb-new')
    expect(await token()).toBe('xoxb-new')
  })

  it('is nowhere in the log', async () => {
    const { installs, token } = startProcess()
    await installs.save('T1', slack.installed(-1))
    slack.api.play('oauth.v2.access', { raw: '{"access_token":"xoxe.xoxb-cut' })
    await expect(token()).rejects.toMatchObject({ isFinal: false })
    slack.now += 5_000
    slack.api.play('oauth.v2.access', { ok: true, access_token: 'xoxe.xoxb-odd' })
    await expect(token()).rejects.toMatchObject({ reason: 'unreadable' })
    expect(slack.lines.length).toBeGreaterThan(1)
    expect(JSON.stringify(slack.lines)).not.toMatch(/xox|app-secret/)
  })
})

it('a renewed token that the store did not take in is kept before the process ends', async () => {
  const process = startProcess()
  await process.installs.save('T1', slack.installed(-1))
  slack.shared.state.writesFail = 6
  expect(await process.token()).toBe('xoxe.xoxb-2')
  expect(await process.installs.settled(1_000)).toBe(false)
  expect(await process.installs.settled(1_000)).toBe(true)
  expect(await startProcess().token()).toBe('xoxe.xoxb-2')
  expect(slack.exchanged).toEqual(['xoxe-1'])
})
