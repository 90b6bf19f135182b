import type { z } from 'zod'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { NotFound } from '../../../kernel/http/reply.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, type EntryId, newId, type SubjectId } from '../../../thread/ids.ts'
import { carryOut, type NewEntry, type Outcome } from '../../../thread/store/append.ts'
import { asTime } from '../on-record/form-fields.ts'
import type { ChildAtHome } from './around.queries.ts'
import type { completeForm, PlannedVisit, TriedVisit } from './small-forms.ts'
import { visit, visitAttempted, visitPlanned } from './visit.ts'
import type { VisitOnRecord } from './visits-view.ts'

/** Writes down what a visit is for, before it: one entry for each child, of one act. Gives the act. */
export const planVisit = (tx: Tx, book: Book, command: { id: CommandId; form: PlannedVisit }): Promise<Outcome<{ act: ActId }>> => {
  const { form } = command
  const act = newId<ActId>()
  return carryOut(tx, book, {
    id: command.id,
    asked: { form },
    writes: form.children,
    kinds: [visitPlanned],
    decide: () => ({
      answer: { act },
      entries: form.children.map(
        (subject): NewEntry => ({
          subject,
          act,
          kind: visitPlanned,
          happened: { at: tx.actor.at, precision: 'moment' },
          audience: 'professionals',
          parts: {
            record: {
              facts: {
                for: form.for,
                ...(form.at ? { at: asTime(form.at) } : {}),
                announced: form.announced === 'yes',
                ...(form.with.length > 0 ? { with: form.with } : {}),
              },
              narrative: { purpose: form.purpose, wished: form.wished },
            },
          },
        }),
      ),
    }),
  })
}

/** Writes down a visit that was tried in vain: one entry for each child, of one act; it answers the plan of the visit where there was one. Gives the act. */
export const recordAttempt = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; form: TriedVisit; children: readonly ChildAtHome[] },
): Promise<Outcome<{ act: ActId }>> => {
  const { form } = command
  const act = newId<ActId>()
  const told = command.children.filter(one => form.children.includes(one.child))
  return carryOut(tx, book, {
    id: command.id,
    asked: { form },
    writes: told.map(one => one.child),
    kinds: [visitAttempted],
    decide: () => ({
      answer: { act },
      entries: told.map(
        (one): NewEntry => ({
          subject: one.child,
          act,
          kind: visitAttempted,
          happened: form.happened,
          audience: 'professionals',
          ...(one.planned ? { answers: one.planned } : {}),
          parts: {
            record: {
              facts: {
                // Whoever goes in the lead’s place covers for them; nobody else may write an attempt down.
                by: one.lead ? 'lead' : 'cover',
                place: form.place,
                access: form.access,
                method: form.method,
                cardLeft: form.cardLeft === 'yes',
                ...(form.signs.length > 0 ? { signs: form.signs } : {}),
                ...(form.nextOn ? { nextOn: form.nextOn } : {}),
                ...(one.plan ? { planned: one.plan.announced } : {}),
              },
              narrative: { observed: form.observed, whatWasSaid: form.whatWasSaid },
            },
          },
        }),
      ),
    }),
  })
}

type AsWritten = { audience: 'professionals' | 'agency' | 'family'; links: { subject: SubjectId; as: 'present' | 'mentioned' }[] }

const asWritten = statement<AsWritten & { entry: EntryId }>(
  'visit-as-written',
  row => ({ entries: [row.entry] }),
  `select e.entry_id as entry, e.audience, coalesce((select json_agg(json_build_object('subject', x.subject_id, 'as', x.as_what)) from gt.entry_link x
     where x.partnership_id = $1 and x.entry_id = $3), '[]') as links
   from gt.entry e where e.partnership_id = $1 and e.entry_id = $2`,
)

/** What is added to a visit by whoever wrote it: the same visit, put right; who may read it and who was there stay as they were. */
export const completeVisit = async (
  tx: Tx,
  book: Book,
  command: { id: CommandId; one: VisitOnRecord; form: z.output<typeof completeForm.schema> },
): Promise<void> => {
  const { one, form } = command
  const [before] = await tx.run(asWritten, [tx.actor.partnership, one.root, one.entry])
  if (!before) throw new NotFound()
  const { othersThere, curiosity, ...narrative } = one.said
  const { meals, mealsSaid, sleeping, sleepingSaid } = form
  await carryOut(tx, book, {
    id: command.id,
    asked: { corrects: one.root, form },
    writes: [one.subject],
    kinds: [visit],
    decide: () => ({
      answer: null,
      entries: [
        {
          subject: one.subject,
          act: one.act,
          kind: visit,
          corrects: one.root,
          happened: one.precision === 'moment' ? { at: one.at, precision: 'moment' } : { on: one.on, precision: one.precision },
          audience: before.audience,
          links: before.links,
          parts: {
            record: {
              facts: { ...one.facts, meals, sleeping },
              narrative: { ...narrative, ...(mealsSaid ? { meals: mealsSaid } : {}), ...(sleepingSaid ? { sleeping: sleepingSaid } : {}) },
            },
            ...(othersThere || curiosity ? { 'third-party': { narrative: { othersThere, curiosity } } } : {}),
          },
        },
      ],
    }),
  })
}
