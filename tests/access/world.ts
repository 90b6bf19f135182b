import { z } from 'zod'
import { day, moment, ownChoice } from '../../src/guidance/index.ts'
import { matrix } from '../../src/kernel/access/matrix.ts'
import { type Asker, type Database, openDatabase } from '../../src/kernel/db/with-actor.ts'
import { bind } from '../../src/thread/book.ts'
import { type FieldGroup, fieldGroups } from '../../src/thread/entry.ts'
import { duties } from '../../src/thread/finding.ts'
import { type AccountId, type ActId, type CommandId, type EntryId, idNamed, newId, type SubjectId } from '../../src/thread/ids.ts'
import { type AnyKind, kind } from '../../src/thread/kind.ts'
import {
  breakGlass,
  identity,
  involvement,
  involvementEnd,
  recordsMerged,
  relations,
  relationship,
  residence,
} from '../../src/thread/own-kinds/index.ts'
import { rule } from '../../src/thread/rule.ts'
import { so } from '../../src/thread/say.ts'
import { carryOut, type NewEntry } from '../../src/thread/store/append.ts'
import { elsewhere, type Ids, ids, type TestDatabase, testPurpose } from '../database.ts'

/** A partnership in which every role stands in every relation to somebody, and every field group, audience and author is there to be read or not. */

const part = { facts: z.strictObject({}), narrative: z.strictObject({ said: z.string().optional() }) }
/** A note with any parts; what it says in each is a word found nowhere else. */
const note = kind({
  name: 'world-note',
  words: 'note',
  of: ['person'],
  title: () => 'Note',
  record: { facts: z.strictObject({ worry: z.boolean().default(false) }), narrative: part.narrative },
  also: Object.fromEntries(fieldGroups.filter(group => group !== 'record').map(group => [group, part])),
  retention: 'oversight',
})

/** Each duty that the matrix lets somebody be told by, and two by which nobody is. */
const told = [
  ...duties.filter(duty => matrix().some(row => row.what === 'read' && row.names.includes('finding-told') && row.relations.includes(duty))),
  ...(['lead', 'chair', 'agency-safeguarding-lead'] as const),
]
/** Findings of each sort that a policy tells apart: told to one duty, waiting in a queue, for the duty desk, critical. */
const worried = rule({
  id: 'world-worry',
  says: () => 'A worry',
  because: [ownChoice('a rule of the tests')],
  kinds: [note],
  inForce: { from: day('2000-01-01') },
  findings: person =>
    person
      .of(note)
      .filter(entry => entry.facts.worry)
      .flatMap(opened => [
        ...told.map(to => so('INFO', { name: `told-${to}`, opened, until: undefined, tell: [to] })),
        so('DUE', { name: 'queued', opened, until: undefined, tell: [], queue: 'bridge' }),
        so('INFO', {
          name: 'asked-of-one-agency',
          opened,
          until: undefined,
          tell: ['agency-safeguarding-lead'],
          facts: { askedAgency: ids.agency.health },
        }),
        so('DUE', { name: 'for-the-duty-desk', opened, until: undefined, tell: ['duty'] }),
        so('DUE', { name: 'was-for-the-duty-desk', opened, until: { at: opened.at, as: 'lapsed', by: null, known: null }, tell: ['duty'] }),
        so('DUE', { name: 'soon-for-the-duty-desk', opened, from: moment('2199-01-01T00:00:00Z'), until: undefined, tell: ['duty'] }),
        so('CRITICAL', { name: 'critical', opened, until: undefined, tell: ['manager'] }),
        so('CRITICAL', { name: 'was-critical', opened, until: { at: opened.at, as: 'lapsed', by: null, known: null }, tell: ['manager'] }),
      ]),
})
export const worldBook = bind([
  {
    room: 'world',
    kinds: [note],
    rules: [worried],
    episodes: [
      person =>
        person
          .of(note)
          .slice(0, 1)
          .map(entry => ({ kind: 'world', state: 'open', from: entry.at, until: null, entry: entry.root, endedBy: null })),
    ],
    lastSeen: person => {
      const [first] = person.of(note)
      return first
        ? {
            onPlan: true,
            since: first.on,
            until: null,
            born: null,
            anybody: first.on,
            worker: null,
            alone: null,
            home: null,
            bedroom: null,
          }
        : null
    },
  },
])

