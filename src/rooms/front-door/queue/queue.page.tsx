import {
  Button,
  Checkboxes,
  CheckboxesField,
  capital,
  EmptyState,
  type FieldErrors,
  Filters,
  Form,
  Pagination,
  QueueList,
  type QueueRow,
  RadiosField,
  Select,
  SelectField,
  TabLinks,
} from '../../../design-system/index.ts'
import { type Day, dueInWords, printMomentShort, printShort } from '../../../guidance/index.ts'
import type { AccountId } from '../../../thread/ids.ts'
import { dutyDidWords } from '../hours/duty-handover.ts'
import { formWords } from '../referral/referral-told.ts'
import { agencyWords, saySource } from '../referral/sources.ts'
import { Paragraphs } from '../screening/pieces.tsx'
import { inOneLine, sayKnown, whoInWords } from '../screening/told-words.ts'
import { type Counts, type Facets, type Hands, pageLength, type Shown, type Sought, type Waiting } from './queue.queries.ts'
import { dangerWords, dueWords, queueHref, soughtInWords } from './sought.ts'
import { stageWords } from './stage.ts'

const filters: Record<Shown, string> = { all: 'All', mine: 'Mine', unassigned: 'Unassigned', waiting: 'Waiting for an agency' }

const wouldBe: Record<Shown, string> = {
  all: 'Concerns that wait for The Bridge stand here, what is due first at the top. None waits now.',
  mine: 'Concerns that you have taken stand here. Open one of the others and take it.',
  unassigned: 'Concerns that nobody has taken yet stand here. Every concern that waits has somebody.',
  waiting: 'Concerns for which an agency has been asked and has not answered stand here. None waits for an agency.',
}

/** Until when a concern is to be decided, as it stands at the head of its row: 'Decide today', 'Decide by Thursday 4 June, 2 working days left'. */
export const decideBy = (dueOn: Day | null, today: Day): string => {
  if (dueOn === null) return 'To be decided'
  if (dueOn === today) return 'Decide today'
  const words = dueInWords(dueOn, today)
  return dueOn > today ? words.replace(/^due/, 'Decide by') : words.replace(/^was due/, 'Should have been decided by')
}

/** Since when it is here, and how long it may stay: 'Here since 20 Nov, 14:05; may stay until 23 Nov'. */
const stayOf = (concern: Waiting, today: Day): string => {
  const since = `${concern.outOfHours ? 'Came out of hours' : 'Here since'} ${printMomentShort(concern.at)}`
  if (concern.holdOn === null) return since
  if (concern.holdOn < today) return `${since}; should have left The Bridge by ${printShort(concern.holdOn)}`
  return `${since}; may stay until ${concern.holdOn === today ? 'the end of today' : printShort(concern.holdOn)}`
}

const Left = ({ left }: { left: NonNullable<Waiting['handover']> }) => (
  <>
    <p class="govuk-body govuk-!-margin-bottom-1">
      <strong>Emergency Duty Team</strong> {dutyDidWords[left.did]}
      {left.by ? ` (${left.by})` : ''}.
    </p>
    <Paragraphs text={inOneLine(left.note, 400)} />
  </>
)

const Act = ({ concern, who, account }: { concern: Waiting; who: string; account: AccountId }) => {
  const mine = concern.screener?.account === account
  const text = mine ? 'Hand back' : concern.screener ? 'Take over' : 'Take'
  return (
    <>
      <Button
        name={mine ? 'back' : 'take'}
        value={concern.matter}
        classes="govuk-button--secondary"
        text={
          <>
            {text}
            <span class="govuk-visually-hidden"> the concern about {who}</span>
          </>
        }
      />
      <Checkboxes
        name="concern"
        idPrefix={`concern-${concern.matter}`}
        classes="govuk-checkboxes--small"
        items={[
          {
            value: concern.matter,
            text: (
              <>
                Choose<span class="govuk-visually-hidden"> the concern about {who}</span>
              </>
            ),
          },
        ]}
      />
    </>
  )
}

