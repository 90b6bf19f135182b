import { z } from 'zod'
import { declareForm } from '../../../kernel/http/declared.ts'
import { keptForm } from '../../../kernel/http/kept-form.tsx'
import { dayField, line, said, words } from '../../../thread/fields.ts'
import { childrenField, oneOf } from '../../commands.ts'
import { closedWhyWords, closesAsHelped } from './case-closed.ts'

/** Why a case closes, as it is written down on the day: nobody closes a case without knowing why. */
const { 'not-known': _unknown, ...why } = closedWhyWords
export const closingWhy = why

/** The form by which a case is closed. */
export const closeForm = declareForm(
  z
    .object({
      children: childrenField,
      why: oneOf(closingWhy, 'Choose why the case closes'),
      judgment: words(20_000).optional(),
      whoStays: line(200).optional(),
      toldOn: dayField,
      told: said(10_000, 'Write what the family was told, by whom, and how').prefault(''),
      comeBack: said(10_000, 'Write what the family can do if they need help again').prefault(''),
      familysView: words(10_000).optional(),
      childsView: words(10_000).optional(),
      objections: words(10_000).optional(),
      stillOpen: words(10_000).optional(),
    })
    .superRefine((given, context) => {
      const ask = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
      if (closesAsHelped(given.why) && !given.judgment) ask('judgment', 'Write why it is good enough now, and not only better')
      if (given.why !== 'died' && !given.whoStays) ask('whoStays', 'Enter who goes on helping, or keeps an eye')
    }),
  {
    children: 'Which children?',
    why: 'Why does the case close?',
    judgment: 'Why is it good enough now, and not only better?',
    whoStays: 'Who goes on helping, or keeps an eye?',
    toldOn: 'When was the family told?',
    told: 'What was the family told, by whom, and how?',
    comeBack: 'What can the family do if they need help again?',
    familysView: 'What does the family say to it?',
    childsView: 'What does the child say to it?',
    objections: 'Who objects, and why?',
    stillOpen: 'What becomes of what is still open?',
  },
)

export const keptClosing = keptForm(closeForm, {
  lists: ['children'],
  longTexts: ['judgment', 'told', 'comeBack', 'familysView', 'childsView', 'objections', 'stillOpen'],
})