type Bar =
  | 'told on duty'
  | 'told on duty, over'
  | 'told of something else'
  | 'nobody'
  | 'all excluded'
  | 'one excluded'
  | 'closed'
  | 'closed but to one'
  | 'closed, all named'
type Situation = {
  readonly name: string
  readonly relation: string | null
  readonly holder: 'account' | 'team' | 'agency'
  readonly when: 'open' | 'ended' | 'future'
  readonly bar: Bar
  /** One role alone stands in the relation; otherwise each does. */
  readonly only?: string
  /** The record is read as part of the one of this name, or was until somebody took them apart. */
  readonly partOf?: string
  readonly apart?: true
}

const situations = (): Situation[] => {
  const base = { holder: 'account', when: 'open', bar: 'nobody' } as const
  return [
    { ...base, name: 'none', relation: null },
    { ...base, name: 'break-glass', relation: 'break-glass' },
    { ...base, name: 'break-glass ended', relation: 'break-glass', when: 'ended' },
    { ...base, name: 'break-glass, all excluded', relation: 'break-glass', bar: 'all excluded' },
    { ...base, name: 'break-glass, closed', relation: 'break-glass', bar: 'closed' },
    ...relations.flatMap(relation => [
      { ...base, name: relation, relation },
      { ...base, name: `${relation} ended`, relation, when: 'ended' as const },
      { ...base, name: `${relation} future`, relation, when: 'future' as const },
    ]),
    ...(['team', 'agency'] as const).flatMap(holder =>
      (['lead', 'manager', 'agency', 'queue', 'screener'] as const).map(relation => ({
        ...base,
        name: `${relation} by ${holder}`,
        relation,
        holder,
      })),
    ),
    ...(['all excluded', 'one excluded', 'closed', 'closed but to one', 'closed, all named'] as const).flatMap(bar =>
      (['lead', 'agency', 'screener', 'core-group'] as const).map(relation => ({ ...base, name: `${relation}, ${bar}`, relation, bar })),
    ),
    ...(['told on duty', 'told on duty, over', 'told of something else'] as const).map(bar => ({
      ...base,
      name: bar,
      relation: null,
      bar,
    })),
    { ...base, name: 'told on duty, another', relation: null, bar: 'told on duty', only: 'social-worker' },
    { ...base, name: 'told on duty, excluded', relation: null, bar: 'all excluded' },
    ...ids.roles.map(role => ({ ...base, name: `lead for the ${role} alone`, relation: 'lead', only: role })),
    ...mergedRecords(),
  ]
}

/**
 * Two records of one child, read as one: who works with either works with the child, and who is kept out of either is kept out of both. A kept record has the
 * name of its part with `, kept` behind it.
 */
const mergedRecords = (): Situation[] => {
  const base = { holder: 'account', when: 'open', bar: 'nobody', relation: null } as const
  const two = (name: string, part: Partial<Situation>, kept: Partial<Situation> = {}): Situation[] => [
    { ...base, name, partOf: `${name}, kept`, ...part },
    { ...base, name: `${name}, kept`, ...kept },
  ]
  return [
    ...(['lead', 'agency', 'core-group'] as const).flatMap(relation => [
      ...two(`merged, ${relation} of the part`, { relation }),
      ...two(`merged, ${relation} of the kept`, {}, { relation }),
    ]),
    ...two('merged, ended with the part', { relation: 'lead', when: 'ended' }),
    ...two('merged, excluded from the part', { bar: 'one excluded' }, { relation: 'lead' }),
    ...two('merged, excluded from the kept', { relation: 'lead' }, { bar: 'one excluded' }),
    ...two('merged, part closed', { bar: 'closed but to one' }, { relation: 'lead' }),
    ...two('merged and taken apart', { relation: 'lead', apart: true }),
  ]
}

/** An account beside the organisation's own: a nurse who sits in The Bridge's team. Her role opens the queue's children no more than it says. */
export const seconded: AccountId = idNamed('invented', 'account of a nurse in the Bridge team')

export type World = { readonly subjects: ReadonlyMap<string, SubjectId>; readonly situations: readonly Situation[] }

