import { WarningText } from '../../../../design-system/index.ts'
import type { PublishedSettings } from '../../../../kernel/http/frame.ts'

/** Whom to ring, before anything is typed: a form is never the way to raise an emergency (practice: immediate-danger). */
export const RingFirst = ({ settings }: { settings: PublishedSettings }) => (
  <>
    <WarningText text="If a child is in danger now, ring 999. Then ring The Bridge. Do not wait for this form." />
    <WhomToRing settings={settings} />
  </>
)

/** The numbers to ring about harm, each with its hours. */
export const WhomToRing = ({ settings }: { settings: PublishedSettings }) => (
  <ul class="govuk-list">
    {toRingAboutHarm(settings).map(contact => (
      <li key={contact.telephone}>
        {contact.name}:{' '}
        <a class="govuk-link" href={`tel:${contact.telephone.replaceAll(' ', '')}`}>
          {contact.telephone}
        </a>
        , {contact.hours}
      </li>
    ))}
  </ul>
)

const toRingAboutHarm = ({ contacts = [] }: PublishedSettings) => contacts.filter(contact => contact.for !== 'advice')
