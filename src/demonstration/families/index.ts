/** The families of the demonstration that nobody wrote by hand. */
import type { Day } from '../../guidance/index.ts'
import { Chance } from './chance.ts'
import { type Course, courses } from './courses.ts'
import { drawFamily } from './family.ts'
import { familyNames, type Naming } from './names.ts'
import { Telling } from './telling.ts'

/** A generated family as a story file would hold it, and the kind of life it was drawn. */
export type Generated = { readonly name: string; readonly course: string; readonly story: Record<string, unknown> }

/** How many families are drawn. */
export const familiesDrawn = courses.reduce((sum, course) => sum + course.families, 0)

/**
 * The generated families, each a story in the form of a story file. `asOf`: the day they are told as of; nothing is told of it or later. They are the same
 * ones every time they are told as of that day. Nothing in a life follows from its names: both are drawn apart.
 */
export const generatedFamilies = (asOf: Day): Generated[] => {
  const chance = new Chance('the families of the demonstration')
  const lives = chance.shuffled(courses.flatMap(course => Array.from({ length: course.families }, (_, turn) => ({ course, turn }))))
  const named = familyNames(lives.length, chance)
  return lives.flatMap(({ course, turn }, at) => {
    const names = named[at]
    return names ? [generate(at + 1, course, turn, names, asOf)] : []
  })
}

const generate = (at: number, course: Course, turn: number, names: { naming: Naming; family: string }, asOf: Day): Generated => {
  const name = `demonstration-family-${String(at).padStart(3, '0')}`
  const chance = new Chance(name)
  // Not every family can live every life: one without a mother at home is not told of as hers. Another is drawn.
  for (let draws = 0; draws < 100; draws += 1) {
    const telling = new Telling(name)
    const family = drawFamily(names.naming, names.family, course.ages, asOf, chance)
    const fits = !course.mother || family.adults.some(adult => adult.as === 'mother' && adult.livesIn)
    if (fits && course.live({ number: at, asOf, telling, family, chance }, turn))
      return { name, course: course.called, story: telling.story(`Family ${at}`) }
  }
  throw new Error(`no family could be drawn that lives ${course.called}, told as of ${asOf}`)
}
