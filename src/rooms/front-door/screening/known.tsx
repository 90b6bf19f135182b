import type { ComponentChildren } from 'preact'
import { type DueItem, DueList, SummaryList, Tag, Timeline, type TimelineEntry } from '../../../design-system/index.ts'
import {
  addMonths,
  ageInWords,
  ageOnList,
  type Day,
  dayOf,
  dueInWords,
  type Moment,
  type PartialDate,
  plural,
  printBecause,
  printPartial,
  printShort,
  startOfDay,
} from '../../../guidance/index.ts'
import type { Book } from '../../../thread/book.ts'
import type { Entry } from '../../../thread/entry.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { relationWords, wholeName } from '../../../thread/own-kinds/index.ts'
import { sayLastAssessment } from '../../early-help/index.ts'
import { sayStageState } from '../../recording/index.ts'
import { outcomeWords } from '../decision/outcomes.ts'
import { referralDecision } from '../decision/referral-decision.ts'
import { referral } from '../referral/referral.ts'
import { type FindingRow, type KnownPerson, levelNow, sayFinding } from './concern.queries.ts'
import { Paragraphs } from './pieces.tsx'

/** A person's age or due date as it stands on record; nothing where neither is known. */
export const personAge = (
  person: { born: Day | null; bornPrecision: 'day' | 'month' | 'year' | null; expected: Day | null },
  today: Day,
): string | undefined =>
  person.born
    ? ageOnList({ born: person.born, precision: person.bornPrecision ?? 'day' }, today)
    : person.expected
      ? ageInWords({ expected: person.expected }, today)
      : undefined

const whenOf = (entry: Entry): PartialDate =>
  entry.precision === 'moment' ? { at: entry.at, precision: 'moment' } : { on: entry.on, precision: entry.precision }

const isoOf = (entry: Entry): string =>
  entry.precision === 'year' ? entry.on.slice(0, 4) : entry.precision === 'month' ? entry.on.slice(0, 7) : entry.on

/** What these rules say is said of one concern: beside the concern being screened, what they say of the others before it only repeats. */
const saidOfOneConcern = new Set([
  'repeat-referral',
  'cumulative-referrals',
  're-referral-after-closure',
  'multi-source-corroboration',
  'family-unaware',
])

/** The findings about a child that say something new beside this concern. */
export const besideThis = ({ findings, read }: KnownPerson, matter: SubjectId): FindingRow[] => {
  const here = read.thread.where(referral, entry => entry.facts.matter === matter).map(entry => entry.root)
  return findings.filter(finding => !saidOfOneConcern.has(finding.rule) || here.some(root => finding.key.includes(root)))
}

/** Child protection and what was decided on a concern tell of turns; they carry the star. */
const turns = new Set(['conference', 'plan-end', 'case-closed'])

/** What was raised and decided before, newest first: each concern with its outcome. The concern being screened is not among it. */
const pastOf = (book: Book, { read }: KnownPerson, matter: SubjectId): TimelineEntry[] => {
  const { thread, part, by } = read
  const here = new Set(thread.where(referral, entry => entry.facts.matter === matter).map(entry => entry.root))
  return thread.entries
    .filter(entry => !here.has(entry.root) && !(entry.answers && here.has(entry.answers)))
    .filter(entry => !(entry.kind === referralDecision.name && entry.answers && thread.find(entry.answers)))
    .map(entry => {
      const kind = book.kinds.get(entry.kind)
      const decision = entry.kind === referral.name ? thread.answering(referralDecision, entry)[0] : undefined
      const summary = part(entry, 'record')?.narrative['summary']
      const reasons = decision && part(decision, 'record')?.narrative['reasons']
      const { name, agency } = by(entry)
      return {
        id: `e-${entry.root}`,
        when: { iso: isoOf(entry), text: printPartial(whenOf(entry)) },
        title: kind ? kind.title(entry.facts) : entry.kind,
        agency,
        who: name,
        significant: turns.has(entry.kind),
        text:
          entry.kind === referral.name ? (
            <>
              <p class="govuk-body govuk-!-margin-bottom-1">
                <strong>
                  {decision
                    ? `Decided: ${outcomeWords[decision.facts.outcome]}`
                    : (entry.facts as { elsewhere?: string }).elsewhere
                      ? 'Outcome not known here'
                      : 'Not decided yet'}
                </strong>
                {decision ? `, ${printShort(decision.on)}` : ''}
              </p>
              {reasons && <Paragraphs text={reasons} />}
              {summary && <Paragraphs text={summary} />}
            </>
          ) : undefined,
        notes: dayOf(entry.known) > entry.on && entry.precision !== 'moment' ? [`recorded ${printShort(dayOf(entry.known))}`] : [],
      }
    })
    .reverse()
}

