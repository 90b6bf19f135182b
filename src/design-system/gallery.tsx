import type { VNode } from 'preact'
import type { FormState, Level, Partnership, QueueRow, Reader, ReplayEvent, ReplaySaying, TimelineEntry } from './index.ts'
import {
  Button,
  CheckAnswers,
  CheckboxesField,
  ChildHeader,
  Confirmation,
  Conflict,
  CountedTextField,
  DateField,
  Details,
  DueList,
  EmptyState,
  emptyForm,
  FileField,
  Filters,
  Form,
  InsetText,
  LevelTag,
  LongTextField,
  levelWords,
  NotificationBanner,
  Page,
  Pagination,
  PasswordField,
  partnershipTheme,
  QueueList,
  RadiosField,
  ReplayPicture,
  SaveState,
  SelectField,
  SummaryCard,
  SummaryList,
  TabLinks,
  Table,
  Tabs,
  Tag,
  TaskList,
  TextField,
  Timeline,
  TwoColumn,
  WarningText,
} from './index.ts'

/** The partnership of the gallery, with invented numbers. */
export const galleryPartnership: Partnership = {
  name: 'Invented Safeguarding Children Partnership',
  homeHref: '/',
  theme: partnershipTheme(),
  contacts: [
    { name: 'The Bridge', telephone: '0161 496 0100', hours: 'Monday to Friday, 8:30am to 4:30pm' },
    { name: 'Emergency duty team', telephone: '0161 496 0101', hours: 'nights, weekends and bank holidays' },
  ],
  footLinks: [
    { text: 'How we use information', href: '/privacy' },
    { text: 'Accessibility', href: '/accessibility' },
  ],
}

const reader: Reader = {
  kind: 'signed-in',
  name: 'Jo Invented',
  role: 'social worker',
  agency: 'The Bridge',
  csrf: 'gallery',
  signOutAction: '/sign-out',
}

const wrong: FormState = {
  typed: {
    surname: 'Testcase',
    story: '\nAmira said "I had toast" & went quiet.',
    'born-day': '31',
    'born-month': '13',
    'born-year': '2017',
    area: 'swinton',
    worries: ['food', 'clothes'],
    injury: 'yes',
    'injury-where': 'left arm',
  },
  errors: [
    { field: 'surname', message: 'Enter the family name as the school has it' },
    { field: 'born-month', message: 'Month must be a number from 1 to 12' },
    { field: 'injury', message: 'Say whether the child is hurt' },
    { field: 'agreed', message: 'Say whether the family knows' },
  ],
}

const entries: readonly TimelineEntry[] = [
  {
    id: 'entry-1',
    when: { iso: '2024-02-06', text: 'Tuesday 6 February 2024' },
    title: 'Visit at school, seen alone',
    href: '/entries/1',
    agency: 'Children’s social care',
    who: 'Jo Invented, social worker',
    text: (
      <p>
        Amira drew her house. She did not want to talk about meals. In her words: “I have toast when Nana comes.” Bedroom and meals were not
        looked at, because this was at school.
      </p>
    ),
    significant: true,
    notes: ['recorded 8 February, 2 days later'],
  },
  {
    id: 'entry-2',
    when: { iso: '2024-01-29', text: 'Monday 29 January 2024' },
    title: 'Core group',
    href: '/entries/2',
    agency: 'Partnership',
    who: 'Sam Sample, chair',
    text: <p>Not yet seen at home since 15 January.</p>,
    significant: false,
  },
  {
    id: 'entry-3',
    when: { iso: '2023-11', text: 'November 2023' },
    title: 'Concern from a neighbour',
    agency: 'Housing',
    who: 'Housing officer',
    significant: false,
    notes: ['only the month is known'],
  },
]

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

const levels = Object.keys(levelWords) as Level[]

