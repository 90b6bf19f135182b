import type { Network, NetworkHome, NetworkPerson, NetworkTie } from '../../../design-system/index.ts'
import { printShort } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { frequencyWords, presenceWords } from '../adults/adult-in-contact.ts'
import { type RegisterAdult, registerOf } from '../adults/adults-view.ts'
import { sayContact as sayAs } from '../adults/call-adult.ts'
import type { AroundRow, NamedRow } from '../details/details.queries.ts'
import { ageOfPerson, type DetailsView, nameOfPerson } from '../details/details-view.ts'
import { sayRelation } from '../people/words.ts'

type Adult = Pick<RegisterAdult, 'root' | 'facts' | 'called' | 'identified' | 'questions'> & { entry: Entry }

const shapeOf = (one: NamedRow): NetworkPerson['shape'] =>
  one.is_a === null ? 'person' : one.is_a === 'unborn' ? 'unborn' : one.sex === 'female' ? 'female' : one.sex === 'male' ? 'male' : 'person'

const oldestFirst = (people: ReadonlyMap<SubjectId, NamedRow>, a: SubjectId, b: SubjectId): number => {
  const rank = (id: SubjectId) => `${people.get(id)?.is_a === 'adult' ? '0' : '1'}${people.get(id)?.born_on ?? '9'}${id}`
  return rank(a) < rank(b) ? -1 : 1
}

const sayContact = (facts: Adult['facts']): string =>
  [
    facts.frequency === 'not-known' ? 'how often is not known' : frequencyWords[facts.frequency],
    facts.presence === 'overnight' ? 'overnight' : undefined,
    facts.alone === true ? 'alone with the child' : facts.alone === false ? 'not alone' : undefined,
  ]
    .filter(Boolean)
    .join(', ')

/**
 * The family of one person as it is drawn, and the same as a table: the homes and who lives in each, how each stands to the person, who sees the person from
 * elsewhere (adults of the register, with how often), and adults whom nobody has named yet. Made of what the reader may read and of nothing else.
 * `caredForByNobody`: a child in whose home no adult is on record, as far as the reader may know.
 */
export const networkOf = (
  view: DetailsView,
  around: AroundRow | undefined,
): { network: Network; rows: string[][]; description: string; caredForByNobody: boolean } => {
  const known = new Map<SubjectId, NamedRow>([[view.person, view.who], ...view.people])
  const adults: Adult[] = registerOf(view)
    .adults.filter(adult => !adult.ended)
    .map(adult => ({ ...adult, entry: adult.confirmed }))
  const byPerson = new Map(
    adults.flatMap(adult => (adult.facts.person && known.has(adult.facts.person) ? [[adult.facts.person, adult] as const] : [])),
  )
  const unnamed = adults.filter(adult => !adult.facts.person || !known.has(adult.facts.person))
  const relations = relationsTo(view, around)

  const homes = new Map<SubjectId, Set<string>>()
  for (const home of view.homes) homes.set(home.household, new Set([view.person, ...home.others]))
  for (const stay of around?.stays ?? []) {
    const home = homes.get(stay.household) ?? new Set<string>()
    homes.set(stay.household, home.add(stay.subject))
  }
  const housed = new Set([...homes.values()].flatMap(home => [...home]))
  const nowhere: string[] = [...known.keys()].filter(id => !housed.has(id))
  for (const adult of unnamed)
    if (['lives', 'moved-in'].includes(adult.facts.presence) && view.homes[0]) homes.get(view.homes[0].household)?.add(adult.root)
    else nowhere.push(adult.root)

  const people: NetworkPerson[] = [
    ...[...known].map(([id, row]) => ({
      id,
      name: id === view.person ? view.name : nameOfPerson(row),
      shape: shapeOf(row),
      lines: [ageOfPerson(row, view.today) ?? '', relations.get(id) ?? '', unheard(byPerson.get(id)), lineFor(byPerson.get(id))].filter(
        Boolean,
      ),
      ...(id === view.person ? { middle: true } : {}),
      ...(row.died_on ? { died: true } : {}),
    })),
    ...unnamed.map(adult => ({
      id: adult.root,
      name: adult.called,
      shape: adult.facts.identified
        ? adult.facts.seenAs === 'man'
          ? ('male' as const)
          : adult.facts.seenAs === 'woman'
            ? ('female' as const)
            : ('person' as const)
        : ('unknown' as const),
      lines: [
        adult.facts.identified ? 'not on record as a person' : 'not yet identified',
        adult.facts.as === 'not-known' ? '' : sayAs(adult.facts),
        unheard(adult),
        lineFor(adult),
      ].filter(Boolean),
    })),
  ]
  const isMine = (id: string) => view.homes.some(home => homes.get(home.household)?.has(id))
  const ties: NetworkTie[] = [
    ...[...byPerson]
      .filter(([id]) => !isMine(id))
      .map(([id, adult]) => ({ to: id, text: `sees ${view.called} ${sayContact(adult.facts)}`, sure: true })),
    ...unnamed
      .filter(adult => !isMine(adult.root))
      .map(adult => ({ to: adult.root, text: `sees ${view.called} ${sayContact(adult.facts)}`, sure: adult.facts.identified })),
    ...[...known.keys()]
      .filter(id => id !== view.person && !isMine(id) && !byPerson.has(id) && relations.has(id))
      .map(id => ({
        to: id,
        text: 'whether they see each other is not on record',
        sure: false,
      })),
  ]
  const drawnHomes: NetworkHome[] = [...homes]
    .map(([id, members]) => ({
      id: id as string,
      label: view.homes.some(home => home.household === id) ? `Home of ${view.called}` : 'Another home',
      people: [...members].sort((a, b) => oldestFirst(known, a as SubjectId, b as SubjectId)),
      known: true,
    }))
    .sort((a, b) => (isHome(view, a.id) === isHome(view, b.id) ? (a.id < b.id ? -1 : 1) : isHome(view, a.id) ? -1 : 1))
  if (nowhere.includes(view.person))
    drawnHomes.unshift({ id: 'middle', label: `Where ${view.called} lives is not on record`, people: [view.person], known: false })
  const elsewhere = nowhere.filter(id => id !== view.person)
  if (elsewhere.length > 0)
    drawnHomes.push({ id: 'nowhere', label: 'Where they live is not on record, or not open to you', people: elsewhere, known: false })
  const nameOf = new Map(people.map(one => [one.id, one]))
  const adult = (id: string) => !['child', 'unborn'].includes(known.get(id as SubjectId)?.is_a ?? 'adult')
  const mine = drawnHomes.filter(home => isHome(view, home.id))
  const caredForByNobody = view.who.is_a === 'child' && mine.length > 0 && !mine.some(home => home.people.some(adult))
  return {
    caredForByNobody,
    network: { people, homes: drawnHomes, ties },
    rows: drawnHomes.flatMap(home =>
      home.people.map(id => {
        const one = nameOf.get(id)
        return [
          one?.name ?? '',
          one?.lines.join('; ') || (id === view.person ? 'the person the drawing is about' : ''),
          home.label,
          ties.find(tie => tie.to === id)?.text ?? '',
        ]
      }),
    ),
    description: describe(
      view,
      drawnHomes,
      caredForByNobody,
      unnamed.filter(adult => !adult.facts.identified).length,
      adults.filter(adult => unheard(adult)).length,
    ),
  }
}

