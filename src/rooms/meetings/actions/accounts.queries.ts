import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { AgencyKind } from '../../../thread/entry.ts'
import type { AccountId, AgencyId } from '../../../thread/ids.ts'
import type { Relation } from '../../../thread/own-kinds/index.ts'

const byMail = statement<{ account: AccountId; name: string }>(
  'action-owner-by-mail',
  null,
  `select a.account_id as account, a.name from gt.account a where a.partnership_id = $1 and a.email = lower($2) and a.active
     and gt.may_come($1, a.account_id, $3, '{}')`,
)
const agencies = statement<{ agency: AgencyId; name: string }>(
  'agencies-to-ask',
  null,
  `select g.agency_id as agency, g.name from gt.agency g where g.partnership_id = $1 and g.kind not in ('public', 'childrens-social-care') order by g.name limit 300`,
)

/** Who signs in here with this address in a role that may be asked so; nobody where it is nobody's, or somebody's of a family. */
export const accountByMail = async (tx: Tx, mail: string, as: Relation): Promise<{ account: AccountId; name: string } | undefined> =>
  (await tx.run(byMail, [tx.actor.partnership, mail.trim(), as]))[0]

/** The agencies that may be asked as a whole; of social care somebody is named. */
export const agenciesToAsk = (tx: Tx): Promise<{ agency: AgencyId; name: string }[]> => tx.run(agencies, [tx.actor.partnership])

const ofHolder = statement<{ agency: AgencyId; kind: AgencyKind }>(
  'agency-of-somebody',
  null,
  `select g.agency_id as agency, g.kind from gt.agency g where g.partnership_id = $1
     and g.agency_id = coalesce((select a.agency_id from gt.account a where a.partnership_id = $1 and a.account_id = $2), $2)`,
)

/** The agency that somebody works for, or the agency itself, and what kind it is. */
export const agencyOf = async (tx: Tx, holder: string): Promise<{ agency: AgencyId; kind: AgencyKind } | undefined> =>
  (await tx.run(ofHolder, [tx.actor.partnership, holder]))[0]
