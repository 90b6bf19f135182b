import { capital } from '../../../design-system/words.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, type EntryId, newId, type SubjectId } from '../../../thread/ids.ts'
import { involvement, involvementEnd } from '../../../thread/own-kinds/index.ts'
import { carryOut, type Outcome as Done, type NewEntry } from '../../../thread/store/append.ts'
import { helpToTellOf, signposted } from '../../public/index.ts'
import { supportStage } from '../../recording/index.ts'
import { referralFeedback } from '../feedback/referrer-feedback.ts'
import { childMatched } from '../screening/child-matched.ts'
import { type ConcernAsRead, readConcern } from '../screening/concern.queries.ts'
import { concernFrom, peopleOf, unmatched } from '../screening/concern.ts'
import { type DecisionForm, isLessThan, leadsToWork } from './decision-form.ts'
import { outcomeWords } from './outcomes.ts'
import { referralDecision } from './referral-decision.ts'

/** Who can take work on: a team, or an agency of early help. */
export type Taker = { value: string; name: string; of: string }

const takers = statement<Taker>(
  'takers-of-work',
  null,
  `select 'team:' || t.team_id as value, t.name, g.name as of from gt.team t join gt.agency g on g.partnership_id = $1 and g.agency_id = t.agency_id
     where t.partnership_id = $1 and t.queue is null
   union all select 'agency:' || g.agency_id, g.name, g.name from gt.agency g where g.partnership_id = $1 and g.kind = 'early-help'
   order by name, value`,
)

/** Everybody who can take work on. */
export const takersOfWork = (tx: Tx): Promise<readonly Taker[]> => tx.run(takers, [tx.actor.partnership])

/** How a decision may be challenged, said to the referrer wherever less was decided than they asked for (practice: professional-challenge). */
export const howToChallenge =
  'If you think this decision leaves a child at risk, say so: ring The Bridge and ask for the manager who decided. If you still do not agree, your ' +
  'agency’s safeguarding lead can take it further as a professional challenge. If a child is in danger now, call 999.'

/** What the referrer reads of the outcome: a professional its words, a member of the public that their concern was looked at and no more. */
export const outcomeFor = (form: DecisionForm, isProfessional: boolean): string =>
  isProfessional
    ? `${capital(outcomeWords[form.outcome])}${form.toAuthority ? `: ${form.toAuthority}` : ''}`
    : 'The Bridge has looked at what you told us and decided what happens next'

/** What came of deciding: done, or what stands in the way. */
export type Decided = { result: 'decided' | 'decided-before' | 'children-not-matched' }

/**
 * Decides a concern, all of it in one act (practice: referral-decision, referrer-feedback): the decision on the matter; the same on the thread of every
 * child, answering that child's own referral, with the stage of support where one is set; the outcome told to the referrer, unless nobody gave a name; who takes the children on, where there is
 * work; and the end of The Bridge's involvement with the matter and the children. Refused while a child is not matched. Gates may ask for more first.
 */
