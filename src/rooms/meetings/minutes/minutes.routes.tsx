import { z } from 'zod'
import { emptyForm, type FormState, type Typed } from '../../../design-system/index.ts'
import { printTimeOfDay } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { type Draft, draftsOf, openedVersion, type Saved } from '../../../kernel/http/drafts.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { go, json, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import type { CommandId, SubjectId } from '../../../thread/ids.ts'
import { StoppedByGates } from '../../../thread/store/append.ts'
import { addressOfMeeting } from '../page/address.ts'
import { atMeeting, openMeeting } from '../page/meeting.routes.tsx'
import type { MeetingOnRecord } from '../page/on-record.ts'
import { beforeFinal, type StandsBefore } from './gates.queries.ts'
import { goOverAction, keepMinutes } from './keep-minutes.ts'
import { MinutesConflict, MinutesPage, MinutesRead } from './minutes.page.tsx'
import { meetingMinutes } from './minutes.ts'
import { minutesForm, overForm, partsOf } from './minutes-form.ts'
import { strategyActionNotSmart } from './strategy-action-not-smart.rules.ts'

const anything = z.record(z.string(), z.unknown())

/** The minutes of one meeting that the asker is writing, kept until they are a version or thrown away. The form is called `minutes <meeting>`. */
export const minutesDrafts = (meeting: SubjectId) =>
  draftsOf<Typed>(`minutes ${meeting}`, typed =>
    Object.fromEntries(Object.entries(minutesForm.only(typed)).filter(([name]) => name !== 'as')),
  )

const draftOf = async (tx: Tx, meeting: SubjectId): Promise<Draft<Typed> | undefined> => (await minutesDrafts(meeting).list(tx))[0]

const keep = async (tx: Tx, meeting: SubjectId, typed: Typed): Promise<Saved<Typed>> => {
  const drafts = minutesDrafts(meeting)
  const draft = await draftOf(tx, meeting)
  if (!draft) return { saved: true, draft: await drafts.begin(tx, typed) }
  return drafts.save(tx, draft, typed, openedVersion(typed))
}

/** Of two versions what somebody chose, part by part; of a part they chose nothing for, both. */
const resolved = (theirs: Typed, typed: Typed): Typed =>
  Object.fromEntries(
    Object.keys(minutesForm.labels).flatMap(name => {
      const [before, yours] = [String(theirs[name] ?? ''), String(typed[`yours.${name}`] ?? '')]
      const choice = String(typed[`keep.${name}`] ?? 'both')
      const kept =
        choice === 'yours'
          ? yours
          : choice === 'theirs' || yours === '' || yours === before
            ? before
            : [before, yours].filter(Boolean).join('\n\n')
      return kept === '' ? [] : [[name, kept]]
    }),
  )

/** The meeting whose minutes the asker writes; otherwise there is nothing to be found. */
const openToWrite = async (tx: Tx, matter: SubjectId): Promise<MeetingOnRecord> => {
  const meeting = await openMeeting(tx, matter)
  if (!meeting.may(meetingMinutes)) throw new NotFound()
  return meeting
}

const asWritten = (meeting: MeetingOnRecord): Typed => {
  const minutes = meeting.of(meetingMinutes).at(-1)
  return Object.fromEntries(partsOf(meeting.type).map(part => [part, minutes?.said[part]]))
}

/** Does the asker chair it, and may their role go over what is missing? */
const mayGoOver = (ask: Pick<Ask, 'actor'>, meeting: MeetingOnRecord): boolean =>
  meeting.relations.some(relation => ask.actor().grants.has(`${relation}/override:${strategyActionNotSmart.id}`))

type Writing = { meeting: MeetingOnRecord; stands: readonly StandsBefore[]; draft: Draft<Typed> | undefined }

const showWriting = (
  ask: Pick<Ask, 'page' | 'csrf' | 'newCommandId' | 'actor'>,
  { meeting, stands, draft }: Writing,
  form: FormState,
  { over = emptyForm, stopped = false }: { over?: FormState; stopped?: boolean } = {},
): Reply => {
  const errors = [...form.errors, ...over.errors]
  return show(
    ask.page({
      title: 'Minutes of a meeting',
      errors,
      way: { kind: 'back', href: addressOfMeeting(meeting.matter) },
      islands: ['autosave.js'],
      children: (
        <MinutesPage
          meeting={meeting}
          stands={stands}
          form={form}
          over={over}
          draft={{ version: draft?.version ?? 0, savedAt: draft && printTimeOfDay(draft.savedAt) }}
          mark={() => ({ csrf: ask.csrf, commandId: ask.newCommandId() })}
          stopped={stopped}
          mayGoOver={mayGoOver(ask, meeting)}
        />
      ),
    }),
    { status: errors.length > 0 || stopped ? 422 : 200, json: { typed: form.typed, errors, stopped, before: stands } },
  )
}

