import { z } from 'zod'
import {
  Button,
  CheckboxesField,
  capital,
  Form,
  type FormState,
  InsetText,
  LongTextField,
  RadiosField,
  smallLabel,
  smallLegend,
} from '../../../design-system/index.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { said, words } from '../../../thread/fields.ts'
import type { ChildOfConference } from './children.queries.ts'
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

const items = (of: Readonly<Record<string, string>>) => Object.entries(of).map(([value, text]) => ({ value, text: capital(text) }))
const { labels } = requestForm

/** Asking the unit for a conference about a child, and about brothers and sisters in the same act. */
export const RequestPage = ({
  child,
  children,
  form,
  fromAgency,
  marks,
}: {
  child: ChildOfConference
  children: readonly ChildOfConference[]
  form: FormState
  /** Does another agency than social care ask? */
  fromAgency: boolean
  marks: { csrf: string; commandId: string }
}) => (
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
    <Form action={`/people/${child.child}/conference/request`} csrf={marks.csrf} commandId={marks.commandId}>
      <CheckboxesField
        name="children"
        form={form}
        fieldset={smallLegend(labels.children)}
        items={children.map(one => ({ value: one.child, text: one.name }))}
      />
      <RadiosField
        name="what"
        form={form}
        fieldset={smallLegend(labels.what)}
        items={items(requestedWords).map(one =>
          one.value === 'review-early'
            ? {
                ...one,
                conditional: (
                  <CheckboxesField name="grounds" form={form} fieldset={smallLegend(labels.grounds)} items={items(earlyReviewWords)} />
                ),
              }
            : one,
        )}
      />
      <LongTextField
        name="reasons"
        form={form}
        rows={6}
        label={smallLabel(labels.reasons)}
        hint="What was seen and heard, what it does to the child, and why it cannot be answered without a conference"
      />
      <LongTextField name="access" form={form} rows={2} label={smallLabel(`${labels.access} (optional)`)} />
      {fromAgency && (
        <RadiosField
          name="backed"
          form={form}
          classes="govuk-radios--inline"
          fieldset={smallLegend(labels.backed)}
          hint={{ text: 'A conference that is asked for with their support is normally held.' }}
          items={items({ yes: 'Yes', no: 'No' })}
        />
      )}
      <Button text="Ask for a conference" preventDoubleClick />
    </Form>
  </>
)