const rowOf = (concern: Waiting, today: Day, account: AccountId): QueueRow => {
  const who = capital(whoInWords(concern.facts.children, today))
  return {
    id: concern.matter,
    href: `/bridge/${concern.matter}`,
    level: concern.danger ? 'CRITICAL' : concern.overdue ? 'OVERDUE' : 'DUE',
    by: `${concern.danger ? 'A child may be in danger now. ' : ''}${decideBy(concern.dueOn, today)}`,
    stay: stayOf(concern, today),
    who,
    says: `${capital(saySource(concern.facts))} says: ${inOneLine(concern.seenOrHeard)}`,
    known: [
      ...sayKnown(concern.findings),
      ...(concern.familyUnaware ? ['the family does not know'] : []),
      ...(concern.outOfHours && !concern.handover ? ['no note from the Emergency Duty Team'] : []),
    ],
    note: concern.handover ? <Left left={concern.handover} /> : undefined,
    stage: stageWords[concern.stage],
    asked: concern.checks.map(({ agency, answered }) => ({ agency, answered })),
    assigned: concern.screener === null ? 'nobody' : concern.screener.account === account ? 'you' : { name: concern.screener.name },
    act: <Act concern={concern} who={who} account={account} />,
  }
}

/** With how many there are, where there are any. */
const withCount = (text: string, count: number | undefined): string => `${capital(text)} (${count ?? 0})`

const Narrow = ({ show, sought, facets, counts }: { show: Shown; sought: Sought; facets: Facets; counts: Counts }) => {
  const form = { errors: [], typed: Object.fromEntries(Object.entries(sought).filter(([, value]) => value)) as Record<string, string> }
  const any = { value: '', text: 'Any' }
  return (
    <Filters
      action="/bridge"
      label="Look for some of them"
      keep={show === 'all' ? {} : { show }}
      chosen={soughtInWords(show, sought)}
      clearHref={queueHref({ show })}
    >
      <SelectField
        form={form}
        name="stage"
        label={{ text: 'How far it has come' }}
        items={[
          any,
          ...Object.entries(stageWords).map(([value, text]) => ({
            value,
            text: withCount(text, facets.stage[value as keyof typeof stageWords]),
          })),
        ]}
      />
      <RadiosField
        form={form}
        name="due"
        classes="govuk-radios--small govuk-radios--inline"
        fieldset={{ legend: { text: 'By when', classes: 'govuk-fieldset__legend--s' } }}
        items={[
          { value: '', text: 'Any', checked: !sought.due },
          { value: 'overdue', text: withCount(dueWords.overdue, counts.held) },
          { value: 'today', text: withCount(dueWords.today, counts.today) },
        ]}
      />
      <CheckboxesField
        form={form}
        name="danger"
        classes="govuk-checkboxes--small"
        fieldset={{ legend: { text: 'Danger', classes: 'govuk-fieldset__legend--s' } }}
        items={[{ value: 'yes', text: withCount(dangerWords, facets.danger) }]}
      />
      <SelectField
        form={form}
        name="form"
        label={{ text: 'Form' }}
        items={[
          any,
          ...Object.entries(formWords).map(([value, text]) => ({
            value,
            text: withCount(text, facets.form[value as keyof typeof formWords]),
          })),
        ]}
      />
      <SelectField
        form={form}
        name="source"
        label={{ text: 'Who told it' }}
        items={[
          any,
          ...Object.entries(agencyWords)
            .filter(([value]) => facets.source[value as keyof typeof agencyWords] || value === sought.source)
            .map(([value, text]) => ({ value, text: withCount(text, facets.source[value as keyof typeof agencyWords]) })),
        ]}
      />
    </Filters>
  )
}

/** Into whose hands a concern can be put, with how many of those that wait each has: the reader first. */
export const handsToChoose = (
  hands: readonly Hands[],
  load: Facets['hands'] | undefined,
  account: AccountId,
): { value: string; text: string }[] => {
  const has = (of: string) => (load ? `, ${load[of] ?? 0} in hand` : '')
  return [
    { value: account, text: `You${has(account)}` },
    ...hands.filter(one => one.account !== account).map(one => ({ value: one.account, text: `${one.name}${has(one.account)}` })),
    { value: 'nobody', text: 'Nobody: back to the queue' },
  ]
}

