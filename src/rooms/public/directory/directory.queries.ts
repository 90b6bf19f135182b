import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Visitor } from '../../../kernel/http/visitor.ts'
import { newId } from '../../../thread/ids.ts'
import type { Help, HelpForm, HelpSort } from './help.ts'

type Row = Omit<Help, 'service' | 'forWhom'> & { service_id: string; for_whom: string }
const helpOf = ({ service_id, for_whom, ...row }: Row): Help => ({ ...row, service: service_id, forWhom: for_whom })

/** Services that hold every one of these words, of one kind where one is chosen, as anybody may read of them; the first 200 by name. Nothing is written down. */
export const findHelp = async (visitor: Visitor, sought: readonly string[], sort: HelpSort | null): Promise<readonly Help[]> =>
  (await visitor.door<Row>('select * from gt.services_found($1, $2, $3)', [visitor.partnership, sought, sort])).map(helpOf)

const columns = 'service_id, name, sort, about, for_whom, how, phone, website, place, direct'

type KeptRow = Row & { closed: boolean; version: number; by: string | null; changed_at: string }
/** A service as those who keep the directory read it. */
export type KeptHelp = Help & { readonly closed: boolean; readonly version: number; readonly by: string | null }

const all = statement<KeptRow>(
  'services-kept',
  null,
  `select ${columns}, closed, version, changed_at, (select a.name from gt.account a where a.partnership_id = $1 and a.account_id = s.changed_by) as by
   from gt.service s where s.partnership_id = $1 order by s.closed, s.name, s.service_id limit 2000`,
)
const one = statement<KeptRow>(
  'service-kept',
  null,
  `select ${columns}, closed, version, changed_at, (select a.name from gt.account a where a.partnership_id = $1 and a.account_id = s.changed_by) as by
   from gt.service s where s.partnership_id = $1 and s.service_id = $2`,
)
const openOnes = statement<{ service: string; name: string }>(
  'services-open',
  null,
  'select service_id as service, name from gt.service where partnership_id = $1 and not closed order by name, service_id limit 500',
)
const insert = statement<never>(
  'service-add',
  null,
  `insert into gt.service (partnership_id, service_id, name, sort, about, for_whom, how, phone, website, place, direct, closed, changed_by)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict do nothing`,
)
const update = statement<{ version: number }>(
  'service-change',
  null,
  `update gt.service set name = $3, sort = $4, about = $5, for_whom = $6, how = $7, phone = $8, website = $9, place = $10, direct = $11, closed = $12,
     changed_by = $13, changed_at = clock_timestamp(), version = version + 1
   where partnership_id = $1 and service_id = $2 and version = $14 returning version`,
)

const keptOf = ({ closed, version, by, changed_at: _at, ...row }: KeptRow): KeptHelp => ({ ...helpOf(row), closed, version, by })

/** The whole directory, for those who keep it; what has ended stands last. */
export const allHelpKept = async (tx: Tx): Promise<readonly KeptHelp[]> => (await tx.run(all, [tx.actor.partnership])).map(keptOf)

/** One service of the directory, for those who keep it. */
export const helpKept = async (tx: Tx, service: string): Promise<KeptHelp | undefined> =>
  (await tx.run(one, [tx.actor.partnership, service])).map(keptOf)[0]

/** The services somebody can be told of, by name. */
export const helpToTellOf = (tx: Tx): Promise<readonly { service: string; name: string }[]> => tx.run(openOnes, [tx.actor.partnership])

const valuesOf = (tx: Tx, form: HelpForm) => [
  form.name,
  form.sort,
  form.about,
  form.forWhom,
  form.how,
  form.phone,
  form.website,
  form.place,
  form.direct === 'yes',
  form.closed === 'yes',
  tx.actor.account,
]

/** Adds a service; under the same id it is added once. */
export const addHelp = async (tx: Tx, service: string | undefined, form: HelpForm): Promise<void> => {
  await tx.run(insert, [tx.actor.partnership, service ?? newId(), ...valuesOf(tx, form)])
}

/** Changes a service that still stands as it was read (`seen`: its version). False where somebody changed it meanwhile. */
export const changeHelp = async (tx: Tx, service: string, seen: number, form: HelpForm): Promise<boolean> =>
  (await tx.run(update, [tx.actor.partnership, service, ...valuesOf(tx, form), seen])).length === 1
