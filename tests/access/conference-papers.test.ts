import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Day, day, plusHours } from '../../src/guidance/index.ts'
import { readPaper } from '../../src/kernel/documents/testing/read-paper.ts'
import { book } from '../../src/rooms/book.ts'
import { type ConferenceReader, composed, openPapers, type PaperSort, readyFor } from '../../src/rooms/child-protection/papers/prepare.ts'
import { callMeeting } from '../../src/rooms/commands.ts'
import { keepOutgoing, type Made } from '../../src/rooms/sharing/disclosure/disclosure.queries.ts'
import { keyOf } from '../../src/rooms/sharing/disclosure/readers.ts'
import { printEach } from '../../src/rooms/sharing/disclosure/send.ts'
import { tell } from '../../src/rooms/testing/tell.ts'
import { tellingsOn } from '../../src/rooms/testing/tellings.ts'
import { fieldGroups } from '../../src/thread/entry.ts'
import { type CommandId, type EntryId, newId, type SubjectId } from '../../src/thread/ids.ts'
import { relationship } from '../../src/thread/own-kinds/index.ts'
import { as as by, ids, testPurpose } from '../database.ts'
import { bounded, report } from '../prove/figures.ts'
import { everybodySignedIn } from './everybody.ts'
import { allowedBy, matrixText } from './oracle.ts'

/**
 * T10, the papers of a conference: a word of its own in every part of everything that stands about a conference, about another one, and about another child of the same one. What
 * stands on each reader's paper is nothing that the matrix keeps from the reader or from whoever sends it.
 */
const conferences = bounded(1, 12)
/** Whoever chairs sends them in the sample, and the social worker too in full. */
const senders = ['conference-chair', 'social-worker'].slice(0, bounded(1, 2))
const may = allowedBy(matrixText())
const ordinary = ['record', 'whereabouts', 'health', 'third-party']

const { database, as } = everybodySignedIn()

const agencies = {
  'social-care': ['social-worker', 'childrens-social-care'],
  school: ['school-safeguarding-lead', 'education'],
  police: ['police-officer', 'police'],
  health: ['health-practitioner', 'health'],
} as const
type Agency = keyof typeof agencies

/** A word in one part of one entry: of which entry it is, and whether it is of this conference and of this child. */
type Canary = {
  readonly word: string
  readonly kind: string
  readonly group: string
  readonly agency: Agency
  readonly audience: string
  readonly here: boolean
}

/** What each kind writes where, so that a paper says it: the fields of its record. */
const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  conference: ['reasons', 'workingWell', 'worried', 'outlinePlan', 'contingency', 'childsView', 'dissent', 'proceededWhy'],
  'danger-statement': ['who', 'about', 'fear', 'disputed'],
  'safety-goal': ['parents', 'child', 'seen'],
  'safety-scaled': ['name', 'notLower', 'raise'],
  'meeting-dissent': ['name', 'why'],
  'meeting-report': ['workingWell', 'worried', 'needsToHappen', 'livedExperience', 'household', 'culture', 'chronology'],
}
const apart: Readonly<Record<string, string>> = { health: 'health', police: 'police', 'third-party': 'others', legal: 'advice' }

type Told = {
  readonly subject: SubjectId
  readonly kind: string
  readonly facts: Record<string, unknown>
  readonly agency?: Agency
  readonly audience?: string
  readonly answers?: EntryId
  readonly id?: EntryId
  readonly here: boolean
}

let made = 0
/** Writes entries as the administrator, each with every field group, whether or not a form would ever ask for it. */
const written = async (all: readonly Told[]): Promise<Canary[]> => {
  const canaries: Canary[] = []
  for (const { subject, kind, facts, agency = 'social-care', audience = 'professionals', answers, id = newId<EntryId>(), here } of all) {
    const [role, agencyKind] = agencies[agency]
    const parts = fieldGroups.map(group => {
      const names = group === 'record' ? (fieldsOf[kind] ?? []) : [apart[group] ?? 'fact']
      return {
        group,
        facts: group === 'record' ? facts : {},
        narrative: Object.fromEntries(
          names.map(name => {
            made += 1
            const word = `q${made}x${name.toLowerCase()}z`
            canaries.push({ word, kind, group, agency, audience, here })
            return [name, word]
          }),
        ),
      }
    })
    await database().admin(
      `insert into gt.entry (partnership_id, entry_id, subject_id, act_id, kind, happened_on, happened_at, precision, known_at, author_id, author_role, agency_id, agency_kind, audience, field_groups, answers)
       values ($1, $2, $3, gen_random_uuid(), $4, '2025-03-01', '2025-03-01', 'day', '2025-03-01', $5, $6, $7, $8, $9, $10, $11)`,
      [ids.partnership, id, subject, kind, ids.account(role), role, ids.agency[agency], agencyKind, audience, fieldGroups, answers ?? null],
    )
    await database().admin(
      `insert into gt.entry_part (partnership_id, entry_id, field_group, subject_id, agency_id, audience, facts, narrative)
       select $1, $2, q."group", $3, $4, $5, q.facts, q.narrative from jsonb_to_recordset($6) as q("group" text, facts jsonb, narrative jsonb)`,
      [ids.partnership, id, subject, ids.agency[agency], audience, JSON.stringify(parts)],
    )
  }
  return canaries
}

