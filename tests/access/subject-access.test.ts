import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { day } from '../../src/guidance/index.ts'
import { type Paper, printPaper } from '../../src/kernel/documents/paper/index.ts'
import { readPaper } from '../../src/kernel/documents/testing/read-paper.ts'
import { book } from '../../src/rooms/book.ts'
import { childMatched, referralTold } from '../../src/rooms/front-door/index.ts'
import { type Copy, copyOf } from '../../src/rooms/records/copy/copy.ts'
import { copyPaper } from '../../src/rooms/records/copy/copy-paper.ts'
import { type Decisions, type PartDecision, partKey, suggested, troubleWith } from '../../src/rooms/records/copy/decide.ts'
import { type Other, othersIn, ownOf } from '../../src/rooms/records/copy/others.ts'
import type { KnownOf, ToldEntry, ToldPart } from '../../src/rooms/records/copy/told-copy.ts'
import type { AskedBy } from '../../src/rooms/records/copy/withhold.ts'
import { dice, factsFor } from '../../src/rooms/testing/generated.ts'
import type { FieldGroup } from '../../src/thread/entry.ts'
import { type EntryId, idNamed, type SubjectId } from '../../src/thread/ids.ts'
import type { AnyKind } from '../../src/thread/kind.ts'
import { foldName } from '../../src/thread/store/name-keys.ts'
import { bounded, report } from '../prove/figures.ts'

/**
 * Reliability test T19, a copy of one's record: of every kind of entry, in every part of it, stand words that tell of the person and stand nowhere else, and names,
 * places and numbers of others, written as people write. The copy holds every word of the person or lists that it was kept back, and why; and not one word of anybody
 * else, neither on its pages nor beside them.
 */

type Word = { readonly word: string; readonly entry: EntryId; readonly group: FieldGroup }
type Family = {
  readonly person: SubjectId
  readonly told: readonly ToldEntry[]
  readonly known: readonly KnownOf[]
  /** Every word of the person, and the part that holds it. */
  readonly own: readonly Word[]
  /** Every word of somebody else. */
  readonly foreign: readonly string[]
  readonly by: AskedBy
}

const letters = 'bcdfghjklmnprstvwz'
const vowels = 'aeiou'
/** A word that is no other: letters alone, as a name is. */
const named = (n: number, seed: number): string => {
  let [left, made] = [n + 1, '']
  for (let at = 0; at < 4; at += 1) {
    made += `${letters[left % letters.length]}${vowels[(left >> 2) % vowels.length]}`
    left = Math.floor(left / 7) + seed + at * 31
  }
  return `Q${made}${letters[n % letters.length]}${letters[Math.floor(n / letters.length) % letters.length]}`
}

/** As people write a name in the middle of a sentence. */
const written: readonly ((name: string) => string)[] = [
  name => name,
  name => name.toLowerCase(),
  name => name.toUpperCase(),
  name => `${name}’s`,
  name => `${name}'s`,
  name => name.replace(' ', '\n'),
  name => name.replace(' ', '-'),
  name => name.replace(' ', ''),
  name => name.replace(/[aeiou]/, vowel => ({ a: 'á', e: 'é', i: 'í', o: 'ö', u: 'ü' })[vowel] ?? vowel),
  name => name.replace(/[aeiou]/, vowel => `${vowel}\u0301`),
  name => `${name.slice(0, 3)}\u00AD${name.slice(3)}`,
  name => `${name.slice(0, 3)}\u200B${name.slice(3)}`,
  name => `(${name})`,
  name => `“${name}”`,
]

