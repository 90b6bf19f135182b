import type { Day, Moment } from '../../guidance/index.ts'
import { statement } from '../../kernel/db/statement.ts'
import type { Tx } from '../../kernel/db/with-actor.ts'
import type { EntryId, SubjectId } from '../../thread/ids.ts'
import { identifier } from '../../thread/own-kinds/index.ts'
import { type Change, transferOutNotice } from '../child-protection/index.ts'
import { readByKind } from '../family/index.ts'

/**
 * What the NHS is told of one change (docs/cp-is.md): who the child is, that there is a plan, from when until when, and whom to ring. Never where the child
 * lives, why there is a plan, or with whom.
 */
export type CpIsMessage = {
  readonly message: string
  readonly version: 1
  readonly what: Change
  readonly child: {
    readonly nhsNumber: string
    readonly family: string
    readonly given: string
    readonly born: Day | null
    /** Of an unborn child: when the birth is expected. */
    readonly expected: Day | null
  }
  readonly flag: {
    readonly type: 'child-protection-plan' | 'child-protection-plan-unborn' | 'looked-after'
    readonly start: Day
    readonly end: Day | null
  }
  readonly responsible: { readonly authority: string; readonly office: string | null; readonly outOfHours: string | null }
  /** The authority that a child has moved to. */
  readonly movedTo: string | null
}

/** The authority that is responsible, and the numbers at which it is rung by day and out of hours. */
export type Responsible = CpIsMessage['responsible']

type Row = {
  subject: SubjectId
  is_a: string
  given: string
  family: string
  born_on: Day | null
  expected_on: Day | null
  began: Day
  ended: Day | null
}

const toTell = statement<Row>(
  'child-to-tell-the-nhs-of',
  row => ({ subjects: [row.subject] }),
  `select n.subject_id as subject, n.is_a, n.given, n.family, n.born_on, n.expected_on,
     (p.from_at at time zone 'Europe/London')::date as began,
     case when p.until_at < $4 then (p.until_at at time zone 'Europe/London')::date end as ended
   from gt.person n
   join lateral (select e.from_at, e.until_at from gt.episode e where e.partnership_id = $1 and e.subject_id = $2 and e.kind = $5
     and ($3::uuid is null or e.ended_by = $3 or e.ended_by is distinct from $3) order by e.ended_by is not distinct from $3 desc, e.from_at desc limit 1) p on true
   where n.partnership_id = $1 and n.subject_id = $2 limit 1`,
)

/** What the NHS is told of a change of this child, as far as whoever asks may know; undefined where no NHS number, and no plan or care, is on record. `about`: the entry that made the change. */
export const messageOf = async (
  tx: Tx,
  change: { readonly id: string; readonly child: SubjectId; readonly what: Change; readonly about: EntryId },
  responsible: Responsible,
): Promise<CpIsMessage | undefined> => {
  const { partnership, at } = tx.actor
  const care = change.what === 'care-start' || change.what === 'care-end'
  const [row] = await tx.run(toTell, [
    partnership,
    change.child,
    change.about,
    at satisfies Moment,
    care ? 'cared-for' : 'child-protection-plan',
  ])
  const told = await readByKind(tx, change.child, [identifier, transferOutNotice])
  const nhsNumber = told.of(identifier).findLast(one => one.facts.scheme === 'nhs-number')?.facts.value
  if (!row || !nhsNumber) return undefined
  const unborn = row.is_a === 'unborn'
  return {
    message: change.id,
    version: 1,
    what: change.what,
    child: { nhsNumber, family: row.family, given: row.given, born: row.born_on, expected: unborn ? row.expected_on : null },
    flag: {
      type: care ? 'looked-after' : unborn ? 'child-protection-plan-unborn' : 'child-protection-plan',
      start: row.began,
      end: change.what === 'plan-end' || change.what === 'care-end' ? row.ended : null,
    },
    responsible,
    movedTo: change.what === 'transfer' ? (told.find(transferOutNotice, change.about)?.facts.authority ?? null) : null,
  }
}