function Fields({ form, prefix }: { form: FormState; prefix: string }) {
  return (
    <Form action="/gallery" csrf="gallery" commandId={`gallery-${prefix}`} draft={{ autosaveUrl: '/drafts/1', version: '1' }} files>
      <TextField form={form} name={`${prefix}surname`} label="Family name" classes="govuk-input--width-20" autocomplete="off" />
      <LongTextField
        form={form}
        name={`${prefix}story`}
        label="What have you seen or heard?"
        hint="In the child’s own words where you can."
      />
      <CountedTextField form={form} name={`${prefix}summary`} label="In a few words" limit={{ maxwords: 50 }} rows={3} />
      <DateField
        form={form}
        name={`${prefix}born`}
        fieldset={{ legend: { text: 'When was the child born?', classes: 'govuk-fieldset__legend--m' } }}
        hint="For example, 27 3 2017"
      />
      <RadiosField
        form={form}
        name={`${prefix}injury`}
        fieldset={{ legend: { text: 'Is the child hurt?', classes: 'govuk-fieldset__legend--m' } }}
        items={[
          {
            value: 'yes',
            text: 'Yes',
            hint: 'A bruise, a burn, pain, anything you can see',
            conditional: (
              <TextField form={form} name={`${prefix}injury-where`} label="Where on the body?" classes="govuk-input--width-20" />
            ),
          },
          { value: 'no', text: 'No' },
          { divider: 'or' },
          { value: 'unknown', text: 'I could not see' },
        ]}
      />
      <CheckboxesField
        form={form}
        name={`${prefix}worries`}
        fieldset={{ legend: { text: 'What are you worried about?', classes: 'govuk-fieldset__legend--m' } }}
        items={[
          { value: 'food', text: 'Food and drink' },
          { value: 'clothes', text: 'Clothes and warmth' },
          { divider: 'or' },
          { value: 'none', text: 'None of these', behaviour: 'exclusive' },
        ]}
      />
      <SelectField
        form={form}
        name={`${prefix}area`}
        label="Area"
        items={[
          { value: '', text: 'Choose' },
          { value: 'eccles', text: 'Eccles' },
          { value: 'swinton', text: 'Swinton' },
        ]}
      />
      <FileField form={form} name={`${prefix}photo`} label="Add a document" />
      <PasswordField form={form} name={`${prefix}password`} label="Password" />
      <SaveState savedAt="14:05" />
      <div class="govuk-button-group">
        <Button text="Continue" preventDoubleClick />
        <Button text="Close without sending" classes="govuk-button--warning" />
        <a class="govuk-link" href="/gallery">
          Cancel
        </a>
      </div>
    </Form>
  )
}

const Part = ({ title, children }: { title: string; children: VNode | VNode[] }) => (
  <section aria-label={title}>
    <h2 class="govuk-heading-l">{title}</h2>
    {children}
  </section>
)

