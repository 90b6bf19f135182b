import { Button, DateField, Details, NotificationBanner } from '../../../design-system/index.ts'
import { printDay, printMoment } from '../../../guidance/index.ts'
import { type Asked, addressOf } from './asked.ts'
import type { PersonParts } from './person-view.ts'

/** Says plainly that the page is about an earlier day; stands above everything. */
export const AsKnownBanner = ({ view, asked }: Pick<PersonParts, 'view' | 'asked'>) =>
  asked.known && view.asKnownAt ? (
    <KnownBanner known={asked.known} now={addressOf(view.person, asked, { known: null, before: null })} />
  ) : null

/** The same for any page about a person; `now`: where what is known now stands. */
export const KnownBanner = ({ known, now }: { known: NonNullable<Asked['known']>; now: string }) => {
  const when = known.param.length === 10 ? printDay(known.on) : printMoment(known.at)
  return (
    <NotificationBanner title="As known on an earlier day">
      <p class="govuk-notification-banner__heading">This page shows what was known on {when}.</p>
      <p class="govuk-body">
        What was written down, corrected or withdrawn later is left out, and what was due is worked out from what was known then. Who may
        read what is as it is today.{' '}
        <a class="govuk-notification-banner__link" href={now}>
          Show what is known now
        </a>
      </p>
    </NotificationBanner>
  )
}

/** Asks for the page as it was known on a day; folded away until it is wanted. */
export const AsKnownOn = ({ view, asked }: PersonParts) => (
  <Details summary="See what was known on an earlier day" open={asked.known !== null || asked.errors.some(one => one.field === 'known')}>
    <p class="govuk-body">Who lived where, who worked with the family, what was due and what had been recorded, all as known then.</p>
    <form method="get" action={`/people/${view.person}`}>
      <DateField
        form={{ typed: asked.typed, errors: asked.errors }}
        name="known"
        fieldset={{ legend: { text: 'The day, to its end' } }}
        hint="For example, 1 3 2024"
      />
      <Button text="Show as known then" classes="govuk-button--secondary" />
    </form>
  </Details>
)