/** The minutes of a meeting: written by whoever takes them, read by those invited. `book`: the kinds and rules in force. */
export const minutesRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/meetings/:meeting/minutes',
    words: 'the minutes of a meeting',
    params: atMeeting,
    handle: async ask => {
      const found = await ask.tx(async tx => {
        const meeting = await openMeeting(tx, ask.params.meeting)
        return meeting.may(meetingMinutes)
          ? { meeting, stands: await beforeFinal(tx, meeting.matter), draft: await draftOf(tx, meeting.matter), writes: true }
          : { meeting, stands: [], draft: undefined, writes: false }
      }, 'reading the minutes of a meeting')
      if (found.writes) return showWriting(ask, found, { typed: found.draft?.body ?? asWritten(found.meeting), errors: [] })
      const minutes = found.meeting.of(meetingMinutes).at(-1)
      if (!minutes) throw new NotFound()
      return show(
        ask.page({
          title: 'Minutes of a meeting',
          way: { kind: 'back', href: addressOfMeeting(found.meeting.matter) },
          children: <MinutesRead meeting={found.meeting} />,
        }),
        { json: { final: minutes.facts.final, said: minutes.said } },
      )
    },
  }),
  route({
    method: 'POST',
    url: '/meetings/:meeting/minutes',
    words: 'writing the minutes of a meeting',
    params: atMeeting,
    body: anything,
    labels: minutesForm.labels,
    handle: async ask => {
      const matter = ask.params.meeting
      // Kept before anything else is tried: a gate undoes what it stops, and never what somebody has typed.
      const kept = await ask.tx(async tx => {
        const meeting = await openToWrite(tx, matter)
        const stands = await beforeFinal(tx, matter)
        const typed = ask.typed['resolve']
          ? { ...resolved((await draftOf(tx, matter))?.body ?? {}, ask.typed), draftVersion: ask.typed['draftVersion'] }
          : ask.typed
        return { meeting, stands, saved: await keep(tx, matter, typed) }
      })
      const { meeting, stands, saved } = kept
      if (!saved.saved)
        return show(
          ask.page({
            title: 'These minutes were written on elsewhere',
            children: (
              <MinutesConflict
                meeting={meeting}
                theirs={saved.theirs.body}
                savedAt={printTimeOfDay(saved.theirs.savedAt)}
                version={saved.theirs.version}
                yours={ask.typed}
                marks={{ csrf: ask.csrf, commandId: ask.newCommandId() }}
              />
            ),
          }),
          { status: 409, json: { theirs: saved.theirs.body, version: saved.theirs.version } },
        )
      const { draft } = saved
      const writing = { meeting, stands, draft }
      if (ask.typed['intent'] === 'save-for-later') return go(addressOfMeeting(matter))
      if (ask.typed['resolve'] || !ask.typed['as']) return showWriting(ask, writing, { typed: draft.body, errors: [] })
      const form = parseForm(minutesForm.schema, { ...draft.body, as: ask.typed['as'] })
      if (!form.ok) return showWriting(ask, writing, { typed: draft.body, errors: form.errors })
      const { as, ...parts } = form.data
      try {
        await ask.tx(async tx => {
          const now = await openToWrite(tx, matter)
          // Final ones stay final: what is changed afterwards is final too.
          const final = as === 'final' || now.of(meetingMinutes).at(-1)?.facts.final === true
          await keepMinutes(tx, book(), { id: ask.commandId as CommandId, meeting: now, final, parts })
          await minutesDrafts(matter).discard(tx, draft.id)
        })
      } catch (error) {
        if (error instanceof StoppedByGates) return showWriting(ask, writing, { typed: draft.body, errors: [] }, { stopped: true })
        throw error
      }
      return go(addressOfMeeting(matter))
    },
  }),
  route({
    method: 'POST',
    url: '/meetings/:meeting/minutes/keep',
    words: 'keep minutes while they are typed',
    params: atMeeting,
    body: anything,
    handle: async ask => {
      const matter = ask.params.meeting
      const saved = await ask.tx(async tx => {
        await openToWrite(tx, matter)
        return keep(tx, matter, ask.typed)
      })
      if (!saved.saved) return json({ conflictUrl: `${addressOfMeeting(matter)}/minutes` }, 409)
      return json({ savedAt: printTimeOfDay(saved.draft.savedAt), version: String(saved.draft.version) })
    },
  }),
  route({
    method: 'POST',
    url: '/meetings/:meeting/minutes/discard',
    words: 'throw a draft of minutes away',
    params: atMeeting,
    body: anything,
    handle: async ask => {
      const matter = ask.params.meeting
      await ask.tx(async tx => {
        await openToWrite(tx, matter)
        const draft = await draftOf(tx, matter)
        if (draft) await minutesDrafts(matter).throwAway(tx, draft.id)
      })
      return go(addressOfMeeting(matter))
    },
  }),
  route({
    method: 'POST',
    url: '/meetings/:meeting/minutes/over',
    words: 'letting minutes be final without what an action lacks',
    params: atMeeting,
    body: overForm.schema,
    labels: overForm.labels,
    handle: async ask => {
      const { form } = ask
      const writing = await ask.tx(async tx => {
        const meeting = await openToWrite(tx, ask.params.meeting)
        if (!mayGoOver({ actor: () => tx.actor }, meeting)) throw new NotFound()
        const stands = await beforeFinal(tx, meeting.matter)
        const known = form.ok && stands.some(one => one.key === form.data.which)
        if (form.ok && known)
          await goOverAction(tx, book(), {
            id: ask.commandId as CommandId,
            meeting,
            rule: strategyActionNotSmart.id,
            key: form.data.which,
            reason: form.data.reason,
          })
        return { meeting, stands, draft: await draftOf(tx, meeting.matter), known }
      })
      if (form.ok && writing.known) return go(`${addressOfMeeting(ask.params.meeting)}/minutes`)
      const errors = form.ok ? [{ field: 'which', message: 'Choose which action' }] : form.errors
      return showWriting(
        ask,
        writing,
        { typed: writing.draft?.body ?? asWritten(writing.meeting), errors: [] },
        { over: { typed: ask.typed, errors } },
      )
    },
  }),
]
