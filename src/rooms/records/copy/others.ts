import { plainIdentifier, printIdentifier, type Scheme } from '../../../thread/identifiers.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { residence } from '../../../thread/own-kinds/index.ts'
import { foldName } from '../../../thread/store/name-keys.ts'
import { childMatched, referralTold } from '../../front-door/index.ts'
import { lettersOf, type Phrase, postcodesIn, shapesIn, wordsOf } from './find-words.ts'
import type { KnownOf, ToldEntry, ToldPart } from './told-copy.ts'
import type { Reason } from './withhold.ts'

/** Somebody or something else that the record names: what keeps it back from the copy, and the words by which it is found there. */
export type Other = {
  /** The same whenever the copy is opened: decisions are kept under it. */
  readonly key: string
  /** As whoever prepares the copy reads it. */
  readonly called: string
  readonly sort: 'person' | 'told' | 'referrer' | 'withheld' | 'place' | 'number'
  readonly reason: Reason
  /** The keys under which they are told of in the words of somebody else: one person is decided about once. */
  readonly also: readonly string[]
  readonly phrases: readonly Phrase[]
}

/** The person the copy is of: by which names, numbers and places they are told from others. */
export type Own = {
  readonly records: ReadonlySet<SubjectId>
  readonly labels: ReadonlySet<string>
  readonly words: ReadonlySet<string>
  readonly letters: ReadonlySet<string>
}

type Facts = Readonly<Record<string, unknown>>
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const some = (phrases: readonly (Phrase | null)[]): Phrase[] => phrases.filter(phrase => phrase !== null)

const fold = (name: string): string[] => foldName(name).split(' ').filter(Boolean)

/** The names of one thing that was told of somebody: whole, and word by word. */
const namesIn = (facts: Facts): string[] =>
  [[text(facts['given']), text(facts['family'])].filter(Boolean).join(' '), text(facts['knownAs']), text(facts['name'])].filter(
    name => name.trim() !== '',
  )

/** Does this object name somebody: a child or an adult as somebody told of them? */
const namesSomebody = (value: object): boolean => ['given', 'family', 'name'].some(key => text((value as Facts)[key]).trim() !== '')

/** Every object within facts that names somebody; the facts of the entry themselves are about its own subject. */
export const peopleWithin = (facts: Facts): Facts[] =>
  Object.values(facts).flatMap(value => {
    const within = Array.isArray(value) ? value : [value]
    return within.flatMap(one =>
      typeof one === 'object' && one !== null ? [...(namesSomebody(one) ? [one as Facts] : []), ...peopleWithin(one as Facts)] : [],
    )
  })

/** Is this somebody, as they were told of, the person the copy is of: by the label of the match, or by the whole name? */
export const isOwn = (own: Own, one: Facts): boolean =>
  own.labels.has(text(one['label'])) ||
  (text(one['given']) !== '' && [text(one['given']), text(one['family'])].flatMap(fold).every(word => own.words.has(word)))

/** The key of somebody who is only told of. */
export const toldKey = (one: Facts): string => `told ${namesIn(one).flatMap(fold).join(' ')}`

/** The names, numbers and places of the person the copy is of. */
export const ownOf = (records: readonly SubjectId[], entries: readonly ToldEntry[]): Own => {
  const mine = new Set(records)
  const words = new Set<string>()
  const letters = new Set<string>()
  const labels = new Set<string>()
  for (const entry of entries)
    for (const { group, facts, narrative } of entry.parts) {
      if (!facts || !narrative) continue
      if (entry.kind === childMatched.name && mine.has(facts['person'] as SubjectId)) labels.add(text(facts['label']))
      if (!mine.has(entry.subject)) continue
      if (group === 'record' && (entry.kind === 'identity' || entry.kind === 'other-name'))
        for (const word of namesIn(facts).flatMap(fold)) words.add(word)
      if (entry.kind === 'identifier') letters.add(foldName(text(facts['value'])).replaceAll(' ', ''))
      // Of where they live the place alone is theirs: a number in it may be anybody's.
      if (entry.kind === residence.name && group === 'whereabouts')
        for (const shape of postcodesIn(
          Object.values({ ...facts, ...narrative })
            .map(text)
            .join('\n'),
        ))
          letters.add(foldName(shape).replaceAll(' ', ''))
    }
  // A child who is matched is told of by their own number and postcode too.
  for (const entry of entries)
    if (entry.kind === referralTold.name)
      for (const part of entry.parts)
        for (const one of part.facts ? peopleWithin(part.facts) : [])
          if (labels.has(text(one['label']))) letters.add(text(one['nhsNumber']))
  return { records: mine, labels, words, letters }
}

