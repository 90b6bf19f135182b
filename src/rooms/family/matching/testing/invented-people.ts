import { addDays, type Day, day } from '../../../../guidance/index.ts'
import { idNamed, type SubjectId } from '../../../../thread/ids.ts'
import { dice } from '../../../testing/generated.ts'

/** Somebody invented, as far as finding goes. */
export type InventedPerson = {
  readonly subject: SubjectId
  readonly household: SubjectId
  readonly is: 'child' | 'adult'
  readonly given: string
  readonly family: string
  readonly born: Day
  readonly postcode: string
  readonly address: string
  readonly nhsNumber: string
}

/** How a people names itself: first names that are borne, and family names made up from parts, so that nobody real is meant. */
type Culture = { readonly share: number; readonly given: readonly string[]; readonly family: (roll: () => number) => string }

const words = (text: string): readonly string[] => text.trim().split(/\s+/)
/** One of them; the first are far commoner than the last, as names are. */
const common = <T>(of: readonly T[], roll: () => number): T => {
  const one = of[Math.floor(roll() ** 1.6 * of.length)]
  if (one === undefined) throw new Error('there is nothing to choose from')
  return one
}
const parts = (first: string, last: string) => {
  const [firsts, lasts] = [words(first), words(last)]
  return (roll: () => number): string => `${common(firsts, roll)}${common(lasts, roll)}`
}

const english = parts(
  'Marl Thorn Hollow Ash Black Wood Green Stan Whit Brad Hart Lang Ald Win Crom Den Far Gar Hex Ingle Kel Lin Mors Nor Ox Pem Quar Rad Sel Tar Up Wal Bex Cald Dun Ever',
  'ley ton field ford wick by worth er son ham well man bury stone more ridge gate smith low cote',
)
const cultures: readonly Culture[] = [
  {
    share: 0.46,
    given:
      words(`Olivia Oliver Amelia George Isabella Harry Emily Jack William Charlotte Thomas James Elizabeth Daniel Joshua Samuel Joseph Edward Alexander
      Benjamin Katherine Matthew Rebecca Michael Jessica Christopher Nicholas Victoria Abigail Margaret Robert Richard Stephen Andrew Philip Jonathan Anthony
      Samantha Jennifer Catherine Susan Patricia Eleanor Lucy Grace Sophie Ruby Ella Freya Alfie Archie Noah Leo Theo Lily Poppy Evie Daisy Mason Logan Tyler
      Kayleigh Chelsea Jayden Kyle Liam Connor Aaron Ryan Callum Bethany Megan Shannon Lauren Chloe Timothy Geoffrey Gillian Deborah Frances Francis Louise`),
    family: roll => (roll() < 0.14 ? `${english(roll)}-${english(roll)}` : english(roll)),
  },
  {
    share: 0.2,
    given:
      words(`Muhammad Ahmed Yusuf Ibrahim Hassan Hussain Omar Ali Bilal Hamza Zain Aisha Fatima Zainab Maryam Khadija Amina Zahra Safiya Hafsa Sumaya
      Abdullah Ismail Rashid Saeed Imran Tariq Khalid Nadia Samira Layla Noor Yasmin Rukhsana Shabnam Farhan Usman Haroon Junaid Mustafa`),
    family: roll => {
      const name = parts(
        'Qasim Rahman Shahz Bahr Tehm Nazir Farid Khayr Zub Mahb Wajd Sharif Jamal Latif Hamid Karim Siraj Badr',
        'i zai pur ani oob ullah wala een adi awi',
      )(roll)
      return roll() < 0.15 ? `Al-${name}` : name
    },
  },
  {
    share: 0.13,
    given:
      words(`Jakub Zuzanna Szymon Maja Antoni Julia Kacper Agnieszka Katarzyna Krzysztof Małgorzata Piotr Paweł Tomasz Łukasz Andrzej Magdalena Wojciech Bartosz
      Oleksandr Kateryna Dmytro Olena Volodymyr Natalia Andrei Ioana Mihai Elena Gabriela Ştefan Răzvan Bogdan`),
    family: parts(
      'Wiśn Szymcz Krawcz Brzez Zieliń Jabłon Gór Sosn Wilcz Łęcz Doln Kamień Rzęd Stachow Borodz Petryc Ionesc Munt',
      'ewski owicz yk ak enko uk eanu iak owski ar',
    ),
  },
  {
    share: 0.12,
    given:
      words(`Chinedu Ngozi Oluwaseun Adebayo Folasade Temitope Kwame Akosua Kofi Abena Emmanuel Blessing Grace Samuel Tendai Rutendo Tinashe Selam Yohannes
      Tesfay Abdi Hodan Ayaan Ifrah Mohamed Amina Faith Comfort Prosper Chidi`),
    family: parts(
      'Oko Ade Olu Nwa Chuk Mensa Boat Asan Mut Chi Hab Tes Gebre War Abdi Fara Eze',
      'wole bayo nkwo riba eng mba wura fayo selas dze tunde madu',
    ),
  },
  {
    share: 0.09,
    given: words(
      `Harpreet Gurpreet Simran Arjun Priya Rohan Ananya Vikram Meera Nguyen Linh Minh Mei Wei Jun Xiu Hao Joao Maria Jose Ana Sofia Thiago Beatriz Mateus`,
    ),
    family: roll =>
      roll() < 0.3
        ? `${parts('Alv Fer Gon Mor Per Bap', 'arinho eiral calves eirense tistela')(roll)} ${parts('dos Santo da Silv de Olive', 'meira ares inhal')(roll)}`
        : parts('Dhill Sandh Gill Path Venkat Chau Tran Zhan Lian Hoan Bhat Rath', 'anwal eru ipara esan dhari hui gwen toria ora')(roll),
  },
]

