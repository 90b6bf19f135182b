import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { type Moment, momentOf, Temporal } from '../../guidance/index.ts'
import type { Config } from '../config.ts'
import { isLoopback } from './post.ts'

/** A mail that was caught instead of sent, as its page shows it. */
export type Caught = {
  readonly number: number
  readonly at: Moment
  readonly from: string
  readonly to: readonly string[]
  readonly subject: string
  readonly text: string
}

/** A mail server of one's own, for trying things out: it sends nothing on. */
export type Catcher = {
  /** Where to send: smtp://127.0.0.1:port. */
  readonly url: string
  /** The last 200 mails, newest first; kept in memory alone. */
  readonly messages: () => readonly Caught[]
  readonly stop: () => Promise<void>
}

/** May mail be caught here? Only where no mail server is set and nobody but this machine is served: on a real installation mail must go out. */
export const mayCatch = (config: Pick<Config, 'SMTP_URL' | 'GT_ADDRESS' | 'HOST'>): boolean =>
  config.SMTP_URL === undefined &&
  isLoopback(config.HOST) &&
  (config.GT_ADDRESS === undefined || isLoopback(new URL(config.GT_ADDRESS).hostname))

const kept = 200
const largest = 1_000_000

/** Starts the catcher on a free port of this machine. */
export const startCatcher = async (): Promise<Catcher> => {
  const caught: Caught[] = []
  let number = 0
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: largest,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('error', done)
      stream.on('end', () => {
        if (stream.sizeExceeded) {
          done(Object.assign(new Error('the mail is too large'), { responseCode: 552 }))
          return
        }
        PostalMime.parse(Buffer.concat(chunks)).then(mail => {
          number += 1
          caught.unshift({
            number,
            at: momentOf(Temporal.Now.instant()),
            from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
            to: session.envelope.rcptTo.map(one => one.address),
            subject: mail.subject ?? '',
            text: mail.text ?? '',
          })
          caught.length = Math.min(caught.length, kept)
          done()
        }, done)
      })
    },
  })
  // A client that hangs up in the middle is its own trouble.
  server.on('error', () => {})
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve())
  })
  const at = server.server.address()
  if (at === null || typeof at === 'string') throw new Error('the mail catcher has no port')
  return { url: `smtp://127.0.0.1:${at.port}`, messages: () => caught, stop: () => new Promise(resolve => server.close(() => resolve())) }
}
