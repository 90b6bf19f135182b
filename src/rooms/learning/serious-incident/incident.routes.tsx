import { z } from 'zod'
import type { FieldErrors, Typed } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Labels } from '../../../kernel/http/declared.ts'
import type { Draft } from '../../../kernel/http/drafts.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { discardKept, draftShown, type KeptAt, keepTyped, type SentKept, sendKept } from '../../../kernel/http/kept-form.tsx'
import { NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { type CommandId, isId, type SubjectId } from '../../../thread/ids.ts'
import type { Outcome } from '../../../thread/store/append.ts'
import { IncidentFormPage, IncidentPage, incidentTitles } from './incident.page.tsx'
import { deathForm, type IncidentForm, incidentForms, knownForm, notifiedForm, reviewForm } from './incident-forms.ts'
import { type IncidentView, readIncident } from './incident-view.ts'
import { tellDeath, tellIncident, tellNotified, tellReview } from './record-incident.ts'
import { childDeathNotified, rapidReview, seriousIncident, seriousIncidentNotified } from './serious-incident.ts'

const person = z
  .string()
  .refine(isId)
  .transform(text => text as SubjectId)
const atForm = z
  .object({ person, step: z.enum(['known', 'notified', 'review', 'death']) })
  .transform(({ person, step }) => ({ person, form: step }))
const anything = z.record(z.string(), z.unknown())
const labels: Labels = { ...knownForm.labels, ...notifiedForm.labels, ...reviewForm.labels, ...deathForm.labels }
const kinds = { known: seriousIncident, notified: seriousIncidentNotified, review: rapidReview, death: childDeathNotified } as const

type At = { readonly person: SubjectId; readonly form: IncidentForm }
const keptAt = ({ person, form }: At): KeptAt => ({
  name: `incident-${form} ${person}`,
  action: `/people/${person}/serious-incident/${form}`,
  leave: `/people/${person}/serious-incident`,
})

/** Serious incidents and deaths of children: said, notified, reviewed. `book`: the kinds and rules in force. */
export const incidentRoutes = (book: () => Book): readonly Route[] => {
  const open = async (tx: Tx, { person, form }: At): Promise<IncidentView> => {
    const view = await readIncident(tx, book(), person, kinds[form])
    if (form === 'notified' && !view.notifies) throw new NotFound()
    if (form === 'review' && view.told.of(seriousIncidentNotified).length === 0) throw new NotFound()
    if (form === 'death' && !view.hasDied) throw new NotFound()
    return view
  }
  const showForm = (
    ask: Pick<Ask, 'page' | 'csrf' | 'newCommandId' | 'today'>,
    at: At,
    view: IncidentView,
    draft: Draft<Typed> | undefined,
    typed: Typed,
    errors: FieldErrors = [],
  ): Reply =>
    show(
      ask.page({
        title: incidentTitles[at.form],
        errors,
        way: { kind: 'back', href: `/people/${at.person}/serious-incident` },
        islands: ['autosave.js'],
        children: (
          <IncidentFormPage
            view={view}
            which={at.form}
            form={{ typed, errors }}
            draft={draftShown(draft)}
            csrf={ask.csrf}
            commandId={ask.newCommandId()}
            today={ask.today}
          />
        ),
      }),
      { status: errors.length > 0 ? 422 : 200, json: { form: at.form, typed, errors } },
    )

  const send = async (tx: Tx, ask: Pick<Ask, 'commandId' | 'today'>, at: At, view: IncidentView, typed: Typed): Promise<SentKept> => {
    const { person, form } = at
    const command = { id: ask.commandId as CommandId, person }
    const read = <S extends z.ZodType<{ on: string }>>(schema: S): { data: z.output<S> } | { errors: FieldErrors } => {
      const parsed = parseForm(schema, typed)
      if (!parsed.ok)
        return { errors: parsed.errors.map(one => (one.field === 'on' ? { ...one, message: 'Enter the day, such as 6 2 2024' } : one)) }
      return parsed.data.on > ask.today ? { errors: [{ field: 'on', message: 'The day must be today or earlier' }] } : { data: parsed.data }
    }
    const carry = async (): Promise<{ errors: FieldErrors } | Outcome<null>> => {
      if (form === 'known') {
        const made = read(knownForm.schema)
        return 'errors' in made ? made : tellIncident(tx, book(), { ...command, form: made.data })
      }
      if (form === 'notified') {
        const made = read(notifiedForm.schema)
        return 'errors' in made ? made : tellNotified(tx, book(), { ...command, form: made.data, answers: view.notifies })
      }
      if (form === 'review') {
        const made = read(reviewForm.schema)
        const answers = view.told.of(seriousIncidentNotified).at(-1)?.root
        return 'errors' in made ? made : tellReview(tx, book(), { ...command, form: made.data, answers })
      }
      const made = read(deathForm.schema)
      return 'errors' in made ? made : tellDeath(tx, book(), { ...command, form: made.data })
    }
    const done = await carry()
    if ('errors' in done) return done
    if (done.done === 'asked') throw new Error('a gate stood before a serious incident')
    return { to: `/people/${person}/serious-incident` }
  }

  return [
    route({
      method: 'GET',
      url: '/people/:person/serious-incident',
      words: 'a serious incident or the death of a child',
      params: z.object({ person }),
      handle: async ask => {
        const view = await ask.tx(tx => readIncident(tx, book(), ask.params.person))
        return show(
          ask.page({
            title: 'Something serious has happened',
            way: { kind: 'back', href: `/people/${ask.params.person}` },
            children: <IncidentPage view={view} />,
          }),
          { json: { due: view.due, incidents: view.told.of(seriousIncident), notified: view.told.of(seriousIncidentNotified) } },
        )
      },
    }),
    route({
      method: 'GET',
      url: '/people/:person/serious-incident/:step',
      words: 'write down what happened to a child, or what was notified',
      params: atForm,
      handle: async ask => {
        const { view, draft } = await ask.tx(async tx => ({
          view: await open(tx, ask.params),
          draft: await incidentForms[ask.params.form].kept.of(tx, keptAt(ask.params).name),
        }))
        const [year, month, day] = ask.today.split('-').map(Number)
        return showForm(
          ask,
          ask.params,
          view,
          draft,
          draft?.body ?? { 'on-day': String(day), 'on-month': String(month), 'on-year': String(year) },
        )
      },
    }),
    route({
      method: 'POST',
      url: '/people/:person/serious-incident/:step',
      words: 'write down what happened to a child, or what was notified',
      params: atForm,
      body: anything,
      labels,
      handle: ask =>
        sendKept(ask, incidentForms[ask.params.form].kept, keptAt(ask.params), {
          open: tx => open(tx, ask.params),
          send: (tx, view, typed) => send(tx, ask, ask.params, view, typed),
          again: (view, draft, errors) => showForm(ask, ask.params, view, draft, draft.body, errors),
        }),
    }),
    route({
      method: 'POST',
      url: '/people/:person/serious-incident/:step/keep',
      words: 'keep what happened to a child while it is typed',
      params: atForm,
      body: anything,
      handle: ask => keepTyped(ask, incidentForms[ask.params.form].kept, keptAt(ask.params), tx => open(tx, ask.params)),
    }),
    route({
      method: 'POST',
      url: '/people/:person/serious-incident/:step/discard',
      words: 'throw away what is not sent yet of what happened to a child',
      params: atForm,
      body: anything,
      handle: ask => discardKept(ask, incidentForms[ask.params.form].kept, keptAt(ask.params), tx => open(tx, ask.params)),
    }),
  ]
}
