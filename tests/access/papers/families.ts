import { book } from '../../../src/rooms/book.ts'
import { otherProfessional } from '../../../src/rooms/family/details/about.ts'
import { tell } from '../../../src/rooms/testing/tell.ts'
import { fieldGroups } from '../../../src/thread/entry.ts'
import { type EntryId, newId, type SubjectId } from '../../../src/thread/ids.ts'
import { identity, involvement, relationship, residence } from '../../../src/thread/own-kinds/index.ts'
import { ids, type TestDatabase } from '../../database.ts'

/** The same numbers in the same order for one seed. */
const dice = (seed: number) => {
  let state = seed * 2654435761 + 1
  return (most: number): number => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) >>> 0
    return state % most
  }
}

/** Kinds that say who is on the case and which places are protected: the families have real ones. */
const readBesideThreads = new Set(['other-professional', 'residence'])

const shields = ['protected', 'none', 'closed', 'kept-out', 'adoption'] as const

type Shield = (typeof shields)[number]

/** A word in one part of one entry, and all that decides who may have it. */
export type Canary = {
  readonly word: string
  readonly entry: EntryId
  readonly kind: string
  readonly group: string
  readonly audience: string
  readonly agency: string
  readonly hidden: boolean
}

export type Family = {
  readonly shield: Shield
  readonly child: SubjectId
  readonly sibling: SubjectId
  readonly mother: SubjectId
  readonly father: SubjectId
  readonly otherFather: SubjectId
  readonly canaries: readonly Canary[]
  readonly siblings: readonly EntryId[]
  /** Notes that say an address which is protected, each in another way. */
  readonly sayWhere: readonly EntryId[]
  /** A note that names the sibling and the sibling’s father. */
  readonly naming: EntryId
  /** How each account stands to the child. */
  readonly ties: ReadonlyMap<string, readonly string[]>
}

const agencies = ['social-care', 'school', 'police', 'health'] as const

const authorOf = {
  'social-care': 'social-worker',
  school: 'school-safeguarding-lead',
  police: 'police-officer',
  health: 'health-practitioner',
} as const

const kindOf = { 'social-care': 'childrens-social-care', school: 'education', police: 'police', health: 'health' } as const

/** Writes entries as the administrator: any field group under any kind, whether or not a form would ever ask for it. */
const written = async (
  database: TestDatabase,
  subject: SubjectId,
  entries: readonly {
    id: EntryId
    kind: string
    agency: (typeof agencies)[number]
    audience: string
    parts: { group: string; word: string; hidden: boolean }[]
  }[],
): Promise<void> => {
  const heads = entries.map(({ id, kind, agency, audience, parts }) => ({
    id,
    kind,
    audience,
    author: ids.account(authorOf[agency]),
    role: authorOf[agency],
    agency: ids.agency[agency],
    agency_kind: kindOf[agency],
    groups: parts.map(one => one.group),
    parts: parts.map(({ group, word, hidden }) => ({
      group,
      facts: hidden ? { protected: true } : {},
      narrative: { fact: `It was ${word} then.` },
    })),
  }))
  // What a kind asks of its author is held elsewhere: here each kind stands for the parts it has.
  for (const held of ['second_person_signs', 'somebody_else_reads']) await database.admin(`alter table gt.entry disable trigger ${held}`)
  await database.admin(
    `insert into gt.entry (partnership_id, entry_id, subject_id, act_id, kind, happened_on, happened_at, precision, known_at, author_id, author_role, agency_id, agency_kind, audience, field_groups)
     select $1, h.id, $2, gen_random_uuid(), h.kind, '2025-03-01', '2025-03-01', 'day', '2025-03-01', h.author, h.role, h.agency, h.agency_kind, h.audience, h.groups
     from jsonb_to_recordset($3) as h(id uuid, kind text, audience text, author uuid, role text, agency uuid, agency_kind text, groups text[])`,
    [ids.partnership, subject, JSON.stringify(heads)],
  )
  await database.admin(
    `insert into gt.entry_part (partnership_id, entry_id, field_group, subject_id, agency_id, audience, facts, narrative)
     select $1, h.id, q."group", $2, h.agency, h.audience, q.facts, q.narrative
     from jsonb_to_recordset($3) as h(id uuid, audience text, agency uuid, parts jsonb) cross join lateral jsonb_to_recordset(h.parts) as q("group" text, facts jsonb, narrative jsonb)`,
    [ids.partnership, subject, JSON.stringify(heads)],
  )
}

