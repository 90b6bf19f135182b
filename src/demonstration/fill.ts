import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Day, day, dayOf, type Moment } from '../guidance/index.ts'
import { partnershipsThere, setUp } from '../kernel/access/organisation.ts'
import type { Profile } from '../kernel/access/profile.ts'
import { root } from '../kernel/config.ts'
import { freshStatistics } from '../kernel/db/fresh-statistics.ts'
import { statement } from '../kernel/db/statement.ts'
import { type Database, openDatabase, requestId, type Tx } from '../kernel/db/with-actor.ts'
import type { Installation } from '../kernel/installation.ts'
import { book } from '../rooms/book.ts'
import { giveAdvice, raiseConcern } from '../rooms/commands.ts'
import { type CommandId, idNamed } from '../thread/ids.ts'
import { importStory } from '../thread/store/import.ts'
import { printTrouble, type ReadStory, readStory, readStoryObject } from '../thread/stories/index.ts'
import { advice, raisedAt, waitingConcerns } from './concerns.ts'
import { familiesDrawn, generatedFamilies } from './families/index.ts'
import { demonstrationAccount, demonstrationOrganisation, demonstrationPartnership } from './organisation.ts'
import { shareWithFamilies } from './shared-with-families.ts'
import { shifted, weeksTo } from './shift.ts'

const folder = join(root, 'stories/demonstration')

// The filling notes in the table of commands done that it began, with the day it fills for, and that it is finished.
const note = statement<never>(
  'demonstration-note',
  null,
  `insert into gt.command_done (partnership_id, command_id, account_id, asked, answer) values ($1, $2, $3, '', $4) on conflict do nothing`,
)
const noted = statement<{ answer: { on: string } }>(
  'demonstration-noted',
  null,
  'select answer from gt.command_done where partnership_id = $1 and command_id = $2',
)
const begun = idNamed<CommandId>('demonstration', 'filling began')
const filled = idNamed<CommandId>('demonstration', 'filled')

/** What the demonstration is filled with and for which day. */
export type Filling = {
  /** Whose partnership it is: the name, the numbers to ring and the settings. */
  readonly profile: Profile
  /** When it is called. */
  readonly now: Moment
  /** Is told what takes time. */
  readonly say: (line: string) => void
  /** Whether it is to leave off. */
  readonly stopping?: () => boolean
  /** How many families, those told by hand first; all of them where it is left out. */
  readonly families?: number
}

/**
 * Fills an empty database with the demonstration: its organisation, its families as of this week, and a morning's concerns at The Bridge. Killed in the
 * middle it goes on at the next start, for the day on which it began; once filled it is never filled again. A database that holds another partnership is
 * not touched.
 */
export const fillDemonstration = async (
  installation: Pick<Installation, 'urlAs' | 'adminUrl'>,
  { profile, now, say, stopping = () => false, families = Number.POSITIVE_INFINITY }: Filling,
): Promise<void> => {
  const url = installation.urlAs('gt_import')
  const history = openDatabase(url, 1)
  try {
    const there = await partnershipsThere(url)
    if (there.some(one => one.id === demonstrationPartnership)) {
      if (await answerOf(history, filled)) return
      say('Filling the demonstration: going on where it was left…')
    } else {
      if (there.length > 0) return
      say('Filling the demonstration…')
      await setUp(url, demonstrationOrganisation(profile))
    }
    await write(history, begun, dayOf(now))
    const today = day((await answerOf(history, begun)) ?? dayOf(now))
    const done =
      (await fillFamilies(history, today, { profile, now, say, stopping, families })) &&
      (await workAtTheBridge(installation, now, stopping))
    if (!done) return
    await workWithFamilies(installation, history, today)
    await freshStatistics(installation.adminUrl)
    await write(history, filled, today)
  } finally {
    await history.close()
  }
}

const asked = { by: 'command-line', partnership: demonstrationPartnership } as const
const purpose = (what: string) => ({ purpose: what, route: 'golden-thread start', request: requestId() })

