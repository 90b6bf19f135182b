import { isDeepStrictEqual } from 'node:util'
import { dayOf, momentOf, Temporal } from '../guidance/index.ts'
import { type Profile, profileNamed, published } from '../kernel/access/profile.ts'
import { statement } from '../kernel/db/statement.ts'
import { type Asker, type Database, openDatabase } from '../kernel/db/with-actor.ts'
import { book } from '../rooms/book.ts'
import { applyProfile, changeInWords, changesIn, setValues } from '../rooms/rule-book/index.ts'
import { knownSettings } from '../rooms/settings.ts'
import { type AccountId, newId, type PartnershipId } from '../thread/ids.ts'
import { argumentsOf, type Out, type Run, refuse } from './command.ts'
import { onInstallation, partnershipFor } from './installed.ts'

const usage = 'golden-thread profile FILE [--apply --by EMAIL --why "reason"] [--partnership ID]'

const options = {
  apply: { type: 'boolean' },
  by: { type: 'string' },
  why: { type: 'string' },
  partnership: { type: 'string' },
} as const

const accountOf = statement<{ id: AccountId }>(
  'profile-account',
  null,
  'select account_id as id from gt.account where partnership_id = $1 and email = $2 and active',
)
const asPrinted = statement<{ name: string; profile: Record<string, unknown> }>(
  'profile-as-printed',
  null,
  'select name, profile from gt.partnership where partnership_id = $1',
)

/**
 * `golden-thread profile`: says what a profile would change of the numbers of a partnership that exists, and with `--apply` changes them, in the name of the
 * account whose e-mail address is given and for the reason that is given, each number with its history. What rests on law is refused, as when a profile is first
 * used. The name, the contacts, the links and the colours are set when a partnership is set up; where they differ it says so. Gives 2 where it cannot be done.
 */
export const run: Run = async (args, out) => {
  const parsed = argumentsOf(args, options, usage)
  if ('refused' in parsed) return refuse(out, parsed.refused)
  const { apply = false, by, why, partnership: given } = parsed.values
  const [file, ...more] = parsed.positionals
  if (file === undefined || more.length > 0) return refuse(out, `profile takes one file. Accepted: ${usage}`)
  if (apply !== (by !== undefined) || apply !== (why !== undefined) || why?.trim() === '')
    return refuse(out, `a profile is applied by somebody, for a reason. Accepted: ${usage}`)
  return onInstallation(out, async installation => {
    const profile = profileNamed(file, knownSettings())
    const chosen = await partnershipFor(installation, given)
    if ('refused' in chosen) return refuse(out, chosen.refused)
    const database = openDatabase(installation.urlAs('gt_import'), 1)
    try {
      return by === undefined || why === undefined
        ? await looked(database, chosen.partnership, profile, out)
        : await applied(database, chosen.partnership, profile, { by: by.trim().toLowerCase(), why: why.trim() }, out)
    } finally {
      await database.close()
    }
  })
}

const today = () => dayOf(momentOf(Temporal.Now.instant()))

const purpose = () => ({ purpose: 'a profile is applied', route: 'golden-thread profile', request: newId() })

const looked = async (database: Database, partnership: PartnershipId, profile: Profile, out: Out): Promise<number> => {
  const asker: Asker = { by: 'command-line', partnership }
  const [changes, printed] = await database.withActor(asker, purpose(), async tx => [
    changesIn(profile, await setValues(tx), knownSettings(), today()),
    (await tx.run(asPrinted, [partnership]))[0],
  ])
  if (changes.length === 0) out.print('The numbers stand as this profile sets them. Nothing would change.')
  else {
    out.print(`${changes.length === 1 ? 'This would change' : `These ${changes.length} would change`}, with --apply:`)
    for (const change of changes) out.print(`  ${changeInWords(change)}`)
  }
  const { contacts, footLinks, colours, guidingQuestions } = printed?.profile ?? {}
  const stands = { contacts, footLinks, colours, ...(guidingQuestions ? { guidingQuestions } : {}) }
  if (printed && (printed.name !== profile.name || !isDeepStrictEqual(stands, published(profile))))
    out.print(
      `What pages print of ${printed.name} (its name, contacts, links, colours or questions) differs from this profile, and is not changed.`,
    )
  return 0
}

const applied = async (
  database: Database,
  partnership: PartnershipId,
  profile: Profile,
  { by, why }: { by: string; why: string },
  out: Out,
): Promise<number> => {
  const asked = await database.withActor({ by: 'command-line', partnership }, purpose(), tx => tx.run(accountOf, [partnership, by]))
  const account = asked[0]?.id
  const done = account
    ? await database.withActor({ by: 'account', partnership, account }, purpose(), tx =>
        applyProfile(tx, book, { profile, known: knownSettings(), why, today: today() }),
      )
    : null
  if (done?.is !== 'applied')
    return refuse(out, `--by ${by} is nobody here who may set numbers. Accepted: the e-mail address of a system administrator`)
  for (const change of done.changed) out.print(changeInWords(change))
  out.print(
    done.changed.length === 0
      ? 'The numbers stand as this profile sets them. Nothing was changed.'
      : 'Done. What rests on them is made again by the worker.',
  )
  return 0
}
