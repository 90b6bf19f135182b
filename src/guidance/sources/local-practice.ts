import { partialDate } from '../time/index.ts'
import { type Source, text } from './source.ts'

const salford = 'Salford City Council'
const partnership = 'Salford Safeguarding Children Partnership'

const page = <const Place extends string>(
  id: string,
  called: string,
  publisher: string,
  places: Readonly<Record<Place, string>>,
  more: Partial<Pick<Source, 'published' | 'where' | 'confidence'>> = {},
) => text({ id, called, title: called, publisher, published: 'not dated', confidence: 'local', ...more }, places)

/**
 * Pages of councils, partnerships and charities from which numbers and habits come that the guidance of Salford leaves open: each a
 * default that an authority may change, to be checked against its own procedures.
 */
export const localPractice = {
  bridgeTeam: page(
    'salford-teams',
    'The teams of children’s social care in Salford',
    salford,
    { 'The Bridge': 'several agencies work in The Bridge, and a contact stays with it for one working day at most' },
    { where: 'salford.gov.uk, be a social worker in Salford' },
  ),
  bridgeHours: page(
    'partnership-news-april-2023',
    'partnership news of April 2023',
    partnership,
    { hours: 'The Bridge is open Monday to Friday, 8:30am to 4:30pm; otherwise the Emergency Duty Team answers' },
    { published: partialDate('2023-04'), where: 'safeguardingchildren.salford.gov.uk/news/april-2023/' },
  ),
  referrerNames: page(
    'partnership-news-january-2023',
    'partnership news of January 2023',
    partnership,
    { anonymity: 'a professional who refers gives a name; a member of the public need not' },
    { published: partialDate('2023-01'), where: 'safeguardingchildren.salford.gov.uk/news/january-2023/' },
  ),
  thrivingFamiliesTool: page(
    'partnership-news-september-2020',
    'partnership news of September 2020',
    partnership,
    { tool: 'the Thriving Families Tool takes the place of the Graded Care Profile' },
    { published: partialDate('2020-09'), where: 'safeguardingchildren.salford.gov.uk/news/2020-news-pages/september-2020/' },
  ),
  parentPages: page(
    'parent-pages',
    'child protection pages for parents and carers',
    partnership,
    {
      conference: 'parents meet the chair first, read the reports, and may bring somebody or write their views',
      visits: 'a visiting social worker shows identification, says why, asks to see the child and looks at immediate risk',
    },
    { where: 'safeguardingchildren.salford.gov.uk/parents-and-carers/child-protection-process/' },
  ),
  salfordTransfer: page('salford-transfer', 'transfer protocol of Salford', salford, {
    registration: 'the safeguarding unit is told of every child on a plan who moves in, for a time or for good',
  }),
  howSocialWorkersDecide: page('how-social-workers-decide', 'How social workers decide', 'Family Rights Group', {
    referral: 'a referral is decided within one working day',
    assessment: 'an assessment takes up to 45 working days',
  }),
  feedbackToSchools: page('norfolk-schools', 'advice to schools in Norfolk', 'Norfolk', {
    feedback: 'a referrer who hears nothing asks again',
  }),
  knowsleyChildProtection: page('knowsley-child-protection', 'child protection process of Knowsley', 'Knowsley', {
    strategy: 'a strategy discussion is held within 24 hours, called and led by the team manager of social care',
  }),
  norfolkConferences: page('norfolk-conferences', 'initial conferences in Norfolk', 'Norfolk Safeguarding Children Partnership', {
    conference: 'the conference is held within 15 working days of the strategy discussion that began the enquiry',
    'core group': 'the core group first meets within 10 working days',
    'between visits': 'the plan says who else sees the child between the visits of the social worker',
    'transfer in': 'a conference is held within 15 working days of written notice',
  }),
  boltonConferences: page('bolton-conferences', 'conferences and transfers in Bolton', 'Bolton', {
    request: 'the conference is asked for within one working day of the decision',
    'right to ask': 'another agency may ask for a conference, and one backed by a senior manager is normally held',
    transfer: 'a transfer counts from the written information',
  }),
  portsmouthConferences: page('portsmouth-conferences', 'restorative conferences in Portsmouth', 'Portsmouth', {
    report: 'the report is ready two working days before the conference',
  }),
  northYorkshirePlans: page(
    'north-yorkshire-plans',
    'managing a plan in North Yorkshire',
    'North Yorkshire Safeguarding Children Partnership',
    {
      review: 'the first review is held within three months, each one after within six',
      report: 'the report is ready five working days before the review',
    },
  ),
  liverpoolVisits: page('liverpool-visits', 'child protection visits in Liverpool', 'Liverpool', {
    recording: 'a visit is recorded within two working days',
    'core group': 'seeing the child at a core group is no visit',
    'between visits': 'the plan says who else sees the child between the visits of the social worker',
  }),
  salfordLegalPlanning: page(
    'salford-legal-planning',
    'legal planning meetings',
    salford,
    {
      'before proceedings':
        'a legal planning meeting comes before the work: social worker, practice manager and lawyer are there, and a service manager chairs',
      again: 'where proceedings follow later, there is a further one',
    },
    {
      published: partialDate('2017'),
      where: 'salfordchildcare.proceduresonline.com, legal planning meetings',
    },
  ),
  londonPreBirth: page('london-pre-birth', 'London child protection procedures, before and after a birth', 'London authorities', {
    birth: 'after the birth the plan is looked at again within 10 working days, or 20 where the mother is unfit to attend',
  }),
  quoracy: page('quoracy', 'who must be at a conference, in Sussex, Swindon and Guernsey', 'neighbouring partnerships', {
    quorum:
      'social care and at least two other agencies that work with the family take part; otherwise it is set again within 10 working days',
    report: 'every agency invited sends a report, also when it cannot come',
  }),
  seriousIncidents: page('serious-incidents', 'serious incidents in North East Lincolnshire and Tees', 'neighbouring partnerships', {
    notification:
      'where a child has died or was seriously harmed and abuse or neglect is known or suspected, the authority notifies the national panel within five working days of becoming aware',
  }),
  rapidReviews: page('rapid-reviews', 'rapid reviews in Cambridgeshire and Peterborough', 'neighbouring partnerships', {
    time: 'the rapid review is completed within 15 working days of the day on which the notification was sent',
  }),
  coreGroups: page('core-groups', 'core groups in Buckinghamshire', 'Buckinghamshire', {
    'joint responsibility': 'the core group is everyone’s task and goes ahead without the social worker',
  }),
  childProtectionInformationSharing: page('cp-is', 'Child Protection Information Sharing', 'NHS England', {
    flag: 'the authority tells the NHS which children are on a plan or cared for, and hears when one comes to unscheduled care',
  }),
  seftonEscalation: page(
    'sefton-escalation',
    'resolving professional disagreements in Sefton, 2017',
    'Sefton',
    { stages: 'a disagreement goes up by stages, each with a few working days, and is written down' },
    { published: partialDate('2017') },
  ),
  categories: page('census-categories', 'categories of abuse in the children in need census', 'Department for Education', {
    categories: 'a plan names neglect, physical, sexual or emotional abuse; second and later plans are counted',
  }),
} as const

const knowledge = text(
  {
    id: 'general-practice',
    called: 'general practice',
    title: 'General professional knowledge, not yet compared with a source',
    publisher: 'Golden Thread',
    published: 'not dated',
    confidence: 'unchecked',
  },
  {},
)

/** A reason that rests on what people in the field know and nobody has yet compared with a source. */
export const uncheckedPractice = (words: string) => ({ source: knowledge.id, words })
export const generalPractice: Source = knowledge
