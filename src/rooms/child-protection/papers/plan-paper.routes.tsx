import { z } from 'zod'
import {
  Button,
  CheckboxesField,
  capital,
  Form,
  type FormState,
  InsetText,
  RadiosField,
  smallLegend,
} from '../../../design-system/index.ts'
import { type Day, printDay, printMoment } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import { isId, type SubjectId } from '../../../thread/ids.ts'
import {
  callAdult,
  type DocumentKind,
  disclosesOf,
  documentWords,
  keepEach,
  keyOf,
  printEach,
  type Recipient,
  Refused,
  readersOf,
  refusals,
} from '../../commands.ts'
import { adultInContact, openChild, readByKind } from '../../family/index.ts'
import { coreGroup } from '../core-group/core-group.ts'
import { cpPlan, cpPlanAgreed } from '../plan/cp-plan.ts'
import { versionFrom } from '../plan/plan-view.ts'
import { type CoreGroupOnPaper, coreGroupPaper } from './core-group-paper.ts'
import { type PlanOnPaper, planPaper } from './plan-paper.ts'
import { type Composed, type Rendering, renderingWords } from './rendering.ts'

const atPerson = z.object({
  person: z
    .string()
    .refine(isId)
    .transform(text => text as SubjectId),
})
const sorts = ['plan', 'core-group'] as const satisfies readonly DocumentKind[]
type Sort = (typeof sorts)[number]

const form = declareForm(
  z.object({
    paper: z.enum(sorts, { error: 'Choose what goes on paper' }),
    to: z.preprocess(
      value => (typeof value === 'string' ? [value] : value),
      z
        .array(z.string().regex(/^(account|person|professional):[0-9a-f-]{36}$/), { error: 'Choose who it is for' })
        .min(1, 'Choose who it is for')
        .max(20, 'Choose no more than twenty'),
    ),
  }),
  { paper: 'What goes on paper?', to: 'Who is it for?' },
)

type Opened = {
  readonly person: SubjectId
  readonly name: string
  readonly plan: { readonly of: PlanOnPaper; readonly agreed: Parameters<typeof planPaper>[2] } | null
  readonly coreGroup: CoreGroupOnPaper | null
  readonly readers: readonly Recipient[]
}

/** The plan that everybody works by, or the last that was written, and the last core group: for whoever may share the child's record, and nothing for anybody else. */
const open = async (tx: Tx, person: SubjectId, today: Day): Promise<Opened> => {
  const who = await disclosesOf(tx, person)
  if (!who?.may) throw new NotFound()
  const child = await openChild(tx, person)
  const told = await readByKind(tx, person, [cpPlan, cpPlanAgreed, coreGroup, adultInContact])
  const agreedOf = (root: string) => told.of(cpPlanAgreed).findLast(one => one.facts.version === root)
  const version = told.of(cpPlan).findLast(one => agreedOf(one.root)) ?? told.of(cpPlan).at(-1)
  const met = told.of(coreGroup).at(-1)
  const about = { name: child.name, called: child.called, from: tx.actor.agencyName, madeOn: today }
  const agreed = version && agreedOf(version.root)
  return {
    person,
    name: child.name,
    plan: version ? { of: { ...about, entry: version.entry, version: versionFrom(version, agreed) }, agreed: agreed?.entry ?? null } : null,
    coreGroup: met
      ? {
          ...about,
          entry: met.entry,
          day: met.precision === 'moment' ? printMoment(met.at) : printDay(met.on),
          facts: met.facts,
          said: met.said,
          around: told
            .of(adultInContact)
            .filter(one => one.act === met.act)
            .map(one => {
              const called = one.said['calledOrDescribed']
              return {
                entry: one.entry,
                plainly: callAdult({ facts: one.facts, called: undefined }),
                called: called ? callAdult({ facts: one.facts, called }) : null,
              }
            }),
        }
      : null,
    readers: (await readersOf(tx, person, who.is_a)).filter(one => one.groups.includes('record')),
  }
}

const renderingOf = ({ sort, self }: Recipient): Rendering => (sort !== 'person' ? 'agency' : self ? 'child' : 'family')

