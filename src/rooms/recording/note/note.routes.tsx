import { z } from 'zod'
import type { FieldErrors, Typed } from '../../../design-system/index.ts'
import { type Day, type Moment, printTimeOfDay, Temporal } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Draft } from '../../../kernel/http/drafts.ts'
import type { Parsed } from '../../../kernel/http/form.ts'
import { go, json, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { type CommandId, type EntryId, isId, type SubjectId } from '../../../thread/ids.ts'
import { type FamilyMember, readFamily } from '../../family/index.ts'
import { draftOf, keepNote, NoteConflict, noteDrafts, resolved } from './kept.tsx'
import { NotePage } from './note.page.tsx'
import { type NarrowGroup, narrowGroups, note } from './note.ts'
import { type About, consultedFields, fieldOf, type NoteForm, type PartField, readNote } from './note-form.ts'
import { correctNote, type OwnNote, readOwnNote, recordNote } from './record-note.ts'

const id = z.string().refine(isId)
const atPerson = z.object({ person: id.transform(text => text as SubjectId) })
const atEntry = z.object({ person: id.transform(text => text as SubjectId), entry: id.transform(text => text as EntryId) })
const anything = z.record(z.string(), z.unknown())

type AnyAsk = Pick<Ask, 'typed' | 'csrf' | 'newCommandId' | 'page' | 'commandId' | 'tx' | 'actor' | 'now' | 'today'>

/** Who a note may be about, and who may be ticked in it. */
type Opened = { readonly person: FamilyMember; readonly siblings: readonly FamilyMember[]; readonly others: readonly FamilyMember[] }

/** The person of the page, whom the asker may write about; otherwise there is nothing to be found. */
const open = async (tx: Tx, person: SubjectId): Promise<Opened> => {
  const found = await readFamily(tx, person, 'family')
  if (!found?.person.may(note)) throw new NotFound()
  return { ...found, siblings: found.others.filter(one => one.isA !== 'adult' && one.may(note)) }
}

const listed = (typed: Typed, name: string): readonly string[] => {
  const value = typed[name]
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

/** Everybody a note is about: the person of the page and the children ticked. */
const aboutOf = (opened: Opened, typed: Typed): readonly FamilyMember[] => [
  opened.person,
  ...opened.siblings.filter(one => listed(typed, 'about').includes(one.subject)),
]

const dateIn = (name: string, on: Day): Typed => ({
  [`${name}-day`]: String(Number(on.slice(8))),
  [`${name}-month`]: String(Number(on.slice(5, 7))),
  [`${name}-year`]: on.slice(0, 4),
})

const groupsOf = (ask: AnyAsk): ReadonlySet<NarrowGroup> => new Set(narrowGroups.filter(group => ask.actor().grants.has(`author/${group}`)))

const addressOf = (person: SubjectId): string => `/people/${person}`

const read = (ask: AnyAsk, typed: Typed, opened: Opened, about: readonly FamilyMember[], correcting: boolean): Parsed<NoteForm> =>
  readNote(
    typed,
    about.map((one): About => ({ subject: one.subject, isChild: one.isA !== 'adult', called: one.called })),
    { today: ask.today, now: ask.now, there: opened.others.map(one => one.subject), correcting },
  )

/** Shows the page of a note as it was typed, with what has to be put right. */
const showNote = (ask: AnyAsk, opened: Opened, typed: Typed, draft: Draft<Typed> | undefined, errors: FieldErrors = []): Reply =>
  show(
    ask.page({
      title: 'Record a note',
      errors,
      way: { kind: 'back', href: addressOf(opened.person.subject) },
      islands: ['autosave.js'],
      children: (
        <NotePage
          person={opened.person}
          siblings={opened.siblings}
          family={opened.others}
          about={aboutOf(opened, typed)}
          form={{ typed, errors }}
          csrf={ask.csrf}
          commandId={ask.newCommandId()}
          groups={groupsOf(ask)}
          action={`${addressOf(opened.person.subject)}/record`}
          draft={{ version: draft?.version ?? 0, savedAt: draft && printTimeOfDay(draft.savedAt) }}
          correcting={false}
        />
      ),
    }),
    { status: errors.length > 0 ? 422 : 200, json: { typed, errors } },
  )

/** What a note says, as it would have been typed: where a correction begins. */
const typedFrom = ({ parts, present, on, at, precision }: OwnNote, person: SubjectId): Typed => {
  type NoteFacts = {
    contact?: string
    reached?: boolean
    seen?: string
    voice?: { heard: string[]; alone?: boolean; language?: string }
    consulted?: { name: string; contact: string }[]
    decision?: { by: string; dueOn?: Day }
  }
  const facts = (parts.find(part => part.group === 'record')?.facts ?? {}) as NoteFacts
  const said: Record<string, string> = Object.assign({}, ...parts.map(part => part.narrative))
  const own = (field: PartField, value: string | readonly string[] | undefined): Typed =>
    value === undefined ? {} : { [fieldOf(field, person)]: value }
  const shared = ['purpose', 'wished', 'tried', 'alsoThere', 'decision'] as const
  const narrated = [
    'fact',
    'view',
    'childsWords',
    'dailyLife',
    'voiceChanged',
    'notHeardWhy',
    'workingWell',
    'worry',
    'health',
    'others',
    'intelligence',
    'adoption',
  ] as const
  return {
    ...Object.fromEntries(shared.map(name => [name, said[name]])),
    ...Object.assign({}, ...narrated.map(name => own(name, said[name]))),
    contact: facts.contact,
    reached: facts.reached === false ? 'no' : 'yes',
    ...dateIn('on', on as Day),
    ...(precision === 'moment' ? { time: clockOf(at) } : {}),
    present,
    ...own('seen', facts.seen),
    ...own('heard', facts.voice?.heard),
    ...own('alone', facts.voice?.alone === undefined ? undefined : facts.voice.alone ? 'yes' : 'no'),
    ...own('language', facts.voice?.language),
    decisionBy: facts.decision?.by,
    ...(facts.decision?.dueOn ? dateIn('decisionDue', facts.decision.dueOn) : {}),
    ...Object.assign(
      {},
      ...(facts.consulted ?? []).map((one, place) => ({
        [consultedFields(place).name]: one.name,
        [consultedFields(place).contact]: one.contact,
      })),
    ),
  }
}

const clockOf = (at: Moment): string => {
  const { hour, minute } = Temporal.Instant.from(at).toZonedDateTimeISO('Europe/London')
  return `${hour}:${String(minute).padStart(2, '0')}`
}

const showCorrection = (ask: AnyAsk, opened: Opened, before: OwnNote, typed: Typed, errors: FieldErrors = []): Reply =>
  show(
    ask.page({
      title: 'Correct a note',
      errors,
      way: { kind: 'back', href: addressOf(opened.person.subject) },
      children: (
        <NotePage
          person={opened.person}
          siblings={[]}
          family={opened.others}
          about={[opened.person]}
          form={{ typed, errors }}
          csrf={ask.csrf}
          commandId={ask.newCommandId()}
          groups={groupsOf(ask)}
          action={`${addressOf(opened.person.subject)}/entries/${before.root}/correct`}
          draft={null}
          correcting
        />
      ),
    }),
    { status: errors.length > 0 ? 422 : 200, json: { typed, errors } },
  )

/** The note of the asker's own that is to be corrected, or nothing to be found. */
const openOwn = async (tx: Tx, person: SubjectId, entry: EntryId): Promise<{ opened: Opened; before: OwnNote }> => {
  const opened = await open(tx, person)
  const before = await readOwnNote(tx, person, entry)
  if (!before) throw new NotFound()
  return { opened, before }
}

/** Recording a note, and correcting one's own. `book`: the kinds and rules in force. */
export const noteRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/people/:person/record',
    words: 'record a note about a child',
    params: atPerson,
    handle: async ask => {
      const { opened, draft } = await ask.tx(async tx => ({
        opened: await open(tx, ask.params.person),
        draft: await draftOf(tx, ask.params.person),
      }))
      return showNote(ask, opened, draft?.body ?? dateIn('on', ask.today), draft)
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/record',
    words: 'record a note about a child',
    params: atPerson,
    body: anything,
    handle: async ask => {
      const { person } = ask.params
      const result = await ask.tx(async tx => {
        const opened = await open(tx, person)
        const typed = ask.typed['resolve']
          ? { ...resolved((await draftOf(tx, person))?.body ?? {}, ask.typed), draftVersion: ask.typed['draftVersion'] }
          : ask.typed
        const kept = await keepNote(tx, person, typed)
        if (!kept.saved) return { opened, theirs: kept.theirs }
        const { draft } = kept
        if (ask.typed['resolve'] || ask.typed['intent']) return { opened, draft }
        const form = read(ask, draft.body, opened, aboutOf(opened, draft.body), false)
        if (!form.ok) return { opened, draft, errors: form.errors }
        const outcome = await recordNote(tx, book(), {
          id: ask.commandId as CommandId,
          about: aboutOf(opened, draft.body),
          form: form.data,
        })
        if (outcome.done === 'asked') throw new Error('a gate stood before a note')
        await noteDrafts(person).discard(tx, draft.id)
        return { recorded: outcome.answer.entries }
      })
      if (result.recorded) return go(`${addressOf(person)}#entry-${result.recorded.find(one => one.subject === person)?.entry ?? ''}`)
      if (result.theirs) {
        const { opened, theirs } = result
        return show(
          ask.page({
            title: 'This note was written on elsewhere',
            children: (
              <NoteConflict
                person={person}
                theirs={theirs}
                yours={ask.typed}
                family={[opened.person, ...opened.others]}
                csrf={ask.csrf}
                commandId={ask.newCommandId()}
              />
            ),
          }),
          { status: 409, json: { theirs: theirs.body, version: theirs.version } },
        )
      }
      if (result.errors) return showNote(ask, result.opened, result.draft.body, result.draft, result.errors)
      return ask.typed['intent'] === 'save-for-later'
        ? go(addressOf(person))
        : showNote(ask, result.opened, result.draft.body, result.draft)
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/record/keep',
    words: 'keep a note while it is typed',
    params: atPerson,
    body: anything,
    handle: async ask => {
      const { person } = ask.params
      const saved = await ask.tx(async tx => {
        await open(tx, person)
        return keepNote(tx, person, ask.typed)
      })
      if (!saved.saved) return json({ conflictUrl: `${addressOf(person)}/record` }, 409)
      return json({ savedAt: printTimeOfDay(saved.draft.savedAt), version: String(saved.draft.version) })
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/record/discard',
    words: 'throw a note away that is not recorded yet',
    params: atPerson,
    body: anything,
    handle: async ask => {
      const { person } = ask.params
      await ask.tx(async tx => {
        await open(tx, person)
        const draft = await draftOf(tx, person)
        if (draft) await noteDrafts(person).throwAway(tx, draft.id)
      })
      return go(addressOf(person))
    },
  }),
  route({
    method: 'GET',
    url: '/people/:person/entries/:entry/correct',
    words: 'correct a note',
    params: atEntry,
    handle: async ask => {
      const { opened, before } = await ask.tx(tx => openOwn(tx, ask.params.person, ask.params.entry))
      return showCorrection(ask, opened, before, typedFrom(before, ask.params.person))
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/entries/:entry/correct',
    words: 'correct a note',
    params: atEntry,
    body: anything,
    handle: async ask => {
      const { person, entry } = ask.params
      const result = await ask.tx(async tx => {
        const { opened, before } = await openOwn(tx, person, entry)
        const form = read(ask, ask.typed, opened, [opened.person], true)
        if (!form.ok) return { opened, before, errors: form.errors }
        const outcome = await correctNote(tx, book(), { id: ask.commandId as CommandId, who: opened.person, before, form: form.data })
        if (outcome.done === 'asked') throw new Error('a gate stood before a correction')
        return { opened, before }
      })
      if (result.errors) return showCorrection(ask, result.opened, result.before, ask.typed, result.errors)
      return go(`${addressOf(person)}#entry-${entry}`)
    },
  }),
]
