import {
  CheckboxesField,
  DateField,
  Details,
  type FormState,
  InsetText,
  LongTextField,
  RadiosField,
  SelectField,
  smallLabel,
  smallLegend,
  TextField,
} from '../../../design-system/index.ts'
import { type Around, WhoIsAround } from '../../commands.ts'
import { inList } from '../../meetings/index.ts'
import { harmWords } from '../harm/harm-suspected.ts'
import { choices } from '../on-record/form-fields.ts'
import { KeptFields, type KeptPage } from '../on-record/kept-routes.tsx'
import { LeftBehind, leftBehind, placesOf } from '../on-record/places.tsx'
import { consideredWords } from '../sibling-consideration/sibling-considered.ts'
import type { ChildAtHome } from './strategy.queries.ts'
import { immediateWords, insteadWords, medicalWords, parentsToldWords, strategyWords } from './strategy-decision.ts'
import { childPlace, childPlaces, fieldsOf, strategyForm, weighed, weighedWords } from './strategy-form.ts'

/** What the page is about: the children, and the strategy meetings that were called about the first of them. */
export type StrategyOpened = {
  readonly children: readonly ChildAtHome[]
  readonly closed: number
  /** Who is around those children of whom whoever asks may write it down. */
  readonly around: Around | null
  readonly meetings: readonly { readonly value: string; readonly text: string }[]
}

const { labels } = strategyForm

/** What a strategy meeting decided, each child on its own and all on one screen. */
export const StrategyPage = ({ opened, parts }: { opened: StrategyOpened; parts: KeptPage }) => {
  const { form } = parts
  const { children, meetings, closed } = opened
  const places = placesOf(
    children.map(one => one.subject),
    form.typed,
    childPlaces,
    childPlace.owner,
  )
  return (
    <>
      <h1 class="govuk-heading-l">What the strategy meeting decided for {inList(children.map(one => one.called))}</h1>
      <InsetText>
        Each child is decided about on its own, and every child of the home is thought of. What you write of one stands on that child’s
        record alone.
      </InsetText>
      {closed > 0 && (
        <p class="govuk-body">
          {closed === 1 ? 'One more child lives' : `${closed} more children live`} there whom you do not work with: ask who does to write
          down that they were thought of.
        </p>
      )}
      <KeptFields parts={parts} send="Write down what was decided">
        {meetings.length > 0 && (
          <SelectField
            name="meeting"
            form={form}
            label={smallLabel(labels['meeting'] ?? '')}
            items={[{ value: '', text: 'No meeting on record: a discussion by telephone' }, ...meetings]}
          />
        )}
        <DateField name="on" form={form} fieldset={smallLegend(labels['on'] ?? '')} hint="For example, 6 2 2024" />
        <TextField
          name="time"
          form={form}
          label={smallLabel(`${labels['time']} (optional)`)}
          hint="For example, 9:30 or 14:05"
          classes="govuk-input--width-5"
        />
        {children.map((child, nth) => (
          <OneChild key={child.subject} child={child} place={places[nth] as number} form={form} />
        ))}
        <LeftBehind left={leftBehind(places, form.typed, childPlaces, childPlace)} />
        {opened.around && (
          <>
            <h2 class="govuk-heading-m">Who is around them?</h2>
            <WhoIsAround form={form} around={opened.around} ask="Whom do they still see?" />
          </>
        )}
        <h2 class="govuk-heading-m">For all of them</h2>
        <RadiosField name="parents" form={form} fieldset={smallLegend(labels['parents'] ?? '')} items={choices(parentsToldWords)} />
        <LongTextField name="parentsWords" form={form} rows={3} label={smallLabel(`${labels['parentsWords']} (optional)`)} />
        <DateField name="parentsBy" form={form} fieldset={smallLegend(`${labels['parentsBy']} (optional)`)} />
        <LongTextField name="contingency" form={form} rows={3} label={smallLabel(`${labels['contingency']} (optional)`)} />
        <DateField name="reviewOn" form={form} fieldset={smallLegend(`${labels['reviewOn']} (optional)`)} />
      </KeptFields>
    </>
  )
}

const isWritten = ({ typed, errors }: FormState, names: readonly string[]): boolean =>
  names.some(name => Boolean(typed[name]?.length) || errors.some(error => error.field === name))

const OneChild = ({ child, place, form }: { child: ChildAtHome; place: number; form: FormState }) => {
  const names = fieldsOf(place)
  const { called } = child
  return (
    <section aria-labelledby={`child-${place}`}>
      <h2 class="govuk-heading-m" id={`child-${place}`}>
        {child.name}
      </h2>
      <input type="hidden" name={names.child} value={child.subject} />
      <RadiosField
        name={names.decision}
        form={form}
        fieldset={smallLegend(`What was decided for ${called}?`)}
        items={[
          ...choices(strategyWords).map(one =>
            one.value === 'no-section-47'
              ? {
                  ...one,
                  conditional: (
                    <RadiosField
                      name={names.instead}
                      form={form}
                      fieldset={smallLegend('What happens instead?')}
                      items={choices(insteadWords)}
                    />
                  ),
                }
              : one,
          ),
          {
            value: 'considered',
            text: `Nothing was decided for ${called}, who was thought of`,
            conditional: (
              <RadiosField name={names.found} form={form} fieldset={smallLegend(`How is ${called}?`)} items={choices(consideredWords)} />
            ),
          },
        ]}
      />
      <LongTextField name={names.reasons} form={form} rows={4} label={smallLabel(`Why, for ${called}?`)} />
      <RadiosField
        name={names.protection}
        form={form}
        fieldset={smallLegend(`How is ${called} safe now?`)}
        items={choices(immediateWords)}
      />
      <LongTextField name={names.protectionWords} form={form} rows={2} label="Who sees to that, and until when? (optional)" />
      <RadiosField
        name={names.medical}
        form={form}
        classes="govuk-radios--inline"
        fieldset={smallLegend(`A medical for ${called} (optional)`)}
        items={choices(medicalWords)}
      />
      <LongTextField
        name={names.medicalWords}
        form={form}
        rows={2}
        label="Which, where, and who consents? (optional)"
        hint="Read by those who read health"
      />
      <Details
        summary={`How significant harm was weighed for ${called}`}
        open={place === 1 || isWritten(form, [names.harm, ...Object.values(names.weighed)])}
      >
        <CheckboxesField name={names.harm} form={form} fieldset={smallLegend('What kind of harm?')} items={choices(harmWords)} />
        {weighed.map(name => (
          <LongTextField key={name} name={names.weighed[name]} form={form} rows={2} label={smallLabel(weighedWords[name])} />
        ))}
      </Details>
    </section>
  )
}
