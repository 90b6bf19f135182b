import { z } from 'zod'
import { idField, line } from '../../../thread/fields.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import { kind } from '../../../thread/kind.ts'

/**
 * A child as told was matched to a person on record, or to a new one: the screener's step, undone by withdrawing it. Answers the concern. `label` is the
 * child's in the concern; `referral` and `screening` are the entries that the same act put on the child's own thread (the concern, and The Bridge's
 * involvement while it is screened), so that undoing finds them.
 */
export const childMatched = kind({
  name: 'child-matched',
  words: 'child matched to a person on record',
  of: ['matter'],
  title: facts => `Matched ${facts.label} to a person on record`,
  record: {
    facts: z.strictObject({
      label: line(40).min(1, 'Say which of the children told of it is'),
      person: idField<SubjectId>(),
      referral: idField<EntryId>().optional(),
      screening: idField<EntryId>().optional(),
    }),
    narrative: z.strictObject({}),
  },
  retention: 'contact-only',
})