const address = '47 Quillfeather Terrace'

const postcode = 'ZZ8 7YX'

export const made = async (database: TestDatabase, seed: number): Promise<Family> => {
  const roll = dice(seed + 1)
  const shield = shields[seed % shields.length] ?? 'none'
  const [child, sibling, mother, father, otherFather, grandmother, home, away] = Array.from({ length: 8 }, () => newId<SubjectId>()) as [
    SubjectId,
    SubjectId,
    SubjectId,
    SubjectId,
    SubjectId,
    SubjectId,
    SubjectId,
    SubjectId,
  ]
  const who = (subject: SubjectId, given: string, born: string, is = 'adult') => ({
    subject,
    kind: identity,
    on: '2025-01-10',
    parts: { record: { facts: { is, given, family: 'Testcase', born } } },
  })
  const is = (subject: SubjectId, to: SubjectId, what: string, more: Record<string, unknown> = {}) => ({
    subject,
    kind: relationship,
    on: '2025-01-10',
    parts: { record: { facts: { to, as: what, ...more } } },
  })
  const lives = (subject: SubjectId, household: SubjectId, where: string, code: string, isProtected: boolean) => ({
    subject,
    kind: residence,
    on: '2025-01-10',
    parts: {
      record: { facts: { household } },
      whereabouts: { facts: { postcode: code, protected: isProtected }, narrative: { address: where } },
    },
  })
  const people = [child, sibling, mother, father, otherFather, grandmother]
  // Each agency stands to the child as it happens, or not at all.
  const ties = new Map<string, string[]>([
    ['social-worker', ['lead']],
    ['team-manager', ['manager']],
    ['conference-chair', ['chair']],
  ])
  const agencyTies: (readonly [string, string, 'agency' | 'core-group'])[] = []
  for (const [agency, role] of [
    ['school', 'school-safeguarding-lead'],
    ['police', 'police-officer'],
    ['health', 'health-practitioner'],
    ['early-help', 'early-help-practitioner'],
  ] as const) {
    const stands = ([null, 'agency', 'core-group', 'agency'] as const)[roll(4)] ?? null
    if (!stands) continue
    ties.set(role, [stands])
    agencyTies.push([
      stands === 'core-group' ? ids.account(role) : ids.agency[agency],
      stands === 'core-group' ? 'account' : 'agency',
      stands,
    ])
  }
  if (roll(2) === 0) for (const role of ['bridge-screener', 'bridge-social-worker', 'bridge-manager']) ties.set(role, ['screener'])
  const works = (subject: SubjectId, holder: string, form: string, what: string) => ({
    subject,
    kind: involvement,
    on: '2025-01-10',
    parts: { record: { facts: { holder, form, as: what } } },
  })
  await tell(
    database,
    'bridge-manager',
    [
      who(child, 'Wren', '2018-02-02', 'child'),
      who(sibling, 'Lark', '2016-05-05', 'child'),
      who(mother, 'Marta', '1990-03-03'),
      who(father, 'Bruno', '1989-03-03'),
      who(otherFather, 'Cyril', '1988-03-03'),
      who(grandmother, 'Hedda', '1960-03-03'),
      is(mother, child, 'mother', { parentalResponsibility: true, ...(shield === 'adoption' ? { responsibilityFrom: 'adoption' } : {}) }),
      is(mother, sibling, 'mother', { parentalResponsibility: true }),
      is(father, child, 'father', { parentalResponsibility: true }),
      is(otherFather, sibling, 'father', { parentalResponsibility: true }),
      is(grandmother, child, 'grandparent'),
      is(sibling, child, 'half-sibling'),
      lives(child, home, '3 Sample Close', 'ZZ1 1ZZ', false),
      lives(sibling, home, '3 Sample Close', 'ZZ1 1ZZ', false),
      // The other father, two steps away, is the one whose home nobody may hear of.
      lives(otherFather, away, address, postcode, shield === 'protected'),
      ...people.map(subject => works(subject, ids.account('social-worker'), 'account', 'lead')),
      ...people.map(subject => works(subject, ids.team.north, 'team', 'manager')),
      works(child, ids.account('conference-chair'), 'account', 'chair'),
      ...agencyTies.map(([holder, form, what]) => works(child, holder, form, what)),
      ...(ties.has('bridge-manager') ? [works(child, ids.team.bridge, 'team', 'screener')] : []),
    ],
    {
      known: '2025-01-10',
      begins: [
        ...people.map(subject => ({ subject, form: 'person' as const })),
        ...[home, away].map(subject => ({ subject, form: 'context' as const })),
      ],
    },
  )
  await tell(
    database,
    'team-manager',
    (['health', 'education', 'police', 'voluntary'] as const).map(agency => ({
      subject: child,
      kind: otherProfessional,
      on: '2025-01-12',
      parts: { record: { facts: { agency, organisation: `Invented ${agency}`, name: `Pat ${agency}` } } },
    })),
    { known: '2025-01-12' },
  )
  const canaries: Canary[] = []
  const entriesOf = (subject: SubjectId, all: readonly { kind: string; agency: (typeof agencies)[number]; audience: string }[]) =>
    all.map(one => {
      const id = newId<EntryId>()
      const parts = fieldGroups.map(group => ({
        group,
        word: `q${seed}x${canaries.length + 1}${subject === child ? 'c' : 's'}z${roll(1e9).toString(36)}`,
        hidden: group === 'whereabouts' && roll(2) === 0,
      }))
      for (const { group, word, hidden } of parts) canaries.push({ word, entry: id, group, hidden, ...one })
      return { id, ...one, parts }
    })
  const audiences = ['professionals', 'agency', 'family'] as const
  const own = entriesOf(child, [
    ...[...book.kinds.keys()]
      .filter(kind => !readBesideThreads.has(kind))
      .map(kind => ({ kind, agency: agencies[roll(4)] ?? 'social-care', audience: audiences[roll(3)] ?? 'agency' })),
    ...agencies.flatMap(agency => audiences.map(audience => ({ kind: 'note', agency, audience }))),
  ])
  await written(database, child, own)
  const siblings = entriesOf(sibling, [{ kind: 'note', agency: 'social-care', audience: 'family' }])
  await written(database, sibling, siblings)
  const said = [address, address.toUpperCase().replace(' ', '\n'), 'quillfeather   terrace', postcode.replace(' ', '').toLowerCase()]
  const sayWhere = said.map(words => ({
    id: newId<EntryId>(),
    kind: 'note',
    agency: 'social-care' as const,
    audience: 'professionals',
    parts: [{ group: 'record', word: `at ${words},`, hidden: false }],
  }))
  await written(database, child, sayWhere)
  const naming = newId<EntryId>()
  await written(database, child, [
    {
      id: naming,
      kind: 'note',
      agency: 'social-care',
      audience: 'professionals',
      parts: [{ group: 'record', word: 'lark’s and CYRIL’s', hidden: false }],
    },
  ])
  if (shield === 'closed') {
    await database.admin('insert into gt.closed_to_most (partnership_id, subject_id) values ($1, $2)', [ids.partnership, child])
    for (const role of [...ties.keys()].filter(role => role !== 'health-practitioner'))
      await database.admin('insert into gt.named_only (partnership_id, subject_id, account_id) values ($1, $2, $3)', [
        ids.partnership,
        child,
        ids.account(role),
      ])
    ties.delete('health-practitioner')
  }
  if (shield === 'kept-out') {
    await database.admin('insert into gt.excluded (partnership_id, subject_id, account_id) values ($1, $2, $3)', [
      ids.partnership,
      child,
      ids.account('school-safeguarding-lead'),
    ])
    ties.delete('school-safeguarding-lead')
  }
  return {
    shield,
    child,
    sibling,
    mother,
    father,
    otherFather,
    canaries,
    siblings: siblings.map(one => one.id),
    sayWhere: sayWhere.map(one => one.id),
    naming,
    ties,
  }
}
