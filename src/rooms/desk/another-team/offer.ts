import { dayOf } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import type { Entry } from '../../../thread/entry.ts'
import { type AccountId, type ActId, type CommandId, newId, type SubjectId, type TeamId } from '../../../thread/ids.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import { involvement, involvementEnd, type OfferEnd, type Relation } from '../../../thread/own-kinds/index.ts'
import { carryOut, type NewEntry } from '../../../thread/store/append.ts'
import type { Thread } from '../../../thread/thread.ts'
import { tellOfOffer, tellOfPassing } from '../notices/notices.ts'

type Involved = Entry<FactsOf<typeof involvement>>

/** Who stands in a relation to a child and has not ended. */
const standing = (child: Thread, ...as: readonly Relation[]): readonly Involved[] =>
  child.where(involvement, one => as.includes(one.facts.as)).filter(one => child.answering(involvementEnd, one).length === 0)

/** The teams of the asker among those who hold something. */
const isMine = (tx: Tx) => (one: Involved) => one.facts.form === 'team' && tx.actor.holders.includes(one.facts.holder)

const ended = (of: Involved, shared: Shared, reason: string | undefined, offer?: OfferEnd): NewEntry => ({
  ...shared,
  kind: involvementEnd,
  answers: of.root,
  parts: { record: { facts: offer ? { offer } : {}, narrative: { reason } } },
})
type Shared = Pick<NewEntry, 'subject' | 'act' | 'happened' | 'audience'>

/** What is told in one act of several children, at this moment. */
const actOf = (tx: Tx): ((subject: SubjectId) => Shared) => {
  const act = newId<ActId>()
  return subject => ({ subject, act, happened: { at: tx.actor.at, precision: 'moment' }, audience: 'professionals' })
}

export type Offer = {
  readonly id: CommandId
  readonly people: readonly SubjectId[]
  readonly team: TeamId
  readonly reason: string
  /** Who answers for that team: they are told. */
  readonly managers: readonly AccountId[]
}

/**
 * Asks another team to take some children on, in one act. Until that team answers nothing changes for anybody who works with the child, so that no child falls
 * between two teams; the manager of the other team may read who it is, what is due and the record. A child who is offered already is left as it is. Gives how
 * many are offered now. Only whoever manages the child may (access matrix: involve offered).
 */
export const offerChildren = async (tx: Tx, book: Book, { id, people, team, reason, managers }: Offer): Promise<number> => {
  const shared = actOf(tx)
  const outcome = await carryOut<{ offered: readonly SubjectId[]; from: TeamId | null }>(tx, book, {
    id,
    asked: { people, team, reason },
    writes: people,
    kinds: [involvement],
    decide: ({ thread }) => {
      const free = people.filter(one => standing(thread(one), 'offered').length === 0)
      const [mine] = people.flatMap(one => standing(thread(one), 'manager').filter(isMine(tx)))
      return {
        entries: free.map(subject => ({
          ...shared(subject),
          kind: involvement,
          parts: { record: { facts: { holder: team, form: 'team', as: 'offered' }, narrative: { reason } } },
        })),
        answer: { offered: free, from: (mine?.facts.holder as TeamId | undefined) ?? null },
      }
    },
  })
  if (outcome.done === 'asked') throw new Error('no gate asks about an offer')
  const { offered, from } = outcome.answer
  if (outcome.done === 'now' && from)
    await tellOfOffer(tx, { about: 'offered', whom: managers, people: offered, named: true, team: from, on: dayOf(tx.actor.at), reason })
  return offered.length
}

/** One child whose offer was answered: who had offered it, and who had led. */
type Answered = { readonly subject: SubjectId; readonly by: AccountId; readonly team: TeamId; readonly leads: readonly AccountId[] }

/** What is answered: taken on, by whoever leads from this moment; or not, with the reason. */
export type OfferAnswer = {
  readonly id: CommandId
  readonly people: readonly SubjectId[]
  readonly answer: { readonly as: 'taken-on'; readonly lead: AccountId } | { readonly as: 'turned-down' }
  readonly reason: string
}

/**
 * Answers the offers of some children to the asker's team, in one act. Taken on: the team before, its lead worker and second workers end, this team manages and the
 * named worker leads, all at one moment, so that there is never a child without a team or a lead worker (practice: key-practitioner, one for each child). Turned down:
 * the child stays where it is. Whoever offered is told, and the workers of both teams. A child who is not offered to the asker's team is left as it is. Gives how many were answered.
 */
