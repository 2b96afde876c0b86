import { within } from '../../async/within.ts'
import { countWork } from '../../async/work-in-flight.ts'
import type { Installations } from '../../core/installations.ts'
import type { Log, WallClock } from '../../core/ports.ts'
import { type Exchange, ExchangeFailed } from './exchange.ts'
import { type BotToken, NoToken } from './installs.ts'
import type { Held, Vault } from './vault.ts'

/** The bot's tokens of all workspaces, renewed ahead of their end. */
export interface Tokens {
  /** `spent`: one that Slack called expired. Rejects with `NoToken`, or as `Vault.find` does. */
  find(workspace: string, spent?: string): Promise<BotToken>
  /** Waits for what is being renewed, `limitMs` at the longest. True when all of it is kept. */
  settled(limitMs: number): Promise<boolean>
}

export interface TokensOptions {
  readonly vault: Vault
  readonly installations: Pick<Installations, 'lease' | 'letGo'>
  readonly exchange: Exchange
  readonly wait: (ms: number) => Promise<void>
  readonly wallClock: WallClock
  readonly log: Log
}

/** Tokens live for twelve hours. Slack's own libraries renew them in the last two. */
const renewBeforeMs = 2 * 3_600_000
/** Longer than an exchange takes at the longest, with its writing down. */
const leaseMs = 30_000
/** So often another process is looked after that renews the same. */
const lookAgainMs = 250
/** Slack is not asked again sooner where it could not be asked, so that not every request waits for it. */
const pauseMs = 5_000
/** Nobody else has what Slack has given: the store is tried so often. */
const mostWrites = 5
const writeAgainMs = 1_000
/** After that, as long as it takes. */
const keepAgainMs = 5_000

/**
 * Renews tokens itself: Slack's library exchanges one refresh token twice where two ask at a time, and keeps a void one
 * (https://github.com/slackapi/node-slack-sdk/issues/2504). Here one process does so at a time, under a lease in the
 * store, and once for all who ask in it. While the old token is still good, everybody goes on with that.
 */
export function createTokens(options: TokensOptions): Tokens {
  const { vault, installations, exchange, wait, wallClock, log } = options
  const work = countWork()
  const renewing = new Map<string, Promise<Held>>()
  let keeping: NodeJS.Timeout | undefined
  /** What came of the last try, by workspace. */
  const failures = new Map<
    string,
    { readonly version: string; readonly error: NoToken; readonly until: number }
  >()

  async function keep(former: Held, installed: Held['installed']): Promise<Held> {
    const { workspace } = former.kept
    for (let tries = 1; ; tries += 1) {
      try {
        const held = (await vault.replace(former, installed)) ?? (await vault.read(workspace))
        if (!held) throw new NoToken('not_installed', true)
        return held
      } catch (err) {
        if (err instanceof NoToken) throw err
        if (tries === mostWrites) {
          log.error(
            { workspace, err },
            'renewed token not kept: only this process has it until the store takes it in',
          )
          vault.holdUnkept(former, installed)
          keepLater()
          return { kept: former.kept, installed }
        }
        await wait(writeAgainMs)
      }
    }
  }

  /** Whoever asks next has it kept as well, but that may be the next digest. */
  function keepLater(): void {
    keeping ??= setInterval(async () => {
      if (!(await vault.keepAll())) return
      clearInterval(keeping)
      keeping = undefined
    }, keepAgainMs).unref()
  }

  async function renewUnderLease(workspace: string, former: Held): Promise<Held> {
    const held = await vault.read(workspace)
    if (!held) throw new NoToken('not_installed', true)
    // Another process was first.
    if (held.kept.version !== former.kept.version) return held
    try {
      const renewed = await keep(held, await exchange(held.installed))
      log.info({ workspace }, 'token renewed')
      return renewed
    } catch (error) {
      if (!(error instanceof ExchangeFailed)) throw error
      const now = await vault.read(workspace)
      if (now && now.kept.version !== held.kept.version) return now
      throw new NoToken(error.reason, error.isFinal)
    }
  }

  async function letGo(workspace: string): Promise<void> {
    await installations
      .letGo(workspace)
      .catch((err: unknown) => log.warn({ workspace, err }, 'lease on an installation not ended'))
  }

  async function renew(workspace: string, former: Held): Promise<Held> {
    const begunAt = wallClock()
    while (!(await installations.lease(workspace, leaseMs))) {
      if (wallClock() - begunAt > leaseMs) throw new NoToken('being_renewed', false)
      await wait(lookAgainMs)
      const held = await vault.read(workspace)
      if (!held) throw new NoToken('not_installed', true)
      if (held.kept.version !== former.kept.version) return held
    }
    try {
      return await renewUnderLease(workspace, former)
    } finally {
      await letGo(workspace)
    }
  }

  function note(workspace: string, former: Held, error: unknown): never {
    const known = error instanceof NoToken ? error : new NoToken('not_learned', false)
    const { reason, isFinal } = known
    const until = isFinal ? Number.POSITIVE_INFINITY : wallClock() + pauseMs
    failures.set(workspace, { version: former.kept.version, error: known, until })
    if (reason === 'not_installed') {
      log.info({ workspace }, 'token not renewed: the app is not installed there any more')
    } else if (isFinal) {
      log.error(
        { workspace, reason },
        'Slack renews no token any more: check SLACK_CLIENT_ID and SLACK_CLIENT_SECRET, then install the app again',
      )
    } else {
      log.warn({ workspace, reason, ...(error === known ? {} : { err: error }) }, 'token not renewed yet')
    }
    throw known
  }

  function renewOnce(workspace: string, former: Held): Promise<Held> {
    const failed = failures.get(workspace)
    if (failed?.version === former.kept.version && wallClock() < failed.until)
      return Promise.reject(failed.error)
    const running = renewing.get(workspace)
    if (running) return running
    const begun = renew(workspace, former)
      .then(
        (held) => {
          failures.delete(workspace)
          return held
        },
        (error: unknown) => note(workspace, former, error),
      )
      .finally(() => renewing.delete(workspace))
    renewing.set(workspace, begun)
    return work.add(begun)
  }

  return {
    async find(workspace, spent) {
      const held = await vault.find(workspace)
      if (!held) throw new NoToken('not_installed', true)
      const { token, rotation } = held.installed
      if (!rotation) return { value: token, mayExpire: false }
      const leftMs = token === spent ? 0 : rotation.expiresAt - wallClock()
      if (leftMs > renewBeforeMs) return { value: token, mayExpire: true }
      const renewal = renewOnce(workspace, held)
      if (leftMs > 0) {
        // Said where it failed, and of no matter yet.
        renewal.catch(() => {})
        return { value: token, mayExpire: true }
      }
      return { value: (await renewal).installed.token, mayExpire: true }
    },
    async settled(limitMs) {
      const areRenewed = await work.settled(limitMs)
      return (await within(limitMs, vault.keepAll())) === true && areRenewed
    },
  }
}
