import { dayOfPartial, partialDate } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, type EntryId, newId, type SubjectId } from '../../../thread/ids.ts'
import { identity, involvement, involvementEnd, pregnancy } from '../../../thread/own-kinds/index.ts'
import { carryOut, type NewEntry, type Outcome } from '../../../thread/store/append.ts'
import { adultInContact, adultsAsked } from '../../family/index.ts'
import { referral } from '../referral/referral.ts'
import { tellAdultsTold } from './adults-told.ts'
import { childMatched } from './child-matched.ts'
import { type ConcernAsRead, readConcern } from './concern.queries.ts'
import { concernFrom } from './concern.ts'
import type { ToldChild } from './told-words.ts'

/** Who one of the children is: a person on record, or somebody new; what of the concern goes onto that child's own record, and which of the adults that were told of (by label) onto the child's register. */
export type Match = { label: string; person: SubjectId | 'new'; summary: string | undefined; adults?: readonly string[] }

/**
 * Matches children of a concern to people, siblings in one go (practice: bridge-screening; matching is the screener's reversible step). In one act:
 * the match on the matter; on each child's own thread the concern, as received when it was told, and The Bridge's involvement while it is screened;
 * and who the child is, where nobody on record is; and onto each child's register of adults whoever was told of and is in that child's life. A child whom somebody else has matched meanwhile stays as they matched it; where the concern was decided
 * meanwhile, nothing is matched.
 */
export const matchChildren = async (
  tx: Tx,
  book: Book,
  command: { id: CommandId; concern: ConcernAsRead; matches: readonly Match[] },
): Promise<Outcome<{ matched: number }>> => {
  const { concern, matches } = command
  const { matter } = concern
  const people = new Map(matches.map(match => [match.label, match.person === 'new' ? newId<SubjectId>() : match.person]))
  const fresh = matches.filter(match => match.person === 'new').flatMap(match => people.get(match.label) ?? [])
  const act = newId<ActId>()
  const withAdults: { person: SubjectId; adults: readonly string[] }[] = []
  const outcome = await carryOut(tx, book, {
    id: command.id,
    asked: { matter, matches },
    writes: [matter, ...new Set(people.values())],
    begins: fresh.map(subject => ({ subject, form: 'person' })),
    kinds: [childMatched, identity, pregnancy, referral, involvement],
    decide: async () => {
      const now = await readConcern(tx, matter)
      const standing = now && concernFrom(now)
      const team = now?.working.find(one => one.as === 'queue')
      // Decided while the page was open: whose child it is says the decision.
      if (!standing || !team || standing.decided) return { entries: [], answer: { matched: 0 } }
      const { told } = standing
      const entries: NewEntry[] = []
      let matched = 0
      for (const match of matches) {
        const child = standing.children.find(one => one.told.label === match.label)
        const person = people.get(match.label)
        if (!child || child.match || !person) continue
        matched += 1
        withAdults.push({ person, adults: match.adults ?? [] })
        const shared = { act, happened: { at: tx.actor.at, precision: 'moment' }, audience: 'professionals' } as const
        const received = newId<EntryId>()
        const screening = newId<EntryId>()
        if (match.person === 'new') entries.push(...whoItIs(child.told).map(entry => ({ ...shared, ...entry, subject: person })))
        entries.push(
          {
            ...shared,
            subject: person,
            id: received,
            kind: referral,
            happened: { at: told.at, precision: 'moment' },
            parts: {
              record: {
                facts: {
                  matter,
                  source: told.facts.source,
                  sourceName: told.facts.sourceName,
                  concerns: told.facts.concerns,
                  familyTold: told.facts.familyTold,
                  inDangerNow: told.facts.inDangerNow,
                },
                narrative: { summary: match.summary },
              },
            },
          },
          {
            ...shared,
            subject: person,
            id: screening,
            kind: involvement,
            parts: { record: { facts: { holder: team.holder, form: 'team', as: 'screener' } } },
          },
          {
            ...shared,
            subject: matter,
            kind: childMatched,
            answers: told.root,
            parts: { record: { facts: { label: match.label, person, referral: received, screening } } },
          },
        )
      }
      return { entries, answer: { matched } }
    },
  })
  // Only now does The Bridge work with the child, and may write on the register.
  const standing = concernFrom(concern)
  if (outcome.done === 'now' && standing) await tellAdultsTold(tx, book, { id: command.id, act, told: standing.told, of: withAdults })
  return outcome
}

