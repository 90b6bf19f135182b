import type { Chapter } from '../../thread/book.ts'
import { lateEntry } from './note/late-entry.rules.ts'
import { addendum, note } from './note/note.ts'

/** Recording: notes and what is added to them. */
export const recording: Chapter = {
  room: 'recording',
  kinds: [note, addendum],
  rules: [lateEntry],
  episodes: [],
}
