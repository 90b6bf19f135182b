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
    'section 105': 'a child is somebody under the age of eighteen',
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

const adoption = text(
  {
    id: 'adoption-information-regulations-2005',
    called: 'Adoption Information Regulations 2005',
    title: 'Disclosure of Adoption Information (Post-Commencement Adoptions) Regulations 2005',
    publisher: 'Secretary of State for Education and Skills',
    published: partialDate('2005'),
    confidence: 'law',
    where: 'legislation.gov.uk/uksi/2005/888',
  },
  { 'regulation 6': 'the record of an adoption is kept for at least 100 years from the adoption order' },
)

/** The regulations of 2005 on what is kept and said of an adoption. */
export const adoptionInformationRegulations = { ...adoption, regulation: (number: 6) => adoption.at(`regulation ${number}`) }

const dataProtection = text(
  {
    id: 'data-protection-act-2018',
    called: 'Data Protection Act 2018',
    title: 'Data Protection Act 2018',
    publisher: 'Parliament of the United Kingdom',
    published: partialDate('2018'),
    confidence: 'law',
    where: 'legislation.gov.uk/ukpga/2018/12',
  },
  {
    'schedule 2, paragraph 2':
      'what would get in the way of preventing or finding out a crime may be kept from whoever asks for their record',
    'schedule 2, paragraph 16':
      'what tells of somebody else is kept back unless they agree or it is reasonable to give it without; who gave information is told of too',
    'schedule 2, paragraph 17':
      'it is reasonable to name those who work in health, social work or education in what they did or wrote as such',
    'schedule 2, paragraph 19': 'advice of a lawyer, and what is owed confidence as between a lawyer and a client, may be kept back',
    'schedule 3, paragraph 5': 'what concerns health may be kept back where giving it would be likely to harm somebody seriously',
    'schedule 3, paragraph 6':
      'what concerns health is given by somebody who is no health professional only after the health professional concerned was asked whether it would do serious harm',
    'schedule 3, paragraph 10':
      'where somebody asks for a child, what the child gave in confidence or wanted kept is not given against the child’s wish',
    'schedule 3, paragraph 11': 'what comes from social work may be kept back where giving it would be likely to harm somebody seriously',
    'schedule 3, paragraph 21':
      'where somebody asks for a child, what tells of abuse of the child is kept back as far as giving it is not best for the child',
    'schedule 4, paragraph 3': 'what adoption law keeps sealed is not given with a record',
  },
)

/** Where in the Data Protection Act 2018 it says that something may or must be kept back from whoever asks for a record. */
export type DataProtectionPlace = keyof typeof dataProtection.places & string

/** The Data Protection Act 2018, cited by place: what is kept back from somebody who asks for their record. */
export const dataProtectionAct2018 = dataProtection
