import { z } from 'zod'
import type { Moment } from '../../guidance/index.ts'
import type { Config } from '../../kernel/config.ts'
import type { Database } from '../../kernel/db/with-actor.ts'
import { type AnyJob, defineChore, type Standing } from '../../kernel/jobs/index.ts'
import { faultFields } from '../../kernel/log.ts'
import type { Book } from '../../thread/book.ts'
import {
  type AccountId,
  type ActId,
  type CommandId,
  type EntryId,
  idNamed,
  isId,
  newId,
  type PartnershipId,
  type SubjectId,
} from '../../thread/ids.ts'
import { carryOut } from '../../thread/store/append.ts'
import { type Change, cpIsAttendance, cpIsSent } from '../child-protection/index.ts'
import { messageOf, type Responsible } from './message.ts'
import { attendanceNotice } from './notice.ts'

/** Where the NHS is told, and with which token. */
export type CpIsPost = { readonly url: string; readonly token: string | undefined }

type Waiting = {
  partnership_id: PartnershipId
  subject_id: SubjectId
  key: string
  name: Change
  account_id: AccountId
  from_at: Moment
}

/** So many at once; the next are asked for from the last of these on. */
const atOnce = 100

/** All that waits, the longest waiting first, each once. */
async function* waitingFrom(database: Database): AsyncGenerator<Waiting> {
  let last: Waiting | undefined
  do {
    const rows: Waiting[] = await database.door<Waiting>('select * from gt.cp_is_waiting($1, $2, $3)', [
      atOnce,
      last?.from_at ?? null,
      last?.key ?? null,
    ])
    yield* rows
    last = rows.length < atOnce ? undefined : rows.at(-1)
  } while (last)
}

/** How long the receiving end has to answer. */
const patience = 10_000

/** Whom a hospital rings: the number for harm by day, and the one at all other times, as the partnership publishes them. */
const responsibleFor = async (database: Database, partnership: PartnershipId): Promise<Responsible> => {
  const [row] = await database.door<{ name: string; profile: { contacts?: { for: string; telephone: string }[] } }>(
    'select name, profile from gt.profile_of($1)',
    [partnership],
  )
  const harm = (row?.profile.contacts ?? []).filter(one => one.for === 'harm')
  return { authority: row?.name ?? '', office: harm[0]?.telephone ?? null, outOfHours: harm[1]?.telephone ?? harm[0]?.telephone ?? null }
}

/** The receiving end is away: it is asked again in the next round, and not by each message of this one. */
class NobodyAnswers extends Error {
  override readonly name = 'NobodyAnswers'
}

/** Sends one message; refuses (throws) whatever is not accepted, so that it is asked again: NobodyAnswers where there was no answer in time. */
const post = async ({ url, token }: CpIsPost, message: object): Promise<void> => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(message),
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  }).catch(error => {
    throw new NobodyAnswers('the receiving end did not answer', { cause: error })
  })
  await answer.body?.cancel()
  if (!answer.ok) throw Object.assign(new Error('the receiving end did not take it'), { code: String(answer.status) })
}

/**
 * Tells the NHS every change that waits, each in a message of its own, and writes down on the child's record that it was told. A message whose answer was lost
 * is sent again under the same number. What is not taken waits for the next round and keeps nothing else waiting; where nobody answers at all, all of it waits. Gives
 * how many were told.
 */
export const tellTheNhs = async (
  database: Database,
  book: Book,
  to: CpIsPost,
  standing: Pick<Standing, 'log' | 'job'> & { readonly stopping?: AbortSignal },
): Promise<number> => {
  let told = 0
  for await (const one of waitingFrom(database)) {
    if (standing.stopping?.aborted) break
    const id = idNamed<CommandId>('cp-is', `${one.partnership_id} ${one.subject_id} ${one.key}`)
    const about = (one.key.split('/').at(-1)?.split('|')[0] ?? '') as EntryId
    const asker = { by: 'account' as const, partnership: one.partnership_id, account: one.account_id }
    const purpose = { purpose: 'tell the NHS of a child on a plan', route: 'job cp-is-out', request: standing.job }
    try {
      const responsible = await responsibleFor(database, one.partnership_id)
      const message = await database.withActor(asker, purpose, tx =>
        messageOf(tx, { id, child: one.subject_id, what: one.name, about }, responsible),
      )
      if (!message) continue
      await post(to, message)
      await database.withActor(asker, purpose, tx =>
        carryOut(tx, book, {
          id,
          asked: { about, what: one.name },
          writes: [one.subject_id],
          kinds: [cpIsSent],
          decide: () => ({
            answer: null,
            entries: [
              {
                subject: one.subject_id,
                act: newId<ActId>(),
                kind: cpIsSent,
                happened: { at: tx.actor.at, precision: 'moment' },
                audience: 'professionals',
                parts: { record: { facts: { what: one.name, about, how: 'program', message: id } } },
              },
            ],
          }),
        }),
      )
      told += 1
    } catch (error) {
      standing.log.error('the NHS could not be told of a change and will be told again', {
        job: standing.job,
        message: id,
        ...faultFields(error),
      })
      if (error instanceof NobodyAnswers) break
    }
  }
  return told
}

