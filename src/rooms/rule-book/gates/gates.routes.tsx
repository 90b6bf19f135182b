import { z } from 'zod'
import type { FormState } from '../../../design-system/index.ts'
import { moment } from '../../../guidance/index.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { said } from '../../../thread/fields.ts'
import { type CommandId, isId, type SubjectId } from '../../../thread/ids.ts'
import { GatesPage, nameOf } from './gates.page.tsx'
import { type Gates, readGates } from './gates.queries.ts'
import { goOver } from './go-over.ts'

const atPerson = z.object({
  person: z
    .string()
    .refine(isId)
    .transform(text => text as SubjectId),
})

const form = declareForm(
  z.object({
    which: z.string({ error: 'Choose what is gone over' }).max(600),
    reason: said(4000, 'Write why it may go on without this').prefault(''),
  }),
  { which: 'Which of these?', reason: 'Why may it go on without this?' },
)

const open = async (tx: Parameters<Parameters<Ask['tx']>[0]>[0], book: Book, person: SubjectId): Promise<Gates> => {
  const found = await readGates(tx, book, person)
  if (!found) throw new NotFound()
  return { ...found, gates: found.gates.map(gate => ({ ...gate, over: gate.over.map(one => ({ ...one, at: moment(one.at) })) })) }
}

const showGates = (ask: Pick<Ask, 'page' | 'csrf' | 'newCommandId'>, of: Gates, state: FormState): Reply =>
  show(
    ask.page({
      title: 'What is needed first',
      errors: state.errors,
      way: { kind: 'back', href: `/people/${of.person}` },
      children: <GatesPage of={of} form={state} csrf={ask.csrf} commandId={ask.newCommandId()} />,
    }),
    {
      status: state.errors.length > 0 ? 422 : 200,
      json: {
        gates: of.gates.map(({ rule, key, says, asks, over }) => ({ rule: rule.id, key, says, asks, over })),
        errors: state.errors,
      },
    },
  )

/** Gates that stand about a person, and going over one for somebody else's work. `book`: the kinds and rules in force. */
export const gatesRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/people/:person/gates',
    words: 'what is asked before work with a child goes on',
    params: atPerson,
    handle: async ask => showGates(ask, await ask.tx(tx => open(tx, book(), ask.params.person)), { typed: {}, errors: [] }),
  }),
  route({
    method: 'POST',
    url: '/people/:person/gates',
    words: 'let somebody else’s work go on without what is asked first',
    params: atPerson,
    body: z.record(z.string(), z.unknown()),
    labels: form.labels,
    handle: async ask => {
      const { person } = ask.params
      const parsed = parseForm(form.schema, ask.typed)
      const { of, done } = await ask.tx(async tx => {
        const of = await open(tx, book(), person)
        const gate = parsed.ok ? of.gates.find(one => nameOf(one) === parsed.data.which) : undefined
        if (!parsed.ok || !gate) return { of, done: false }
        const outcome = await goOver(tx, book(), { id: ask.commandId as CommandId, person, gate, reason: parsed.data.reason })
        if (outcome.done === 'asked') throw new Error('a gate stood before going over one')
        return { of, done: true }
      })
      if (done) return go(`/people/${person}/gates`)
      const errors = parsed.ok ? [{ field: 'which', message: 'This is asked no longer: look again at what stands here' }] : parsed.errors
      return showGates(ask, of, { typed: ask.typed, errors })
    },
  }),
]
