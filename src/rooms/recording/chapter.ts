import type { Chapter } from '../../thread/book.ts'
import { lateEntry } from './note/late-entry.rules.ts'
import { addendum, note } from './note/note.ts'
import { stageEpisodes, stageProposed, supportStage } from './stage/support-stage.ts'
import { supportStageChanged } from './stage/support-stage-changed.rules.ts'

/** Recording: notes and what is added to them, and the stage of support. */
export const recording: Chapter = {
  room: 'recording',
  kinds: [note, addendum, supportStage, stageProposed],
  rules: [lateEntry, supportStageChanged],
  episodes: [stageEpisodes],
}