/**
 * Writes an attendance down on the child's record, once for each notice. Gives `nobody` where no one child has this NHS number and date of birth, or nobody is
 * there in whose name it can be written down.
 */
export const takeNotice = async (
  database: Database,
  book: Book,
  { partnership, notice }: { partnership: PartnershipId; notice: z.output<typeof attendanceNotice> },
  standing: Pick<Standing, 'job'>,
): Promise<'now' | 'before' | 'nobody'> => {
  const [fits] = await database.door<{ subject_id: SubjectId; account_id: AccountId | null }>('select * from gt.cp_is_child($1, $2, $3)', [
    partnership,
    notice.child.nhsNumber,
    notice.child.born,
  ])
  if (!fits?.account_id) return 'nobody'
  const outcome = await database.withActor(
    { by: 'account', partnership, account: fits.account_id },
    { purpose: 'take in a notice of the NHS', route: 'job cp-is-notice', request: standing.job },
    tx =>
      carryOut(tx, book, {
        id: idNamed<CommandId>('cp-is notice', `${partnership} ${notice.notice}`),
        asked: { notice: notice.notice },
        writes: [fits.subject_id],
        kinds: [cpIsAttendance],
        decide: () => ({
          answer: null,
          entries: [
            {
              subject: fits.subject_id,
              act: newId<ActId>(),
              kind: cpIsAttendance,
              happened: { at: notice.attended.at, precision: 'moment' },
              audience: 'professionals',
              parts: {
                record: {
                  facts: {
                    notice: notice.notice,
                    setting: notice.attended.setting,
                    ...(notice.attended.organisation ? { organisation: notice.attended.organisation } : {}),
                  },
                },
              },
            },
          ],
        }),
      }),
  )
  if (outcome.done === 'asked') throw new Error('a gate stood before a notice')
  return outcome.done
}

/** Looks into the box of notices: each is written down on the child's record and leaves the box, or waits in it until it fits or somebody settles it. */
export const lookIntoTheBox = async (
  database: Database,
  book: Book,
  standing: Pick<Standing, 'log' | 'job'> & { readonly stopping?: AbortSignal },
): Promise<number> => {
  let taken = 0
  for (const one of await database.door<{ partnership_id: PartnershipId; notice_id: string; content: unknown }>(
    'select * from gt.attendance_waiting(100)',
    [],
  )) {
    if (standing.stopping?.aborted) break
    try {
      const notice = attendanceNotice.parse(one.content)
      if ((await takeNotice(database, book, { partnership: one.partnership_id, notice }, standing)) === 'nobody') continue
      await database.door('select gt.attendance_stands($1, $2)', [one.partnership_id, one.notice_id])
      taken += 1
    } catch (error) {
      standing.log.error('a notice of the NHS could not be taken in and stays in the box', {
        job: standing.job,
        notice: one.notice_id,
        ...faultFields(error),
      })
    }
  }
  return taken
}

const id = z.string().refine(isId)

/** The work of information sharing with the NHS: what waits is told every five minutes, the box of notices is looked into as soon as one came and each quarter of an hour. */
export const cpIsJobs = (book: Book, config: Pick<Config, 'GT_CP_IS_URL' | 'GT_CP_IS_TOKEN'>): readonly AnyJob[] => [
  defineChore({
    name: 'cp-is-out',
    payload: z.strictObject({}),
    every: '*/5 * * * *',
    alone: true,
    run: async (_payload, standing) => {
      if (config.GT_CP_IS_URL)
        await tellTheNhs(standing.database, book, { url: config.GT_CP_IS_URL, token: config.GT_CP_IS_TOKEN }, standing)
    },
  }),
  defineChore({
    name: 'cp-is-box',
    payload: z.strictObject({}),
    every: '*/15 * * * *',
    alone: true,
    run: async (_payload, standing) => {
      await lookIntoTheBox(standing.database, book, standing)
    },
  }),
  // What an older program put into the queue with the notice in it goes into the box.
  defineChore({
    name: 'cp-is-notice',
    payload: z.strictObject({ partnership: id, notice: attendanceNotice }),
    run: async ({ partnership, notice }, { database }) => {
      await database.door('select gt.attendance_take($1, $2)', [partnership, JSON.stringify(notice)])
    },
  }),
]
