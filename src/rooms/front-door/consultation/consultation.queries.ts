import type { Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { AgencyKind } from '../../../thread/entry.ts'
import type { AccountId, EntryId, SubjectId } from '../../../thread/ids.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import type { bridgeConsultation } from './consultation.ts'

type Words = { readonly [name: string]: string }

/** A consultation as its reader may read it: The Bridge all of it, whoever asked what they were told. */
export type Consultation = {
  matter: SubjectId
  entry: EntryId
  at: Moment
  /** Who wrote it down. */
  author: string | null
  /** The reader's relation: `advised` for The Bridge, `referrer` for whoever asked. */
  relation: 'advised' | 'referrer'
  facts: FactsOf<typeof bridgeConsultation> | null
  narrative: Words | null
  feedback: Words | null
  followed: EntryId | null
  /** The child on record it is about, once found; for The Bridge alone. */
  matched: { entry: EntryId; person: SubjectId; about: EntryId } | null
}

const part = (group: 'record' | 'feedback', column: 'facts' | 'narrative') =>
  `(select q.${column} from gt.entry_part q where q.partnership_id = e.partnership_id and q.entry_id = e.entry_id and q.field_group = '${group}')`

// Starts at the reader's own involvements as The Bridge's or as whoever asked.
const columns = `select r.subject_id as matter, e.entry_id as entry, e.happened_at as at, r.relation,
    (select a.name from gt.account a where a.partnership_id = e.partnership_id and a.account_id = e.author_id) as author,
    ${part('record', 'facts')} as facts, ${part('record', 'narrative')} as narrative, ${part('feedback', 'narrative')} as feedback,
    (select f.entry_id from gt.entry f where f.partnership_id = e.partnership_id and f.subject_id = e.subject_id and f.kind = 'consultation-followed'
      order by f.known_at limit 1) as followed,
    (select json_build_object('entry', m.entry_id, 'person', q.facts ->> 'person', 'about', q.facts ->> 'about') from gt.entry m
      join gt.entry_part q on q.partnership_id = m.partnership_id and q.entry_id = m.entry_id and q.field_group = 'record'
      where m.partnership_id = e.partnership_id and m.subject_id = e.subject_id and m.kind = 'consultation-matched' and m.corrects is null
        and not exists (select from gt.entry w where w.partnership_id = m.partnership_id and w.subject_id = m.subject_id and w.corrects = m.entry_id and w.withdraws)
      order by m.known_at limit 1) as matched`
const from = `join gt.entry e on e.partnership_id = r.partnership_id and e.subject_id = r.subject_id and e.kind = 'bridge-consultation' and e.corrects is null`

const shows = (row: Consultation) => ({
  subjects: [row.matter],
  entries: [row.entry, ...(row.followed ? [row.followed] : []), ...(row.matched ? [row.matched.entry] : [])],
})

const advised = statement<Consultation>(
  'consultations-advised',
  shows,
  `${columns} from (select x.* from gt.reach x where x.partnership_id = $1 and x.holder_id = any ($2::uuid[]) and x.relation = 'advised' and x.until_at > now()
     order by x.from_at desc limit 50) r ${from} order by r.from_at desc`,
)
const asked = statement<Consultation>(
  'consultations-asked',
  shows,
  `${columns} from gt.reach r ${from} where r.partnership_id = $1 and r.holder_id = $2 and r.relation = 'referrer' and r.until_at > now()
   order by r.from_at desc limit 50`,
)
const one = statement<Consultation>(
  'consultation',
  shows,
  `${columns} from gt.reach r ${from} where r.partnership_id = $1 and r.holder_id = any ($2::uuid[]) and r.subject_id = $3
     and r.relation in ('advised', 'referrer') and r.until_at > now() order by r.relation limit 1`,
)

/** The newest fifty: those The Bridge gave, for its people; those the asker asked for, for everybody else. */
export const consultationsFor = async (tx: Tx): Promise<Consultation[]> => {
  const { partnership, account, holders, queues } = tx.actor
  return queues.includes('bridge') ? tx.run(advised, [partnership, holders]) : tx.run(asked, [partnership, account])
}

/** One of them; nothing where it is not the asker's to read. */
export const readConsultation = async (tx: Tx, matter: SubjectId): Promise<Consultation | undefined> =>
  (await tx.run(one, [tx.actor.partnership, tx.actor.holders, matter]))[0]

const account = statement<{ account_id: AccountId; name: string; kind: AgencyKind; agency: string }>(
  'caller-by-address',
  null,
  `select a.account_id, a.name, g.kind, g.name as agency
   from gt.account a join gt.agency g on g.partnership_id = a.partnership_id and g.agency_id = a.agency_id
   where a.partnership_id = $1 and a.email = $2 and a.active`,
)

/** The account that signs in with this address; nothing where there is none. */
export const callerBy = async (tx: Tx, email: string) => (await tx.run(account, [tx.actor.partnership, email.toLowerCase()]))[0]
