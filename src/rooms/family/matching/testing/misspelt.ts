import { ageOn, type Day, isDay } from '../../../../guidance/index.ts'
import { foldName, nameWords } from '../../../../thread/store/name-keys.ts'
import { dice } from '../../../testing/generated.ts'
import type { LookedFor } from '../looked-for.ts'
import type { InventedPerson } from './invented-people.ts'

/** Somebody is looked for as they were remembered: `means` is who it is, `slips` what went wrong on the way. */
export type Misspelt = { readonly looked: LookedFor; readonly means: InventedPerson; readonly slips: readonly string[] }

type Known = { given: string; family: string; born?: string; age?: number; postcode?: string; address?: string; identifiers?: string[] }
type Roll = () => number
/** Makes one slip; nothing where this person gives no occasion for it. */
type Slip = (known: Known, roll: Roll, today: Day) => Known | undefined

const pick = <T>(of: readonly T[], roll: Roll): T | undefined => of[Math.floor(roll() * of.length)]
const keys: Readonly<Record<string, string>> = {
  a: 'sqz', b: 'vgn', c: 'xvd', d: 'sfe', e: 'wrd', f: 'dgr', g: 'fht', h: 'gjy', i: 'uok', j: 'hku', k: 'jli', l: 'kop', m: 'njk', n: 'bmh', o: 'ipl',
  p: 'ol', q: 'wa', r: 'etf', s: 'adw', t: 'ryg', u: 'yij', v: 'cbf', w: 'qes', x: 'zcs', y: 'tuh', z: 'xas',
} // biome-ignore format: a keyboard is read in a block

/** A slip of a finger: a letter left out, doubled, swapped with the next, or the key beside it. Not in words of three letters or fewer. */
const typo = (text: string, roll: Roll): string | undefined => {
  const places = [...text].flatMap((letter, at) => (/\p{L}/u.test(letter) ? [at] : []))
  if (places.length < 4) return undefined
  const at = pick(places.slice(roll() < 0.85 ? 1 : 0), roll) ?? 0
  const letter = text[at] ?? ''
  switch (Math.floor(roll() * 4)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1)
    case 1:
      return text.slice(0, at) + letter + text.slice(at)
    case 2:
      return at + 1 < text.length ? text.slice(0, at) + text[at + 1] + letter + text.slice(at + 2) : text.slice(0, at)
    default:
      return text.slice(0, at) + (pick([...(keys[letter.toLowerCase()] ?? 'e')], roll) ?? 'e') + text.slice(at + 1)
  }
}

/** Ways in which one sound is written. */
const heard: readonly (readonly [RegExp, string])[] = [
  [/ph/i, 'f'], [/f(?!f)/i, 'ph'], [/ck/i, 'k'], [/c(?=[aou])/i, 'k'], [/k(?=[aou])/i, 'c'], [/ie/i, 'y'], [/y$/i, 'ie'], [/ey$/i, 'y'], [/ee/i, 'ea'],
  [/ow/i, 'ou'], [/sh/i, 'sch'], [/z/i, 's'], [/th/i, 't'], [/j/i, 'g'], [/v/i, 'w'], [/tt/i, 't'], [/ll/i, 'l'], [/ss/i, 's'], [/oo/i, 'u'], [/ah$/i, 'a'],
  [/a$/i, 'ah'], [/kh/i, 'k'], [/q/i, 'k'], [/er$/i, 'a'], [/ai/i, 'ay'], [/x/i, 'ks'], [/ton$/i, 'ten'], [/son$/i, 'sen'],
] // biome-ignore format: pairs are read in a block

const misheard = (text: string, roll: Roll): string | undefined => {
  const could = heard.filter(([spelt]) => spelt.test(text))
  const one = pick(could, roll)
  return one ? text.replace(one[0], one[1]) : undefined
}

