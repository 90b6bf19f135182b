import { z } from 'zod'
import { CheckboxesField, LongTextField, RadiosField, TextField } from '../../../../design-system/index.ts'
import { line, said, words } from '../../../../thread/fields.ts'
import { identifierAsks, identifierWords, plainIdentifier, printIdentifier } from '../../../../thread/identifiers.ts'
import { identifier, otherName, otherNameWords } from '../../../../thread/own-kinds/index.ts'
import { agencyWords } from '../../../front-door/index.ts'
import {
  background,
  bearsOnWords,
  communicationNeeds,
  communicationWords,
  ethnicityWords,
  interpretedWords,
  otherProfessional,
} from '../about.ts'
import { lastOf, linesOf, wordsOf } from '../details-view.ts'
import { factPage, given, itemsOf, keepOne, pick, wrong, yesNo } from '../fact.ts'
import { ChooseField } from './choose.tsx'

/** Any number of choices; one alone is sent as itself. */
const several = <const W extends Readonly<Record<string, string>>>(of: W, ask: string) =>
  z.preprocess(told => (told === undefined || told === '' ? [] : typeof told === 'string' ? [told] : told), z.array(pick(of, ask)))

/** Another name: an alias, a former name, a name at birth, another spelling. People are found by each of them. */
export const otherNameFact = factPage({
  slug: 'other-name',
  needs: [otherName],
  of: otherName,
  start: ({ entry }) => ({ ...(entry?.facts as Record<string, string> | undefined) }),
  fields: ({ form }) => (
    <>
      <RadiosField form={form} name="sort" fieldset={{ legend: { text: 'What kind of name is it?' } }} items={itemsOf(otherNameWords)} />
      <TextField form={form} name="given" label="First names" hint="Leave it empty where it is the same" autocomplete="off" />
      <TextField form={form} name="family" label="Family name" hint="Leave it empty where it is the same" autocomplete="off" />
      <LongTextField form={form} name="note" rows={2} label="When and where it is used (optional)" />
    </>
  ),
  schema: z
    .object({
      sort: pick(otherNameWords, 'Choose what kind of name it is'),
      given: line(100).default(''),
      family: line(100).default(''),
      note: words(4000).optional(),
    })
    .refine(name => name.given || name.family, { path: ['given'], message: 'Enter a first name, a family name or both' }),
  keep: keeping => {
    const { sort, given: first, family, note } = keeping.said
    return keepOne(keeping, otherName, { parts: { record: { facts: { sort, given: first, family }, narrative: { note } } } })
  },
})

/** A number by which agencies mean the same person, with its check (NHS number, UPN, ULN). */
export const identifierFact = factPage({
  slug: 'identifier',
  needs: [identifier],
  of: identifier,
  start: ({ entry }) => ({ ...(entry?.facts as Record<string, string> | undefined) }),
  fields: ({ form }) => (
    <>
      <RadiosField form={form} name="scheme" fieldset={{ legend: { text: 'Which number is it?' } }} items={itemsOf(identifierWords)} />
      <TextField
        form={form}
        name="value"
        label="The number"
        hint="With or without spaces, as it stands on a letter"
        classes="govuk-input--width-20"
        autocomplete="off"
        spellcheck={false}
      />
    </>
  ),
  schema: z
    .object({ scheme: pick(identifierWords, 'Choose which number it is'), value: said(60, 'Enter the number').prefault('') })
    .transform(({ scheme, value }) => ({ scheme, value: plainIdentifier(scheme, value) }))
    .superRefine(({ scheme, value }, refuse) => {
      const asks = identifierAsks(scheme, value)
      if (asks) refuse.addIssue({ code: 'custom', path: ['value'], message: asks })
    }),
  keep: keeping => {
    const { view, entry, said: number } = keeping
    const same = view.read.thread
      .of(identifier)
      .find(one => one.root !== entry?.root && one.facts.scheme === number.scheme && one.facts.value === number.value)
    if (same) return Promise.resolve(wrong('value', `${printIdentifier(number.scheme, number.value)} is on the record already`))
    return keepOne(keeping, identifier, { parts: { record: { facts: number } } })
  },
})