/** Fills the database. Entries go through the append path as the role that brings history in, each written by an account of the agency that told it. */
export const fill = async (database: TestDatabase): Promise<World> => {
  const bringIn = openDatabase(database.urls.gt_import, 4)
  const all = situations()
  const subjects = new Map(all.map(one => [one.name, newId<SubjectId>()]))
  await database.admin(
    `insert into gt.account (partnership_id, account_id, agency_id, name, email, role) values ($1, $2, $3, 'Nell Invented', 'nurse@invented.example.test', 'health-practitioner')`,
    [ids.partnership, seconded, ids.agency.health],
  )
  await database.admin(`insert into gt.team_member (partnership_id, account_id, team_id) values ($1, $2, $3)`, [
    ids.partnership,
    seconded,
    ids.team.bridge,
  ])
  const idOf = (one: Situation): SubjectId => subjects.get(one.name) ?? newId()
  for (let at = 0; at < all.length; at += 20) {
    const some = all.slice(at, at + 20)
    const first = some.flatMap(one => [...about(idOf(one)), ...ties(one, idOf(one))])
    const kinds = [identity, residence, relationship, involvement, involvementEnd]
    await append(bringIn, 'social-worker', ids, some.map(idOf), kinds, first, true)
    for (const author of authors) {
      // The server would count its rows by itself in a minute; until then it plans as if there were none.
      await database.admin('analyze gt.entry, gt.entry_part, gt.subject')
      await append(
        bringIn,
        author,
        ids,
        some.map(idOf),
        [note],
        some.flatMap(one => notes(author, idOf(one))),
      )
    }
  }
  await mergeRecords(bringIn, all, idOf)
  for (const one of all.filter(({ relation }) => relation === 'break-glass')) await openedByAll(database, bringIn, one, idOf(one))
  for (const name of ['lead', 'lead, one excluded']) await registered(database, subjects.get(name) ?? newId(), 'team-manager', newId())
  await registered(database, subjects.get('lead') ?? newId(), 'social-worker', newId())
  await ownWords(database, bringIn, subjects.get('none') ?? newId())
  await fillElsewhere(bringIn, subjects)
  await bars(database, all, subjects)
  await barsElsewhere(database, subjects)
  await besideThreads(database)
  await lookedAt(database, subjects)
  await database.admin(
    `insert into gt.limit_said (partnership_id, subject_id, sort, account_id, by_account, said_at, why)
     select x.partnership_id, x.subject_id, 'excluded', x.account_id, x.account_id, '2024-03-01', 'a reason' from gt.excluded x`,
  )
  await goingOut(database, subjects)
  await bringIn.close()
  return { subjects, situations: all }
}

/** Records that are one child’s are read as one; of those that are not, it is taken back. */
const mergeRecords = async (bringIn: Database, all: readonly Situation[], idOf: (one: Situation) => SubjectId): Promise<void> => {
  for (const part of all) {
    const kept = all.find(one => one.name === part.partOf)
    if (!kept) continue
    const merge = newId<EntryId>()
    const shared = { subject: idOf(part), act: newId<ActId>(), kind: recordsMerged, happened, audience: 'professionals' as const }
    const said = { record: { facts: { into: idOf(kept) }, narrative: { reason: canary() } } }
    const writes = [idOf(part), idOf(kept)]
    await append(bringIn, 'social-worker', ids, writes, [recordsMerged], [{ ...shared, id: merge, parts: said }])
    if (part.apart)
      await append(bringIn, 'social-worker', ids, writes, [recordsMerged], [{ ...shared, corrects: merge, withdraws: true, parts: {} }])
  }
}

