import { z } from 'zod'
import { capital, InsetText, LongTextField, RadiosField, SummaryCard, smallLabel, smallLegend } from '../../../design-system/index.ts'
import { printDay } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { keptForm } from '../../../kernel/http/kept-form.tsx'
import type { Route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { said } from '../../../thread/fields.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import { type OnChild, readByKind } from '../../family/index.ts'
import { type ChildAndOthers, childrenField, chosenOf, openWithOthers, WhichChildren } from '../on-record/children-of-form.tsx'
import { choices, oneOf } from '../on-record/form-fields.ts'
import { KeptFields, type KeptPage, keptRoutes } from '../on-record/kept-routes.tsx'
import { writeForEach } from '../on-record/write-one.ts'
import { conferenceRequested, earlyReviewDecided, earlyReviewWords } from './request.ts'

const heldWords = { yes: 'yes, the review is to be early', no: 'no, it stays when it was planned' } as const

const form = declareForm(
  z.object({
    children: childrenField,
    held: oneOf(heldWords, 'Decide whether the review is to be early'),
    reasons: said(5000, 'Write why').prefault(''),
  }),
  { children: 'For which children?', held: 'Is the review to be early?', reasons: 'Why?' },
)
const kept = keptForm(form, { lists: ['children'], longTexts: ['reasons'] })

type Asked = OnChild<FactsOf<typeof conferenceRequested>>
type Opened = ChildAndOthers & {
  /** Of each child the requests for an early review that nobody has answered, oldest first. */
  readonly asked: ReadonlyMap<SubjectId, readonly Asked[]>
  readonly decided: readonly OnChild<FactsOf<typeof earlyReviewDecided>>[]
}

const readAsked = async (tx: Tx, child: SubjectId) => {
  const told = await readByKind(tx, child, [conferenceRequested, earlyReviewDecided])
  const decided = told.of(earlyReviewDecided)
  const asked = told
    .of(conferenceRequested)
    .filter(one => one.facts.what === 'review-early' && !decided.some(by => by.answers === one.root || by.at > one.at))
  return { asked, decided }
}

const open = async (tx: Tx, person: SubjectId): Promise<Opened> => {
  const opened = await openWithOthers(tx, person, earlyReviewDecided)
  const asked = new Map<SubjectId, readonly Asked[]>()
  let decided: Opened['decided'] = []
  for (const { subject: child } of opened.children) {
    const read = await readAsked(tx, child)
    asked.set(child, read.asked)
    if (child === person) decided = read.decided
  }
  // Of the others only those of whom it was asked too: the chair decides of each child, and of nobody unasked by a slip.
  const children = opened.children.filter(one => one.subject === person || (asked.get(one.subject)?.length ?? 0) > 0)
  return { child: opened.child, children, asked, decided }
}

const EarlyPage = ({ of, parts }: { of: Opened; parts: KeptPage }) => {
  const { form: state } = parts
  const { child, asked, decided } = of
  const { labels } = form
  const open = asked.get(child.subject) ?? []
  const last = decided.at(-1)
  return (
    <>
      <h1 class="govuk-heading-l">Is {child.called}’s review to be earlier than planned?</h1>
      {open.length === 0 && (
        <p class="govuk-body">
          Nobody waits for an answer.{' '}
          {last &&
            `On ${printDay(last.on)} it was decided that ${last.facts.held ? 'the review is to be early' : 'it stays when it was planned'}.`}
        </p>
      )}
      {open.map(one => (
        <SummaryCard
          key={one.root}
          title={{ text: `Asked on ${printDay(one.on)} by ${one.by}${one.of ? `, ${one.of}` : ''}`, headingLevel: 2 }}
          rows={[
            { key: 'Because', value: { text: capital(one.facts.grounds.map(ground => earlyReviewWords[ground]).join('; ')) } },
            ...(one.said['reasons'] ? [{ key: 'In their words', value: { text: one.said['reasons'] } }] : []),
            ...(one.facts.backed ? [{ key: 'Backed', value: { text: 'By a senior person of that agency' } }] : []),
          ]}
        />
      ))}
      <InsetText>
        Once you decide that it is early, it is held within ten working days. Whoever asked, the lead worker and the unit for conferences
        read what you decide and why.
      </InsetText>
      <KeptFields parts={parts} send="Decide">
        <WhichChildren of={of} form={state} ask={labels.children} />
        <RadiosField name="held" form={state} fieldset={smallLegend(labels.held)} items={choices(heldWords)} />
        <LongTextField name="reasons" form={state} rows={4} label={smallLabel(labels.reasons)} />
      </KeptFields>
    </>
  )
}

/** The chair answers the request for an early review, of each child (practice: rcpc-early). `book`: the kinds and rules in force. */
export const earlyReviewRoutes = (book: () => Book): readonly Route[] =>
  keptRoutes<Opened>({
    at: 'conference/early',
    name: 'early-review',
    title: 'An early review',
    words: 'whether a review is to be early',
    labels: form.labels,
    kept,
    leave: 'plan',
    open: (tx, person) => open(tx, person),
    fresh: ({ children }) => ({ children: children.map(one => one.subject) }),
    send: async (tx, opened, typed, { id }) => {
      const read = parseForm(form.schema, typed)
      if (!read.ok) return { errors: read.errors }
      const which = chosenOf(opened, read.data.children, earlyReviewDecided)
      if ('errors' in which) return which
      const answers = new Map<SubjectId, EntryId>()
      for (const child of which.chosen) {
        const last = opened.asked.get(child)?.at(-1)
        if (last) answers.set(child, last.root)
      }
      const outcome = await writeForEach(tx, book(), {
        id,
        children: which.chosen,
        answers,
        entry: {
          kind: earlyReviewDecided,
          parts: { record: { facts: { held: read.data.held === 'yes' }, narrative: { reasons: read.data.reasons } } },
        },
      })
      if (outcome.done === 'asked') throw new Error('a gate stood before the decision on an early review')
      return 'done'
    },
    page: (of, parts) => <EarlyPage of={of} parts={parts} />,
  })