/** Ethnicity, religion and culture, in the family's own words first (practice: cultural-consciousness). */
export const backgroundFact = factPage({
  slug: 'background',
  needs: [background],
  start: ({ view }) => {
    const now = lastOf(view, background)
    const { reflected, ...facts } = now?.facts ?? {}
    return { ...facts, ...(reflected ? { reflected: ['yes'] } : {}), ...wordsOf(view, now) }
  },
  fields: ({ form, view }) => (
    <>
      <LongTextField
        form={form}
        name="inTheirWords"
        rows={4}
        label="In their own words"
        hint="How the person or the family describe their culture, faith and identity"
      />
      <ChooseField form={form} name="ethnicity" label="Ethnic group" hint="As they say it themselves" of={ethnicityWords} />
      <TextField form={form} name="religion" label="Religion or belief (optional)" />
      <CheckboxesField
        form={form}
        name="bearsOn"
        fieldset={{ legend: { text: 'On what does it bear? (optional)' } }}
        items={itemsOf(bearsOnWords)}
      />
      <LongTextField
        form={form}
        name="dailyLife"
        rows={3}
        label="What it means for daily life"
        hint="What people who work with them should know and not assume; the ticks above may be enough"
      />
      <RadiosField
        form={form}
        name="interpreted"
        fieldset={{ legend: { text: 'Who interpreted when you asked? (optional)' } }}
        hint="Never a child or somebody of the family"
        items={itemsOf(interpretedWords)}
      />
      {view.who.is_a !== 'adult' && (
        <>
          <LongTextField form={form} name="assumptions" rows={2} label="What did you assume, and how did you check it? (optional)" />
          <CheckboxesField
            form={form}
            name="reflected"
            fieldset={{ legend: { text: 'Your own position' } }}
            items={[{ value: 'yes', text: 'I have talked in supervision about where I stand myself, and what that does to what I see' }]}
          />
        </>
      )}
    </>
  ),
  schema: z.object({
    inTheirWords: words(4000).optional(),
    ethnicity: pick(ethnicityWords, 'Choose an ethnic group').optional(),
    religion: line(120).optional(),
    bearsOn: several(bearsOnWords, 'Choose on what it bears'),
    dailyLife: words(4000).optional(),
    interpreted: pick(interpretedWords, 'Say who interpreted').optional(),
    assumptions: words(4000).optional(),
    reflected: several({ yes: '' }, 'Tick, or leave it'),
  }),
  keep: async keeping => {
    const { ethnicity, religion, inTheirWords, dailyLife, bearsOn, interpreted, assumptions, reflected } = keeping.said
    const facts = {
      ethnicity,
      religion,
      bearsOn: bearsOn.length > 0 ? bearsOn : undefined,
      interpreted,
      reflected: reflected.length > 0 || undefined,
    }
    return keepOne({ ...keeping, entry: undefined }, background, {
      parts: { record: { facts: given(facts), narrative: { inTheirWords, dailyLife, assumptions } } },
    })
  },
})

/** How somebody is best spoken with. */
export const communicationFact = factPage({
  slug: 'communication',
  needs: [communicationNeeds],
  start: ({ view }) => {
    const now = lastOf(view, communicationNeeds)
    return { by: now?.facts.by ?? [], ...wordsOf(view, now) }
  },
  fields: ({ form }) => (
    <>
      <CheckboxesField
        form={form}
        name="by"
        fieldset={{ legend: { text: 'What helps?' } }}
        hint="Choose all that apply, or none"
        items={itemsOf(communicationWords)}
      />
      <LongTextField
        form={form}
        name="howToSpeak"
        rows={4}
        label="What works, and what does not"
        hint="How they show yes, no, pain and fear; who understands them best"
      />
    </>
  ),
  schema: z.object({
    by: z.preprocess(
      value => (value === undefined ? [] : typeof value === 'string' ? [value] : value),
      z.array(pick(communicationWords, 'Choose among the ways shown')).max(10),
    ),
    howToSpeak: words(4000).optional(),
  }),
  keep: keeping =>
    keepOne({ ...keeping, entry: undefined }, communicationNeeds, {
      parts: { record: { facts: { by: keeping.said.by }, narrative: { howToSpeak: keeping.said.howToSpeak } } },
    }),
})

/** Somebody who works with the person for an agency that has no account here for it. */
export const professionalFact = factPage({
  slug: 'professional',
  needs: [otherProfessional],
  of: otherProfessional,
  start: ({ entry, view }) =>
    entry
      ? {
          ...(entry.facts as Record<string, string>),
          ended: (entry.facts as { ended?: boolean }).ended ? 'yes' : 'no',
          ...wordsOf(view, entry),
        }
      : { ended: 'no' },
  fields: ({ form, entry }) => (
    <>
      <TextField form={form} name="name" label="Name" autocomplete="off" />
      <TextField form={form} name="job" label="What they do (optional)" hint="For example, family doctor" />
      <TextField form={form} name="organisation" label="Where they work" hint="For example, Sample Surgery" />
      <ChooseField form={form} name="agency" label="Kind of organisation" of={agencyWords} />
      <LongTextField
        form={form}
        name="howToReach"
        rows={2}
        label="How to reach them (optional)"
        hint="A telephone number or an e-mail address at work"
      />
      {entry && (
        <RadiosField
          form={form}
          name="ended"
          fieldset={{ legend: { text: 'Do they work with this person no longer?' } }}
          items={itemsOf({ no: 'They still do', yes: 'No longer' })}
        />
      )}
    </>
  ),
  schema: z.object({
    name: said(160, 'Enter the name, or write that it is not known').prefault(''),
    job: line(120).optional(),
    organisation: said(160, 'Enter where they work').prefault(''),
    agency: pick(agencyWords, 'Choose the kind of organisation'),
    howToReach: words(1000).optional(),
    ended: pick(yesNo, 'Say whether it has ended').default('no'),
  }),
  keep: keeping => {
    const { howToReach, ended, ...facts } = keeping.said
    const parts = { record: { facts: given({ ...facts, ended: ended === 'yes' }), narrative: { howToReach } } }
    if (!keeping.entry || ended === 'no') return keepOne(keeping, otherProfessional, { parts })
    // That it has ended is a fact of its own day: it answers the first entry, which stays as it was.
    const line = linesOf(keeping.view, otherProfessional).find(one => one.last.root === keeping.entry?.root)
    return keepOne({ ...keeping, entry: undefined }, otherProfessional, { parts, answers: line?.first.root ?? keeping.entry.root })
  },
})