/** Of every record something is prepared, and something answers a request; of some, one for each account was let go, waits, was taken back or is not let go. */
const goingOut = async (database: TestDatabase, subjects: World['subjects']): Promise<void> => {
  const columns = `partnership_id, outgoing_id, subject_id, act_id, kind, reader, reader_as, to_account, media_type, size, pages, sha256, made_by, checked_by, released_by, released_at, opens_at, state`
  const one = `gen_random_uuid(), s.subject_id, gen_random_uuid()`
  const rest = `'application/pdf', 1, 1, '\\x00'`
  const by = (partnership: Ids) => `'${partnership.account('social-worker')}'`
  for (const partnership of [ids, elsewhere]) {
    await database.admin(
      `insert into gt.outgoing (${columns}) select s.partnership_id, ${one}, k.kind, 'A reader', 'a reader', null::uuid, ${rest}, ${by(partnership)}, null, null, null, null, 'drafted'
       from gt.subject s cross join unnest(array['chosen-entries', 'record-copy']) as k(kind) where s.partnership_id = $1 and s.form = 'person'`,
      [partnership.partnership],
    )
    await database.admin(
      `insert into gt.outgoing (${columns})
       select s.partnership_id, ${one}, 'chosen-entries', 'A reader', 'a reader', a.account_id, ${rest}, ${by(partnership)}, ${by(partnership)}, ${by(partnership)}, '2024-03-01', w.opens_at, w.state
       from gt.subject s cross join gt.account a
         cross join (values ('released', '2024-03-01'::timestamptz), ('released', '2199-01-01'), ('recalled', '2024-03-01'), ('checked', '2024-03-01')) as w(state, opens_at)
       where s.partnership_id = $1 and a.partnership_id = $1 and s.subject_id = any ($2)`,
      [
        partnership.partnership,
        ['none', 'lead, all excluded', 'lead, closed', 'lead, closed but to one'].flatMap(name => subjects.get(name) ?? []),
      ],
    )
  }
}

/** Writes an opening in an emergency into the register, open from now or long over, and tells one manager of it. */
const registered = async (database: TestDatabase, subject: SubjectId, role: string, opening: string, when = 'open'): Promise<void> => {
  await database.admin(
    `insert into gt.opening (partnership_id, opening_id, subject_id, account_id, agency_id, role, category, reference, reason, opened_at, until_at, review_due)
     select $1, $2, $3, a.account_id, a.agency_id, a.role, 'in-danger-now', 'Log 1', repeat('an emergency ', 5), t.at, t.at + interval '12 hours', '2024-03-05'
     from gt.account a, (select case when $5 = 'open' then now() - interval '1 hour' else '2024-03-01' end as at) t where a.partnership_id = $1 and a.account_id = $4`,
    [ids.partnership, opening, subject, ids.account(role), when],
  )
  if (role === 'social-worker')
    await database.admin('insert into gt.opening_told (partnership_id, opening_id, account_id) values ($1, $2, $3)', [
      ids.partnership,
      opening,
      ids.account('team-manager'),
    ])
}

/** Everybody has opened the record in an emergency: the register says so, and an entry of each on the thread. */
const openedByAll = async (database: TestDatabase, bringIn: Database, one: Situation, subject: SubjectId): Promise<void> => {
  for (const role of ids.roles) {
    const id = newId<EntryId>()
    await registered(database, subject, role, id, one.when)
    const [row] = await database.admin<{ at: string }>(
      `select to_char(opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at from gt.opening where opening_id = $1`,
      [id],
    )
    const parts = { record: { facts: { category: 'in-danger-now', hours: 12 }, narrative: { reason: canary(), reference: 'Log 1' } } }
    const at = { at: moment(row?.at ?? ''), precision: 'moment' } as const
    const entry = { id, subject, act: newId<ActId>(), kind: breakGlass, happened: at, audience: 'professionals' as const, parts }
    await append(bringIn, role, ids, [subject], [breakGlass], [entry])
  }
}

/**
 * What everybody else wrote of a child with whom they have nothing to do any more; and what somebody wrote when working for another agency than today,
 * which is not theirs to read now.
 */
const ownWords = async (database: TestDatabase, bringIn: Database, subject: SubjectId): Promise<void> => {
  const others = ids.roles.filter(role => !(authors as readonly string[]).includes(role))
  for (const role of others)
    await append(
      bringIn,
      role,
      ids,
      [subject],
      [note],
      fieldGroups.map(group => noteBy(subject, [group], 'professionals')),
    )
  const before = noteBy(subject, ['record'], 'professionals')
  before.id = newId()
  await append(bringIn, 'team-manager', ids, [subject], [note], [before])
  for (const table of ['entry', 'entry_part'])
    await database.admin(`update gt.${table} set agency_id = $2 where entry_id = $1`, [before.id, ids.agency.health])
}

