import {
  CheckboxesField,
  capital,
  DateField,
  Details,
  LongTextField,
  RadiosField,
  smallLabel,
  smallLegend,
  TextField,
} from '../../../design-system/index.ts'
import { agencyWords } from '../../front-door/index.ts'
import { choices } from '../on-record/form-fields.ts'
import { KeptFields, type KeptPage } from '../on-record/kept-routes.tsx'
import type { ChildAtHome } from './around.queries.ts'
import { planForm, triedForm } from './small-forms.ts'
import { listNames } from './visit.page.tsx'
import { attemptMethodWords, attemptWords, signWords } from './visit.ts'
import { visitPlaceWords } from './visit-form.ts'

const yesNo = choices({ yes: 'Yes', no: 'No' })
const inline = 'govuk-radios--inline'

type Parts = KeptPage & { readonly children: readonly ChildAtHome[] }

const WhichChildren = ({ children, form, legend }: Pick<Parts, 'children' | 'form'> & { legend: string }) => (
  <CheckboxesField
    name="children"
    form={form}
    fieldset={smallLegend(legend)}
    items={children.map(one => ({ value: one.child, text: one.name }))}
  />
)

/** What a visit is for, written before it. */
export const PlanVisitPage = ({ children, ...parts }: Parts) => (
  <>
    <h1 class="govuk-heading-l">Plan a visit to {listNames(children.map(one => one.called))}</h1>
    <p class="govuk-body">Two sentences now save you typing in the hallway: they stand over the form when you are there.</p>
    <KeptFields parts={parts} send="Plan this visit">
      <WhichChildren children={children} form={parts.form} legend={planForm.labels.children} />
      <DateField name="for" form={parts.form} fieldset={smallLegend(planForm.labels.for)} hint="Today or later" />
      <TextField
        name="at"
        form={parts.form}
        label={smallLabel(`${planForm.labels.at} (optional)`)}
        hint="For example, 9:30 or 14:05. Today’s visits stand in this order"
        classes="govuk-input--width-5"
        inputmode="text"
      />
      <RadiosField name="announced" form={parts.form} classes={inline} fieldset={smallLegend(planForm.labels.announced)} items={yesNo} />
      <LongTextField
        name="purpose"
        form={parts.form}
        rows={3}
        label={smallLabel(planForm.labels.purpose)}
        hint="For example: see each child’s bedroom, and speak with each alone"
      />
      <LongTextField name="wished" form={parts.form} rows={3} label={smallLabel(planForm.labels.wished)} />
      <Details summary="Somebody comes with me" open={(parts.form.typed['with']?.length ?? 0) > 0}>
        <CheckboxesField
          name="with"
          form={parts.form}
          fieldset={smallLegend(planForm.labels.with)}
          items={(['health', 'police', 'education', 'housing', 'early-help', 'childrens-social-care'] as const).map(value => ({
            value,
            text: capital(agencyWords[value]),
          }))}
        />
      </Details>
    </KeptFields>
  </>
)

/** A visit that was tried in vain: what happened at the door, what could be seen, and when it is tried again. */
export const TriedPage = ({ children, ...parts }: Parts) => (
  <>
    <h1 class="govuk-heading-l">
      {listNames(children.map(one => one.called))} {children.length === 1 ? 'was' : 'were'} not seen
    </h1>
    <p class="govuk-body">Every visit that was tried is written down. If you think a child is in danger now, ring 999.</p>
    <KeptFields parts={parts} send="Record this">
      <RadiosField name="access" form={parts.form} fieldset={smallLegend(triedForm.labels.access)} items={choices(attemptWords)} />
      <RadiosField name="method" form={parts.form} fieldset={smallLegend(triedForm.labels.method)} items={choices(attemptMethodWords)} />
      <WhichChildren children={children} form={parts.form} legend={triedForm.labels.children} />
      <CheckboxesField name="signs" form={parts.form} fieldset={smallLegend(triedForm.labels.signs)} items={choices(signWords)} />
      <LongTextField
        name="whatWasSaid"
        form={parts.form}
        rows={2}
        label={smallLabel(`${triedForm.labels.whatWasSaid} (where somebody spoke)`)}
      />
      <LongTextField name="observed" form={parts.form} rows={2} label={smallLabel(`${triedForm.labels.observed} (optional)`)} />
      <RadiosField name="cardLeft" form={parts.form} classes={inline} fieldset={smallLegend(triedForm.labels.cardLeft)} items={yesNo} />
      <DateField
        name="nextOn"
        form={parts.form}
        fieldset={smallLegend(`${triedForm.labels.nextOn} (optional)`)}
        hint="Without a day, a plan to try again is due within two working days"
      />
      <Details
        summary="When and where: today, now, at home"
        open={parts.form.errors.some(one => ['on', 'time', 'place'].includes(one.field))}
      >
        <DateField name="on" form={parts.form} fieldset={smallLegend(triedForm.labels.on)} hint="For example, 6 2 2024" />
        <TextField
          name="time"
          form={parts.form}
          label={smallLabel(triedForm.labels.time)}
          hint="For example, 9:30 or 14:05"
          classes="govuk-input--width-5"
          inputmode="text"
        />
        <RadiosField name="place" form={parts.form} fieldset={smallLegend(triedForm.labels.place)} items={choices(visitPlaceWords)} />
      </Details>
    </KeptFields>
  </>
)
