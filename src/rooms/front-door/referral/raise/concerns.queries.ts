import type { Moment } from '../../../../guidance/index.ts'
import { statement } from '../../../../kernel/db/statement.ts'
import type { Tx } from '../../../../kernel/db/with-actor.ts'
import type { EntryId, SubjectId } from '../../../../thread/ids.ts'

/** A concern that one, or one's own agency, raised: what was told, and what was fed back. */
export type OwnConcern = {
  matter: SubjectId
  told: EntryId
  at: Moment
  author: string
  facts: {
    concerns: string[]
    inDangerNow: boolean
    files?: number
    children: { label: string; given?: string; family?: string; born?: string }[]
  }
  narrative: Record<string, string>
  /** The Bridge confirmed that it has it. */
  acknowledged: { entry: EntryId; at: Moment } | null
  feedback: { entry: EntryId; at: Moment; outcome: string; message: string; howToChallenge?: string } | null
}

// Starts at the involvements as referrer, one's own or one's agency's; what was told is read as one's own, what was fed back as the referrer's.
const columns = `r.subject_id as matter, e.entry_id as told, e.happened_at as at, a.name as author, p.facts, p.narrative,
    (select json_build_object('entry', f.entry_id, 'at', to_char(f.happened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'outcome', q.narrative ->> 'outcome', 'message', q.narrative ->> 'message', 'howToChallenge', q.narrative ->> 'howToChallenge')
      from gt.entry f join gt.entry_part q on q.partnership_id = f.partnership_id and q.entry_id = f.entry_id and q.field_group = 'feedback'
      where f.partnership_id = r.partnership_id and f.subject_id = r.subject_id and f.kind = 'referral-feedback'
      order by f.known_at desc limit 1) as feedback,
    (select json_build_object('entry', f.entry_id, 'at', to_char(f.happened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) from gt.entry f
      where f.partnership_id = r.partnership_id and f.subject_id = r.subject_id and f.kind = 'referral-acknowledged' order by f.known_at limit 1) as acknowledged
  from gt.reach r
  join gt.entry e on e.partnership_id = r.partnership_id and e.subject_id = r.subject_id and e.kind = 'referral-told' and e.corrects is null
  join gt.entry_part p on p.partnership_id = e.partnership_id and p.entry_id = e.entry_id and p.field_group = 'record'
  left join gt.account a on a.partnership_id = e.partnership_id and a.account_id = e.author_id`

const shows = (row: OwnConcern) => ({
  subjects: [row.matter],
  entries: [row.told, ...[row.feedback, row.acknowledged].flatMap(one => (one ? [one.entry] : []))],
})

const list = statement<OwnConcern>(
  'own-concerns',
  shows,
  `select ${columns}
   where r.partnership_id = $1 and r.holder_id = any ($2) and r.relation = 'referrer' and r.until_at > now()
   order by r.from_at desc limit 50`,
)
const one = statement<OwnConcern>(
  'own-concern',
  shows,
  `select ${columns} where r.partnership_id = $1 and r.holder_id = any ($2) and r.relation = 'referrer' and r.subject_id = $3 limit 1`,
)

/** The fifty newest concerns that the asker, or the asker's agency, raised, newest first. */
export const ownConcerns = (tx: Tx): Promise<OwnConcern[]> => tx.run(list, [tx.actor.partnership, tx.actor.holders])

/** One of them; nothing where it is not the asker's agency's. */
export const ownConcern = async (tx: Tx, matter: SubjectId): Promise<OwnConcern | undefined> =>
  (await tx.run(one, [tx.actor.partnership, tx.actor.holders, matter]))[0]

/** A child as it was told, for a line: 'Amira Testcase', 'a child without a name'. */
export const toldName = (child: { given?: string; family?: string }): string =>
  [child.given, child.family].filter(Boolean).join(' ') || 'a child whose name is not known'
