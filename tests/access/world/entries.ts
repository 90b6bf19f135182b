import { day } from '../../../src/guidance/index.ts'
import type { Asker, Database } from '../../../src/kernel/db/with-actor.ts'
import { type FieldGroup, fieldGroups } from '../../../src/thread/entry.ts'
import { type ActId, type CommandId, newId, type SubjectId } from '../../../src/thread/ids.ts'
import type { AnyKind } from '../../../src/thread/kind.ts'
import { identity, involvement, involvementEnd, relationship, residence } from '../../../src/thread/own-kinds/index.ts'
import { carryOut, type NewEntry } from '../../../src/thread/store/append.ts'
import { type Ids, ids, testPurpose } from '../../database.ts'
import { note, worldBook } from './book.ts'
import type { Situation } from './situations.ts'

/** One account of each agency writes: all that differs between authors is their agency. */
export const authors = [
  'social-worker',
  'school-safeguarding-lead',
  'health-practitioner',
  'police-officer',
  'early-help-practitioner',
  'emergency-duty-worker',
] as const

const by = (role: string, of: Ids): Asker => ({ by: 'account', partnership: of.partnership, account: of.account(role) })

export const append = async (
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

export const happened = { on: day('2024-03-01'), precision: 'day' } as const

/** A word that stands in one part of one entry and nowhere else. */
export const canary = (): string => `canary-${newId()}`

export const noteBy = (subject: SubjectId, groups: readonly FieldGroup[], audience: NewEntry['audience'], worry = false): NewEntry => ({
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
export const about = (subject: SubjectId): NewEntry[] => [
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
export const ties = (one: Situation, subject: SubjectId): NewEntry[] => {
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
export const notes = (author: (typeof authors)[number], subject: SubjectId): NewEntry[] => {
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
