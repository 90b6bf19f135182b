import { type Day, dayOf, type Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import type { Relation } from '../../../thread/own-kinds/index.ts'
import { type MeetingType, meetingWords, whomOnList } from '../calling/meeting.ts'

type Row = {
  meeting: SubjectId
  root: EntryId
  relations: Relation[]
  facts: { type: MeetingType; at: Moment; named?: { name: string; born?: Day }[]; children: unknown[] }
  moved: Moment | null
  place: string | null
  cancelled: boolean
  held: boolean
  unanswered: boolean
  reported: boolean
}

/** A meeting that whoever asks comes to, and what it asks of them. */
export type MyMeeting = {
  readonly meeting: SubjectId
  readonly words: string
  readonly whom: string
  readonly at: Moment
  readonly place: string | null
  readonly chairs: boolean
  readonly minutes: boolean
  readonly cancelled: boolean
  readonly held: boolean
  /** An invitation of theirs, or of their agency, is not answered. */
  readonly unanswered: boolean
  /** Their agency has written a report. */
  readonly reported: boolean
}

/** The most meetings that one page goes through. */
const most = 200

const latest = (kind: string, what: string): string =>
  `(select ${what} from gt.entry x join gt.entry_part p on p.partnership_id = $1 and p.entry_id = x.entry_id and p.field_group = 'record'
     where x.partnership_id = $1 and x.subject_id = m.subject_id and x.kind = '${kind}' and not x.withdraws order by x.known_at desc limit 1)`

const mine = statement<Row>(
  'my-meetings',
  row => ({ subjects: [row.meeting], entries: [row.root] }),
  `with mine as materialized (
    select r.subject_id, array_agg(distinct r.relation) as relations from (
      select x.subject_id, x.relation from gt.reach x where x.partnership_id = $1 and x.holder_id = any ($2)
        and x.relation in ('meeting-chair', 'minutes', 'invited') and x.relation <> 'decided' and x.from_at <= $5 and x.until_at > $5
        order by x.until_at desc, x.subject_id desc limit ${2 * most}) r
    group by r.subject_id limit ${most})
  select m.subject_id as meeting, m.relations, c.entry_id as root, c.facts, c.place,
    ${latest('meeting-moved', `p.facts ->> 'at'`)} as moved,
    exists (select from gt.entry x where x.partnership_id = $1 and x.subject_id = m.subject_id and x.kind = 'meeting-cancelled') as cancelled,
    exists (select from gt.entry x where x.partnership_id = $1 and x.subject_id = m.subject_id and x.kind = 'meeting-held') as held,
    exists (select from gt.entry x where x.partnership_id = $1 and x.subject_id = m.subject_id and x.kind = 'meeting-report' and x.agency_id = $4) as reported,
    exists (select from gt.entry x join gt.entry_part p on p.partnership_id = $1 and p.entry_id = x.entry_id and p.field_group = 'record'
      where x.partnership_id = $1 and x.subject_id = m.subject_id and x.kind = 'meeting-invited' and x.corrects is null
        and (p.facts ->> 'account' = $3::text or (not p.facts ? 'account' and p.facts ->> 'agency' = $4::text))
        and not exists (select from gt.entry y where y.partnership_id = $1 and y.answers = x.entry_id and y.kind in ('meeting-answered', 'meeting-excluded'))
        and not exists (select from gt.entry y where y.partnership_id = $1 and y.corrects = x.entry_id and y.withdraws)) as unanswered
  from mine m
  cross join lateral (select x.entry_id, p.facts, p.narrative ->> 'place' as place from gt.entry x
    join gt.entry_part p on p.partnership_id = $1 and p.entry_id = x.entry_id and p.field_group = 'record'
    where x.partnership_id = $1 and x.subject_id = m.subject_id and x.kind = 'meeting' and x.corrects is null order by x.known_at limit 1) c`,
)

/** The meetings that whoever asks chairs, takes minutes of or is invited to: as they stand, in no order. */
export const myMeetings = async (tx: Tx): Promise<MyMeeting[]> => {
  const { partnership, holders, account, agency, at } = tx.actor
  const rows = await tx.run(mine, [partnership, holders, account, agency, at])
  return rows.map(row => ({
    meeting: row.meeting,
    words: meetingWords[row.facts.type],
    whom: whomOnList(row.facts, dayOf(at)),
    at: row.moved ?? row.facts.at,
    place: row.place,
    chairs: row.relations.includes('meeting-chair'),
    minutes: row.relations.includes('minutes'),
    cancelled: row.cancelled,
    held: row.held,
    unanswered: row.unanswered && !row.cancelled && !row.held,
    reported: row.reported,
  }))
}
