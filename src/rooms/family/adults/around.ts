import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import { type OnChild, readByKind, type ToldByKind } from '../on-record/child.ts'
import type { FamilyMember } from '../on-record/family.queries.ts'
import { type AdultFacts, adultInContact, presenceWords } from './adult-in-contact.ts'
import { type AdultQuestion, adultQuestionLetBe, adultsAsked } from './adults-asked.ts'
import { adultsCompared } from './adults-compared.ts'
import { callAdult } from './call-adult.ts'
import { type Adult, adultsIn, letBeIn, questionsOf } from './register.ts'

/** The kinds of which a child's register is made. */
export const registerKinds = [adultInContact, adultsCompared, adultQuestionLetBe, adultsAsked] as const

type Told = OnChild<AdultFacts>

/** A child as a form asks who is around them. */
export type ChildAsked = { readonly subject: SubjectId; readonly called: string }

/** One adult about whom something is still to be found out, as whoever asks may know of them. */
export type AdultAskedAbout = {
  readonly root: string
  readonly called: string
  readonly questions: readonly AdultQuestion[]
  readonly since: Told
}

/** What is still to be found out about the adults around one child. */
export type AroundChild = { readonly person: SubjectId; readonly called: string; readonly open: readonly AdultAskedAbout[] }

/** What one child's register says of an adult: the entry that later ones answer, and what was told last. */
export type OnRegister = { readonly child: SubjectId; readonly first: EntryId; readonly last: Told }

/** An adult around some children, once for all of them: on record as a person, on their registers, or both. */
export type AdultAround = {
  /** By what a form names them; the same from one look to the next. */
  readonly key: string
  readonly name: string
  readonly person: SubjectId | null
  /** Where they see the children, in words, where it is known. */
  readonly where: string | null
  readonly lines: readonly OnRegister[]
}

/** Who is around some children of one home, as far as whoever asks may know. */
export type Around = { readonly children: readonly AroundChild[]; readonly adults: readonly AdultAround[] }

const calledOf = (adult: Adult<Told>): string =>
  callAdult({ facts: adult.facts, called: adult.lines.map(line => line.last.said['calledOrDescribed']).find(Boolean) })

/** The adults of one child's register who are still in contact. */
const standingIn = (told: ToldByKind) => {
  const register = { adults: told.of(adultInContact), compared: told.of(adultsCompared), letBe: told.of(adultQuestionLetBe) }
  return { letBe: letBeIn(register), adults: adultsIn(register).filter(adult => !adult.ended) }
}

/** What is still to be found out, out of what was told of one child. */
export const questionsAbout = (told: ToldByKind, child: ChildAsked): AroundChild => {
  const { letBe, adults } = standingIn(told)
  return {
    person: child.subject,
    called: child.called,
    open: adults.flatMap(adult => {
      const questions = questionsOf(adult, letBe)
      const since = adult.lines[0]?.first
      return questions.length > 0 && since ? [{ root: adult.root, called: calledOf(adult), questions, since }] : []
    }),
  }
}

type Found = { -readonly [K in keyof AdultAround]: AdultAround[K] } & { readonly described: boolean }

/** Puts the adults of a family and those of its children's registers together, each once. What nobody may read of two adults says nothing of whether they are one. */
export const aroundFrom = (
  told: readonly { readonly child: ChildAsked; readonly told: ToldByKind }[],
  members: readonly FamilyMember[],
): Around => {
  const found: Found[] = [...members]
    .filter(one => one.isA === 'adult' && one.died === null)
    .sort((a, b) => Number(b.atHome) - Number(a.atHome))
    .map(one => ({
      key: one.subject,
      name: one.name,
      person: one.subject,
      where: one.atHome ? presenceWords.lives : null,
      lines: [],
      described: false,
    }))
  for (const { child, told: own } of told)
    for (const adult of standingIn(own).adults) {
      const { person, presence } = adult.facts
      const latest = adult.lines.reduce((a, b) => (b.last.at > a.last.at ? b : a))
      const line: OnRegister = { child: child.subject, first: latest.first.root, last: latest.last }
      const name = calledOf(adult)
      const described = adult.lines.some(one => one.last.said['calledOrDescribed'])
      const same = found.find(one =>
        person ? one.person === person : described && one.described && one.person === null && one.name === name,
      )
      if (same) {
        same.lines = [...same.lines, line]
        same.where ??= presence === 'not-known' ? null : presenceWords[presence]
      } else
        found.push({
          key: adult.root,
          name,
          person: person ?? null,
          where: presence === 'not-known' ? null : presenceWords[presence],
          lines: [line],
          described,
        })
    }
  return {
    children: told.map(one => questionsAbout(one.told, one.child)),
    adults: found.map(({ described: _described, ...one }) => one),
  }
}

/** The one way a form reads who is around children of one home: the adults of the family, those of the children's registers, and what nobody has found out yet. */
export const readAround = async (tx: Tx, children: readonly ChildAsked[], members: readonly FamilyMember[]): Promise<Around> => {
  const told: { child: ChildAsked; told: ToldByKind }[] = []
  for (const child of children) told.push({ child, told: await readByKind(tx, child.subject, registerKinds) })
  return aroundFrom(told, members)
}