const isHome = (view: DetailsView, id: string): boolean => view.homes.some(home => home.household === id)

/** A father with parental responsibility with whom nobody has spoken: said at his name. */
const unheard = (adult: Adult | undefined): string => (adult?.questions.includes('spoken') ? 'nobody has spoken with him yet' : '')

const lineFor = (adult: Adult | undefined): string =>
  adult
    ? ['lives', 'moved-in'].includes(adult.facts.presence)
      ? presenceWords[adult.facts.presence]
      : `confirmed ${printShort(adult.entry.on)}`
    : ''

/** How each of the family stands to the person: "mother, with parental responsibility". */
const relationsTo = (view: DetailsView, around: AroundRow | undefined): Map<SubjectId, string> => {
  const said = new Map<SubjectId, string[]>()
  const add = (id: SubjectId, text: string | null) => {
    if (text && !said.get(id)?.includes(text)) said.set(id, [...(said.get(id) ?? []), text])
  }
  for (const one of view.relationships) {
    if (one.to === view.person) {
      add(one.subject, sayRelation(one.as, null))
      if (one.responsibility) add(one.subject, 'with parental responsibility')
    } else add(one.to, sayRelation(null, one.as))
  }
  // How others stand to each other is said of those who have nothing to say of the person in the middle.
  for (const one of around?.relationships ?? []) {
    if (said.has(one.subject) || one.to === view.person || one.subject === view.person) continue
    const other = view.people.get(one.to)
    if (other?.is_a) add(one.subject, `${sayRelation(one.as, null) ?? one.as} of ${other.known_as || other.given || nameOfPerson(other)}`)
  }
  return new Map([...said].map(([id, texts]) => [id, texts.join(', ')]))
}

const describe = (
  view: DetailsView,
  homes: readonly NetworkHome[],
  caredForByNobody: boolean,
  unknown: number,
  unheard: number,
): string => {
  const mine = homes.filter(home => isHome(view, home.id))
  const living =
    mine.length === 0
      ? `Where ${view.called} lives is not on record.`
      : `${view.called} lives with ${mine.reduce((sum, home) => sum + home.people.length - 1, 0)} others.`
  const others = homes.length - mine.length
  return `${living} ${others === 0 ? 'No other home' : others === 1 ? 'One other group' : `${others} other groups`} of people ${others > 1 ? 'are' : 'is'} drawn. ${caredForByNobody ? 'No adult is on record in this home. ' : ''}${unknown === 0 ? (caredForByNobody ? '' : 'Everybody is identified.') : unknown === 1 ? 'One adult is not yet identified.' : `${unknown} adults are not yet identified.`}${unheard === 0 ? '' : ' Nobody has spoken with a father who has parental responsibility.'}`
}
