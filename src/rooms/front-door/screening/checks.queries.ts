import type { Day, Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { AgencyKind } from '../../../thread/entry.ts'
import type { AgencyId, EntryId, SubjectId } from '../../../thread/ids.ts'

/** A check that an agency was asked, with all that it needs to answer it and nothing else of the concern. */
export type OpenCheck = {
  matter: SubjectId
  asked: EntryId
  at: Moment
  agency: AgencyId
  name: string
  kind: AgencyKind
  children: { name: string; born?: Day }[]
  question: string | null
  /** The agency's own people answer; The Bridge writes down what it is told by telephone. */
  own: boolean
  answered: boolean
}

const columns = `r.subject_id as matter, e.entry_id as asked, e.happened_at as at, g.agency_id as agency, g.name, g.kind, q.facts -> 'children' as children,
    q.narrative ->> 'question' as question, g.agency_id = $2 as own,
    exists (select from gt.entry n where n.partnership_id = $1 and n.answers = e.entry_id and n.kind = 'agency-check-answered' and n.corrects is null
      and not exists (select from gt.entry x where x.partnership_id = $1 and x.corrects = n.entry_id and x.withdraws)) as answered
  from gt.reach r
  join gt.entry e on e.partnership_id = $1 and e.subject_id = r.subject_id and e.kind = 'agency-check-asked' and e.corrects is null
    and not exists (select from gt.entry x where x.partnership_id = $1 and x.corrects = e.entry_id and x.withdraws)
  join gt.entry_part q on q.partnership_id = $1 and q.entry_id = e.entry_id and q.field_group = 'asked'
  join gt.agency g on g.partnership_id = $1 and g.agency_id = (q.facts ->> 'agency')::uuid`

const shows = (row: OpenCheck) => ({ subjects: [row.matter], entries: [row.asked] })

// Starts at the open involvements of the asker's agency as one that was asked; a decision ends them.
const mine = statement<OpenCheck>(
  'checks-open',
  shows,
  `select distinct on (e.happened_at, e.entry_id) ${columns}
   where r.partnership_id = $1 and r.holder_id = $2 and r.relation = 'checked' and r.from_at <= $3 and r.until_at > $3 and g.agency_id = $2
   order by e.happened_at, e.entry_id limit 200`,
)
const one = statement<OpenCheck>(
  'check-open',
  shows,
  `select ${columns}
   where r.partnership_id = $1 and r.subject_id = $4 and e.entry_id = $5 and r.from_at <= $3 and r.until_at > $3
     and ((r.relation = 'checked' and r.holder_id = $2 and g.agency_id = $2) or (r.relation = 'queue' and r.holder_id = any ($6::uuid[])))
   limit 1`,
)

/** The checks that the asker's agency has not answered yet, the longest waiting first; at most two hundred. */
export const openChecks = async (tx: Tx): Promise<readonly OpenCheck[]> =>
  (await tx.run(mine, [tx.actor.partnership, tx.actor.agency, tx.actor.at])).filter(check => !check.answered)

/** One check: for the agency that was asked, or for The Bridge while the concern waits there; nothing for anybody else. */
export const oneCheck = async (tx: Tx, matter: SubjectId, asked: EntryId): Promise<OpenCheck | undefined> =>
  (await tx.run(one, [tx.actor.partnership, tx.actor.agency, tx.actor.at, matter, asked, tx.actor.holders]))[0]
