import { z } from 'zod'
import { DateField, InsetText, LongTextField, RadiosField, SummaryList, smallLabel, smallLegend } from '../../../design-system/index.ts'
import { type Day, printDay } from '../../../guidance/index.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { keptForm } from '../../../kernel/http/kept-form.tsx'
import type { Route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { dayField, words } from '../../../thread/fields.ts'
import { birth, pregnancy } from '../../../thread/own-kinds/index.ts'
import { type ChildOnRecord, openChild, readByKind, readStanding, type ToldByKind } from '../../family/index.ts'
import { choices, oneOf } from '../on-record/form-fields.ts'
import { KeptFields, type KeptPage, keptRoutes, todayIn } from '../on-record/kept-routes.tsx'
import { type OneEntry, writeOne } from '../on-record/write-one.ts'
import { motherUnfit, postBirthMeeting, postBirthWords } from './post-birth.ts'

const whatWords = {
  'looked-at': 'those who work with the child looked at the plan again',
  'mother-unfit': 'the mother is not well enough to come yet',
} as const

const form = declareForm(
  z
    .object({
      what: oneOf(whatWords, 'Choose what happened'),
      on: dayField,
      as: oneOf(postBirthWords, 'Choose at what meeting').optional(),
      changed: words(10_000).optional(),
      nextOn: dayField.optional(),
      reason: words(2000).optional(),
    })
    .superRefine((given, context) => {
      const ask = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
      if (given.what === 'looked-at' && !given.as) ask('as', 'Choose at what meeting')
      if (given.what === 'looked-at' && !given.changed) ask('changed', 'Write what has changed in the plan, or that nothing has')
      if (given.what === 'mother-unfit' && !given.reason) ask('reason', 'Write who says so, and why')
    }),
  {
    what: 'What happened?',
    on: 'On which day?',
    as: 'At what meeting?',
    changed: 'What has changed in the plan now that the baby is here?',
    nextOn: 'When do they meet next?',
    reason: 'Who says so, and why?',
  },
)

const kept = keptForm(form, { longTexts: ['changed', 'reason'] })

type Opened = { readonly child: ChildOnRecord; readonly told: ToldByKind; readonly dueOn: Day | null }

const entryOf = ({ what, on, as, changed, nextOn, reason }: z.output<typeof form.schema>): OneEntry => ({
  happened: { on, precision: 'day' },
  ...(what === 'mother-unfit'
    ? { kind: motherUnfit, parts: { record: { narrative: { reason } } } }
    : { kind: postBirthMeeting, parts: { record: { facts: { as, ...(nextOn ? { nextOn } : {}) }, narrative: { changed } } } }),
})

/** The day of the birth: as it was written down, or as it stands on the record of a child who was born before. */
const bornOn = (child: ChildOnRecord, told: ToldByKind): Day | null => told.of(birth).at(-1)?.on ?? (child.unborn ? null : child.born)

const AfterBirthPage = ({ of: { child, told, dueOn }, parts }: { of: Opened; parts: KeptPage }) => {
  const { form: state } = parts
  const { labels } = form
  const here = `/people/${child.subject}`
  const expected = told.of(pregnancy).at(-1)?.facts.expected
  const born = bornOn(child, told)
  const unfit = told.of(motherUnfit).at(-1)
  const met = told.of(postBirthMeeting).at(-1)
  return (
    <>
      <h1 class="govuk-heading-l">{born ? `After ${child.called} was born` : `Before ${child.called} is born`}</h1>
      <SummaryList
        rows={[
          { key: 'Expected', value: { text: expected ? printDay(expected) : 'Not on record' } },
          {
            key: 'Born',
            value: { text: born ? printDay(born) : 'Not yet, as far as is on record' },
            ...(born ? {} : { actions: { items: [{ href: `${here}/details/birth`, text: 'Write down the birth' }] } }),
          },
          ...(unfit ? [{ key: 'The mother', value: { text: `Not well enough to come, ${printDay(unfit.on)}` } }] : []),
          {
            key: 'Plan looked at again',
            value: {
              text: met
                ? `${printDay(met.on)}, at ${postBirthWords[met.facts.as]}`
                : dueOn
                  ? `Not yet. Due by ${printDay(dueOn)}`
                  : born
                    ? 'Not written down'
                    : 'Once the baby is here',
            },
          },
        ]}
      />
      {born ? (
        <>
          <p class="govuk-body">
            A child who is born on a plan is looked at again soon: at a core group, a review or another meeting. Where the mother is not
            well enough to come, it may be later.
          </p>
          <KeptFields parts={parts} send="Write it down">
            <RadiosField
              name="what"
              form={state}
              fieldset={smallLegend(labels.what)}
              items={choices(whatWords).map(one => ({
                ...one,
                conditional:
                  one.value === 'looked-at' ? (
                    <>
                      <RadiosField name="as" form={state} fieldset={smallLegend(labels.as)} items={choices(postBirthWords)} />
                      <LongTextField name="changed" form={state} rows={4} label={smallLabel(labels.changed)} />
                      <DateField name="nextOn" form={state} fieldset={smallLegend(`${labels.nextOn} (optional)`)} />
                    </>
                  ) : (
                    <LongTextField name="reason" form={state} rows={3} label={smallLabel(labels.reason)} />
                  ),
              }))}
            />
            <DateField name="on" form={state} fieldset={smallLegend(labels.on)} />
          </KeptFields>
        </>
      ) : (
        <>
          <InsetText>
            Whether {child.called} needs a plan is decided before the birth, so that the plan stands on the day {child.called} is here. An
            initial conference before a birth counts as one for {child.called}.
          </InsetText>
          <p class="govuk-body">
            <a class="govuk-link" href={`${here}/conference/request`}>
              Ask for a conference before the birth
            </a>
          </p>
        </>
      )}
    </>
  )
}

/** Before and after a birth: when the plan of a child who is born on one is looked at again (practice: pre-birth-conference, dl-post-birth). `book`: the kinds and rules in force. */
export const afterBirthRoutes = (book: () => Book): readonly Route[] =>
  keptRoutes<Opened>({
    at: 'after-birth',
    name: 'after-birth',
    title: 'Before and after a birth',
    words: 'a plan is looked at after a birth',
    labels: form.labels,
    kept,
    leave: 'plan',
    open: async (tx, person) => ({
      child: await openChild(tx, person, postBirthMeeting, motherUnfit),
      told: await readByKind(tx, person, [pregnancy, birth, postBirthMeeting, motherUnfit]),
      dueOn: (await readStanding(tx, person, ['post-birth-overdue']))[0]?.due_on ?? null,
    }),
    fresh: (_opened, today) => todayIn('on', today),
    send: async (tx, { child, told }, typed, { id, today }) => {
      const read = parseForm(form.schema, typed)
      if (!read.ok) return { errors: read.errors }
      const born = bornOn(child, told)
      if (!born) return { errors: [{ field: 'what', message: 'Write down the birth first' }] }
      if (read.data.on > today) return { errors: [{ field: 'on', message: 'The day must be today or earlier' }] }
      if (read.data.on < born) return { errors: [{ field: 'on', message: `Enter a day from the birth on, ${printDay(born)}` }] }
      const outcome = await writeOne(tx, book(), { id, person: child.subject, entry: entryOf(read.data) })
      if (outcome.done === 'asked') throw new Error('a gate stood before what happens after a birth')
      return 'done'
    },
    page: (of, parts) => <AfterBirthPage of={of} parts={parts} />,
  })
