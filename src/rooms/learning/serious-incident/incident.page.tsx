import {
  Button,
  capital,
  DateField,
  InsetText,
  LongTextField,
  RadiosField,
  SummaryList,
  smallLabel,
  smallLegend,
  TextField,
  WarningText,
} from '../../../design-system/index.ts'
import { printDay } from '../../../guidance/index.ts'
import { KeptFields, type KeptPage } from '../../../kernel/http/kept-routes.tsx'
import { deathForm, type IncidentForm, knownForm, notifiedForm, reviewForm } from './incident-forms.ts'
import type { IncidentView } from './incident-view.ts'
import {
  abuseWords,
  childDeathNotified,
  harmWords,
  rapidReview,
  reviewWords,
  seriousIncident,
  seriousIncidentNotified,
} from './serious-incident.ts'

const items = (of: Readonly<Record<string, string>>) => Object.entries(of).map(([value, text]) => ({ value, text: capital(text) }))

export const incidentTitles: Readonly<Record<IncidentForm, string>> = {
  known: 'Something serious has happened',
  notified: 'The national panel was notified',
  review: 'The rapid review',
  death: 'Notification of the death',
}

/** What happened to a child, what is due because of it, and what was done. */
export const IncidentPage = ({ view }: { view: IncidentView }) => {
  const { child, told, due } = view
  const here = `/people/${child.subject}/serious-incident`
  const steps: readonly { form: IncidentForm; offered: boolean }[] = [
    { form: 'known', offered: child.may(seriousIncident) },
    { form: 'notified', offered: child.may(seriousIncidentNotified) && view.notifies !== undefined },
    { form: 'review', offered: child.may(rapidReview) && told.of(seriousIncidentNotified).length > 0 },
    { form: 'death', offered: child.may(childDeathNotified) && view.hasDied },
  ]
  const lines = [
    ...told.of(seriousIncident).map(one => ({ one, title: `${capital(harmWords[one.facts.harm])}; ${abuseWords[one.facts.abuse]}` })),
    ...told.of(seriousIncidentNotified).map(one => ({ one, title: 'The national panel was notified' })),
    ...told.of(rapidReview).map(one => ({ one, title: `Rapid review: ${reviewWords[one.facts.decided]}` })),
    ...told.of(childDeathNotified).map(one => ({ one, title: 'The child death review partners were notified' })),
  ].sort((a, b) => (a.one.at < b.one.at ? -1 : 1))
  return (
    <>
      <h1 class="govuk-heading-l">
        {lines.length > 0 || view.hasDied
          ? `${child.called}: something serious has happened`
          : `Has something serious happened to ${child.called}?`}
      </h1>
      <WarningText text="If another child may be unsafe now, ring The Bridge, or 999. This page does not do it." />
      {lines.length === 0 && (
        <p class="govuk-body">
          Write it down when a child has died or was seriously harmed, and abuse or neglect is known or suspected. Whoever answers for the
          service is told at once, and from then it counts down to the notification of the national panel.
        </p>
      )}
      {due.map(one => (
        <InsetText key={one.key}>
          <strong>{one.says}</strong> {one.dueOn ? `By ${printDay(one.dueOn)}.` : ''}
        </InsetText>
      ))}
      <div class="govuk-button-group">
        {steps
          .filter(step => step.offered)
          .map(({ form }, at) => (
            <Button
              key={form}
              text={form === 'known' ? 'Write down what happened' : incidentTitles[form]}
              href={`${here}/${form}`}
              classes={at === 0 ? '' : 'govuk-button--secondary'}
            />
          ))}
      </div>
      {lines.length > 0 && (
        <SummaryList
          rows={lines.map(({ one, title }) => ({
            key: printDay(one.on),
            value: {
              text: (
                <>
                  <strong>{title}</strong>, {one.by}
                  {Object.values(one.said)
                    .filter(Boolean)
                    .map(words => (
                      <p class="govuk-body gt-narrative" key={words}>
                        {words}
                      </p>
                    ))}
                </>
              ),
            },
          }))}
        />
      )}
    </>
  )
}

export type IncidentFormParts = {
  readonly view: IncidentView
  readonly which: IncidentForm
  readonly parts: KeptPage
}

/** One of its forms. */
export const IncidentFormPage = ({ view, which, parts }: IncidentFormParts) => {
  const { form } = parts
  const day = (label: string) => <DateField name="on" form={form} fieldset={smallLegend(label)} hint="For example, 6 2 2024" />
  const fields = {
    known: () => (
      <>
        <RadiosField name="harm" form={form} fieldset={smallLegend(knownForm.labels.harm)} items={items(harmWords)} />
        <RadiosField
          name="abuse"
          form={form}
          fieldset={smallLegend(knownForm.labels.abuse)}
          hint={{ text: 'The whole record is kept from now on, unless it was weighed and is not suspected.' }}
          items={items(abuseWords)}
        />
        {day(knownForm.labels.on)}
        <LongTextField name="whatHappened" form={form} rows={5} label={smallLabel(knownForm.labels.whatHappened)} />
        <LongTextField name="reason" form={form} rows={4} label={smallLabel('Why is it known, suspected, or not?')} />
        <LongTextField name="siblingsSafe" form={form} rows={3} label={smallLabel(knownForm.labels.siblingsSafe)} />
      </>
    ),
    notified: () => (
      <>
        {day(notifiedForm.labels.on)}
        <TextField
          name="reference"
          form={form}
          label={smallLabel(`${notifiedForm.labels.reference} (optional)`)}
          classes="govuk-input--width-20"
        />
        <LongTextField name="note" form={form} rows={3} label={smallLabel(`${notifiedForm.labels.note} (optional)`)} />
      </>
    ),
    review: () => (
      <>
        {day(reviewForm.labels.on)}
        <RadiosField name="decided" form={form} fieldset={smallLegend(reviewForm.labels.decided)} items={items(reviewWords)} />
        <LongTextField name="reason" form={form} rows={4} label={smallLabel(reviewForm.labels.reason)} />
        <LongTextField name="learned" form={form} rows={4} label={smallLabel(`${reviewForm.labels.learned} (optional)`)} />
      </>
    ),
    death: () => (
      <>
        {day(deathForm.labels.on)}
        <RadiosField
          name="unexpected"
          form={form}
          classes="govuk-radios--inline"
          fieldset={smallLegend(deathForm.labels.unexpected)}
          items={items({ yes: 'Yes', no: 'No' })}
        />
        <LongTextField name="note" form={form} rows={3} label={smallLabel(`${deathForm.labels.note} (optional)`)} />
      </>
    ),
  }
  return (
    <>
      <h1 class="govuk-heading-l">
        <span class="govuk-caption-l">{view.child.name}</span>
        {incidentTitles[which]}
      </h1>
      <KeptFields parts={parts} send="Record">
        {fields[which]()}
      </KeptFields>
    </>
  )
}
