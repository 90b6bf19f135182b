import { Button, EmptyState, SummaryCard, Tag } from '../../../design-system/index.ts'
import { type Day, type Moment, printDay, printMoment } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { show } from '../../../kernel/http/reply.ts'
import { type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { readMatter } from '../../commands.ts'
import { type ChildOnRecord, openChild, readByKind } from '../../family/index.ts'
import { action, actionAnswered, actionDone, actionDoneWords } from '../../meetings/index.ts'
import { type DueLine, readDueLines } from '../on-record/due-lines.ts'
import { DueNow } from '../on-record/due-now.tsx'
import { atPerson } from '../on-record/kept-routes.tsx'
import { accessWords, attemptWords, homeConditions, visit, visitAttempted } from '../visits/visit.ts'
import {
  accessDecided,
  accessDiscussion,
  discussedWithWords,
  housingLiaison,
  landlordWords,
  legalConsidered,
  optionWords,
} from './access-refused.ts'
import { type NotReached, readNotReached } from './open-now.ts'
import { formRoutes } from './write.routes.tsx'

const rules = [
  'access-refused',
  'access-discussion-missing',
  'consider-legal',
  'access-child-unseen',
  'not-seen-at-home',
  'rcpc-early-due',
  'strategy-due',
]

type Happened = {
  readonly key: string
  readonly at: Moment
  readonly precision: string
  readonly on: Day
  readonly title: string
  readonly lines: readonly (readonly [string, string | undefined])[]
}
type AccessView = {
  readonly child: ChildOnRecord
  readonly isOpen: boolean
  readonly waiting: readonly NotReached[]
  readonly reached: readonly { readonly name: string; readonly subject: SubjectId }[]
  readonly due: readonly DueLine[]
  readonly happened: readonly Happened[]
  readonly chosen: readonly (keyof typeof optionWords)[]
}

/** What is due, what happened and who still waits to be seen at home. Refuses (not found) whoever may not know the child. */
const readAccess = async (tx: Tx, book: Book, person: SubjectId, today: Day): Promise<AccessView> => {
  const child = await openChild(tx, person)
  const { home, waiting } = await readNotReached(tx, person)
  const told = await readByKind(tx, person, [
    visit,
    visitAttempted,
    homeConditions,
    accessDiscussion,
    accessDecided,
    legalConsidered,
    housingLiaison,
  ])
  const tasks = new Map<SubjectId, string>()
  for (const one of told.of(housingLiaison)) {
    const matter = one.facts.task && (await readMatter(tx, one.facts.task))
    if (matter && one.facts.task) tasks.set(one.facts.task, taskInWords(matter))
  }
  const happened: Happened[] = [
    ...told
      .of(visit)
      .filter(one => one.facts.place === 'home')
      .map(one => ({
        ...one,
        title: `Visit at home: ${one.facts.access ? accessWords[one.facts.access] : 'how one got in is not recorded'}`,
        lines: [],
      })),
    ...told
      .of(visitAttempted)
      .filter(one => one.facts.place === 'home')
      .map(one => ({
        ...one,
        title: `Tried at home: ${attemptWords[one.facts.access]}`,
        lines: [
          ['What was seen and heard', one.said['observed']],
          ['What was said', one.said['whatWasSaid']],
        ] as const,
      })),
    ...told.of(homeConditions).map(one => ({
      ...one,
      title: `The home was seen: ${one.facts.fit ? 'fit to live in' : 'not fit to live in'}${one.facts.childSeen ? '; this child was seen there' : ''}`,
      lines: [['What the home is like', one.said['conditions']]] as const,
    })),
    ...told.of(accessDiscussion).map(one => ({
      ...one,
      title: `Talked over with ${discussedWithWords[one.facts.with]}`,
      lines: [
        ['Who', one.said['who']],
        ['What they think', one.said['view']],
      ] as const,
    })),
    ...told.of(accessDecided).map(one => ({
      ...one,
      title: 'Decided what comes next',
      lines: [
        ['To do', one.facts.chosen.map(option => optionWords[option]).join('; ')],
        ['Who does what', one.said['plan']],
        ['Not now, and why', one.said['whyNot']],
        ['Who decided', one.said['who']],
      ] as const,
    })),
    ...told.of(legalConsidered).map(one => ({
      ...one,
      title: one.facts.seek ? 'Legal advice is asked for' : 'Legal advice is not asked for now',
      lines: [['Why', one.said['reasons']]] as const,
    })),
    ...told.of(housingLiaison).map(one => ({
      ...one,
      title: `Landlord: ${landlordWords[one.facts.landlord]}`,
      lines: [
        ['Whom', one.said['contact']],
        ['What they know of the home', one.said['history']],
        ['Agreed', one.said['agreed']],
        ['Somebody goes in', one.facts.accessOn && printDay(one.facts.accessOn)],
        ['What they were told', one.said['told']],
        [
          'What somebody of theirs was asked to do',
          one.facts.task && (tasks.get(one.facts.task) ?? 'Asked; the answer is not yours to read'),
        ],
      ] as const,
    })),
  ]
    .map(({ root, at, precision, on, title, lines }) => ({ key: root, at, precision, on, title, lines }))
    .sort((a, b) => (a.at < b.at ? 1 : -1))
  return {
    child,
    isOpen: waiting.some(one => one.child.subject === person),
    waiting,
    reached: home
      .filter(one => !waiting.some(other => other.child.subject === one.subject))
      .map(({ name, subject }) => ({ name, subject })),
    due: (await readDueLines(tx, book, { subject: person, called: child.called }, rules, today)).filter(one => one.level !== null),
    happened,
    chosen: told.of(accessDecided).at(-1)?.facts.chosen ?? [],
  }
}

const taskInWords = (matter: NonNullable<Awaited<ReturnType<typeof readMatter>>>): string => {
  const asked = matter.of(action)[0]
  const answer = matter.of(actionAnswered).at(-1)
  const done = matter.of(actionDone).at(-1)
  const stands = done
    ? `${actionDoneWords[done.facts.outcome]}: ${done.said['words'] ?? ''}`
    : answer
      ? `${answer.facts.accepted ? 'they can' : 'they cannot'}${answer.said['words'] ? `: ${answer.said['words']}` : ''}`
      : 'not answered yet'
  return `${asked?.said['what'] ?? ''} By ${asked?.facts.dueOn ? printDay(asked.facts.dueOn) : 'no day'}: ${stands}`
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

const AccessPage = ({ view }: { view: AccessView }) => {
  const { child, waiting, isOpen } = view
  const here = `/people/${child.subject}`
  const ways = [
    {
      text: 'Decide whether legal advice is asked for',
      href: `${here}/access/legal`,
      for: 'consider-legal',
      offered: isOpen && child.may(legalConsidered),
    },
    {
      text: 'Write down that it was talked over',
      href: `${here}/access/talk`,
      for: 'access-discussion-missing',
      offered: isOpen && child.may(accessDiscussion),
    },
    { text: 'Decide what comes next', href: `${here}/access/decide`, offered: isOpen && child.may(accessDecided) },
    {
      text: 'Talk with the landlord, and ask somebody of theirs to do something',
      href: `${here}/access/housing`,
      offered: isOpen && child.may(housingLiaison),
    },
    { text: 'Ask for an earlier review conference', href: `${here}/conference/request`, offered: view.chosen.includes('early-review') },
    { text: 'Call a strategy meeting', href: `${here}/meetings/new?type=strategy`, offered: view.chosen.includes('strategy') },
  ].filter(way => way.offered)
  // What presses most for the reader is the button: of what is due, what this reader may write.
  const pressing = (rule: string) => view.due.some(one => one.id.startsWith(`${rule} `))
  const first = ways.find(way => way.for !== undefined && pressing(way.for)) ?? ways[0]
  return (
    <>
      <h1 class="govuk-heading-l">Getting in to see {listed(isOpen ? waiting.map(one => one.child.called) : [child.called])}</h1>
      <p class="govuk-body">
        {isOpen
          ? `Nobody has got in to see ${child.called} at home yet. It stands until each child is seen there and what the home is like is on record; nobody can close it by hand. If a child is in danger now, call 999.`
          : `Nobody is kept from seeing ${child.called} at home now, as far as you may read.`}
      </p>
      {view.waiting.length + view.reached.length > 1 && (
        <ul class="govuk-list" aria-label="The children of the home">
          {view.waiting.map(one => (
            <li key={one.child.subject}>
              <a class="govuk-link" href={`/people/${one.child.subject}/access`}>
                {one.child.name}
              </a>
              <br />
              <Tag text="Not reached at home" classes="govuk-tag--red" />
            </li>
          ))}
          {view.reached.map(one => (
            <li key={one.subject}>
              <a class="govuk-link" href={`/people/${one.subject}/access`}>
                {one.name}
              </a>
              <br />
              <Tag text="No refusal open" classes="govuk-tag--grey" />
            </li>
          ))}
        </ul>
      )}
      {first && (
        <nav aria-label="What to do next">
          <h2 class="govuk-heading-m">What to do next</h2>
          <Button text={first.text} href={first.href} />
          <ul class="govuk-list">
            {ways
              .filter(way => way !== first)
              .map(way => (
                <li key={way.href}>
                  <a class="govuk-link" href={way.href}>
                    {way.text}
                  </a>
                </li>
              ))}
          </ul>
        </nav>
      )}
      <h2 class="govuk-heading-m">What is due, and why</h2>
      {view.due.length > 0 ? (
        <DueNow label="What is due, and why" due={view.due} />
      ) : (
        <EmptyState wouldBe="Nothing that you are told of is due." />
      )}
      <h2 class="govuk-heading-m">What happened</h2>
      {view.happened.length === 0 ? (
        <EmptyState wouldBe="Each visit and each attempt at home stands here, with what was talked over and decided since." />
      ) : (
        view.happened.map(one => (
          <SummaryCard
            key={one.key}
            title={{ text: `${one.title}, ${one.precision === 'moment' ? printMoment(one.at) : printDay(one.on)}`, headingLevel: 3 }}
            rows={one.lines.flatMap(([key, text]) => (text ? [{ key, value: { text: <span class="gt-narrative">{text}</span> } }] : []))}
          />
        ))
      )}
    </>
  )
}

/** Getting in to see a child at home: the page, and what is written down on it. `book`: the kinds and rules in force. */
export const accessRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/people/:person/access',
    words: 'nobody was let in to see a child at home',
    params: atPerson,
    handle: async ask => {
      const view = await ask.tx(tx => readAccess(tx, book(), ask.params.person, ask.today), 'seeing how a child is reached at home')
      return show(
        ask.page({
          title: 'Getting in to see a child',
          way: { kind: 'back', href: `/people/${ask.params.person}` },
          children: <AccessPage view={view} />,
        }),
        {
          json: {
            person: ask.params.person,
            isOpen: view.isOpen,
            waiting: view.waiting.map(one => one.child.subject),
            due: view.due,
            happened: view.happened,
          },
        },
      )
    },
  }),
  ...formRoutes(book),
]
