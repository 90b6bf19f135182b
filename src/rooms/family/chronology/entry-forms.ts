import { z } from 'zod'
import { declareForm } from '../../../kernel/http/declared.ts'
import { keptForm } from '../../../kernel/http/kept-form.tsx'
import { said } from '../../../thread/fields.ts'
import { type EntryId, isId } from '../../../thread/ids.ts'

/** Words added to an entry. */
export const addForm = declareForm(z.object({ added: said(20_000, 'Write what you want to add').prefault('') }), {
  added: 'What do you want to add?',
})

/** A mark of significance, given or taken away. */
export const markForm = declareForm(
  z.object({
    significant: z.enum(['yes', 'no'], { error: 'Say whether it is significant' }),
    reason: said(4000, 'Write why').prefault(''),
  }),
  { significant: 'Is it significant?', reason: 'Why?' },
)

/** A pattern across a record: what is seen, the entries it rests on, what it means, what comes next. */
export const patternForm = declareForm(
  z.object({
    pattern: said(10_000, 'Write what you see when you read the record as a whole').prefault(''),
    evidence: z
      .preprocess(
        given => (typeof given === 'string' ? [given] : given),
        z.array(z.string().refine(isId, 'Choose entries from the list')).default([]),
      )
      .refine(chosen => chosen.length > 0, 'Choose at least one entry that it rests on')
      .refine(chosen => chosen.length <= 40, 'Choose at most 40 entries')
      .transform(chosen => chosen as EntryId[]),
    means: said(10_000, 'Write what it means for the child').prefault(''),
    next: said(10_000, 'Write what comes next, who does it and by when').prefault(''),
  }),
  {
    pattern: 'What do you see when you read the record as a whole?',
    evidence: 'Which entries does it rest on?',
    means: 'What does it mean for the child?',
    next: 'What comes next, who does it, and by when?',
  },
)

/** What is typed of a pattern is kept under `pattern <person>`. */
export const keptPattern = keptForm(patternForm, { lists: ['evidence'], longTexts: ['pattern', 'means', 'next'] })
