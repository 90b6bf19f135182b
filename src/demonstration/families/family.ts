import { addDays, addYears, ageOn, type Day, daysBetween } from '../../guidance/index.ts'
import type { Chance } from './chance.ts'
import type { Naming } from './names.ts'
import type { School } from './tellers.ts'

export type Child = {
  readonly label: string
  readonly given: string
  readonly knownAs?: string
  readonly born: Day
  readonly sex: 'female' | 'male'
}

export type Adult = {
  readonly label: string
  readonly given: string
  readonly family: string
  readonly born: Day
  readonly precision?: 'year'
  readonly sex: 'female' | 'male'
  readonly as: 'mother' | 'father' | 'step-parent' | 'grandparent'
  readonly responsible: boolean
  readonly livesIn: boolean
}

/** Who belongs to a family on the day its story is told as of. The first child is the one most is told of. */
export type Family = {
  readonly name: string
  readonly naming: Naming
  readonly children: readonly [Child, ...Child[]]
  readonly adults: readonly Adult[]
  /** Which of the two primary schools its children go to. */
  readonly primary: 'school' | 'park'
}

/** How many children: mostly one to three. */
const sizes = [1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5] as const
const homes = ['both', 'both', 'both', 'both', 'mother', 'mother', 'mother', 'partner', 'partner', 'father', 'grandmother'] as const

/** Draws a family whose first child is of an age (whole years, both ends included). */
export const drawFamily = (naming: Naming, name: string, ages: readonly [number, number], asOf: Day, chance: Chance): Family => {
  const first = chance.whole(ages[0], ages[1])
  const size = chance.of(sizes)
  const all = [first]
  for (let older = first, younger = first; all.length < size; ) {
    const up = chance.oneIn(2)
    const age = up ? older + chance.whole(1, 4) : younger - chance.whole(1, 4)
    if (up) older = age
    else younger = age
    if (age >= 0 && age <= 17) all.push(age)
    else if (older > 17 && younger < 0) break
  }
  const girls = chance.shuffled(naming.girls)
  const boys = chance.shuffled(naming.boys)
  const [eldest, ...rest] = all.map((age, at): Child => {
    const sex = chance.oneIn(2) ? 'female' : 'male'
    const given = (sex === 'female' ? girls.pop() : boys.pop()) ?? chance.of(sex === 'female' ? naming.girls : naming.boys)
    const everyday = naming.everyday ? { knownAs: chance.of(naming.everyday) } : {}
    return { label: `child-${at + 1}`, given, ...everyday, born: bornAged(age, asOf, chance), sex }
  })
  if (!eldest) throw new Error('a family has a child')
  const oldest = Math.max(...all)
  return {
    name,
    naming,
    children: [eldest, ...rest],
    adults: drawAdults(naming, name, oldest, asOf, chance),
    primary: chance.oneIn(2) ? 'school' : 'park',
  }
}

/** A day of birth that makes somebody so old on a day. */
const bornAged = (years: number, asOf: Day, chance: Chance): Day => addDays(addYears(asOf, -years), -chance.whole(20, 350))

const drawAdults = (naming: Naming, name: string, oldest: number, asOf: Day, chance: Chance): Adult[] => {
  const women = chance.shuffled(naming.women)
  const men = chance.shuffled(naming.men)
  const own = naming.family.find(one => !name.startsWith(one)) ?? ''
  const mothersName = naming.ownNames ? name.replace(/^[^-]+/, own) : name
  const motherAged = oldest + chance.whole(18, 33)
  const woman = (as: Adult['as'], family: string, age: number, livesIn: boolean, label: string): Adult => ({
    ...{ label, given: women.pop() ?? chance.of(naming.women), family, born: bornAged(age, asOf, chance), sex: 'female', as, livesIn },
    responsible: as === 'mother',
  })
  const man = (as: Adult['as'], family: string, livesIn: boolean, label: string): Adult => ({
    ...{ label, given: men.pop() ?? chance.of(naming.men), family, born: bornAged(motherAged + chance.whole(-2, 8), asOf, chance) },
    ...(chance.oneIn(5) ? { precision: 'year' as const } : {}),
    ...{ sex: 'male', as, livesIn, responsible: as === 'father' && (livesIn || chance.oneIn(2)) },
  })
  const mother = (livesIn: boolean) => woman('mother', mothersName, motherAged, livesIn, 'mother')
  switch (chance.of(homes)) {
    case 'both':
      return [mother(true), man('father', name, true, 'father')]
    case 'mother':
      return [mother(true), ...(chance.oneIn(3) ? [] : [man('father', name, false, 'father')])]
    case 'partner':
      return [mother(true), man('step-parent', name.replace(/^[^-]+/, chance.of(naming.family)), true, 'partner')]
    case 'father':
      return [man('father', name, true, 'father'), mother(false)]
    case 'grandmother':
      return [woman('grandparent', name, motherAged + chance.whole(19, 30), true, 'grandmother'), mother(false)]
  }
}

/** The school a child goes to on a day: a nursery from two, primary school from the September after the fourth birthday, secondary school from the one after the eleventh, until sixteen. */
export const schoolOn = ({ born }: Pick<Child, 'born'>, primary: 'school' | 'park', on: Day): School | null => {
  const inSeptember = agedOn({ born }, lastAugust(on))
  if (inSeptember >= 16) return null
  if (inSeptember >= 11) return 'high'
  if (inSeptember >= 4) return primary
  return agedOn({ born }, on) >= 2 ? 'nursery' : null
}

/** The 31 August on or before a day: what a child's school year goes by. */
const lastAugust = (on: Day): Day => {
  const august = `${on.slice(0, 4)}-08-31` as Day
  return on > august ? august : addYears(august, -1)
}

/** From when a child is on record where the family is known: two weeks after birth, when the health visitor has been. */
export const hereFrom = ({ born }: Pick<Child, 'born'>): Day => addDays(born, 14)

/** The children on record on a day, the first child first. */
export const childrenOn = ({ children }: Family, on: Day): Child[] => children.filter(child => hereFrom(child) <= on)

/** How old a child was on a day, in whole years. */
export const agedOn = (child: Pick<Child, 'born'>, on: Day): number => (daysBetween(child.born, on) < 0 ? -1 : ageOn(child.born, on))
