import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { askHolder, auditOfHolder, collectByHolder } from '../src/holder.ts'

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

it('where nobody holds the folder, nobody answers', async () => {
  expect(await askHolder('/nowhere', { text: 'help', format: 'text' })).toBeUndefined()
  expect(await collectByHolder('/nowhere', () => {})).toBe(false)
  expect(await auditOfHolder('/nowhere', { since: '2026-11-21T00:00:00Z' })).toBeUndefined()
})