type Held = {
  readonly matter: SubjectId
  readonly other: SubjectId
  readonly child: SubjectId
  readonly father: SubjectId
  readonly canaries: readonly Canary[]
  /** As what each role stands to the child and to the conference. */
  readonly ties: ReadonlyMap<string, readonly string[]>
  readonly invited: ReadonlySet<string>
}

/** A conference about two half-siblings: who works with the child and who is invited varies. */
const heldAs = async (seed: number): Promise<Held> => {
  const [child, sibling, mother, father] = [newId<SubjectId>(), newId<SubjectId>(), newId<SubjectId>(), newId<SubjectId>()]
  const on = '2025-01-10'
  const { who, works } = tellingsOn(on)
  const is = (subject: SubjectId, to: SubjectId, what: string) => ({
    subject,
    kind: relationship,
    on,
    parts: { record: { facts: { to, as: what, parentalResponsibility: true } } },
  })
  const people = [child, sibling, mother, father]
  const ties = new Map<string, string[]>([
    ['social-worker', ['lead']],
    ['conference-chair', ['chair']],
  ])
  // In each another of the agencies works with the child, and another is only invited.
  const partners = ['school-safeguarding-lead', 'police-officer', 'health-practitioner', 'early-help-practitioner']
  const [works1 = '', invited1 = '', neither = '', both = ''] = partners.map((_, at) => partners[(at + seed) % partners.length] ?? '')
  for (const role of [works1, both]) ties.set(role, ['core-group'])
  await tell(
    database(),
    'bridge-manager',
    [
      who(child, 'Wren', '2018-02-02', 'child'),
      who(sibling, 'Lark', '2016-05-05', 'child'),
      who(mother, 'Marta', '1990-03-03', 'adult'),
      who(father, 'Cyril', '1988-03-03', 'adult'),
      is(mother, child, 'mother'),
      is(mother, sibling, 'mother'),
      is(father, sibling, 'father'),
      ...people.map(subject => works(subject, ids.account('social-worker'), 'account', 'lead')),
      ...[child, sibling].map(subject => works(subject, ids.account('conference-chair'), 'account', 'chair')),
      ...[works1, both].map(role => works(child, ids.account(role), 'account', 'core-group')),
    ],
    { known: on, begins: people.map(subject => ({ subject, form: 'person' as const })) },
  )
  const call = async (): Promise<SubjectId> => {
    const outcome = await database().worker.withActor(by('social-worker'), testPurpose, tx =>
      callMeeting(tx, book, {
        id: newId<CommandId>(),
        type: 'initial-conference',
        at: plusHours(tx.actor.at, 48),
        way: 'in-person',
        chair: ids.account('conference-chair'),
        minutes: ids.account('conference-administrator'),
        invitees: [
          { as: 'professional', name: 'Social worker', account: ids.account('social-worker'), agencyKind: 'childrens-social-care' },
          ...[invited1, both].map(role => ({ as: 'professional' as const, name: role, account: ids.account(role) })),
          { as: 'professional', name: 'Housing', account: ids.account('housing-officer'), agencyKind: 'housing' },
          { as: 'has-responsibility', name: 'Marta Testcase', person: mother },
          { as: 'has-responsibility', name: 'Cyril Testcase', person: father },
        ],
        children: [
          { child, name: 'Wren Testcase' },
          { child: sibling, name: 'Lark Testcase' },
        ],
        now: tx.actor.at,
      }),
    )
    if (outcome.done !== 'now') throw new Error('the conference was not called')
    return outcome.answer.matter
  }
  const [matter, other] = [await call(), await call()]
  const decided = (subject: SubjectId, meeting: SubjectId, here: boolean): Told[] => {
    const danger = newId<EntryId>()
    return [
      { subject, kind: 'conference', facts: { type: 'initial', plan: true, category: 'neglect', dissent: true, meeting }, here },
      { subject, kind: 'danger-statement', facts: { meeting }, id: danger, here },
      { subject, kind: 'safety-goal', facts: {}, answers: danger, here },
      { subject, kind: 'safety-scaled', facts: { who: 'professional', scale: 3, when: 'conference', meeting }, answers: danger, here },
    ]
  }
  // The last conference is the one that counts: what another decided is told first.
  await database().admin('alter table gt.entry disable trigger second_person_signs')
  const canaries = await written([
    ...decided(child, other, false),
    ...decided(sibling, matter, false),
    ...decided(child, matter, true),
    ...(Object.keys(agencies) as Agency[]).flatMap((agency): Told[] => {
      const agencyKind = agencies[agency][1]
      const brings = (facts: object, here: boolean, audience = 'professionals', subject = matter): Told => ({
        subject,
        kind: 'meeting-report',
        facts: { agencyKind, ...facts },
        agency,
        audience,
        here,
      })
      return [
        brings({ child }, true),
        brings({}, true),
        brings({ child: sibling }, false),
        brings({ child }, false, 'professionals', other),
        { subject: matter, kind: 'meeting-dissent', facts: { agencyKind, from: 'decision', child }, agency, here: true },
        { subject: matter, kind: 'meeting-dissent', facts: { agencyKind, from: 'plan', child: sibling }, agency, here: false },
      ]
    }),
  ])
  assert.ok(neither)
  return {
    matter,
    other,
    child,
    father,
    canaries,
    ties,
    invited: new Set(['social-worker', invited1, both, 'housing-officer']),
  }
}

