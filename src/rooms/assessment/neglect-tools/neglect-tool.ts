import { z } from 'zod'
import { type Day, day } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import { choice, idField, line, words, yesOrNo } from '../../../thread/fields.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { kind } from '../../../thread/kind.ts'

/**
 * The tools by which the care of a child is looked at where neglect is a worry, each with the days on which Salford uses it (practice: neglect-tool-rule;
 * neglect response, Salford analysis; partnership news of September 2020). The second Graded Care Profile belongs to other areas and is taken on any day.
 */
export const toolWords = {
  'graded-care-profile': 'Graded Care Profile',
  'thriving-families-tool': 'Thriving Families Tool',
  'graded-care-profile-2': 'Graded Care Profile 2',
} as const
export type Tool = keyof typeof toolWords

const inUse: Readonly<Record<Tool, { readonly from: Day | null; readonly until: Day | null }>> = {
  'graded-care-profile': { from: null, until: day('2020-08-31') },
  'thriving-families-tool': { from: day('2020-09-01'), until: null },
  'graded-care-profile-2': { from: null, until: null },
}

/** Is this tool one that is used on that day? */
export const isInUse = (tool: Tool, on: Day): boolean => {
  const { from, until } = inUse[tool]
  return (!from || from <= on) && (!until || on <= until)
}

/** The tools used on a day, the one Salford asks for first. */
export const toolsOn = (on: Day): Tool[] =>
  (['thriving-families-tool', 'graded-care-profile', 'graded-care-profile-2'] as const).filter(tool => isInUse(tool, on))

/** The four areas of care that both profiles grade; each calls them a little otherwise. */
export const areaWords = {
  physical: 'physical care',
  safety: 'safety',
  emotional: 'love and belonging',
  developmental: 'esteem and development',
} as const
export type Area = keyof typeof areaWords
export const areas = Object.keys(areaWords) as readonly Area[]

/** What a grade of care means (Graded Care Profile): from the child's needs first to the child not considered. */
export const gradeWords = {
  1: 'all needs met, the child first',
  2: 'what is essential met, the child first most of the time',
  3: 'some essential needs not met, child and carer alike',
  4: 'most needs not met, the child second',
  5: 'needs not met or hostile, the child not considered',
} as const
export type Grade = keyof typeof gradeWords

/** Does the tool grade areas from 1 to 5? What the Thriving Families Tool grades is not published: it is written down as the tool says it. */
export const isGraded = (tool: Tool): boolean => tool !== 'thriving-families-tool'

const grade = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)], { error: 'Use a grade from 1 to 5' })

/**
 * A neglect tool was done for one child and one carer (practice: graded-care-profile, graded-care-profile-2, thriving-families-tool): the grade of each
 * area, the single things that stand out with their scores and targets, the worst first. Areas are never averaged: what is worst is what the child lives
 * with. The wording of licensed tools is not kept, only what was scored.
 */
export const neglectTool = kind({
  name: 'neglect-tool',
  words: 'neglect tool',
  of: ['person'],
  title: facts => {
    const worst = worstAreas(facts.areas)
    return `${toolWords[facts.tool]}${worst.length > 0 ? `: worst in ${worst.map(one => `${areaWords[one.area]} (${one.grade})`).join(' and ')}` : ''}`
  },
  record: {
    facts: z.strictObject({
      tool: choice(toolWords, 'Choose the tool'),
      carer: idField<SubjectId>().optional(),
      areas: z
        .array(z.strictObject({ area: choice(areaWords, 'Choose the area'), grade }))
        .max(4)
        .refine(all => new Set(all.map(one => one.area)).size === all.length, 'Grade each area once')
        .default([]),
      items: z
        .array(
          z.strictObject({
            item: line(160).min(1, 'Say what was scored'),
            score: line(20).min(1, 'Give the score'),
            target: line(20).optional(),
          }),
        )
        .max(12)
        .default([]),
      signed: yesOrNo('Say whether the carer has signed it').optional(),
      trained: yesOrNo('Say whether the scorer is trained for the tool').optional(),
    }),
    narrative: z.strictObject({
      evidence: words(20_000).optional(),
      carerNamed: words(200).optional(),
      carersComment: words(10_000).optional(),
      lifeForChild: words(10_000).optional(),
    }),
  },
  retention: 'child-in-need',
})

type Graded = { readonly area: Area; readonly grade: Grade }

/** The areas of a tool, the worst first; among equals in the order of the tool. */
export const worstFirst = (graded: readonly Graded[]): Graded[] =>
  [...graded].sort((a, b) => b.grade - a.grade || areas.indexOf(a.area) - areas.indexOf(b.area))

/** The areas that are worst, where anything was graded worse than adequate. */
export const worstAreas = (graded: readonly Graded[]): Graded[] => {
  const worst = Math.max(0, ...graded.map(one => one.grade))
  return worst < 3 ? [] : worstFirst(graded).filter(one => one.grade === worst)
}

/** The worst grade of a tool: by this and nothing like a mean it is compared; none where it grades nothing. */
export const worstGrade = (tool: Pick<Entry<{ areas: readonly Graded[] }>, 'facts'>): Grade | null =>
  worstFirst(tool.facts.areas)[0]?.grade ?? null
