import { z } from 'zod'
import { type Moment, plusHours } from '../../guidance/index.ts'
import { choice, dayField, line, momentField } from '../../thread/fields.ts'
import { identifierAsks } from '../../thread/identifiers.ts'
import { settingWords } from '../child-protection/index.ts'

/** A notice of an attendance as the NHS sends it (docs/cp-is.md): which notice, which child, when and where. Whatever else is in it is refused by name. */
export const attendanceNotice = z.strictObject({
  notice: line(80).regex(/^[\w.:-]+$/, 'the number of the notice, of letters, figures and - _ . :'),
  child: z.strictObject({
    nhsNumber: z
      .string()
      .refine(value => identifierAsks('nhs-number', value) === undefined, 'an NHS number of ten figures whose last one is right'),
    born: dayField,
  }),
  attended: z.strictObject({
    at: momentField,
    setting: choice(settingWords, 'Say in which part of the NHS'),
    organisation: line(200).optional(),
  }),
})

/** The same as it is taken in at a moment: nobody has attended after it, but for an hour by which a clock may be wrong. */
export const attendedBy = (now: Moment) =>
  attendanceNotice.refine(({ attended }) => attended.at <= plusHours(now, 1), {
    path: ['attended', 'at'],
    error: 'a moment that has come: nobody has attended yet',
  })
