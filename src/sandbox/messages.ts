/** Something said in a chat, as its platform would show it. */
export interface Message {
  /** The platform's own, such as Slack's `ts`. */
  readonly id: string
  readonly platform: 'slack' | 'lineworks'
  readonly workspace: string
  readonly room: string
  /** Id of the message that this one answers in a thread. */
  readonly thread?: string
  /** The only reader of an ephemeral message, or of a direct room on LINE WORKS. */
  readonly person?: string
  /** `bot`, or the id of a person. */
  readonly author: string
  readonly ephemeral: boolean
  /** ISO 8601, by the clock that can be moved. */
  readonly at: string
  /** What the platform was sent: text and blocks on Slack, the content on LINE WORKS. */
  readonly payload: Readonly<Record<string, unknown>>
}

/** Every page that is open reads all of them after each change; some 2 MB. */
const usualMost = 500

/** The record of what was said last, in the order in which it was said. */
export interface Messages {
  add(message: Message): void
  find(id: string): Message | undefined
  /** False when there is no such message. */
  replace(id: string, payload: Message['payload']): boolean
  /** False when there is no such message. */
  delete(id: string): boolean
  list(): readonly Message[]
  /** Forgets what was said in a room, or everywhere. */
  clear(room?: string): void
  /** Calls back after every change, until the returned function is called. */
  subscribe(listener: () => void): () => void
}

/** An empty record of the last `most` messages, kept in memory. */
export function createMessages(most = usualMost): Messages {
  const messages = new Map<string, Message>()
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }

  return {
    add(message) {
      messages.set(message.id, message)
      const [oldest] = messages.keys()
      if (messages.size > most && oldest !== undefined) messages.delete(oldest)
      tell()
    },
    find: (id) => messages.get(id),
    replace(id, payload) {
      const message = messages.get(id)
      if (!message) return false
      messages.set(id, { ...message, payload })
      tell()
      return true
    },
    delete(id) {
      const existed = messages.delete(id)
      if (existed) tell()
      return existed
    },
    list: () => [...messages.values()],
    clear(room) {
      for (const message of messages.values())
        if (room === undefined || message.room === room) messages.delete(message.id)
      tell()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
