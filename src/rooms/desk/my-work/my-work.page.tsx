import { Details, type DueItem, DueList, EmptyState, LevelTag, TabLinks, WideTable } from '../../../design-system/index.ts'
import { plural, printMomentShort } from '../../../guidance/index.ts'
import { countsOfSeveral } from '../worked-with.ts'
import type { Family, MyWork, Stretch, Stretched, Task, Worked } from './my-work.ts'

/** What the start page offers a reader: only pages that are open to them. */
export type Open = {
  readonly bridge: boolean
  readonly concerns: boolean
  readonly raise: boolean
  readonly announcements: boolean
  readonly team: boolean
  readonly meetings: boolean
  readonly actions: boolean
  readonly notices: boolean
}

/** How what is asked is put together: by when it is to be done, or by family. */
export const groupings = ['day', 'family'] as const
export type Grouping = (typeof groupings)[number]

/** The start page: what is asked of the reader now, by day or by family; drafts; the queue; the people they work with and those they looked at last. */
export const MyWorkPage = ({ work, open, reader, by }: { work: MyWork; open: Open; reader: string; by: Grouping }) => (
  <>
    <h1 class="govuk-heading-l">My work</h1>
    <Tray work={work} open={open} />
    {isEmpty(work) && <Nothing open={open} reader={reader} />}
    {work.families.length > 0 && (
      <section aria-labelledby="to-do">
        <h2 class="govuk-heading-m" id="to-do">
          What is asked of you now
        </h2>
        <TabLinks
          label="What is asked, put together"
          items={[
            { text: 'By day', href: '/', current: by === 'day' },
            { text: 'By family', href: '/?by=family', current: by === 'family' },
          ]}
        />
        {by === 'day'
          ? work.byDay.map(stretched => <StretchTasks key={stretched.of} stretched={stretched} leads={work.workers.length > 0} />)
          : work.families.map(family => <FamilyTasks key={family.people[0]?.subject} family={family} leads={work.workers.length > 0} />)}
      </section>
    )}
    {work.workers.length > 0 && <Workers workers={work.workers} open={open} />}
    {work.drafts.length > 0 && <Drafts drafts={work.drafts} />}
    {work.quietInAll > 0 && <Quiet work={work} />}
    {work.recent.length > 0 && <Recent recent={work.recent} />}
    {work.more && (
      <p class="govuk-body">
        Your agency works with more people than this page looks through. Those your own account or team works with are all here.
      </p>
    )}
  </>
)

/** How many things the reader was told and has not answered. */
const waitingIn = ({ toAcknowledge: { critical, others, passed } }: MyWork): number => critical + others + passed

const isEmpty = (work: MyWork): boolean =>
  work.families.length +
    work.quietInAll +
    work.drafts.length +
    work.raised +
    waitingIn(work) +
    work.meetings.toAnswer +
    work.meetings.toDo +
    work.notices.waiting ===
    0 && (work.queue?.waiting ?? 0) === 0

const Nothing = ({ open, reader }: { open: Open; reader: string }) => (
  <EmptyState
    wouldBe={`Nothing waits for you, ${reader}. Children you work with, and what is due for each of them, stand here as soon as you, your team or your agency is named as working with them.`}
    action={
      open.raise
        ? { text: 'Raise a concern about a child', href: '/concerns/new' }
        : open.bridge
          ? { text: 'Open the queue of The Bridge', href: '/bridge' }
          : undefined
    }
  />
)

