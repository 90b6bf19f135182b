import type { Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import type { Part } from '../../../thread/entry.ts'
import { type ActId, type CommandId, type EntryId, newId, type SubjectId } from '../../../thread/ids.ts'
import type { AnyKind } from '../../../thread/kind.ts'
import { carryOut, type NewEntry, type Outcome } from '../../../thread/store/append.ts'
import { recordsOf } from '../../../thread/store/records.ts'
import { visit, visitAttempted } from '../../child-protection/index.ts'
import type { FamilyMember } from '../../family/index.ts'
import { isFaceToFace, note } from './note.ts'
import type { NoteForm, PartOfNote } from './note-form.ts'

type Recorded = { readonly entries: readonly { readonly subject: SubjectId; readonly entry: EntryId }[] }

const placeOf = { 'at-home': 'home', 'at-school': 'school', elsewhere: 'community' } as const

/** What of a note goes into one person's entry, by field group. */
const partsOf = (form: NoteForm, part: PartOfNote) => {
  const { reached, decision } = form
  const heard = part.heard.length > 0 && reached === 'yes'
  return {
    record: {
      facts: {
        contact: form.contact,
        reached: reached === 'yes',
        ...(part.seen && reached === 'yes' && isFaceToFace(form.contact) ? { seen: part.seen } : {}),
        ...(heard
          ? {
              voice: {
                heard: part.heard,
                ...(part.alone ? { alone: part.alone === 'yes' } : {}),
                ...(part.language ? { language: part.language } : {}),
              },
            }
          : {}),
        consulted: form.consulted,
        ...(decision && form.decisionBy
          ? { decision: { by: form.decisionBy, ...(form.decisionDue ? { dueOn: form.decisionDue } : {}) } }
          : {}),
      },
      narrative: {
        purpose: form.purpose,
        wished: form.wished,
        tried: reached === 'no' ? form.tried : undefined,
        alsoThere: form.alsoThere,
        fact: part.fact,
        view: part.view,
        childsWords: heard ? part.childsWords : undefined,
        dailyLife: part.dailyLife,
        voiceChanged: heard ? part.voiceChanged : undefined,
        notHeardWhy: heard ? undefined : part.notHeardWhy,
        workingWell: part.workingWell,
        worry: part.worry,
        decision,
        correctedWhy: form.correctedWhy,
      },
    },
    ...(part.health ? { health: { narrative: { health: part.health } } } : {}),
    ...(part.others ? { 'third-party': { narrative: { others: part.others } } } : {}),
    ...(part.intelligence ? { police: { narrative: { intelligence: part.intelligence } } } : {}),
    ...(part.adoption ? { adoption: { narrative: { adoption: part.adoption } } } : {}),
  }
}

/**
 * A note of the child's own social worker at which the child was seen is a visit, and one at whose door nobody opened an attempted visit: what the visit
 * clocks count is written with the same act, so that nobody writes it twice; the words stand in the note alone. Nothing where it was neither, or the author
 * may not record visits.
 */
const visitIn = (form: NoteForm, part: PartOfNote, who: FamilyMember): { kind: AnyKind; parts: NewEntry['parts'] } | null => {
  if (who.isA === 'adult' || !isFaceToFace(form.contact)) return null
  const by = who.relations.includes('lead') ? 'lead' : 'other'
  if (form.reached === 'no')
    return form.contact === 'at-home' && form.access && who.may(visitAttempted)
      ? { kind: visitAttempted, parts: { record: { facts: { by, place: 'home', access: form.access } } } }
      : null
  const place = placeOf[form.contact as keyof typeof placeOf]
  return part.seen && who.may(visit) ? { kind: visit, parts: { record: { facts: { by, place, seen: part.seen } } } } : null
}

/**
 * Records a note about one or several people of a family: one act, one entry for each of them with their own part (our own reading 47). Whoever was ticked as
 * there is linked and nothing more. Where the child's own social worker saw the child, the visit is recorded with it. Gives the entry of each.
 */
export const recordNote = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; about: readonly FamilyMember[]; form: NoteForm },
): Promise<Outcome<Recorded>> => {
  const { form } = command
  const act = newId<ActId>()
  const told = command.about.flatMap(who => {
    const part = form.parts.get(who.subject)
    return part ? [{ who, part, visited: visitIn(form, part, who) }] : []
  })
  return carryOut(tx, book, {
    id: command.id,
    asked: { form: { ...form, parts: [...form.parts] } },
    writes: told.map(one => one.who.subject),
    kinds: [note, visit, visitAttempted],
    decide: () => {
      const shared = { act, happened: form.happened, audience: form.audience } as const
      const notes = told.map(({ who, part }) => ({
        ...shared,
        id: newId<EntryId>(),
        subject: who.subject,
        kind: note,
        parts: partsOf(form, part),
        links: form.present.filter(one => one !== who.subject).map(subject => ({ subject, as: 'present' as const })),
      }))
      const visits = told.flatMap(({ who, visited }) => (visited ? [{ ...shared, subject: who.subject, ...visited }] : []))
      return { entries: [...notes, ...visits], answer: { entries: notes.map(one => ({ subject: one.subject, entry: one.id })) } }
    },
  })
}

