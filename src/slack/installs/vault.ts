import { LRUCache } from 'lru-cache'
import type { Instant } from '../../core/calendar.ts'
import type { Installation, Installations } from '../../core/installations.ts'
import type { Log, WallClock } from '../../core/ports.ts'
import { type Installed, readInstalled, writeInstalled } from './installed.ts'
import type { Opened, Seal, WhyShut } from './seal.ts'

/** An installation that can be used. */
export interface Held {
  readonly kept: Installation
  readonly installed: Installed
}

/** The store has an installation that cannot be opened. */
export class SealedShut extends Error {
  override readonly name = 'SealedShut'
  readonly workspace: string
  readonly reason: WhyShut

  constructor(workspace: string, reason: WhyShut) {
    super(`the installation of ${workspace} cannot be opened: ${adviceOn[reason]}`)
    this.workspace = workspace
    this.reason = reason
  }
}

const adviceOn: Readonly<Record<WhyShut, string>> = {
  key: 'none of the keys in TOKEN_ENCRYPTION_KEY sealed it; put the former key behind the present one, or install the app again',
  damaged: 'it is damaged, or of another version of the desk; install the app again',
}

/** Installations in the store, open for use. Nothing of a token leaves it but to who asks for it. */
export interface Vault {
  /** As it is now, or was at most ten seconds ago. Rejects with `SealedShut` where it cannot be opened. */
  find(workspace: string): Promise<Held | undefined>
  /** As it is now. */
  read(workspace: string): Promise<Held | undefined>
  /** As they are now; those that cannot be opened say so. */
  all(): Promise<readonly (Held | SealedShut)[]>
  save(workspace: string, installed: Installed): Promise<void>
  /** Undefined where it is not the former one any more that the store has. */
  replace(former: Held, installed: Installed): Promise<Held | undefined>
  /** Until the store takes it in, this process goes on with it: nobody else has it. */
  holdUnkept(former: Held, installed: Installed): void
  /** Has the store take in what it has not so far. False where something is left. Never rejects. */
  keepAll(): Promise<boolean>
  /** False where there is none, or one that was made after `endedAt`. */
  end(workspace: string, endedAt: Instant): Promise<boolean>
  /** Seals with the newest key what an older one has sealed. Never rejects. */
  sealAnew(): Promise<void>
}

export interface VaultOptions {
  readonly installations: Installations
  readonly seal: Seal
  readonly wallClock: WallClock
  readonly log: Log
}

/** What another process has changed is heard of after this at the latest. */
const rememberedMs = 10_000
/** More workspaces than anybody lists. */
const mostRemembered = 1_000

interface Remembered {
  readonly held: Held | SealedShut | undefined
  readonly readAt: number
  /** What the store did not take in so far. */
  readonly unkept?: { readonly former: Held; readonly installed: Installed }
}

