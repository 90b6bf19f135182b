import { createTransport } from 'nodemailer'
import { isLetter, type Letter } from './letter.ts'

/** The way out for mail. */
export type Post = { readonly send: (letter: Letter) => Promise<void>; readonly close: () => void }

/**
 * Opens the way to a mail server. `url`: smtp:// or smtps://, with its user and password; `from`: the bare address that mail is sent from. Encrypted, except
 * to this very machine. `send` refuses (throws) whatever is not one of our letters, and whatever the server does not take: the job that sends tries again.
 */
export const openPost = ({ url, from }: { url: string; from: string }): Post => {
  const { hostname, protocol } = new URL(url)
  const transport = createTransport({
    url,
    ...(isLoopback(hostname) ? { ignoreTLS: protocol === 'smtp:' } : { requireTLS: protocol === 'smtp:' }),
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
  })
  return {
    send: async letter => {
      if (!isLetter(letter)) throw new TypeError('only our own letters are sent')
      await transport.sendMail({
        from,
        to: letter.to,
        subject: letter.subject,
        text: letter.text,
        // Told to other machines: this was sent by one, and wants no out-of-office answer.
        headers: { 'Auto-Submitted': 'auto-generated' },
      })
    },
    close: () => transport.close(),
  }
}

/** Is this host name this very machine and nothing else? */
export const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/.test(host)
