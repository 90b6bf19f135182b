import { z } from 'zod'
import { CheckboxesField, LongTextField, RadiosField, smallLabel, smallLegend } from '../../../design-system/index.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { keptForm } from '../../../kernel/http/kept-form.tsx'
import type { Route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { said, words } from '../../../thread/fields.ts'
import { type ChildOnRecord, openChild } from '../../family/index.ts'
import { choices, oneOf, someOf } from '../on-record/form-fields.ts'
import { KeptFields, type KeptPage, keptRoutes } from '../on-record/kept-routes.tsx'
import { writeOne } from '../on-record/write-one.ts'
import { harmSuspected, harmWords, movesWords } from './harm-suspected.ts'

const yesNo = { yes: 'yes', no: 'no' } as const

const form = declareForm(
  z.object({
    what: said(20_000, 'Write what was seen, heard or told').prefault(''),
    childsWords: words(10_000).optional(),
    safeNow: said(10_000, 'Write what keeps the child safe now, or that nothing does').prefault(''),
    harm: someOf(harmWords, 'Choose the kind of harm'),
    injury: oneOf(yesNo, 'Say whether the child is hurt'),
    moves: oneOf(movesWords, 'Choose how the child moves').optional(),
    health: words(10_000).optional(),
  }),
  {
    what: 'What was seen, heard or told?',
    childsWords: 'What did the child say?',
    safeNow: 'What keeps the child safe now?',
    harm: 'What kind of harm?',
    injury: 'Is the child hurt?',
    moves: 'Does the child move by itself?',
    health: 'What is known of the injury or of the child’s health?',
  },
)

const kept = keptForm(form, { lists: ['harm'], longTexts: ['what', 'childsWords', 'safeNow', 'health'] })

const HarmPage = ({ child, parts }: { child: ChildOnRecord; parts: KeptPage }) => {
  const { form: state } = parts
  const { labels } = form
  return (
    <>
      <h1 class="govuk-heading-l">Is {child.called} suffering, or likely to suffer, significant harm?</h1>
      <p class="govuk-body">
        If a child is in danger now, call 999. There is no test that works this out: write down why you suspect it. A strategy meeting is
        then due today, and whoever manages the work is told at once.
      </p>
      <KeptFields parts={parts} send="Write it down, and call for a strategy meeting">
        <LongTextField name="what" form={state} rows={5} label={smallLabel(labels.what)} hint="Facts first, then what you make of them" />
        <LongTextField name="childsWords" form={state} rows={3} label={smallLabel(`${labels.childsWords} (optional)`)} />
        <LongTextField
          name="safeNow"
          form={state}
          rows={3}
          label={smallLabel(labels.safeNow)}
          hint="Who is with the child, and until when"
        />
        <CheckboxesField name="harm" form={state} fieldset={smallLegend(`${labels.harm} (optional)`)} items={choices(harmWords)} />
        <RadiosField
          name="injury"
          form={state}
          fieldset={smallLegend(labels.injury)}
          items={[
            {
              value: 'yes',
              text: 'Yes',
              conditional: (
                <>
                  <RadiosField
                    name="moves"
                    form={state}
                    fieldset={smallLegend(labels.moves)}
                    hint={{ text: 'A baby who does not move by itself yet seldom gets hurt by itself' }}
                    items={choices(movesWords)}
                  />
                  <LongTextField name="health" form={state} rows={3} label={labels.health} hint="Read by those who read health" />
                </>
              ),
            },
            { value: 'no', text: 'No, or not that anybody knows' },
          ]}
        />
      </KeptFields>
    </>
  )
}

/** Somebody who works with a child suspects significant harm. `book`: the kinds and rules in force. */
export const harmRoutes = (book: () => Book): readonly Route[] =>
  keptRoutes<ChildOnRecord>({
    at: 'harm',
    name: 'harm',
    title: 'Significant harm suspected',
    words: 'significant harm suspected',
    labels: form.labels,
    kept,
    leave: 'safety',
    open: (tx, person) => openChild(tx, person, harmSuspected),
    fresh: () => ({}),
    send: async (tx, child, typed, ask) => {
      const read = parseForm(form.schema, typed)
      if (!read.ok) return { errors: read.errors }
      const { harm, injury, moves, health, what, childsWords, safeNow } = read.data
      const isHurt = injury === 'yes'
      const outcome = await writeOne(tx, book(), {
        id: ask.id,
        person: child.subject,
        entry: {
          kind: harmSuspected,
          parts: {
            record: { facts: { harm, injury: isHurt, ...(isHurt && moves ? { moves } : {}) }, narrative: { what, childsWords, safeNow } },
            ...(isHurt && health ? { health: { narrative: { health } } } : {}),
          },
        },
      })
      if (outcome.done === 'asked') throw new Error('a gate stood before a suspicion of harm')
      return 'done'
    },
    page: (child, parts) => <HarmPage child={child} parts={parts} />,
  })
