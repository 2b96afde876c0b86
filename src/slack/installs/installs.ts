/** Where the desk is installed, and may answer. */
export interface Installs {
  /**
   * Undefined where it is not installed, or not any more, or the workspace is not among those that may use it. Rejects
   * while that cannot be learned.
   */
  find(workspace: string): Promise<Install | undefined>
  /** Looks after what is kept, at the start of a process. Never rejects. */
  start(): Promise<void>
  /** Waits for tokens that are being renewed, `limitMs` at the longest. True when all of them are kept. */
  settled(limitMs: number): Promise<boolean>
}

/** One installation. */
export interface Install {
  /** Another one when the app has been installed anew. The same for all workspaces that share an installation. */
  readonly id: string
  /** What to sign requests with. `spent`: one that Slack called expired. Rejects while there is none. */
  token(spent?: string): Promise<BotToken>
}

export interface BotToken {
  readonly value: string
  /** Whether Slack may call it expired, and `token` may then have another. */
  readonly mayExpire: boolean
}

/** There is no token to sign a request with. `message` holds none. */
export class NoToken extends Error {
  override readonly name = 'NoToken'
  /** In Slack's words, or ours. */
  readonly reason: string
  /** Nothing but a new installation helps. */
  readonly isFinal: boolean

  constructor(reason: string, isFinal: boolean) {
    super(`no token for Slack: ${reason}`)
    this.reason = reason
    this.isFinal = isFinal
  }
}

/** The app with a single token, whatever a request says of its workspace. */
export function oneInstall(botToken: string): Installs {
  const install: Install = { id: 'one', token: async () => ({ value: botToken, mayExpire: false }) }
  return { find: async () => install, start: async () => {}, settled: async () => true }
}