/** Who a child is as it was told, for a person not on record before: nothing is made up, a name that nobody gave stays empty. */
const whoItIs = (child: ToldChild): Pick<NewEntry, 'kind' | 'parts'>[] => {
  const born = child.born ? partialDate(child.born) : undefined
  const unborn = !born && child.expected !== undefined
  return [
    {
      kind: identity,
      parts: {
        record: {
          facts: {
            is: unborn ? 'unborn' : 'child',
            given: child.given ?? '',
            family: child.family ?? '',
            ...(born ? { born: dayOfPartial(born), bornPrecision: born.precision } : {}),
            sex: child.sex,
            school: child.school,
            language: child.language,
          },
        },
      },
    },
    ...(unborn ? [{ kind: pregnancy, parts: { record: { facts: { expected: child.expected } } } }] : []),
  ]
}

/**
 * Undoes a match: the match and the concern on the child's own thread are withdrawn, and The Bridge's involvement with that child ends; who looked
 * meanwhile stays on the access lines. A person whom this match made, and of whom nothing else was recorded since, loses the name too and is found no
 * more; once something else is recorded, the person stays who they are. Nothing is undone of a concern that was decided meanwhile.
 */
export const undoMatch = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; concern: ConcernAsRead; label: string },
): Promise<Outcome<{ undone: boolean }>> => {
  const { matter, read } = command.concern
  const match = read.thread.where(childMatched, one => one.facts.label === command.label)[0]
  const person = match?.facts.person
  return carryOut<{ undone: boolean }>(tx, book, {
    id: command.id,
    asked: { matter, label: command.label },
    writes: person ? [matter, person] : [matter],
    kinds: [childMatched, identity, pregnancy, referral, adultInContact, adultsAsked, involvementEnd],
    decide: async ({ thread }) => {
      const now = await readConcern(tx, matter)
      const standing = match && now?.read.thread.find(match.root)
      // A match that a decision rests on stays.
      if (!match || !person || !standing || !now || concernFrom(now)?.decided) return { entries: [], answer: { undone: false } }
      const act = newId<ActId>()
      const shared = { act, happened: { at: tx.actor.at, precision: 'moment' }, audience: 'professionals', parts: {} } as const
      const theirs = thread(person).entries
      const madeHere = theirs.every(entry => entry.act === match.act)
      const withdrawn = theirs.filter(
        entry =>
          entry.root === match.facts.referral ||
          (entry.act === match.act && [adultInContact.name, adultsAsked.name].includes(entry.kind as typeof adultsAsked.name)) ||
          (madeHere && [identity.name, pregnancy.name].includes(entry.kind as typeof identity.name)),
      )
      const entries: NewEntry[] = [
        { ...shared, subject: matter, kind: childMatched, corrects: match.root, withdraws: true },
        ...withdrawn.map(entry => ({
          ...shared,
          subject: person,
          kind: kindOf(book, entry.kind),
          corrects: entry.root,
          withdraws: true as const,
        })),
      ]
      if (match.facts.screening && thread(person).find(match.facts.screening))
        entries.push({ ...shared, subject: person, kind: involvementEnd, answers: match.facts.screening, parts: { record: {} } })
      return { entries, answer: { undone: true } }
    },
  })
}

const kindOf = (book: Book, name: string) => {
  const kind = book.kinds.get(name)
  if (!kind) throw new Error(`the book holds no kind ${name}`)
  return kind
}
