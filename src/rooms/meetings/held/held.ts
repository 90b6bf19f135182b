import { z } from 'zod'
import { idField, words } from '../../../thread/fields.ts'
import type { EntryId } from '../../../thread/ids.ts'
import { kind } from '../../../thread/kind.ts'

/** The meeting took place: of each who was invited, did they come, did they send what they know. The moment is when it ended. */
export const meetingHeld = kind({
  name: 'meeting-held',
  words: 'meeting held',
  of: ['matter'],
  title: () => 'Held',
  record: {
    facts: z.strictObject({
      attendance: z.array(z.strictObject({ invited: idField<EntryId>(), came: z.boolean(), sent: z.boolean().default(false) })).max(200),
    }),
    narrative: z.strictObject({ absent: words(5000).optional(), alsoThere: words(2000).optional() }),
  },
  retention: 'child-protection',
})
