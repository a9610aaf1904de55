import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A way to the database that can be cut, and that can stop carrying anything. */
export interface Way {
  /** The database's address, by this way. */
  url: string
  cut(): void
  stall(ms: number): void
  close(): void
}

export async function openProxy(database: string): Promise<Way> {
  const { hostname, port } = new URL(database)
  const sockets = new Set<Socket>()
  const carry = (from: Socket, to: Socket) => {
    sockets.add(from)
    from.pipe(to)
    from.on('error', () => to.destroy())
    from.on('close', () => {
      sockets.delete(from)
      to.destroy()
    })
  }
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    carry(near, far)
    carry(far, near)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(database)
  url.port = String((server.address() as AddressInfo).port)
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: url.href,
    cut,
    stall(ms) {
      const stalled = [...sockets]
      for (const socket of stalled) socket.pause()
      setTimeout(() => {
        for (const socket of stalled) socket.resume()
      }, ms)
    },
    close() {
      cut()
      server.close()
    },
  }
}
