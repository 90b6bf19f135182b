import { partialDate } from '../time/index.ts'
import { text } from './source.ts'

const briefing = text(
  {
    id: 'recurring-themes',
    called: 'recurring themes briefing',
    title: 'Seven-minute briefing on recurring themes from case reviews, 2021 to 2023',
    publisher: 'Salford Safeguarding Children Partnership',
    published: partialDate('2023-09'),
    confidence: 'guidance',
    where: 'safeguardingchildren.salford.gov.uk, seven-minute briefings',
  },
  {
    'box 1': 'neither data protection, agency rules nor missing consent may stop information being shared when a child is at risk',
    'box 2': 'find out what each day is like for this child, whatever the culture, and stay curious',
    'box 3': 'every man, and anyone else, in regular contact with the child is known, so that risk and support can be assessed',
    'box 4': 'babies under one, and children near water or in a bath, need particular care',
    'box 5':
      'every relevant professional is invited to a strategy meeting; its actions are specific, measurable, achievable, realistic and timely, and reach partners promptly',
    'box 6': 'every professional may disagree, challenge with respect and discuss concerns about a decision',
    'box 7': 'where knives or serious violence threaten young people, partners share what they know and learn what daily life is like',
  },
)

/** The briefing on recurring themes (September 2023). Its boxes carry no numbers: they are counted in the order of the text. */
export const recurringThemes = { ...briefing, box: (number: 1 | 2 | 3 | 4 | 5 | 6 | 7) => briefing.at(`box ${number}`) }
