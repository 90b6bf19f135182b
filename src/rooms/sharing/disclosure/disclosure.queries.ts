import type { Day, Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Paper } from '../../../kernel/documents/paper/index.ts'
import type { AccountId, AgencyId, EntryId, SubjectId } from '../../../thread/ids.ts'
import { recordsOf } from '../../../thread/store/records.ts'
import type { DocumentKind } from './disclosure.ts'
import type { Chosen, Held } from './what-may-go.ts'

type WhoRow = { person: SubjectId; may: boolean; release: boolean; name: string | null; is_a: 'child' | 'adult' | 'unborn' }

const who = statement<WhoRow>(
  'disclosure-of-whom',
  row => ({ subjects: [row.person] }),
  `select n.subject_id as person, gt.may_disclose($1, $2, 'append:disclosure') as may, gt.may_disclose($1, $2, 'release') as release,
     nullif(trim(n.given || ' ' || n.family), '') as name, n.is_a
   from gt.person n where n.partnership_id = $1 and n.subject_id = $2 limit 1`,
)

/** Whose record it is, and what the asker may do with what goes out of it; nothing where that is nothing. */
export const disclosesOf = async (tx: Tx, person: SubjectId): Promise<(WhoRow & { name: string }) | undefined> => {
  const [row] = await tx.run(who, [tx.actor.partnership, person])
  return row && (row.may || row.release) ? { ...row, name: row.name ?? 'a person not yet named' } : undefined
}

/** The most entries that one document may be chosen from. */
export const mostOffered = 200

// As each stands: its last version. What was withdrawn is not offered.
const asItStands = `cross join lateral (select y.* from (select o.* union all (select k.* from gt.entry k
       where k.partnership_id = $1 and k.corrects = o.entry_id and not k.withdraws)) y order by y.known_at desc, y.entry_id desc limit 1) e
   where not exists (select from gt.entry w where w.partnership_id = $1 and w.corrects = o.entry_id and w.withdraws)`
const columns = `o.subject_id as subject, e.entry_id as id, o.entry_id as root, o.kind, e.happened_on as on, e.happened_at as at, e.precision, e.known_at as known, e.author_id as author,
     e.author_role as role, e.agency_id as agency, e.agency_kind as "agencyKind", e.audience,
     (select json_agg(json_build_object('group', q.field_group, 'facts', q.facts, 'narrative', q.narrative) order by q.field_group)
        from gt.entry_part q where q.partnership_id = $1 and q.entry_id = e.entry_id) as parts,
     json_build_object(
       e.author_id, (select a.name from gt.account a where a.partnership_id = $1 and a.account_id = e.author_id),
       e.agency_id, (select g.name from gt.agency g where g.partnership_id = $1 and g.agency_id = e.agency_id)) as names`

type ChosenRow = Chosen & { subject: SubjectId }
const shows = (row: ChosenRow) => ({ subjects: [row.subject], entries: [row.id, row.root] })

const offered = statement<ChosenRow>(
  'disclosure-entries-offered',
  shows,
  `select ${columns} from ${recordsOf('$2')} as r(id)
   cross join lateral (select x.* from gt.entry x where x.partnership_id = $1 and x.subject_id = r.id and x.kind = any ($3) and x.corrects is null
     and x.happened_on >= coalesce($4::date, '-infinity') and x.happened_on <= coalesce($5::date, 'infinity') order by x.happened_at desc limit ${mostOffered}) o
   ${asItStands} order by e.happened_at desc, o.entry_id limit ${mostOffered}`,
)
const chosen = statement<ChosenRow>(
  'disclosure-entries-chosen',
  shows,
  `select ${columns} from unnest($3::uuid[]) as w(id)
   cross join lateral (select x.* from gt.entry x where x.partnership_id = $1 and x.entry_id = w.id and x.subject_id in (select r.id from ${recordsOf('$2')} as r(id))
     and x.kind = any ($4) and x.corrects is null limit 1) o
   ${asItStands} order by e.happened_at, o.entry_id`,
)

/** The entries that may go out at all, the newest first, between two days where they are given. */
export const entriesOffered = (
  tx: Tx,
  person: SubjectId,
  kinds: readonly string[],
  from: Day | null,
  until: Day | null,
): Promise<Chosen[]> => tx.run(offered, [tx.actor.partnership, person, kinds, from, until])

/** Those of them that were chosen, the oldest first: of this person alone, whatever else was sent. */
export const entriesChosen = (tx: Tx, person: SubjectId, roots: readonly EntryId[], kinds: readonly string[]): Promise<Chosen[]> =>
  tx.run(chosen, [tx.actor.partnership, person, roots, kinds])

