import {
  Button,
  Details,
  EmptyState,
  Form,
  type FormState,
  LongTextField,
  RadiosField,
  SelectField,
  smallLabel,
  smallLegend,
  TextField,
} from '../../../design-system/index.ts'
import { plural } from '../../../guidance/index.ts'
import type { PublishedSettings } from '../../../kernel/http/frame.ts'
import type { KeptHelp } from './directory.queries.ts'
import { type Help, helpForm, helpSorts } from './help.ts'

const yesNo = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
]

/** Help that families can find for themselves, for anybody; searched without scripts, and nobody notes who looked. */
export const HelpPage = ({
  services,
  sought,
  sort,
}: {
  services: readonly Help[]
  sought: string
  sort: string
  settings: PublishedSettings
}) => (
  <>
    <h1 class="govuk-heading-l">Find help near you</h1>
    <p class="govuk-body">Help for children and families that you can go to. We do not note who looks here or what for.</p>
    <form method="get" action="/services" role="search" class="govuk-!-margin-bottom-6">
      <TextField
        name="q"
        form={{ typed: { q: sought }, errors: [] }}
        label={smallLabel('What are you looking for?')}
        hint="Such as debt, new baby, somewhere to play"
        autocomplete="off"
      />
      <SelectField
        name="sort"
        form={{ typed: { sort }, errors: [] }}
        label={smallLabel('Kind of help')}
        items={[{ value: '', text: 'Every kind' }, ...Object.entries(helpSorts).map(([value, text]) => ({ value, text }))]}
      />
      <Button text="Search" />
    </form>
    <h2 class="govuk-heading-m">{services.length === 0 ? 'Nothing found' : plural(services.length, 'service')}</h2>
    {services.length === 0 ? (
      <EmptyState wouldBe="No service here fits. Try fewer words or another kind of help, or ask your health visitor, school or doctor." />
    ) : (
      <ul class="govuk-list gt-list-lines">
        {services.map(one => (
          <li key={one.service}>
            <HelpOnPage service={one} />
          </li>
        ))}
      </ul>
    )}
    <p class="govuk-body">
      Worried that a child is being harmed?{' '}
      <a class="govuk-link" href="/worried">
        Tell us
      </a>
      .
    </p>
  </>
)

const HelpOnPage = ({ service }: { service: Help }) => (
  <>
    <h3 class="govuk-heading-s govuk-!-margin-bottom-1">{service.name}</h3>
    <p class="govuk-body-s gt-quiet govuk-!-margin-bottom-1">{helpSorts[service.sort]}</p>
    <p class="govuk-body govuk-!-margin-bottom-1">{service.about}</p>
    {service.forWhom && <p class="govuk-body govuk-!-margin-bottom-1">For: {service.forWhom}</p>}
    <p class="govuk-body govuk-!-margin-bottom-1">
      <strong>{service.direct ? 'You can go there yourself.' : 'Somebody who works with you asks for it.'}</strong> {service.how}
    </p>
    <p class="govuk-body">
      {[service.phone && `Telephone ${service.phone}`, service.place].filter(Boolean).join('; ')}
      {service.website && (
        <>
          {' '}
          <a class="govuk-link" href={service.website} rel="noopener noreferrer">
            Website<span class="govuk-visually-hidden"> of {service.name}</span>
          </a>
        </>
      )}
    </p>
  </>
)

/** The directory as those who keep it see it: every service with the way to change it, and those that have ended. */
export const DirectoryPage = ({ services }: { services: readonly KeptHelp[] }) => {
  const [open, ended] = [services.filter(one => !one.closed), services.filter(one => one.closed)]
  const list = (of: readonly KeptHelp[]) => (
    <ul class="govuk-list gt-list-lines">
      {of.map(one => (
        <li key={one.service}>
          <a class="govuk-link" href={`/directory/${one.service}`}>
            {one.name}
          </a>
          , {helpSorts[one.sort].toLowerCase()}
          {one.by && <span class="gt-quiet"> (last changed by {one.by})</span>}
        </li>
      ))}
    </ul>
  )
  return (
    <>
      <h1 class="govuk-heading-l">Directory of services</h1>
      <p class="govuk-body">
        Anybody can read it under{' '}
        <a class="govuk-link" href="/services">
          Find help near you
        </a>
        .
      </p>
      <Button text="Add a service" href="/directory/new" />
      {open.length === 0 ? <EmptyState wouldBe="Services that families can be told of stand here once they are added." /> : list(open)}
      {ended.length > 0 && <Details summary={`Ended (${ended.length})`}>{list(ended)}</Details>}
    </>
  )
}

/** The form of one service. `seen`: the version that was read, where it is changed. */
export const HelpFormPage = ({
  action,
  seen,
  form,
  csrf,
  commandId,
}: {
  action: string
  seen: number | null
  form: FormState
  csrf: string
  commandId: string
}) => (
  <>
    <h1 class="govuk-heading-l">{seen === null ? 'Add a service' : 'Change a service'}</h1>
    <Form action={action} csrf={csrf} commandId={commandId}>
      {seen !== null && <input type="hidden" name="seen" value={String(seen)} />}
      <TextField name="name" form={form} label={smallLabel(helpForm.labels.name)} />
      <SelectField
        name="sort"
        form={form}
        label={smallLabel(helpForm.labels.sort)}
        items={[{ value: '', text: 'Choose' }, ...Object.entries(helpSorts).map(([value, text]) => ({ value, text }))]}
      />
      <LongTextField name="about" form={form} rows={4} label={smallLabel(helpForm.labels.about)} hint="Two or three plain sentences" />
      <TextField name="forWhom" form={form} label={smallLabel(`${helpForm.labels.forWhom} (optional)`)} />
      <RadiosField name="direct" form={form} classes="govuk-radios--inline" fieldset={smallLegend(helpForm.labels.direct)} items={yesNo} />
      <LongTextField
        name="how"
        form={form}
        rows={2}
        label={smallLabel(`${helpForm.labels.how} (optional)`)}
        hint="Opening times, whom to ask for"
      />
      <TextField name="phone" form={form} label={smallLabel(`${helpForm.labels.phone} (optional)`)} classes="govuk-input--width-20" />
      <TextField
        name="website"
        form={form}
        label={smallLabel(`${helpForm.labels.website} (optional)`)}
        hint="Such as https://example.org"
      />
      <TextField name="place" form={form} label={smallLabel(`${helpForm.labels.place} (optional)`)} />
      {seen !== null && (
        <RadiosField
          name="closed"
          form={form}
          classes="govuk-radios--inline"
          fieldset={smallLegend(helpForm.labels.closed)}
          hint={{ text: 'Then it is shown no longer. Families who were told of it keep that on record.' }}
          items={yesNo}
        />
      )}
      <Button text="Save" preventDoubleClick />
    </Form>
  </>
)
