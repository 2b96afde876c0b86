import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

/** A way to a server that can lose every byte without a word, as a network does. */
export interface Way {
  readonly port: number
  swallow(): void
  /** For connections made from now on. */
  passOn(): void
  close(): Promise<void>
}

export async function openWay(to: { readonly host: string; readonly port: number }): Promise<Way> {
  const sockets = new Set<Socket>()
  let isOpen = true
  const server = createServer((near) => {
    const far = connect(to)
    for (const [from, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('data', (bytes) => isOpen && other.write(bytes))
      from.on('error', () => other.destroy())
      from.on('close', () => other.destroy())
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    swallow() {
      isOpen = false
    },
    passOn() {
      for (const socket of sockets) socket.destroy()
      isOpen = true
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