/** The pages of the gallery: every component of the design system, for looking and for the accessibility tests. */
export const galleryPages = {
  work: ({ nonce }: { nonce: string }) => (
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
  ),
  form: ({ nonce }: { nonce: string }) => (
    <Page
      title="Tell us about a child"
      partnership={galleryPartnership}
      reader={{ kind: 'anyone', signInHref: '/sign-in' }}
      nonce={nonce}
      navigation={[]}
      errors={wrong.errors.slice(0, 3)}
      way={{ kind: 'back', href: '/start' }}
      safeExit="https://www.example.org/"
      islands={['autosave.js']}
    >
      <h1 class="govuk-heading-xl">Tell us about a child</h1>
      <WarningText text="If a child is in danger now, call 999." />
      <Fields form={wrong} prefix="" />
      <Details summary="What happens to what you tell us" text="A social worker at The Bridge reads it the same day." />
      <InsetText text="You do not need to be sure. Worry is enough." />
    </Page>
  ),
  decide: ({ nonce }: { nonce: string }) => (
    <Page
      title="A concern, being screened"
      partnership={galleryPartnership}
      reader={reader}
      nonce={nonce}
      navigation={[{ text: 'My work', href: '/work' }]}
      wide
      notice={<NotificationBanner text="The school has answered." />}
    >
      <h1 class="govuk-heading-xl">A concern about Amira and her brothers</h1>
      <TwoColumn
        left={{
          title: 'What we are told',
          content: (
            <SummaryList
              rows={[
                { key: 'Who says so', value: 'Hollow Lane Primary, safeguarding lead' },
                {
                  key: 'Said',
                  value: 'Hungry, same coat since autumn',
                  actions: { items: [{ href: '/x', text: 'Open', visuallyHiddenText: 'the concern' }] },
                },
              ]}
            />
          ),
        }}
        right={{
          title: 'What is already known',
          content: <Timeline label="Earlier concerns" entries={entries.slice(1).map(entry => ({ ...entry, id: `known-${entry.id}` }))} />,
        }}
      />
      <SummaryCard
        title={{ text: 'Yusuf Testcase, 3' }}
        actions={{ items: [{ href: '/yusuf', text: 'Open', visuallyHiddenText: 'record' }] }}
        rows={[{ key: 'Lives', value: 'with his mother, Amira and Idris' }]}
      />
      <Part title="Who has been asked">
        <Table
          caption="Checks"
          head={['Agency', 'Asked', { text: 'Hours', format: 'numeric' }]}
          rows={[
            ['Health', 'answered', { text: '3', format: 'numeric' }],
            ['Police', { text: <Tag text="waiting" classes="govuk-tag--grey" /> }, { text: '11', format: 'numeric' }],
          ]}
          firstCellIsHeader
        />
        <TaskList
          items={[
            { title: 'Read what is known', href: '/a', status: { text: 'Completed' } },
            {
              title: 'Ask the agencies',
              hint: 'health, police, housing',
              href: '/b',
              status: { tag: { text: 'Two waiting', classes: 'govuk-tag--yellow' } },
            },
          ]}
        />
        <Tabs
          items={[
            { label: 'Police', id: 'police', panel: { content: 'Nothing known.' } },
            { label: 'Health', id: 'health', panel: { content: 'Two missed appointments.' } },
          ]}
        />
      </Part>
      <Part title="Two people wrote at once">
        <Form action="/conflict" csrf="gallery" commandId="gallery-conflict">
          <Conflict
            by="J Invented"
            at="14:02"
            fields={[
              {
                name: 'meals',
                label: 'Meals',
                yours: 'Amira had eaten breakfast. The fridge had milk and bread.',
                theirs: 'Amira had not eaten breakfast. The fridge was empty.',
              },
              { name: 'sleep', label: 'Sleeping', yours: 'Own bed, clean', theirs: 'Own bed, clean' },
            ]}
          >
            <Button text="Save what I chose" preventDoubleClick />
          </Conflict>
        </Form>
      </Part>
      <CheckAnswers
        sections={[
          {
            title: 'About the child',
            answers: [
              { question: 'Name', answer: 'Amira Testcase', change: { href: '/change/name', what: 'the name' } },
              { question: 'Born', answer: '', change: { href: '/change/born', what: 'the date of birth' } },
            ],
          },
        ]}
      >
        <Button text="Send to The Bridge" />
      </CheckAnswers>
    </Page>
  ),
  sent: ({ nonce }: { nonce: string }) => (
    <Page title="Sent" partnership={galleryPartnership} reader={reader} nonce={nonce} navigation={[]}>
      <Confirmation
        title="The Bridge has your concern"
        reference="4F7K-92QD-XM3B"
        next={['A social worker decides by 12:00 on Thursday 4 June.', 'You read here what was decided, and why.']}
        told={[{ who: 'The Bridge', how: 'in its queue, at 14:05' }]}
      />
    </Page>
  ),
  learn: ({ nonce }: { nonce: string }) => (
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
  ),
} as const

export type GalleryPage = keyof typeof galleryPages
