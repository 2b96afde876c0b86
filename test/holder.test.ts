import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import {
  askHolder,
  auditOfHolder,
  collectByHolder,
  digestsOfHolder,
  installsOfHolder,
} from '../src/holder/ask-holder.ts'
import { listenAsHolder } from '../src/holder/listen-as-holder.ts'
import type { Holder } from '../src/holder/protocol.ts'

it('a pass whose process is killed on the way is not taken for one that ended', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'partner-desk-holder-'))
  const dying = createServer((_request, response) => {
    response.write('{"settled":1}\n', () => response.destroy())
  }).listen(join(dataDir, 'desk.sock'))
  await once(dying, 'listening')
  const steps: unknown[] = []
  await expect(collectByHolder(dataDir, (step) => steps.push(step))).rejects.toThrow()
  expect(steps).toEqual([{ settled: 1 }])
  dying.close()
  rmSync(dataDir, { recursive: true })
})

it('an audit whose process is killed on the way is not taken for all of it', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'partner-desk-holder-'))
  const dying = createServer((_request, response) => {
    response.write('{"person":"U1"}\n', () => response.destroy())
  }).listen(join(dataDir, 'desk.sock'))
  await once(dying, 'listening')
  const rows = await auditOfHolder(dataDir, { since: '2026-11-21T00:00:00Z' })
  await expect(Array.fromAsync(rows ?? [])).rejects.toThrow()
  dying.close()
  rmSync(dataDir, { recursive: true })
})

it('digests whose process is killed while they are delivered are not taken for delivered', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'partner-desk-holder-'))
  const dying = createServer((_request, response) => {
    response.write('[{"state":"sent"}', () => response.destroy())
  }).listen(join(dataDir, 'desk.sock'))
  await once(dying, 'listening')
  const digests = await digestsOfHolder(dataDir)
  await expect(digests?.run()).rejects.toThrow()
  dying.close()
  await expect(digests?.run()).rejects.toThrow('stopped')
  rmSync(dataDir, { recursive: true })
})

it('one that answers nothing about installations is waited for no longer than told', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'partner-desk-holder-'))
  const hanging = createServer(() => {}).listen(join(dataDir, 'desk.sock'))
  await once(hanging, 'listening')
  await expect(installsOfHolder(dataDir, {}, 10)).rejects.toThrow('it has not answered within 0.01 s')
  hanging.close()
  rmSync(dataDir, { recursive: true })
})

it('one that is told to stop waits for no pass and no digest, and says so to who asked', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'partner-desk-holder-'))
  const begun: string[] = []
  const never = (what: string) => {
    begun.push(what)
    return new Promise<never>(() => {})
  }
  const holding = await listenAsHolder(dataDir, {
    collect: () => never('collect'),
    installs: () => never('installs'),
    digests: { run: () => never('run') } as Partial<Holder['digests']> as Holder['digests'],
  } as Partial<Holder> as Holder)
  const told = Promise.allSettled([
    collectByHolder(dataDir, () => {}),
    installsOfHolder(dataDir, {}),
    digestsOfHolder(dataDir).then((digests) => digests?.run()),
  ])
  await expect.poll(() => begun.toSorted()).toEqual(['collect', 'installs', 'run'])
  await holding.close()
  for (const each of await told) {
    expect(each).toMatchObject({ reason: { message: expect.stringContaining('is being stopped') } })
  }
  rmSync(dataDir, { recursive: true })
})

it('where nobody holds the folder, nobody answers', async () => {
  expect(await askHolder('/nowhere', { text: 'help', format: 'text' })).toBeUndefined()
  expect(await collectByHolder('/nowhere', () => {})).toBe(false)
  expect(await installsOfHolder('/nowhere', {})).toBeUndefined()
  expect(await auditOfHolder('/nowhere', { since: '2026-11-21T00:00:00Z' })).toBeUndefined()
  expect(await digestsOfHolder('/nowhere')).toBeUndefined()
})
