import type { Level, QueueRow } from '../index.ts'
import {
  ChildHeader,
  DueList,
  EmptyState,
  emptyForm,
  Filters,
  LevelTag,
  levelWords,
  Page,
  Pagination,
  QueueList,
  SelectField,
  TabLinks,
  Timeline,
} from '../index.ts'
import { entries } from './entries.tsx'
import { Part } from './part.tsx'
import { galleryPartnership, reader } from './partnership.ts'

const queue: readonly QueueRow[] = [
  {
    id: 'q1',
    href: '/concerns/1',
    level: 'OVERDUE',
    by: 'Decide by 12:00 today',
    who: 'Amira T, 6, and 2 siblings',
    says: 'Hollow Lane Primary says: hungry, same coat since autumn, asked whether she could stay at school',
    known: ['4th concern in 12 months', '2 agencies say neglect'],
    asked: [
      { agency: 'health', answered: true },
      { agency: 'police', answered: false },
      { agency: 'housing', answered: true },
    ],
    assigned: 'you',
  },
  {
    id: 'q2',
    href: '/concerns/2',
    level: 'DUE',
    by: 'Decide by Thursday 4 June',
    who: 'Unborn child of K Sample, due August',
    says: 'Midwife says: has missed three appointments',
    assigned: 'nobody',
  },
]

const levels = Object.keys(levelWords) as Level[]

/** A child’s page, with everything that stands on it and beside it. */
export const work = ({ nonce }: { nonce: string }) => (
  <Page
    title="A child"
    partnership={galleryPartnership}
    reader={reader}
    nonce={nonce}
    navigation={[
      { text: 'My work', href: '/work' },
      { text: 'The Bridge', href: '/bridge' },
      { text: 'Find a child', href: '/find', active: true },
      { text: 'Learn from a case', href: '/learn' },
    ]}
    way={{
      kind: 'breadcrumbs',
      items: [{ text: 'My work', href: '/work' }, { text: 'The Testcase family', href: '/family' }, { text: 'This child' }],
    }}
  >
    <ChildHeader
      name="Amira Testcase"
      knownAs="Mimi"
      age={{ kind: 'age', text: '6' }}
      lives="Lives with her mother and two brothers in Swinton"
      tags={[
        { text: 'Getting Risk Support' },
        { text: 'Child protection plan: neglect', weight: 'strong' },
        { text: 'Interpreter: Polish' },
      ]}
      workers={[
        { role: 'social worker', name: 'J Invented' },
        { role: 'chair', name: 'S Sample' },
        { role: 'school', name: 'Hollow Lane Primary' },
      ]}
      lastSeen={[
        { how: 'by anyone', when: 'yesterday' },
        { how: 'alone', when: '6 February' },
        { how: 'at home', when: '15 January' },
      ]}
    />
    <Part title="What is due, and why">
      <DueList
        label="What is due, and why"
        items={[
          {
            id: 'd1',
            level: 'CRITICAL',
            text: 'Amira has not been seen at home since 15 January',
            when: '29 days ago',
            because: [{ text: 'visits briefing, July 2024, box 3', href: '/guidance/visits' }],
            evidence: [
              { text: 'visit of 15 January', href: '#entry-1' },
              { text: 'core group of 29 January', href: '#entry-2' },
            ],
            action: { text: 'Record a visit', href: '/visits/new' },
          },
          {
            id: 'd2',
            level: 'DUE',
            text: 'Core group',
            when: 'due Thursday 22 February, 4 working days left',
            because: [{ text: 'Working Together 2023' }],
            evidence: [],
          },
        ]}
      />
    </Part>
    <Part title="Chronology">
      <TabLinks
        label="Chronology as"
        items={[
          { text: 'Timeline', href: '/child', current: true },
          { text: 'Table', href: '/child?as=table', count: 48 },
        ]}
      />
      <Filters
        action="/child"
        label="Filter the chronology"
        chosen={[{ text: 'Agency: school', removeHref: '/child?kind=visit' }]}
        clearHref="/child"
        keep={{ order: 'newest' }}
      >
        <SelectField
          form={emptyForm}
          name="agency"
          label="Agency"
          items={[
            { value: '', text: 'Every agency' },
            { value: 'school', text: 'School' },
          ]}
        />
      </Filters>
      <Timeline label="Chronology, newest first" entries={entries} />
      <Pagination
        items={[
          { number: 1, href: '/child?page=1', current: true },
          { number: 2, href: '/child?page=2' },
          { ellipsis: true },
          { number: 9, href: '/child?page=9' },
        ]}
        next={{ href: '/child?page=2' }}
      />
    </Part>
    <Part title="The Bridge: what waits">
      <QueueList label="Concerns that wait" rows={queue} headingLevel={3} />
      <EmptyState
        wouldBe="Concerns that wait for an answer from an agency would be here. None do."
        action={{ text: 'See all concerns', href: '/bridge' }}
      />
    </Part>
    <Part title="Levels">
      <p class="govuk-body">
        {levels.map(level => (
          <>
            <LevelTag level={level} />{' '}
          </>
        ))}
      </p>
    </Part>
  </Page>
)
