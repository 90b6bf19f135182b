import { z } from 'zod'
import { CheckboxesField, InsetText, LongTextField, RadiosField } from '../../../design-system/index.ts'
import { words } from '../../../thread/fields.ts'
import { type DetailsView, lastOf, wordsOf } from '../details/details-view.ts'
import { factPage, itemsOf, keepOne, pick, wrong } from '../details/fact.ts'
import {
  advisedByWords,
  barrierWords,
  curiosity,
  type SafetyTopic,
  safetyAdvised,
  safetyTopicsAt,
  safetyTopicWords,
  workingWithFamily,
} from './asked-about.ts'
import { yearsOld } from './years.ts'

const several = <const W extends Readonly<Record<string, string>>>(of: W, ask: string) =>
  z.preprocess(given => (given === undefined || given === '' ? [] : typeof given === 'string' ? [given] : given), z.array(pick(of, ask)))

/** What is asked of this child by age; all of it where no date of birth is on record. */
const topicsOf = (view: DetailsView): SafetyTopic[] => {
  const years = yearsOld(view.who, view.today)
  return years === undefined ? (Object.keys(safetyTopicWords) as SafetyTopic[]) : safetyTopicsAt(years, true)
}

/** What is asked and advised about sleep, crying, bathing and water, by the age of the child (practice: baby-under-one, water-safety). */
export const safetyFact = factPage({
  slug: 'safety-advice',
  needs: [safetyAdvised],
  fits: view => view.who.is_a !== 'adult',
  start: () => ({ by: 'me' }),
  fields: ({ form, view }) => {
    const items = topicsOf(view).map(value => ({ value, text: itemsOf({ [value]: safetyTopicWords[value] })[0]?.text ?? value }))
    return (
      <>
        <CheckboxesField
          form={form}
          name="asked"
          fieldset={{ legend: { text: `What did you ask about, for ${view.called}?` } }}
          items={items}
        />
        <CheckboxesField
          form={form}
          name="worried"
          fieldset={{ legend: { text: 'Is any of it worrying? (optional)' } }}
          hint={{ text: 'A baby who is hurt, or left alone in the bath, is for a manager today.' }}
          items={items.map(({ value }) => ({ value, text: shortly[value] }))}
        />
        <LongTextField form={form} name="worry" rows={3} label="What is worrying? (optional)" />
        <RadiosField form={form} name="by" fieldset={{ legend: { text: 'Who gave the advice?' } }} items={itemsOf(advisedByWords)} />
        <LongTextField form={form} name="advice" rows={2} label="What was said or shown? (optional)" />
      </>
    )
  },
  schema: z.object({
    asked: several(safetyTopicWords, 'Choose what was asked about').refine(list => list.length > 0, 'Choose what was asked about'),
    worried: several(safetyTopicWords, 'Choose what is worrying'),
    worry: words(4000).optional(),
    by: pick(advisedByWords, 'Say who gave the advice'),
    advice: words(4000).optional(),
  }),
  keep: async keeping => {
    const { asked, worried, worry, by, advice } = keeping.said
    if (worried.length > 0 && !worry?.trim()) return wrong('worry', 'Write what is worrying')
    return keepOne(keeping, safetyAdvised, {
      parts: { record: { facts: { asked: [...new Set([...asked, ...worried])], worried, by }, narrative: { advice, worry } } },
    })
  },
})

const shortly: Readonly<Record<SafetyTopic, string>> = {
  'safe-sleep': 'Sleep',
  crying: 'Crying',
  'bathing-baby': 'Bathing',
  'who-cares': 'Who looks after the baby',
  'health-visitor': 'Not seen by midwife or health visitor',
  bath: 'Bathing',
  pond: 'Ponds, pools, buckets',
  'open-water': 'Open water',
}

/** What whoever works with the child asks themselves: one answer is enough (practice: professional-curiosity). */
export const curiosityFact = factPage({
  slug: 'curiosity',
  needs: [curiosity],
  fits: view => view.who.is_a !== 'adult',
  start: () => ({}),
  fields: ({ form, view }) => (
    <>
      <InsetText text="One answer is enough. Write what you would want to know if you read this record for the first time." />
      <LongTextField form={form} name="notTold" rows={2} label="What have I not been told or shown?" />
      <LongTextField form={form} name="whoElse" rows={2} label="Who else is there, or was meant to be?" />
      <LongTextField form={form} name="childWouldSay" rows={2} label={`What would ${view.called} say?`} />
      <LongTextField form={form} name="wouldChangeMind" rows={2} label="What would change my mind?" />
    </>
  ),
  schema: z.object({
    notTold: words(4000).optional(),
    whoElse: words(4000).optional(),
    childWouldSay: words(4000).optional(),
    wouldChangeMind: words(4000).optional(),
  }),
  keep: async keeping =>
    Object.values(keeping.said).some(text => text?.trim())
      ? keepOne(keeping, curiosity, { parts: { record: { facts: {}, narrative: keeping.said } } })
      : wrong('notTold', 'Answer one of these questions'),
})

/** Why the family may find it hard to work with us, and what was changed (practice: working-with-families). */
export const workingWithFamilyFact = factPage({
  slug: 'working-together',
  needs: [workingWithFamily],
  fits: view => view.who.is_a !== 'adult',
  start: ({ view }) => {
    const last = lastOf(view, workingWithFamily)
    return last ? { barriers: last.facts.barriers, ...wordsOf(view, last) } : {}
  },
  fields: ({ form }) => (
    <>
      <InsetText text="Before anybody writes that a family does not engage: what makes it hard for them, and what did we change?" />
      <CheckboxesField
        form={form}
        name="barriers"
        fieldset={{ legend: { text: 'What makes it hard for them to work with us?' } }}
        items={itemsOf(barrierWords)}
      />
      <LongTextField form={form} name="inTheirWords" rows={3} label="In their own words (optional)" />
      <LongTextField form={form} name="whatHelps" rows={2} label="What helps: which worker, when, where, how (optional)" />
      <LongTextField form={form} name="whatWeChanged" rows={2} label="What have we changed? (optional)" />
    </>
  ),
  schema: z.object({
    barriers: several(barrierWords, 'Choose what makes it hard'),
    inTheirWords: words(4000).optional(),
    whatHelps: words(4000).optional(),
    whatWeChanged: words(4000).optional(),
  }),
  keep: async keeping => {
    const { barriers, ...narrative } = keeping.said
    if (barriers.length === 0 && !Object.values(narrative).some(text => text?.trim()))
      return wrong('barriers', 'Choose what makes it hard, or write what helps')
    return keepOne(keeping, workingWithFamily, {
      parts: { record: { facts: { barriers, changed: Boolean(narrative.whatWeChanged?.trim()) }, narrative } },
    })
  },
})
