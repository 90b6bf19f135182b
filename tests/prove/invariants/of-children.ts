import { dayOf, momentOf, Temporal } from '../../../src/guidance/index.ts'
import { book } from '../../../src/rooms/book.ts'
import { conference } from '../../../src/rooms/child-protection/conference/conference.ts'
import { answerOffer, offerChildren } from '../../../src/rooms/desk/another-team/offer.ts'
import { changeLead } from '../../../src/rooms/desk/lead-worker/change-lead.ts'
import { mergeRecords, takeApart } from '../../../src/rooms/family/merge/merge-records.ts'
import { note } from '../../../src/rooms/recording/note/note.ts'
import { type Stage, supportStage } from '../../../src/rooms/recording/stage/support-stage.ts'
import { type Telling, tell } from '../../../src/rooms/testing/tell.ts'
import { type CommandId, type EntryId, newId, type SubjectId } from '../../../src/thread/ids.ts'
import { identity, involvement, recordsMerged, residence } from '../../../src/thread/own-kinds/index.ts'
import { AnotherRequest, carryOut } from '../../../src/thread/store/append.ts'
import { ids } from '../../database.ts'
import { type AnyInvariant, counted, dropped, type Ground, invariant, type Loss, refusedIs, unheld } from '../colliding.ts'

/** What must hold of a child’s record, whoever writes on it at one moment. */

const today = () => dayOf(momentOf(Temporal.Now.instant()))
const command = () => newId<CommandId>()

/** Puts children on record with whom somebody works. */
export const childrenOf = async (
  { database }: Ground,
  count: number,
  more: (child: SubjectId) => readonly Omit<Telling, 'subject'>[] = () => [],
  { born = '2018-02-02', since = '2025-01-10', known }: { born?: string; since?: string; known?: string } = {},
): Promise<SubjectId[]> => {
  const children = Array.from({ length: count }, () => newId<SubjectId>())
  await tell(
    database,
    'bridge-manager',
    children.flatMap((subject, at) => [
      { subject, kind: identity, on: since, parts: { record: { facts: { is: 'child', given: `Robin${at}`, family: 'Testcase', born } } } },
      { ...works(subject, ids.team.north, 'team', 'manager'), on: since },
      { ...works(subject, ids.account('social-worker'), 'account', 'lead'), on: since },
      ...more(subject).map(one => ({ ...one, subject })),
    ]),
    { ...(known ? { known } : {}), begins: children.map(subject => ({ subject, form: 'person' as const })) },
  )
  return children
}

const works = (subject: SubjectId, holder: string, form: string, as: string) => ({
  subject,
  kind: involvement,
  on: '2025-01-10',
  parts: { record: { facts: { holder, form, as } } },
})

const holds = (relation: string) =>
  `select subject_id from gt.involvement where subject_id = any ($1) and relation = '${relation}' and until_at = 'infinity' group by 1 having count(*) <> 1`

/** Pairs of new records of one shape. */
const twoOf = async (ground: Ground, count: number, each: number): Promise<SubjectId[][]> => {
  const all = await childrenOf(ground, count * each)
  return Array.from({ length: count }, (_, at) => all.slice(at * each, (at + 1) * each))
}

const merge = (ground: Ground, person: SubjectId, into: SubjectId) => () =>
  ground.by('team-manager', tx => mergeRecords(tx, book, { id: command(), person, into, reason: 'One child, told of twice.' }))

const tellNote = (ground: Ground, id: CommandId, subject: SubjectId, words: string) => () =>
  ground.by('social-worker', tx =>
    carryOut(tx, book, {
      id,
      asked: words,
      writes: [subject],
      kinds: [note],
      decide: () => ({
        answer: words,
        entries: [
          {
            subject,
            act: newId(),
            kind: note,
            happened: { at: tx.actor.at, precision: 'moment' },
            audience: 'professionals',
            parts: { record: { facts: { contact: 'telephone' }, narrative: { fact: words } } },
          },
        ],
      }),
    }),
  )
const withoutOneOpen: Loss = async database => {
  await unheld(database)
  await database.admin('drop index gt.episode_one_open')
}
const withoutCommandKey = dropped('alter table gt.command_done drop constraint command_done_pkey')

const move = (ground: Ground, child: SubjectId, role: string) => () => {
  const household = newId<SubjectId>()
  return ground.by(role, tx =>
    carryOut(tx, book, {
      id: command(),
      asked: household,
      writes: [child, household],
      begins: [{ subject: household, form: 'context' }],
      kinds: [residence],
      households: [household],
      decide: () => ({
        answer: null,
        entries: [
          {
            subject: child,
            act: newId(),
            kind: residence,
            happened: { at: tx.actor.at, precision: 'moment' },
            audience: 'professionals',
            parts: { record: { facts: { household } } },
          },
        ],
      }),
    }),
  )
}