/** The counts, each a way on: what must be acknowledged, what is late, what waits in the queue. */
const Tray = ({ work, open }: { work: MyWork; open: Open }) => {
  const { counts, toAcknowledge, queue, raised } = work
  const unsafe = work.families.flatMap(family => family.people).filter(one => one.tasks.some(task => task.level === 'CRITICAL'))
  const asked = countsOfSeveral(unsafe.length, counts)
  const waiting = waitingIn(work)
  const told = toAcknowledge.critical > 0 ? `${toAcknowledge.critical} to acknowledge by name` : `${plural(waiting, 'thing')} you were told`
  return (
    <ul class="govuk-list">
      {waiting > 0 && (
        <li>
          {open.announcements ? (
            <a class="govuk-link" href="/announcements">
              {told}
            </a>
          ) : (
            told
          )}
        </li>
      )}
      {asked && (
        <li>
          <a class="govuk-link" href="#to-do">
            {asked}
          </a>
        </li>
      )}
      {open.meetings && work.meetings.toAnswer > 0 && (
        <li>
          <a class="govuk-link" href="/meetings">
            {plural(work.meetings.toAnswer, 'meeting')} you are asked to
          </a>
          : please answer
        </li>
      )}
      {open.actions && work.meetings.toDo > 0 && (
        <li>
          <a class="govuk-link" href="/actions">
            {plural(work.meetings.toDo, 'thing')} a meeting asked of you
          </a>
        </li>
      )}
      {open.notices && work.notices.waiting > 0 && (
        <li>
          <a class="govuk-link" href="/cp-is/unmatched">
            {plural(work.notices.waiting, 'notice')} of the NHS that fit no child
          </a>{' '}
          {work.notices.overdue > 0 && (
            <>
              <LevelTag level="OVERDUE" /> {work.notices.overdue}
            </>
          )}
        </li>
      )}
      {queue && open.bridge && (
        <li>
          <a class="govuk-link" href="/bridge">
            The Bridge: {queue.waiting === 0 ? 'nothing' : queue.waiting} waiting
          </a>
          {queue.overdue > 0 && `, ${queue.overdue} past the day to decide`}
          {queue.today > 0 && `, ${queue.today} to be decided today`}
        </li>
      )}
      {open.concerns && raised > 0 && (
        <li>
          <a class="govuk-link" href="/concerns">
            {plural(raised, 'concern')} you or your agency raised
          </a>
        </li>
      )}
      {open.raise && !isEmpty(work) && (
        <li>
          <a class="govuk-link" href="/concerns/new">
            Raise a concern about a child
          </a>
        </li>
      )}
      {work.unreadNews > 0 && (
        <li>
          <a class="govuk-link" href="/whats-new">
            What is new
          </a>
          : {plural(work.unreadNews, 'change')}
        </li>
      )}
    </ul>
  )
}

const stretchWords: Record<Stretch, string> = {
  unsafe: 'A child may be unsafe now',
  overdue: 'Overdue',
  decide: 'Needed before the next step',
  // Some clocks know no more than due: their day may have passed.
  today: 'Due today or before',
  'this week': 'Due this week',
  later: 'Due later',
}

/** The first reason and the rule, which has them all: a page of work is read by what is to be done. */
const dueItem = (task: Task, more: Partial<DueItem> = {}): DueItem => ({
  id: task.id,
  level: task.level,
  text: task.says,
  when: task.when ?? undefined,
  because: [...task.because.slice(0, 1).map(text => ({ text })), { text: 'the rule', href: `/rules#${task.rule}` }],
  evidence: [],
  ...more,
})

type Asked = Stretched['tasks'][number]

/** One sentence that is said of several children, for whom the same is due by the same day: of brothers and sisters, mostly. */
const saidOfSeveral = (tasks: readonly Asked[]): Asked[][] => {
  const sentence = ({ person, task }: Asked) =>
    [task.rule, task.level, task.when, task.says.replaceAll(person.name.split(' ')[0] ?? person.name, '')].join('|')
  const groups: Asked[][] = []
  for (const one of tasks) {
    const last = groups.at(-1)
    if (last?.[0] && sentence(last[0]) === sentence(one)) last.push(one)
    else groups.push([one])
  }
  return groups
}

/** So many stand open in each stretch but the first; whoever has more to do finds the rest a click away. */
const mostOpen = 10

/** What is to be done in one stretch of time, each with the way to the record. */
const StretchTasks = ({ stretched: { of, tasks }, leads }: { stretched: Stretched; leads: boolean }) => {
  const who = ({ person }: Asked) =>
    `${[person.name, person.age].filter(Boolean).join(', ')}${leads ? ` (lead worker: ${person.lead ?? 'nobody yet'})` : ''}`
  const items = saidOfSeveral(tasks).flatMap(([first, ...others]): DueItem[] =>
    first
      ? [
          dueItem(first.task, {
            id: `${first.person.subject} ${first.task.id}`,
            action: { text: `Open the record of ${who(first)}`, href: `/people/${first.person.subject}` },
            also: others.map(one => ({ text: who(one), href: `/people/${one.person.subject}` })),
          }),
        ]
      : [],
  )
  const open = of === 'unsafe' ? items : items.slice(0, mostOpen)
  const folded = items.slice(open.length)
  return (
    <section aria-labelledby={`stretch-${of.replace(' ', '-')}`}>
      <h3 class="govuk-heading-s" id={`stretch-${of.replace(' ', '-')}`}>
        {stretchWords[of]} <span class="gt-count">{tasks.length}</span>
      </h3>
      <DueList label={stretchWords[of]} items={open} />
      {folded.length > 0 && (
        <Details summary={`${stretchWords[of]}: ${folded.length} more`}>
          <DueList label={`${stretchWords[of]}, the others`} items={folded} />
        </Details>
      )}
    </section>
  )
}

