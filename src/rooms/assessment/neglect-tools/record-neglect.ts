import type { Day } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, type EntryId, newId, type SubjectId } from '../../../thread/ids.ts'
import type { AnyKind } from '../../../thread/kind.ts'
import { carryOut, type NewEntry, type Outcome } from '../../../thread/store/append.ts'
import { goodEnoughJudged } from './good-enough.ts'
import type { EnoughForm, SignForm, ToolForm } from './neglect-forms.ts'
import { rows } from './neglect-forms.ts'
import { neglectSign } from './neglect-sign.ts'
import { areas, neglectTool } from './neglect-tool.ts'

type Command<Form> = { readonly id: CommandId; readonly person: SubjectId; readonly form: Form }

const one = (
  tx: Tx,
  book: Book,
  { id, person, form }: Command<unknown>,
  kind: AnyKind,
  entry: { happened: NewEntry['happened']; record: NewEntry['parts'][keyof NewEntry['parts']] },
): Promise<Outcome<null>> =>
  carryOut(tx, book, {
    id,
    asked: { person, form },
    writes: [person],
    kinds: [kind],
    decide: () => ({
      answer: null,
      entries: [
        {
          subject: person,
          act: newId<ActId>(),
          kind,
          happened: entry.happened,
          audience: 'professionals',
          parts: { record: entry.record ?? {} },
        },
      ],
    }),
  })

/** Writes a neglect tool down for one child and one carer (practice: neglect-tool-rule): each area by itself, what stands out as it was given, the worst first. */
export const recordTool = (tx: Tx, book: Book, command: Command<ToolForm>): Promise<Outcome<null>> => {
  const { form } = command
  const items = rows.flatMap(row => {
    const [item, score, target] = [form[`item${row}`], form[`score${row}`], form[`target${row}`]]
    return item && score ? [{ item, score, ...(target ? { target } : {}) }] : []
  })
  return one(tx, book, command, neglectTool, {
    happened: { on: form.on, precision: 'day' },
    record: {
      facts: {
        tool: form.tool,
        areas: areas.flatMap(area => (form[area] ? [{ area, grade: Number(form[area]) }] : [])),
        items,
        ...(form.signed ? { signed: form.signed === 'yes' } : {}),
        ...(form.trained ? { trained: form.trained === 'yes' } : {}),
      },
      narrative: {
        evidence: form.evidence,
        carerNamed: form.carerNamed,
        carersComment: form.carersComment,
        lifeForChild: form.lifeForChild,
      },
    },
  })
}

/** Writes down whether care is good enough today (practice: good-enough-test), beside the first tool and the last. */
export const judgeEnough = (
  tx: Tx,
  book: Book,
  command: Command<EnoughForm> & { readonly today: Day; readonly firstTool: EntryId | undefined; readonly lastTool: EntryId | undefined },
): Promise<Outcome<null>> => {
  const { judged, since, viewpoints, ...narrative } = command.form
  const { firstTool, lastTool } = command
  return one(tx, book, command, goodEnoughJudged, {
    happened: { on: command.today, precision: 'day' },
    record: {
      facts: { judged, viewpoints, ...(since ? { since } : {}), ...(firstTool ? { firstTool } : {}), ...(lastTool ? { lastTool } : {}) },
      narrative,
    },
  })
}

/** Writes down a small sign of neglect (practice: neglect-chronology). */
export const recordSign = (tx: Tx, book: Book, command: Command<SignForm>): Promise<Outcome<null>> => {
  const { what, on, ...narrative } = command.form
  return one(tx, book, command, neglectSign, { happened: { on, precision: 'day' }, record: { facts: { what }, narrative } })
}