const staged = (ground: Ground, child: SubjectId, role: string, stage: Stage) => () =>
  ground.by(role, tx =>
    carryOut(tx, book, {
      id: command(),
      asked: stage,
      writes: [child],
      kinds: [supportStage],
      decide: () => ({
        answer: null,
        entries: [
          {
            subject: child,
            act: newId(),
            kind: supportStage,
            happened: { at: tx.actor.at, precision: 'moment' },
            audience: 'professionals',
            parts: { record: { facts: { stage, discussed: true } } },
          },
        ],
      }),
    }),
  )

/** The chair decides that the child is on a plan. */
const plans = (ground: Ground, child: SubjectId, category: string) => () =>
  ground.by('conference-chair', tx =>
    carryOut(tx, book, {
      id: command(),
      asked: category,
      writes: [child],
      kinds: [conference],
      decide: () => ({
        answer: null,
        entries: [
          {
            subject: child,
            act: newId(),
            kind: conference,
            happened: { at: tx.actor.at, precision: 'moment' },
            audience: 'professionals',
            parts: { record: { facts: { type: 'initial', plan: true, category, childTookPart: true } } },
          },
        ],
      }),
    }),
  )

export const ofChildren: readonly AnyInvariant[] = [
  invariant<SubjectId>({
    says: 'a child is on one plan at a time, and each plan rests on the decision of a conference',
    prepare: (ground, count) => childrenOf(ground, count, child => [works(child, ids.account('conference-chair'), 'account', 'chair')]),
    pair: (ground, child) => [plans(ground, child, 'neglect'), plans(ground, child, 'emotional')],
    broken: (ground, children) =>
      counted(
        ground,
        `select s.id from unnest($1::uuid[]) s(id) where (select count(*) from gt.episode o join gt.entry e using (partnership_id, entry_id)
           where o.subject_id = s.id and o.kind = 'child-protection-plan' and o.until_at = 'infinity' and e.kind = 'conference') <> 1`,
        children,
      ),
    without: withoutOneOpen,
  }),
  invariant<SubjectId>({
    says: 'a child has one lead worker',
    prepare: childrenOf,
    pair: (ground, child) => {
      const give = (to: string) => () =>
        ground.by('team-manager', tx =>
          changeLead(tx, book, { id: command(), people: [child], to: ids.account(to), on: today(), reason: 'A new lead worker.' }),
        )
      return [give('conference-chair'), give('bridge-social-worker')]
    },
    broken: (ground, children) => counted(ground, holds('lead'), children),
    without: unheld,
  }),
  invariant<SubjectId>({
    says: 'a child is offered to one team at a time',
    prepare: childrenOf,
    pair: (ground, child) => {
      const offer = (team: typeof ids.team.bridge) => () =>
        ground.by('team-manager', tx =>
          offerChildren(tx, book, { id: command(), people: [child], team, reason: 'They have moved.', managers: [] }),
        )
      return [offer(ids.team.bridge), offer(ids.team.duty)]
    },
    broken: (ground, children) => counted(ground, holds('offered'), children),
    without: unheld,
  }),
  invariant<SubjectId>({
    says: 'an offer is answered once, and the child has one team and one lead worker after it',
    prepare: (ground, count) =>
      childrenOf(ground, count, child => [
        works(child, ids.team.bridge, 'team', 'manager'),
        works(child, ids.team.north, 'team', 'offered'),
      ]),
    pair: (ground, child) => {
      const take = (role: string, lead: string) => () =>
        ground.by(role, tx =>
          answerOffer(tx, book, {
            id: command(),
            people: [child],
            answer: { as: 'taken-on', lead: ids.account(lead) },
            reason: 'We know the family.',
          }),
        )
      return [take('team-manager', 'bridge-social-worker'), take('team-manager', 'bridge-screener')]
    },
    broken: (ground, children) =>
      counted(
        ground,
        `select s.id from unnest($1::uuid[]) s(id) where (select count(*) from gt.involvement i where i.subject_id = s.id and i.relation = 'manager' and i.until_at = 'infinity') <> 1
           or (select count(*) from gt.involvement i where i.subject_id = s.id and i.relation = 'lead' and i.until_at = 'infinity') <> 1
           or (select count(*) from gt.entry e join gt.entry_part q using (partnership_id, entry_id) where e.subject_id = s.id and e.kind = 'involvement-end' and q.facts ? 'offer') <> 1`,
        children,
      ),
    without: unheld,
  }),
  invariant<SubjectId>({
    says: 'a child lives in one household at a time',
    prepare: childrenOf,
    pair: (ground, child) => [move(ground, child, 'bridge-manager'), move(ground, child, 'bridge-screener')],
    broken: (ground, children) =>
      counted(
        ground,
        `select subject_id from gt.stay where subject_id = any ($1) and until_at = 'infinity' group by 1 having count(*) <> 1`,
        children,
      ),
    without: unheld,
  }),
  invariant<SubjectId>({
    says: 'of each sort one episode is open for a child: one stage of support, one plan',
    prepare: childrenOf,
    pair: (ground, child) => [
      staged(ground, child, 'team-manager', 'getting-help'),
      staged(ground, child, 'team-manager', 'getting-risk-support'),
    ],
    broken: (ground, children) =>
      counted(
        ground,
        `select s.id from unnest($1::uuid[]) s(id) where (select count(*) from gt.episode o where o.subject_id = s.id and o.kind = 'support-stage' and o.until_at = 'infinity') <> 1`,
        children,
      ),
    without: withoutOneOpen,
  }),
  invariant<SubjectId[]>({
    says: 'a record is part of one other record',
    prepare: (ground, count) => twoOf(ground, count, 3),
    pair: (ground, [one, two, three]) => [
      merge(ground, one as SubjectId, two as SubjectId),
      merge(ground, one as SubjectId, three as SubjectId),
    ],
    broken: (ground, arenas) => counted(ground, standingMerges('e.subject_id'), arenas.flat()),
    without: unheld,
  }),
  invariant<SubjectId[]>({
    says: 'no two records are each part of the other',
    prepare: (ground, count) => twoOf(ground, count, 2),
    pair: (ground, [one, two]) => [merge(ground, one as SubjectId, two as SubjectId), merge(ground, two as SubjectId, one as SubjectId)],
    broken: (ground, arenas) => counted(ground, standingMerges(`least(e.subject_id::text, q.facts ->> 'into')`), arenas.flat()),
    without: unheld,
  }),
  invariant<{ pair: SubjectId[]; merge: EntryId }>({
    says: 'a merge is undone once',
    prepare: async (ground, count) => {
      const pairs = await twoOf(ground, count, 2)
      const told = await tell(
        ground.database,
        'team-manager',
        pairs.map(([person, into]) => ({
          subject: person as SubjectId,
          kind: recordsMerged,
          parts: { record: { facts: { into }, narrative: { reason: 'One child.' } } },
        })),
      )
      return pairs.map((pair, at) => ({ pair, merge: told[at] as EntryId }))
    },
    pair: (ground, { pair: [person, into], merge: entry }) => {
      const apart = () =>
        ground.by('team-manager', tx =>
          takeApart(tx, book, { id: command(), person: person as SubjectId, into: into as SubjectId, merge: entry }),
        )
      return [apart, apart]
    },
    broken: (ground, arenas) =>
      counted(
        ground,
        `select m.id from unnest($1::uuid[]) m(id) where (select count(*) from gt.entry e where e.corrects = m.id and e.withdraws) <> 1`,
        arenas.map(one => one.merge),
      ),
    without: unheld,
  }),
  invariant<{ child: SubjectId; id: CommandId }>({
    says: 'a command that is sent twice is done once',
    prepare: async (ground, count) => (await childrenOf(ground, count)).map(child => ({ child, id: command() })),
    pair: (ground, { child, id }) => [tellNote(ground, id, child, 'Rang.'), tellNote(ground, id, child, 'Rang.')],
    broken: (ground, arenas) =>
      counted(
        ground,
        notOneNote,
        arenas.map(one => one.child),
      ),
    without: withoutCommandKey,
  }),
  invariant<{ child: SubjectId; id: CommandId }>({
    says: 'of two forms under one number one is done, and of the other nothing',
    prepare: async (ground, count) => (await childrenOf(ground, count)).map(child => ({ child, id: command() })),
    pair: (ground, { child, id }) => [
      refusedIs(AnotherRequest, tellNote(ground, id, child, 'Rang.')),
      refusedIs(AnotherRequest, tellNote(ground, id, child, 'Called.')),
    ],
    broken: (ground, arenas) =>
      counted(
        ground,
        notOneNote,
        arenas.map(one => one.child),
      ),
    without: withoutCommandKey,
  }),
]

const notOneNote = `select s.id from unnest($1::uuid[]) s(id) where (select count(*) from gt.entry e where e.subject_id = s.id and e.kind = 'note') <> 1`

const standingMerges = (by: string) =>
  `select ${by} from gt.entry e join gt.entry_part q on q.partnership_id = e.partnership_id and q.entry_id = e.entry_id and q.field_group = 'record'
   where e.subject_id = any ($1) and e.kind = 'records-merged' and not e.withdraws
     and not exists (select from gt.entry w where w.partnership_id = e.partnership_id and w.corrects = e.entry_id and w.withdraws) group by 1 having count(*) <> 1`
