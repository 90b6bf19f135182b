import { reach } from '../kernel/installation.ts'
import { openWorker } from '../worker.ts'
import { type Run, refuse } from './command.ts'
import { onInstallation } from './installed.ts'
import { untilStopped } from './until-stopped.ts'

/** `golden-thread worker`: carries out what commands leave to be done (mail, telling people, scanning, sealing) for every partnership of the database. */
export const run: Run = async (args, out) => {
  if (args.length > 0) return refuse(out, 'worker takes no words; it is set by the environment (see the README)')
  const stop = untilStopped()
  return onInstallation(
    out,
    async (installation, config) => {
      const address = config.GT_ADDRESS ?? `http://localhost:${config.PORT ?? 3000}`
      const worker = await openWorker(config, installation, { address, catcher: null })
      out.print('The worker is ready.')
      const why = await stop.stopped
      if (why instanceof Error) throw why
      await worker.stop()
      return 0
    },
    (config, say) => reach(config, say, stop.lost),
  )
}