const FamilyTasks = ({ family, leads }: { family: Family; leads: boolean }) => (
  <>
    {family.people.map(person => (
      <section key={person.subject} aria-labelledby={`person-${person.subject}`}>
        <h3 class="govuk-heading-s" id={`person-${person.subject}`}>
          <PersonLink person={person} />
        </h3>
        {leads && <p class="govuk-body-s">Lead worker: {person.lead ?? 'nobody yet'}</p>}
        <DueList label={`What is asked about ${person.name}`} items={person.tasks.map(task => dueItem(task))} />
      </section>
    ))}
    <hr class="govuk-section-break govuk-section-break--m govuk-section-break--visible" />
  </>
)

const PersonLink = ({ person }: { person: Worked }) => (
  <>
    <a class="govuk-link" href={`/people/${person.subject}`}>
      {person.name}
    </a>
    {person.age && `, ${person.age}`}
  </>
)

const Workers = ({ workers, open }: { workers: MyWork['workers']; open: Open }) => (
  <section aria-labelledby="workers">
    <h2 class="govuk-heading-m" id="workers">
      By lead worker
    </h2>
    <WideTable
      label="Counts by lead worker"
      head={['Lead worker', ...['People', 'May be unsafe', 'Overdue', 'Due'].map(text => ({ text, format: 'numeric' as const }))]}
      firstCellIsHeader
      rows={workers.map(one => [
        one.name,
        ...[one.people, one.critical, one.overdue, one.due].map(count => ({ text: String(count), format: 'numeric' as const })),
      ])}
    />
    {open.team && (
      <p class="govuk-body">
        <a class="govuk-link" href="/team">
          Team work: every child, and who leads
        </a>
      </p>
    )}
  </section>
)

const Drafts = ({ drafts }: { drafts: MyWork['drafts'] }) => (
  <section aria-labelledby="drafts">
    <h2 class="govuk-heading-m" id="drafts">
      Not sent yet
    </h2>
    <ul class="govuk-list">
      {drafts.map((draft, at) => (
        <li key={at}>
          {draft.href ? (
            <a class="govuk-link" href={draft.href}>
              {draft.words}
            </a>
          ) : (
            draft.words
          )}
          , saved {printMomentShort(draft.savedAt)}
        </li>
      ))}
    </ul>
    <p class="govuk-body">
      <a class="govuk-link" href="/drafts">
        Throw some away, or bring back what you threw away
      </a>
    </p>
  </section>
)

const Recent = ({ recent }: { recent: MyWork['recent'] }) => (
  <section aria-labelledby="recent">
    <h2 class="govuk-heading-m" id="recent">
      You looked at last
    </h2>
    <ul class="govuk-list">
      {recent.map(person => (
        <li key={person.subject}>
          <a class="govuk-link" href={`/people/${person.subject}`}>
            {person.name}
          </a>
        </li>
      ))}
    </ul>
  </section>
)

const Quiet = ({ work }: { work: MyWork }) => (
  <section aria-labelledby="people">
    <h2 class="govuk-heading-m" id="people">
      {work.families.length > 0 ? 'Others you work with' : 'People you work with'}
    </h2>
    <p class="govuk-body">Nothing is asked of you about them today.</p>
    {work.quiet.length > 12 ? (
      <Details summary={plural(work.quietInAll, 'person').replace('persons', 'people')}>
        <PeopleList work={work} />
      </Details>
    ) : (
      <PeopleList work={work} />
    )}
  </section>
)

const PeopleList = ({ work }: { work: MyWork }) => (
  <>
    <ul class="govuk-list">
      {work.quiet.map(person => (
        <li key={person.subject}>
          <PersonLink person={person} />
        </li>
      ))}
    </ul>
    {work.quietInAll > work.quiet.length && (
      <p class="govuk-body">
        The first {work.quiet.length} of {work.quietInAll}.
      </p>
    )}
  </>
)
