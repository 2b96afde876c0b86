import type { Instant } from './calendar.ts'

/** The desk as it was let into a workspace. */
export interface Installation {
  /** The workspace, or the organisation where that has it as a whole. */
  readonly workspace: string
  /** What it takes to act there, sealed: whoever reads the store learns nothing from it. */
  readonly sealed: string
  /** Another one whenever what is sealed changes, but not where the same is sealed anew. */
  readonly version: string
  /** When somebody installed it last. */
  readonly installedAt: Instant
}

/** Where the desk is installed. Times are the store's own. */
export interface Installations {
  find(workspace: string): Promise<Installation | undefined>
  /** By workspace. */
  all(): Promise<readonly Installation[]>
  /** Somebody installed it, in place of what was there. */
  save(workspace: string, sealed: string): Promise<Installation>
  /** Other contents. Undefined where they are not those of that version any more: then nothing changes. */
  replace(former: Installation, sealed: string): Promise<Installation | undefined>
  /** The same contents under another seal; nothing where they are not those of that version any more. */
  reseal(former: Installation, sealed: string): Promise<void>
  /**
   * It ended: deletes the installation, with the digests of the workspace, the languages chosen there and what talk
   * there was about. False where there is none, or one that was made after `endedAt`.
   */
  end(workspace: string, endedAt: Instant): Promise<boolean>
  /** Only one holder at a time, over all processes, until it lets go or `leaseMs` are over. False: another has it. */
  lease(workspace: string, leaseMs: number): Promise<boolean>
  letGo(workspace: string): Promise<void>
}
