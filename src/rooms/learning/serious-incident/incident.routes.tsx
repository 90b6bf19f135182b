import { z } from 'zod'
import type { FieldErrors } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Labels } from '../../../kernel/http/declared.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import type { KeptAt, SentKept } from '../../../kernel/http/kept-form.tsx'
import { type KeptFormSpec, keptFormRoutes, todayIn } from '../../../kernel/http/kept-routes.tsx'
import { NotFound, show } from '../../../kernel/http/reply.ts'
import { type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { isId, type SubjectId } from '../../../thread/ids.ts'
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
const labels: Labels = { ...knownForm.labels, ...notifiedForm.labels, ...reviewForm.labels, ...deathForm.labels }
const kinds = { known: seriousIncident, notified: seriousIncidentNotified, review: rapidReview, death: childDeathNotified } as const

type Opened = { readonly at: At; readonly view: IncidentView }
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
  const send: KeptFormSpec<typeof atForm, Opened>['send'] = async (
    tx,
    { view },
    typed,
    { id, at: { person, form }, today },
  ): Promise<SentKept> => {
    const command = { id, person }
    const read = <S extends z.ZodType<{ on: string }>>(schema: S): { data: z.output<S> } | { errors: FieldErrors } => {
      const parsed = parseForm(schema, typed)
      if (!parsed.ok)
        return { errors: parsed.errors.map(one => (one.field === 'on' ? { ...one, message: 'Enter the day, such as 6 2 2024' } : one)) }
      return parsed.data.on > today ? { errors: [{ field: 'on', message: 'The day must be today or earlier' }] } : { data: parsed.data }
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
    ...keptFormRoutes<typeof atForm, Opened>({
      url: '/people/:person/serious-incident/:step',
      params: atForm,
      words: 'write down what happened to a child, or what was notified',
      title: at => incidentTitles[at.form],
      labels,
      kept: at => incidentForms[at.form].kept,
      at: keptAt,
      open: async (tx, at) => ({ at, view: await open(tx, at) }),
      fresh: (_opened, today) => todayIn('on', today),
      send,
      page: (opened, parts) => <IncidentFormPage view={opened.view} which={opened.at.form} parts={parts} />,
    }),
  ]
}
