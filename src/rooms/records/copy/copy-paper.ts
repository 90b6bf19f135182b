import { type Day, printDate } from '../../../guidance/index.ts'
import type { Block, Paper } from '../../../kernel/documents/paper/index.ts'
import { type Copy, type CopyEntry, keptBackWords, onPaper } from './copy.ts'

/**
 * A copy of a record as paper: every entry in order, what is kept back as a mark and nothing else, and at the end the list of it. `of`: whose record it is; `reader`:
 * whom it is for; `made`: the day on which it was made ready.
 */
export const copyPaper = (copy: Copy, { of, reader, made }: { of: string; reader: string; made: Day }): Paper => ({
  kind: 'A copy of a record',
  title: `A copy of the record of ${of}`,
  reader: `For ${reader}`,
  marking: 'Private: keep it where nobody else reads it',
  blocks: [
    {
      is: 'paragraph',
      text: `This is what was on record on ${printDate(made)}: ${copy.entries.length === 1 ? 'one entry' : `${copy.entries.length} entries`}, in the order in which things happened. Where something was corrected later, both stand here.`,
    },
    {
      is: 'paragraph',
      text: 'Words in square brackets that begin with “kept back” stand where something was left out. All that was left out is listed at the end, with why.',
    },
    {
      is: 'paragraph',
      text: 'You may ask for what is wrong to be put right. If you do not agree with what was kept back, tell us, or the Information Commissioner (ico.org.uk, telephone 0303 123 1113).',
    },
    ...copy.entries.flatMap(entryBlocks),
    { is: 'heading', level: 2, text: 'What was kept back' },
    ...(copy.keptBack.length === 0
      ? [{ is: 'paragraph' as const, text: 'Nothing was kept back.' }]
      : [
          {
            is: 'table' as const,
            columns: ['What', 'Why', 'Where the law says so'],
            rows: copy.keptBack.map(one => [...keptBackWords(one)]),
          },
        ]),
  ],
})

/** What a paper that was kept says of itself: how many entries it holds, and each line of the list of what was kept back. */
export const saidOn = (paper: Paper): { readonly entries: number; readonly keptBack: readonly (readonly string[])[] } => {
  const at = paper.blocks.findLastIndex(block => block.is === 'heading' && block.level === 2)
  const list = paper.blocks[at + 1]
  return {
    entries: paper.blocks.filter(block => block.is === 'heading' && block.level === 2).length - 1,
    keptBack: list?.is === 'table' ? list.rows : [],
  }
}

const entryBlocks = (entry: CopyEntry): Block[] => {
  // Of what is kept back whole nothing is said but that it is: a day or a name may tell it.
  if (entry.gone) return [{ is: 'heading', level: 2, text: `${entry.number}. Kept back` }]
  // A heading is a bookmark too, which a viewer shows beside the pages: it says nothing of anybody.
  return [
    { is: 'heading', level: 2, text: `${entry.number}. ${entry.words}` },
    {
      is: 'facts',
      facts: [
        ...(entry.title.length > 0 ? [['In short', onPaper(entry.title)] as const] : []),
        ['When', entry.when],
        ['Written by', onPaper(entry.by)],
        ['Written down', entry.told],
        ...(entry.corrects ? ([[entry.entry.withdraws ? 'Takes back' : 'Corrects', `entry ${entry.corrects}`]] as [string, string][]) : []),
      ],
    },
    ...entry.parts.flatMap((part): Block[] => {
      const heading: Block[] = part.group === 'record' ? [] : [{ is: 'heading', level: 3, text: part.words }]
      if (part.decision?.answer !== 'given') return [...heading, { is: 'paragraph', text: '[kept back]' }]
      if (part.group === 'file')
        return [
          ...heading,
          { is: 'paragraph', text: `${part.lines.map(line => onPaper(line.stretches)).join(', ')}: given beside this paper.` },
        ]
      return part.lines.length === 0
        ? []
        : [...heading, { is: 'facts', facts: part.lines.map(line => [line.label, onPaper(line.stretches)] as const) }]
    }),
  ]
}