export type AccountRow = {
  account: AccountId
  name: string
  role: string
  agency: string
  agency_id: AgencyId
  relations: string[]
  groups: string[]
}
export type PersonRow = { person: SubjectId; name: string; as: string; groups: string[] }
export type ProfessionalRow = {
  entry: EntryId
  facts: { name: string; organisation: string; job?: string }
  groups: string[]
  of: SubjectId
}

const accounts = statement<AccountRow & { of: SubjectId }>(
  'disclosure-accounts',
  row => ({ subjects: [row.of] }),
  `select $2::uuid as of, w.account_id as account, w.name, w.role, g.name as agency, m.agency as agency_id, w.relations, m.groups
   from (select a.account_id, a.name, a.role, array_agg(distinct i.relation) as relations from ${recordsOf('$2')} as r(id)
     cross join lateral (select x.* from gt.involvement x where x.partnership_id = $1 and x.subject_id = r.id and x.from_at <= $4 and x.until_at > $4 limit 100) i
     join lateral (select b.* from gt.account b where b.partnership_id = $1 and b.account_id = i.holder_id
       union all select b.* from gt.team_member t join gt.account b on b.partnership_id = $1 and b.account_id = t.account_id
         where t.partnership_id = $1 and t.team_id = i.holder_id and t.from_at <= $4 and t.until_at > $4
       union all (select b.* from gt.account b where b.partnership_id = $1 and b.agency_id = i.holder_id and b.active order by b.name limit 100)) a on a.active and a.account_id <> $3
     group by 1, 2, 3 order by a.name limit 100) w
   cross join lateral gt.may_receive($1, $2, w.account_id, null, null) m
   join gt.agency g on g.partnership_id = $1 and g.agency_id = m.agency
   order by g.name, w.name`,
)
const relatives = statement<PersonRow>(
  'disclosure-relatives',
  row => ({ subjects: [row.person] }),
  `select w.subject_id as person, n.name, w.as_what as as, m.groups
   from (select $2::uuid as subject_id, 'self' as as_what union select r.subject_id, r.as_what from ${recordsOf('$2')} as c(id)
     cross join lateral (select x.* from gt.relationship x where x.partnership_id = $1 and x.to_id = c.id and x.from_at <= $3 and x.until_at > $3 limit 60) r) w
   cross join lateral (select trim(x.given || ' ' || x.family) as name from gt.person x where x.partnership_id = $1 and x.subject_id = w.subject_id limit 1) n
   cross join lateral gt.may_receive($1, $2, null, w.subject_id, null) m
   where n.name <> '' order by w.as_what = 'self', n.name`,
)
const professionals = statement<ProfessionalRow>(
  'disclosure-professionals',
  row => ({ subjects: [row.of], entries: [row.entry] }),
  `select $2::uuid as of, e.entry_id as entry, q.facts, m.groups
   from ${recordsOf('$2')} as r(id)
   cross join lateral (select x.* from gt.entry x where x.partnership_id = $1 and x.subject_id = r.id and x.kind = 'other-professional' and x.corrects is null and x.answers is null
     order by x.happened_at desc limit 40) e
   cross join lateral (select p.facts from gt.entry v join gt.entry_part p on p.partnership_id = $1 and p.entry_id = v.entry_id and p.field_group = 'record'
     where v.partnership_id = $1 and (v.entry_id = e.entry_id or v.corrects = e.entry_id) and not v.withdraws order by v.known_at desc, v.entry_id desc limit 1) q
   cross join lateral gt.may_receive($1, $2, null, null, e.entry_id) m`,
)

/** Everybody on the case to whom something may go, and what each of them may have. */
export const recipientsOf = async (
  tx: Tx,
  person: SubjectId,
): Promise<{ accounts: AccountRow[]; people: PersonRow[]; professionals: ProfessionalRow[] }> => {
  const { partnership, account, at } = tx.actor
  return {
    accounts: await tx.run(accounts, [partnership, person, account, at]),
    people: await tx.run(relatives, [partnership, person, at]),
    professionals: await tx.run(professionals, [partnership, person]),
  }
}

export type Made = {
  readonly id: string
  readonly kind: DocumentKind
  readonly person: SubjectId
  /** The conference whose paper it is. */
  readonly meeting?: SubjectId | undefined
  readonly act: string
  readonly reader: string
  readonly as: string
  readonly to: { readonly sort: 'account' | 'person' | 'professional'; readonly id: string }
  readonly holds: readonly Held[]
  readonly pages: number
  readonly pdf: Buffer
  readonly paper: Paper
}

