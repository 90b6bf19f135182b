import { createServer, type Socket } from 'node:net'

/** The harmless text that every virus scanner is taught to find (EICAR), put together here so that no scanner finds it in this file. */
export const eicar = Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE', '!$H+H*'].join(''), 'latin1')

/**
 * A stand-in for clamd on a free port of this machine. It speaks the real protocol (zINSTREAM, pieces led by four bytes of length, an empty one at the end) and
 * finds EICAR and nothing else; `limit`: it hangs up on what is longer, as clamd does; `answer`: what it says instead.
 */
export const fakeScanner = async (settings: { limit?: number; answer?: string; silent?: boolean } = {}) => {
  const seen: number[] = []
  const open = new Set<Socket>()
  const server = createServer(socket => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => {})
    let waiting = Buffer.alloc(0)
    let began = false
    const pieces: Buffer[] = []
    const say = (text: string) => socket.end(`${text}\0`)
    socket.on('data', chunk => {
      if (settings.silent) return
      waiting = Buffer.concat([waiting, chunk])
      if (!began) {
        const end = waiting.indexOf(0)
        if (end < 0) return
        if (waiting.toString('latin1', 0, end) !== 'zINSTREAM') {
          say('UNKNOWN COMMAND')
          return
        }
        began = true
        waiting = waiting.subarray(end + 1)
      }
      while (waiting.length >= 4) {
        const length = waiting.readUInt32BE(0)
        if (length === 0) {
          const content = Buffer.concat(pieces)
          seen.push(content.length)
          say(settings.answer ?? (content.includes(eicar) ? 'stream: Win.Test.EICAR_HDB-1 FOUND' : 'stream: OK'))
          return
        }
        if (waiting.length < 4 + length) return
        pieces.push(waiting.subarray(4, 4 + length))
        waiting = waiting.subarray(4 + length)
        if (settings.limit !== undefined && pieces.reduce((sum, one) => sum + one.length, 0) > settings.limit) {
          say('INSTREAM size limit exceeded. ERROR')
          return
        }
      }
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the stand-in has no port')
  return {
    where: `127.0.0.1:${address.port}`,
    /** The sizes of what it was given, in order. */
    seen,
    stop: () =>
      new Promise<void>(resolve => {
        for (const socket of open) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
