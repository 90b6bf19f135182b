import type { Day } from '../../../guidance/index.ts'
import type { EntryId } from '../../../thread/ids.ts'
import { coreGroupInWords } from '../in-words.ts'
import { type Composed, facts, framed, isFamily, type PaperReader, said } from './rendering.ts'

/** A core group as it is printed. `facts`: as the entry holds them. */
export type CoreGroupOnPaper = {
  readonly name: string
  readonly called: string
  readonly from: string
  readonly madeOn: Day
  readonly entry: EntryId
  readonly day: string
  readonly facts: unknown
  readonly said: Readonly<Record<string, string>>
  /** Who is around the child, as it was told at this core group: an adult each, in words that hold no name, and by name where that stands apart. */
  readonly around: readonly AroundOnPaper[]
}
export type AroundOnPaper = { readonly entry: EntryId; readonly plainly: string; readonly called: string | null }

/** What a core group writes down, in the order of its agenda. `apart`: what is told of other people, and not to the family. */
const agenda: readonly { readonly field: string; readonly title: string; readonly apart?: true }[] = [
  { field: 'progress', title: 'How the plan goes' },
  { field: 'familysView', title: 'What the family says' },
  { field: 'seenBoard', title: 'How the child was when seen' },
  // As it was written down until the register of adults was asked for at every core group.
  { field: 'newAdults', title: 'Adults who were not there before', apart: true },
  { field: 'access', title: 'Where it was hard to see the child' },
  { field: 'missedAppointments', title: 'Appointments that were missed' },
  { field: 'tools', title: 'What was measured' },
  { field: 'actions', title: 'What is done until the next time' },
]

/** Who is around the child: by name for a reader who may have what stands apart from the record, and otherwise by what they are to the child. */
const whoIsAround = (of: readonly AroundOnPaper[], apart: boolean): Composed['paper']['blocks'] =>
  said('Who is around the child', of.map(one => (apart ? (one.called ?? one.plainly) : one.plainly)).join('\n'))

/** The record of a core group on paper, for one reader (practice: core-group): who came, who has seen the child, how the plan goes, what is done next. What is told of other adults is not for the family. */
export const coreGroupPaper = (of: CoreGroupOnPaper, reader: PaperReader & { readonly apart: boolean }): Composed => {
  const family = isFamily(reader.rendering)
  const around = family ? [] : of.around
  return {
    paper: framed({ kind: 'Record of a core group', title: `The core group about ${of.name}`, from: of.from, madeOn: of.madeOn }, reader, [
      {
        is: 'paragraph',
        text: family
          ? `On ${of.day} the people who work on the plan for ${of.called} met. This is what they wrote down.`
          : `The core group met on ${of.day}.`,
      },
      ...facts(coreGroupInWords(of.facts).map(one => [one.heading, one.text] as const)),
      ...agenda.filter(one => !family || !one.apart).flatMap(one => said(one.title, of.said[one.field])),
      ...whoIsAround(around, reader.apart),
    ]),
    holds: [
      { entry: of.entry, group: 'record' },
      ...around.flatMap(one => [
        { entry: one.entry, group: 'record' },
        ...(reader.apart && one.called ? [{ entry: one.entry, group: 'third-party' }] : []),
      ]),
    ],
  }
}
