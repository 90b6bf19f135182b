import { partialDate } from '../time/index.ts'
import { text } from './source.ts'

const news = text(
  {
    id: 'partnership-news',
    called: 'partnership news',
    title: 'News of the Salford Safeguarding Children Partnership, November 2019',
    publisher: 'Salford Safeguarding Children Partnership',
    published: partialDate('2019-11'),
    confidence: 'guidance',
    where: 'safeguardingchildren.salford.gov.uk, news, November 2019',
  },
  {
    'Professional Challenge and Escalation':
      'a disagreement between agencies is resolved or escalated, never left; form and guidance were renewed after case reviews',
    'Are you a Salford Parent or Carer?': 'parents and carers may offer to help, and are told how',
    'Practice review policy and toolkit':
      'anyone may refer seriously good work, or concern about how agencies worked together, for a practice review',
    'Initial Child Protection conference- reflective session':
      'before an initial conference the professionals reflect together when the child returns within 12 months of a plan ending, or comes to an initial conference for the third time or more',
    Route29: 'young people of 12 to 17 in care or on the edge of it are offered one integrated team around a hub',
  },
)

/** The partnership's news page of November 2019. */
export const partnershipNews = {
  ...news,
  item: news.at,
  reflectiveSession: news.at('Initial Child Protection conference- reflective session'),
}
