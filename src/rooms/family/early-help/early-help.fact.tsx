import { z } from 'zod'
import { DateField, type FieldError, LongTextField, RadiosField, TextField } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { line, words } from '../../../thread/fields.ts'
import { earlyHelpAssessment, earlyHelpOutcomeWords } from '../../early-help/index.ts'
import { adultInContact } from '../adults/adult-in-contact.ts'
import { adultsAsked } from '../adults/adults-asked.ts'
import { type Around, readAround, registerKinds } from '../adults/around.ts'
import { readAroundSaid, tellWhoIsAround, WhoIsAround, whoIsAroundShape } from '../adults/who-is-around.tsx'
import { type DetailsView, linesOf, wordsOf } from '../details/details-view.ts'
import { asAnswer, asKnown, factPage, inBoxes, itemsOf, keepOne, knownDay, pick, wrong, yesNoUnknown } from '../details/fact.ts'
import { readFamily } from '../on-record/family.queries.ts'
import { parentalFactor } from '../parents/parental-factor.ts'
import { readWeighsSaid, tellWeighs, WeighsOnParents, weighsShape } from '../parents/weighs-on-parents.tsx'

const { 'not-known': notKnown, ...outcomes } = earlyHelpOutcomeWords

/** Who is around the child, for whoever may write that down. */
const readWho = async (tx: Tx, { person, who, may }: DetailsView): Promise<Around | null> => {
  if (![adultInContact, adultsAsked].every(may)) return null
  const family = await readFamily(tx, person, 'around')
  return readAround(tx, [{ subject: person, called: who.known_as || who.given || 'the child' }], family?.others ?? [])
}

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
  read: readWho,
  fields: ({ form, view, entry, more }) => (
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
      {!entry && more && <WhoIsAround form={form} around={more} ask="Whom does the child still see?" />}
      {!entry && view.may(parentalFactor) && <WeighsOnParents form={form} whom={view.called} />}
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
    ...whoIsAroundShape,
    ...weighsShape,
  }),
  keep: async keeping => {
    const { view, entry, more, said, typed } = keeping
    const { on, doneBy, agreed, outcome, outcomeWhy, wished, strengths, needs } = said
    const narrative = { outcomeWhy, wished, strengths, needs }
    const line = entry && linesOf(view, earlyHelpAssessment).find(one => one.last.root === entry.root)
    if (!line && !on) return wrong('on', 'Enter when it was done, such as 3 2026')
    if (on && on.on > view.today) return wrong('on', 'The day must be today or earlier')
    const errors: FieldError[] = []
    const around = more && !line ? readAroundSaid(typed, more, error => errors.push(error)) : null
    const weighs = !line && view.may(parentalFactor) ? readWeighsSaid(typed, error => errors.push(error)) : null
    if (errors.length > 0) return { done: 'wrong', errors }
    const known = asKnown(agreed)
    const assessment = {
      ...(line ? { answers: line.first.root } : on ? { happened: on } : {}),
      parts: {
        record: { facts: { outcome, ...(doneBy ? { doneBy } : {}), ...(known === undefined ? {} : { agreed: known }) }, narrative },
      },
    }
    return keepOne({ ...keeping, entry: undefined }, earlyHelpAssessment, assessment, {
      kinds: [...registerKinds, parentalFactor],
      tell: of => [
        ...(more && around ? tellWhoIsAround([view.person], around, more, { ...of, at: 'early-help-assessment', toldBy: 'parent' }) : []),
        ...tellWeighs([{ subject: view.person, thread: view.read.thread }], weighs, { ...of, on: of.happened }),
      ],
    })
  },
})