const familyFrom = (seed: number): Family => {
  const roll = dice(seed)
  const pick = <T>(of: readonly T[]): T => of[Math.floor(roll() * of.length)] as T
  let n = 0
  const next = () => {
    n += 1
    return n
  }
  const person = idNamed<SubjectId>('copy', `${seed} person`)
  const matter = idNamed<SubjectId>('copy', `${seed} matter`)
  const own: Word[] = []
  const foreign: string[] = []
  const word = () => named(next(), seed)
  const other = (): string => {
    const made = word()
    foreign.push(made)
    return made
  }
  const number = (head: string, length: number) => {
    const made = `${head}${String(next() * 7919 + seed * 104_729)
      .padStart(length, '4')
      .slice(-length)}`
    foreign.push(made)
    return made
  }
  const postcode = () => {
    const at = next()
    const made = `ZZ${at % 10} ${(at * 3) % 10}${letters[at % letters.length]}${letters[Math.floor(at / 5) % letters.length]}`.toUpperCase()
    foreign.push(made.replace(' ', ''))
    return made
  }
  const [ownGiven, ownFamily] = [word(), word()]
  const people = Array.from({ length: 3 + Math.floor(roll() * 5) }, (_, at) => ({
    person: idNamed<SubjectId>('copy', `${seed} other ${at}`),
    given: other(),
    // Some are of one family name with the person: that word is the person's own.
    family: at % 2 === 0 ? ownFamily : other(),
    alias: other(),
    street: `${at + 2} ${other()} Road`,
    postcode: postcode(),
    phone: number('07700 9', 5),
    mail: `${other()}@example.org`,
    nhs: number('4', 9),
  }))
  const referrer = {
    name: `${other()} ${other()}`,
    phone: number('0161 4', 6),
    email: `${other()}@example.test`,
    agency: `${other()} School`,
  }
  // Everything by which somebody else is told from anybody, in turn, written as people write.
  const planted = people.flatMap(one => [
    `${one.given} ${one.family}`,
    one.given,
    one.alias,
    one.street,
    one.postcode,
    one.postcode.replace(' ', '').toLowerCase(),
    one.phone,
    one.phone.replaceAll(' ', ''),
    one.mail,
    one.nhs,
    one.nhs.replace(/^(\d{3})(\d{3})/, '$1 $2 '),
  ])
  planted.push(...Object.values(referrer))
  let plantedAt = Math.floor(roll() * planted.length)
  const mention = (): string => {
    plantedAt += 1
    const text = planted[plantedAt % planted.length] ?? ''
    return /\d|@/.test(text) ? text : pick(written)(text)
  }

  const told: ToldEntry[] = []
  const tell = (kind: AnyKind, subject: SubjectId, parts: readonly ToldPart[], more: Partial<ToldEntry> = {}): ToldEntry => {
    const at = told.length
    const on = day(
      `20${String(10 + Math.floor(at / 300)).padStart(2, '0')}-${String(1 + (Math.floor(at / 25) % 12)).padStart(2, '0')}-${String(1 + (at % 25)).padStart(2, '0')}`,
    )
    const entry: ToldEntry = {
      id: idNamed<EntryId>('copy', `${seed} entry ${at}`),
      subject,
      own: subject === person,
      kind: kind.name,
      on,
      at: `${on}T09:00:00.000000Z`,
      precision: 'day',
      known: `${on}T10:00:00.000000Z`,
      author: 'Sam Workersample',
      role: 'social-worker',
      agency: 'An invented council',
      agencyKind: 'childrens-social-care',
      audience: 'professionals',
      corrects: null,
      withdraws: false,
      parts,
      files: [],
      ...more,
    }
    told.push(entry)
    return entry
  }
  const mine = (entry: EntryId, group: FieldGroup): string => {
    const made = word()
    own.push({ word: made, entry, group })
    return made
  }
  const upcoming = () => idNamed<EntryId>('copy', `${seed} entry ${told.length}`)
  const sentence = (group: FieldGroup): string => {
    const entry = upcoming()
    return `${mine(entry, group)} was said. ${mention()} told of ${mine(entry, group)}, and ${mention()}, then ${mention()}; after it ${mine(entry, group)}.`
  }
  const free = new Set(['Trafford', 'Bolton', 'First School', 'Second School'])
  const factWords = (value: unknown, group: FieldGroup, top: boolean): unknown => {
    if (typeof value === 'string') return free.has(value) ? mine(upcoming(), group) : value
    if (Array.isArray(value)) return value.map(one => factWords(one, group, false))
    if (typeof value === 'object' && value !== null) {
      const somebody = !top && ['given', 'family', 'name'].some(key => key in value)
      return Object.fromEntries(
        Object.entries(value).map(([key, one]) => [
          key,
          somebody && typeof one === 'string' && free.has(one) ? other() : factWords(one, group, false),
        ]),
      )
    }
    return value
  }
  const whole = (kind: AnyKind, subject: SubjectId, more: Partial<ToldEntry> = {}, facts?: Record<string, unknown>) => {
    const record = facts ?? (factWords(factsFor(kind, roll), 'record', true) as Record<string, unknown>)
    const narrative = (group: FieldGroup, of: AnyKind['record'] | undefined) =>
      Object.fromEntries(Object.keys(of?.narrative.shape ?? {}).map(name => [name, sentence(group)]))
    const parts: ToldPart[] = [
      { group: 'record', facts: record, narrative: narrative('record', kind.record) },
      ...(Object.keys(kind.also) as Exclude<FieldGroup, 'record'>[]).map((group): ToldPart => {
        // Where the person lives is theirs, whoever else lives there.
        const said = kind.name === 'residence' ? { address: `${mine(upcoming(), group)}, Salford` } : narrative(group, kind.also[group])
        return { group, facts: {}, narrative: group === 'referrer' ? { ...said, ...referrer } : said }
      }),
    ]
    return tell(kind, subject, parts, more)
  }
  const kinds = [...book.kinds.values()]
  const kindOf = (name: string): AnyKind => {
    const kind = book.kinds.get(name)
    if (!kind) throw new Error(`no kind ${name}`)
    return kind
  }
  whole(kindOf('identity'), person, {}, { is: 'child', given: ownGiven, family: ownFamily, born: '2008-02-29' })
  const concern = kindOf(referralTold.name)
  whole(
    concern,
    matter,
    { author: referrer.name, agency: referrer.agency },
    {
      ...(factWords({ ...(factsFor(concern, roll) as object), children: [], adults: [] }, 'record', true) as Record<string, unknown>),
      children: [
        { label: 'child 1', given: ownGiven, family: ownFamily, doctor: mine(upcoming(), 'record') },
        ...people.slice(0, 2).map((one, at) => ({
          label: `child ${at + 2}`,
          given: one.given,
          family: one.family,
          nhsNumber: one.nhs,
          doctor: other(),
          school: other(),
        })),
        { label: 'child 9', given: other(), family: other(), school: other() },
      ],
      adults: [{ label: 'adult 1', name: `${other()} ${other()}`, relation: other() }],
    },
  )
  // Whoever told us wrote down more at the same time.
  tell(
    kindOf('involvement'),
    matter,
    [{ group: 'record', facts: { holder: idNamed('copy', 'school'), form: 'agency', as: 'referrer' }, narrative: {} }],
    {
      author: referrer.name,
      agency: referrer.agency,
    },
  )
  tell(kindOf(childMatched.name), matter, [{ group: 'record', facts: { label: 'child 1', person }, narrative: {} }])
  for (const kind of kinds)
    if (![referralTold.name, childMatched.name, 'identity'].includes(kind.name))
      whole(kind, kind.of.includes('person') ? person : matter, roll() < 0.1 ? { audience: 'agency' } : {})
  // What another agency keeps to itself: nobody here has it, and it is listed.
  const elsewhere = tell(kindOf('note'), person, [{ group: 'record', facts: null, narrative: null }], {
    audience: 'agency',
    agency: 'An invented police force',
  })
  own.push({ word: 'kept elsewhere', entry: elsewhere.id, group: 'record' })
  // A later version of something, with words of its own, and a taking back.
  const first = told[3]
  if (first) {
    whole(kindOf(first.kind), first.subject, { corrects: first.id })
    tell(kindOf(first.kind), first.subject, [{ group: 'record', facts: {}, narrative: { reason: sentence('record') } }], {
      corrects: first.id,
      withdraws: true,
    })
  }
  const known: KnownOf[] = people.map(one => ({
    person: one.person,
    said: [
      { kind: 'identity', group: 'record', facts: { is: 'adult', given: one.given, family: one.family }, narrative: {} },
      { kind: 'other-name', group: 'record', facts: { sort: 'alias', given: one.alias, family: '' }, narrative: {} },
      { kind: 'identifier', group: 'record', facts: { scheme: 'nhs-number', value: one.nhs }, narrative: {} },
      {
        kind: 'residence',
        group: 'whereabouts',
        facts: { postcode: one.postcode, protected: true },
        narrative: { address: `${one.street}\nSalford` },
      },
    ],
  }))
  return {
    person,
    told,
    known,
    own,
    foreign: foreign.filter(one => !own.some(mineIs => mineIs.word === one)),
    by: roll() < 0.3 ? 'parent' : 'the-person',
  }
}

