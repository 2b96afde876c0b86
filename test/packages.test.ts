import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'))

describe('the packages', () => {
  const { packages } = read('package-lock.json') as {
    packages: Record<string, { hasInstallScript?: boolean; integrity?: string; link?: boolean }>
  }
  const installed = Object.entries(packages).filter(([path]) => path !== '')

  it('run nothing while they are installed', () => {
    expect(installed.length).toBeGreaterThan(100)
    expect(installed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([])
    // Nor do ours: an install never asks for leave to run one.
    const { scripts, allowScripts } = read('package.json')
    const ours = Object.keys(scripts).filter((name) => /^(?:pre|post)?(?:install|prepare)$/.test(name))
    expect([ours, allowScripts]).toEqual([[], undefined])
  })

  it('are each the one that was chosen, by its checksum', () => {
    expect(installed.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([])
    const { dependencies, devDependencies, optionalDependencies } = read('package.json')
    const versions = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(String(version)))).toEqual([])
  })
})

describe('the audit of the gate', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'partner-desk-audit-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  /** Runs it with an npm that says this. */
  function audit(says: string, status: number) {
    writeFileSync(join(folder, 'says'), says)
    writeFileSync(join(folder, 'npm'), `#!/bin/sh\ncat '${join(folder, 'says')}'\nexit ${status}\n`)
    chmodSync(join(folder, 'npm'), 0o755)
    const path = [folder, dirname(process.execPath), process.env.PATH].join(':')
    const { status: ended, stdout } = spawnSync('bash', [join(root, '.ci/audit')], {
      env: { PATH: path },
      encoding: 'utf8',
    })
    return { ended, said: stdout.trim() }
  }

  const counts = (given: object) => ({ vulnerabilities: { moderate: 0, high: 0, critical: 0, ...given } })

  it('fails for a hole that matters, and names it', () => {
    const vulnerabilities = {
      'left-pad': { name: 'left-pad', severity: 'high' },
      x: { name: 'x', severity: 'low' },
    }
    const report = { vulnerabilities, metadata: counts({ high: 1, low: 1 }) }
    expect(audit(JSON.stringify(report), 1)).toEqual({ ended: 1, said: 'Known holes: left-pad (high)' })
  })

  it('passes where there is none', () => {
    const said = 'No known holes of severity high or critical.'
    expect(audit(JSON.stringify({ metadata: counts({ moderate: 2 }) }), 0)).toEqual({ ended: 0, said })
  })

  it.each([
    [
      'a registry that does not know it',
      JSON.stringify({ message: '405 Method Not Allowed', error: { summary: '' } }),
      '405 Method Not Allowed',
    ],
    ['nothing to be read', '', 'no answer that can be read'],
  ])('says that it could not be made, and passes, with %s', (_what, says, reason) => {
    expect(audit(says, 1)).toEqual({ ended: 0, said: `The audit could not be made: ${reason}` })
  })
})