const streets = words('Hollow Marl Invented Sample Thorn Canal Mill Chapel Orchard Bridge Station Meadow Quarry Lock Weir')
const ways = words('Street Road Avenue Lane Close Drive Court')

/** A ten-figure number whose last figure checks the others, in the range that no patient has (NHS Data Dictionary: numbers that begin with 999 are for tests). */
const nhsNumberOf = (roll: () => number): string => {
  for (;;) {
    const figures = `999${String(Math.floor(roll() * 1e6)).padStart(6, '0')}`
    const check = (11 - ([...figures].reduce((sum, figure, at) => sum + Number(figure) * (10 - at), 0) % 11)) % 11
    if (check < 10) return `${figures}${check}`
  }
}

/** The culture in which this part of all people names itself, `at` from 0 up to 1. */
const cultureAt = (at: number): Culture => {
  let before = 0
  for (const culture of cultures) {
    before += culture.share
    if (at < before) return culture
  }
  throw new Error('the shares of the cultures make one')
}

/** How one household is named: the family's name, and a first name, sometimes two, for each who is born into it. */
export const namesOf = (roll: () => number): { readonly family: string; readonly given: () => string } => {
  const culture = cultureAt(roll())
  return {
    family: culture.family(roll),
    given: () => {
      const second = roll() < 0.12 ? ` ${common(culture.given, roll)}` : ''
      return `${common(culture.given, roll)}${second}`
    },
  }
}

/** A home that is nowhere: no postcode begins with ZZ. `districts`: among how many of them the homes are spread, 4,000 postcodes in each. */
export const homeOf = (roll: () => number, districts = 40): { readonly address: string; readonly postcode: string } => {
  const address = `${1 + Math.floor(roll() * 180)} ${common(streets, roll)} ${common(ways, roll)}, Inventedton`
  const letter = (): string => 'ABDEFGHJLNPQRSTUWXYZ'[Math.floor(roll() * 20)] ?? 'A'
  return { address, postcode: `ZZ${1 + Math.floor(roll() * districts)} ${Math.floor(roll() * 10)}${letter()}${letter()}` }
}

/** So many invented people, in households of one to five who share a family name, and the same for the same seed. Two in three are children. */
export const inventedPeople = (count: number, seed = 1): InventedPerson[] => {
  const roll = dice(seed)
  const people: InventedPerson[] = []
  const lastBirth = day('2026-11-01')
  for (let home = 0; people.length < count; home += 1) {
    const { family, given } = namesOf(roll)
    const household = idNamed<SubjectId>(`invented household ${seed}`, `${home}`)
    const { address, postcode } = homeOf(roll)
    const size = 1 + Math.floor(roll() * 5)
    for (let n = 0; n < size && people.length < count; n += 1) {
      const is = roll() < 0.66 ? 'child' : 'adult'
      const age = is === 'child' ? roll() * 17.9 : 18 + roll() * 45
      people.push({
        subject: idNamed<SubjectId>(`invented person ${seed}`, `${people.length}`),
        household,
        is,
        given: given(),
        family,
        born: addDays(lastBirth, -Math.floor(age * 365.25)),
        postcode,
        address,
        nhsNumber: nhsNumberOf(roll),
      })
    }
  }
  return people
}
