import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import type { Entry } from '../../../thread/entry.ts'
import { type ActId, type CommandId, idNamed, type SubjectId } from '../../../thread/ids.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import { carryOut, type NewEntry } from '../../../thread/store/append.ts'
import { registerKinds } from '../../commands.ts'
import { adultInContact, adultsAsked } from '../../family/index.ts'
import type { Told } from './told-words.ts'

type ToldAdult = Told['adults'][number]
type Register = Pick<FactsOf<typeof adultInContact>, 'as' | 'seenAs'>

const whole = (words: string) => new RegExp(`^((the|his|her|their|birth|biological|child’?s|child'?s) )*(${words})$`)

/** What somebody is to a child, by the words in which it was told; whoever fits none of them is not known, and nobody is taken for a parent by half a sentence. */
const relations: readonly (readonly [RegExp, Register['as'], Register['seenAs']])[] = [
  [/\bstep-?(father|dad)/, 'step-parent', 'man'],
  [/\bstep-?(mother|mum)/, 'step-parent', 'woman'],
  [/\bboyfriend/, 'partner-of-parent', 'man'],
  [/\bgirlfriend/, 'partner-of-parent', 'woman'],
  [/\bpartner\b/, 'partner-of-parent', 'adult'],
  [/\bfriend/, 'friend', 'adult'],
  [/\b(babysitter|sitter)\b/, 'babysitter', 'adult'],
  [/\bchildminder\b/, 'childminder', 'adult'],
  [/\blodger\b/, 'lodger', 'adult'],
  [/\bneighbour\b/, 'neighbour', 'adult'],
  [/\bgrand(father|dad|pa)\b/, 'grandparent', 'man'],
  [/\b(grand(mother|mum|ma)|nan|nana|gran)\b/, 'grandparent', 'woman'],
  [/\buncle\b/, 'uncle-or-aunt', 'man'],
  [/\b(aunt|auntie)\b/, 'uncle-or-aunt', 'woman'],
  [whole('father|dad|daddy'), 'father', 'man'],
  [whole('mother|mum|mam|mummy'), 'mother', 'woman'],
  [/\b(man|male|he|him)\b/, 'not-known', 'man'],
  [/\b(woman|female|lady|she|her)\b/, 'not-known', 'woman'],
]

/** How an adult of a concern stands on the register: who they seem to be, and what they are to the child, as far as it was told. */
export const onRegister = ({ relation, seenAs }: Pick<ToldAdult, 'relation' | 'seenAs'>): Register => {
  const told = relation?.trim().toLowerCase() ?? ''
  const found = relations.find(([words]) => words.test(told))
  return { as: found?.[1] ?? 'not-known', seenAs: seenAs ?? found?.[2] ?? 'adult' }
}

/** What an adult was called in a concern: 'Lee Sample, her mother’s partner'; nothing where only who they seem to be was told. */
export const calledInConcern = ({ name, relation }: Pick<ToldAdult, 'name' | 'relation'>): string =>
  [name, relation].filter(Boolean).join(', ')

/**
 * Puts the adults that were told of onto the register of each child they are with, in the act of the match (practice: adult-contact-register, asked at referral): nobody types them again, and somebody
 * whom nobody could name is asked about from the day it was told. `of`: the children with the labels of their adults. Nothing where there are none.
 */
export const tellAdultsTold = async (
  tx: Tx,
  book: Book,
  command: {
    readonly id: CommandId
    readonly act: ActId
    readonly told: Entry<Told>
    readonly of: readonly { readonly person: SubjectId; readonly adults: readonly string[] }[]
  },
): Promise<void> => {
  const { act, told } = command
  const of = command.of
    .map(({ person, adults }) => ({ person, adults: told.facts.adults.filter(one => adults.includes(one.label)) }))
    .filter(one => one.adults.length > 0)
  if (of.length === 0) return
  const outcome = await carryOut(tx, book, {
    id: idNamed<CommandId>('adults of a concern', command.id),
    asked: { of: command.of },
    writes: of.map(one => one.person),
    kinds: registerKinds,
    decide: () => ({
      answer: null,
      entries: of.flatMap(({ person, adults }): NewEntry[] => {
        const shared = { subject: person, act, happened: { at: told.at, precision: 'moment' }, audience: 'professionals' } as const
        return [
          { ...shared, kind: adultsAsked, parts: { record: { facts: { at: 'referral', around: 'somebody' } } } },
          ...adults.map((one): NewEntry => {
            const called = calledInConcern(one)
            return {
              ...shared,
              kind: adultInContact,
              parts: {
                record: {
                  facts: {
                    ...onRegister(one),
                    identified: one.name !== undefined,
                    ...(one.parentalResponsibility && one.parentalResponsibility !== 'not-known'
                      ? { parentalResponsibility: one.parentalResponsibility === 'yes' }
                      : {}),
                    toldBy: told.facts.referrerIs === 'professional' ? 'agency' : 'neighbour',
                  },
                },
                ...(called ? { 'third-party': { narrative: { calledOrDescribed: called } } } : {}),
              },
            }
          }),
        ]
      }),
    }),
  })
  if (outcome.done === 'asked') throw new Error('a gate stood before the register of adults')
}
