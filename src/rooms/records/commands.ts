import type { AnyJob } from '../../kernel/jobs/index.ts'
import type { Book } from '../../thread/book.ts'
import { reckonKeptNightly } from './keeping/reckon-kept.ts'

/** The work of records, for the worker. `book`: the kinds and rules in force. */
export const recordsJobs = (book: Book): readonly AnyJob[] => [reckonKeptNightly(book)]