/** What a careful person decides: what is suggested; of health what a health professional was asked for; the rest is given. */
const decisionsOf = (family: Family): Decisions => {
  const parts = new Map<string, PartDecision>()
  for (const entry of family.told)
    for (const part of entry.parts) {
      const given: PartDecision = {
        answer: 'given',
        reason: null,
        hide: [],
        show: [],
        opinion: 'Dr Invented, asked on 2 March 2026',
        why: null,
      }
      const decision = suggested(entry, part, family.by) ?? given
      assert.deepEqual(troubleWith(part, entry, family.by, decision), [])
      parts.set(partKey(entry.id, part.group), decision)
    }
  return { parts, others: new Map() }
}

type Made = { readonly copy: Copy; readonly paper: Paper; readonly others: readonly Other[] }
/** The copy and its paper. `wrong`: what is planted so that it must be found. */
const make = (
  family: Family,
  wrong: { finds?: (others: readonly Other[]) => readonly Other[]; tells?: (told: readonly ToldEntry[]) => readonly ToldEntry[] } = {},
): Made => {
  const own = ownOf([family.person], family.told)
  const all = othersIn(own, family.told, family.known, family.by !== 'the-person')
  const others = wrong.finds?.(all) ?? all
  const copy = copyOf(wrong.tells?.(family.told) ?? family.told, { book, own, others, by: family.by, decisions: decisionsOf(family) })
  return { copy, others, paper: copyPaper(copy, { of: 'Whoever it is of', reader: 'Whoever asked', made: day('2026-11-22') }) }
}

