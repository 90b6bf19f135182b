import { z } from 'zod'
import type { FieldErrors, Typed } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Draft } from '../../../kernel/http/drafts.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { discardKept, draftShown, type KeptAt, keepTyped, sendKept } from '../../../kernel/http/kept-form.tsx'
import { NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { type CommandId, isId, type SubjectId } from '../../../thread/ids.ts'
import { type ChildOnRecord, openChild } from '../../family/index.ts'
import { childsVoice } from './childs-voice.ts'
import { recordVoice } from './record-voice.ts'
import { VoicePage } from './voice.page.tsx'
import { keptVoice, voiceForm } from './voice-form.ts'

const atPerson = z.object({
  person: z
    .string()
    .refine(isId)
    .transform(text => text as SubjectId),
})

const anything = z.record(z.string(), z.unknown())

/** The child, for whoever may write down what they say; nobody hears the unborn. */
const open = async (tx: Tx, person: SubjectId): Promise<ChildOnRecord> => {
  const child = await openChild(tx, person, childsVoice)
  if (child.unborn) throw new NotFound()
  return child
}

const keptAt = (person: SubjectId): KeptAt => ({
  name: `voice ${person}`,
  action: `/people/${person}/voice`,
  leave: `/people/${person}`,
})

const showForm = (
  ask: Pick<Ask, 'page' | 'csrf' | 'newCommandId' | 'today'>,
  child: ChildOnRecord,
  draft: Draft<Typed> | undefined,
  typed: Typed,
  errors: FieldErrors = [],
): Reply =>
  show(
    ask.page({
      title: 'What a child says or shows',
      errors,
      way: { kind: 'back', href: `/people/${child.subject}` },
      islands: ['autosave.js'],
      children: (
        <VoicePage
          child={child}
          today={ask.today}
          form={{ typed, errors }}
          draft={draftShown(draft)}
          csrf={ask.csrf}
          commandId={ask.newCommandId()}
        />
      ),
    }),
    { status: errors.length > 0 ? 422 : 200, json: { person: child.subject, typed, errors } },
  )

/** The page on which what a child says or shows is written down. `book`: the kinds and rules in force. */
export const voiceRoutesOf = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/people/:person/voice',
    words: 'what a child says or shows',
    params: atPerson,
    handle: async ask => {
      const { person } = ask.params
      const { child, draft } = await ask.tx(async tx => ({
        child: await open(tx, person),
        draft: await keptVoice.of(tx, keptAt(person).name),
      }))
      const [year, month, day] = ask.today.split('-').map(Number)
      const today: Typed = { 'on-day': String(day), 'on-month': String(month), 'on-year': String(year) }
      return showForm(ask, child, draft, draft?.body ?? today)
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/voice',
    words: 'write down what a child says or shows',
    params: atPerson,
    body: anything,
    labels: voiceForm.labels,
    handle: ask => {
      const { person } = ask.params
      return sendKept(ask, keptVoice, keptAt(person), {
        open: tx => open(tx, person),
        send: async (tx, _child, typed) => {
          const form = parseForm(voiceForm.schema, typed)
          if (!form.ok)
            return {
              errors: form.errors.map(error => (error.field === 'on' ? { ...error, message: 'Enter the day, such as 6 2 2024' } : error)),
            }
          if (form.data.on > ask.today) return { errors: [{ field: 'on', message: 'The day must be today or earlier' }] }
          const outcome = await recordVoice(tx, book(), { id: ask.commandId as CommandId, person, form: form.data })
          if (outcome.done === 'asked') throw new Error('a gate stood before what a child says')
          return { to: `/people/${person}` }
        },
        again: (child, draft, errors) => showForm(ask, child, draft, draft.body, errors),
      })
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/voice/keep',
    words: 'keep what a child says or shows while it is typed',
    params: atPerson,
    body: anything,
    handle: ask => keepTyped(ask, keptVoice, keptAt(ask.params.person), tx => open(tx, ask.params.person)),
  }),
  route({
    method: 'POST',
    url: '/people/:person/voice/discard',
    words: 'throw away what a child says or shows that is not sent yet',
    params: atPerson,
    body: anything,
    handle: ask => discardKept(ask, keptVoice, keptAt(ask.params.person), tx => open(tx, ask.params.person)),
  }),
]