/** How a name is looked for: whole, and each of its words that is not a name of the person too. A single letter names nobody. */
const phrasesOfName = (name: string, own: Own): Phrase[] => {
  const words = fold(name)
  return some([
    words.every(word => own.words.has(word)) ? null : wordsOf(name),
    ...words.filter(word => word.length > 1 && !own.words.has(word)).map(wordsOf),
  ])
}

/** The lines of an address that tell a place: a line of one word is a town. */
const linesOf = (address: string): string[] =>
  address
    .split(/[,\n;]/u)
    .map(line => line.trim())
    .filter(line => fold(line).length > 1 && shapesIn(line).join('') !== line)

const byShape = (shape: string, own: Own): Phrase[] => {
  const found = lettersOf(shape)
  return found === null || ('letters' in found && own.letters.has(found.letters)) ? [] : [found]
}

const addressPhrases = (address: string, own: Own, mine: ReadonlySet<string>): Phrase[] => [
  ...some(
    linesOf(address)
      .filter(line => !mine.has(fold(line).join(' ')))
      .map(wordsOf),
  ),
  ...shapesIn(address).flatMap(shape => byShape(shape, own)),
]

/** The lines of the addresses at which the person lives or lived: they are theirs, whoever else lives there. */
const ownLines = (own: Own, entries: readonly ToldEntry[]): ReadonlySet<string> =>
  new Set(
    entries
      .filter(entry => own.records.has(entry.subject) && entry.kind === residence.name)
      .flatMap(entry => entry.parts.filter(part => part.group === 'whereabouts'))
      .flatMap(part => Object.values(part.narrative ?? {}).flatMap(linesOf))
      .map(line => fold(line).join(' ')),
  )

/**
 * Everybody and everything else that the record names. `known`: what is on record of who and where the people are that it is tied to. `protects`: are places of the
 * person themselves kept back, because somebody else asks? In an order that does not change while nothing is told.
 */
export const othersIn = (own: Own, entries: readonly ToldEntry[], known: readonly KnownOf[], protects: boolean): Other[] => {
  const mine = ownLines(own, entries)
  const onRecord = known.filter(one => !own.records.has(one.person)).map(one => ofRecord(one, own, mine))
  const alsoTold = new Set(onRecord.flatMap(one => one.also))
  return [
    ...onRecord,
    ...(protects ? protectedPlaces(own, entries) : []),
    ...referrers(own, entries),
    ...toldOf(own, entries).filter(one => !alsoTold.has(one.key)),
    ...shapes(own, entries),
  ].filter(other => other.phrases.length > 0 || other.sort === 'person')
}

const ofRecord = ({ person, said }: KnownOf, own: Own, mine: ReadonlySet<string>): Other => {
  const names = said.filter(one => one.kind === 'identity' || one.kind === 'other-name').flatMap(one => namesIn(one.facts))
  return {
    key: `person ${person}`,
    called: names.at(-1) ?? 'A person not yet named',
    sort: 'person',
    reason: 'third-party',
    also: names.map(name => `told ${fold(name).join(' ')}`),
    phrases: [
      ...names.flatMap(name => phrasesOfName(name, own)),
      ...said.flatMap(one => {
        if (one.kind === 'identifier') {
          const value = text(one.facts['value'])
          return [value, printIdentifier(one.facts['scheme'] as Scheme, plainIdentifier(one.facts['scheme'] as Scheme, value))].flatMap(
            number => byShape(number, own),
          )
        }
        const words = [...Object.values(one.facts), ...Object.values(one.narrative)].map(text).join('\n')
        if (one.group === 'whereabouts') return addressPhrases(words, own, mine)
        return shapesIn(words).flatMap(shape => byShape(shape, own))
      }),
    ],
  }
}

