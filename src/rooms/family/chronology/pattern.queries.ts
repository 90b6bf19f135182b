import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import { recordsOf } from '../../../thread/store/records.ts'
import { rootOf } from '../people/person.queries.ts'

const newest = 40

/** The most entries that are marked as significant of which one page speaks. */
export const mostMarked = 400

const marked = statement<{ root: EntryId }>(
  'marked-as-significant',
  null,
  `select m.answers as root
   from (select distinct on (x.answers) x.answers, x.entry_id from (select y.* from ${recordsOf('$2', '$3')} as s(id)
       cross join lateral (select e.answers, e.known_at, e.entry_id, e.happened_at from gt.entry e
         where e.partnership_id = $1 and e.subject_id = s.id and e.kind = 'significance' and e.answers is not null and e.known_at <= $3
         order by e.happened_at desc, e.entry_id limit ${mostMarked * 2}) y
       order by y.happened_at desc, y.entry_id limit ${mostMarked * 2}) x
     order by x.answers, x.known_at desc, x.entry_id desc) m
   cross join lateral (select p.facts from gt.entry_part p
     where p.partnership_id = $1 and p.entry_id = m.entry_id and p.field_group = 'record' limit 1) q
   where (q.facts ->> 'significant')::boolean limit ${mostMarked}`,
)

/** The entries of a person that are marked as significant now, or were by a moment, in no particular order. */
export const readMarked = async (tx: Tx, person: SubjectId, known: string): Promise<EntryId[]> =>
  (await tx.run(marked, [tx.actor.partnership, person, known])).map(row => row.root)

const recent = statement<{ root: EntryId }>(
  'newest-entries',
  null,
  `select ${rootOf('e')} as root from ${recordsOf('$2')} as s(id)
   cross join lateral (select e.* from gt.entry e
     where e.partnership_id = $1 and e.subject_id = s.id and not e.withdraws and e.kind not in ('significance', 'addendum', 'pattern-statement')
     order by e.happened_at desc, e.entry_id limit ${newest}) e
   order by e.happened_at desc, e.entry_id limit ${newest}`,
)

/** The entries a pattern may be seen to rest on: those that are marked, and the newest beside them. Nothing of them is shown by this alone. */
export const entriesToChoose = async (tx: Tx, person: SubjectId): Promise<EntryId[]> => {
  const picked = await readMarked(tx, person, 'infinity')
  const beside = (await tx.run(recent, [tx.actor.partnership, person])).map(row => row.root)
  return [...new Set([...picked.slice(0, newest), ...beside])]
}
