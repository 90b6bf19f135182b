import { argumentsOf, type Run, refuse } from './command.ts'
import { onInstallation } from './installed.ts'

/** `golden-thread migrate`: brings the database up to this version and serves nothing. Safe to run twice and at once. */
export const run: Run = async (args, out) => {
  const parsed = argumentsOf(args, {}, 'golden-thread migrate')
  if ('refused' in parsed) return refuse(out, parsed.refused)
  if (parsed.positionals.length > 0) return refuse(out, 'migrate takes no other words')
  return onInstallation(out, async () => {
    out.print('The database is up to date.')
    return 0
  })
}
