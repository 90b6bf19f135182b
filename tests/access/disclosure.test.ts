import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import { day } from '../../src/guidance/index.ts'
import { printPaper } from '../../src/kernel/documents/paper/index.ts'
import { readPaper } from '../../src/kernel/documents/testing/read-paper.ts'
import { book as wholeBook } from '../../src/rooms/book.ts'
import {
  bytesOf,
  checkOutgoing,
  type Done,
  entriesChosen,
  foundIn,
  keepOutgoing,
  type Made,
  readOutgoing,
} from '../../src/rooms/sharing/disclosure/disclosure.queries.ts'
import { readersOf } from '../../src/rooms/sharing/disclosure/readers.ts'
import { printEach, Refused, sendOutgoing, takeBack } from '../../src/rooms/sharing/disclosure/send.ts'
import { documentFor, mayGo, type Recipient } from '../../src/rooms/sharing/disclosure/what-may-go.ts'
import { type CommandId, type EntryId, newId } from '../../src/thread/ids.ts'
import { ids } from '../database.ts'
import { bounded, report } from '../prove/figures.ts'
import { everybodySignedIn } from './everybody.ts'
import { type Family, made } from './papers/families.ts'
import { may, readerMay } from './papers/readers.ts'

/**
 * T10: every kind of entry and every field group, for every sort of reader, in families of every sort, with a word of its own in each part: what a reader gets on paper is
 * exactly what the matrix lets both the sender and the reader have, in the text and beside it, and everything that must not go is stopped.
 */
const families = bounded(2, 12)

/** So many readers of each sort have their documents made: a few in the sample, everybody in full. */
const mostOfASort = bounded(2, 100)

const { database, as } = everybodySignedIn()

const about = (family: Family) => ({ person: family.child, name: 'Wren Testcase', from: 'Invented Social Care', on: day('2025-04-01') })

/** What somebody prepares for one reader, of everything there is, printed. */
const prepared = async (
  family: Family,
  sender: string,
  reader: Recipient,
  roots: readonly EntryId[],
  filter?: Parameters<typeof documentFor>[4],
): Promise<Made | null> => {
  const chosen = await as(sender, tx => entriesChosen(tx, family.child, roots, mayGo))
  const document = documentFor(book, reader, chosen, about(family), filter)
  if (!document) return null
  const printed = await printEach({ id: newId(), person: family.child }, [{ reader, document }])
  assert.ok('made' in printed, 'refused' in printed ? printed.refused : '')
  const [one] = printed.made
  assert.ok(one)
  return one
}

const refusedWith = async (work: Promise<unknown>): Promise<Done | 'done'> => {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof Refused) return error.done
    throw error
  }
}

const ownWords = (family: Family) => family.canaries.map(one => one.word)

const rootsOf = (family: Family): EntryId[] => [...new Set(family.canaries.map(one => one.entry))]

const wordsIn = (family: Family, text: string): string[] => {
  const there = new Set(text.match(/q\d+x\d+[cs]z[0-9a-z]+/g))
  return ownWords(family).filter(word => there.has(word))
}

/** Answers all that the checks find and checks it. */
const checkedAll = (sender: string, id: string) =>
  as(sender, async tx => {
    const { found } = await foundIn(tx, id)
    const answers = Object.fromEntries(found.map(one => [`${one.sort}: ${one.found}`, 'It may stand.']))
    return checkOutgoing(tx, id, answers, { purpose: 'A test', basis: 'safeguarding', known: 'told' })
  })

const letGo = (role: string, family: Family, id: string) =>
  refusedWith(
    as(role, async tx => {
      const outgoing = await readOutgoing(tx, family.child, id)
      if (!outgoing) throw new Refused('not-found')
      return sendOutgoing(tx, book, { id: newId<CommandId>(), outgoing, on: day('2025-04-01') })
    }),
  )

/** Entries stand here for the parts they have, without their facts: nothing is reckoned from them when something goes out. */
const book = { ...wholeBook, rules: wholeBook.rules.filter(rule => rule.kinds.every(kind => kind.name !== 'disclosure')) }

const figures = {
  papers: 0,
  words: 0,
  foreign: 0,
  missing: 0,
  stopped: 0,
  alone: 0,
  second: 0,
  served: 0,
  recalled: 0,
  control: 0,
  keptOut: 0,
  waited: 0,
  wrong: 0,
}

