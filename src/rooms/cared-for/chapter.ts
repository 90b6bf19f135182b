import type { Chapter } from '../../thread/book.ts'
import { preProceedings } from './pre-proceedings/pre-proceedings.ts'

/** Cared-for children: so far the work before proceedings, as the chronology shows it. */
export const caredFor: Chapter = { room: 'cared-for', kinds: [preProceedings], rules: [], episodes: [] }