/** What the rules say now of a child, most urgent first, each with its reason. `past` is what stands on the page below, for links to what it rests on. */
const dueItems = (book: Book, findings: readonly FindingRow[], now: Moment, today: Day, past: readonly TimelineEntry[]): DueItem[] => {
  const order = ['CRITICAL', 'OVERDUE', 'GATE', 'DUE', 'INFO']
  const shown = new Map(past.map(entry => [entry.id, `${entry.title}, ${entry.when.text}`]))
  return findings
    .flatMap(finding => {
      const level = levelNow(finding, now)
      const said = sayFinding(book, finding)
      if (!level || !said) return []
      return [
        {
          id: `${finding.rule}/${finding.key}`,
          level,
          // The clock of the concern being screened runs on the matter: one that runs on the child is another concern's.
          text: finding.rule === 'referral-decision-due' ? 'An earlier concern has not been decided.' : said.text,
          when: finding.dueOn ? dueInWords(finding.dueOn, today) : undefined,
          because: said.because.map(because => ({ text: printBecause(because).replace(/^because: /, '') })),
          evidence: finding.evidence.flatMap(root => {
            const text = shown.get(`e-${root}`)
            return text === undefined ? [] : [{ text, href: `#e-${root}` }]
          }),
        },
      ]
    })
    .sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level))
}

const plan = 'child-protection-plan'

/** Child protection now and in the last twelve months, and any before (practice: bridge-screening). */
const protectionInWords = (episodes: KnownPerson['episodes'], today: Day): string => {
  const plans = episodes.filter(episode => episode.kind === plan)
  const since = startOfDay(addMonths(today, -12))
  const span = (one: (typeof plans)[number]) =>
    `${one.state}, ${printShort(dayOf(one.from))} to ${one.until === null ? 'now' : printShort(dayOf(one.until))}`
  const now = plans.find(one => one.until === null)
  const recent = plans.filter(one => one.until !== null && one.until >= since)
  const before = plans.filter(one => one.until !== null && one.until < since)
  return [
    now ? `On a plan now: ${now.state}, since ${printShort(dayOf(now.from))}.` : 'No plan now.',
    recent.length > 0 ? `In the last twelve months: ${recent.map(span).join('; ')}.` : now ? '' : 'None in the last twelve months.',
    before.length > 0 ? `Before that: ${before.map(span).join('; ')}.` : '',
  ]
    .filter(Boolean)
    .join(' ')
}

/** The stage of support now and since when. */
const stageInWords = (episodes: KnownPerson['episodes']): string => {
  const now = episodes.find(episode => episode.kind === 'support-stage' && episode.until === null)
  return now ? `${sayStageState(now.state)}, since ${printShort(dayOf(now.from))}` : 'Not recorded'
}

const tried = {
  yes: 'Whoever told this says that early help was tried.',
  no: 'Whoever told this says that it was not tried.',
  'not-known': '',
} as const

const namesOf = (people: KnownPerson['home'], today: Day): string =>
  people.map(one => [wholeName(one), personAge(one, today)].filter(Boolean).join(', ')).join('; ')

/** What is known already of one child: plans, who works there, who lives there, what is due, what came before. */
export const KnownChild = ({
  person,
  book,
  matter,
  now,
  today,
  earlyHelpTried,
  children: more,
}: {
  person: KnownPerson
  book: Book
  matter: SubjectId
  now: Moment
  today: Day
  /** What whoever told the concern said of it. */
  earlyHelpTried: keyof typeof tried
  children?: ComponentChildren
}) => {
  const past = pastOf(book, person, matter)
  const age = personAge(person, today)
  const due = dueItems(book, besideThis(person, matter), now, today, past)
  const onPlan = person.episodes.some(episode => episode.kind === plan && episode.until === null)
  const children = person.home.filter(one => one.is !== 'adult')
  const adults = person.home.filter(one => one.is === 'adult')
  const name = wholeName(person)
  return (
    <section aria-label={`Known of ${name}`}>
      <h3 class="govuk-heading-m govuk-!-margin-bottom-1">{[name, age].filter(Boolean).join(', ')}</h3>
      {onPlan && (
        <p class="govuk-body">
          <Tag text="Child protection plan" classes="govuk-tag--purple" />
        </p>
      )}
      <SummaryList
        classes="gt-known"
        rows={[
          { key: 'Child protection', value: protectionInWords(person.episodes, today) },
          { key: 'Stage of support', value: stageInWords(person.episodes) },
          {
            key: 'Early Help Assessment',
            value: [
              sayLastAssessment(person.read.thread, today) ?? 'None is on record here, which never stands in the way of a concern.',
              tried[earlyHelpTried],
            ]
              .filter(Boolean)
              .join(' '),
          },
          {
            key: 'Works with them now',
            value: person.working.map(one => `${one.name ?? 'somebody'} (${relationWords[one.as].toLowerCase()})`).join('; ') || 'Nobody',
          },
          { key: 'Lives with', value: namesOf(adults, today) || 'No adult is recorded' },
          { key: 'Other children there', value: namesOf(children, today) || 'None is recorded' },
          ...(person.interpreter ? [{ key: 'Interpreter', value: `Needed${person.language ? ` (${person.language})` : ''}` }] : []),
        ]}
      />
      {due.length > 0 && <DueList label={`What the rules say of ${name}`} items={due} />}
      <h4 class="govuk-heading-s govuk-!-margin-top-4">
        {past.length === 0
          ? 'Nothing came before'
          : `What came before: ${plural(past.filter(one => one.title.startsWith('Referral')).length, 'earlier concern')}`}
      </h4>
      {past.length > 0 ? (
        <Timeline label={`What came before for ${name}, newest first`} entries={past} headingLevel={4} />
      ) : (
        <p class="govuk-body">
          No earlier concern about {person.given || 'this child'} is on record here. Another authority may know more.
        </p>
      )}
      {more}
    </section>
  )
}
