import { partialDate } from '../time/index.ts'
import { text } from './source.ts'

const act = text(
  {
    id: 'children-act-1989',
    called: 'Children Act 1989',
    title: 'Children Act 1989',
    publisher: 'Parliament of the United Kingdom',
    published: partialDate('1989'),
    confidence: 'law',
    where: 'legislation.gov.uk/ukpga/1989/41',
  },
  {
    'section 17': 'the authority safeguards and promotes the welfare of children in need, among them every disabled child',
    'section 20': 'the authority accommodates a child who needs it, with the agreement of those who have parental responsibility',
    'section 25': 'when and how long a child may be kept in secure accommodation',
    'section 31':
      'a court makes a care or supervision order where significant harm is owed to the care given, or the child is beyond control',
    'section 43': 'a court may order an assessment of up to seven days',
    'section 44': 'a court may order emergency protection',
    'section 44(1)(b)':
      'emergency protection may be ordered where enquiries are frustrated because urgent access to the child is unreasonably refused',
    'section 45': 'emergency protection lasts up to eight days, and may once be extended by up to seven',
    'section 46': 'the police may protect a child for up to 72 hours; the power gives no right to enter and search',
    'section 47':
      'the authority enquires where it has reasonable cause to suspect that a child suffers or is likely to suffer significant harm',
    'section 47(6)':
      'where access to the child or knowledge of where the child is is refused, the authority applies for an order unless satisfied that the child is safe without',
  },
)

type Section = keyof typeof act.places extends `section ${infer Number}` ? Number : never

/** The Children Act 1989, cited by section. */
export const childrenAct1989 = { ...act, section: (number: Section) => act.at(`section ${number}`) }

const reform = text(
  {
    id: 'family-law-reform-act-1969',
    called: 'Family Law Reform Act 1969',
    title: 'Family Law Reform Act 1969',
    publisher: 'Parliament of the United Kingdom',
    published: partialDate('1969'),
    confidence: 'law',
    where: 'legislation.gov.uk/ukpga/1969/46',
  },
  { 'section 9': 'an age is reached when the anniversary of the birth begins' },
)

/** The Family Law Reform Act 1969: when an age is reached. */
export const familyLawReformAct1969 = { ...reform, section: (number: '9') => reform.at(`section ${number}`) }

const bankHolidays = text(
  {
    id: 'banking-act-1971',
    called: 'Banking and Financial Dealings Act 1971',
    title: 'Banking and Financial Dealings Act 1971',
    publisher: 'Parliament of the United Kingdom',
    published: partialDate('1971'),
    confidence: 'law',
    where: 'legislation.gov.uk/ukpga/1971/80',
  },
  { 'schedule 1': 'which days are bank holidays in England and Wales; others are proclaimed' },
)

/** The Banking and Financial Dealings Act 1971: bank holidays. */
export const bankingAct1971 = { ...bankHolidays, schedule: (number: 1) => bankHolidays.at(`schedule ${number}`) }

const regulations = text(
  {
    id: 'care-planning-regulations-2010',
    called: 'Care Planning Regulations 2010',
    title: 'Care Planning, Placement and Case Review (England) Regulations 2010',
    publisher: 'Secretary of State for Education',
    published: partialDate('2010'),
    confidence: 'law',
    where: 'legislation.gov.uk/uksi/2010/959',
  },
  {
    'part 1': 'a working day is any but Saturday, Sunday, Christmas Day, Good Friday or a bank holiday of England and Wales',
    'regulation 4': 'a care plan is made before the first placement, or else within 10 working days of it',
    'regulation 28': 'how often a cared-for child is visited',
    'regulation 33': 'when the case of a cared-for child is reviewed',
    'regulation 50':
      'the record of a cared-for child is kept until the 75th anniversary of the birth, or for 15 years from the death of one who died before the age of 18',
  },
)

/** The care planning regulations of 2010, cited by part or regulation. */
export const carePlanningRegulations = {
  ...regulations,
  regulation: (number: 4 | 28 | 33 | 50) => regulations.at(`regulation ${number}`),
  definitions: regulations.at('part 1'),
}

const gdpr = text(
  {
    id: 'uk-gdpr',
    called: 'UK GDPR',
    title: 'UK General Data Protection Regulation: Regulation (EU) 2016/679 as it is part of the law of the United Kingdom',
    publisher: 'Parliament of the United Kingdom',
    published: partialDate('2016'),
    confidence: 'law',
    where: 'legislation.gov.uk/eur/2016/679',
  },
  {
    'article 12(3)':
      'whoever asks for what is held about them has an answer within one month; two further months may be taken where it is complex, if they are told so within the first',
  },
)

/** The UK General Data Protection Regulation, cited by article. */
export const ukGdpr = { ...gdpr, article: (number: '12(3)') => gdpr.at(`article ${number}`) }
