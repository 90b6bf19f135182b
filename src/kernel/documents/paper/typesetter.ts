import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import type { Answer, Asked } from './paper.ts'

// What is used of typst: its own types come with a package that carries every platform.
type Diagnostics = { readonly shortDiagnostics: readonly { readonly message: string }[] }
type Result = { readonly result: { readonly numOfPages: number } | null; takeDiagnostics: () => Diagnostics | null }
type Compiler = {
  compile: (asked: { mainFileContent: string; inputs: Record<string, string> }) => Result
  pdf: (document: NonNullable<Result['result']>, options: { pdfStandard: string }) => Buffer
}
type Typst = { readonly NodeCompiler: { create: (options: { workspace: string }) => Compiler } }

/**
 * How paper looks. It reads what it prints from one input, as JSON: strings, which typst places as they are. Nothing else is put into this text.
 */
const sheet = `
#let paper = json(bytes(sys.inputs.paper))
#let lines(text) = text.split("\\n").join(linebreak())
#set document(title: paper.kind, date: none)
#set text(lang: "en", region: "GB", font: "Libertinus Serif", size: 12pt, hyphenate: false)
#set par(leading: 0.75em, spacing: 1.3em)
#set table(stroke: 0.5pt, inset: 6pt, align: left + top)
#show heading: set block(above: 1.8em, below: 1em)
#show title: set text(size: 20pt)
#set page(
  paper: "a4",
  margin: (x: 2.2cm, top: 2.6cm, bottom: 2.4cm),
  header: if paper.marking != none { align(center, strong(paper.marking)) },
  footer: context [#paper.reader #h(1fr) Page #counter(page).display() of #counter(page).final().first()],
)
#title(lines(paper.title))
#for block-of in paper.blocks {
  if block-of.is == "heading" { heading(level: block-of.level, lines(block-of.text)) }
  else if block-of.is == "paragraph" { par(lines(block-of.text)) }
  else if block-of.is == "notice" { block(width: 100%, stroke: 1pt, inset: 10pt, lines(block-of.text)) }
  else if block-of.is == "list" { list(..block-of.items.map(lines)) }
  else if block-of.is == "facts" { terms(..block-of.facts.map(fact => terms.item(lines(fact.at(0)), lines(fact.at(1))))) }
  else if block-of.is == "table" {
    table(
      columns: (auto,) * calc.max(block-of.columns.len() - 1, 0) + (1fr,),
      table.header(..block-of.columns.map(column => strong(lines(column)))),
      ..block-of.rows.flatten().map(lines),
    )
  }
}
`

// As the letter itself or as its number: that is how typst names it.
const missingIn = (message: string): string[] => {
  const text = /the text `"(.*)"` could not be displayed/su.exec(message)?.[1]
  return text === undefined
    ? []
    : [...text.replaceAll(/\\u\{([0-9a-f]+)\}/gi, (_, number: string) => String.fromCodePoint(Number.parseInt(number, 16)))]
}

const trouble = (messages: readonly string[]): Answer => {
  const missing = messages.flatMap(missingIn)
  return missing.length > 0 ? { missing } : { failed: messages.map(message => message.replaceAll(/`[^`]*`/gu, '…')).join('; ') }
}

const answer = ({ from, paper }: Asked): Answer => {
  const typst = createRequire(import.meta.url)(from) as Typst
  const compiler = typst.NodeCompiler.create({ workspace: '/var/empty' })
  const made = compiler.compile({ mainFileContent: sheet, inputs: { paper: JSON.stringify(paper) } })
  if (made.result === null) return trouble((made.takeDiagnostics()?.shortDiagnostics ?? []).map(one => one.message))
  try {
    return { pdf: compiler.pdf(made.result, { pdfStandard: 'ua-1' }), pages: made.result.numOfPages }
  } catch (error) {
    return trouble(saidIn(error))
  }
}

// An error of the PDF itself comes as one printed list.
const saidIn = (error: unknown): string[] => {
  const words = error instanceof Error ? error.message : String(error)
  const found = [...words.matchAll(/message: "((?:[^"\\]|\\.)*)"/gsu)].map(match =>
    (match[1] ?? '').replaceAll('\\"', '"').replaceAll('\\\\', '\\'),
  )
  return found.length > 0 ? found : ['it could not be made into a PDF']
}

parentPort?.postMessage(answer(workerData as Asked))