const answerOf = (history: Database, command: CommandId): Promise<string | undefined> =>
  history.withActor(
    asked,
    purpose('filling the demonstration'),
    async tx => (await tx.run(noted, [demonstrationPartnership, command]))[0]?.answer.on,
  )

const write = async (history: Database, command: CommandId, on: Day): Promise<void> => {
  const values = [demonstrationPartnership, command, demonstrationAccount('bridge-manager'), JSON.stringify({ on })]
  await history.withActor(asked, purpose('filling the demonstration'), tx => tx.run(note, values))
}

/** The families told by hand, moved to this week, and then those that are drawn for the day. */
const toldFamilies = async function* (today: Day): AsyncGenerator<{ file: string; read: ReadStory }> {
  const weeks = weeksTo(today)
  for (const name of await handWritten()) {
    const file = join(folder, name)
    const read = readStory(await readFile(file, 'utf8'), book, file)
    yield { file, read: read.ok ? { ok: true, story: shifted(read.story, weeks) } : read }
  }
  for (const { name, story } of generatedFamilies(today)) yield { file: name, read: readStoryObject(story, book, name) }
}

const handWritten = async (): Promise<string[]> => (await readdir(folder)).filter(file => file.endsWith('.json')).sort()

const fillFamilies = async (history: Database, today: Day, { say, stopping, families }: Required<Filling>): Promise<boolean> => {
  const all = Math.min(families, (await handWritten()).length + familiesDrawn)
  let told = performance.now()
  let done = 0
  for await (const { file, read } of toldFamilies(today)) {
    if (done === all) break
    if (stopping()) return false
    if (performance.now() - told > 2000) {
      told = performance.now()
      say(`  ${done} of ${all} families`)
    }
    const troubles = read.ok ? (await importStory(history, demonstrationPartnership, book, read.story, file)).refused : read.troubles
    if (troubles.length > 0) throw new Error(`the demonstration could not be filled:\n${troubles.map(printTrouble).join('\n')}`)
    done += 1
  }
  return true
}

/** What is shared with families, in the name of the worker whose children they are. */
const workWithFamilies = async (installation: Pick<Installation, 'urlAs'>, history: Database, today: Day): Promise<void> => {
  const database = openDatabase(installation.urlAs('gt_worker'), 1)
  const worker = { by: 'account', partnership: demonstrationPartnership, account: demonstrationAccount('social-worker') } as const
  try {
    await shareWithFamilies(
      work => history.withActor(asked, purpose('filling the demonstration'), work),
      work => database.withActor(worker, purpose('sharing with a family'), work),
      today,
    )
  } finally {
    await database.close()
  }
}

/** What waits at The Bridge: a morning's concerns, and the advice of the days before, by the commands that pages call. */
const workAtTheBridge = async (installation: Pick<Installation, 'urlAs'>, now: Moment, stopping: () => boolean): Promise<boolean> => {
  const database = openDatabase(installation.urlAs('gt_worker'), 1)
  const as = <T>(key: string, what: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
    database.withActor({ by: 'account', partnership: demonstrationPartnership, account: demonstrationAccount(key) }, purpose(what), work)
  const command = (what: string) => idNamed<CommandId>('demonstration', what)
  try {
    for (const waiting of waitingConcerns) {
      if (stopping()) return false
      await as(waiting.by, 'raising a concern', tx =>
        raiseConcern(tx, book, {
          id: command(`concern ${waiting.key}`),
          draft: null,
          concern: waiting.concern,
          now: raisedAt(waiting, now),
        }),
      )
    }
    for (const { key, on, by, advised } of advice) {
      if (stopping()) return false
      await as(by, 'giving advice', tx => giveAdvice(tx, book, { id: command(`advice ${key}`), advised, now: raisedAt(on, now) }))
    }
    return true
  } finally {
    await database.close()
  }
}