const protectedPlaces = (own: Own, entries: readonly ToldEntry[]): Other[] =>
  entries
    .filter(entry => own.records.has(entry.subject))
    .flatMap(entry =>
      entry.parts
        .filter(part => part.group === 'whereabouts' && part.facts?.['protected'] === true)
        .map(part => {
          const words = [...Object.values(part.facts ?? {}), ...Object.values(part.narrative ?? {})].map(text).join('\n')
          return {
            key: `place ${entry.id}`,
            called: 'A protected place of this person',
            sort: 'place' as const,
            reason: 'whereabouts' as const,
            also: [],
            phrases: some([...linesOf(words).map(wordsOf), ...shapesIn(words).map(lettersOf)]),
          }
        }),
    )

/** A part that tells of a referrer who asked not to be named: their name stays with the Bridge manager (practice: referral-identity). */
export const isSealed = (part: Pick<ToldPart, 'group' | 'facts'>): boolean => part.group === 'referrer' && part.facts?.['withheld'] === true

/** May somebody decide that they are named? Nobody who asked not to be. */
export const mayBeNamed = (other: Other): boolean => other.sort !== 'withheld'

const ofReferrer = /^(?:name|agency|phone|email|address)$/iu

const referrers = (own: Own, entries: readonly ToldEntry[]): Other[] =>
  entries.flatMap(entry =>
    entry.parts
      .filter(part => part.group === 'referrer' && part.narrative)
      .map(part => {
        const said = Object.entries(part.narrative ?? {}).filter(([name]) => ofReferrer.test(name))
        const sealed = isSealed(part)
        return {
          key: `referrer ${entry.id}`,
          called: sealed
            ? 'Whoever told us and asked not to be named'
            : said.some(([name]) => name === 'name')
              ? `${part.narrative?.['name']}, who told us`
              : 'Whoever told us',
          sort: sealed ? ('withheld' as const) : ('referrer' as const),
          reason: 'referrer' as const,
          also: [],
          phrases: [
            ...said.flatMap(([name, words]) => (name === 'name' ? phrasesOfName(words, own) : some([wordsOf(words)]))),
            ...said.flatMap(([, words]) => shapesIn(words).flatMap(shape => byShape(shape, own))),
          ],
        }
      }),
  )

const toldOf = (own: Own, entries: readonly ToldEntry[]): Other[] => {
  const found = new Map<string, Other>()
  for (const entry of entries)
    for (const part of entry.parts)
      for (const one of part.facts ? peopleWithin(part.facts) : [])
        if (!isOwn(own, one)) {
          const names = namesIn(one)
          found.set(toldKey(one), {
            key: toldKey(one),
            called: names[0] ?? 'Somebody told of',
            sort: 'told',
            reason: 'third-party',
            also: [],
            phrases: [
              ...names.flatMap(name => phrasesOfName(name, own)),
              ...shapesIn(Object.values(one).map(text).join('\n')).flatMap(shape => byShape(shape, own)),
            ],
          })
        }
  return [...found.values()]
}

const shapes = (own: Own, entries: readonly ToldEntry[]): Other[] => {
  const found = new Map<string, Other>()
  for (const entry of entries)
    for (const part of entry.parts)
      for (const shape of [...Object.values(part.facts ?? {}), ...Object.values(part.narrative ?? {})].flatMap(value =>
        shapesIn(text(value)),
      )) {
        const phrases = byShape(shape, own)
        const [phrase] = phrases
        if (phrase && 'letters' in phrase)
          found.set(phrase.letters, {
            key: `number ${phrase.letters}`,
            called: shape,
            sort: 'number',
            reason: 'third-party',
            also: [],
            phrases,
          })
      }
  return [...found.values()]
}