/** As what a role stands to the conference. */
const atMeeting = (held: Held, role: string): readonly string[] => [
  ...(held.invited.has(role) ? ['invited'] : []),
  ...(role === 'conference-chair' ? ['meeting-chair'] : []),
  ...(role === 'conference-administrator' ? ['minutes'] : []),
]
const roleOf = (reader: ConferenceReader): string => ids.roles.find(one => ids.account(one) === reader.id) ?? ''
/** Fields that a parent is not told by letter: what the child said in trust, and who did not agree by name. */
const keptFromParents = /x(childsview|dissent|name|proceededwhy)z$/

/** May this reader have this word on paper? Worked out from the matrix by code that shares nothing with the code that writes papers. */
const readerMay = (held: Held, sort: PaperSort, sender: string, reader: ConferenceReader, { kind, group, here, word }: Canary): boolean => {
  if (!here) return false
  const role = reader.sort === 'account' ? roleOf(reader) : ''
  const reads = (who: string) => atMeeting(held, who).some(tie => may(who, tie, group))
  if (sort === 'report') {
    if (kind !== 'meeting-report' || !ordinary.includes(group) || !reads(sender)) return false
    return reader.sort === 'account' ? reads(role) : group === 'record'
  }
  if (group !== 'record' || kind === 'meeting-report') return false
  if (reader.sort === 'person') return kind !== 'meeting-dissent' && (reader.self || !keptFromParents.test(word))
  const told =
    (held.ties.get(role) ?? []).some(tie => may(role, tie, 'record')) || atMeeting(held, role).some(tie => may(role, tie, 'decisions'))
  return told && (kind !== 'meeting-dissent' || reads(role))
}

const wordsIn = (text: string): ReadonlySet<string> => new Set(text.match(/q\d+x[a-z]+z/g))
const today: Day = day('2025-04-01')

/** What a sender prepares for one reader, printed. */
const printed = async (held: Held, sender: string, sort: PaperSort, reader: ConferenceReader): Promise<Made | null> => {
  const prepared = await as(sender, tx => openPapers(tx, held.matter, held.child, today))
  const made = readyFor(prepared, sort, [keyOf(reader)])
  if ('nothingFor' in made) return null
  const papers = await printEach({ id: newId(), person: held.child }, made.ready)
  assert.ok('made' in papers, 'refused' in papers ? papers.refused : '')
  return papers.made[0] ?? null
}

