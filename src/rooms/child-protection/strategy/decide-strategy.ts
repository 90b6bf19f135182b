import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, newId } from '../../../thread/ids.ts'
import { carryOut, type NewEntry, type Outcome } from '../../../thread/store/append.ts'
import { type Around, registerKinds, tellWhoIsAround } from '../../commands.ts'
import { siblingConsidered } from '../sibling-consideration/sibling-considered.ts'
import { strategyDecision } from './strategy-decision.ts'
import type { ChildDecided, StrategyForm } from './strategy-form.ts'

/**
 * Writes down what a strategy meeting decided, in one act: of each child on the child's own record, and nothing of another; of a child who was thought of and not decided
 * about, that and what was found; who is around them (practice: strategy-meeting; sibling-consideration; adult-contact-register).
 */
export const decideStrategy = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; form: StrategyForm; around: Around | null },
): Promise<Outcome<null>> => {
  const { form, around } = command
  const asked = form.children.map(one => one.child).filter(child => around?.children.some(one => one.person === child))
  const act = newId<ActId>()
  const happened: NewEntry['happened'] = form.at ? { at: form.at, precision: 'moment' } : { on: form.on, precision: 'day' }
  return carryOut(tx, book, {
    id: command.id,
    asked: { form },
    writes: form.children.map(one => one.child),
    kinds: [strategyDecision, siblingConsidered, ...registerKinds],
    decide: () => ({
      answer: null,
      entries: [
        ...form.children.map(one => ({ subject: one.child, act, happened, audience: 'professionals' as const, ...saidOf(one, form) })),
        ...(around ? tellWhoIsAround(asked, form.around, around, { at: 'strategy', act, happened, toldBy: 'agency' }) : []),
      ],
    }),
  })
}

const saidOf = (one: ChildDecided, form: StrategyForm): Pick<NewEntry, 'kind' | 'parts'> =>
  one.decision === 'considered'
    ? { kind: siblingConsidered, parts: { record: { facts: { found: one.found }, narrative: { reasons: one.reasons } } } }
    : {
        kind: strategyDecision,
        parts: {
          record: {
            facts: {
              decision: one.decision,
              harm: one.harm,
              parents: form.parents,
              ...(form.meeting ? { meeting: form.meeting } : {}),
              ...(one.decision === 'no-section-47' && one.instead ? { instead: one.instead } : {}),
              ...(one.medical ? { medical: one.medical } : {}),
              ...(one.protection ? { protection: one.protection } : {}),
              ...(form.parentsBy ? { parentsBy: form.parentsBy } : {}),
              ...(form.reviewOn ? { reviewOn: form.reviewOn } : {}),
            },
            narrative: {
              reasons: one.reasons,
              ...one.weighed,
              protection: one.protectionWords,
              parents: form.parentsWords,
              contingency: form.contingency,
            },
          },
          ...(one.medicalWords ? { health: { narrative: { medical: one.medicalWords } } } : {}),
        },
      }
