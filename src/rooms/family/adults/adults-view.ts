import type { Day } from '../../../guidance/index.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import { type DetailsView, nameOfPerson, wordsOf } from '../details/details-view.ts'
import { type AdultFacts, frequencyWords, presenceWords } from './adult-in-contact.ts'
import { type AdultQuestion, adultsAsked } from './adults-asked.ts'
import { callAdult } from './call-adult.ts'
import { type Adult, type AdultEntry, adultsIn, comparedIn, letBeIn, questionsOf, registerOfThread, saidOf } from './register.ts'

/** One line of telling of an adult, as its reader may read it. */
export type ReadLine = {
  readonly root: EntryId
  readonly called: string
  readonly last: AdultEntry
  readonly first: AdultEntry
  /** Who told, and for which agency. */
  readonly by: { readonly name: string; readonly agency: string }
  /** What is told apart from the child's record: null where it is not open to the reader. */
  readonly words: Readonly<Record<string, string>> | null
}

/** One adult of the register on a page. */
export type RegisterAdult = Omit<Adult, 'lines'> & {
  readonly lines: readonly (Adult['lines'][number] & ReadLine)[]
  readonly called: string
  /** The person on record, where the reader works with them. */
  readonly onRecord: SubjectId | undefined
  readonly confirmed: AdultEntry
  readonly questions: readonly AdultQuestion[]
  /** The agencies that told of the adult, each once. */
  readonly toldBy: readonly string[]
}

/** Two adults who may be one: nobody has compared them yet, and nothing that was told speaks against it. */
export type MaybeOne = { readonly one: RegisterAdult; readonly other: RegisterAdult; readonly alike: readonly string[] }

/** A child's register as its reader may read it. */
export type RegisterView = { readonly adults: readonly RegisterAdult[]; readonly maybe: readonly MaybeOne[] }

/** The register of the child a page is about. */
export const registerOf = (view: DetailsView): RegisterView => {
  const register = registerOfThread(view.read.thread)
  const letBe = letBeIn(register)
  const adults = adultsIn(register).map((adult): RegisterAdult => {
    const lines = adult.lines.map(line => {
      const part = view.read.part(line.last, 'third-party')
      return {
        ...line,
        root: line.first.root,
        called: callAdult({ facts: line.last.facts, called: wordsOf(view, line.last, 'third-party')['calledOrDescribed'] }),
        by: view.read.by(line.first),
        words: part ? part.narrative : null,
      }
    })
    const { person } = adult.facts
    const onRecord = person && view.people.get(person)?.is_a ? person : undefined
    const called = lines.map(line => line.words?.['calledOrDescribed']).find(Boolean)
    const confirmed = lines.map(line => line.last).reduce((a, b) => (b.at > a.at ? b : a))
    return {
      ...adult,
      lines,
      onRecord,
      confirmed,
      called: onRecord ? nameOfPerson(view.people.get(onRecord)) : callAdult({ facts: adult.facts, called }),
      questions: questionsOf(adult, letBe),
      toldBy: [...new Set(lines.map(line => line.by.agency))],
    }
  })
  return { adults, maybe: maybeOne(view, adults) }
}

/** The most pairs that a page shows side by side: the rest follow once these are answered. */
const mostPairs = 6

/**
 * Adults who may be one, to be shown side by side: at least one of the two is not identified, they were not compared, and nobody said of one that it is a man
 * and of the other that it is a woman. Nothing is scored; those of whom two agencies told come first.
 */
const maybeOne = (view: DetailsView, adults: readonly RegisterAdult[]): MaybeOne[] => {
  const compared = comparedIn(registerOfThread(view.read.thread))
  const standing = adults.filter(adult => !adult.ended)
  const pairs: MaybeOne[] = []
  for (const one of standing.filter(adult => !adult.identified))
    for (const other of standing) {
      if (other === one || (!other.identified && other.root < one.root)) continue
      if (one.facts.seenAs !== other.facts.seenAs && one.facts.seenAs !== 'adult' && other.facts.seenAs !== 'adult') continue
      if (other.facts.as === 'mother' && one.facts.as === 'father') continue
      const said = one.lines.some(a => other.lines.some(b => saidOf(compared, a.root, b.root)))
      if (!said) pairs.push({ one, other, alike: alike(one, other) })
    }
  const twoAgencies = ({ one, other }: MaybeOne) => (one.toldBy.some(agency => !other.toldBy.includes(agency)) ? 0 : 1)
  return pairs.sort((a, b) => twoAgencies(a) - twoAgencies(b) || b.alike.length - a.alike.length).slice(0, mostPairs)
}

/** What was told alike of both, in words: to look at, not to be added up. */
const alike = (one: RegisterAdult, other: RegisterAdult): string[] => {
  const [a, b] = [one.facts, other.facts]
  return [
    a.seenAs === b.seenAs ? (a.seenAs === 'man' ? 'both are men' : a.seenAs === 'woman' ? 'both are women' : undefined) : undefined,
    a.as === b.as && a.as !== 'not-known' ? 'both stand to the child in the same way' : undefined,
    a.presence === b.presence && a.presence !== 'not-known' ? `both: ${presenceWords[a.presence]}` : undefined,
    a.frequency === b.frequency && a.frequency !== 'not-known' ? `both: ${frequencyWords[a.frequency]}` : undefined,
    ...sharedWords(one, other),
  ].filter(text => text !== undefined)
}

const plainWords: ReadonlySet<string> = new Set(
  'about adult around known name named nobody somebody unknown woman collects from with that this their there who child school nursery the and not yet'.split(
    ' ',
  ),
)

const wordsIn = (adult: RegisterAdult): Set<string> =>
  new Set(
    adult.lines
      .flatMap(line => (line.words?.['calledOrDescribed'] ?? '').toLowerCase().match(/\p{L}{3,}/gu) ?? [])
      .filter(word => !plainWords.has(word)),
  )

const sharedWords = (one: RegisterAdult, other: RegisterAdult): string[] => {
  const of = wordsIn(other)
  return [...wordsIn(one)].filter(word => of.has(word)).map(word => `both speak of “${word}”`)
}

/** An adult of the register by any of the entries that told of them. */
export const adultOf = (view: DetailsView, entry: EntryId | undefined): RegisterAdult | undefined =>
  entry && registerOf(view).adults.find(adult => adult.lines.some(line => line.told.some(one => one.root === entry)))

/** Where the adult sees the child and how often. */
export const sayWhere = (facts: AdultFacts): string =>
  `${presenceWords[facts.presence] === 'not known' ? 'where is not known' : presenceWords[facts.presence]}, ${facts.frequency === 'not-known' ? 'how often is not known' : frequencyWords[facts.frequency]}`

/** When somebody last asked who else is around the child. */
export const lastAskedOn = (view: DetailsView): Day | undefined =>
  view.read.thread.of(adultsAsked).findLast(entry => entry.facts.around !== 'not-asked')?.on
