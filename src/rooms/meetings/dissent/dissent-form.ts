import { z } from 'zod'
import { declareForm } from '../../../kernel/http/declared.ts'
import { line, said } from '../../../thread/fields.ts'
import { picked } from '../page/form-fields.ts'
import { dissentFrom } from './dissent.ts'

/** Where somebody does not agree, why, and what they ask for. */
export const dissentForm = declareForm(
  z.object({
    who: line(60).optional(),
    from: picked(dissentFrom, 'Choose with what they do not agree'),
    why: said(10_000, 'Write why they do not agree').prefault(''),
    wants: said(5000, 'Write what they ask for').prefault(''),
  }),
  {
    who: 'Who does not agree?',
    from: 'With what?',
    why: 'Why? What does it mean for the child?',
    wants: 'What is asked for instead?',
  },
)
