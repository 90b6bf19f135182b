import type { Partnership, Reader } from '../index.ts'
import { partnershipTheme } from '../index.ts'

/** The partnership of the gallery, with invented numbers. */
export const galleryPartnership: Partnership = {
  name: 'Invented Safeguarding Children Partnership',
  homeHref: '/',
  theme: partnershipTheme(),
  contacts: [
    { name: 'The Bridge', telephone: '0161 496 0100', hours: 'Monday to Friday, 8:30am to 4:30pm' },
    { name: 'Emergency duty team', telephone: '0161 496 0101', hours: 'nights, weekends and bank holidays' },
  ],
  footLinks: [
    { text: 'How we use information', href: '/privacy' },
    { text: 'Accessibility', href: '/accessibility' },
  ],
}

/** Somebody of it who has signed in. */
export const reader: Reader = {
  kind: 'signed-in',
  name: 'Jo Invented',
  role: 'social worker',
  agency: 'The Bridge',
  csrf: 'gallery',
  signOutAction: '/sign-out',
}