export function createVault({ installations, seal, wallClock, log }: VaultOptions): Vault {
  const remembered = new LRUCache<string, Remembered>({ max: mostRemembered })
  const reading = new Map<string, Promise<Held | undefined>>()

  /** Opens a row that was just read, and has it sealed anew where a process without the newest key yet has sealed it. */
  function takeIn(kept: Installation): Held | SealedShut {
    const opened = seal.open(kept.workspace, kept.sealed)
    if ('text' in opened && opened.isOld) void sealWithNewest(kept, opened.text)
    return toHeld(kept, opened)
  }

  /** Never rejects. */
  async function sealWithNewest(kept: Installation, text: string): Promise<void> {
    const { workspace } = kept
    try {
      await installations.reseal(kept, seal.seal(workspace, text))
      log.info({ workspace }, 'installation sealed with the newest key')
    } catch (err) {
      log.warn({ workspace, err }, 'installation not sealed with the newest key yet')
    }
  }

  const sealed = (workspace: string, installed: Installed) => seal.seal(workspace, writeInstalled(installed))

  function remember(workspace: string, held: Remembered['held']): void {
    // What is still being read is older.
    reading.delete(workspace)
    remembered.set(workspace, { held, readAt: wallClock() })
  }

  async function readStore(workspace: string): Promise<Held | SealedShut | undefined> {
    const atLast = await keepAtLast(remembered.get(workspace))
    if (atLast) return atLast
    const kept = await installations.find(workspace)
    if (!kept) return undefined
    const held = takeIn(kept)
    if (!(held instanceof SealedShut)) return held
    const known = remembered.get(workspace)?.held
    // Another process has sealed it with a key that this one is to get yet; what is in it has not changed.
    if (known && !(known instanceof SealedShut) && known.kept.version === kept.version) return known
    log.error({ workspace, reason: held.reason }, held.message)
    return held
  }

  function read(workspace: string): Promise<Held | undefined> {
    const running = reading.get(workspace)
    if (running) return running
    const begun = readStore(workspace).then(
      (held) => {
        if (reading.get(workspace) === begun) remember(workspace, held)
        return orThrow(held)
      },
      (error: unknown) => {
        if (reading.get(workspace) === begun) reading.delete(workspace)
        throw error
      },
    )
    reading.set(workspace, begun)
    return begun
  }

  async function replace(former: Held, installed: Installed): Promise<Held | undefined> {
    const { workspace } = former.kept
    const kept = await installations.replace(former.kept, sealed(workspace, installed))
    if (!kept) {
      remembered.delete(workspace)
      return undefined
    }
    const held = { kept, installed }
    remember(workspace, held)
    return held
  }

  /** What the store did not take in at first. Undefined where it has meanwhile got another. */
  async function keepAtLast(known: Remembered | undefined): Promise<Held | undefined> {
    if (!known?.unkept) return undefined
    const { former, installed } = known.unkept
    const kept = await replace(former, installed)
    if (kept) log.info({ workspace: kept.kept.workspace }, 'renewed token kept at last')
    return kept
  }

  return {
    read,

    async find(workspace) {
      const known = remembered.get(workspace)
      if (known && wallClock() - known.readAt < rememberedMs) return orThrow(known.held)
      try {
        return await read(workspace)
      } catch (err) {
        if (err instanceof SealedShut || !known) throw err
        log.warn({ workspace, err }, 'installation not read anew')
        remembered.set(workspace, { ...known, readAt: wallClock() })
        return orThrow(known.held)
      }
    },

    all: async () => (await installations.all()).map(takeIn),

    async save(workspace, installed) {
      const kept = await installations.save(workspace, sealed(workspace, installed))
      remember(workspace, { kept, installed })
    },

    replace,

    holdUnkept(former, installed) {
      reading.delete(former.kept.workspace)
      const held = { kept: former.kept, installed }
      remembered.set(former.kept.workspace, { held, readAt: wallClock(), unkept: { former, installed } })
    },

    async keepAll() {
      const unkept = [...remembered].filter(([, { unkept }]) => unkept)
      const kept = await Promise.all(
        unkept.map(([workspace, known]) =>
          keepAtLast(known).then(
            () => true,
            (err: unknown) => {
              log.warn({ workspace, err }, 'renewed token not kept yet')
              return false
            },
          ),
        ),
      )
      return kept.every(Boolean)
    },

    async end(workspace, endedAt) {
      const isEnded = await installations.end(workspace, endedAt)
      if (isEnded) remember(workspace, undefined)
      return isEnded
    },

    async sealAnew() {
      try {
        for (const kept of await installations.all()) {
          const { workspace } = kept
          const opened = seal.open(workspace, kept.sealed)
          if ('reason' in opened) {
            const { message, reason } = new SealedShut(workspace, opened.reason)
            log.error({ workspace, reason }, message)
          } else if (opened.isOld) {
            await sealWithNewest(kept, opened.text)
          }
        }
      } catch (err) {
        log.warn({ err }, 'installations could not be gone through')
      }
    },
  }
}

function toHeld(kept: Installation, opened: Opened): Held | SealedShut {
  if ('reason' in opened) return new SealedShut(kept.workspace, opened.reason)
  const installed = readInstalled(opened.text)
  return installed ? { kept, installed } : new SealedShut(kept.workspace, 'damaged')
}

function orThrow(held: Held | SealedShut | undefined): Held | undefined {
  if (held instanceof SealedShut) throw held
  return held
}
