import { z } from 'zod'
import { CheckboxesField, capital, InsetText, LongTextField, RadiosField, smallLabel, smallLegend } from '../../../design-system/index.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { keptForm } from '../../../kernel/http/kept-form.tsx'
import { said, words } from '../../../thread/fields.ts'
import type { ChildAndOthers } from '../on-record/children-of-form.tsx'
import { KeptFields, type KeptPage } from '../on-record/kept-routes.tsx'
import { earlyReviewWords, requestedWords } from './request.ts'

const pick = <const W extends Readonly<Record<string, string>>>(of: W, ask: string) =>
  z.enum(Object.keys(of) as [keyof W & string, ...(keyof W & string)[]], { error: ask })
const list = z.preprocess(given => (typeof given === 'string' ? [given] : (given ?? [])), z.array(z.string().max(60)).max(30))

/** What asking for a conference asks. */
export const requestForm = declareForm(
  z
    .object({
      children: list,
      what: pick(requestedWords, 'Choose what is asked for'),
      grounds: z.preprocess(
        given => (typeof given === 'string' ? [given] : (given ?? [])),
        z.array(pick(earlyReviewWords, 'Choose why the review is to be early')),
      ),
      reasons: said(20_000, 'Write why a conference is needed').prefault(''),
      access: words(2000).optional(),
      backed: pick({ yes: 'Yes', no: 'No' }, 'Say whether a senior person backs it').optional(),
    })
    .superRefine((form, context) => {
      const ask = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
      if (form.children.length === 0) ask('children', 'Choose at least one child')
      if (form.what === 'review-early' && form.grounds.length === 0) ask('grounds', 'Choose why the review is to be early')
    }),
  {
    children: 'About which children?',
    what: 'What is asked for?',
    grounds: 'Why earlier than planned?',
    reasons: 'Why is a conference needed?',
    access: 'Does anybody of the family need an interpreter, or help to take part?',
    backed: 'Does a senior person or the named professional of your agency back it?',
  },
)
export type RequestForm = z.output<typeof requestForm.schema>
export const keptRequest = keptForm(requestForm, { lists: ['children', 'grounds'], longTexts: ['reasons', 'access'] })

/** Of whom a conference is asked for: the child of the page, and who else of the home it may be asked for. */
export type AskingFor = ChildAndOthers & {
  /** Does another agency than social care ask? */
  readonly fromAgency: boolean
}

const items = (of: Readonly<Record<string, string>>) => Object.entries(of).map(([value, text]) => ({ value, text: capital(text) }))
const { labels } = requestForm

/** Asking the unit for a conference about a child, and about brothers and sisters in the same act. */
export const RequestPage = ({ of: { child, children, fromAgency }, parts }: { of: AskingFor; parts: KeptPage }) => (
  <>
    <span class="govuk-caption-l">{child.name}</span>
    <h1 class="govuk-heading-l">Ask for a conference</h1>
    <p class="govuk-body">
      The unit that arranges conferences is told at once. It finds a day, names who chairs, and sends the invitations. Whether a child is on
      a plan is decided there, for each child apart.
    </p>
    {child.onPlan && (
      <InsetText>
        {child.called} is on a child protection plan: ask for an early review if the plan cannot wait until the next one.
      </InsetText>
    )}
    <KeptFields parts={parts} send="Ask for a conference">
      <CheckboxesField
        name="children"
        form={parts.form}
        fieldset={smallLegend(labels.children)}
        items={children.map(one => ({ value: one.subject, text: one.name }))}
      />
      <RadiosField
        name="what"
        form={parts.form}
        fieldset={smallLegend(labels.what)}
        items={items(requestedWords).map(one =>
          one.value === 'review-early'
            ? {
                ...one,
                conditional: (
                  <CheckboxesField
                    name="grounds"
                    form={parts.form}
                    fieldset={smallLegend(labels.grounds)}
                    items={items(earlyReviewWords)}
                  />
                ),
              }
            : one,
        )}
      />
      <LongTextField
        name="reasons"
        form={parts.form}
        rows={6}
        label={smallLabel(labels.reasons)}
        hint="What was seen and heard, what it does to the child, and why it cannot be answered without a conference"
      />
      <LongTextField name="access" form={parts.form} rows={2} label={smallLabel(`${labels.access} (optional)`)} />
      {fromAgency && (
        <RadiosField
          name="backed"
          form={parts.form}
          classes="govuk-radios--inline"
          fieldset={smallLegend(labels.backed)}
          hint={{ text: 'A conference that is asked for with their support is normally held.' }}
          items={items({ yes: 'Yes', no: 'No' })}
        />
      )}
    </KeptFields>
  </>
)
