import type { ReplayEvent, ReplaySaying } from '../index.ts'
import { Page, ReplayPicture } from '../index.ts'

import { galleryPartnership, reader } from './partnership.ts'

const caseEvents: readonly ReplayEvent[] = [
  { id: 'e1', when: '2011-03', label: 'Neighbour reports children alone at night', who: 'Housing told children’s social care' },
  { id: 'e2', when: '2011-05-16', label: 'School reports hunger', who: 'School told children’s social care' },
  { id: 'e3', when: '2011-05-20', label: 'No further action', who: 'Children’s social care told the school' },
  { id: 'e4', when: '2011-07-15', label: 'Third concern: dirty clothes, missed dentist', who: 'School nurse told children’s social care' },
  { id: 'e5', when: '2011-09', label: 'Health visitor notes weight loss', who: 'Health visitor told the GP' },
  { id: 'e6', when: '2011-11-14', label: 'Police attend at home', who: 'Police told children’s social care' },
  { id: 'e7', when: '2012-02', label: 'Child protection conference', who: 'All agencies' },
]

const caseSayings: readonly ReplaySaying[] = [
  {
    id: 's1',
    level: 'INFO',
    label: 'Second concern about the same children',
    from: '2011-05-16',
    until: '2011-07-15',
    told: 'the screening social worker',
    because: 'our reading of the repeat concern guidance',
  },
  {
    id: 's2',
    level: 'DUE',
    label: 'Read the concerns together',
    from: '2011-07-15',
    until: '2012-02',
    told: 'the team manager',
    because: 'concerns add up, themes, September 2023',
    ended: 'met February 2012',
  },
  {
    id: 's3',
    level: 'CRITICAL',
    label: 'Two agencies say neglect',
    from: '2011-11-14',
    told: 'the service manager',
    because: 'corroboration, themes, September 2023',
  },
]

const denseEvents: readonly ReplayEvent[] = Array.from({ length: 30 }, (_, index) => ({
  id: `dense-${index}`,
  when: `${2010 + Math.floor(index / 15)}-${String(1 + (Math.floor(index / 1.5) % 10)).padStart(2, '0')}-${String(1 + ((index * 7) % 27)).padStart(2, '0')}`,
  label: ['School reports hunger', 'Missed appointment at the clinic', 'Neighbour hears crying at night'][index % 3] ?? '',
}))

/** Learning from a case: a sparse story and a dense one. */
export const learn = ({ nonce }: { nonce: string }) => (
  <Page title="Learn from a case" partnership={galleryPartnership} reader={reader} nonce={nonce} navigation={[]} wide>
    <h1 class="govuk-heading-xl">Learn from a case</h1>
    <p class="govuk-body">This finds no fault with anyone. It shows what a record like this one would have said, and when.</p>
    <ReplayPicture
      id="case"
      title="An invented family, March 2011 to February 2012"
      description="Seven events from four agencies. Above the line what happened, below it what would have been said: a second concern in May, concerns read together from July, two agencies agreeing from November."
      events={caseEvents}
      sayings={caseSayings}
      asOf="2011-12-01"
    />
    <h2 class="govuk-heading-l">A dense story</h2>
    <ReplayPicture
      id="dense"
      title="An invented family known to many, 2010 to 2012"
      description="Thirty events over twenty months, more than can stand beside one another."
      events={denseEvents}
      sayings={[]}
    />
  </Page>
)
