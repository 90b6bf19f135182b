import { reach } from '../kernel/installation.ts'
import { openWeb } from '../web.ts'
import { argumentsOf, type Run, refuse } from './command.ts'
import { onInstallation, partnershipFor } from './installed.ts'
import { untilStopped } from './until-stopped.ts'

const usage = 'golden-thread web [--partnership ID]'

/** `golden-thread web`: serves one partnership on a database that `migrate` has brought up; as many may run as are wanted. */
export const run: Run = async (args, out) => {
  const parsed = argumentsOf(args, { partnership: { type: 'string' } } as const, usage)
  if ('refused' in parsed) return refuse(out, parsed.refused)
  if (parsed.positionals.length > 0) return refuse(out, `web takes no other words. Accepted: ${usage}`)
  const stop = untilStopped()
  return onInstallation(
    out,
    async (installation, config) => {
      const chosen = await partnershipFor(installation, parsed.values.partnership)
      if ('refused' in chosen) return refuse(out, chosen.refused)
      const web = await openWeb(config, installation, chosen.partnership, null)
      out.print(`Golden Thread is ready: ${web.address}`)
      const why = await stop.stopped
      if (why instanceof Error) throw why
      await web.stop()
      return 0
    },
    (config, say) => reach(config, say, stop.lost),
  )
}
