import { openDatabase } from '../kernel/db/with-actor.ts'
import { book } from '../rooms/book.ts'
import { rebuild } from '../thread/store/rebuild.ts'
import { argumentsOf, type Run, refuse } from './command.ts'
import { onInstallation, partnershipFor } from './installed.ts'

const usage = 'golden-thread rebuild [--partnership ID]'

/**
 * `golden-thread rebuild`: makes again everything that is derived from the threads, while work goes on, and says how much was not as it should be: nothing,
 * unless something was lost or the rules have changed.
 */
export const run: Run = async (args, out) => {
  const parsed = argumentsOf(args, { partnership: { type: 'string' } } as const, usage)
  if ('refused' in parsed) return refuse(out, parsed.refused)
  if (parsed.positionals.length > 0) return refuse(out, `rebuild takes no other words. Accepted: ${usage}`)
  return onInstallation(out, async installation => {
    const chosen = await partnershipFor(installation, parsed.values.partnership)
    if ('refused' in chosen) return refuse(out, chosen.refused)
    const database = openDatabase(installation.urlAs('gt_import'), 1)
    try {
      const began = performance.now()
      let told = began
      const seconds = () => (performance.now() - began) / 1000
      const end = await rebuild(database, chosen.partnership, book, ({ done, of, pass }) => {
        if (performance.now() - told < 2000) return
        told = performance.now()
        out.complain(`${done} of ${of} threads${pass > 1 ? `, pass ${pass}` : ''}, ${Math.round(done / seconds())} a second`)
      })
      const again = end.rows === 0 ? 'nothing had to be put right' : `${end.rows} derived rows were put right`
      out.print(`${end.done} threads were gone through in ${seconds().toFixed(1)} s; ${again}.`)
      return 0
    } finally {
      await database.close()
    }
  })
}
