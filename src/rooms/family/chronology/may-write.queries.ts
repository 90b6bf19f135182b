import type { Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import { firstNameOf } from '../people/person.ts'

type Row = {
  given: string
  family: string
  known_as: string | null
  is_a: 'child' | 'adult' | 'unborn'
  entry: EntryId
  relations: readonly string[]
  on_duty: boolean
}

const person = statement<Row>(
  'who-and-as-what',
  row => ({ entries: [row.entry] }),
  `select n.given, n.family, n.known_as, n.is_a, n.entry_id as entry,
     array(select distinct r.relation from gt.reach r where r.partnership_id = $1 and r.subject_id = $2 and r.holder_id = any ($3)
       and r.from_at <= $5 and r.until_at > $5) as relations,
     gt.told_on_duty($1, $2, $4) as on_duty
   from gt.person n where n.partnership_id = $1 and n.subject_id = $2`,
)

/** Whom a page is about, and what of writing is offered to the asker there; the database decides what is accepted. */
export type WhoAndMay = { readonly called: string; readonly isA: Row['is_a']; readonly may: (kind: string) => boolean }

/** Who somebody is and what the asker may write about them; nothing where the person is not open to the asker. */
export const readWhoAndMay = async (tx: Tx, subject: SubjectId, now: Moment): Promise<WhoAndMay | null> => {
  const { partnership, holders, account, grants } = tx.actor
  const [row] = await tx.run(person, [partnership, subject, holders, account, now])
  if (!row) return null
  tx.saw([subject])
  const relations = ['anyone', ...row.relations, ...(row.on_duty ? ['duty'] : [])]
  return {
    called: firstNameOf(row),
    isA: row.is_a,
    may: kind => relations.some(relation => grants.has(`${relation}/append:${kind}`)),
  }
}
