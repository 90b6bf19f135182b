import { z } from 'zod'
import { LongTextField, RadiosField } from '../../../design-system/index.ts'
import { words } from '../../../thread/fields.ts'
import { linesOf, wordsOf } from '../details/details-view.ts'
import { asAnswer, factPage, itemsOf, type Keeping, keepOne, pick, yesNo } from '../details/fact.ts'
import {
  adultServiceWords,
  consentWords,
  factorWords,
  needWords,
  parentalFactor,
  parentsOwnNeed,
  uptakeWords,
  whoseWords,
} from './parental-factor.ts'

/** The first entry of the line that a page was opened with: what is learned later answers it. */
const firstOf = ({ view, entry }: Pick<Keeping, 'view' | 'entry'>, kind: typeof parentalFactor | typeof parentsOwnNeed) => {
  const line = entry && linesOf(view, kind as typeof parentalFactor).find(one => one.last.root === entry.root)
  return line ? { answers: line.first.root } : {}
}

/** What weighs on a parent, and what that does to the child (practice: parental-factors). */
export const parentalFactorFact = factPage({
  slug: 'parental-factor',
  needs: [parentalFactor],
  of: parentalFactor,
  fits: view => view.who.is_a !== 'adult',
  start: ({ view, entry }) =>
    entry
      ? {
          ...(entry.facts as Record<string, string>),
          ended: asAnswer((entry.facts as { ended: boolean }).ended) ?? 'no',
          ...wordsOf(view, entry),
          ...wordsOf(view, entry, 'third-party'),
        }
      : { ended: 'no' },
  fields: ({ form, view, entry }) => (
    <>
      <RadiosField form={form} name="factor" fieldset={{ legend: { text: 'What is it?' } }} items={itemsOf(factorWords)} />
      <RadiosField form={form} name="whose" fieldset={{ legend: { text: 'Whose is it?' } }} items={itemsOf(whoseWords)} />
      <LongTextField
        form={form}
        name="impact"
        rows={4}
        label={`What does it do to ${view.called}?`}
        hint="What a day is like for the child because of it"
      />
      <LongTextField
        form={form}
        name="whatIsKnown"
        rows={4}
        label="What is known about it (optional)"
        hint="Of domestic abuse: who does what to whom, and whether they are in contact now. Read by those who may read about other adults."
      />
      <LongTextField form={form} name="safeToTalk" rows={2} label="When, where and how it is safe to talk about it (optional)" />
      <RadiosField
        form={form}
        name="adultService"
        fieldset={{ legend: { text: 'Is a service for adults involved?' } }}
        items={itemsOf(adultServiceWords)}
      />
      <RadiosField
        form={form}
        name="consent"
        fieldset={{ legend: { text: 'Do they agree that we speak with that service?' } }}
        items={itemsOf(consentWords)}
      />
      {entry && (
        <RadiosField
          form={form}
          name="ended"
          fieldset={{ legend: { text: 'Does it still bear on the child?' } }}
          items={itemsOf({ no: 'Yes', yes: 'No longer' })}
        />
      )}
    </>
  ),
  schema: z.object({
    factor: pick(factorWords, 'Choose what it is'),
    whose: pick(whoseWords, 'Say whose it is'),
    impact: words(4000)
      .refine(text => text.trim() !== '', 'Write what it does to the child')
      .prefault(''),
    whatIsKnown: words(4000).optional(),
    safeToTalk: words(2000).optional(),
    adultService: pick(adultServiceWords, 'Say whether a service is involved').default('not-known'),
    consent: pick(consentWords, 'Say whether they agree').default('not-asked'),
    ended: pick(yesNo, 'Say whether it still bears on the child').default('no'),
  }),
  keep: async keeping => {
    const { impact, whatIsKnown, safeToTalk, ended, ...facts } = keeping.said
    return keepOne({ ...keeping, entry: undefined }, parentalFactor, {
      ...firstOf(keeping, parentalFactor),
      parts: {
        record: { facts: { ...facts, ended: ended === 'yes' }, narrative: { impact } },
        ...(whatIsKnown || safeToTalk ? { 'third-party': { narrative: { whatIsKnown, safeToTalk } } } : {}),
      },
    })
  },
})

/** A parent's own need: in their own words, what was offered, what became of it (practice: parents-own-needs). */
export const parentsOwnNeedFact = factPage({
  slug: 'parents-own-need',
  needs: [parentsOwnNeed],
  of: parentsOwnNeed,
  fits: view => view.who.is_a !== 'adult',
  start: ({ view, entry }) =>
    entry
      ? {
          ...(entry.facts as Record<string, string>),
          met: asAnswer((entry.facts as { met: boolean }).met) ?? 'no',
          ...wordsOf(view, entry),
          ...wordsOf(view, entry, 'third-party'),
        }
      : { met: 'no' },
  fields: ({ form, view, entry }) => (
    <>
      <RadiosField form={form} name="whose" fieldset={{ legend: { text: 'Who needs it?' } }} items={itemsOf(whoseWords)} />
      <RadiosField form={form} name="need" fieldset={{ legend: { text: 'What do they need help with?' } }} items={itemsOf(needWords)} />
      <LongTextField form={form} name="inTheirWords" rows={4} label="In their own words" hint="What the parent says, in quotation marks" />
      <LongTextField form={form} name="whatWasOffered" rows={3} label="What was offered, by whom" />
      <RadiosField form={form} name="uptake" fieldset={{ legend: { text: 'What became of it?' } }} items={itemsOf(uptakeWords)} />
      <LongTextField form={form} name="effectOnChild" rows={3} label={`What has it changed for ${view.called}?`} />
      {entry && <RadiosField form={form} name="met" fieldset={{ legend: { text: 'Is the need met?' } }} items={itemsOf(yesNo)} />}
    </>
  ),
  schema: z.object({
    whose: pick(whoseWords, 'Say who needs it'),
    need: pick(needWords, 'Choose what they need help with'),
    inTheirWords: words(4000)
      .refine(text => text.trim() !== '', 'Write what the parent says')
      .prefault(''),
    whatWasOffered: words(2000).optional(),
    uptake: pick(uptakeWords, 'Say what became of it').default('not-offered'),
    effectOnChild: words(4000).optional(),
    met: pick(yesNo, 'Say whether the need is met').default('no'),
  }),
  keep: async keeping => {
    const { inTheirWords, whatWasOffered, effectOnChild, met, ...facts } = keeping.said
    return keepOne({ ...keeping, entry: undefined }, parentsOwnNeed, {
      ...firstOf(keeping, parentsOwnNeed),
      parts: {
        record: { facts: { ...facts, met: met === 'yes' }, narrative: { effectOnChild } },
        'third-party': { narrative: { inTheirWords, whatWasOffered } },
      },
    })
  },
})