export const decide = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; concern: ConcernAsRead; form: DecisionForm },
): Promise<Done<Decided>> => {
  const { form } = command
  const { matter } = command.concern
  const before = concernFrom(command.concern)
  const people = before ? peopleOf(before) : []
  return carryOut<Decided>(tx, book, {
    id: command.id,
    asked: { matter, form },
    writes: [matter, ...people],
    kinds: [referralDecision, referralFeedback, involvement, involvementEnd, supportStage, signposted],
    decide: async ({ thread }) => {
      const read = await readConcern(tx, matter)
      const concern = read && concernFrom(read)
      if (!read || !concern || concern.decided) return { entries: [], answer: { result: 'decided-before' } }
      // Somebody may have matched or undone while the form was filled in: then the threads held here are not the right ones, and it is asked again.
      if (unmatched(concern).length > 0 || peopleOf(concern).some(person => !people.includes(person)))
        return { entries: [], answer: { result: 'children-not-matched' } }
      const service = (await helpToTellOf(tx)).find(one => one.service === form.signpostTo)
      const act = newId<ActId>()
      const shared = { act, happened: { at: tx.actor.at, precision: 'moment' }, audience: 'professionals' } as const
      const { facts } = concern.told
      const tellsReferrer = !facts.anonymous && form.message !== undefined
      const decision = {
        record: {
          facts: {
            outcome: form.outcome,
            toAuthority: form.outcome === 'another-authority' ? form.toAuthority : undefined,
            cumulativeReview: form.cumulativeReview !== undefined,
            familyTold: form.familyTold === 'yes',
            referrerTold: tellsReferrer,
          },
          narrative: { reasons: form.reasons, arguedOtherWay: form.arguedOtherWay, cumulativeReview: form.cumulativeReview },
        },
      }
      const onMatter: NewEntry = {
        ...shared,
        id: newId<EntryId>(),
        subject: matter,
        kind: referralDecision,
        answers: concern.told.root,
        parts: decision,
      }
      const feedback: NewEntry[] = tellsReferrer
        ? [
            {
              ...shared,
              subject: matter,
              kind: referralFeedback,
              answers: concern.told.root,
              parts: {
                record: { facts: { how: form.toldHow ?? 'portal' } },
                feedback: {
                  narrative: {
                    outcome: outcomeFor(form, facts.referrerIs === 'professional'),
                    message: form.message,
                    howToChallenge: isLessThan(form.outcome, facts.askedFor) ? howToChallenge : undefined,
                  },
                },
              },
            },
          ]
        : []
      const ofChildren = read.read.thread.of(childMatched).flatMap((match): NewEntry[] => {
        const { person, referral, screening } = match.facts
        const child = thread(person)
        const open = screening && child.find(screening)
        return [
          ...(referral ? [{ ...shared, subject: person, kind: referralDecision, answers: referral, parts: decision }] : []),
          ...(open && child.answering(involvementEnd, open).length === 0
            ? [{ ...shared, subject: person, kind: involvementEnd, answers: open.root, parts: { record: {} } }]
            : []),
        ]
      })
      const closing = read.working
        .filter(one => one.as !== 'referrer')
        .map((one): NewEntry => ({ ...shared, subject: matter, kind: involvementEnd, answers: one.entry, parts: { record: {} } }))
      // The matter leaves the queue and stays with the team that decided it.
      const kept = read.working
        .filter(one => one.as === 'queue')
        .map(
          (one): NewEntry => ({
            ...shared,
            subject: matter,
            kind: involvement,
            parts: { record: { facts: { holder: one.holder, form: one.form, as: 'decided' } } },
          }),
        )
      return {
        answer: { result: 'decided' },
        entries: [
          onMatter,
          ...ofChildren,
          ...feedback,
          ...takingOn(form, people).map(entry => ({ ...shared, ...entry })),
          ...toldOf(service, people).map(entry => ({ ...shared, ...entry })),
          ...atStage(form, people).map(entry => ({ ...shared, ...entry })),
          ...closing,
          ...kept,
        ],
      }
    },
  })
}

const takingOn = (form: DecisionForm, people: readonly SubjectId[]): Pick<NewEntry, 'subject' | 'kind' | 'parts'>[] => {
  if (!leadsToWork(form.outcome) || !form.goesTo) return []
  const [kind, holder] = form.goesTo.split(':')
  const facts = kind === 'team' ? { holder, form: 'team', as: 'manager' } : { holder, form: 'agency', as: 'agency' }
  return people.map(subject => ({ subject, kind: involvement, parts: { record: { facts } } }))
}

/** The service that the family was told of, on each child's own thread (practice: universal-directory). */
const toldOf = (
  service: { service: string; name: string } | undefined,
  people: readonly SubjectId[],
): Pick<NewEntry, 'subject' | 'kind' | 'parts'>[] =>
  service
    ? people.map(subject => ({
        subject,
        kind: signposted,
        parts: { record: { facts: { service: service.service, serviceName: service.name } } },
      }))
    : []

/** The stage of support from now on, on each child's own thread, where the decision sets one (practice: support-stages, The Bridge confirms). */
const atStage = (form: DecisionForm, people: readonly SubjectId[]): Pick<NewEntry, 'subject' | 'kind' | 'parts'>[] => {
  if (!form.stage) return []
  const [stage, led] = form.stage.split('/')
  const facts = { stage, ...(led ? { led } : {}), discussed: form.stageDiscussed === 'yes' }
  const narrative = { reason: form.reasons.slice(0, 10_000), notDiscussedWhy: form.stageNotDiscussedWhy }
  return people.map(subject => ({ subject, kind: supportStage, parts: { record: { facts, narrative } } }))
}
