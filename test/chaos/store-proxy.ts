import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** Stands before PostgreSQL, to take it away. */
export interface StoreProxy {
  readonly port: number
  /** Breaks what is connected, and refuses more. */
  refuse(): Promise<void>
  /** Takes connections again. */
  listen(): Promise<void>
  /** Answers nothing from here on, and keeps every connection. */
  fallSilent(): void
  /** Passes on what was held back, or breaks the connections that waited for it. */
  speak(how: 'goes on' | 'breaks'): void
  close(): Promise<void>
}

export async function startStoreProxy(target: { host: string; port: number }): Promise<StoreProxy> {
  const connections = new Set<{ near: Socket; far: Socket }>()
  let isSilent = false
  let held: (() => void)[] = []

  /** In order, also of what comes while it is silent. */
  const pass = (chunk: Buffer, to: Socket) => {
    if (isSilent) held.push(() => to.write(chunk))
    else to.write(chunk)
  }
  const take = (near: Socket) => {
    const far = connect(target)
    const connection = { near, far }
    connections.add(connection)
    const end = () => {
      connections.delete(connection)
      near.destroy()
      far.destroy()
    }
    near.on('data', (chunk) => pass(chunk, far))
    far.on('data', (chunk) => pass(chunk, near))
    for (const socket of [near, far]) {
      socket.setNoDelay(true)
      // Either side may break; the other sees the same.
      socket.on('error', end).on('close', end)
    }
  }
  const breakAll = () => {
    held = []
    for (const { near, far } of connections) {
      near.destroy()
      far.destroy()
    }
  }
  const open = (port: number) =>
    new Promise<Server>((resolve, reject) => {
      const made = createServer(take)
      made.once('error', reject)
      made.listen(port, '127.0.0.1', () => resolve(made))
    })
  let server: Server | undefined = await open(0)
  const { port } = server.address() as AddressInfo
  const refuse = async () => {
    const closing = server
    server = undefined
    breakAll()
    if (closing) await new Promise<void>((resolve) => closing.close(() => resolve()))
  }

  return {
    port,
    refuse,
    async listen() {
      server ??= await open(port)
    },
    fallSilent() {
      isSilent = true
    },
    speak(how) {
      isSilent = false
      if (how === 'breaks') return breakAll()
      for (const send of held.splice(0)) send()
    },
    close: refuse,
  }
}
