import { z } from 'zod'
import { emptyForm, type FormState } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { words } from '../../../thread/fields.ts'
import { type CommandId, type EntryId, isId, type SubjectId } from '../../../thread/ids.ts'
import { orAsked } from '../../../thread/store/append.ts'
import { openChild, readByKind } from '../../family/index.ts'
import { atPerson, keptRoutes } from '../on-record/kept-routes.tsx'
import { answersInWords, lastAnswersOn } from '../safety/answers.ts'
import { dangerStatement, safetyGoal, safetyScaled } from '../safety/safety.ts'
import { cpPlan, cpPlanAgreed } from './cp-plan.ts'
import { withDangersStated } from './from-conference.ts'
import { PlanPage } from './plan.page.tsx'
import { keptPlan, planForm, readPlan, typedFrom } from './plan-form.ts'
import { type PlanView, readPlanView, versionFrom } from './plan-view.ts'
import { VersionsPage } from './versions.page.tsx'
import { type PlanOpened, WritePlanPage } from './write.page.tsx'
import { agreePlan, writePlan } from './write-plan.ts'

const id = z.string().refine(isId)
const atVersion = z.object({ person: id.transform(text => text as SubjectId), version: id.transform(text => text as EntryId) })
const anything = z.record(z.string(), z.unknown())

const agreeForm = declareForm(z.object({ with: words(2000).optional(), familysView: words(4000).optional() }), {
  with: 'Who agreed it?',
  familysView: 'What does the family say to it?',
})

const addressOf = (person: SubjectId): string => `/people/${person}/plan`

const jsonOf = ({ child, open, due, versions }: PlanView) => ({ person: child.subject, open, due, versions })

const showPlan = (
  ask: Pick<Ask, 'page' | 'csrf' | 'newCommandId'>,
  view: PlanView,
  form: FormState,
  asked: readonly string[] = [],
): Reply =>
  show(
    ask.page({
      title: 'A child protection plan',
      errors: form.errors,
      way: { kind: 'back', href: `/people/${view.child.subject}` },
      wide: true,
      children: <PlanPage view={view} marks={{ csrf: ask.csrf, commandId: ask.newCommandId() }} form={form} asked={asked} />,
    }),
    { status: form.errors.length > 0 ? 422 : asked.length > 0 ? 409 : 200, json: { ...jsonOf(view), asked, errors: form.errors } },
  )

const openToWrite = async (tx: Tx, person: SubjectId): Promise<PlanOpened> => {
  const child = await openChild(tx, person, cpPlan)
  const told = await readByKind(tx, person, [cpPlan, dangerStatement, safetyGoal, safetyScaled])
  const last = told.of(cpPlan).at(-1)
  const before = withDangersStated(told, last ? typedFrom(last.facts, last.said) : null)
  return {
    child,
    before,
    begins: last ? 'with the version before' : before ? 'with the conference' : 'empty',
    stated: new Map(told.of(dangerStatement).map(one => [one.root, answersInWords(lastAnswersOn(told, one.root))])),
  }
}

/** A child's plan: read, written version by version, agreed, and compared. `book`: the kinds and rules in force. */
export const planRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/people/:person/plan',
    words: 'a child’s protection plan',
    params: atPerson,
    handle: async ask => showPlan(ask, await ask.tx(tx => readPlanView(tx, book(), ask.params.person, ask.today)), emptyForm),
  }),
  ...keptRoutes<PlanOpened>({
    at: 'plan/new',
    name: 'plan',
    words: 'write a child’s protection plan',
    title: 'Write a child protection plan',
    labels: planForm.labels,
    kept: keptPlan,
    leave: 'plan',
    open: openToWrite,
    fresh: ({ before }) => before ?? {},
    send: async (tx, { stated }, typed, { id, at }) => {
      const form = readPlan(typed, new Set(stated.keys()))
      if (!form.ok) return { errors: form.errors }
      const outcome = await writePlan(tx, book(), { id, person: at.person, form: form.data })
      if (outcome.done === 'asked') throw new Error('a gate stood before a version of a plan')
      return 'done'
    },
    page: (opened, parts) => <WritePlanPage opened={opened} parts={parts} />,
  }),
  route({
    method: 'POST',
    url: '/people/:person/plan/versions/:version/agree',
    words: 'agree a version of a child’s protection plan',
    params: atVersion,
    body: anything,
    labels: agreeForm.labels,
    handle: async ask => {
      const { person, version } = ask.params
      const form = parseForm(agreeForm.schema, ask.typed)
      const state: FormState = { typed: ask.typed, errors: form.ok ? [] : form.errors }
      if (!form.ok) return showPlan(ask, await ask.tx(tx => readPlanView(tx, book(), person, ask.today)), state)
      const outcome = await orAsked(
        ask.tx(async tx => {
          await openChild(tx, person, cpPlanAgreed)
          const told = await readByKind(tx, person, [cpPlan])
          // Only the last version is agreed: an earlier one has been written over.
          if (told.of(cpPlan).at(-1)?.root !== version) throw new NotFound()
          return agreePlan(tx, book(), { id: ask.commandId as CommandId, person, version, form: form.data })
        }),
      )
      if (outcome.done !== 'asked') return go(addressOf(person))
      const view = await ask.tx(tx => readPlanView(tx, book(), person, ask.today))
      return showPlan(ask, view, { typed: ask.typed, errors: [] }, [...new Set(outcome.gates.map(gate => gate.asks))])
    },
  }),
  route({
    method: 'GET',
    url: '/people/:person/plan/versions',
    words: 'versions of a child’s protection plan, side by side',
    params: atPerson,
    query: z.object({ later: id.optional(), earlier: id.optional() }),
    handle: async ask => {
      const { person } = ask.params
      const { child, versions } = await ask.tx(async tx => {
        const child = await openChild(tx, person)
        const told = await readByKind(tx, person, [cpPlan, cpPlanAgreed])
        return {
          child,
          versions: told.of(cpPlan).map(one =>
            versionFrom(
              one,
              told.of(cpPlanAgreed).find(by => by.facts.version === one.root),
            ),
          ),
        }
      })
      const later = ask.query.later ? versions.find(one => one.root === ask.query.later) : versions.at(-1)
      const earlier = ask.query.earlier ? versions.find(one => one.root === ask.query.earlier) : null
      if (!later || earlier === undefined) throw new NotFound()
      return show(
        ask.page({
          title: 'Versions of a child protection plan',
          way: { kind: 'back', href: addressOf(person) },
          wide: true,
          children: (
            <VersionsPage
              called={child.called}
              earlier={earlier}
              later={later}
              versions={versions}
              action={`${addressOf(person)}/versions`}
            />
          ),
        }),
        { json: { person, earlier, later } },
      )
    },
  }),
]
