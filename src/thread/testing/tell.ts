import { day, dayOf, type Moment, moment, startOfDay } from '../../guidance/index.ts'
import type { AgencyKind, Audience, Precision, SubjectForm, Told } from '../entry.ts'
import { type AccountId, type ActId, type AgencyId, type EntryId, idNamed, type SubjectId } from '../ids.ts'
import type { AnyKind } from '../kind.ts'
import { Thread } from '../thread.ts'

/** The id of a thing in a test, by a name that says what it is. */
export const entryId = (name: string): EntryId => idNamed<EntryId>('test', name)
export const subjectId = (name: string): SubjectId => idNamed<SubjectId>('test', name)
export const accountId = (name: string): AccountId => idNamed<AccountId>('test', name)
export const agencyId = (name: string): AgencyId => idNamed<AgencyId>('test', name)

/** One version of an entry for a test: what is not said is ordinary. `on` is a day or a moment with its offset; it became known when it happened unless `known` says otherwise. */
export const told = (
  id: string,
  kind: AnyKind,
  on: string,
  more: {
    of?: string
    facts?: Record<string, unknown>
    known?: string
    by?: string
    agency?: string
    agencyKind?: AgencyKind
    audience?: Audience
    answers?: string
    corrects?: string
    withdraws?: string
    act?: string
    precision?: Precision
  } = {},
): Told => {
  const at = read(on)
  const corrects = more.corrects ?? more.withdraws
  return {
    id: entryId(id),
    subject: subjectId(more.of ?? 'child'),
    act: idNamed<ActId>('test', more.act ?? id),
    kind: kind.name,
    on: dayOf(at),
    at,
    precision: more.precision ?? (on.length > 10 ? 'moment' : 'day'),
    known: more.known === undefined ? at : read(more.known),
    author: accountId(more.by ?? 'worker'),
    role: 'social-worker',
    agency: agencyId(more.agency ?? 'council'),
    agencyKind: more.agencyKind ?? 'childrens-social-care',
    audience: more.audience ?? 'professionals',
    answers: more.answers === undefined ? null : entryId(more.answers),
    corrects: corrects === undefined ? null : entryId(corrects),
    withdraws: more.withdraws !== undefined,
    facts: more.withdraws === undefined ? kind.record.facts.parse(more.facts ?? {}) : {},
  }
}

const read = (text: string): Moment => (text.length > 10 ? moment(text) : startOfDay(day(text)))

/** A thread of versions about one subject, in whatever order they are given. */
export const threadOf = (versions: readonly Told[], of = 'child', form: SubjectForm = 'person'): Thread =>
  new Thread(
    subjectId(of),
    form,
    versions.filter(version => version.subject === subjectId(of)),
  )
