import { z } from 'zod'
import { choice, dayField, idField, line, said, words, yesOrNo } from '../../../thread/fields.ts'
import type { AccountId, AgencyId, EntryId, SubjectId } from '../../../thread/ids.ts'
import { kind } from '../../../thread/kind.ts'

// What of its words rules may know: `measured`, how it will be known that it was done; `risky`, on which risk it acts; `named`, an owner without an account.
const of = z.strictObject({
  account: idField<AccountId>().optional(),
  agency: idField<AgencyId>().optional(),
  dueOn: dayField.optional(),
  child: idField<SubjectId>().optional(),
  measured: z.boolean().default(false),
  risky: z.boolean().default(false),
  named: z.boolean().default(false),
})
const what = {
  what: said(2000, 'Write who does what'),
  measure: words(2000).optional(),
  risk: words(2000).optional(),
  owner: line(200).optional(),
}

/**
 * What a meeting asks of somebody (practice: strategy-actions-smart), as the meeting has it. `action` is the matter of its own by which its owner sees this action and nothing
 * else. What is still missing (measure, owner, day, risk) may come later: until it has, minutes are not final.
 */
export const meetingAction = kind({
  name: 'meeting-action',
  words: 'action of a meeting',
  of: ['matter'],
  title: () => 'Action',
  record: { facts: of.extend({ action: idField<SubjectId>() }), narrative: z.strictObject(what) },
  retention: 'child-protection',
})

/**
 * The same action on the matter that its owner sees. It says nothing of the meeting but what the action itself says; `askedBy` and `askedAs` (the meeting, and its entry) are ids
 * that open nothing to the owner, and by which their answer finds its way.
 */
export const action = kind({
  name: 'action',
  words: 'action',
  of: ['matter'],
  title: () => 'Action',
  record: {
    facts: of.omit({ child: true }).extend({
      askedBy: idField<SubjectId>().optional(),
      askedAs: idField<EntryId>().optional(),
      /** The children for whom it was asked where no meeting asked: with them it closes, and keeps out whoever is kept out of one. Ids that open nothing. */
      children: z.array(idField<SubjectId>()).max(40).optional(),
    }),
    narrative: z.strictObject(what),
  },
  retention: 'child-protection',
})

/** Whoever is to do it (the action is what this answers) says whether they can. One act, on the meeting and on the action. */
export const actionAnswered = kind({
  name: 'action-answered',
  words: 'answer to an action',
  of: ['matter'],
  title: facts => (facts.accepted ? 'Action accepted' : 'Action not accepted'),
  record: {
    facts: z.strictObject({ accepted: yesOrNo('Say whether it can be done') }),
    narrative: z.strictObject({ words: words(2000).optional() }),
  },
  retention: 'child-protection',
})

/** How an action came to its end. */
export const actionDoneWords = {
  done: 'done',
  'in-part': 'done in part',
  'not-done': 'not done',
  'no-longer-needed': 'no longer needed',
} as const

/** What became of an action (what this answers). One act, on the meeting and on the action. */
export const actionDone = kind({
  name: 'action-done',
  words: 'what became of an action',
  of: ['matter'],
  title: facts => `Action ${facts.outcome.replaceAll('-', ' ')}`,
  record: {
    facts: z.strictObject({ outcome: choice(actionDoneWords, 'Say what became of it') }),
    narrative: z.strictObject({ words: said(5000, 'Write what was done, and what came of it for the child') }),
  },
  retention: 'child-protection',
})
