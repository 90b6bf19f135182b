import { isDay } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import type { AgencyKind } from '../../../thread/entry.ts'
import { type ActId, type AgencyId, type CommandId, newId } from '../../../thread/ids.ts'
import { involvement } from '../../../thread/own-kinds/index.ts'
import { carryOut, type NewEntry, type Outcome } from '../../../thread/store/append.ts'
import { plainName } from '../referral/sources.ts'
import { agencyCheckAsked } from './agency-check.ts'
import { type ConcernAsRead, readConcern } from './concern.queries.ts'
import { concernFrom } from './concern.ts'
import { toldName } from './told-words.ts'

/** An agency of the partnership. `own`: the asker's, whose record The Bridge looks into itself. */
export type Agency = { id: AgencyId; kind: AgencyKind; name: string; own: boolean }

const agencies = statement<Agency>(
  'agencies-to-ask',
  null,
  `select agency_id as id, kind, name, agency_id = $2 as own from gt.agency where partnership_id = $1 and kind <> 'public' order by name, agency_id`,
)

/** The agencies of the partnership that The Bridge may ask: every one of them but the public. */
export const agenciesToAsk = (tx: Tx): Promise<readonly Agency[]> => tx.run(agencies, [tx.actor.partnership, tx.actor.agency])

/** The five that The Bridge is made of: each is asked unless somebody decides otherwise (practice: bridge-screening; Support and Safeguarding in Salford, The Bridge Partnership). */
export const askedAsARule: readonly AgencyKind[] = ['childrens-social-care', 'health', 'police', 'early-help', 'education']

/** More agencies of one kind than this are told apart by what was told: of a city's schools, the children's own. */
const toldApartFrom = 3

/**
 * The agencies that are asked as a rule about these children: of social care the asker's own, of each other kind all of it, and where there are many of a
 * kind (schools), those that the concern names.
 */
export const usuallyAsked = (agencies: readonly Agency[], named: readonly string[]): readonly Agency[] => {
  const plain = new Set(named.map(plainName))
  return askedAsARule.flatMap(kind => {
    const ofKind = agencies.filter(agency => agency.kind === kind && (agency.own || kind !== 'childrens-social-care'))
    return ofKind.length < toldApartFrom ? ofKind : ofKind.filter(agency => plain.has(plainName(agency.name)))
  })
}

const mailThoseAsked = statement<{ told: number }>('mail-those-asked', null, 'select gt.mail_those_asked($1, $2, $3) as told')

/**
 * Asks agencies what they hold about the children of a concern. Each gets a check of its own, with the children's names, what is asked and nothing else of
 * the concern, and may open it from now on; its people are told by a mail that says only that something waits. The Bridge looks into its own agency's
 * record itself. An agency that has not answered yet is not asked again, and nobody is asked about a concern that was decided meanwhile.
 */
export const askAgencies = async (
  tx: Tx,
  book: Book,
  command: { id: CommandId; concern: ConcernAsRead; agencies: readonly Agency[]; question: string },
): Promise<Outcome<{ asked: number }>> => {
  const { matter } = command.concern
  const outcome = await carryOut<{ asked: number }>(tx, book, {
    id: command.id,
    asked: { matter, agencies: command.agencies.map(agency => agency.id), question: command.question },
    writes: [matter],
    kinds: [agencyCheckAsked, involvement],
    decide: async () => {
      const now = await readConcern(tx, matter)
      const standing = now && concernFrom(now)
      if (!now || !standing || standing.decided) return { entries: [], answer: { asked: 0 } }
      const act = newId<ActId>()
      const shared = { subject: matter, act, happened: { at: tx.actor.at, precision: 'moment' }, audience: 'professionals' } as const
      const open = new Set(standing.checks.flatMap(check => (check.answer ? [] : [now.read.part(check.asked, 'asked')?.facts['agency']])))
      const wanted = command.agencies.filter(agency => !open.has(agency.id))
      const entries = wanted.flatMap((agency): NewEntry[] => [
        {
          ...shared,
          kind: agencyCheckAsked,
          answers: standing.told.root,
          parts: {
            record: { facts: { agency: agency.kind, agencyName: agency.name, askedAgency: agency.id } },
            asked: {
              facts: {
                agency: agency.id,
                children: standing.children.map(({ told }) => ({
                  name: toldName(told),
                  ...(told.born && isDay(told.born) ? { born: told.born } : {}),
                })),
              },
              narrative: { question: command.question },
            },
          },
        },
        ...(agency.own || now.working.some(one => one.as === 'checked' && one.holder === agency.id)
          ? []
          : [{ ...shared, kind: involvement, parts: { record: { facts: { holder: agency.id, form: 'agency', as: 'checked' } } } }]),
      ])
      return { entries, answer: { asked: wanted.length } }
    },
  })
  if (outcome.done === 'now' && outcome.answer.asked > 0)
    await tx.run(mailThoseAsked, [tx.actor.partnership, matter, command.agencies.filter(one => !one.own).map(one => one.id)])
  return outcome
}
