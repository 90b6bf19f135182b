import { type Moment, plusHours } from '../../../guidance/index.ts'
import { matchingStep } from '../../../kernel/access/one-time-code.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type AccountId, type ActId, type CommandId, type EntryId, newId, type SubjectId } from '../../../thread/ids.ts'
import { breakGlass } from '../../../thread/own-kinds/index.ts'
import { carryOut } from '../../../thread/store/append.ts'
import { openingNumbers } from './numbers.ts'
import type { OpenForm } from './open-form.ts'

/**
 * How an opening ended: `opened`; `closed`: this record cannot be opened this way, for whatever reason; `prove`: two factors were not shown just now;
 * `second`: so many within a day that a second person has to confirm; `second-refused`: what was typed for them does not hold.
 */
export type Opened = 'opened' | 'closed' | 'prove' | 'second' | 'second-refused'

const standing = statement<{ until_at: Moment }>(
  'opening-standing',
  null,
  'select until_at from gt.opening where partnership_id = $1 and account_id = $2 and subject_id = $3 and until_at > $4 limit 1',
)
const open = statement<{ done: Opened | 'standing' }>(
  'open-in-emergency',
  null,
  'select gt.open_in_emergency($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) as done',
)
const facts = statement<{ account_id: AccountId; otp_secret: string }>(
  'second-person',
  null,
  'select account_id, otp_secret from gt.second_try($1)',
)

/** Has the asker opened this record in an emergency, and is it still open? Until when. */
export const openUntil = async (tx: Tx, person: SubjectId): Promise<Moment | undefined> =>
  (await tx.run(standing, [tx.actor.partnership, tx.actor.account, person, tx.actor.at]))[0]?.until_at

/**
 * Opens one child's record to the asker for some hours (practice: break-glass): the register, who is told, and the entry on the child's thread, in one transaction.
 * Everything that decides is decided by the database. `session`: the digest of the session that asks, by which it is known that two factors were shown just now.
 */
export const openRecord = async (
  tx: Tx,
  book: Book,
  command: { id: CommandId; person: SubjectId; form: OpenForm; session: Buffer | null },
): Promise<Opened> => {
  const { partnership, at } = tx.actor
  const { person, form } = command
  const { hours, most, reviewDue } = await openingNumbers(tx, at)
  const opening = newId<EntryId>()
  const reference = form.reference.trim()
  const reason = form.reason.trim()
  const asked = [partnership, opening, person, form.category, reference, reason, plusHours(at, hours), reviewDue, command.session, most]
  let done = (await tx.run(open, [...asked, null, null]))[0]?.done ?? 'closed'
  // What was typed for a second person is judged only where one is asked for.
  const second = done === 'second' ? await secondPerson(tx, form) : undefined
  if (second === 'refused') return 'second-refused'
  if (second) done = (await tx.run(open, [...asked, second.account, second.step]))[0]?.done ?? 'closed'
  if (done === 'standing') return 'opened'
  if (done !== 'opened') return done
  const outcome = await carryOut(tx, book, {
    id: command.id,
    asked: { person, form: { ...form, secondCode: undefined } },
    writes: [person],
    kinds: [breakGlass],
    decide: () => ({
      answer: opening,
      entries: [
        {
          id: opening,
          subject: person,
          act: newId<ActId>(),
          kind: breakGlass,
          happened: { at, precision: 'moment' },
          audience: 'professionals',
          parts: { record: { facts: { category: form.category, hours }, narrative: { reason, reference } } },
        },
      ],
    }),
  })
  if (outcome.done !== 'now') throw new Error('an opening is carried out once, by the command that asked for it')
  tx.saw([person], [opening])
  return 'opened'
}

/** Who confirms, by an e-mail address and a code of theirs; nobody where nothing was typed. */
const secondPerson = async (
  tx: Tx,
  { secondEmail, secondCode }: OpenForm,
): Promise<{ account: AccountId; step: number } | 'refused' | undefined> => {
  if (!secondEmail && !secondCode) return undefined
  const [found] = await tx.run(facts, [(secondEmail ?? '').toLowerCase()])
  const step = found ? matchingStep(found.otp_secret, secondCode ?? '', tx.actor.at) : null
  return found && step !== null ? { account: found.account_id, step } : 'refused'
}