/** How something asked of what goes out ended; in words on the page. */
export type Done =
  | 'done'
  | 'not-found'
  | 'not-on-case'
  | 'not-theirs'
  | 'moved-on'
  | 'refused'
  | 'unanswered'
  | 'second'
  | 'not-written'
  | 'too-late'
  | 'too-early'
  | 'not-by-post'
  | 'stopped'

const keep = statement<{ done: Done }>('outgoing-keep', null, 'select gt.keep_outgoing($1, $2, $3, $4) as done')
const check = statement<{ done: Done }>('outgoing-check', null, 'select gt.check_outgoing($1, $2, $3, $4) as done')
const release = statement<{ done: Done }>(
  'outgoing-release',
  null,
  `select gt.release_outgoing($1, $2, $3, make_interval(mins => $4)) as done`,
)
const recall = statement<{ done: Done }>('outgoing-recall', null, 'select gt.recall_outgoing($1, $2, $3) as done')
const handOver = statement<{ done: Done }>('outgoing-hand-over', null, 'select gt.hand_over_outgoing($1, $2, $3, $4) as done')

/** Keeps a document as it was made. The database refuses a reader who is not on the case and anything the reader may not have. */
export const keepOutgoing = async (tx: Tx, made: Made): Promise<Done> => {
  const row = {
    outgoing_id: made.id,
    subject_id: made.person,
    act_id: made.act,
    kind: made.kind,
    meeting_id: made.meeting ?? null,
    reader: made.reader,
    reader_as: made.as,
    [{ account: 'to_account', person: 'to_person', professional: 'to_entry' }[made.to.sort]]: made.to.id,
    holds: made.holds,
    media_type: 'application/pdf',
    pages: made.pages,
  }
  return (await tx.run(keep, [tx.actor.partnership, JSON.stringify(row), made.pdf, JSON.stringify(made.paper)]))[0]?.done ?? 'not-found'
}

/** Answers the checks and says why it goes. */
export const checkOutgoing = async (tx: Tx, id: string, answers: Record<string, string>, why: Why): Promise<Done> =>
  (await tx.run(check, [tx.actor.partnership, id, JSON.stringify(answers), JSON.stringify(why)]))[0]?.done ?? 'not-found'

/** Lets it go, in the transaction that writes the entry about it. */
export const releaseOutgoing = async (tx: Tx, id: string, entry: EntryId, minutes: number): Promise<Done> =>
  (await tx.run(release, [tx.actor.partnership, id, entry, minutes]))[0]?.done ?? 'not-found'

/** Takes it back, or throws away what was not let go. */
export const recallOutgoing = async (tx: Tx, id: string, because: string): Promise<Done> =>
  (await tx.run(recall, [tx.actor.partnership, id, because]))[0]?.done ?? 'not-found'

/** Writes down how paper reached its reader. */
export const handOverOutgoing = async (tx: Tx, id: string, how: string, posted: boolean): Promise<Done> =>
  (await tx.run(handOver, [tx.actor.partnership, id, how, posted]))[0]?.done ?? 'not-found'

/** Why it goes, as whoever checked it said. */
export type Why = { readonly purpose: string; readonly basis: string; readonly known: string }

/** One that was made, as those who may send it see it. */
export type Outgoing = {
  readonly id: string
  readonly kind: DocumentKind
  readonly person: SubjectId
  readonly meeting: SubjectId | null
  readonly reader: string
  readonly as: string
  readonly sort: 'account' | 'person' | 'professional'
  readonly self: boolean
  readonly entries: number
  readonly pages: number
  readonly sha256: string
  readonly state: 'drafted' | 'checked' | 'released' | 'recalled' | 'thrown-away'
  readonly answers: Readonly<Record<string, string>>
  readonly why: Partial<Why>
  readonly secondBecause: readonly string[]
  readonly madeBy: string
  readonly madeByAccount: AccountId
  readonly madeAt: Moment
  readonly checkedBy: string | null
  readonly checkedByAccount: AccountId | null
  readonly releasedBy: string | null
  readonly releasedAt: Moment | null
  readonly opensAt: Moment | null
  /** Can nobody take it back any more? */
  readonly open: boolean
  /** It was let go, nobody has it, and what has changed since keeps it from its reader. */
  readonly stopped: boolean
  readonly entry: EntryId | null
  readonly recalledBy: string | null
  readonly recalledAt: Moment | null
  readonly recalledBecause: string | null
  readonly openedAt: Moment | null
  readonly handedAt: Moment | null
  readonly handedHow: string | null
}

