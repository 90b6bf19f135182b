import { z } from 'zod'
import { declareForm } from '../../../kernel/http/declared.ts'
import { keptForm } from '../../../kernel/http/kept-form.tsx'
import { dayField, said, words } from '../../../thread/fields.ts'
import { ledByWords, type Stage, stageWords } from './support-stage.ts'

const pick = <const W extends Readonly<Record<string, string>>>(of: W, ask: string) =>
  z.enum(Object.keys(of) as [keyof W & string, ...(keyof W & string)[]], { error: ask })

/** A stage of support as it is told or proposed: why, on what evidence, what the child and the family think of it (practice: support-stages). */
export const stageForm = declareForm(
  z
    .object({
      stage: pick(stageWords, 'Choose the stage of support') as unknown as z.ZodType<Stage>,
      led: pick(ledByWords, 'Choose who leads').optional(),
      on: dayField,
      reason: said(10_000, 'Write why this stage fits what the child needs').prefault(''),
      evidence: said(10_000, 'Write what it rests on').prefault(''),
      childsView: said(
        10_000,
        'Write what the child says or shows about it, in quotation marks where they are the child’s words, or why they could not be asked',
      ).prefault(''),
      familysView: words(10_000).optional(),
      discussed: pick({ yes: 'Yes', no: 'No' }, 'Say whether it was talked through with the family'),
      notDiscussedWhy: words(4000).optional(),
    })
    .superRefine((form, context) => {
      const ask = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
      if (form.stage === 'getting-more-help' && !form.led) ask('led', 'Choose who leads: early help or a social worker')
      if (form.discussed === 'no' && !form.notDiscussedWhy)
        ask('notDiscussedWhy', 'Write why it was not talked through: only where that would be unsafe')
      if (form.discussed === 'yes' && !form.familysView) ask('familysView', 'Write what the family says about it')
    }),
  {
    stage: 'Which stage of support fits what the child needs now?',
    led: 'Who leads?',
    on: 'From which day?',
    reason: 'Why this stage?',
    evidence: 'What does it rest on?',
    childsView: 'What does the child say or show about it?',
    familysView: 'What does the family say about it?',
    discussed: 'Was it talked through with the family?',
    notDiscussedWhy: 'Why not?',
  },
)

/** What is typed of a stage of support is kept under `stage <child>`. */
export const keptStage = keptForm(stageForm, { longTexts: ['reason', 'evidence', 'childsView', 'familysView', 'notDiscussedWhy'] })

export type StageForm = z.output<typeof stageForm.schema>
