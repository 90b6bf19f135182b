import { z } from 'zod'
import type { FormState, Typed } from '../../../design-system/index.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { type CommandId, isId, type SubjectId } from '../../../thread/ids.ts'
import { childsVoice } from './childs-voice.ts'
import { recordVoice } from './record-voice.ts'
import { VoicePage } from './voice.page.tsx'
import { type ChildHeard, readChild } from './voice.queries.ts'
import { voiceForm } from './voice-form.ts'

const atPerson = z.object({
  person: z
    .string()
    .refine(isId)
    .transform(text => text as SubjectId),
})

const open = async (tx: Parameters<Parameters<Ask['tx']>[0]>[0], person: SubjectId): Promise<ChildHeard> => {
  const child = await readChild(tx, person, childsVoice.name)
  if (!child) throw new NotFound()
  return child
}

const showForm = (ask: Pick<Ask, 'page' | 'csrf' | 'newCommandId' | 'today'>, child: ChildHeard, form: FormState): Reply =>
  show(
    ask.page({
      title: 'What a child says or shows',
      errors: form.errors,
      way: { kind: 'back', href: `/people/${child.subject}` },
      children: <VoicePage child={child} today={ask.today} form={form} csrf={ask.csrf} commandId={ask.newCommandId()} />,
    }),
    { status: form.errors.length > 0 ? 422 : 200, json: { person: child.subject, typed: form.typed, errors: form.errors } },
  )

/** The page on which what a child says or shows is written down. `book`: the kinds and rules in force. */
export const voiceRoutesOf = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/people/:person/voice',
    words: 'what a child says or shows',
    params: atPerson,
    handle: async ask => {
      const child = await ask.tx(tx => open(tx, ask.params.person))
      const [year, month, day] = ask.today.split('-').map(Number)
      const typed: Typed = { 'on-day': String(day), 'on-month': String(month), 'on-year': String(year) }
      return showForm(ask, child, { typed, errors: [] })
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/voice',
    words: 'write down what a child says or shows',
    params: atPerson,
    body: z.record(z.string(), z.unknown()),
    labels: voiceForm.labels,
    handle: async ask => {
      const { person } = ask.params
      const form = parseForm(voiceForm.schema, ask.typed)
      const errors = form.ok
        ? form.data.on > ask.today
          ? [{ field: 'on', message: 'The day must be today or earlier' }]
          : []
        : form.errors.map(error => (error.field === 'on' ? { ...error, message: 'Enter the day, such as 6 2 2024' } : error))
      const child = await ask.tx(async tx => {
        const child = await open(tx, person)
        if (!form.ok || errors.length > 0) return child
        const outcome = await recordVoice(tx, book(), { id: ask.commandId as CommandId, person, form: form.data })
        if (outcome.done === 'asked') throw new Error('a gate stood before what a child says')
        return child
      })
      return errors.length > 0 ? showForm(ask, child, { typed: ask.typed, errors }) : go(`/people/${person}`)
    },
  }),
]
