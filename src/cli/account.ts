import { z } from 'zod'
import { addAccount, CannotBe, closeAccount, linkFor, linkHours } from '../kernel/access/accounts.ts'
import { matrix, rolesIn } from '../kernel/access/matrix.ts'
import { setUp } from '../kernel/access/organisation.ts'
import { profileNamed, published } from '../kernel/access/profile.ts'
import type { Config } from '../kernel/config.ts'
import type { Installation } from '../kernel/installation.ts'
import { knownSettings } from '../rooms/settings.ts'
import { agencyKinds } from '../thread/entry.ts'
import { newId, type PartnershipId } from '../thread/ids.ts'
import { argumentsOf, type Out, type Run, refuse } from './command.ts'
import { onInstallation, partnershipFor } from './installed.ts'

const usage = `golden-thread account add --email ADDRESS --name NAME --role ROLE --agency NAME [--kind KIND] [--team NAME]... [--new NAME] [--partnership ID]
       golden-thread account link EMAIL [--partnership ID]
       golden-thread account close EMAIL [--partnership ID]`

const options = {
  email: { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string' },
  agency: { type: 'string' },
  kind: { type: 'string' },
  team: { type: 'string', multiple: true },
  new: { type: 'string' },
  partnership: { type: 'string' },
} as const

const roles = rolesIn(matrix())
const oneOf = (names: readonly string[]) => z.enum(names as [string, ...string[]], { error: `accepted: ${names.join(', ')}` })
const wanted = z.strictObject({
  email: z.email({ error: 'an e-mail address, like name@example.org' }).max(200),
  name: z.string({ error: 'the name of the person' }).trim().min(1).max(200),
  role: oneOf(roles),
  agency: z.string({ error: 'the name of the agency they work for' }).trim().min(1).max(200),
  kind: oneOf(agencyKinds).optional(),
  team: z.array(z.string()).default([]),
})

/**
 * `golden-thread account`: adds somebody who may sign in, and prints the link by which they choose their password; a new link for one who needs it; or closes an
 * account. `add --new NAME` sets a partnership up first where this database has none, with the profile that GT_PROFILE names. Gives 2 where it
 * cannot be done as asked.
 */
export const run: Run = async (args, out) => {
  const parsed = argumentsOf(args, options, usage)
  if ('refused' in parsed) return refuse(out, parsed.refused)
  const { values, positionals } = parsed
  const [what, email, ...more] = positionals
  const isAdding = what === 'add'
  const rest = Object.keys(values).filter(name => name !== 'partnership')
  if (
    more.length > 0 ||
    (isAdding ? email !== undefined : !['link', 'close'].includes(what ?? '') || email === undefined || rest.length > 0)
  )
    return refuse(out, `account is used like this: ${usage}`)
  const { partnership: _partnership, new: name, ...given } = values
  const asked = isAdding ? wanted.safeParse(given) : null
  if (asked && !asked.success)
    return refuse(
      out,
      `${asked.error.issues.map(issue => `--${issue.path.join('.')}: ${issue.message}`).join('; ')}. Used like this: ${usage}`,
    )
  return onInstallation(out, async (installation, config) => {
    try {
      if (isAdding && name !== undefined) await setUpFirst(installation, config, name)
      const chosen = await partnershipFor(installation, values.partnership)
      if ('refused' in chosen) return refuse(out, chosen.refused)
      const url = installation.urlAs('gt_import')
      if (asked?.success) {
        const { team, kind, ...account } = asked.data
        const link = await addAccount(url, chosen.partnership, {
          ...account,
          teams: team,
          kind: kind as (typeof agencyKinds)[number] | undefined,
        })
        tellLink(out, config, link)
      } else if (what === 'link') tellLink(out, config, await linkFor(url, chosen.partnership, email ?? ''))
      else {
        await closeAccount(url, chosen.partnership, email ?? '')
        out.print('The account is closed. Whoever is signed in with it is refused from now on.')
      }
      return 0
    } catch (error) {
      if (error instanceof CannotBe) return refuse(out, error.message)
      throw error
    }
  })
}

/** The first of all: a partnership with nobody in it yet, where there is none. */
const setUpFirst = async (installation: Installation, config: Config, name: string): Promise<void> => {
  const there = await partnershipFor(installation, undefined)
  if (!('refused' in there)) throw new CannotBe('a partnership is set up here already: leave --new out')
  if (name.trim() === '') throw new CannotBe('--new is the name of the partnership')
  const profile = profileNamed(config.GT_PROFILE, knownSettings())
  await setUp(installation.urlAs('gt_import'), {
    partnership: { id: newId<PartnershipId>(), name: name.trim(), profile: published(profile), settings: profile.settings },
    agencies: [],
    teams: [],
    accounts: [],
  })
}

const tellLink = (out: Out, config: Config, link: string): void => {
  const address = config.GT_ADDRESS ?? `http://localhost:${config.PORT ?? 3000}`
  out.print(`${address.replace(/\/$/, '')}/begin/${link}`)
  out.complain(
    `Give this link to that person alone, in a way that nobody else reads. It works once and for ${linkHours} hours; whoever opens it chooses the password.`,
  )
}
