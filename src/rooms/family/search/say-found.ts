import { ageInWords, ageOnList, type Day, printMonth, printShort } from '../../../guidance/index.ts'
import { wholeName } from '../../../thread/own-kinds/index.ts'
import type { Found } from '../matching/find-people.ts'
import { listed } from '../people/words.ts'
import type { Beside } from './search.queries.ts'

/** A name as it stands on record, with the one they are known by: 'Amirah Testcase (known as Ami)'. */
export const sayName = ({ given, family, knownAs }: Pick<Found, 'given' | 'family' | 'knownAs'>): string =>
  `${wholeName({ given, family })}${knownAs ? ` (known as ${knownAs})` : ''}`

/** An age with the date of birth, as exactly as it is known: '6, born 27 Mar 2019', 'about 34, born in 1992', 'due 4 June 2027'. */
export const sayAge = (
  { born, bornPrecision, expected, died }: Pick<Found, 'born' | 'bornPrecision' | 'expected' | 'died'>,
  today: Day,
): string => {
  if (died) return `died ${printShort(died)}`
  if (born) {
    const precision = bornPrecision ?? 'day'
    const on = precision === 'day' ? `born ${printShort(born)}` : `born in ${precision === 'month' ? printMonth(born) : born.slice(0, 4)}`
    return `${ageOnList({ born, precision }, today)}, ${on}`
  }
  return expected ? ageInWords({ expected }, today) : 'date of birth not known'
}

/** Where somebody lives now, for those who may read it; that it is protected, where it is. */
export const sayWhere = ({ places }: Pick<Beside, 'places'>): string | undefined => {
  const [place] = places
  if (!place) return undefined
  if (places.some(one => one.protected)) return 'Address protected'
  return [place.address, place.postcode].filter(Boolean).join(', ') || undefined
}

/** Who works with somebody, and whom to ask where the record does not open: 'Jo Invented leads the work (North Team).' */
export const sayWork = ({ working, opens }: Pick<Beside, 'working' | 'opens'>): string => {
  const of = (relation: string, form?: string) => [
    ...new Set(working.filter(one => one.relation === relation && (!form || one.form === form)).map(one => one.name)),
  ]
  // Whoever at The Bridge has the concern in hand changes through the day; the team is whom to ring.
  const [leads, teams] = [of('lead'), of('manager')]
  const screening = of('screener', 'team').length > 0 ? of('screener', 'team') : of('screener')
  if (working.length === 0) return 'On record; no social worker or team works with them now.'
  const said = [
    ...(leads.length > 0
      ? [`${listed(leads)} ${leads.length === 1 ? 'leads' : 'lead'} the work${teams.length > 0 ? ` (${listed(teams)})` : ''}.`]
      : []),
    ...(leads.length === 0 && teams.length > 0 ? [`With ${listed(teams)}; no lead worker yet.`] : []),
    ...(screening.length > 0 ? [`Being screened by ${listed(screening)}.`] : []),
  ]
  const ring = leads[0] ?? teams[0] ?? screening[0]
  return [...said, ...(opens || !ring ? [] : [`You do not work with them: ask ${ring}.`])].join(' ')
}