/** One account of each agency writes: all that differs between authors is their agency. */
const authors = [
  'social-worker',
  'school-safeguarding-lead',
  'health-practitioner',
  'police-officer',
  'early-help-practitioner',
  'emergency-duty-worker',
] as const

const by = (role: string, of: Ids): Asker => ({ by: 'account', partnership: of.partnership, account: of.account(role) })

const append = async (
  db: Database,
  role: string,
  of: Ids,
  writes: readonly SubjectId[],
  kinds: readonly AnyKind[],
  entries: readonly NewEntry[],
  begins = false,
): Promise<void> => {
  await db.withActor(by(role, of), testPurpose, tx =>
    carryOut(tx, worldBook, {
      id: newId<CommandId>(),
      asked: writes,
      writes,
      kinds,
      ...(begins && { begins: writes.map(subject => ({ subject, form: 'person' as const })) }),
      decide: () => ({ entries, answer: null }),
    }),
  )
}

const happened = { on: day('2024-03-01'), precision: 'day' } as const
/** A word that stands in one part of one entry and nowhere else. */
export const canary = (): string => `canary-${newId()}`

const noteBy = (subject: SubjectId, groups: readonly FieldGroup[], audience: NewEntry['audience'], worry = false): NewEntry => ({
  subject,
  act: newId<ActId>(),
  kind: note,
  happened,
  audience,
  parts: Object.fromEntries(
    groups.map(group => [group, { ...(group === 'record' && { facts: { worry } }), narrative: { said: canary() } }]),
  ),
})

/** Who the child is, where and with whom. */
const about = (subject: SubjectId): NewEntry[] => [
  {
    subject,
    act: newId(),
    kind: identity,
    happened,
    audience: 'professionals',
    parts: { record: { facts: { is: 'child', given: 'Robin', family: `Sample ${canary()}`, born: '2016-05-05' } } },
  },
  {
    subject,
    act: newId(),
    kind: residence,
    happened,
    audience: 'professionals',
    parts: { record: { facts: { household: newId() } }, whereabouts: { narrative: { address: canary() } } },
  },
  {
    subject,
    act: newId(),
    kind: residence,
    happened: { on: day('2024-03-20'), precision: 'day' },
    audience: 'agency',
    parts: { record: { facts: { household: newId(), moves: false } } },
  },
  {
    subject,
    act: newId(),
    kind: relationship,
    happened,
    audience: 'professionals',
    parts: { record: { facts: { to: newId(), as: 'sibling' } } },
  },
]

/** Everybody who stands in the situation's relation to the child, and the ends of it where it has ended. */
const ties = (one: Situation, subject: SubjectId): NewEntry[] => {
  // Of a relation that does not make the child open: whether it is follows from the situation alone.
  const stranger: NewEntry = {
    subject,
    act: newId(),
    kind: involvement,
    happened,
    audience: 'professionals',
    parts: { record: { facts: { holder: newId(), form: 'account', as: 'co-worker' } } },
  }
  // Nobody is involved by opening a record in an emergency.
  if (one.relation === null || one.relation === 'break-glass') return [stranger]
  const began: NewEntry[] = ids.roles
    .filter(role => one.only === undefined || role === one.only)
    .flatMap(role => {
      const place = ids.placeOf(role)
      const holders = one.holder === 'account' ? [ids.account(role)] : one.holder === 'agency' ? [place.agency] : place.teams
      return holders.map(holder => ({
        id: newId(),
        subject,
        act: newId<ActId>(),
        kind: involvement,
        happened: one.when === 'future' ? ({ on: day('2150-01-01'), precision: 'day' } as const) : happened,
        audience: 'professionals' as const,
        parts: {
          record: {
            facts: { holder, form: one.holder, as: one.relation, ...(one.relation === 'sampled' ? { until: '2199-01-01T00:00:00Z' } : {}) },
          },
        },
      }))
    })
  if (one.when !== 'ended') return [...began, stranger]
  return [
    ...began,
    ...began.map(tie => ({
      subject,
      act: newId<ActId>(),
      kind: involvementEnd,
      happened: { on: day('2024-04-01'), precision: 'day' } as const,
      audience: 'professionals' as const,
      ...(tie.id && { answers: tie.id }),
      parts: { record: { facts: {} } },
    })),
  ]
}

