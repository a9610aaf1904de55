import { type AddressInfo, createServer, type Socket } from 'node:net'

export interface RawServer {
  /** `127.0.0.1:PORT` */
  host: string
  close(): void
}

/** A server that speaks raw bytes, on a port of its own. */
export async function startRawServer(onSocket: (socket: Socket) => void): Promise<RawServer> {
  const sockets = new Set<Socket>()
  const listener = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    onSocket(socket)
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  return {
    host: `127.0.0.1:${(listener.address() as AddressInfo).port}`,
    close: () => {
      for (const socket of sockets) socket.destroy()
      listener.close()
    },
  }
}
