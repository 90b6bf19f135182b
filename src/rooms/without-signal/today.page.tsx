import { Button, CheckboxesField, EmptyState, Form, type FormState, PasswordField } from '../../design-system/index.ts'
import { type Day, printMomentShort } from '../../guidance/index.ts'
import { pressingOf, titleOfFamily } from './along.tsx'
import type { Out } from './taking.ts'
import type { TodaysFamily } from './todays-families.ts'

/** The children whom the reader works with, by household, and the way to take some of them along to where there is no signal. */
export const TodayPage = ({
  families,
  out,
  today,
  mayVisit,
  csrf,
  form,
}: {
  families: readonly TodaysFamily[]
  out: readonly Out[]
  today: Day
  /** Does the reader write down visits? */
  mayVisit: boolean
  csrf: string
  form: FormState
}) => {
  const groups = [
    { heading: 'Planned for today', of: families.filter(one => one.planned) },
    { heading: 'A visit is due', of: families.filter(one => !one.planned && one.dueOn) },
    { heading: 'Others you work with', of: families.filter(one => !one.planned && !one.dueOn) },
  ]
  return (
    <>
      <h1 class="govuk-heading-l">Today’s visits</h1>
      <p class="govuk-body" data-taken-along-here hidden>
        Something is with you on this phone.{' '}
        <a class="govuk-link" href="/without-signal">
          Open it
        </a>
      </p>
      {families.length === 0 ? (
        <EmptyState
          wouldBe="The children whom you yourself work with stand here by household, those whose visit is due first. You work with none now."
          action={{ text: 'Go to your work', href: '/' }}
        />
      ) : (
        <>
          {groups.map(
            ({ heading, of }) =>
              of.length > 0 && (
                <section key={heading}>
                  <h2 class="govuk-heading-m">{heading}</h2>
                  <ul class="govuk-list gt-list-lines">
                    {of.map(family => (
                      <li key={family.id}>
                        <OneFamily family={family} today={today} mayVisit={mayVisit} />
                      </li>
                    ))}
                  </ul>
                </section>
              ),
          )}
          <TakeAlong families={families} csrf={csrf} form={form} />
        </>
      )}
      {out.length > 0 && <OutNow out={out} csrf={csrf} />}
    </>
  )
}

const OneFamily = ({ family, today, mayVisit }: { family: TodaysFamily; today: Day; mayVisit: boolean }) => {
  const pressing = pressingOf(family, today)
  return (
    <>
      <p class="govuk-body govuk-!-margin-bottom-1">
        {family.planned?.at && <strong>{family.planned.at} </strong>}
        {family.children.map((child, at) => (
          <>
            {at > 0 && ', '}
            <a class="govuk-link" href={`/people/${child.subject}`}>
              {child.name}
            </a>
          </>
        ))}
      </p>
      {family.planned && (
        <p class="govuk-body-s govuk-!-margin-bottom-1">
          {family.planned.announced ? 'The family knows.' : 'Unannounced.'} {family.planned.purpose}
        </p>
      )}
      {pressing && <p class="govuk-body-s govuk-!-margin-bottom-1">{pressing}</p>}
      {mayVisit && (family.planned ?? family.dueOn) && (
        <p class="govuk-body-s">
          <a class="govuk-link" href={`/people/${family.id}/visits/record`}>
            Record the visit<span class="govuk-visually-hidden"> to {titleOfFamily(family)}</span>
          </a>
        </p>
      )}
    </>
  )
}

const TakeAlong = ({ families, csrf, form }: { families: readonly TodaysFamily[]; csrf: string; form: FormState }) => {
  // Whom a visit is planned to today is whom one takes along; a tick less for a thumb, and taken off as easily.
  const planned = families.filter(one => one.planned).map(one => one.id)
  const chosen = form.errors.length > 0 ? form : { ...form, typed: { ...form.typed, family: planned } }
  return (
    <section aria-labelledby="take-along">
      <h2 class="govuk-heading-m" id="take-along">
        Take along to where there is no signal
      </h2>
      <p class="govuk-body" data-take-along-without>
        This needs a browser that runs scripts and can keep a page. Yours does not, or scripts are switched off: you can work with signal.
      </p>
      <form method="post" action="/visits/today/take" novalidate data-take-along hidden>
        <input type="hidden" name="csrf" value={csrf} />
        <p class="govuk-body">
          A few facts about each child and the form of the visit are kept on this phone, closed with your password. They are destroyed when
          you sign out, and after eight hours. Taking them along is a look at each record, and is noted as one.
        </p>
        <CheckboxesField
          name="family"
          form={chosen}
          fieldset={{ legend: { text: 'Whom do you visit today?', classes: 'govuk-fieldset__legend--s' } }}
          items={families.map(family => ({ value: family.id, text: titleOfFamily(family) }))}
        />
        <CheckboxesField
          name="addresses"
          form={form}
          fieldset={{ legend: { text: 'Where they live', classes: 'govuk-fieldset__legend--s' } }}
          items={[{ value: 'yes', text: 'Take protected addresses along too' }]}
        />
        <PasswordField
          name="password"
          form={form}
          label={{ text: 'Your password' }}
          hint={{ text: 'The same password opens it again, also without signal.' }}
        />
        <p class="govuk-body" role="status" data-take-along-state />
        <Button text="Take them along" />
      </form>
    </section>
  )
}

const OutNow = ({ out, csrf }: { out: readonly Out[]; csrf: string }) => (
  <section aria-labelledby="out-now">
    <h2 class="govuk-heading-m" id="out-now">
      Taken along now
    </h2>
    <ul class="govuk-list gt-list-lines">
      {out.map(one => (
        <li key={one.id}>
          <p class="govuk-body">
            {one.device}, {printMomentShort(one.takenAt)}, until {printMomentShort(one.until)}
          </p>
          <Form action="/visits/today/end" csrf={csrf} commandId="">
            <input type="hidden" name="taken" value={one.id} />
            <Button
              text={
                <>
                  End it<span class="govuk-visually-hidden">: what was taken along {printMomentShort(one.takenAt)}</span>
                </>
              }
              classes="govuk-button--secondary"
            />
          </Form>
        </li>
      ))}
    </ul>
    <p class="govuk-body">
      A phone that was lost? End it here: it destroys what it holds as soon as it has signal. Until then nobody opens it without your
      password. What was typed on it and sent is in your drafts.
    </p>
  </section>
)