/** What one agency has told of the child: all groups at once for each audience, and for some agencies each group by itself. */
const notes = (author: (typeof authors)[number], subject: SubjectId): NewEntry[] => {
  const worries = author === 'social-worker' || author === 'police-officer'
  // What families may read too is read by professionals like any other note: one author is enough to show it.
  const whole = (['professionals', 'agency', ...(author === 'social-worker' ? (['family'] as const) : [])] as const).map(audience =>
    noteBy(subject, fieldGroups, audience, worries && audience !== 'family'),
  )
  const [first] = whole
  if (first) first.links = [{ subject, as: 'mentioned' }]
  const single = ['social-worker', 'school-safeguarding-lead', 'police-officer'].includes(author)
    ? fieldGroups.map(group => noteBy(subject, [group], 'professionals'))
    : []
  return [...whole, ...single]
}

/** In the other partnership: our accounts' ids hold involvements there, with a subject of its own and with subjects that bear the ids of ours. */
const fillElsewhere = async (db: Database, subjects: ReadonlyMap<string, SubjectId>): Promise<void> => {
  const same = ['none', 'lead ended', 'lead', 'lead, closed', 'told on duty', 'told of something else'].flatMap(
    name => subjects.get(name) ?? [],
  )
  for (const subject of [newId<SubjectId>(), ...same]) {
    await append(
      db,
      'social-worker',
      elsewhere,
      [subject],
      [identity, residence, relationship, involvement, note],
      [
        ...about(subject),
        ...ids.roles.flatMap(role =>
          [ids.account(role), ids.agency[role === 'police-officer' ? 'police' : 'social-care']].map(holder => ({
            subject,
            act: newId<ActId>(),
            kind: involvement,
            happened,
            audience: 'professionals' as const,
            parts: { record: { facts: { holder, form: 'account', as: 'lead' } } },
          })),
        ),
        ...(['professionals', 'agency'] as const).map(audience => noteBy(subject, fieldGroups, audience, true)),
      ],
      true,
    )
  }
}

const bars = async (database: TestDatabase, all: readonly Situation[], subjects: ReadonlyMap<string, SubjectId>): Promise<void> => {
  const one = ids.account('social-worker')
  for (const { name, bar, only } of all) {
    const subject = subjects.get(name)
    const named = (table: 'excluded' | 'named_only', accounts: readonly string[]) =>
      database.admin(`insert into gt.${table} (partnership_id, subject_id, account_id) select $1, $2, unnest($3::uuid[])`, [
        ids.partnership,
        subject,
        accounts,
      ])
    const everyone = ids.roles.filter(role => only === undefined || role === only).map(role => ids.account(role))
    if (name.startsWith('told '))
      await database.admin(
        `insert into gt.announcement (partnership_id, announcement_id, subject_id, rule, key, level, account_id, how, duty, closed_at)
         select $1, gen_random_uuid(), $2, 'world-worry', 'k', 'CRITICAL', x, 'page', $4, $5 from unnest($3::uuid[]) as x`,
        [
          ids.partnership,
          subject,
          everyone,
          bar === 'told of something else' ? 'lead' : 'duty',
          bar === 'told on duty, over' ? new Date() : null,
        ],
      )
    if (bar === 'all excluded') await named('excluded', everyone)
    if (bar === 'one excluded') await named('excluded', [one])
    if (bar.startsWith('closed'))
      await database.admin('insert into gt.closed_to_most (partnership_id, subject_id) values ($1, $2)', [ids.partnership, subject])
    if (bar === 'closed but to one') await named('named_only', [one])
    if (bar === 'closed, all named') await named('named_only', everyone)
  }
}

