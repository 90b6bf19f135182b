import type { Texts } from './canonical.ts'

/** The columns that are digested, in their order; a column added to a sealed table is named in a new form, and a test says when one is not named. */
export const columns = {
  entry: [
    'partnership_id',
    'entry_id',
    'subject_id',
    'act_id',
    'command_id',
    'kind',
    'happened_on',
    'happened_at',
    'precision',
    'known_at',
    'written_by',
    'author_id',
    'author_role',
    'agency_id',
    'agency_kind',
    'audience',
    'answers',
    'corrects',
    'withdraws',
    'field_groups',
  ],
  entry_part: ['field_group', 'subject_id', 'agency_id', 'audience', 'facts', 'narrative'],
  entry_link: ['subject_id', 'as_what'],
  access_line: [
    'partnership_id',
    'line_id',
    'at',
    'written_by',
    'account_id',
    'agency_id',
    'role',
    'purpose',
    'route',
    'request_id',
    'subject_ids',
    'entry_ids',
    'seen_to',
    'decision',
  ],
  erasure: [
    'partnership_id',
    'erasure_id',
    'entry_id',
    'seal_no',
    'digest',
    'content_digest',
    'reason',
    'asked_by',
    'agreed_by',
    'at',
    'written_by',
  ],
  seal: [
    'partnership_id',
    'seal_no',
    'occasion',
    'from_xid',
    'to_xid',
    'next_xid',
    'entries',
    'lines',
    'erasures',
    'root',
    'previous_hash',
    'sealed_at',
    'reason',
    'lost_to',
    'lost_hash',
  ],
} as const

/** One row as it stands: the number of its transaction, its id, and the text of every column; of an entry also its salt (hexadecimal), parts and links. */
export type Row =
  | { what: 1; xid: string; id: string; columns: Texts; salt: string | null; parts: readonly Texts[]; links: readonly Texts[] }
  | { what: 2 | 3; xid: string; id: string; columns: Texts }

/** A seal as it stands: its columns, its hash in hexadecimal, its leaves in base 64, and how many seconds old it was when it was read. */
export type Seal = { columns: Texts; hash: string; leaves: string; age: number }

/**
 * What a database or a dump of one says, in this order: when it was taken; then for each partnership its id, its certificates of erasure, each seal followed
 * by the rows that stand in its range and that no other seal lists (in the order of transaction, then id), and how many rows wait to be sealed, the
 * oldest of them for how many seconds.
 */
export type Said =
  | { takenAt: string; form: 1 }
  | { partnership: string }
  | { certificates: readonly Texts[] }
  | { seal: Seal }
  | { rows: readonly Row[] }
  | { waiting: number; age: number }

/** Where rows and seals are read from. */
export type Source = AsyncIterable<Said>
