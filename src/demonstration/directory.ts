import type { Organisation } from '../kernel/access/organisation.ts'
import { idNamed } from '../thread/ids.ts'

type Help = NonNullable<Organisation['directory']>[number]

const service = (name: string, sort: string, about: string, more: Partial<Omit<Help, 'id' | 'name' | 'sort' | 'about'>> = {}): Help => ({
  id: idNamed('demonstration service', name),
  name,
  sort,
  about,
  forWhom: '',
  how: '',
  phone: '',
  website: '',
  place: '',
  direct: true,
  ...more,
})

/** The directory of the demonstration: one invented service or two of each kind that the guidance names. None of them exists. */
export const demonstrationDirectory: readonly Help[] = [
  service(
    'Sample Road Family Hub',
    'hub',
    'A warm place with people who know what help there is: playgroups, a cup of tea, somebody to talk to.',
    {
      forWhom: 'families with children of any age',
      how: 'Open Monday to Friday, 9 to 5. Just come in.',
      phone: '0161 496 0201',
      place: '1 Sample Road',
      website: 'https://hub.example.org',
    },
  ),
  service('Invented Health Visitors', 'health-visiting', 'Help with a new baby: feeding, sleep, growing, and how you are yourself.', {
    forWhom: 'families with children under five',
    how: 'Ring and ask for the health visitor on duty.',
    phone: '0161 496 0202',
  }),
  service('Sample Road Surgery', 'doctor', 'Family doctors for everybody who lives nearby.', {
    phone: '0161 496 0203',
    place: '14 Sample Road',
  }),
  service(
    'Little Acorns Invented Nursery',
    'childcare',
    'Nursery places from nine months, with free hours for those who have a right to them.',
    {
      forWhom: 'children from nine months to school age',
      phone: '0161 496 0204',
    },
  ),
  service('Invented Homes Advice', 'housing', 'Help when you may lose your home, when it is damp or too small, or when you have none.', {
    how: 'If you have nowhere to stay tonight, ring at any hour.',
    phone: '0161 496 0205',
  }),
  service('Kind Neighbours Sample', 'voluntary', 'Volunteers who visit families every week to lend a hand.', {
    how: 'A health visitor, a school or a social worker asks for it with you.',
    direct: false,
    phone: '0161 496 0206',
  }),
  service(
    'Sample Street Church and Mosque Kitchen',
    'faith',
    'A hot meal on Thursdays, food to take home, and company. For all faiths and none.',
    {
      place: 'Hall on Sample Street',
    },
  ),
  service('The Invented Yard', 'youth', 'Somewhere to go after school and on Friday evenings, with youth workers you can talk to.', {
    forWhom: 'young people of 11 to 19',
    phone: '0161 496 0207',
  }),
  service(
    'Invented Young People’s Clinic',
    'sexual-health',
    'Contraception, tests and advice. It is free, and nobody is told that you came.',
    {
      forWhom: 'young people under 25',
      phone: '0161 496 0208',
    },
  ),
  service('Sample Debt and Benefits Advice', 'debt-and-benefits', 'Free advice about debt, rent, benefits and letters that frighten you.', {
    how: 'Ring for a time, or come on Tuesday mornings.',
    phone: '0161 496 0209',
    website: 'https://advice.example.org',
  }),
]
