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
}

/** What a core group writes down, in the order of its agenda. `apart`: what is told of other people, and not to the family. */
const agenda: readonly { readonly field: string; readonly title: string; readonly apart?: true }[] = [
  { field: 'progress', title: 'How the plan goes' },
  { field: 'familysView', title: 'What the family says' },
  { field: 'seenBoard', title: 'How the child was when seen' },
  { field: 'newAdults', title: 'Adults who were not there before', apart: true },
  { field: 'access', title: 'Where it was hard to see the child' },
  { field: 'missedAppointments', title: 'Appointments that were missed' },
  { field: 'tools', title: 'What was measured' },
  { field: 'actions', title: 'What is done until the next time' },
]

/** The record of a core group on paper, for one reader (practice: core-group): who came, who has seen the child, how the plan goes, what is done next. What is told of other adults is not for the family. */
export const coreGroupPaper = (of: CoreGroupOnPaper, reader: PaperReader): Composed => {
  const family = isFamily(reader.rendering)
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
    ]),
    holds: [{ entry: of.entry, group: 'record' }],
  }
}
