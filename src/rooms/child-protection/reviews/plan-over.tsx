import { z } from 'zod'
import { DateField, LongTextField, RadiosField, smallLabel, smallLegend } from '../../../design-system/index.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { keptForm } from '../../../kernel/http/kept-form.tsx'
import { NotFound } from '../../../kernel/http/reply.ts'
import type { Route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { dayField, said, words } from '../../../thread/fields.ts'
import { planEnd, planEndWords } from '../conference/conference.ts'
import { type ChildAndOthers, childrenField, chosenOf, openWithOthers, WhichChildren } from '../on-record/children-of-form.tsx'
import { choices, oneOf } from '../on-record/form-fields.ts'
import { KeptFields, type KeptPage, keptRoutes, todayIn } from '../on-record/kept-routes.tsx'
import { writeForEach } from '../on-record/write-one.ts'

/** The grounds on which a plan ends without a conference here; that harm is no longer likely only a conference decides. */
const { 'no-longer-likely': _aConference, ...grounds } = planEndWords

const form = declareForm(
  z.object({
    children: childrenField,
    ground: oneOf(grounds, 'Choose why the plan ended'),
    on: dayField,
    reasons: said(20_000, 'Write how you know').prefault(''),
    whatFollows: words(10_000).optional(),
  }),
  {
    children: 'Which children?',
    ground: 'Why did the plan end?',
    on: 'On which day?',
    reasons: 'How do you know?',
    whatFollows: 'What help goes on, and by whom?',
  },
)
const kept = keptForm(form, { lists: ['children'], longTexts: ['reasons', 'whatFollows'] })

const OverPage = ({ of, parts }: { of: ChildAndOthers; parts: KeptPage }) => {
  const { form: state } = parts
  const { labels } = form
  return (
    <>
      <h1 class="govuk-heading-l">{of.child.called}’s plan has ended without a conference here</h1>
      <p class="govuk-body">
        Whether {of.child.called} is no longer likely to suffer significant harm is decided by a conference and nowhere else. Where a family
        has moved, the plan ends here once the other authority has held its own conference, and not before.
      </p>
      <KeptFields parts={parts} send="Write down that the plan ended">
        <WhichChildren of={of} form={state} ask={labels.children} />
        <RadiosField name="ground" form={state} fieldset={smallLegend(labels.ground)} items={choices(grounds)} />
        <DateField
          name="on"
          form={state}
          fieldset={smallLegend(labels.on)}
          hint="Where the family has moved: the day of the other authority’s conference"
        />
        <LongTextField name="reasons" form={state} rows={4} label={smallLabel(labels.reasons)} hint="Who wrote or said it, and when" />
        <LongTextField name="whatFollows" form={state} rows={3} label={smallLabel(`${labels.whatFollows} (optional)`)} />
      </KeptFields>
    </>
  )
}

/** The chair writes down that a plan ended by a move, a birthday, a death or leaving the country (practice: cp-plan-end; cp-transfer-out). `book`: the kinds and rules in force. */
export const planOverRoutes = (book: () => Book): readonly Route[] =>
  keptRoutes<ChildAndOthers>({
    at: 'plan/over',
    name: 'plan-over',
    title: 'A plan has ended',
    words: 'a plan has ended without a conference here',
    labels: form.labels,
    kept,
    leave: 'plan',
    open: async (tx, person) => {
      const { child, children } = await openWithOthers(tx, person, planEnd)
      if (!child.onPlan) throw new NotFound()
      return { child, children: children.filter(one => one.onPlan) }
    },
    fresh: ({ child }, today) => ({ ...todayIn('on', today), children: [child.subject] }),
    send: async (tx, opened, typed, { id, today }) => {
      const read = parseForm(form.schema, typed)
      if (!read.ok) return { errors: read.errors }
      const { ground, on, reasons, whatFollows } = read.data
      if (on > today) return { errors: [{ field: 'on', message: 'The day must be today or earlier' }] }
      const which = chosenOf(opened, read.data.children, planEnd)
      if ('errors' in which) return which
      const outcome = await writeForEach(tx, book(), {
        id,
        children: which.chosen,
        entry: {
          kind: planEnd,
          happened: { on, precision: 'day' },
          parts: { record: { facts: { ground }, narrative: { reasons, whatFollows } } },
        },
      })
      if (outcome.done === 'asked') throw new Error('a gate stood before the end of a plan that no conference decides')
      return 'done'
    },
    page: (of, parts) => <OverPage of={of} parts={parts} />,
  })
