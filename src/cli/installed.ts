import { demonstrationPartnership } from '../demonstration/organisation.ts'
import { partnershipsThere } from '../kernel/access/organisation.ts'
import { type Config, readConfig, WrongSetting } from '../kernel/config.ts'
import { EmbeddedRefusal } from '../kernel/db/embedded/index.ts'
import { Unfit } from '../kernel/db/fit-to-serve.ts'
import { bringUp, type Installation } from '../kernel/installation.ts'
import { isId, type PartnershipId } from '../thread/ids.ts'
import { type Out, refuse } from './command.ts'

/**
 * Runs a command on the installation that the environment names, brought up to this version, and lets go of it again; a server that `npm start` keeps
 * is shared. What takes time is told beside the answer (standard error). `up`: how it is brought up. Gives 2 where the settings or the server cannot be used.
 */
export const onInstallation = async (
  out: Out,
  work: (installation: Installation, config: Config) => Promise<number>,
  up: (config: Config, say: (line: string) => void) => Promise<Installation> = bringUp,
): Promise<number> => {
  try {
    const config = readConfig(process.env)
    const installation = await up(config, out.complain)
    try {
      return await work(installation, config)
    } finally {
      await installation.stop()
    }
  } catch (error) {
    if (error instanceof WrongSetting) return refuse(out, `these settings cannot be used:\n${error.message}`)
    if (error instanceof Unfit || error instanceof EmbeddedRefusal) return refuse(out, error.message)
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      return refuse(out, `the port ${process.env['PORT']} is taken: set PORT to a free one, or leave it out and one is chosen`)
    throw error
  }
}

/** The partnership a command is for: the one that is named, else the only one there is, else the demonstration's. Gives why there is none. */
export const partnershipFor = async (
  installation: Pick<Installation, 'urlAs'>,
  given: string | undefined,
): Promise<{ partnership: PartnershipId } | { refused: string }> => {
  if (given !== undefined && !isId(given)) return { refused: `--partnership ${given} is not an id. Accepted: a UUID in small letters` }
  const there = await partnershipsThere(installation.urlAs('gt_import'))
  const list = there.map(one => `${one.id} (${one.name})`).join(', ') || 'none is set up yet'
  if (given !== undefined)
    return there.some(one => one.id === given)
      ? { partnership: given as PartnershipId }
      : { refused: `there is no partnership ${given}. Accepted: ${list}` }
  const [only, another] = there
  if (!only) return { refused: 'no partnership is set up in this database: golden-thread import … --partnership ID --new NAME sets one up' }
  if (!another) return { partnership: only.id }
  return there.some(one => one.id === demonstrationPartnership)
    ? { partnership: demonstrationPartnership }
    : { refused: `name the partnership with --partnership. Accepted: ${list}` }
}
