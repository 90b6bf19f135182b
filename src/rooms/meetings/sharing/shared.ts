import { z } from 'zod'
import { choice, idField, words } from '../../../thread/fields.ts'
import type { EntryId } from '../../../thread/ids.ts'
import { kind } from '../../../thread/kind.ts'

export const sharedOfMeeting = { papers: 'papers', decisions: 'decisions', actions: 'actions', minutes: 'minutes' } as const

/** Something of the meeting is made known to these who were invited. When each opened it is read from who looked. */
export const meetingShared = kind({
  name: 'meeting-shared',
  words: 'shared with those invited',
  of: ['matter'],
  title: facts => `Shared: ${sharedOfMeeting[facts.what]}`,
  record: {
    facts: z.strictObject({ what: choice(sharedOfMeeting, 'Choose what is shared'), with: z.array(idField<EntryId>()).min(1).max(200) }),
    narrative: z.strictObject({ words: words(2000).optional() }),
  },
  retention: 'child-protection',
})
