import { connect } from 'node:net'

/** What the scanner said: nothing found, or the name it has for what it found. */
export type Found = { readonly clean: true } | { readonly clean: false; readonly called: string }
export type Scanner = { readonly look: (content: Buffer) => Promise<Found> }

const piece = 64 * 1024

/**
 * A virus scanner that speaks clamd's protocol (ClamAV manual, clamd, INSTREAM): each piece is led by its length in four bytes, an empty one ends it.
 * `where`: host:port. `look` refuses (throws) where the scanner is away, does not answer within `patience` milliseconds, or answers anything but OK or FOUND:
 * what nobody has found clean is not clean.
 */
export const openScanner = (where: string, patience = 60_000): Scanner => {
  const at = where.lastIndexOf(':')
  const [host, port] = [where.slice(0, at), Number(where.slice(at + 1))]
  return {
    look: content =>
      new Promise((resolve, reject) => {
        let said = ''
        const socket = connect({ host, port })
        const fail = (why: string) => {
          socket.destroy()
          reject(new Error(why))
        }
        socket.setTimeout(patience, () => fail('the scanner did not answer in time'))
        // It may hang up while we still write (its own limit of size): what it said before counts, and 'close' looks at it.
        let trouble: Error | undefined
        socket.on('error', error => {
          trouble = error
        })
        socket.on('data', (chunk: Buffer) => {
          said += chunk.toString('latin1')
          if (said.length > 4096) fail('the scanner says too much')
        })
        socket.on('close', () => {
          const answer = said.replace(/[\0\n]+$/, '')
          const found = /^stream: (.+) FOUND$/.exec(answer)?.[1]
          if (answer === 'stream: OK') resolve({ clean: true })
          else if (found !== undefined) resolve({ clean: false, called: found.replaceAll(/[^\w.-]/g, '').slice(0, 80) })
          else reject(trouble ?? new Error('the scanner gave no verdict'))
        })
        socket.on('connect', () => {
          socket.write('zINSTREAM\0')
          for (let from = 0; from < content.length; from += piece) {
            const part = content.subarray(from, from + piece)
            const length = Buffer.alloc(4)
            length.writeUInt32BE(part.length)
            socket.write(length)
            socket.write(part)
          }
          socket.write(Buffer.alloc(4))
        })
      }),
  }
}