const named = (column: string): string => `(select a.name from gt.account a where a.partnership_id = $1 and a.account_id = o.${column})`
const outgoingColumns = `o.outgoing_id as id, o.kind, o.subject_id as person, o.meeting_id as meeting, o.reader, o.reader_as as as,
     case when o.to_account is not null then 'account' when o.to_person is not null then 'person' else 'professional' end as sort, o.to_person is not distinct from o.subject_id as self,
     (select count(distinct h ->> 'entry')::integer from jsonb_array_elements(o.holds) h) as entries, o.pages, encode(o.sha256, 'hex') as sha256, o.state, o.answers, o.why,
     o.second_because as "secondBecause", ${named('made_by')} as "madeBy", o.made_by as "madeByAccount", o.made_at as "madeAt", ${named('checked_by')} as "checkedBy",
     o.checked_by as "checkedByAccount", ${named('released_by')} as "releasedBy", o.released_at as "releasedAt", o.opens_at as "opensAt", coalesce(o.opens_at <= $3, false) as open,
     o.state = 'released' and not gt.still_goes($1, o.outgoing_id) as stopped,
     o.entry_id as entry, ${named('recalled_by')} as "recalledBy", o.recalled_at as "recalledAt", o.recalled_because as "recalledBecause", o.opened_at as "openedAt",
     o.handed_at as "handedAt", o.handed_how as "handedHow"`
const list = statement<Outgoing>(
  'outgoing-of',
  row => ({ subjects: [row.person] }),
  `select ${outgoingColumns} from ${recordsOf('$2')} as r(id) cross join lateral (select x.* from gt.outgoing x
     where x.partnership_id = $1 and x.subject_id = r.id and x.state <> 'thrown-away' and x.kind <> 'record-copy' order by x.made_at desc limit 100) o order by o.made_at desc, o.outgoing_id`,
)
const one = statement<Outgoing & { paper: Paper | null }>(
  'outgoing-one',
  row => ({ subjects: [row.person] }),
  `select ${outgoingColumns}, (select c.paper from gt.outgoing_content c where c.partnership_id = $1 and c.outgoing_id = o.outgoing_id) as paper
   from gt.outgoing o where o.partnership_id = $1 and o.outgoing_id = $4 and o.kind <> 'record-copy' and o.subject_id in (select r.id from ${recordsOf('$2')} as r(id))`,
)

/** What was made of somebody's record to go out, the newest first. */
export const outgoingOf = (tx: Tx, person: SubjectId): Promise<Outgoing[]> => tx.run(list, [tx.actor.partnership, person, tx.actor.at])

/** One of them, with what it says; without the words where it was taken back, or where somebody reads it who does not read everything that it holds. */
export const readOutgoing = async (tx: Tx, person: SubjectId, id: string): Promise<(Outgoing & { paper: Paper | null }) | undefined> =>
  (await tx.run(one, [tx.actor.partnership, person, tx.actor.at, id]))[0]

/** What the checks find, each once: the words where the asker reads the record that says so, otherwise (`named` false) the entry of the document in which they stand. */
export type Found = { readonly sort: Check; readonly found: string; readonly named: boolean }
export type Check = 'protected' | 'left' | 'referrer' | 'child' | 'adult' | 'responsibility'

const found = statement<{
  sort: Check | null
  found: string | null
  named: boolean | null
  whose: SubjectId[] | null
  second_because: string[]
}>(
  'outgoing-found',
  row => ({ subjects: row.whose ?? [] }),
  'select sort, found, named, whose, second_because from gt.found_in_outgoing($1, $2)',
)

/** What the checks find in one now, and why it needs two people, if it does. */
export const foundIn = async (tx: Tx, id: string): Promise<{ found: Found[]; secondBecause: readonly string[] }> => {
  const rows = await tx.run(found, [tx.actor.partnership, id])
  return {
    found: rows.flatMap(row => (row.sort && row.found ? [{ sort: row.sort, found: row.found, named: row.named === true }] : [])),
    secondBecause: rows[0]?.second_because ?? [],
  }
}

const bytes = statement<{ person: SubjectId; content: Buffer; sha256: Buffer }>(
  'outgoing-bytes',
  row => ({ subjects: [row.person] }),
  `select o.subject_id as person, c.content, o.sha256 from gt.outgoing o join gt.outgoing_content c on c.partnership_id = $1 and c.outgoing_id = o.outgoing_id
   where o.partnership_id = $1 and o.outgoing_id = $2 and o.state = 'released' and o.opens_at <= $3 and gt.still_goes($1, o.outgoing_id)`,
)

/** The exact bytes of one that was let go, can no longer be taken back and may still go; undefined of any other. */
export const bytesOf = async (tx: Tx, id: string): Promise<{ content: Buffer; sha256: Buffer } | undefined> =>
  (await tx.run(bytes, [tx.actor.partnership, id, tx.actor.at]))[0]
