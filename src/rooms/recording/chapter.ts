import type { Chapter } from '../../thread/book.ts'
import { changingCircumstances } from './changes/changing-circumstances.rules.ts'
import { changeWeighed, circumstancesChanged } from './changes/circumstances.ts'
import { lateEntry } from './note/late-entry.rules.ts'
import { addendum, note } from './note/note.ts'
import { stageEpisodes, stageProposed, supportStage } from './stage/support-stage.ts'
import { supportStageChanged } from './stage/support-stage-changed.rules.ts'

/** Recording: notes and what is added to them, the stage of support, and what changes around a child. */
export const recording: Chapter = {
  room: 'recording',
  kinds: [note, addendum, supportStage, stageProposed, circumstancesChanged, changeWeighed],
  rules: [lateEntry, supportStageChanged, changingCircumstances],
  episodes: [stageEpisodes],
}
