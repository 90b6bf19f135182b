import type { z } from 'zod'
import { Details, InsetText, LongTextField, smallLabel, type Typed } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import type { KeptAt } from '../../../kernel/http/kept-form.tsx'
import { KeptFields, type KeptPage, keptFormRoutes } from '../../../kernel/http/kept-routes.tsx'
import { NotFound } from '../../../kernel/http/reply.ts'
import type { Route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { StoppedByGates } from '../../../thread/store/append.ts'
import { ChildAndFamily, Columns, DissentAndAdvice, Elsewhere, Long, PlanOrNot } from './decision.page.tsx'
import { type CorrectionForm, correctionForm, familyFields, keptCorrection } from './decision-form.ts'
import { asError, atChild, dayErrors, limitsOf, mayChair, type OpenConference, openMeetingOf } from './hold.routes.tsx'
import { type DecisionOnRecord, PutRightSince, putDecisionRight, readOwnDecision } from './put-right.ts'

type Opened = { readonly conference: OpenConference; readonly called: string; readonly before: DecisionOnRecord }

/** What a conference decided about one child, for the chair who wrote it and still chairs for the child; otherwise there is nothing to be found. */
const open = async (tx: Tx, at: z.output<typeof atChild>): Promise<Opened> => {
  const conference = await openMeetingOf(tx, at.meeting)
  const child = conference.children.find(one => one.child === at.child)
  if (!child?.decided?.mine || !mayChair(conference)) throw new NotFound()
  const before = await readOwnDecision(tx, at.meeting, at.child)
  if (!before) throw new NotFound()
  return { conference, called: child.called, before }
}

const inBoxes = (name: string, on: string | undefined): Typed => {
  if (!on) return {}
  const [year, month, day] = on.split('-').map(Number)
  return { [`${name}-day`]: String(day), [`${name}-month`]: String(month), [`${name}-year`]: String(year) }
}

/** The decision as it would be typed. */
const typedFrom = ({ facts, said }: DecisionOnRecord): Typed => ({
  ...said,
  correctedWhy: '',
  legalAdvice: said['advice'] ?? '',
  plan: facts.plan ? 'yes' : 'no',
  childTookPart: facts.childTookPart === undefined ? '' : facts.childTookPart ? 'yes' : 'no',
  family: Object.keys(familyFields).filter(one => facts.family?.[one as keyof typeof familyFields]),
  ...(facts.category ? { category: facts.category } : {}),
  ...(facts.elsewhere ? { elsewhere: facts.elsewhere } : {}),
  ...(facts.visitEvery ? { visitEvery: String(facts.visitEvery) } : {}),
  ...inBoxes('coreGroupOn', facts.coreGroupOn),
  ...inBoxes('reviewOn', facts.reviewOn),
})

const PutRightPage = ({ of: { conference, called, before }, parts }: { of: Opened; parts: KeptPage }) => {
  const { meeting } = conference
  const { form } = parts
  const { typed, errors } = form
  const whys = ['proceededWhy', 'adultUnknownWhy'] as const
  return (
    <>
      <span class="govuk-caption-l">{meeting.words}</span>
      <h1 class="govuk-heading-l">Put right what was decided about {called}</h1>
      <p class="govuk-body">
        Put right what was written down wrongly. What the conference did not decide, another conference decides. The earlier version stays
        and can be read beside this one, with your reason.
      </p>
      <InsetText>
        What follows at once: whether {called} is on a plan, the days of the core group and of the review, and how often {called} is
        visited. What does not follow by itself: letters that have gone out, what the NHS was told, and the plan that was written since. The
        page of the conference says which of them to look at.
      </InsetText>
      <p class="govuk-body">
        Dangers, goals and answers on the scale stand as they were said; another is added on the plan and at the next core group.
      </p>
      <KeptFields parts={parts} send={`Put right what was decided about ${called}`}>
        <input type="hidden" name="read" value={before.entry} />
        <LongTextField
          name="correctedWhy"
          form={form}
          rows={3}
          label={smallLabel(correctionForm.labels.correctedWhy)}
          hint="For example: the minutes say 28 days, and 14 was written down"
        />
        <h2 class="govuk-heading-m">The decision</h2>
        <PlanOrNot form={form} called={called} limits={limitsOf(conference)} />
        <h2 class="govuk-heading-m">What it rests on</h2>
        <Columns form={form} />
        <ChildAndFamily form={form} />
        <Elsewhere form={form} known={[]} />
        <Details
          summary="It went on with too few, or although nobody knew an adult"
          open={whys.some(one => Boolean(typed[one]) || errors.some(error => error.field === one || error.field === 'form'))}
        >
          {whys.map(one => (
            <Long key={one} name={one} form={form} rows={3} optional />
          ))}
        </Details>
        <DissentAndAdvice form={form} />
      </KeptFields>
    </>
  )
}

/** The chair puts right what a conference decided about one child. `book`: the kinds and rules in force. */
export const putRightRoutes = (book: () => Book): readonly Route[] =>
  keptFormRoutes<typeof atChild, Opened>({
    url: '/meetings/:meeting/conference/:child/put-right',
    params: atChild,
    words: 'put right what a conference decided of one child',
    title: 'A conference: put right what was decided about one child',
    labels: correctionForm.labels,
    kept: keptCorrection,
    at: ({ meeting, child }): KeptAt => ({
      name: `conference-put-right ${meeting} ${child}`,
      action: `/meetings/${meeting}/conference/${child}/put-right`,
      leave: `/meetings/${meeting}/conference`,
    }),
    open,
    fresh: ({ before }) => typedFrom(before),
    send: async (tx, { conference, before }, typed, { id, at }) => {
      const read = parseForm(correctionForm.schema, typed)
      if (!read.ok) return { errors: read.errors }
      const form: CorrectionForm = read.data
      const errors = [
        ...dayErrors(form, conference),
        ...(before.facts.proceeded && !form.proceededWhy ? [{ field: 'proceededWhy', message: 'Write why it went on with too few' }] : []),
      ]
      if (errors.length > 0) return { errors }
      await putDecisionRight(tx, book(), { id, child: at.child, before, form })
      return { to: `/meetings/${at.meeting}/conference` }
    },
    refused: (error, { called }) => {
      if (error instanceof StoppedByGates) return asError(error.gates)
      const message = `What was decided about ${called} was put right meanwhile, from another window: read that first`
      return error instanceof PutRightSince ? [{ field: 'correctedWhy', message }] : null
    },
    page: (of, parts) => <PutRightPage of={of} parts={parts} />,
  })