/** All that a paper says, in one text, as a name is folded: a word in it is found however it is written. */
const saidBy = (text: string): string => foldName(text.replace(/[\u00AD\u200B]/g, '')).replaceAll(' ', '')
const wordsOfPaper = (paper: Paper): string => {
  const texts: string[] = []
  const walk = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value)
    else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) walk(one)
  }
  walk(paper)
  return saidBy(texts.join('\n'))
}

/** Words of somebody else that are there. */
const foreignIn = (family: Family, said: string): string[] => family.foreign.filter(one => said.includes(saidBy(one)))

/** Words of the person that are neither there nor listed as kept back with a reason. */
const missingIn = (family: Family, { copy }: Made, said: string, listed = copy.keptBack): Word[] => {
  const numbers = new Map(copy.entries.map(({ entry, number }) => [entry.id, number]))
  return family.own.filter(
    ({ word, entry, group }) =>
      !said.includes(saidBy(word)) &&
      !listed.some(
        one =>
          one.number === numbers.get(entry) &&
          one.reason &&
          (one.what.endsWith('all of it') ||
            copy.entries[one.number - 1]?.parts.some(part => part.group === group && one.what.endsWith(part.words.toLowerCase()))),
      ),
  )
}

const families = bounded(6, 200)
const printed = bounded(1, 12)

test(`every word of the person is in the copy or listed as kept back, and no word of anybody else is, over ${families} families`, async () => {
  let [entries, words, foreign, missing, others, pages] = [0, 0, 0, 0, 0, 0]
  for (let seed = 1; seed <= families; seed += 1) {
    const family = familyFrom(seed)
    const made = make(family)
    const said = wordsOfPaper(made.paper)
    const [leaked, lost] = [foreignIn(family, said), missingIn(family, made, said)]
    assert.deepEqual({ seed, leaked: leaked.slice(0, 5), lost: lost.slice(0, 5) }, { seed, leaked: [], lost: [] })
    entries += family.told.length
    words += family.own.length
    others += family.foreign.length
    foreign += leaked.length
    missing += lost.length
    if (seed > printed) continue
    const pdf = await printPaper(made.paper)
    assert.ok(pdf.ok, pdf.ok ? '' : pdf.refused)
    pages += pdf.pages
    const read = readPaper(pdf.pdf)
    const [onPages, beside] = [foreignIn(family, saidBy(read.text)), foreignIn(family, saidBy(read.beside))]
    assert.deepEqual({ onPages, beside }, { onPages: [], beside: [] })
    assert.deepEqual(missingIn(family, made, saidBy(read.text)), [])
    foreign += onPages.length + beside.length
  }
  report({
    test: 'T19',
    tried: `copies of ${families} records with ${entries} entries of every kind and part: of ${words} words of the person those missing, of ${others} words of others those there (${printed} printed: ${pages} pages, text and metadata read)`,
    wrong: foreign + missing,
    control: 'nobody else looked for, names found only as they are spelt, an entry left out, a part kept back and not listed: 4 of 4',
  })
})

test('every kind of the book and every part of it is tried', () => {
  const family = familyFrom(1)
  assert.deepEqual(new Set(family.told.map(one => one.kind)), new Set(book.kinds.keys()))
  for (const kind of book.kinds.values())
    for (const group of ['record', ...Object.keys(kind.also)])
      assert.ok(
        family.told.some(one => one.kind === kind.name && one.parts.some(part => part.group === group)),
        `${kind.name} ${group}`,
      )
  assert.ok(z.array(z.string()).parse(family.foreign).length > 40)
})

test('the counting finds a copy that looks for nobody, one that finds names only as they are spelt, one that leaves out an entry, and one that does not list', () => {
  const family = familyFrom(2)
  const right = make(family)
  const of = (made: Made) => foreignIn(family, wordsOfPaper(made.paper)).length
  assert.equal(of(right), 0)
  assert.ok(of(make(family, { finds: () => [] })) > 20)
  // Kept back where they are spelt as on record, and nowhere else: what a search and replace would do.
  const spelt = JSON.parse(
    family.known
      .flatMap(one => one.said.flatMap(said => Object.values(said.facts)))
      .reduce<string>(
        (text, name) => (typeof name === 'string' && name.length > 3 ? text.replaceAll(name, '') : text),
        JSON.stringify(make(family, { finds: () => [] }).paper),
      ),
  ) as Paper
  assert.ok(foreignIn(family, wordsOfPaper(spelt)).length > 0)
  const short = make(family, { tells: told => told.slice(0, -4) })
  assert.ok(missingIn(family, short, wordsOfPaper(short.paper)).length > 0)
  assert.ok(missingIn(family, right, wordsOfPaper(right.paper), []).length > 0)
})
