import { createHash } from 'node:crypto'
import { v7 } from 'uuid'
import type { Moment } from '../../guidance/index.ts'
import type { Audience, FieldGroup } from '../../thread/entry.ts'
import type { EntryId, SubjectId } from '../../thread/ids.ts'
import { statement } from '../db/statement.ts'
import type { Tx } from '../db/with-actor.ts'
import { enqueue } from '../jobs/index.ts'
import { allowed, type DocumentType } from './allowed.ts'
import { cleanName } from './name.ts'
import { scanWanted } from './scan.ts'
import { whatItIs } from './what-it-is.ts'

/** A file as it came in through a form. */
export type Arrived = { readonly name: string; readonly content: Buffer }

/** A file that was looked at and may be kept: only `inspect` makes one. */
export type Inspected = {
  readonly name: string
  readonly type: DocumentType
  readonly content: Buffer
  readonly sha256: Buffer
  readonly ok: true
}

/** Where a document belongs: an entry of this very transaction, one of its field groups, and its audience. */
export type Belongs = { readonly subject: SubjectId; readonly entry: EntryId; readonly group: FieldGroup; readonly audience: Audience }

/** A document as a page lists it. */
export type Listed = {
  readonly id: string
  readonly entry: EntryId
  readonly name: string
  readonly kind: string
  readonly size: number
  readonly addedAt: Moment
  /** Why it cannot be opened, in words; null where it can. */
  readonly closed: string | null
}

/** A document as it is handed over, with the headers that keep a browser from ever showing it as a page of ours. */
export type Opened = { readonly content: Buffer; readonly headers: Readonly<Record<string, string>> }

/** Looks at a file before anything is kept, outside any transaction: a large one takes a moment. Gives why it is not kept, in words for whoever chose it. */
export const inspect = async ({ name, content }: Arrived): Promise<Inspected | { readonly ok: false; readonly refused: string }> => {
  const verdict = await whatItIs(name, content)
  if ('refused' in verdict) return { ok: false, refused: verdict.refused }
  return {
    ok: true,
    name: cleanName(name, verdict.type),
    type: verdict.type,
    content,
    sha256: createHash('sha256').update(content).digest(),
  }
}

const insert = statement<never>(
  'document-add',
  null,
  `insert into gt.document (partnership_id, document_id, subject_id, entry_id, field_group, agency_id, audience, name, type, size, sha256)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
)
const insertContent = statement<never>(
  'document-content-add',
  null,
  'insert into gt.document_content (partnership_id, document_id, content) values ($1, $2, $3)',
)

/**
 * Keeps a file beside an entry that this very transaction has appended, in quarantine until the scanner has looked at it (a job asked for here). Gives its id.
 * Refuses (the database does) a file for any other entry, or for a field group or an audience that the entry does not have.
 */
export const addDocument = async (tx: Tx, belongs: Belongs, file: Inspected): Promise<string> => {
  const { partnership, agency } = tx.actor
  const id = v7()
  await tx.run(insert, [
    partnership,
    id,
    belongs.subject,
    belongs.entry,
    belongs.group,
    agency,
    belongs.audience,
    file.name,
    file.type,
    file.content.length,
    file.sha256,
  ])
  await tx.run(insertContent, [partnership, id, file.content])
  await enqueue(tx, scanWanted, { document: id }, { key: id })
  return id
}

type Row = {
  document_id: string
  subject_id: SubjectId
  entry_id: EntryId
  name: string
  type: DocumentType
  size: number
  sha256: Buffer
  state: 'quarantined' | 'clean' | 'refused'
  added_at: Moment
}
const shows = (row: Row) => ({ subjects: [row.subject_id], entries: [row.entry_id] })
const columns = 'document_id, subject_id, entry_id, name, type, size, sha256, state, added_at'
const ofEntries = statement<Row>(
  'documents-of-entries',
  shows,
  `select ${columns} from gt.document where partnership_id = $1 and entry_id = any ($2) order by added_at, document_id`,
)
const one = statement<Row>('document', shows, `select ${columns} from gt.document where partnership_id = $1 and document_id = $2`)
const bytes = statement<{ content: Buffer }>(
  'document-content',
  null,
  'select content from gt.document_content where partnership_id = $1 and document_id = $2',
)

/** Why a document cannot be opened, in words for a page; null where it can. `scanner`: is one set up here? */
export const closedBecause = (state: Row['state'], scanner: boolean): string | null =>
  state === 'clean'
    ? null
    : state === 'refused'
      ? 'The virus scanner found something in this file. It is kept but cannot be opened. Ask whoever sent it for a clean copy.'
      : scanner
        ? 'This file is kept and is being checked for viruses. It can be opened once that is done, usually within a minute.'
        : 'This file is kept but cannot be opened: no virus scanner is set up here, so nobody has checked it yet.'

/** The documents of some entries that the asker may see, oldest first; of those still closed, why. */
export const documentsOf = async (tx: Tx, entries: readonly EntryId[], scanner: boolean): Promise<Listed[]> =>
  (await tx.run(ofEntries, [tx.actor.partnership, entries])).map(row => ({
    id: row.document_id,
    entry: row.entry_id,
    name: row.name,
    kind: allowed[row.type].words,
    size: row.size,
    addedAt: row.added_at,
    closed: closedBecause(row.state, scanner),
  }))

/**
 * Opens one document, for an attachment and never to be shown in place; what was opened is in the access line. Undefined where there is none, or none that the
 * asker may see; `closed` says why one cannot be opened. Refuses (throws) bytes that are not those that were kept.
 */
export const readDocument = async (tx: Tx, id: string, scanner: boolean): Promise<Opened | { readonly closed: string } | undefined> => {
  const [row] = await tx.run(one, [tx.actor.partnership, id])
  if (!row) return undefined
  const closed = closedBecause(row.state, scanner)
  if (closed !== null) return { closed }
  const [content] = await tx.run(bytes, [tx.actor.partnership, id])
  if (!content) throw new Error('a clean document has no bytes')
  if (!createHash('sha256').update(content.content).digest().equals(row.sha256)) throw new Error('a document is not what was kept')
  return { content: content.content, headers: headersFor(row.name, row.type, row.size) }
}

/** Headers under which a document is handed over: saved and never shown, its type never guessed, no script ever run, nothing kept by a cache. */
export const headersFor = (name: string, type: DocumentType, size: number): Record<string, string> => ({
  'content-type': allowed[type].mime,
  'content-length': `${size}`,
  // RFC 6266: a plain name for what reads no better, and the real one in RFC 5987's form.
  'content-disposition': `attachment; filename="${
    name
      .normalize('NFD')
      .replaceAll(/[^\x20-\x7e]|["\\%]/g, '')
      .trim() || `document.${type}`
  }"; filename*=UTF-8''${encodeURIComponent(name).replaceAll(/['()*]/g, of => `%${of.charCodeAt(0).toString(16).toUpperCase()}`)}`,
  'x-content-type-options': 'nosniff',
  'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'private, no-store',
})