/** All that the page of the queue shows. */
export type QueueOnPage = {
  counts: Counts
  facets: Facets
  matching: number
  rows: readonly Waiting[]
  hands: readonly Hands[]
  show: Shown
  sought: Sought
  page: number
  today: Day
  account: AccountId
  errors: FieldErrors
  csrf: string
  commandId: string
}

const List = ({ queue }: { queue: QueueOnPage }) => {
  const { rows, show, sought, page, errors } = queue
  const wrong = errors.find(error => error.field === 'to')
  return (
    <Form action="/bridge/assign" csrf={queue.csrf} commandId={queue.commandId}>
      {Object.entries({ show, page: String(page), ...sought }).map(([name, value]) =>
        value ? <input key={name} type="hidden" name={`at-${name}`} value={value} /> : null,
      )}
      <div class="gt-queue__act gt-queue__bulk">
        <Select
          name="to"
          label="Give those chosen below to"
          errorMessage={wrong?.message}
          items={handsToChoose(queue.hands, queue.facets.hands, queue.account)}
        />
        <Button text="Assign" classes="govuk-button--secondary" preventDoubleClick />
        <Button
          text="Tell their referrers that it has arrived"
          classes="govuk-button--secondary"
          attributes={{ formaction: '/bridge/acknowledge' }}
          preventDoubleClick
        />
      </div>
      <QueueList label="Concerns that wait, most pressing first" rows={rows.map(row => rowOf(row, queue.today, queue.account))} />
    </Form>
  )
}

/** The pages around this one, the first and the last. */
const pagesAround = (page: number, pages: number): (number | null)[] => {
  const near = Array.from({ length: pages }, (_, at) => at + 1).filter(one => one === 1 || one === pages || Math.abs(one - page) < 3)
  return near.flatMap((one, at) => (at > 0 && one - (near[at - 1] ?? 0) > 1 ? [null, one] : [one]))
}

/** What waits at The Bridge: how much, each concern with what is known of it at a glance, and what can be done with it at once. */
export const QueuePage = (queue: QueueOnPage) => {
  const { counts, matching, rows, show, sought, page } = queue
  const pages = Math.max(1, Math.ceil(matching / pageLength))
  const narrowed = soughtInWords(show, sought).length > 0
  const href = (to: number) => queueHref({ show, ...sought, page: to })
  return (
    <>
      <h1 class="govuk-heading-l">The Bridge</h1>
      <p class="govuk-body-l govuk-!-margin-bottom-2">
        <strong>{counts.all}</strong> waiting · <strong>{counts.today}</strong> must be decided today · <strong>{counts.held}</strong> held
        over a day
      </p>
      <p class="govuk-body">
        In the order we suggest: where a child may be in danger first, then what is overdue, then what is due soonest, then what came first.
      </p>
      <TabLinks
        label="Concerns"
        items={(Object.keys(filters) as Shown[]).map(one => ({
          text: filters[one],
          href: queueHref({ show: one, ...sought }),
          current: one === show,
          count: counts[one],
        }))}
      />
      {counts.all > 0 && <Narrow show={show} sought={sought} facets={queue.facets} counts={counts} />}
      {rows.length === 0 ? (
        narrowed ? (
          <EmptyState wouldBe="No concern that waits is like that." action={{ text: 'See every concern that waits', href: '/bridge' }} />
        ) : (
          <EmptyState
            wouldBe={wouldBe[show]}
            action={show === 'all' ? undefined : { text: 'See every concern that waits', href: '/bridge' }}
          />
        )
      ) : (
        <>
          <p class="govuk-body">
            {pages > 1
              ? `Concerns ${(page - 1) * pageLength + 1} to ${(page - 1) * pageLength + rows.length} of ${matching}.`
              : narrowed
                ? `${matching === 1 ? 'One concern is' : `${matching} concerns are`} like that.`
                : ''}
          </p>
          <List queue={queue} />
        </>
      )}
      {pages > 1 && (
        <Pagination
          landmarkLabel="Pages of the queue"
          previous={page > 1 ? { href: href(page - 1) } : undefined}
          next={page < pages ? { href: href(page + 1) } : undefined}
          items={pagesAround(page, pages).map(one =>
            one === null ? { ellipsis: true as const } : { number: one, href: href(one), current: one === page },
          )}
        />
      )}
    </>
  )
}
