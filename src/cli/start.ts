import { fillDemonstration } from '../demonstration/fill.ts'
import { demonstrationPartnership, demonstrationPassword } from '../demonstration/organisation.ts'
import { signIns } from '../demonstration/sign-ins.ts'
import { momentOf, Temporal } from '../guidance/index.ts'
import { profileNamed } from '../kernel/access/profile.ts'
import { bringUp } from '../kernel/installation.ts'
import { mayCatch, startCatcher } from '../kernel/mail/index.ts'
import { knownSettings } from '../rooms/settings.ts'
import { openWeb } from '../web.ts'
import { openWorker } from '../worker.ts'
import { type Run, refuse } from './command.ts'
import { onInstallation, partnershipFor } from './installed.ts'
import { untilStopped } from './until-stopped.ts'

/** `golden-thread start`: brings the database up, fills an empty one with the demonstration, serves until it is told to stop. */
export const run: Run = async (args, out) => {
  if (args.length > 0) return refuse(out, 'start takes no words; it is set by the environment (see the README)')
  const stop = untilStopped()
  out.print('Starting the database…')
  return onInstallation(
    { ...out, complain: out.print },
    async (installation, config) => {
      if (stop.why() !== null) return 0
      if (config.GT_DEMONSTRATION === 'yes')
        await fillDemonstration(installation, {
          profile: profileNamed(config.GT_PROFILE, knownSettings()),
          now: momentOf(Temporal.Now.instant()),
          say: out.print,
          stopping: () => stop.why() !== null,
        })
      if (stop.why() !== null) return 0
      const served = await partnershipFor(installation, undefined)
      if ('refused' in served) return refuse(out, served.refused)
      const catcher = mayCatch(config) ? await startCatcher() : null
      const web = await openWeb(config, installation, served.partnership, catcher)
      const worker = await openWorker(config, installation, { address: web.address, catcher })
      if (web.portWasTaken) out.print(`Port ${web.portWasTaken} is taken, so another one was chosen. PORT sets it.`)
      out.print(served.partnership === demonstrationPartnership ? welcome(web.address) : `Golden Thread is ready: ${web.address}`)
      const why = await stop.stopped
      if (why instanceof Error) {
        out.complain(
          `golden-thread: ${why.message} Nothing can be served without it, so this ends here; what was saved is safe. Start it again.`,
        )
        return endAtOnce(1)
      }
      out.print('Stopping…')
      await web.stop()
      await worker.stop()
      await catcher?.stop()
      return 0
    },
    (config, say) => bringUp(config, say, stop.lost),
  )
}

/** Without a database nothing can be put away in good order: requests and jobs would wait for it. */
const endAtOnce = (code: number): never => process.exit(code)

const welcome = (address: string): string =>
  [
    '',
    `Golden Thread is ready: ${address}`,
    '',
    'Demonstration sign-ins (everybody in it is invented):',
    ...signIns().map(line => `  ${line}`),
    '',
    `  password for all of them: ${demonstrationPassword}`,
    '  one-time code:            npx golden-thread code <the part before the @>',
    `  mail that was caught:     ${address}/mail-catcher`,
    `  families worth exploring: ${address}/demonstration`,
    '',
    'Ctrl-C stops everything.',
    '',
  ].join('\n')