/** The same children in the other partnership, where two of our people work as well: what bars or opens there says nothing here. */
const barsElsewhere = async (database: TestDatabase, subjects: ReadonlyMap<string, SubjectId>): Promise<void> => {
  const both = [ids.account('social-worker'), ids.account('emergency-duty-worker')]
  const governance = ids.account('information-governance-lead')
  await database.admin(
    `insert into gt.account (partnership_id, account_id, agency_id, name, email, role) select $1, x, $2, 'Otto Invented', x || '@elsewhere.example.test', 'social-worker' from unnest($3::uuid[]) as x`,
    [elsewhere.partnership, elsewhere.agency['social-care'], [...both, governance]],
  )
  const insert = (table: string, name: string) =>
    database.admin(`insert into gt.${table} (partnership_id, subject_id, account_id) select $1, $2, unnest($3::uuid[])`, [
      elsewhere.partnership,
      subjects.get(name),
      both,
    ])
  await insert('excluded', 'lead')
  await database.admin('insert into gt.excluded (partnership_id, subject_id, account_id) values ($1, $2, $3)', [
    elsewhere.partnership,
    subjects.get('told of something else'),
    governance,
  ])
  await insert('named_only', 'lead, closed')
  await database.admin('insert into gt.closed_to_most (partnership_id, subject_id) values ($1, $2)', [
    elsewhere.partnership,
    subjects.get('lead'),
  ])
  await database.admin(
    `insert into gt.announcement (partnership_id, announcement_id, subject_id, rule, key, level, account_id, how, duty)
     select $1, gen_random_uuid(), $2, 'world-worry', 'k', 'CRITICAL', x, 'page', 'duty' from unnest($3::uuid[]) as x`,
    [elsewhere.partnership, subjects.get('told of something else'), both],
  )
  await database.admin(
    `insert into gt.draft (partnership_id, draft_id, account_id, form, body) select $1, gen_random_uuid(), x, 'note', '{}' from unnest($2::uuid[]) as x`,
    [elsewhere.partnership, both],
  )
  await database.admin(
    `insert into gt.command_done (partnership_id, command_id, account_id, asked) select $1, gen_random_uuid(), x, '\\x00' from unnest($2::uuid[]) as x`,
    [elsewhere.partnership, both],
  )
  for (const text of [
    `insert into gt.notice (partnership_id, notice_id, account_id, by_account, came, people, from_on, reason) select $1, gen_random_uuid(), x, x, true, '{}', '2024-01-01', 'a reason' from unnest($2::uuid[]) as x`,
    'insert into gt.own_choice (partnership_id, account_id) select $1, x from unnest($2::uuid[]) as x',
    `insert into gt.own_search (partnership_id, account_id, search_id, words) select $1, x, gen_random_uuid(), 'Amira Testcase' from unnest($2::uuid[]) as x`,
    `insert into gt.known_question (partnership_id, account_id, question_id, asked) select $1, x, gen_random_uuid(), '{}' from unnest($2::uuid[]) as x`,
    `insert into gt.discarded_draft (partnership_id, draft_id, account_id, form, body, version, saved_at) select $1, gen_random_uuid(), x, 'note', '{}', 1, '2024-01-01' from unnest($2::uuid[]) as x`,
  ])
    await database.admin(text, [elsewhere.partnership, both])
  // One of our openings, that a colleague made, is there told to another.
  await database.admin(
    `insert into gt.opening select (jsonb_populate_record(o, jsonb_build_object('partnership_id', $2::uuid, 'account_id', $4::uuid, 'agency_id', $5::uuid))).* from gt.opening o
     where o.partnership_id = $1 and o.subject_id = $3 and o.role = 'team-manager'`,
    [ids.partnership, elsewhere.partnership, subjects.get('lead'), both[1], elsewhere.agency['social-care']],
  )
  await database.admin(
    'insert into gt.opening_told (partnership_id, opening_id, account_id) select $1, o.opening_id, $2 from gt.opening o where o.partnership_id = $1',
    [elsewhere.partnership, both[0]],
  )
  // One of our entries that its reader may read, under the same id in the other partnership, with a link of its own.
  await database.admin(
    `insert into gt.entry select (jsonb_populate_record(e, jsonb_build_object('partnership_id', $2::uuid, 'command_id', null))).* from gt.entry e
     where e.partnership_id = $1 and e.entry_id in (select entry_id from gt.entry_link where partnership_id = $1) and e.subject_id = $3`,
    [ids.partnership, elsewhere.partnership, subjects.get('lead')],
  )
  await database.admin(
    `insert into gt.entry_link select (jsonb_populate_record(l, jsonb_build_object('partnership_id', $2::uuid))).* from gt.entry_link l where l.partnership_id = $1 and l.subject_id = $3`,
    [ids.partnership, elsewhere.partnership, subjects.get('lead')],
  )
}