describe('the papers of a conference', () => {
  it('hold for each reader nothing that the matrix keeps from them, of no other conference and of no other child', async () => {
    const wrong: string[] = []
    let [papers, words] = [0, 0]
    for (let seed = 0; seed < conferences; seed += 1) {
      const held = await heldAs(seed)
      for (const sender of senders) {
        const { readers } = await as(sender, tx => openPapers(tx, held.matter, held.child, today))
        const roles = readers.filter(one => one.sort === 'account').map(roleOf)
        for (const role of ids.roles.filter(one => one !== sender)) {
          const expected =
            (held.ties.get(role) ?? []).some(tie => may(role, tie, 'record')) ||
            (held.invited.has(role) && ['decisions', ...ordinary].some(name => may(role, 'invited', name)))
          if (roles.includes(role) !== expected) wrong.push(`${role} ${expected ? 'is not' : 'is'} among the readers`)
        }
        if (readers.some(one => one.id === held.father)) wrong.push('the father of the other child is among the readers')
        for (const reader of readers)
          for (const sort of ['decisions', 'report'] as const) {
            const allowed = held.canaries.filter(one => readerMay(held, sort, sender, reader, one)).map(one => one.word)
            const one = await printed(held, sender, sort, reader)
            if (!one) {
              if (allowed.length > 0) wrong.push(`${reader.name} (${reader.as}) gets no ${sort}`)
              continue
            }
            papers += 1
            const { text, beside } = readPaper(one.pdf)
            const there = [...wordsIn(text)]
            words += there.length
            const foreign = [...there, ...wordsIn(beside)].filter(word => !allowed.includes(word))
            if (foreign.length > 0) wrong.push(`${sort} for ${reader.name} (${reader.as}) by ${sender}: ${foreign.slice(0, 4).join()}`)
            // Of the reports all that may be read is there; of the letter at least why, and what safety looks like.
            const asked = allowed.filter(word =>
              sort === 'report' ? !word.includes('xfactz') : /x(child|parents)z$/.test(word) && (!reader.self || /xchildz$/.test(word)),
            )
            const missing = asked.filter(
              word => !there.includes(word) && held.canaries.find(canary => canary.word === word)?.kind !== 'meeting-dissent',
            )
            if (missing.length > 0 && reader.rendering !== 'child')
              wrong.push(`${sort} for ${reader.name} (${reader.as}) by ${sender} lacks ${missing.slice(0, 4).join()}`)
            const done = await as(sender, tx => keepOutgoing(tx, one))
            if (done !== 'done') wrong.push(`${sort} for ${reader.name} (${reader.as}) by ${sender}: ${done}`)
          }
      }
    }
    assert.deepEqual(wrong.slice(0, 20), [], `${wrong.length} wrong`)
    assert.ok(words > papers, 'the papers hold next to nothing')
    report({
      test: 'T10 papers of a conference',
      tried: `${papers} papers with ${words} words of ${conferences} conferences`,
      wrong: wrong.length,
      control: 'a paper that claims another conference, another child or another part: refused by the database',
    })
  })

  it('planted faults: the database keeps none that holds what is another conference’s, another child’s or another part’s, and none for whoever is not asked', async () => {
    const held = await heldAs(1_000)
    const prepared = await as('conference-chair', tx => openPapers(tx, held.matter, held.child, today))
    const nurse = prepared.readers.find(one => one.sort === 'account' && one.decided && !held.ties.has(roleOf(one)))
    assert.ok(nurse, 'nobody is only invited')
    const one = await printed(held, 'conference-chair', 'decisions', nurse)
    assert.ok(one)
    const keeps = (changed: Partial<Made>) => as('conference-chair', tx => keepOutgoing(tx, { ...one, id: newId(), ...changed }))
    assert.equal(await keeps({}), 'done')
    const entryOf = async (kind: string, meeting: SubjectId, subject: SubjectId) =>
      (
        await database().admin<{ id: EntryId }>(
          `select e.entry_id as id from gt.entry e join gt.entry_part p using (partnership_id, entry_id) where e.subject_id = $1 and e.kind = $2 and p.field_group = 'record' and p.facts ->> 'meeting' = $3`,
          [subject, kind, meeting],
        )
      )[0]?.id as EntryId
    const [theirs] = await database().admin<{ id: EntryId; sibling: EntryId; elsewhere: EntryId }>(
      `select (select e.entry_id from gt.entry e join gt.entry_part p using (partnership_id, entry_id) where e.subject_id = $1 and e.kind = 'meeting-report' and p.field_group = 'record' and p.facts ->> 'child' <> $2 limit 1) as sibling,
         (select e.entry_id from gt.entry e where e.subject_id = $3 and e.kind = 'meeting-report' limit 1) as elsewhere,
         (select e.entry_id from gt.entry e where e.subject_id = $1 and e.kind = 'meeting-report' limit 1) as id`,
      [held.matter, held.child, held.other],
    )
    assert.ok(theirs)
    const decision = await entryOf('conference', held.matter, held.child)
    for (const [what, holds] of [
      ['what another conference decided', [{ entry: await entryOf('conference', held.other, held.child), group: 'record' }]],
      ['legal advice', [{ entry: decision, group: 'legal' }]],
      ['what the police alone know', [{ entry: theirs.id, group: 'police' }]],
      ['a report about the other child', [{ entry: theirs.sibling, group: 'record' }]],
      ['a report for another conference', [{ entry: theirs.elsewhere, group: 'record' }]],
    ] as const)
      assert.equal(await keeps({ holds: [...holds] }), 'not-theirs', what)
    assert.equal(await keeps({ meeting: held.other }), 'not-theirs', 'under another conference')
    assert.equal(await keeps({ meeting: undefined }), 'not-on-case', 'whoever is only invited has nothing but by the conference')
    assert.equal(await keeps({ to: { sort: 'person', id: held.father } }), 'not-on-case')
    const mother = prepared.readers.find(reader => reader.rendering === 'family')
    assert.ok(mother && composed(prepared, 'decisions', mother))
  })
})
