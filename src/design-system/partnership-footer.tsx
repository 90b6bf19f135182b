import type { Partnership } from './partnership.ts'

const telephoneHref = (number: string): string => `tel:${number.replaceAll(/[^\d+]/g, '')}`

/** The foot of every page: whom to ring, 999 first, and the partnership's standing pages. */
export function PartnershipFooter({ partnership }: { partnership: Pick<Partnership, 'name' | 'contacts' | 'footLinks'> }) {
  return (
    <div class="gt-foot">
      <div class="govuk-width-container">
        <h2 class="gt-foot__heading">If you are worried about a child</h2>
        <ul class="gt-foot__contacts">
          <li>
            <strong>A child in danger now:</strong> call <a href="tel:999">999</a>
          </li>
          {partnership.contacts.map(contact => (
            <li key={contact.name}>
              <strong>{contact.name}:</strong> <a href={telephoneHref(contact.telephone)}>{contact.telephone}</a>
              <span class="gt-foot__hours"> {contact.hours}</span>
            </li>
          ))}
        </ul>
        {partnership.footLinks.length > 0 && (
          <ul class="gt-foot__links">
            {partnership.footLinks.map(link => (
              <li key={link.href}>
                <a href={link.href}>{link.text}</a>
              </li>
            ))}
          </ul>
        )}
        <p class="gt-foot__name">{partnership.name}</p>
      </div>
    </div>
  )
}