/** A note of the asker's own, as it stands: what a correction begins from. */
export type OwnNote = {
  readonly root: EntryId
  readonly act: ActId
  readonly on: string
  readonly at: Moment
  readonly precision: 'moment' | 'day' | 'month' | 'year'
  readonly audience: 'professionals' | 'agency' | 'family'
  readonly parts: readonly ({ readonly group: string } & Part)[]
  readonly present: readonly SubjectId[]
  readonly visits: readonly { readonly root: EntryId; readonly kind: string }[]
}

const own = statement<OwnNote & { id: EntryId }>(
  'own-note',
  row => ({ entries: [row.root, row.id] }),
  `select e.entry_id as root, l.entry_id as id, e.act_id as act, l.happened_on as on, l.happened_at as at, l.precision, e.audience,
     (select json_agg(json_build_object('group', q.field_group, 'facts', q.facts, 'narrative', q.narrative))
        from gt.entry_part q where q.partnership_id = $1 and q.entry_id = l.entry_id) as parts,
     coalesce((select json_agg(k.subject_id) from (select x.subject_id from gt.entry_link x
        where x.partnership_id = $1 and x.entry_id = l.entry_id and x.as_what = 'present' order by x.entry_id, x.subject_id limit 100) k), '[]') as present,
     coalesce((select json_agg(json_build_object('root', v.entry_id, 'kind', v.kind)) from gt.entry v
        where v.partnership_id = $1 and v.subject_id = e.subject_id and v.kind in ('visit', 'visit-attempted') and v.act_id = e.act_id and v.corrects is null
          and not exists (select from gt.entry w where w.partnership_id = $1 and w.corrects = v.entry_id and w.withdraws)), '[]') as visits
   from gt.entry e
   cross join lateral (select x.* from (
       select e.entry_id, e.happened_on, e.happened_at, e.precision, e.known_at, e.withdraws
       union all select c.entry_id, c.happened_on, c.happened_at, c.precision, c.known_at, c.withdraws from gt.entry c
         where c.partnership_id = $1 and c.corrects = e.entry_id) x order by x.known_at desc, x.entry_id desc limit 1) l
   where e.partnership_id = $1 and e.entry_id = $3 and e.subject_id in (select r.id from ${recordsOf('$2')} as r(id)) and e.kind = 'note' and e.corrects is null and e.author_id = $4 and not l.withdraws`,
)

/** The asker's own note about a person, as it now stands; nothing where there is none, it was withdrawn, or somebody else wrote it. */
export const readOwnNote = async (tx: Tx, person: SubjectId, entry: EntryId): Promise<OwnNote | null> =>
  (await tx.run(own, [tx.actor.partnership, person, entry, tx.actor.account]))[0] ?? null

/**
 * Corrects a note of the asker's own: a new version beside the old one, which stays to be read. The visit that was recorded with it is corrected, withdrawn
 * or added as the corrected note says.
 */
export const correctNote = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; who: FamilyMember; before: OwnNote; form: NoteForm },
): Promise<Outcome<Recorded>> => {
  const { who, before, form } = command
  const part = form.parts.get(who.subject)
  if (!part) throw new Error('a correction is about the person the note was about')
  const visited = visitIn(form, part, who)
  return carryOut(tx, book, {
    id: command.id,
    asked: { corrects: before.root, form: { ...form, parts: [...form.parts] } },
    writes: [who.subject],
    kinds: [note, visit, visitAttempted],
    decide: () => {
      // Who may read it stays as it was: others have read it, or were never to.
      const shared = { subject: who.subject, act: before.act, happened: form.happened, audience: before.audience } as const
      const same = before.visits.find(one => one.kind === visited?.kind.name)
      const entries: NewEntry[] = [
        {
          ...shared,
          kind: note,
          corrects: before.root,
          parts: partsOf(form, part),
          links: form.present.filter(one => one !== who.subject).map(subject => ({ subject, as: 'present' as const })),
        },
        ...(visited ? [{ ...shared, ...visited, ...(same ? { corrects: same.root } : {}) }] : []),
        ...before.visits
          .filter(one => one !== same)
          .map(one => ({
            ...shared,
            kind: one.kind === visit.name ? visit : visitAttempted,
            corrects: one.root,
            withdraws: true as const,
            parts: {},
          })),
      ]
      return { entries, answer: { entries: [{ subject: who.subject, entry: before.root }] } }
    },
  })
}
