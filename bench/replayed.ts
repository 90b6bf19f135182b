import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Day, dayOf, momentOf, Temporal } from '../src/guidance/index.ts'
import { book } from '../src/rooms/book.ts'
import { readStory, replay } from '../src/thread/stories/index.ts'

/** Replays a thousand stories (those of the folder, over and over, each read anew from its text) and gives how many a second. No database. */
export const storiesASecond = (files: readonly string[], count: number, today: Day = dayOf(momentOf(Temporal.Now.instant()))): number => {
  const texts = files.map(file => ({ file, text: readFileSync(join(import.meta.dirname, '../stories', file), 'utf8') }))
  const began = performance.now()
  for (let at = 0; at < count; at += 1) {
    const one = texts[at % texts.length]
    if (!one) throw new Error('there is no story to replay')
    const read = readStory(one.text, book, one.file)
    if (!read.ok) throw new Error(`${one.file} is no story`)
    replay(read.story, book, { rules: read.story.rules === 'today' ? today : 'of-the-day' })
  }
  return (count * 1000) / (performance.now() - began)
}
