import { z } from 'zod'
import { declareForm } from '../../../kernel/http/declared.ts'
import { keptForm } from '../../../kernel/http/kept-form.tsx'
import { dayField, line, said, words } from '../../../thread/fields.ts'
import { abuseWords, harmWords, reviewWords } from './serious-incident.ts'

const pick = <const W extends Readonly<Record<string, string>>>(of: W, ask: string) =>
  z.enum(Object.keys(of) as [keyof W & string, ...(keyof W & string)[]], { error: ask })

/** That something serious happened to a child. */
export const knownForm = declareForm(
  z.object({
    harm: pick(harmWords, 'Choose what happened'),
    abuse: pick(abuseWords, 'Say whether abuse or neglect is known or suspected: it is weighed either way'),
    on: dayField,
    whatHappened: said(20_000, 'Write what happened, as far as it is known').prefault(''),
    reason: said(10_000, 'Write why abuse or neglect is known, suspected or not').prefault(''),
    siblingsSafe: said(10_000, 'Write what is done so that brothers, sisters and other children are safe, or that there are none').prefault(
      '',
    ),
  }),
  {
    harm: 'What happened?',
    abuse: 'Is abuse or neglect known or suspected?',
    on: 'When did the authority become aware?',
    whatHappened: 'What is known of what happened?',
    reason: 'Why?',
    siblingsSafe: 'What is done so that other children are safe?',
  },
)
export type KnownForm = z.output<typeof knownForm.schema>

/** That the national panel was notified. */
export const notifiedForm = declareForm(z.object({ on: dayField, reference: line(80).optional(), note: words(10_000).optional() }), {
  on: 'When was it sent?',
  reference: 'The reference it was given',
  note: 'Who else was told?',
})
export type NotifiedForm = z.output<typeof notifiedForm.schema>

/** What the rapid review decided. */
export const reviewForm = declareForm(
  z.object({
    on: dayField,
    decided: pick(reviewWords, 'Choose what was decided'),
    reason: said(20_000, 'Write why').prefault(''),
    learned: words(20_000).optional(),
  }),
  { on: 'When was it completed?', decided: 'What was decided?', reason: 'Why?', learned: 'What can be learned at once?' },
)
export type ReviewForm = z.output<typeof reviewForm.schema>

/** That whoever reviews the deaths of children was told. */
export const deathForm = declareForm(
  z.object({
    on: dayField,
    unexpected: pick({ yes: 'Yes', no: 'No' }, 'Say whether the death was unexpected'),
    note: words(10_000).optional(),
  }),
  {
    on: 'When were they notified?',
    unexpected: 'Was the death unexpected?',
    note: 'Who answers it together, and who is beside the family?',
  },
)
export type DeathForm = z.output<typeof deathForm.schema>

/** The four forms by the name in their address; what is typed is kept under `incident-<name> <child>`. */
export const incidentForms = {
  known: { form: knownForm, kept: keptForm(knownForm, { longTexts: ['whatHappened', 'reason', 'siblingsSafe'] }) },
  notified: { form: notifiedForm, kept: keptForm(notifiedForm, { longTexts: ['note'] }) },
  review: { form: reviewForm, kept: keptForm(reviewForm, { longTexts: ['reason', 'learned'] }) },
  death: { form: deathForm, kept: keptForm(deathForm, { longTexts: ['note'] }) },
} as const
export type IncidentForm = keyof typeof incidentForms