/** Who looked, and what of it is unusual: in both partnerships, of every account; and at records from which nobody, somebody or everybody is kept out. */
const lookedAt = async (database: TestDatabase, subjects: ReadonlyMap<string, SubjectId>): Promise<void> => {
  for (const name of ['told of something else', 'lead, one excluded', 'lead, all excluded'])
    await database.admin(
      `insert into gt.unusual_look (partnership_id, subject_id, at, line_id, account_id, why, about) values ($1, $2, '2024-03-01', gen_random_uuid(), $3, 'night', $4)`,
      [ids.partnership, subjects.get(name), ids.account('police-officer'), name],
    )
  for (const partnership of [ids, elsewhere]) {
    const p = partnership.partnership
    await database.admin('insert into gt.looks_read (partnership_id) values ($1)', [p])
    await database.admin(`insert into gt.opens_of_day (partnership_id, on_day, opened) values ($1, '2024-03-01', 7)`, [p])
    for (const table of ['look', 'unusual_look'])
      await database.admin(
        `insert into gt.${table} (partnership_id, subject_id, at, line_id, account_id${table === 'look' ? '' : ', why, about'})
         select $1, gen_random_uuid(), '2024-03-01', gen_random_uuid(), a.account_id${table === 'look' ? '' : `, 'night', '2024-03-01'`}
         from gt.account a where a.partnership_id = $1`,
        [p],
      )
  }
}

/** What is beside the threads: documents of every state and group, drafts, settings, announcements, commands. */
const besideThreads = async (database: TestDatabase): Promise<void> => {
  await database.admin(
    `insert into gt.document (partnership_id, document_id, subject_id, entry_id, field_group, agency_id, audience, name, type, size, sha256, state)
     select p.partnership_id, gen_random_uuid(), p.subject_id, p.entry_id, p.field_group, p.agency_id, p.audience, 'invented.pdf', 'application/pdf', 1, '\\x00', 'clean'
     from gt.entry_part p join gt.entry e using (partnership_id, entry_id) where e.kind = 'world-note' and (cardinality(e.field_groups) > 1 and e.agency_id = any ($1)
       or e.agency_id <> (select a.agency_id from gt.account a where a.partnership_id = e.partnership_id and a.account_id = e.author_id))`,
    [[ids.agency['social-care'], ids.agency.police, elsewhere.agency['social-care']]],
  )
  for (const partnership of [ids, elsewhere]) {
    for (const role of partnership.roles) {
      await database.admin(
        `insert into gt.draft (partnership_id, draft_id, account_id, form, body) values ($1, gen_random_uuid(), $2, 'note', '{}')`,
        [partnership.partnership, partnership.account(role)],
      )
      await database.admin(
        `insert into gt.announcement (partnership_id, announcement_id, subject_id, rule, key, level, account_id, how, duty) values ($1, gen_random_uuid(), gen_random_uuid(), 'r', 'k', 'DUE', $2, 'page', 'lead')`,
        [partnership.partnership, partnership.account(role)],
      )
      for (const text of [
        `insert into gt.notice (partnership_id, notice_id, account_id, by_account, came, people, from_on, reason) values ($1, gen_random_uuid(), $2, $2, true, '{}', '2024-01-01', 'a reason')`,
        'insert into gt.own_choice (partnership_id, account_id) values ($1, $2)',
        `insert into gt.own_search (partnership_id, account_id, search_id, words) values ($1, $2, gen_random_uuid(), 'Amira Testcase')`,
        `insert into gt.known_question (partnership_id, account_id, question_id, asked) values ($1, $2, gen_random_uuid(), '{}')`,
        `insert into gt.discarded_draft (partnership_id, draft_id, account_id, form, body, version, saved_at) values ($1, gen_random_uuid(), $2, 'note', '{}', 1, '2024-01-01')`,
      ])
        await database.admin(text, [partnership.partnership, partnership.account(role)])
    }
    await database.admin(
      `insert into gt.setting_value (partnership_id, setting, from_on, value, account_id, why) values ($1, 'world-worry.none', '2024-01-01', '1', $2, 'a value')`,
      [partnership.partnership, partnership.account('social-worker')],
    )
  }
}
