import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LanguageOwner } from '../../src/core/ports.ts'
import { createLanguages } from '../../src/storage/languages.ts'
import { openStore } from '../../src/storage/open/open-store.ts'
import { run, until } from '../helpers/processes.ts'
import { makeDataDir, type StorePlaceForTests } from '../helpers/store-places.ts'

const program = 'test/helpers/store-process.ts'
const misaki: LanguageOwner = { platform: 'slack', workspace: 'T1', kind: 'person', id: 'U1' }

describe('the embedded store', () => {
  let place: StorePlaceForTests

  beforeEach(async () => {
    place = await makeDataDir()
  })
  afterEach(() => place.remove())

  it('refuses a second process with a clear line, and goes on unharmed', async () => {
    const store = await openStore(place)
    const second = run(program, ['migrate', place.dataDir], {})
    expect(await second.ended).toBe(1)
    expect(second.errors()).toBe(
      `The store in ${place.dataDir}/store is in use by another process; stop it, or set another DATA_DIR.\n`,
    )
    const languages = createLanguages(store.db)
    await languages.choose(misaki, 'ja')
    expect(await languages.find(misaki)).toBe('ja')
    await store.close()
  })

  it('refuses a second opening in the same process until the first is closed', async () => {
    const first = await openStore(place)
    await expect(openStore(place)).rejects.toMatchObject({ name: 'StoreHeld' })
    await first.close()
    const second = await openStore(place)
    await second.check()
    await second.close()
  })

  it('names the folder that it cannot make', async () => {
    const file = join(place.dataDir, 'file')
    writeFileSync(file, '')
    await expect(openStore({ dataDir: file })).rejects.toMatchObject({
      name: 'StoreUnusable',
      message: expect.stringContaining(`The folder ${file} cannot be made`),
    })
  })

  it('names the folder that it cannot read, and lets go of it', async () => {
    writeFileSync(join(place.dataDir, 'store/global/pg_control'), 'not one')
    const refusal = {
      name: 'StoreUnusable',
      message: expect.stringContaining(`The store in ${place.dataDir}/store cannot be opened`),
    }
    await expect(openStore(place)).rejects.toMatchObject(refusal)
    await expect(openStore(place)).rejects.toMatchObject(refusal)
  })
})

// These take seconds, most of them in other processes; side by side they take half.
describe.concurrent('the embedded store', () => {
  it('makes its folder, for its own user alone', async ({ expect, onTestFinished }) => {
    const parent = mkdtempSync(join(tmpdir(), 'partner-desk-store-'))
    onTestFinished(() => rmSync(parent, { recursive: true }))
    const dataDir = join(parent, 'a/b')
    const store = await openStore({ dataDir })
    await store.close()
    const modes = [dataDir, join(dataDir, 'store')].map((folder) => statSync(folder).mode & 0o777)
    expect(modes).toEqual([0o700, 0o700])
  })

  it('loses no acknowledged row when its process is killed, and can be opened at once', async ({
    expect,
    onTestFinished,
  }) => {
    const place = await makeDataDir()
    onTestFinished(() => place.remove())
    const acknowledged: string[] = []
    for (let round = 0; round < 3; round += 1) {
      const writer = run(program, ['write', place.dataDir], {})
      const linesBeforeDeath = 1 + Math.floor(Math.random() * 200)
      await until(writer, async () => writer.output().split('\n').length > linesBeforeDeath)
      writer.process.kill('SIGKILL')
      await writer.ended
      expect(writer.errors()).toBe('')
      acknowledged.push(...writer.output().trim().split('\n'))
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(3)

    const store = await openStore(place)
    const rows = await store.db.selectFrom('language').select('id').execute()
    await store.close()
    const kept = new Set(rows.map(({ id }) => id))
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([])
  })
})
