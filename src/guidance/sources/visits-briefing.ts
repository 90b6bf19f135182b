import { partialDate } from '../time/index.ts'
import { text } from './source.ts'

const briefing = text(
  {
    id: 'visits-briefing',
    called: 'visits briefing',
    title: 'Seven-minute briefing on child protection visits, after a case review',
    publisher: 'Salford Safeguarding Children Partnership',
    published: partialDate('2024-07'),
    confidence: 'guidance',
    where: 'safeguardingchildren.salford.gov.uk, seven-minute briefings',
  },
  {
    'box 1': 'the case review met themes seen before, from neglect and the unheard child to challenge and the risk of losing the home',
    'box 2': 'children on a plan were visited at school while nobody got into the home, where conditions proved unfit to live in',
    'box 3':
      'between conferences a child is seen alone at least every four weeks; the record says what the child eats, where the child sleeps, and what was gathered and observed',
    'box 4': 'families may have reasons to find partnership hard: build on strengths and ask what happened to them',
    'box 5':
      'when a parent or carer will not let a child on a plan be seen at home, it is escalated: managers, core group and conference chair discuss what next, an earlier review or other urgent action, and the landlord may help to get in',
    'box 6': 'any agency unhappy with a plan or a decision may, after trying to settle it, use the disagreement and escalation policies',
    'box 7': 'where the partnership keeps its guidance on each theme',
  },
)

/** The briefing on child protection visits (July 2024). Its boxes carry printed numbers, 1 to 7. */
export const visitsBriefing = { ...briefing, box: (number: 1 | 2 | 3 | 4 | 5 | 6 | 7) => briefing.at(`box ${number}`) }