describe('what goes out', () => {
  it('holds for each reader exactly what the matrix lets sender and reader both have, in its text and beside it, and only what is protected, released and not recalled otherwise', async () => {
    const wrong: string[] = []
    for (let seed = 0; seed < families; seed += 1) {
      const family = await made(database(), seed)
      const sender = 'social-worker'
      const readers = await as(sender, tx => readersOf(tx, family.child, 'child'))
      const named = readers.map(one => one.id)
      // From the case alone: whoever stands to the child and may read it, the family, the professionals; the sibling's own father never.
      const expected = [...family.ties.keys()].filter(
        role => role !== sender && family.ties.get(role)?.some(tie => may(role, tie, 'record')),
      )
      for (const role of ids.roles.filter(role => role !== sender))
        if (named.includes(ids.account(role)) !== expected.includes(role))
          wrong.push(`${family.shield}: ${role} ${expected.includes(role) ? 'is not' : 'is'} among the readers`)
      for (const person of [family.otherFather, family.sibling])
        if (named.includes(person)) wrong.push(`${family.shield}: somebody who is not the child’s is among the readers`)
      for (const person of [family.mother, family.father, family.child])
        if (!named.includes(person)) wrong.push(`${family.shield}: somebody of the family is not among the readers`)
      assert.deepEqual(
        await as(sender, tx => entriesChosen(tx, family.child, family.siblings, mayGo)),
        [],
        'another child’s entry was chosen',
      )

      const some = readers.filter((one, at) => readers.slice(0, at).filter(other => other.sort === one.sort).length < mostOfASort)
      for (const [at, reader] of some.entries()) {
        const allowed = new Set(
          family.canaries.filter(one => /x\d+cz/.test(one.word) && readerMay(family, sender, reader, one)).map(one => one.word),
        )
        const one = await prepared(family, sender, reader, rootsOf(family))
        assert.ok(one, `${reader.name} gets nothing of everything`)
        figures.papers += 1
        const { text, beside } = readPaper(one.pdf)
        const there = wordsIn(family, text)
        figures.words += there.length
        const foreign = [...there.filter(word => !allowed.has(word)), ...wordsIn(family, beside)]
        const missing = [...allowed].filter(word => !there.includes(word))
        figures.foreign += foreign.length
        figures.missing += missing.length
        const kindsOf = (list: readonly string[]) =>
          list.slice(0, 3).map(word => JSON.stringify(family.canaries.find(canary => canary.word === word)))
        if (foreign.length + missing.length > 0)
          wrong.push(
            `${family.shield}, ${reader.name} (${reader.as}): foreign ${kindsOf(foreign).join()}, missing ${kindsOf(missing).join()}`,
          )
        if (beside.includes('Wren') || beside.includes('Testcase')) wrong.push('the file’s own words name somebody')
        assert.equal(await as(sender, tx => keepOutgoing(tx, one)), 'done', `${family.shield}, ${reader.name}`)

        // An address that is protected stops it, however it is written and whatever is answered; where it is not protected it does not.
        for (const where of family.sayWhere.filter((_, place) => place === (seed + at) % family.sayWhere.length)) {
          const says = await prepared(family, sender, reader, [where])
          assert.ok(says)
          assert.equal(await as(sender, tx => keepOutgoing(tx, says)), 'done')
          const done = await checkedAll(sender, says.id)
          if (done !== (family.shield === 'protected' ? 'refused' : 'done'))
            wrong.push(`${family.shield}: an address that is ${family.shield === 'protected' ? '' : 'not '}protected: ${done}`)
          if (done === 'refused') figures.stopped += 1
          if (done === 'refused' && (await letGo('team-manager', family, says.id)) === 'done') wrong.push('what was refused was let go')
        }

        // Names of another child and of another adult wait for an answer, whoever reads them.
        const names = await prepared(family, sender, reader, [family.naming])
        assert.ok(names)
        assert.equal(await as(sender, tx => keepOutgoing(tx, names)), 'done')
        const found = (await as(sender, tx => foundIn(tx, names.id))).found.map(one => `${one.sort} ${one.found}`)
        for (const name of ['child Lark', 'adult Cyril'])
          if (!found.includes(name)) wrong.push(`${family.shield}, ${reader.name}: ${name} was not found`)
        const silent = await as(sender, tx => checkOutgoing(tx, names.id, {}, { purpose: 'A test', basis: 'safeguarding', known: 'told' }))
        if (silent !== 'unanswered') wrong.push(`${family.shield}, ${reader.name}: names that nobody answered for: ${silent}`)
        else figures.waited += 1

        // Two people where it is shielded, never the same; one where it is not.
        assert.equal(await checkedAll(sender, one.id), 'done', `${family.shield}, ${reader.name}`)
        const alone = await letGo(sender, family, one.id)
        if (family.shield === 'none') {
          if (alone !== 'done') wrong.push(`an open record was not let go by one: ${alone}`)
        } else {
          figures.alone += 1
          if (alone !== 'second') wrong.push(`${family.shield}: let go by whoever made it: ${alone}`)
          const outsider = await letGo('bridge-manager', family, one.id)
          if (outsider === 'done') wrong.push(`${family.shield}: let go by somebody who may not`)
          const second = await letGo('team-manager', family, one.id)
          if (second !== 'done') wrong.push(`${family.shield}: not let go by a second person: ${second}`)
          else figures.second += 1
        }

        // Nobody has it while it can be taken back; some are, and are then served to nobody; of the others the reader has the exact bytes.
        const opening = reader.sort === 'account' ? (ids.roles.find(role => ids.account(role) === reader.id) ?? sender) : sender
        const served = async () => [
          await as(opening, tx => bytesOf(tx, one.id)),
          await as(sender, tx => bytesOf(tx, one.id)),
          await as('team-manager', tx => bytesOf(tx, one.id)),
        ]
        if ((await served()).some(Boolean)) wrong.push('served while it can be taken back')
        const taken = at % 3 === 0
        if (taken)
          await as(sender, async tx => {
            const outgoing = await readOutgoing(tx, family.child, one.id)
            assert.ok(outgoing)
            return takeBack(tx, book, { id: newId<CommandId>(), outgoing, reason: 'A slip.' })
          })
        await database().admin(`update gt.outgoing set opens_at = released_at where outgoing_id = $1`, [one.id])
        const bytes = await served()
        if (taken) {
          figures.recalled += 1
          if (bytes.some(Boolean)) wrong.push('what was taken back was served')
        } else
          for (const got of bytes) {
            figures.served += 1
            const digest = got && createHash('sha256').update(got.content).digest()
            if (!got || !digest?.equals(got.sha256) || !got.content.equals(one.pdf))
              wrong.push(`${family.shield}, ${reader.name}: the bytes are not those that were let go`)
          }
        for (const role of ['emergency-duty-worker', 'information-governance-lead', 'system-administrator'])
          if (await as(role, tx => bytesOf(tx, one.id))) wrong.push(`${role} was served`)
          else figures.keptOut += 1
      }
    }
    figures.wrong = wrong.length
    assert.deepEqual(wrong.slice(0, 20), [], `${wrong.length} wrong`)
    assert.ok(figures.words > figures.papers, 'the papers hold next to nothing')
  })

  it('planted faults: a document that is not filtered is caught on paper, and the database does not keep it', async () => {
    const family = await made(database(), 1_000_000)
    const readers = await as('social-worker', tx => readersOf(tx, family.child, 'child'))
    for (const reader of readers.filter(one => one.sort !== 'account').slice(0, bounded(2, 20))) {
      const one = await prepared(family, 'social-worker', reader, rootsOf(family), (_, chosen) => [...chosen])
      assert.ok(one)
      const foreign = wordsIn(family, readPaper(one.pdf).text).filter(
        word => !family.canaries.some(canary => canary.word === word && readerMay(family, 'social-worker', reader, canary)),
      )
      assert.ok(foreign.length > 0, `${reader.name}: nothing foreign was found`)
      figures.control += foreign.length
      assert.equal(await as('social-worker', tx => keepOutgoing(tx, one)), 'not-theirs', reader.name)
    }
    // A word in the file's own words alone is found too, and somebody who is not on the case is refused below the pages.
    const hidden = await printPaper({ kind: `q1x1cz1 of Wren`, title: 'A title', reader: 'A reader', marking: null, blocks: [] })
    assert.ok(hidden.ok && readPaper(hidden.pdf).beside.includes('q1x1cz1'))
    const [mother] = readers.filter(one => one.id === family.mother)
    assert.ok(mother)
    const other = await prepared(family, 'social-worker', mother, rootsOf(family))
    assert.ok(other)
    assert.equal(
      await as('social-worker', tx => keepOutgoing(tx, { ...other, to: { sort: 'person', id: family.otherFather } })),
      'not-on-case',
    )
    report({
      test: 'T10 disclosure',
      tried: `${figures.papers} papers with ${figures.words} words in ${families} families; ${figures.stopped} protected addresses stopped, ${figures.waited} with names that waited for an answer, ${figures.alone} shielded releases by one refused and ${figures.second} by two let go, ${figures.served} copies served to the byte, ${figures.recalled} taken back and served to nobody`,
      wrong: figures.wrong,
      control: `a rendering that does not filter: ${figures.control} foreign words`,
    })
  })
})
