import { z } from 'zod'
import { DateField, InsetText, LongTextField, RadiosField, TextField } from '../../../design-system/index.ts'
import { words } from '../../../thread/fields.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import { ageOfPerson, type DetailsView, linesOf, nameOfPerson, wordsOf } from '../details/details-view.ts'
import {
  asAnswer,
  asKnown,
  factPage,
  given,
  inBoxes,
  itemsOf,
  keepOne,
  pick,
  wholeDay,
  wrong,
  yesNo,
  yesNoUnknown,
} from '../details/fact.ts'
import { ChooseField } from '../details/facts/choose.tsx'
import {
  adultInContact,
  checkWords,
  contactWords,
  frequencyWords,
  newAdultDecided,
  newAdultDecisionWords,
  presenceWords,
  seenAsWords,
  toldByWords,
} from './adult-in-contact.ts'

/** Those of the family on record who are grown up, or may be. */
const adultsOnRecord = (view: DetailsView) => [...view.people.values()].filter(one => one.is_a === 'adult')

const checks = { policeCheck: 'Police check', socialCareCheck: 'Social care records', probationCheck: 'Probation check' } as const

/** An adult in the child's life: told as soon as somebody is seen, named once it is known who it is (practice: adult-contact-register). */
export const adultFact = factPage({
  slug: 'adult',
  needs: [adultInContact],
  of: adultInContact,
  next: 'adults',
  fits: view => view.who.is_a !== 'adult',
  start: ({ view, entry }) => {
    const facts = entry?.facts as Record<string, string | boolean> | undefined
    if (!entry || !facts) return { seenAs: undefined, who: 'unknown', ended: 'no', ...inBoxes('on', view.today) }
    return {
      ...(Object.fromEntries(Object.entries(facts).filter(([, value]) => typeof value === 'string')) as Record<string, string>),
      who: (facts['person'] as string | undefined) ?? (facts['identified'] ? 'named' : 'unknown'),
      parentalResponsibility: asAnswer(facts['parentalResponsibility'] as boolean | undefined) ?? 'not-known',
      spokenWith: asAnswer(facts['spokenWith'] as boolean) ?? 'no',
      alone: asAnswer(facts['alone'] as boolean | undefined) ?? 'not-known',
      ended: asAnswer(facts['ended'] as boolean) ?? 'no',
      ...wordsOf(view, entry, 'third-party'),
      ...inBoxes('on', view.today),
    }
  },
  fields: ({ form, view, entry }) => (
    <>
      {!entry && (
        <InsetText>
          Write down every adult, and above all every man, who is regularly with the child, even where nobody knows yet who it is: “unknown
          man, about 30, collects from nursery”.
        </InsetText>
      )}
      <RadiosField
        form={form}
        name="seenAs"
        fieldset={{ legend: { text: 'Who has been seen or spoken of?' } }}
        items={itemsOf(seenAsWords)}
      />
      <ChooseField form={form} name="as" label="What are they to the child or the family?" of={contactWords} />
      <RadiosField
        form={form}
        name="who"
        fieldset={{ legend: { text: 'Is it known who this is?' } }}
        items={[
          { value: 'unknown', text: 'Not yet', hint: 'It shows until somebody has found out.' },
          { value: 'named', text: 'Yes, and they are not on record as a person' },
          ...adultsOnRecord(view).map(one => ({
            value: one.subject,
            text: `${nameOfPerson(one)}${ageOfPerson(one, view.today) ? `, ${ageOfPerson(one, view.today)}` : ''}`,
            hint: 'On record',
          })),
        ]}
      />
      <TextField
        form={form}
        name="calledOrDescribed"
        label="Name, or what they look like and where they were seen"
        hint="Read by those who may read about other adults"
        autocomplete="off"
      />
      <RadiosField
        form={form}
        name="presence"
        fieldset={{ legend: { text: 'Where do they see the child?' } }}
        items={itemsOf(presenceWords)}
      />
      <RadiosField form={form} name="frequency" fieldset={{ legend: { text: 'How often?' } }} items={itemsOf(frequencyWords)} />
      <RadiosField
        form={form}
        name="alone"
        fieldset={{ legend: { text: 'Are they alone with the child?' } }}
        items={itemsOf(yesNoUnknown)}
      />
      <RadiosField
        form={form}
        name="parentalResponsibility"
        fieldset={{ legend: { text: 'Do they have parental responsibility?' } }}
        items={itemsOf(yesNoUnknown)}
      />
      <RadiosField
        form={form}
        name="spokenWith"
        fieldset={{ legend: { text: 'Has somebody who works with the child spoken with them?' } }}
        items={itemsOf(yesNo)}
      />
      <LongTextField
        form={form}
        name="goodForChild"
        rows={3}
        label="What is good about them for the child?"
        hint="Every adult is asked about as a strength, too"
      />
      <LongTextField form={form} name="knownRisks" rows={3} label="What is known of risk?" />
      {Object.entries(checks).map(([name, label]) => (
        <RadiosField
          key={name}
          form={form}
          name={name}
          classes="govuk-radios--inline"
          fieldset={{ legend: { text: label } }}
          items={itemsOf(checkWords)}
        />
      ))}
      <LongTextField form={form} name="whatChecksSay" rows={2} label="What the checks say" />
      <RadiosField form={form} name="toldBy" fieldset={{ legend: { text: 'Who told us?' } }} items={itemsOf(toldByWords)} />
      <DateField form={form} name="on" fieldset={{ legend: { text: 'When was this last confirmed?' } }} hint="For example, 27 3 2024" />
      {entry && (
        <RadiosField
          form={form}
          name="ended"
          fieldset={{ legend: { text: 'Are they still in contact with the child?' } }}
          items={itemsOf({ no: 'Yes', yes: 'No longer' })}
        />
      )}
    </>
  ),
  schema: z
    .object({
      seenAs: pick(seenAsWords, 'Say who has been seen or spoken of'),
      as: pick(contactWords, 'Choose how they stand to the child'),
      who: z.string({ error: 'Say whether it is known who this is' }),
      calledOrDescribed: words(400).optional(),
      presence: pick(presenceWords, 'Say where they see the child').default('not-known'),
      frequency: pick(frequencyWords, 'Say how often').default('not-known'),
      alone: pick(yesNoUnknown, 'Say whether they are alone with the child').default('not-known'),
      parentalResponsibility: pick(yesNoUnknown, 'Say whether they have parental responsibility').default('not-known'),
      spokenWith: pick(yesNo, 'Say whether they have been spoken with').default('no'),
      goodForChild: words(4000).optional(),
      knownRisks: words(4000).optional(),
      policeCheck: pick(checkWords, 'Say whether the check is done').default('not-done'),
      socialCareCheck: pick(checkWords, 'Say whether the check is done').default('not-done'),
      probationCheck: pick(checkWords, 'Say whether the check is done').default('not-done'),
      whatChecksSay: words(4000).optional(),
      toldBy: pick(toldByWords, 'Say who told us'),
      on: wholeDay('Enter the day on which it was last confirmed, such as 27 3 2024'),
      ended: pick(yesNo, 'Say whether they are still in contact').default('no'),
    })
    .refine(said => said.who !== 'named' || said.calledOrDescribed, { path: ['calledOrDescribed'], message: 'Enter the name' })
    .refine(said => said.who !== 'unknown' || said.calledOrDescribed || said.as !== 'not-known', {
      path: ['calledOrDescribed'],
      message: 'Enter what is known: what they look like, or where they were seen',
    }),
  keep: async keeping => {
    const { view, entry, said } = keeping
    const person = ['unknown', 'named'].includes(said.who) ? undefined : (said.who as SubjectId)
    if (person && !adultsOnRecord(view).some(one => one.subject === person)) return wrong('who', 'Choose one of the people shown here')
    if (said.on > view.today) return wrong('on', 'Enter today or a day before it')
    if (entry && !view.reads('third-party') && !view.read.part(entry, 'third-party'))
      return wrong('form', 'Another agency told of this adult: add the adult as you know them, and somebody will say whether they are one')
    const line = entry && linesOf(view, adultInContact).find(one => one.last.root === entry.root)
    if (line && said.on < line.last.on) return wrong('on', 'Something later is on record already: enter the day of what you know now')
    const { who, on, calledOrDescribed, goodForChild, knownRisks, whatChecksSay, ...facts } = said
    return keepOne({ ...keeping, entry: undefined }, adultInContact, {
      happened: { on, precision: 'day' },
      ...(line ? { answers: line.first.root } : {}),
      parts: {
        record: {
          facts: given({
            ...facts,
            identified: who !== 'unknown',
            person,
            parentalResponsibility: asKnown(facts.parentalResponsibility),
            spokenWith: facts.spokenWith === 'yes',
            alone: asKnown(facts.alone),
            ended: facts.ended === 'yes',
          }),
        },
        'third-party': { narrative: { calledOrDescribed, goodForChild, knownRisks, whatChecksSay } },
      },
    })
  },
})