/** Names as other families, other offices and other alphabets write them. */
const elsewhere: Readonly<Record<string, string>> = Object.fromEntries(
  `Muhammad=Mohammed Muhammad=Mohamed Ahmed=Ahmad Yusuf=Yousef Yusuf=Yusef Ibrahim=Ebrahim Hussain=Hussein Hussain=Husain Hassan=Hasan Omar=Umar Ali=Aly Fatima=Fatimah
   Zainab=Zaynab Maryam=Mariam Khadija=Khadijah Amina=Aminah Zahra=Zara Abdullah=Abdallah Ismail=Ismael Rashid=Rasheed Saeed=Said Usman=Uthman Mustafa=Mustapha
   Szymon=Shimon Agnieszka=Agneshka Katarzyna=Katazyna Krzysztof=Kristof Wojciech=Wojcech Oleksandr=Aleksandr Kateryna=Katerina Dmytro=Dmitri Volodymyr=Vladimir
   Andrei=Andrey Mihai=Mihail Natalia=Nataliya Gabriela=Gabriella Jakub=Yakub Paweł=Pavel Łukasz=Lukas Małgorzata=Malgozata Yohannes=Johannes Mohamed=Muhammad Harpreet=Harprit
   Gurpreet=Gurprit Ananya=Anania Khalid=Khaled Layla=Leila Noor=Nur Yasmin=Yasmeen Aisha=Ayesha Sumaya=Sumayyah Haroon=Harun Imran=Emran Tariq=Tarek`
    .split(/\s+/)
    .map(pair => pair.split('=') as [string, string]),
)

/** What people are called at home. */
const atHome: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  `William=Bill,Billy,Will Elizabeth=Liz,Beth,Betty Thomas=Tom,Tommy Daniel=Danny Joshua=Josh Samuel=Sam,Sammy Joseph=Joe Edward=Ted,Eddie,Ned Alexander=Alex,Sandy Benjamin=Ben
   Katherine=Kate,Katie,Kathy Matthew=Matt Rebecca=Becky,Becca Michael=Mick,Mike Jessica=Jess Christopher=Chris,Kit Nicholas=Nick Victoria=Vicky,Tori Abigail=Abby
   Margaret=Maggie,Peggy,Meg Robert=Bob,Rob,Bobby Richard=Dick,Rick Stephen=Steve Andrew=Andy,Drew Philip=Phil Jonathan=Jon,Jonny Anthony=Tony Samantha=Sam Jennifer=Jenny,Jen
   Catherine=Cathy,Kate Susan=Sue,Suzie Patricia=Pat,Trish Eleanor=Ellie,Nell James=Jim,Jimmy Charlotte=Charlie,Lottie Timothy=Tim Geoffrey=Jeff Gillian=Jill Deborah=Debbie
   Frances=Fran Francis=Frank Harry=Henry Jack=John Isabella=Izzy,Bella Bethany=Beth Megan=Meg Muhammad=Mo Katarzyna=Kasia Agnieszka=Aga Jakub=Kuba Magdalena=Magda
   Małgorzata=Gosia Tomasz=Tomek Oleksandr=Sasha Kateryna=Katya Volodymyr=Vova Maria=Mary Emmanuel=Manny`
    .split(/\s+/)
    .map(pair => pair.split('='))
    .map(([name = '', short = '']) => [name, short.split(',')] as const),
)

const first = (given: string): string => given.split(' ')[0] ?? ''
const withFirst = (given: string, other: string): string => [other, ...given.split(' ').slice(1)].join(' ')
const changed = (before: string, after: string | undefined): after is string => after !== undefined && foldName(after) !== foldName(before)

/** Every kind of slip. Those of the date find occasion only where a whole date is remembered. */
const slipsBy: Readonly<Record<string, Slip>> = {
  'a slip in the family name': (known, roll) => {
    const family = typo(known.family, roll)
    return changed(known.family, family) ? { ...known, family } : undefined
  },
  'a slip in the first name': (known, roll) => {
    const given = typo(first(known.given), roll)
    return changed(first(known.given), given) ? { ...known, given: withFirst(known.given, given) } : undefined
  },
  'a misheard family name': (known, roll) => {
    const family = misheard(known.family, roll)
    return changed(known.family, family) ? { ...known, family } : undefined
  },
  'a misheard first name': (known, roll) => {
    const given = misheard(first(known.given), roll)
    return changed(first(known.given), given) ? { ...known, given: withFirst(known.given, given) } : undefined
  },
  'names swapped': known => ({ ...known, given: known.family, family: known.given }),
  'half of a double name': (known, roll) => {
    const half = pick(
      known.family.split(/[- ]/).filter(word => word.length > 3),
      roll,
    )
    return known.family.includes('-') && half ? { ...known, family: half } : undefined
  },
  'a double name run together': known => (/[- ]/.test(known.family) ? { ...known, family: known.family.replace(/[- ]/g, '') } : undefined),
  'a short name': (known, roll) => {
    const short = pick(atHome[first(known.given)] ?? [], roll)
    return short ? { ...known, given: withFirst(known.given, short) } : undefined
  },
  'spelt as elsewhere': known => {
    const other = elsewhere[first(known.given)]
    return other ? { ...known, given: withFirst(known.given, other) } : undefined
  },
  'without accents': known =>
    foldName(known.given) !== known.given.toLowerCase() || foldName(known.family) !== known.family.toLowerCase()
      ? { ...known, given: foldName(known.given), family: foldName(known.family) }
      : undefined,
  'day and month swapped': known => {
    const [year, month, date] = (known.born ?? '').split('-')
    const born = `${year}-${date}-${month}`
    return isDay(born) && born !== known.born ? { ...known, born } : undefined
  },
  'one figure of the date wrong': (known, roll, today) => {
    const at = pick([2, 3, 5, 6, 8, 9], roll) ?? 9
    const born = known.born && `${known.born.slice(0, at)}${Math.floor(roll() * 10)}${known.born.slice(at + 1)}`
    return born && isDay(born) && born <= today && born !== known.born ? { ...known, born } : undefined
  },
  'only the month of birth': known => (known.born?.length === 10 ? { ...known, born: known.born.slice(0, 7) } : undefined),
  'only the year of birth': known => (known.born?.length === 10 ? { ...known, born: known.born.slice(0, 4) } : undefined),
  'only the age': (known, _roll, today) => {
    if (!known.born || !isDay(known.born) || known.born > today) return undefined
    const { born, ...rest } = known
    return { ...rest, age: ageOn(born as Day, today) }
  },
}

