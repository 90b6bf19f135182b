import type { Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import type { AgencyKind } from '../../../thread/entry.ts'
import { type AccountId, type ActId, type CommandId, newId, type SubjectId, type TeamId } from '../../../thread/ids.ts'
import { involvement } from '../../../thread/own-kinds/index.ts'
import { carryOut, type NewEntry, type Outcome } from '../../../thread/store/append.ts'
import { readConsultation } from './consultation.queries.ts'
import { type Advice, bridgeConsultation, consultationFollowed } from './consultation.ts'
import { consultationNumbered, newNumber } from './number.ts'

const bridge = statement<{ team_id: TeamId }>(
  'bridge-team-advising',
  null,
  `select team_id from gt.team where partnership_id = $1 and queue = 'bridge' order by team_id limit 1`,
)

/** What a practitioner of The Bridge writes down of a consultation. `account`: the caller's, where they sign in here. */
export type Advised = {
  readonly caller: string
  readonly account: AccountId | null
  readonly source: AgencyKind
  readonly sourceName: string | undefined
  readonly child: { given?: string | undefined; family?: string | undefined; born?: string | undefined } | undefined
  readonly question: string
  readonly advised: string
  readonly advice: Advice
  readonly decidedBy: string
}

/**
 * Writes a consultation down (practice: bridge-consultation): a matter of its own, which The Bridge keeps and, where the caller signs in here, the caller
 * reads. Gives the matter and its number.
 */
export const giveAdvice = async (
  tx: Tx,
  book: Book,
  command: { id: CommandId; advised: Advised; now: Moment },
): Promise<Outcome<{ matter: SubjectId; number: string }>> => {
  const { question, advised, decidedBy, caller, account, source, sourceName, child, advice } = command.advised
  const [team] = await tx.run(bridge, [tx.actor.partnership])
  if (!team) throw new Error('this partnership has no team that works from the Bridge queue')
  const number = newNumber()
  const matter = consultationNumbered(tx.actor.partnership, number)
  const shared = {
    subject: matter,
    act: newId<ActId>(),
    happened: { at: command.now, precision: 'moment' },
    audience: 'professionals',
  } as const
  const involved = (facts: Record<string, string>): NewEntry => ({ ...shared, kind: involvement, parts: { record: { facts } } })
  return carryOut(tx, book, {
    id: command.id,
    asked: command.advised,
    writes: [matter],
    begins: [{ subject: matter, form: 'matter' }],
    kinds: [bridgeConsultation, involvement],
    decide: () => ({
      answer: { matter, number },
      entries: [
        {
          ...shared,
          kind: bridgeConsultation,
          parts: {
            record: {
              facts: { number, source, sourceName, ...(child ? { child } : {}), advice },
              narrative: { caller, question, advised, decidedBy },
            },
            feedback: { narrative: { question, advised, decidedBy } },
          },
        },
        involved({ holder: team.team_id, form: 'team', as: 'advised' }),
        ...(account ? [involved({ holder: account, form: 'account', as: 'referrer' })] : []),
      ],
    }),
  })
}

/** What follows on a consultation when the concern it advised is raised: the entry that says so. Nothing where that was said before. */
export const followed = (consultation: SubjectId, answers: NewEntry['answers'], act: ActId, at: Moment, matter?: SubjectId): NewEntry => ({
  subject: consultation,
  act,
  kind: consultationFollowed,
  happened: { at, precision: 'moment' },
  audience: 'professionals',
  ...(answers ? { answers } : {}),
  parts: { record: { facts: matter ? { matter } : {} } },
})

/** The Bridge notes that the concern came otherwise: by telephone, by letter. Once; again changes nothing. Nothing where it is not the asker's to read. */
export const noteFollowed = async (
  tx: Tx,
  book: Book,
  command: { id: CommandId; matter: SubjectId },
): Promise<Outcome<{ noted: boolean }> | undefined> => {
  const consultation = await readConsultation(tx, command.matter)
  if (!consultation) return undefined
  return carryOut<{ noted: boolean }>(tx, book, {
    id: command.id,
    asked: { matter: command.matter },
    writes: [command.matter],
    kinds: [consultationFollowed],
    decide: ({ thread }) =>
      thread(command.matter).of(consultationFollowed).length > 0
        ? { entries: [], answer: { noted: false } }
        : { entries: [followed(command.matter, consultation.entry, newId<ActId>(), tx.actor.at)], answer: { noted: true } },
  })
}