/** Those about whom a manager may be asked to decide: adults of the register who have moved in, and adults of the household. */
const newcomers = (view: DetailsView): { value: string; text: string; answers?: EntryId; person?: SubjectId }[] => [
  ...linesOf(view, adultInContact)
    .filter(({ last }) => !last.facts.ended && ['moved-in', 'lives'].includes(last.facts.presence) && !last.facts.person)
    .map(({ first, last }) => ({
      value: first.root,
      answers: first.root,
      text: wordsOf(view, last, 'third-party')['calledOrDescribed'] ?? `${seenAsWords[last.facts.seenAs]}, ${contactWords[last.facts.as]}`,
    })),
  ...view.homes
    .flatMap(home => home.others)
    .filter((one, at, all) => all.indexOf(one) === at && view.people.get(one)?.is_a === 'adult')
    .map(one => ({ value: one, person: one, text: nameOfPerson(view.people.get(one)) })),
]

/** A manager decides about an adult who has moved into the home of a child on a plan (practice: adult-contact-register). */
export const newAdultFact = factPage({
  slug: 'new-adult',
  needs: [newAdultDecided],
  next: 'adults',
  fits: view => newcomers(view).length > 0,
  start: () => ({}),
  fields: ({ form, view }) => (
    <>
      <RadiosField
        form={form}
        name="about"
        fieldset={{ legend: { text: 'About whom?' } }}
        items={newcomers(view).map(({ value, text }) => ({ value, text }))}
      />
      <RadiosField form={form} name="decision" fieldset={{ legend: { text: 'What is decided?' } }} items={itemsOf(newAdultDecisionWords)} />
      <LongTextField form={form} name="reason" rows={4} label="Why, what argues the other way, and what happens next" />
    </>
  ),
  schema: z.object({
    about: z.string({ error: 'Choose about whom' }),
    decision: pick(newAdultDecisionWords, 'Choose what is decided'),
    reason: words(4000)
      .refine(text => text.trim() !== '', 'Write why')
      .prefault(''),
  }),
  keep: async keeping => {
    const about = newcomers(keeping.view).find(one => one.value === keeping.said.about)
    if (!about) return wrong('about', 'Choose one of the people shown here')
    return keepOne(keeping, newAdultDecided, {
      ...(about.answers ? { answers: about.answers } : {}),
      parts: {
        record: { facts: given({ decision: keeping.said.decision, person: about.person }), narrative: { reason: keeping.said.reason } },
      },
    })
  },
})