const composed = ({ plan, coreGroup: met }: Opened, sort: Sort, reader: Recipient): Composed | null => {
  const to = { name: reader.name, as: reader.as, rendering: renderingOf(reader), apart: reader.groups.includes('third-party') }
  return sort === 'plan' ? plan && planPaper(plan.of, to, plan.agreed) : met && coreGroupPaper(met, to)
}

type AnyAsk = Pick<Ask, 'typed' | 'csrf' | 'newCommandId' | 'page'>

const showForm = (ask: AnyAsk, opened: Opened, state: FormState): Reply => {
  const { person, name, plan, coreGroup: met, readers } = opened
  const there = sorts.filter(sort => (sort === 'plan' ? plan : met))
  return show(
    ask.page({
      title: 'A plan on paper',
      errors: state.errors,
      way: { kind: 'back', href: `/people/${person}/plan`, text: 'The plan' },
      children: (
        <>
          <h1 class="govuk-heading-l">{name}: the plan on paper</h1>
          <p class="govuk-body">
            Each reader gets a paper of their own: the child in words for the child, the family in plain words. You see it, and what has to
            be looked at, before anything goes.
          </p>
          {there.length === 0 || readers.length === 0 ? (
            <InsetText>
              {there.length === 0 ? 'No plan is written yet, and no core group has met.' : 'Nobody is on the case to whom it could go.'}
            </InsetText>
          ) : (
            <Form action={`/people/${person}/plan/paper`} csrf={ask.csrf} commandId={ask.newCommandId()}>
              <RadiosField
                name="paper"
                form={{ ...state, typed: { paper: there[0] ?? '', ...state.typed } }}
                fieldset={smallLegend(form.labels.paper)}
                items={there.map(value => ({ value, text: documentWords[value] }))}
              />
              <CheckboxesField
                name="to"
                form={state}
                fieldset={smallLegend(form.labels.to)}
                hint={{ text: 'Only those who are on the case' }}
                items={readers.map(one => ({
                  value: keyOf(one),
                  text: one.name,
                  hint: { text: `${capital(one.as)}, ${renderingWords[renderingOf(one)]}` },
                }))}
              />
              <Button text="See what each would get" preventDoubleClick />
            </Form>
          )}
        </>
      ),
    }),
    {
      status: state.errors.length > 0 ? 422 : 200,
      json: { papers: there, readers: readers.map(one => ({ key: keyOf(one), name: one.name, as: one.as })), errors: state.errors },
    },
  )
}

/** A child's plan and the record of the core group on paper, each reader's own. */
export const planPaperRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/people/:person/plan/paper',
    words: 'a child’s plan on paper',
    params: atPerson,
    handle: async ask => showForm(ask, await ask.tx(tx => open(tx, ask.params.person, ask.today)), { typed: {}, errors: [] }),
  }),
  route({
    method: 'POST',
    url: '/people/:person/plan/paper',
    words: 'a child’s plan on paper',
    params: atPerson,
    body: form.schema,
    labels: form.labels,
    handle: async ask => {
      const { person } = ask.params
      const opened = await ask.tx(tx => open(tx, person, ask.today))
      if (!ask.form.ok) return showForm(ask, opened, { typed: ask.typed, errors: ask.form.errors })
      const refuse = (message: string): Reply => showForm(ask, opened, { typed: ask.typed, errors: [{ field: 'to', message }] })
      const { paper, to } = ask.form.data
      const ready = to.flatMap(key => {
        const reader = opened.readers.find(one => keyOf(one) === key)
        const document = reader && composed(opened, paper, reader)
        return reader && document ? [{ reader, kind: paper, document: { paper: document.paper, holds: document.holds } }] : []
      })
      if (ready.length < to.length) return refuse('Choose people who are on the case')
      const printed = await printEach({ id: ask.commandId, person }, ready)
      if ('refused' in printed) return refuse(printed.refused)
      try {
        await ask.tx(tx => keepEach(tx, printed.made))
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        return refuse(refusals[error.done] ?? 'This cannot go to them')
      }
      const [first] = printed.made
      return go(first && printed.made.length === 1 ? `/people/${person}/shared/${first.id}` : `/people/${person}/shared`)
    },
  }),
]
