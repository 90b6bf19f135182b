import { readFileSync } from 'node:fs'
import type { Book } from '../../../thread/book.ts'
import { printTrouble, readStory, type Story } from '../../../thread/stories/index.ts'

const folder = new URL('../../../../stories/', import.meta.url)

/** Reads a story of the repository by its name, by the kinds and rules of a book. Refuses (throws) one that cannot be read: it is part of the program. */
export const storyNamed = (name: string, book: Book): Story => {
  const file = `${name}.json`
  const read = readStory(readFileSync(new URL(file, folder), 'utf8'), book, file)
  if (!read.ok) throw new Error(read.troubles.map(printTrouble).join('\n'))
  return read.story
}
