import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'

/** One part of a document. Every text in it is plain text, never markup. */
export type Block =
  | { readonly is: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly is: 'paragraph'; readonly text: string }
  /** What must not be overlooked, in a frame. */
  | { readonly is: 'notice'; readonly text: string }
  | { readonly is: 'list'; readonly items: readonly string[] }
  /** A label and what stands beside it: a date of birth, who wrote something. */
  | { readonly is: 'facts'; readonly facts: readonly (readonly [label: string, value: string])[] }
  | { readonly is: 'table'; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }

/** What is to be printed. Every text is plain text: a line break in it is a line break on paper. */
export type Paper = {
  /**
   * What kind of document it is ("A copy of a record"): the file's own title, which a viewer shows in its window and a system of files may read. It says nothing of
   * anybody.
   */
  readonly kind: string
  /** The title on the first page. */
  readonly title: string
  /** Whom it is for: on every page, so that a sheet that lies alone still says whose it is. */
  readonly reader: string
  /** How it must be handled, on every page. Null where nothing is to be said. */
  readonly marking: string | null
  readonly blocks: readonly Block[]
}

/** The page, or why there is none, in words for whoever asked for it. */
export type Printed = { readonly ok: true; readonly pdf: Buffer; readonly pages: number } | { readonly ok: false; readonly refused: string }

/** What the typesetter is given and gives back. */
export type Asked = { readonly from: string; readonly paper: Paper }
export type Answer =
  | { readonly pdf: Uint8Array; readonly pages: number }
  /** Letters that no typeface here has. */
  | { readonly missing: readonly string[] }
  | { readonly failed: string }

const from = (platform: string, arch: string): string => `@myriaddreamin/typst-ts-node-compiler-${platform}-${arch}-gnu`

/** Finds the typesetter of this kind of machine; undefined where npm has none for it. */
const installed = (platform: string, arch: string): string | undefined => {
  try {
    return createRequire(import.meta.url).resolve(from(platform, arch))
  } catch {
    return undefined
  }
}

/**
 * Makes a PDF that anybody can read (PDF/UA-1, tagged, in British English), away from the thread that answers everybody else. The same paper gives the same bytes on the
 * same machine: nothing in it says when it was made. Every text reaches the typesetter as a value and never as markup. A letter that no typeface here has is printed as
 * its number in brackets, and the last page says so. Refuses, in words, on a machine for which there is no typesetter.
 */
export const printPaper = async (paper: Paper, platform: string = process.platform, arch: string = process.arch): Promise<Printed> => {
  const path = installed(platform, arch)
  if (path === undefined)
    return {
      ok: false,
      refused: `Documents cannot be made on this machine: the part that makes them (npm package ${from(platform, arch)}) is not installed for ${platform} on ${arch}. Ask whoever runs this service.`,
    }
  const clean = levelled(mapped(paper, printable))
  const first = await set({ from: path, paper: clean })
  if (!('missing' in first)) return printed(first)
  const missing = new Set(first.missing)
  return printed(await set({ from: path, paper: numbered(clean, missing) }))
}

const printed = (answer: Answer): Printed => {
  if ('pdf' in answer) return { ok: true, pdf: Buffer.from(answer.pdf), pages: answer.pages }
  throw new Error(`the typesetter made no paper: ${'failed' in answer ? answer.failed : 'letters are missing that were replaced'}`)
}

// One thread for each paper: what a large one used is given back when it ends, and one that fails takes nothing else with it.
const set = (asked: Asked): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const typesetter = new Worker(new URL('./typesetter.ts', import.meta.url), { workerData: asked, execArgv: [], env: {} })
    typesetter.once('message', (answer: Answer) => resolve(answer))
    typesetter.once('error', reject)
    typesetter.once('exit', code => reject(new Error(`the typesetter ended without an answer (${code})`)))
  })

const changed = (block: Block, change: (text: string) => string): Block => {
  switch (block.is) {
    case 'heading':
    case 'paragraph':
    case 'notice':
      return { ...block, text: change(block.text) }
    case 'list':
      return { is: 'list', items: block.items.map(change) }
    case 'facts':
      return { is: 'facts', facts: block.facts.map(([label, value]) => [change(label), change(value)] as const) }
    case 'table':
      return { is: 'table', columns: block.columns.map(change), rows: block.rows.map(row => row.map(change)) }
  }
}

const mapped = (paper: Paper, change: (text: string) => string): Paper => ({
  kind: change(paper.kind),
  title: change(paper.title),
  reader: change(paper.reader),
  marking: paper.marking === null ? null : change(paper.marking),
  blocks: paper.blocks.map(block => changed(block, change)),
})

// Whoever hears a document read out goes from heading to heading: PDF/UA-1 lets the first be of the first level only, none skip one and none be empty.
const levelled = (paper: Paper): Paper => {
  let deepest = 0
  return {
    ...paper,
    blocks: paper.blocks
      .filter(block => block.is !== 'heading' || block.text.trim() !== '')
      .map(block => {
        if (block.is !== 'heading') return block
        deepest = Math.min(block.level, deepest + 1)
        return { ...block, level: deepest as 1 | 2 | 3 }
      }),
  }
}

const numberOf = (letter: string): string => `[U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`

// Controls, halves of letters and marks of other programs have no shape; a very long run without a space would run off the sheet, so that it may break anywhere.
const printable = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{C}\n\t]/gu, letter => (/\p{Cf}/u.test(letter) ? '' : numberOf(letter)))
    .replaceAll('\t', ' ')
    .replaceAll(/\S{40,}/g, run => run.replaceAll(/(\P{M}\p{M}*){20}/gu, '$&\u{200B}'))

const numbered = (paper: Paper, missing: ReadonlySet<string>): Paper => {
  const replaced = mapped(paper, text => [...text].map(letter => (missing.has(letter) ? numberOf(letter) : letter)).join(''))
  return {
    ...replaced,
    blocks: [
      ...replaced.blocks,
      {
        is: 'notice',
        text: 'Some letters could not be printed here. Each stands as its number in brackets, such as [U+4E2D]; the record itself has them as they were written.',
      },
    ],
  }
}
