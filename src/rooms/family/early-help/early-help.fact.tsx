import { z } from 'zod'
import { DateField, LongTextField, RadiosField, TextField } from '../../../design-system/index.ts'
import { line, words } from '../../../thread/fields.ts'
import { earlyHelpAssessment, earlyHelpOutcomeWords } from '../../early-help/index.ts'
import { linesOf, wordsOf } from '../details/details-view.ts'
import { asAnswer, asKnown, factPage, inBoxes, itemsOf, keepOne, knownDay, pick, wrong, yesNoUnknown } from '../details/fact.ts'

const { 'not-known': notKnown, ...outcomes } = earlyHelpOutcomeWords

/** That an Early Help Assessment was done, and what became of it (practice: most-children-eha-first). */
export const earlyHelpFact = factPage({
  slug: 'early-help-assessment',
  needs: [earlyHelpAssessment],
  of: earlyHelpAssessment,
  fits: view => view.who.is_a !== 'adult',
  start: ({ view, entry }) => {
    if (!entry) return {}
    const line = linesOf(view, earlyHelpAssessment).find(one => one.last.root === entry.root)
    const { agreed, ...facts } = entry.facts as { agreed?: boolean; doneBy?: string; outcome: string }
    const done = line?.first ?? entry
    return { ...facts, agreed: asAnswer(agreed), ...inBoxes('on', done.on, done.precision), ...wordsOf(view, entry) }
  },
  fields: ({ form, entry }) => (
    <>
      {!entry && (
        <DateField
          form={form}
          name="on"
          fieldset={{ legend: { text: 'When was it done?' } }}
          hint="Leave the day, or the day and the month, empty if you do not know them"
        />
      )}
      <TextField form={form} name="doneBy" label="Who did it?" hint="The organisation, or the person and where they work" />
      <RadiosField form={form} name="agreed" fieldset={{ legend: { text: 'Did the family agree to it?' } }} items={itemsOf(yesNoUnknown)} />
      <RadiosField
        form={form}
        name="outcome"
        fieldset={{ legend: { text: 'What has become of it?' } }}
        hint={{ text: 'Change that was not reached or did not last is a reason to ask for more help.' }}
        items={itemsOf({ ...outcomes, 'not-known': notKnown })}
      />
      <LongTextField form={form} name="outcomeWhy" rows={3} label="Why, as far as you know (optional)" />
      <LongTextField form={form} name="wished" rows={3} label="What does the family want to change? (optional)" />
      <LongTextField form={form} name="strengths" rows={3} label="What did it find that is strong? (optional)" />
      <LongTextField form={form} name="needs" rows={3} label="What did it find that is needed? (optional)" />
    </>
  ),
  schema: z.object({
    on: knownDay('Enter when it was done, such as 3 2026').optional(),
    doneBy: line(160).optional(),
    agreed: pick(yesNoUnknown, 'Say whether the family agreed to it').default('not-known'),
    outcome: pick(earlyHelpOutcomeWords, 'Choose what has become of it'),
    outcomeWhy: words(4000).optional(),
    wished: words(10_000).optional(),
    strengths: words(10_000).optional(),
    needs: words(10_000).optional(),
  }),
  keep: async keeping => {
    const { view, entry, said } = keeping
    const { on, doneBy, agreed, outcome, ...narrative } = said
    const line = entry && linesOf(view, earlyHelpAssessment).find(one => one.last.root === entry.root)
    if (!line && !on) return wrong('on', 'Enter when it was done, such as 3 2026')
    if (on && on.on > view.today) return wrong('on', 'The day must be today or earlier')
    const known = asKnown(agreed)
    return keepOne({ ...keeping, entry: undefined }, earlyHelpAssessment, {
      ...(line ? { answers: line.first.root } : on ? { happened: on } : {}),
      parts: {
        record: { facts: { outcome, ...(doneBy ? { doneBy } : {}), ...(known === undefined ? {} : { agreed: known }) }, narrative },
      },
    })
  },
})