/** What a busy person types around a name. */
const noise: readonly ((known: Known, roll: Roll) => Known)[] = [
  known => known,
  known => known,
  known => ({ ...known, given: known.given.toUpperCase(), family: known.family.toUpperCase() }),
  known => ({ ...known, given: known.given.toLowerCase(), family: ` ${known.family.toLowerCase()}  ` }),
  known => ({ ...known, given: first(known.given) }),
  (known, roll) => ({ ...known, given: `${known.given} ${pick(['Lee', 'Rose', 'James', 'Noor', 'May'], roll)}` }),
]

/** Which slips there are, for a report by each. */
export const slipNames = Object.keys(slipsBy)

/**
 * So many searches for people of this crowd, each with one slip or two and some noise, and the same for the same seed. What is remembered beside the name
 * varies: mostly a date of birth, sometimes a postcode, an address or an identifier instead, sometimes nothing.
 */
export const misspelt = (people: readonly InventedPerson[], count: number, today: Day, seed = 2): Misspelt[] => {
  const roll = dice(seed)
  const searches: Misspelt[] = []
  const whole = new Map<string, number>()
  for (const one of people) {
    const name = nameWords(`${one.given} ${one.family}`).join(' ')
    whole.set(name, (whole.get(name) ?? 0) + 1)
  }
  while (searches.length < count) {
    const means = pick(people, roll)
    if (!means) throw new Error('nobody is there to be looked for')
    const beside = roll()
    // Of several who share a whole name, a name alone means none of them.
    const shared = (whole.get(nameWords(`${means.given} ${means.family}`).join(' ')) ?? 0) > 1
    let known: Known = {
      given: means.given,
      family: means.family,
      ...(beside < 0.72 || shared ? { born: means.born } : {}),
      ...(beside >= 0.68 && beside < 0.8 ? { postcode: means.postcode } : {}),
      ...(beside >= 0.8 && beside < 0.86 ? { address: means.address } : {}),
      ...(beside >= 0.86 && beside < 0.88 ? { identifiers: [means.nhsNumber] } : {}),
    }
    const slips: string[] = []
    const wanted = roll() < 0.7 ? 1 : 2
    // In turn, so that every kind is asked for as often as people give occasion.
    for (let tries = 0; slips.length < wanted && tries < 40; tries += 1) {
      const name = slips.length === 0 && tries === 0 ? slipNames[searches.length % slipNames.length] : pick(slipNames, roll)
      if (!name || slips.includes(name)) continue
      // Swapped last: the other slips speak of a first and a family name.
      if (name === 'names swapped' && wanted === 2 && slips.length === 0) continue
      if (slips.includes('names swapped')) break
      const after = slipsBy[name]?.(known, roll, today)
      if (!after) continue
      known = after
      slips.push(name)
    }
    if (slips.length === 0) continue
    const { given, family, ...rest } = pick(noise, roll)?.(known, roll) ?? known
    const typed = roll() < 0.4 ? { name: `${given} ${family}` } : roll() < 0.1 ? { name: `${family}, ${given}` } : { given, family }
    searches.push({ looked: { ...typed, ...rest }, means, slips })
  }
  return searches
}
