import { anchorOf } from './kernel/audit/anchor.ts'
import { revocationsOf } from './kernel/audit/revocations.ts'
import { startSealer } from './kernel/audit/sealer.ts'
import type { Config } from './kernel/config.ts'
import { openDatabase } from './kernel/db/with-actor.ts'
import { openScanner, scanJobs } from './kernel/documents/index.ts'
import type { Installation } from './kernel/installation.ts'
import { startWorker } from './kernel/jobs/index.ts'
import { faultFields, openLog } from './kernel/log.ts'
import { type Catcher, openPost, sendLink, sendMail, sendSomethingToRead } from './kernel/mail/index.ts'
import { forgetTries, lookUpRecoveries, switchOffDormant } from './rooms/accounts/index.ts'
import { book } from './rooms/book.ts'
import { cpIsJobs, intakeJobs, lookingJobs, meetingsJobs, recordsJobs, sharingJobs } from './rooms/commands.ts'
import { deskJobs } from './rooms/desk/index.ts'
import { derivesNow, sweepAfterChange, sweepAfterUpdate } from './rooms/rule-book/index.ts'

/** The worker process: mail, telling people, taking in what the public sent, scanning, sealing, making findings again after a number was changed. It keeps no state; as many may run as are wanted. */
export type Worker = { readonly stop: () => Promise<void> }

/**
 * Starts the worker of an installation. `address`: the web address people use, for the links in mail; `catcher`: where mail is caught where no mail
 * server is set. Lets what runs finish before it stops; stop it before the database.
 */
export const openWorker = async (
  config: Config,
  installation: Pick<Installation, 'urlAs'>,
  { address, catcher }: { address: string; catcher: Catcher | null },
): Promise<Worker> => {
  const log = openLog(config.LOG_LEVEL)
  const url = installation.urlAs('gt_worker')
  const database = openDatabase(url, 4)
  const server = config.SMTP_URL ?? catcher?.url
  const post = server ? openPost({ url: server, from: config.GT_MAIL_FROM }) : null
  const scanner = config.CLAMD ? openScanner(config.CLAMD) : null
  await derivesNow(database, book)
  const jobs = await startWorker({
    url,
    database,
    log,
    jobs: [
      ...deskJobs,
      ...lookingJobs,
      ...recordsJobs(book),
      ...sharingJobs,
      ...meetingsJobs,
      ...cpIsJobs(book, config),
      sendMail(post, address),
      sendLink(post, address),
      sendSomethingToRead(post, address),
      forgetTries,
      lookUpRecoveries,
      switchOffDormant,
      ...intakeJobs(book),
      ...scanJobs(scanner),
      sweepAfterChange(book),
      sweepAfterUpdate(book),
    ],
  })
  const sealer = startSealer(url, {
    anchor: anchorOf(config),
    revocations: revocationsOf(config),
    onTrouble: why => log.error('sealing', faultFields(why)),
  })
  return {
    stop: async () => {
      await jobs.stop()
      await sealer.stop()
      post?.close()
      await database.close()
    },
  }
}