export const answerOffer = async (tx: Tx, book: Book, { id, people, answer, reason }: OfferAnswer): Promise<number> => {
  const shared = actOf(tx)
  const outcome = await carryOut<readonly Answered[]>(tx, book, {
    id,
    asked: { people, answer, reason },
    writes: people,
    kinds: [involvement, involvementEnd],
    decide: ({ thread }) => {
      const entries: NewEntry[] = []
      const done: Answered[] = []
      for (const subject of people) {
        const child = thread(subject)
        const offer = standing(child, 'offered').find(isMine(tx))
        if (!offer) continue
        const of = shared(subject)
        const team = offer.facts.holder as TeamId
        const managing = standing(child, 'manager')
        const leads = standing(child, 'lead')
        entries.push(ended(offer, of, reason, answer.as))
        if (answer.as === 'taken-on') {
          const goes = [...managing.filter(one => one.facts.holder !== team), ...leads, ...standing(child, 'co-worker')]
          entries.push(
            ...goes.filter(one => one.facts.as !== 'lead' || one.facts.holder !== answer.lead).map(one => ended(one, of, reason)),
          )
          const begins = (holder: string, form: 'team' | 'account', as: Relation): NewEntry => ({
            ...of,
            kind: involvement,
            parts: { record: { facts: { holder, form, as }, narrative: { reason } } },
          })
          if (managing.every(one => one.facts.holder !== team)) entries.push(begins(team, 'team', 'manager'))
          if (leads.every(one => one.facts.holder !== answer.lead)) entries.push(begins(answer.lead, 'account', 'lead'))
        }
        const before = leads.map(one => one.facts.holder as AccountId).filter(one => answer.as === 'taken-on' && one !== answer.lead)
        done.push({ subject, by: offer.author, team, leads: before })
      }
      return { entries, answer: done }
    },
  })
  if (outcome.done === 'asked') throw new Error('no gate asks about an offer')
  if (outcome.done === 'now') await tellOfAnswer(tx, outcome.answer, answer, reason)
  return outcome.answer.length
}

const tellOfAnswer = async (tx: Tx, done: readonly Answered[], answer: OfferAnswer['answer'], reason: string): Promise<void> => {
  const on = dayOf(tx.actor.at)
  for (const [by, of] of Map.groupBy(done, one => one.by)) {
    const [first] = of
    if (first)
      await tellOfOffer(tx, {
        about: answer.as,
        whom: [by],
        people: of.map(one => one.subject),
        named: answer.as === 'turned-down',
        team: first.team,
        ...(answer.as === 'taken-on' ? { lead: answer.lead } : {}),
        on,
        reason,
      })
  }
  if (answer.as === 'taken-on')
    await tellOfPassing(tx, { moved: done.map(({ subject, leads }) => ({ subject, before: leads })), to: answer.lead, on, reason })
}

export type TakeBack = {
  readonly id: CommandId
  readonly people: readonly SubjectId[]
  /** Who answers for the team they were offered to, by team: they are told. */
  readonly managers: ReadonlyMap<string, readonly AccountId[]>
}

/** Takes offers of the asker's team back, in one act: the other team can read the records no more. Gives how many were taken back. */
export const takeOfferBack = async (tx: Tx, book: Book, { id, people, managers }: TakeBack): Promise<number> => {
  const shared = actOf(tx)
  type Back = { readonly subject: SubjectId; readonly to: string; readonly from: TeamId }
  const outcome = await carryOut<readonly Back[]>(tx, book, {
    id,
    asked: { people },
    writes: people,
    kinds: [involvementEnd],
    decide: ({ thread }) => {
      const entries: NewEntry[] = []
      const back: Back[] = []
      for (const subject of people) {
        const [from] = standing(thread(subject), 'manager').filter(isMine(tx))
        for (const offer of from ? standing(thread(subject), 'offered') : []) {
          entries.push(ended(offer, shared(subject), undefined, 'taken-back'))
          back.push({ subject, to: offer.facts.holder, from: from?.facts.holder as TeamId })
        }
      }
      return { entries, answer: back }
    },
  })
  if (outcome.done === 'asked') throw new Error('no gate asks about an offer')
  if (outcome.done === 'now')
    for (const [to, of] of Map.groupBy(outcome.answer, one => one.to)) {
      const [first] = of
      if (first)
        await tellOfOffer(tx, {
          about: 'taken-back',
          whom: managers.get(to) ?? [],
          people: of.map(one => one.subject),
          named: false,
          team: first.from,
          on: dayOf(tx.actor.at),
          reason: 'The offer was taken back.',
        })
    }
  return outcome.answer.length
}
