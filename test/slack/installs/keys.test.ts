import { describe, expect, it } from 'vitest'
import { formerKey, hourMs, key, useRotatingSlack } from './rotating-slack.ts'

const slack = useRotatingSlack()

const { startProcess } = slack

describe('the key', () => {
  it('may be replaced: after one start with both the former one can go', async () => {
    const before = startProcess({ encryptionKeys: [formerKey] })
    await before.installs.save('T1', slack.installed(12 * hourMs))
    const { version } = slack.shared.rows.get('T1') ?? {}
    const between = startProcess({ encryptionKeys: [key, formerKey] })
    expect(await between.token()).toBe('xoxe.xoxb-1')
    await between.installs.start()
    expect(slack.shared.rows.get('T1')?.version).toBe(version)
    expect(await startProcess({ encryptionKeys: [key] }).token()).toBe('xoxe.xoxb-1')
  })

  it('that seals what is renewed is the newest', async () => {
    await startProcess({ encryptionKeys: [formerKey] }).installs.save('T1', slack.installed(-1))
    expect(await startProcess({ encryptionKeys: [key, formerKey] }).token()).toBe('xoxe.xoxb-2')
    expect(await startProcess({ encryptionKeys: [key] }).token()).toBe('xoxe.xoxb-2')
  })

  it('that is missing is an error that says what to do, at the start and at each look-up', async () => {
    await startProcess({ encryptionKeys: [formerKey] }).installs.save('T1', slack.installed(12 * hourMs))
    const { installs } = startProcess()
    await installs.start()
    await expect(installs.find('T1')).rejects.toThrow(
      /^the installation of T1 cannot be opened: none of the keys/,
    )
    expect(slack.messages()).toEqual([
      expect.stringMatching(/^error: the installation of T1 .* put the former key behind the present one/),
      expect.stringMatching(/^error: the installation of T1/),
    ])
    expect(await installs.list()).toMatchObject([{ name: 'SealedShut', workspace: 'T1', reason: 'key' }])
  })

  it('does not open a row that was moved to another workspace', async () => {
    const { installs } = startProcess()
    await installs.save('T1', slack.installed(12 * hourMs))
    const row = slack.shared.rows.get('T1')
    if (row) slack.shared.rows.set('T2', { ...row, workspace: 'T2' })
    await expect(installs.find('T2')).rejects.toMatchObject({ name: 'SealedShut', reason: 'damaged' })
  })

  it('that another process has sealed with a newer key stays open where it was', async () => {
    const older = startProcess({ encryptionKeys: [formerKey] })
    await older.installs.save('T1', slack.installed(12 * hourMs))
    await startProcess({ encryptionKeys: [key, formerKey] }).installs.start()
    slack.now += 11_000
    expect(await older.token()).toBe('xoxe.xoxb-1')
    const fresh = startProcess({ encryptionKeys: [formerKey] })
    await expect(fresh.installs.find('T1')).rejects.toMatchObject({ name: 'SealedShut', reason: 'key' })
  })

  it('that was sealed with the former key meanwhile is sealed anew by whoever reads it', async () => {
    const newer = startProcess({ encryptionKeys: [key, formerKey] })
    await newer.installs.start()
    await startProcess({ encryptionKeys: [formerKey] }).installs.save('T1', slack.installed(12 * hourMs))
    expect(await newer.token()).toBe('xoxe.xoxb-1')
    expect(await startProcess({ encryptionKeys: [key] }).token()).toBe('xoxe.xoxb-1')
  })

  it('is gone through at the start whatever the store says', async () => {
    const { installs } = startProcess()
    slack.shared.state.isDown = true
    await installs.start()
    expect(slack.messages()).toEqual(['warn: installations could not be gone through'])
  })
})
