import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Database, Tx } from '../../../kernel/db/with-actor.ts'
import { addDocument, inspect } from '../../../kernel/documents/index.ts'
import type { Visitor } from '../../../kernel/http/visitor.ts'
import { type AnyJob, defineChore, type Standing } from '../../../kernel/jobs/index.ts'
import { faultFields } from '../../../kernel/log.ts'
import type { Book } from '../../../thread/book.ts'
import { type AccountId, type CommandId, type EntryId, newId, type PartnershipId, type SubjectId } from '../../../thread/ids.ts'
import { tellTheBridge } from '../referral/raise/raise-concern.ts'
import { referenceOfSending } from './reference.ts'
import type { toldByThePublic, WorryFile } from './worry.ts'

/** The digest under which the box knows a sending, and a reference. */
const digest = (of: 'sending' | 'reference', text: string): Buffer => createHash('sha256').update(`${of} ${text}`).digest()

/** Puts what a visitor tells into the box, and ends the visit, in one step; the same sending again changes nothing. Gives the reference. */
export const sendToTheBox = async (visitor: Visitor, sending: string, told: ReturnType<typeof toldByThePublic>): Promise<string> => {
  const reference = referenceOfSending(sending)
  await visitor.door('select gt.intake_send($1, $2, $3, $4, $5, $6)', [
    visitor.partnership,
    newId(),
    digest('sending', sending),
    digest('reference', reference),
    JSON.stringify(told),
    visitor.visit,
  ])
  return reference
}

/** Puts the files of a worry beside the box, one after the other, before its words are sent: what the visit no longer holds is left out. Gives how many. */
export const putFiles = async (visitor: Visitor, sending: string, files: readonly WorryFile[]): Promise<number> => {
  let put = 0
  for (const one of files) {
    const content = await visitor.files.read(one.file)
    if (!content) continue
    const sha256 = Buffer.from(one.sha256, 'hex')
    const where = [visitor.partnership, visitor.visit, digest('sending', sending)]
    await visitor.door('select gt.intake_file_put($1, $2, $3, $4, $5, $6, $7, $8)', [
      ...where,
      one.file,
      one.name,
      one.type,
      sha256,
      content,
    ])
    put += 1
  }
  return put
}

/** Is it in the box already? Then the page that was sent twice shows its reference again. */
export const wasSent = async (visitor: Visitor, sending: string): Promise<boolean> => {
  const [row] = await visitor.door<{ sent: boolean }>('select gt.intake_sent($1, $2) as sent', [
    visitor.partnership,
    digest('sending', sending),
  ])
  return row?.sent === true
}

const steps = ['received', 'being-looked-at', 'looked-at'] as const
export type Step = (typeof steps)[number]

/** How far something has come, by its reference; nothing where there is no such reference. Never what it says or about whom. */
export const follow = async (visitor: Visitor, reference: string): Promise<Step | undefined> => {
  const [row] = await visitor.door<{ step: string | null }>('select gt.intake_followed($1, $2) as step', [
    visitor.partnership,
    digest('reference', reference),
  ])
  return steps.find(step => step === row?.step)
}

type Waiting = { partnership_id: PartnershipId; intake_id: string; account_id: AccountId; received_at: Moment; content: unknown }

const part = z.strictObject({ facts: z.record(z.string(), z.unknown()), narrative: z.record(z.string(), z.string()) })
const content = z.strictObject({
  record: part,
  referrer: part.optional(),
  whereabouts: part.optional(),
  'third-party': part.optional(),
})

const filesInTheBox = statement<{ file_id: string }>('intake-files', null, 'select file_id from gt.intake_files($1, $2)')
const fileInTheBox = statement<{ name: string; type: string; sha256: Buffer; content: Buffer }>(
  'intake-file',
  null,
  'select name, type, sha256, content from gt.intake_file($1, $2, $3)',
)

/** Makes the files of a sending documents of what was told, in quarantine, one after the other. They are looked at again: the box believes nobody. */
const fileWithIt = async (tx: Tx, one: Waiting, belongs: { matter: SubjectId; told: EntryId }): Promise<void> => {
  for (const { file_id } of await tx.run(filesInTheBox, [one.partnership_id, one.intake_id])) {
    const [file] = await tx.run(fileInTheBox, [one.partnership_id, one.intake_id, file_id])
    if (!file) throw new Error('a file of the box is gone')
    const inspected = await inspect(file)
    if (inspected.ok)
      await addDocument(tx, { subject: belongs.matter, entry: belongs.told, group: 'record', audience: 'professionals' }, inspected)
  }
}

const appended = statement<never>('intake-appended', null, 'select gt.intake_appended($1, $2, $3)')

/**
 * Tells The Bridge what lies in the box, in the name of the public's own account. The command's id is the box's own, and the box is told in the same
 * transaction: killed before, between or after, and however many workers there are, each sending becomes one concern. Its clocks run from when it was
 * received, not from when it was taken out.
 */
const takeOut = (tx: Tx, book: Book, one: Waiting): Promise<void> => {
  const { record, ...more } = content.parse(one.content)
  const parts = Object.fromEntries(Object.entries({ record, ...more }).filter(([, group]) => group !== undefined))
  return tellTheBridge(tx, book, {
    id: one.intake_id as CommandId,
    asked: { intake: one.intake_id },
    parts,
    referrer: null,
    now: one.received_at,
  }).then(async outcome => {
    if (outcome.done === 'asked') throw new Error('a gate stood before a concern about harm')
    if (outcome.done === 'now') await fileWithIt(tx, one, outcome.answer)
    await tx.run(appended, [one.partnership_id, one.intake_id, outcome.answer.matter])
  })
}

/** Empties the box. What cannot be taken out stays in it, is told to the log, and keeps nothing else waiting. Gives how many were taken out. */
export const emptyTheBox = async (
  database: Database,
  book: Book,
  standing: Pick<Standing, 'log' | 'job'> & { stopping?: AbortSignal },
): Promise<number> => {
  const waiting = await database.door<Waiting>('select * from gt.intake_waiting(200)', [])
  let taken = 0
  for (const one of waiting) {
    if (standing.stopping?.aborted) break
    try {
      await database.withActor(
        { by: 'account', partnership: one.partnership_id, account: one.account_id },
        { purpose: 'take in what the public sent', route: 'job append-intake', request: standing.job },
        tx => takeOut(tx, book, one),
      )
      taken += 1
    } catch (error) {
      standing.log.error('what the public sent could not be taken in and stays in the box', {
        job: standing.job,
        intake: one.intake_id,
        ...faultFields(error),
      })
    }
  }
  return taken
}

/** The work of the public's box: emptied as soon as something falls in and each minute besides; visits that are over are forgotten. */
export const intakeJobs = (book: Book): readonly AnyJob[] => [
  defineChore({
    name: 'append-intake',
    payload: z.strictObject({}),
    every: '* * * * *',
    run: async (_payload, standing) => {
      await emptyTheBox(standing.database, book, standing)
    },
  }),
  defineChore({
    name: 'visits-over',
    payload: z.strictObject({}),
    every: '*/5 * * * *',
    run: async (_payload, { database }) => {
      await database.door('select gt.visits_over()', [])
    },
  }),
]
