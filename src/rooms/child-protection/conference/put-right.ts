import { statement } from '../../../kernel/db/statement.ts'
import { Refusal, type Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, type EntryId, newId, type SubjectId } from '../../../thread/ids.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import { carryOut, type Outcome } from '../../../thread/store/append.ts'
import { type OnChild, readByKind } from '../../family/index.ts'
import { conference } from './conference.ts'
import { decisionFacts, decisionWords, partsApart } from './decide.ts'
import type { CorrectionForm } from './decision-form.ts'

/** What a conference decided of one child, as it stands. */
export type DecisionOnRecord = OnChild<FactsOf<typeof conference>>

/** What the conference of this meeting decided about this child, where whoever asks wrote it: a chair puts right what they wrote, and nobody else's. */
export const readOwnDecision = async (tx: Tx, meeting: SubjectId, child: SubjectId): Promise<DecisionOnRecord | null> => {
  const told = await readByKind(tx, child, [conference])
  return told.of(conference).findLast(one => one.facts.meeting === meeting && one.author === tx.actor.account) ?? null
}

/** It was put right since whoever sends this read it. */
export class PutRightSince extends Refusal {
  override readonly name = 'PutRightSince'
}

const standing = statement<{ entry: EntryId }>(
  'conference-decision-standing',
  row => ({ entries: [row.entry] }),
  `select x.entry_id as entry from (
     select e.entry_id, e.known_at, e.corrects from gt.entry e where e.partnership_id = $1 and e.entry_id = $2
     union all select c.entry_id, c.known_at, c.corrects from gt.entry c where c.partnership_id = $1 and c.corrects = $2) x
   order by x.corrects is null, x.known_at desc, x.entry_id desc limit 1`,
)

/**
 * Puts right what a conference decided about one child: another version beside the one before, which stays to be read, of the same day and with the reason (practice: icpc-decision;
 * recording-standard). The plan, its days and how often the child is visited follow from what stands. Gates ask what they would have asked of the decision itself. Refuses
 * (PutRightSince) where another version took the place of the one that whoever sends this had read, looked for when the record is held.
 */
export const putDecisionRight = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; child: SubjectId; before: DecisionOnRecord; form: CorrectionForm },
): Promise<Outcome<null>> => {
  const { id, child, before, form } = command
  const { type, meeting, proceeded = false, views } = before.facts
  return carryOut(tx, book, {
    id,
    asked: { corrects: before.root, form },
    writes: [child],
    kinds: [conference],
    decide: async () => {
      const [now] = await tx.run(standing, [tx.actor.partnership, before.root])
      if (now?.entry !== form.read) throw new PutRightSince()
      return {
        answer: null,
        entries: [
          {
            subject: child,
            act: newId<ActId>(),
            kind: conference,
            corrects: before.root,
            happened:
              before.precision === 'moment' ? { at: before.at, precision: 'moment' } : { on: before.on, precision: before.precision },
            audience: 'professionals',
            parts: {
              record: {
                facts: decisionFacts(form, {
                  type,
                  meeting,
                  proceeded: proceeded || Boolean(form.proceededWhy),
                  adultUnknown: Boolean(form.adultUnknownWhy),
                  views,
                }),
                narrative: { ...decisionWords(form), correctedWhy: form.correctedWhy },
              },
              ...partsApart(form),
            },
          },
        ],
      }
    },
  })
}
