import {
  Button,
  CheckAnswers,
  Confirmation,
  Conflict,
  Form,
  NotificationBanner,
  Page,
  SummaryCard,
  SummaryList,
  Table,
  Tabs,
  Tag,
  TaskList,
  Timeline,
  TwoColumn,
} from '../index.ts'
import { entries } from './entries.tsx'
import { Part } from './part.tsx'
import { galleryPartnership, reader } from './partnership.ts'
export const decide = ({ nonce }: { nonce: string }) => (
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
)

export const sent = ({ nonce }: { nonce: string }) => (
  <Page title="Sent" partnership={galleryPartnership} reader={reader} nonce={nonce} navigation={[]}>
    <Confirmation
      title="The Bridge has your concern"
      reference="4F7K-92QD-XM3B"
      next={['A social worker decides by 12:00 on Thursday 4 June.', 'You read here what was decided, and why.']}
      told={[{ who: 'The Bridge', how: 'in its queue, at 14:05' }]}
    />
  </Page>
)
