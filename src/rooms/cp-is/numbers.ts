import { type Limit, workingDays } from '../../guidance/index.ts'
import { type Setting, setting } from '../../thread/rule.ts'

/** The numbers of the room that belong to no rule: a notice that fits no child has no thread that a rule could read. An authority sets its own as `cp-is.<name>`. */
export const cpIsSettings = {
  'notice-settled': setting<Limit>(
    workingDays(1),
    'our own choice',
    'a notice of the NHS that fits no child is settled by the next working day: a child who was hurt may be meant',
  ),
} as const satisfies Record<string, Setting<Limit>>
