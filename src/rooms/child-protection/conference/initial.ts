import type { Thread } from '../../../thread/thread.ts'
import { conference } from './conference.ts'

/** The initial conferences about a child, wherever they were held if known: one after a move into the area and one before a birth are among them, a review never is (our own readings 11 and 13). */
export const initialConferences = (child: Thread) => child.where(conference, ({ facts }) => facts.type !== 'review')

/** The review conferences about a child. */
export const reviewConferences = (child: Thread) => child.where(conference, ({ facts }) => facts.type === 'review')
