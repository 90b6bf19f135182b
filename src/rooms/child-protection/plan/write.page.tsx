import {
  DateField,
  Details,
  type FormState,
  LongTextField,
  RadiosField,
  SelectField,
  smallLabel,
  smallLegend,
  TextField,
  type Typed,
} from '../../../design-system/index.ts'
import type { EntryId } from '../../../thread/ids.ts'
import type { ChildOnRecord } from '../../family/index.ts'
import { isFilled, scaleChoices, yesAndNo } from '../on-record/form-fields.ts'
import { KeptFields, type KeptPage } from '../on-record/kept-routes.tsx'
import { actionFields, actionPlaces, riskFields, riskPlaces, turnFields, turnPlaces } from './cp-plan.ts'

const beginsWords = {
  'with the version before': 'It begins with the version before, which stays as it is.',
  'with the conference': 'It begins with what the conference was worried about.',
  empty: '',
} as const

/** What is written on: the child, and the last version of the plan if there is one. */
export type PlanOpened = {
  readonly child: ChildOnRecord
  readonly before: Typed | null
  /** What the form begins with where nothing is typed yet. */
  readonly begins: keyof typeof beginsWords
  /** The danger statements on record, each with what was last said on its scale. */
  readonly stated: ReadonlyMap<EntryId, string>
}

/** Writing a version of a plan: each worry with what safety looks like and who does what; then how the child is seen, and what happens if. */
export const WritePlanPage = ({ opened, parts }: { opened: PlanOpened; parts: KeptPage }) => {
  const { begins, stated } = opened
  const again = begins === 'with the version before'
  const { called } = opened.child
  const { form } = parts
  return (
    <>
      <h1 class="govuk-heading-l">{again ? `A new version of ${called}’s plan` : `${called}’s plan`}</h1>
      <p class="govuk-body">
        Write it with the family, in words they use. {beginsWords[begins]} {called} may read this one day.
      </p>
      <KeptFields parts={parts} send="Record this version">
        {riskPlaces.map(at => {
          const fields = riskFields(at)
          const names = [
            fields.danger,
            fields.goal,
            fields.outcome,
            fields.scale,
            ...actionPlaces.flatMap(place => Object.values(actionFields(at, place))),
          ]
          const part = <Risk at={at} form={form} called={called} stated={stated} />
          return at === 1 ? (
            <div key={at}>{part}</div>
          ) : (
            <Details key={at} summary={`Worry ${at}`} open={isFilled(form, names)}>
              {part}
            </Details>
          )
        })}
        <h2 class="govuk-heading-m">How {called} is seen</h2>
        <LongTextField
          name="whereSeen"
          form={form}
          rows={3}
          label={smallLabel(`Where and how is ${called} seen, alone and at home? (optional)`)}
        />
        <TextField
          name="visitEvery"
          form={form}
          label={smallLabel('At least every how many days? (optional)')}
          hint="28 at most"
          classes="govuk-input--width-3"
          inputmode="numeric"
        />
        <RadiosField
          name="unannounced"
          form={form}
          classes="govuk-radios--inline"
          fieldset={smallLegend('Are some visits not announced? (optional)')}
          items={yesAndNo}
        />
        <LongTextField
          name="betweenVisits"
          form={form}
          rows={2}
          label={smallLabel(`Who else sees ${called} between visits? (optional)`)}
          hint="School, health visitor, family: by name, and how often"
        />
        <h2 class="govuk-heading-m">Everybody else</h2>
        <LongTextField name="network" form={form} rows={3} label={smallLabel('What do the family’s own people do? (optional)')} />
        <LongTextField name="nonNegotiable" form={form} rows={2} label={smallLabel('What cannot be bargained about? (optional)')} />
        <h2 class="govuk-heading-m">If things do not go as planned</h2>
        {turnPlaces.map(at => {
          const fields = turnFields(at)
          const part = (
            <>
              <LongTextField name={fields.happens} form={form} rows={2} label={smallLabel('If this happens')} />
              <LongTextField name={fields.does} form={form} rows={2} label={smallLabel('then')} hint="What is done, and by whom" />
              <TextField
                name={fields.by}
                form={form}
                label={smallLabel('by')}
                hint="For example, the same day"
                classes="govuk-input--width-20"
              />
            </>
          )
          return (
            <Details
              key={at}
              summary={at === 1 ? 'If …, then …, by …' : `Another (${at})`}
              open={at === 1 || isFilled(form, Object.values(fields))}
            >
              {part}
            </Details>
          )
        })}
        <LongTextField
          name="childsVersion"
          form={form}
          rows={5}
          label={smallLabel(`The plan in ${called}’s words (optional)`)}
          hint={`Read it to ${called}, or draw it together: what will be different, who does what, whom ${called} can ask`}
        />
        {again && <LongTextField name="whatChanged" form={form} rows={2} label={smallLabel('What has changed in the plan, and why?')} />}
      </KeptFields>
    </>
  )
}

const Risk = ({ at, form, called, stated }: { at: number; form: FormState; called: string; stated: ReadonlyMap<string, string> }) => {
  const fields = riskFields(at)
  const of = String(form.typed[fields.of] ?? '')
  const answers = stated.get(of)
  return (
    <>
      {at === 1 && <h2 class="govuk-heading-m">Worry 1</h2>}
      {of && <input type="hidden" name={fields.of} value={of} />}
      <LongTextField
        name={fields.danger}
        form={form}
        rows={3}
        label={smallLabel('What are we worried will happen?')}
        hint={
          of
            ? 'A worry that stands on record: say it as it is now. Another worry goes into an empty place'
            : `Who is worried, about what, and what may happen to ${called} if nothing changes`
        }
      />
      <LongTextField
        name={fields.goal}
        form={form}
        rows={3}
        label={smallLabel('What does safety look like?')}
        hint={`What the adults do differently, what ${called} lives, what others see, and for how long. It is needed before the plan is agreed`}
      />
      <LongTextField name={fields.outcome} form={form} rows={2} label={smallLabel('How will we know? (optional)')} />
      <SelectField
        name={fields.scale}
        form={form}
        label={smallLabel('How safe is it now, from 0 to 10? (optional)')}
        hint={answers ? `Said last: ${answers}. Yours stands beside them` : 'As you see it. What others say stands beside it'}
        items={scaleChoices('Not asked')}
      />
      {actionPlaces.map(place => {
        const names = actionFields(at, place)
        const part = (
          <>
            <LongTextField name={names.does} form={form} rows={2} label={smallLabel('What is done?')} />
            <TextField name={names.who} form={form} label={smallLabel('Who does it?')} hint="A name" />
            <TextField name={names.measure} form={form} label={smallLabel('How will we know that it is done?')} />
            <DateField name={names.due} form={form} fieldset={smallLegend('By when?')} hint="For example, 6 2 2024" />
          </>
        )
        return (
          <Details
            key={place}
            summary={`Action ${place} for worry ${at}`}
            open={(place === 1 && at === 1) || isFilled(form, Object.values(names))}
          >
            {part}
          </Details>
        )
      })}
    </>
  )
}
