import { type Day, printDay } from '../../../guidance/index.ts'
import type { Paper } from '../../../kernel/documents/paper/index.ts'
import type { EntryId } from '../../../thread/ids.ts'

/** For whom a paper is written: the child in words for a child, the family in plain words, an agency, whoever chairs. */
export type Rendering = 'child' | 'family' | 'agency' | 'chair'

/** What each rendering is called where somebody sees which one goes to whom. */
export const renderingWords: Readonly<Record<Rendering, string>> = {
  child: 'in words for the child',
  family: 'in plain words for the family',
  agency: 'for professionals',
  chair: 'for the chair',
}

/** Whom one paper is for. `agency`: of which they are, where they are a professional. */
export type PaperReader = { readonly name: string; readonly as: string; readonly rendering: Rendering }

/** One part of one entry that a paper holds. */
export type Part = { readonly entry: EntryId; readonly group: string }

/** A paper and what it holds. */
export type Composed = { readonly paper: Paper; readonly holds: readonly Part[] }

type Blocks = Paper['blocks']
type Fact = readonly [label: string, value: string | undefined]

/** Is it for somebody of the family? */
export const isFamily = (rendering: Rendering): boolean => rendering === 'family' || rendering === 'child'

/** A meeting inside a sentence: 'an initial child protection conference'. */
export const article = (words: string): string => `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`

export const heading = (text: string, level: 1 | 2 | 3 = 1): Blocks => [{ is: 'heading', level, text }]

/** A heading with what somebody wrote below it; nothing where nobody wrote anything. */
export const said = (title: string, text: string | undefined, level: 1 | 2 | 3 = 1): Blocks =>
  text ? [...heading(title, level), { is: 'paragraph', text }] : []

/** Labels with what stands beside them; those with nothing are left out, and all of it where nothing is left. */
export const facts = (of: readonly Fact[]): Blocks => {
  const kept = of.flatMap(([label, value]) => (value ? [[label, value] as const] : []))
  return kept.length > 0 ? [{ is: 'facts', facts: kept }] : []
}

/** What stands first on a paper of a conference and last: whom it is for, from whom, and how it must be kept. */
export const framed = (
  of: { readonly kind: string; readonly title: string; readonly from: string; readonly madeOn: Day },
  reader: PaperReader,
  blocks: Blocks,
): Paper => ({
  kind: of.kind,
  title: of.title,
  reader: `For ${reader.name}`,
  marking: 'Confidential: for the named reader alone',
  blocks: [
    ...facts([
      ['For', reader.rendering === 'child' ? reader.name : `${reader.name}, ${reader.as}`],
      ['From', of.from],
      ['Made on', printDay(of.madeOn)],
    ]),
    ...blocks,
    isFamily(reader.rendering)
      ? {
          is: 'paragraph',
          text: 'Please keep this safe, and show it only to people you trust. If something in it is wrong, tell us, and that is written down.',
        }
      : {
          is: 'notice',
          text: 'This was made for the reader named above. Keep it safe, and show it to nobody who may not have it. If it reached you by mistake, tell us and give it back.',
        },
  ],
})
