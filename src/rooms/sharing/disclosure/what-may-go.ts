import { type Day, printDay } from '../../../guidance/index.ts'
import type { Paper } from '../../../kernel/documents/paper/index.ts'
import type { Book } from '../../../thread/book.ts'
import type { AgencyId, EntryId, SubjectId } from '../../../thread/ids.ts'
import { chronologyEntry, type EntryRow } from '../../family/index.ts'

/** What somebody of the family may be given: what tells of the child and of the help, and nothing that tells of who raised a concern, of another adult, or of access. */
export const forFamilies: readonly string[] = [
  'note',
  'addendum',
  'visit',
  'visit-attempted',
  'core-group',
  'conference',
  'plan-end',
  'cp-plan',
  'cp-plan-agreed',
  'family-group-conference',
  'family-network-meeting',
  'child-in-need-review',
  'case-closed',
  'support-stage',
  'signposted',
  'early-help-assessment',
  'childs-voice',
  'family-told',
  'background',
  'communication-needs',
]

/** What a professional on the case may be given beside it. */
export const forProfessionals: readonly string[] = [
  ...forFamilies,
  'home-conditions',
  'circumstances-changed',
  'pattern-statement',
  'pre-proceedings',
  'history-received',
  'adult-in-contact',
  'parental-factor',
  'referral-decision',
]

/** What may go out at all. */
export const mayGo: readonly string[] = forProfessionals

/** Somebody on the case, and what they may have: of which agency they are, and which field groups; `own` is whatever their own agency wrote. */
export type Recipient = {
  readonly sort: 'account' | 'person' | 'professional'
  readonly id: string
  readonly name: string
  /** How they stand to the person: "the mother", "school nurse, Sample School". */
  readonly as: string
  readonly agency: AgencyId | null
  readonly groups: readonly string[]
  /** Is it the person whose record it is? */
  readonly self: boolean
}

/** A chosen entry as it stands, with those of its parts that the sender may read. */
export type Chosen = Omit<EntryRow, 'first' | 'others' | 'beside' | 'present'> & { readonly names: Readonly<Record<string, string>> | null }

/** Which part of which entry a document holds. */
export type Held = { readonly entry: EntryId; readonly group: string }

/** May this reader have this part of this entry? Never what is shown to one agency alone, unless it is the reader's own. */
const may = (reader: Recipient, entry: Chosen, group: string): boolean => {
  const own = reader.agency !== null && entry.agency === reader.agency
  if (entry.audience === 'agency' && !own) return false
  return reader.groups.includes(group) || (own && reader.groups.includes('own'))
}

/** The chosen entries, each with what this reader may have of it; those of which nothing is left are left out. */
export const partsFor = (reader: Recipient, chosen: readonly Chosen[]): Chosen[] => {
  const kinds = reader.sort === 'person' ? forFamilies : forProfessionals
  return chosen.flatMap(entry => {
    const parts = kinds.includes(entry.kind) ? (entry.parts ?? []).filter(part => may(reader, entry, part.group)) : []
    return parts.length > 0 ? [{ ...entry, parts }] : []
  })
}

/**
 * The document for one reader: the entries in the order they happened, each with what this reader may have of it and nothing of what was said beside it, of who else was
 * there and of earlier versions. Gives with it which parts it holds; nothing where nothing is left for this reader.
 */
export const documentFor = (
  book: Book,
  reader: Recipient,
  chosen: readonly Chosen[],
  about: { readonly person: SubjectId; readonly name: string; readonly from: string; readonly on: Day },
  filter: typeof partsFor = partsFor,
): { readonly paper: Paper; readonly holds: readonly Held[] } | null => {
  const kept = filter(reader, chosen)
  if (kept.length === 0) return null
  const family = reader.sort === 'person'
  return {
    holds: kept.flatMap(entry => (entry.parts ?? []).map(part => ({ entry: entry.id, group: part.group }))),
    paper: {
      kind: 'Part of a record',
      title: `What was recorded about ${about.name}`,
      reader: `For ${reader.name}`,
      marking: 'Confidential: for the named reader alone',
      blocks: [
        {
          is: 'facts',
          facts: [
            ['For', `${reader.name}, ${reader.as}`],
            ['From', about.from],
            ['Made on', printDay(about.on)],
          ],
        },
        ...kept.flatMap((row): Paper['blocks'] => {
          const entry = chronologyEntry(book, { ...row, first: row, others: null, beside: null, present: null }, row.names ?? {}, false)
          if (!entry) return []
          return [
            { is: 'heading', level: 1, text: `${entry.when}: ${entry.title}` },
            {
              is: 'paragraph',
              // Who of the family reads it hears who does what for the child, not which person sat at the desk.
              text: `Written down by: ${family ? entry.role.toLowerCase() : `${entry.author}, ${entry.role.toLowerCase()}`}, ${entry.agency}`,
            },
            ...(entry.passages.length > 0
              ? [{ is: 'facts' as const, facts: entry.passages.map(passage => [passage.heading, passage.text] as const) }]
              : []),
          ]
        }),
        {
          is: 'notice',
          text: 'This is a part of what is on record, chosen for the reader named above. Please keep it safe, and show it to nobody who may not have it. If it reached you by mistake, tell us and give it back.',
        },
      ],
    },
  }
}
