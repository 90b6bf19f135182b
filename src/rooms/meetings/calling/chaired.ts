import type { Episode } from '../../../thread/book.ts'
import { involvement, involvementEnd } from '../../../thread/own-kinds/index.ts'
import type { Thread } from '../../../thread/thread.ts'
import { meeting } from './meeting.ts'

/**
 * Who has chaired a meeting, as episodes: the database lets a subject have one open episode of a kind, so that a meeting has one chair whoever names another at the
 * same moment. A second one is named by ending the first.
 */
export const chairedEpisodes = (matter: Thread): Episode[] => {
  if (matter.of(meeting).length === 0) return []
  return matter
    .where(involvement, entry => entry.facts.as === 'meeting-chair')
    .map(chair => {
      const [end] = matter.answering(involvementEnd, chair)
      return {
        kind: 'meeting-chaired',
        state: 'chaired',
        from: chair.at,
        until: end?.at ?? null,
        entry: chair.root,
        endedBy: end?.root ?? null,
      }
    })
}
