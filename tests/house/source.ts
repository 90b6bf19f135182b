import { globSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'

/** One file of ours as the walls read it. `path` is from the root of the project, with forward slashes. */
export type Source = { readonly path: string; readonly text: string }

const root = join(import.meta.dirname, '..', '..')
const notOurs = /(^|\/)(node_modules|\.git|\.golden-thread|coverage|dist)(\/|$)/

/** Reads every file of the project that matches; refuses to give none, since a wall that read nothing proves nothing. */
export const readSources = (...patterns: readonly string[]): Source[] => {
  const files = globSync([...patterns], { cwd: root, exclude: path => notOurs.test(path) })
    .map(path => path.replaceAll('\\', '/'))
    .filter(path => !notOurs.test(path))
    .sort()
  if (files.length === 0) throw new Error(`no file matches ${patterns.join(', ')}: nothing was read, so nothing is known to be right`)
  return files.map(path => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

/** The program's own code, without its tests. */
export const program = (): Source[] => readSources('src/**/*.ts', 'src/**/*.tsx').filter(file => !isTest(file.path))

/** Is this a test, or something that only tests use? */
export const isTest = (path: string): boolean =>
  /\.(test|control)\.tsx?$|\/(testing|oracle|fixtures)\//.test(path) || path.startsWith('tests/')

/**
 * The code alone, line for line: comments become blank, and what stands in quotes becomes empty (so a word in a sentence is no use of a name).
 * Template texts keep their `${…}` parts as they are read by the program.
 */
export const codeOf = (text: string): string => {
  let out = ''
  const blank = (piece: string) => piece.replace(/[^\n]/g, ' ')
  let at = 0
  const nesting: number[] = []
  while (at < text.length) {
    const rest = text.slice(at, at + 2)
    const here = text[at] ?? ''
    if (rest === '//' || rest === '/*') {
      const end = rest === '//' ? text.indexOf('\n', at) : text.indexOf('*/', at) + 2
      const stop = end < at + 2 ? text.length : end
      out += blank(text.slice(at, stop))
      at = stop
    } else if (here === "'" || here === '"') {
      const close = endOfQuote(text, at)
      out += here + blank(text.slice(at + 1, close)) + here
      at = close + 1
    } else if (here === '/' && regexMayBegin(out)) {
      const close = endOfRegex(text, at)
      out += `/${blank(text.slice(at + 1, close))}/`
      at = close + 1
    } else if (here === '`' || (here === '}' && nesting.at(-1) === 0)) {
      if (here === '}') nesting.pop()
      const [piece, opens] = templatePiece(text, at + 1)
      out += here + blank(piece) + (opens ? '${' : '`')
      if (opens) nesting.push(0)
      at += 1 + piece.length + (opens ? 2 : 1)
    } else {
      if (nesting.length > 0 && (here === '{' || here === '}')) nesting.push((nesting.pop() ?? 0) + (here === '{' ? 1 : -1))
      out += here
      at += 1
    }
  }
  return out
}

const endOfQuote = (text: string, from: number): number => {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === text[from] || text[at] === '\n') return at
  }
  return text.length
}

const regexMayBegin = (before: string): boolean => /(^|[=(,:;!&|?{}[\n+*%<>~^-]|return)\s*$/.test(before)

const endOfRegex = (text: string, from: number): number => {
  let inClass = false
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '[') inClass = true
    else if (text[at] === ']') inClass = false
    else if ((text[at] === '/' && !inClass) || text[at] === '\n') return at
  }
  return text.length
}

const templatePiece = (text: string, from: number): [piece: string, opens: boolean] => {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '`') return [text.slice(from, at), false]
    else if (text[at] === '$' && text[at + 1] === '{') return [text.slice(from, at), true]
  }
  return [text.slice(from), false]
}

/** What a file imports or re-exports: packages by name, our own files by their path from the root. `types`: only types are taken. */
export const importsOf = (file: Source): { of: string; types: boolean }[] =>
  [...file.text.matchAll(/^\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm)].map(match => {
    const of = match[2] ?? match[3] ?? ''
    return { of: of.startsWith('.') ? posix.join(posix.dirname(file.path), of) : of, types: match[1] !== undefined }
  })
