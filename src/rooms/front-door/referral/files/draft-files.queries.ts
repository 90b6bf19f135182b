import { v7 } from 'uuid'
import { statement } from '../../../../kernel/db/statement.ts'
import type { Tx } from '../../../../kernel/db/with-actor.ts'
import { addDocument, type DocumentType, type Inspected } from '../../../../kernel/documents/index.ts'
import type { EntryId, SubjectId } from '../../../../thread/ids.ts'

/** The most files one concern brings, our own choice. */
export const mostFiles = 10

/** A file chosen for a concern that is still being written. */
export type DraftFile = { file: string; name: string; size: number }

const list = statement<DraftFile>(
  'draft-files',
  null,
  'select file_id as file, name, size from gt.draft_file where partnership_id = $1 and draft_id = $2 order by added_at, file_id limit 50',
)
const insert = statement<never>(
  'draft-file-add',
  null,
  `insert into gt.draft_file (partnership_id, file_id, draft_id, account_id, name, type, size, sha256, content) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
)
const remove = statement<never>(
  'draft-file-remove',
  null,
  'delete from gt.draft_file where partnership_id = $1 and draft_id = $2 and file_id = $3',
)
const whole = statement<{ name: string; type: DocumentType; sha256: Buffer; content: Buffer }>(
  'draft-file-whole',
  null,
  'select name, type, sha256, content from gt.draft_file where partnership_id = $1 and draft_id = $2 and file_id = $3',
)

/** The files of one of the asker's own drafts, in the order in which they came. */
export const draftFiles = (tx: Tx, draft: string): Promise<DraftFile[]> => tx.run(list, [tx.actor.partnership, draft])

/** Keeps a file that was looked at with a draft of the asker's own. */
export const keepFile = async (tx: Tx, draft: string, file: Inspected): Promise<void> => {
  const { partnership, account } = tx.actor
  await tx.run(insert, [partnership, v7(), draft, account, file.name, file.type, file.content.length, file.sha256, file.content])
}

/** Takes a file out of a draft of the asker's own. */
export const removeFile = async (tx: Tx, draft: string, file: string): Promise<void> => {
  await tx.run(remove, [tx.actor.partnership, draft, file])
}

/** Makes the files of a draft documents of what was told, one after the other, so that never more than one is in memory. */
export const fileWithTheConcern = async (
  tx: Tx,
  draft: string,
  files: readonly DraftFile[],
  belongs: { matter: SubjectId; told: EntryId },
): Promise<void> => {
  for (const { file } of files) {
    const [one] = await tx.run(whole, [tx.actor.partnership, draft, file])
    if (!one) throw new Error('a file of a draft is gone')
    // It was looked at when it was chosen, and its digest is kept with it.
    const inspected: Inspected = { ...one, ok: true }
    await addDocument(tx, { subject: belongs.matter, entry: belongs.told, group: 'record', audience: 'professionals' }, inspected)
  }
}

const told = statement<{ told: EntryId }>(
  'told-with-files',
  row => ({ entries: [row.told] }),
  `select e.entry_id as told from gt.entry e where e.partnership_id = $1 and e.subject_id = $2 and e.kind = 'referral-told' and e.corrects is null limit 1`,
)

/** What was told in a concern that the asker may read; nothing where there is none. */
export const toldIn = async (tx: Tx, matter: SubjectId): Promise<EntryId | undefined> =>
  (await tx.run(told, [tx.actor.partnership, matter]))[0]?.told
