import { z } from 'zod'
import { InsetText, LongTextField, RadiosField, SummaryCard, smallLabel, smallLegend, WarningText } from '../../../design-system/index.ts'
import { printDay } from '../../../guidance/index.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { keptForm } from '../../../kernel/http/kept-form.tsx'
import type { Route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { said, words } from '../../../thread/fields.ts'
import { choices, KeptFields, type KeptPage, keptRoutes, oneOf, writeForEach } from '../../commands.ts'
import { type ChildOnRecord, openChild, readByKind, readStanding, type ToldByKind } from '../../family/index.ts'
import { stepDownChecked } from './step-down-checked.ts'

const yesNo = { yes: 'yes', no: 'no' } as const
const form = declareForm(
  z
    .object({
      chairTold: oneOf(yesNo, 'Say whether the conference chair has been told'),
      changed: said(20_000, 'Write what has changed, and for how long that has been seen').prefault(''),
      contingency: said(20_000, 'Write what happens if it does not last').prefault(''),
      minute: words(20_000).optional(),
    })
    .superRefine((given, context) => {
      if (given.chairTold === 'no')
        context.addIssue({
          code: 'custom',
          path: ['chairTold'],
          message: 'Tell the conference chair first: the chair answers for the plan',
        })
    }),
  {
    chairTold: 'Has the conference chair been told?',
    changed: 'What has changed, by what evidence, and for how long has it been seen?',
    contingency: 'What happens if it does not last?',
    minute: 'What did the lawyers say?',
  },
)
const kept = keptForm(form, { longTexts: ['changed', 'contingency', 'minute'] })

type Opened = { readonly child: ChildOnRecord; readonly told: ToldByKind; readonly stands: boolean }

const StepDownPage = ({ of: { child, told, stands }, parts }: { of: Opened; parts: KeptPage }) => {
  const { form: state } = parts
  const { labels } = form
  return (
    <>
      <h1 class="govuk-heading-l">Is {child.called} safe with less help?</h1>
      {stands ? (
        <InsetText>
          Work before court proceedings, or a child protection plan, ended close to a birth in this family. Before anybody relies on that,
          it is looked at again for {child.called}.
        </InsetText>
      ) : (
        <p class="govuk-body">Nothing that ended close to a birth waits to be looked at again.</p>
      )}
      {told
        .of(stepDownChecked)
        .toReversed()
        .map(one => (
          <SummaryCard
            key={one.root}
            title={{ text: `Looked at on ${printDay(one.on)} by ${one.by}`, headingLevel: 2 }}
            rows={[
              { key: 'What has changed', value: { text: one.said['changed'] ?? '' } },
              { key: 'If it does not last', value: { text: one.said['contingency'] ?? '' } },
              ...(one.said['minute'] ? [{ key: 'What the lawyers said', value: { text: one.said['minute'] } }] : []),
            ]}
          />
        ))}
      <KeptFields parts={parts} send="Write it down">
        <RadiosField
          name="chairTold"
          form={state}
          classes="govuk-radios--inline"
          fieldset={smallLegend(labels.chairTold)}
          items={choices(yesNo)}
        />
        <LongTextField name="changed" form={state} rows={4} label={smallLabel(labels.changed)} />
        <LongTextField name="contingency" form={state} rows={3} label={smallLabel(labels.contingency)} />
        <WarningText text="What the lawyers said is privileged. It stands apart and is read by those alone who may have it." />
        <LongTextField name="minute" form={state} rows={3} label={smallLabel(`${labels.minute} (optional)`)} />
      </KeptFields>
    </>
  )
}

/** A step-down near a birth is looked at again for the baby (practice: legal-stepdown-near-birth). `book`: the kinds and rules in force. */
export const stepDownRoutes = (book: () => Book): readonly Route[] =>
  keptRoutes<Opened>({
    at: 'step-down',
    name: 'step-down',
    title: 'A step-down near a birth',
    words: 'a step-down near a birth is looked at again',
    labels: form.labels,
    kept,
    leave: 'safety',
    open: async (tx, person) => ({
      child: await openChild(tx, person, stepDownChecked),
      told: await readByKind(tx, person, [stepDownChecked]),
      stands: (await readStanding(tx, person, ['legal-stepdown-near-birth'])).length > 0,
    }),
    fresh: () => ({}),
    send: async (tx, { child }, typed, { id }) => {
      const read = parseForm(form.schema, typed)
      if (!read.ok) return { errors: read.errors }
      const { chairTold, changed, contingency, minute } = read.data
      const outcome = await writeForEach(tx, book(), {
        id,
        children: [child.subject],
        entry: {
          kind: stepDownChecked,
          parts: {
            record: { facts: { chairTold: chairTold === 'yes' }, narrative: { changed, contingency } },
            ...(minute ? { legal: { narrative: { minute } } } : {}),
          },
        },
      })
      if (outcome.done === 'asked') throw new Error('a gate stood before looking at a step-down again')
      return 'done'
    },
    page: (of, parts) => <StepDownPage of={of} parts={parts} />,
  })
