import { Details, DueList, EmptyState, WideTable } from '../../../design-system/index.ts'
import { plural, printMomentShort } from '../../../guidance/index.ts'
import type { Family, MyWork, Worked } from './my-work.ts'

/** What the start page offers a reader: only pages that are open to them. */
export type Open = { readonly bridge: boolean; readonly concerns: boolean; readonly raise: boolean; readonly announcements: boolean }

/** The start page: what is asked of the reader now, by family; drafts; the queue; the people they work with. */
export const MyWorkPage = ({ work, open, reader }: { work: MyWork; open: Open; reader: string }) => (
  <>
    <h1 class="govuk-heading-l">My work</h1>
    <Tray work={work} open={open} />
    {isEmpty(work) && <Nothing open={open} reader={reader} />}
    {work.families.length > 0 && (
      <section aria-labelledby="to-do">
        <h2 class="govuk-heading-m" id="to-do">
          What is asked of you now
        </h2>
        {work.families.map(family => (
          <FamilyTasks key={family.people[0]?.subject} family={family} leads={work.workers.length > 0} />
        ))}
      </section>
    )}
    {work.workers.length > 0 && <Workers workers={work.workers} />}
    {work.drafts.length > 0 && <Drafts drafts={work.drafts} />}
    {work.quietInAll > 0 && <Quiet work={work} />}
    {work.more && (
      <p class="govuk-body">
        Your agency works with more people than this page looks through. Those your own account or team works with are all here.
      </p>
    )}
  </>
)

const isEmpty = (work: MyWork): boolean =>
  work.families.length + work.quietInAll + work.drafts.length + work.raised + work.toAcknowledge.critical + work.toAcknowledge.others ===
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
  const asked = [
    counts.critical > 0 && (counts.critical === 1 ? '1 child may be unsafe' : `${counts.critical} times a child may be unsafe`),
    counts.overdue > 0 && `${counts.overdue} overdue`,
    counts.decide > 0 && `${plural(counts.decide, 'decision')} needed first`,
    counts.due > 0 && `${counts.due} due`,
  ].filter(part => part !== false)
  const waiting = toAcknowledge.critical + toAcknowledge.others
  return (
    <ul class="govuk-list">
      {asked.length > 0 && (
        <li>
          <a class="govuk-link" href="#to-do">
            {asked.join(', ')}
          </a>
        </li>
      )}
      {waiting > 0 && (
        <li>
          {open.announcements ? (
            <a class="govuk-link" href="/announcements">
              {toAcknowledge.critical > 0
                ? `${toAcknowledge.critical} to acknowledge by name`
                : `${plural(waiting, 'thing')} you were told`}
            </a>
          ) : (
            `${plural(waiting, 'thing')} you were told`
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
      {open.raise && (
        <li>
          <a class="govuk-link" href="/concerns/new">
            Raise a concern about a child
          </a>
        </li>
      )}
    </ul>
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
        <DueList
          label={`What is asked about ${person.name}`}
          items={person.tasks.map(task => ({
            id: task.id,
            level: task.level,
            text: task.says,
            when: task.when ?? undefined,
            because: task.because.map(text => ({ text })),
            evidence: [],
          }))}
        />
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

const Workers = ({ workers }: { workers: MyWork['workers'] }) => (
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
