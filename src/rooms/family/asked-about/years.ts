import { birthdayOn, type Day } from '../../../guidance/index.ts'

/** How old a child is in whole years; nought for a child not born yet, nothing where no birth is on record. The day that stands for a month or a year is taken as it is. */
export const yearsOld = (who: { is_a: string | null; born_on: Day | null }, on: Day): number | undefined => {
  if (who.is_a === 'unborn') return 0
  if (!who.born_on) return undefined
  const years = Number(on.slice(0, 4)) - Number(who.born_on.slice(0, 4))
  return Math.max(0, birthdayOn(who.born_on, years) > on ? years - 1 : years)
}
