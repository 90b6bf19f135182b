import { z } from 'zod'
import { LongTextField, RadiosField } from '../../../design-system/index.ts'
import { words } from '../../../thread/fields.ts'
import { wordsOf } from '../details/details-view.ts'
import { factPage, itemsOf, keepOne, pick } from '../details/fact.ts'
import { childhoodExperience, childhoodOfWords, experienceWords } from './childhood-experience.ts'

/** What happened in a childhood, the child's own or a parent's (practice: childhood-experiences). */
export const childhoodExperienceFact = factPage({
  slug: 'childhood',
  needs: [childhoodExperience],
  of: childhoodExperience,
  fits: view => view.who.is_a !== 'adult',
  start: ({ view, entry }) =>
    entry ? { ...(entry.facts as Record<string, string>), ...wordsOf(view, entry), ...wordsOf(view, entry, 'third-party') } : {},
  fields: ({ form, view }) => (
    <>
      <RadiosField
        form={form}
        name="whose"
        fieldset={{ legend: { text: 'Whose childhood?' } }}
        items={itemsOf({ ...childhoodOfWords, child: view.called })}
      />
      <RadiosField
        form={form}
        name="what"
        fieldset={{ legend: { text: 'What happened?' } }}
        hint={{ text: 'What carried them counts as much as what was hard. Nothing is added up.' }}
        items={itemsOf(experienceWords)}
      />
      <LongTextField
        form={form}
        name="happened"
        rows={4}
        label="In their own words, as far as they want to say it"
        hint="What happened to them, not what is wrong with them. Of a parent, fewer people read this."
      />
      <LongTextField form={form} name="meansForChild" rows={3} label={`What does it mean for ${view.called} now? (optional)`} />
    </>
  ),
  schema: z.object({
    whose: pick(childhoodOfWords, 'Say whose childhood it is'),
    what: pick(experienceWords, 'Choose what happened'),
    happened: words(4000)
      .refine(text => text.trim() !== '', 'Write what happened, in their words where you can')
      .prefault(''),
    meansForChild: words(4000).optional(),
  }),
  keep: async keeping => {
    const { whose, what, happened, meansForChild } = keeping.said
    const own = whose === 'child'
    return keepOne(keeping, childhoodExperience, {
      parts: {
        record: { facts: { whose, what }, narrative: { ...(own ? { happened } : {}), meansForChild } },
        ...(own ? {} : { 'third-party': { narrative: { happened } } }),
      },
    })
  },
})
