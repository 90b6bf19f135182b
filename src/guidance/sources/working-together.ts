import { day, partialDate } from '../time/index.ts'
import { type Source, text } from './source.ts'

/** What both editions ask of the front door and of child protection. Nobody here has read them in full: the places are known through the pages of councils and charities. */
const places = {
  'decision on a referral': 'a social worker decides within one working day of a referral what happens next, and the referrer is told',
  assessment: 'an assessment takes no longer than 45 working days from the referral',
  'strategy discussion': 'social care, health and the police take part at least, and others as they are relevant',
  'initial conference': 'an initial conference is held within 15 working days of the strategy discussion at which the enquiry began',
  'conference decision': 'each child apart: is the child suffering or likely to suffer significant harm, and of which kind?',
  'core group': 'the core group first meets within 10 working days of the initial conference',
  'review conference': 'the first review is held within three months, and each one after within six',
  'plan ending':
    'a plan ends when the child is no longer likely to suffer significant harm, has moved and the new authority has met, or has grown up, left or died',
  'transfer in': 'the receiving authority holds a conference within 15 working days of being told in writing',
} as const

const edition = (year: '2018' | '2023', rest: Pick<Source, 'published' | 'inForce'>) =>
  text(
    {
      id: `working-together-${year}`,
      called: `Working Together ${year}`,
      title: `Working Together to Safeguard Children (${year})`,
      publisher: 'HM Government',
      confidence: 'guidance',
      where: 'gov.uk/government/publications/working-together-to-safeguard-children--2',
      ...rest,
    },
    places,
  )

/** Statutory guidance in force from July 2018, when the framework of Salford was written, until the edition of December 2023. */
export const workingTogether2018 = edition('2018', {
  published: partialDate('2018-07'),
  inForce: { from: day('2018-07-01'), until: day('2023-12-14') },
})

/** Statutory guidance in force from December 2023. */
export const workingTogether2023 = edition('2023', { published: partialDate('2023-12'), inForce: { from: day('2023-12-15') } })
