import { type Day, type Moment, printDay, printMoment } from '../../../guidance/index.ts'
import type { Paper } from '../../../kernel/documents/paper/index.ts'
import type { AgencyKind } from '../../../thread/entry.ts'
import type { EntryId } from '../../../thread/ids.ts'
import { article, type Composed, facts, framed, heading, isFamily, type PaperReader, said } from './rendering.ts'

/** What one agency brings, by the parts that whoever reads may have. */
export type Report = {
  readonly entry: EntryId
  /** 'Sample Primary School' */
  readonly of: string
  readonly by: string
  readonly agencyKind: AgencyKind | null
  /** Is it about this child alone, or about all of them? */
  readonly alone: boolean
  readonly said: Readonly<Record<string, string>>
  readonly scale: number | null
  readonly writtenOn: Day
}

/** The reports for one conference about one child. */
export type Reports = {
  readonly name: string
  readonly called: string
  /** 'initial child protection conference' */
  readonly words: string
  readonly at: Moment
  readonly from: string
  readonly madeOn: Day
  readonly reports: readonly Report[]
}

/** The field of a report that stands in a part of its own. What the police alone know is on no paper. */
const apart = { health: 'health', 'third-party': 'others' } as const
type Apart = keyof typeof apart

/** In the order of Signs of Safety: working well, worried, needs to happen; then the child's day, who is there, and what happened when (practice: icpc-report). */
const inOrder = (called: string): readonly (readonly [field: string, title: string])[] => [
  ['workingWell', 'What is working well'],
  ['worried', 'What people are worried about'],
  ['needsToHappen', 'What needs to happen'],
  ['livedExperience', `A day in ${called}’s life`],
  ['household', 'Who lives there, and who else is in touch'],
  ['culture', 'Language, faith, culture, disability'],
  ['chronology', 'What happened when'],
  ['health', 'Health'],
  ['others', 'About somebody else'],
]

const groupOf = (field: string): string => Object.entries(apart).find(([, one]) => one === field)?.[0] ?? 'record'

/** The social worker's report first, then each agency's in the order in which it was written. */
const socialCareFirst = (reports: readonly Report[]): readonly Report[] => [
  ...reports.filter(one => one.agencyKind === 'childrens-social-care'),
  ...reports.filter(one => one.agencyKind !== 'childrens-social-care'),
]

/**
 * What each agency brings to a conference about one child, for one reader and before it (practice: icpc-report): every report under its agency, in the order of Signs of Safety.
 * `groups`: which parts of a report this reader may have. The family reads which agency wrote, not which person. Nothing where nothing is left for this reader.
 */
export const conferenceReport = (of: Reports, reader: PaperReader, groups: readonly string[]): Composed | null => {
  const fields = inOrder(of.called).filter(([field]) => groups.includes(groupOf(field)))
  const kept = socialCareFirst(of.reports).flatMap(report => {
    const here = fields.filter(([field]) => report.said[field])
    return here.length > 0 || report.scale !== null ? [{ report, here }] : []
  })
  if (kept.length === 0 || !groups.includes('record')) return null
  const family = isFamily(reader.rendering)
  const blocks: Paper['blocks'] = [
    {
      is: 'paragraph',
      text: family
        ? `On ${printMoment(of.at)} there is ${article(of.words)} about ${of.called}. This is what each agency writes for it, so that you can read it before. You may say what is not right in it, before the conference or there, and that is written down too.`
        : `What each agency brings to the ${of.words} about ${of.called} on ${printMoment(of.at)}.`,
    },
    ...kept.flatMap(({ report, here }): Paper['blocks'] => [
      ...heading(family ? report.of : `${report.of}: ${report.by}`),
      ...facts([
        ['Written on', printDay(report.writtenOn)],
        ['About', report.alone ? of.called : 'all the children of this conference'],
      ]),
      ...here.flatMap(([field, title]) => said(title, report.said[field], 2)),
      ...(report.scale === null
        ? []
        : [
            ...heading('How safe, from 0 to 10', 2),
            {
              is: 'paragraph' as const,
              text: `${report.scale}. 0 means: it is certain to happen again. 10 means: safe enough.`,
            },
          ]),
    ]),
  ]
  return {
    paper: framed(
      { kind: 'Reports for a conference', title: `For the conference about ${of.name}`, from: of.from, madeOn: of.madeOn },
      reader,
      blocks,
    ),
    holds: kept.flatMap(({ report, here }) => [
      { entry: report.entry, group: 'record' },
      ...(Object.keys(apart) as Apart[])
        .filter(group => here.some(([field]) => field === apart[group]))
        .map(group => ({ entry: report.entry, group })),
    ]),
  }
}
