import type { Chapter } from '../../thread/book.ts'
import { childVoiceMissing } from './heard/child-voice-missing.rules.ts'
import { childsVoice } from './heard/childs-voice.ts'

/** The child's own voice: what each child says or shows, and that no plan or review goes without it. */
export const voice: Chapter = { room: 'voice', kinds: [childsVoice], rules: [childVoiceMissing], episodes: [] }
