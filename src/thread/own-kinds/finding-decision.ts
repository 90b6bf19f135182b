import { z } from 'zod'
import { kind } from '../kind.ts'

/**
 * A person's decision about a finding. Acknowledging says "I have seen it" and leaves it standing; ending closes it with a reason;
 * overriding lets another's entry through a gate (practice: alert-never-silent: only the condition or a named person's decision closes an alert).
 */
export const findingDecision = kind({
  name: 'finding-decision',
  words: 'decision on an alert',
  of: ['person', 'context', 'matter'],
  title: facts =>
    facts.decision === 'acknowledged' ? 'Alert acknowledged' : facts.decision === 'ended' ? 'Alert ended by a decision' : 'Gate overridden',
  record: {
    facts: z.strictObject({
      rule: z.string().min(1).max(80),
      key: z.string().min(1).max(400),
      decision: z.enum(['acknowledged', 'ended', 'overridden']),
    }),
    narrative: z.strictObject({ reason: z.string().trim().min(1).max(4000) }),
  },
  retention: 'oversight',
})
