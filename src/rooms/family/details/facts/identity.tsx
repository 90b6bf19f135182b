import { z } from 'zod'
import { DateField, LongTextField, RadiosField, TextField } from '../../../../design-system/index.ts'
import { type Day, dayOfPartial, printDate } from '../../../../guidance/index.ts'
import { line, words } from '../../../../thread/fields.ts'
import { newId } from '../../../../thread/ids.ts'
import type { FactsOf } from '../../../../thread/kind.ts'
import { birth, identity, pregnancy } from '../../../../thread/own-kinds/index.ts'
import { carryOut, type NewEntry } from '../../../../thread/store/append.ts'
import { lastOf, wordsOf } from '../details-view.ts'
import {
  asAnswer,
  asKnown,
  type FactProps,
  factPage,
  given,
  happenedOf,
  inBoxes,
  type Keeping,
  type Kept,
  knownDay,
  pick,
  wholeDay,
  wrong,
  yesNoUnknown,
} from '../fact.ts'

const howWords = { right: 'It was written down wrongly, or is known better now', changed: 'It has changed' } as const

/** How a change of who somebody is came about: what was wrong is put right from the beginning, what has changed holds from a day. */
const how = {
  how: pick(howWords, 'Say whether it was wrong or has changed'),
  from: wholeDay('Enter the day from which it holds, such as 27 3 2024').optional(),
  note: words(4000).optional(),
}
type How = { how: keyof typeof howWords; from?: Day | undefined; note?: string | undefined }

const HowFields = ({ form }: Pick<FactProps, 'form'>) => (
  <>
    <RadiosField
      form={form}
      name="how"
      fieldset={{ legend: { text: 'Why does the record change?' } }}
      items={[
        { value: 'right', text: howWords.right, hint: 'What was written before stays on the record as an earlier version.' },
        {
          value: 'changed',
          text: howWords.changed,
          conditional: (
            <DateField form={form} name="from" fieldset={{ legend: { text: 'From which day?' } }} hint="For example, 27 3 2024" />
          ),
        },
      ]}
    />
    <LongTextField form={form} name="note" rows={2} label="How do we know? (optional)" />
  </>
)

type Identity = FactsOf<typeof identity>

/** Keeps some facts of who somebody is and leaves the others as they stand under the lock: two people who change two things lose neither. */
const keepIdentity = async (
  keeping: Keeping<How, unknown>,
  facts: Partial<Record<keyof Identity, unknown>>,
  also: (shared: Pick<NewEntry, 'subject' | 'act' | 'audience'>) => readonly NewEntry[] = () => [],
): Promise<Kept> => {
  const { tx, book, id, view, said } = keeping
  const before = lastOf(view, identity)
  if (said.how === 'changed') {
    if (!said.from) return wrong('from', 'Enter the day from which it holds, such as 27 3 2024')
    if (said.from > view.today) return wrong('from', 'Enter today or a day before it')
    if (before && said.from < before.on)
      return wrong(
        'from',
        `Who this is was last recorded for ${printDate(before.on)}: enter that day or a later one, or say that it was wrong`,
      )
  }
  return carryOut(tx, book, {
    id,
    asked: { person: view.person, facts, how: said.how, from: said.from ?? null, note: said.note ?? null },
    writes: [view.person],
    kinds: [identity, birth, pregnancy],
    decide: ({ thread }) => {
      const now = thread(view.person).withoutRestricted().of(identity).at(-1)
      const corrects = said.how === 'right' ? now : undefined
      const shared = { subject: view.person, act: newId<NewEntry['act']>(), audience: now?.audience ?? 'professionals' } as const
      const note = said.note ?? (corrects && before?.root === corrects.root ? wordsOf(view, before)['note'] : undefined)
      return {
        answer: null,
        entries: [
          {
            ...shared,
            kind: identity,
            happened: corrects ? happenedOf(corrects) : { on: said.from ?? view.today, precision: 'day' },
            ...(corrects ? { corrects: corrects.root } : {}),
            parts: { record: { facts: given({ is: view.who.is_a ?? 'child', ...now?.facts, ...facts }), narrative: { note } } },
          },
          ...also(shared),
        ],
      }
    },
  })
}

/** The name they go by. */
export const nameFact = factPage({
  slug: 'name',
  needs: [identity],
  start: ({ view }) => ({
    given: view.who.given ?? '',
    family: view.who.family ?? '',
    knownAs: view.who.known_as ?? '',
  }),
  fields: ({ form }) => (
    <>
      <TextField form={form} name="given" label="First names" hint="As the person or the family write them" autocomplete="off" />
      <TextField form={form} name="family" label="Family name" autocomplete="off" />
      <TextField
        form={form}
        name="knownAs"
        label="Known as (optional)"
        hint="What people call them, where it is another name"
        autocomplete="off"
      />
      <HowFields form={form} />
    </>
  ),
  schema: z
    .object({ given: line(100).default(''), family: line(100).default(''), knownAs: line(100).default(''), ...how })
    .refine(said => said.given || said.family || said.knownAs, { path: ['given'], message: 'Enter at least one name' }),
  keep: keeping => {
    const { given: first, family, knownAs } = keeping.said
    return keepIdentity(keeping, { given: first, family, knownAs: knownAs || undefined })
  },
})

/** Sex as it is recorded. */
export const sexWords = { female: 'Female', male: 'Male', 'not specified': 'Not specified', 'not known': 'Not known yet' } as const
const askBorn = 'Enter the year, the month and year, or the whole date of birth, such as 2018, 3 2018 or 27 3 2018'

/** Date of birth as exactly as it is known, and sex; for a child not yet born, the day it is expected, and the birth. */
export const birthFact = factPage({
  slug: 'birth',
  needs: [identity],
  start: ({ view }) => ({
    ...inBoxes('born', view.who.born_on, view.who.born_precision),
    ...inBoxes('expected', view.who.expected_on),
    sex: view.who.sex ?? undefined,
    how: 'right',
  }),
  fields: ({ form, view }) => (
    <>
      {view.who.is_a === 'unborn' && (
        <DateField
          form={form}
          name="expected"
          fieldset={{ legend: { text: 'When is the birth expected? (optional)' } }}
          hint="For example, 27 3 2027"
        />
      )}
      <DateField
        form={form}
        name="born"
        fieldset={{ legend: { text: view.who.is_a === 'unborn' ? 'Date of birth, once the baby is born' : 'Date of birth' } }}
        hint={
          view.who.is_a === 'unborn'
            ? 'Leave the boxes empty until then'
            : 'What you know is enough: leave the day, or the day and the month, empty where nobody knows them'
        }
      />
      <RadiosField
        form={form}
        name="sex"
        fieldset={{ legend: { text: 'Sex' } }}
        items={Object.entries(sexWords).map(([value, text]) => ({ value, text }))}
      />
      <HowFields form={form} />
    </>
  ),
  schema: z.object({
    born: knownDay(askBorn).optional(),
    expected: wholeDay('Enter a real date, such as 27 3 2027').optional(),
    sex: pick(sexWords, 'Choose the sex').optional(),
    ...how,
  }),
  keep: async keeping => {
    const { view, said } = keeping
    const born = said.born && { on: dayOfPartial(said.born), precision: said.born.precision }
    if (born && born.on > view.today) return wrong('born', 'Enter a date of birth that is not in the future')
    if (view.who.died_on && born && born.on > view.who.died_on) return wrong('born', 'Enter a date of birth before the day of the death')
    const told = lastOf(view, birth)
    const unborn = view.who.is_a === 'unborn'
    if ((told || unborn) && born && born.precision !== 'day')
      return wrong('born', 'Enter the whole date of a birth that is recorded, such as 27 3 2018')
    if (born && unborn && !view.may(birth)) return wrong('born', 'Leave the birth to the child’s social worker, who records it')
    const expecting = lastOf(view, pregnancy)
    if (said.expected && expecting && said.expected < expecting.on)
      return wrong('expected', `The pregnancy was recorded for ${printDate(expecting.on)}: enter that day or a later one`)
    return keepIdentity(
      keeping,
      {
        ...(unborn && born ? { is: 'child' } : {}),
        ...(told || unborn ? {} : { born: born?.on, bornPrecision: born?.precision }),
        sex: said.sex,
      },
      shared => [
        ...(born && (told || unborn) && told?.on !== born.on
          ? [
              {
                ...shared,
                kind: birth,
                happened: { on: born.on, precision: 'day' as const },
                ...(told ? { corrects: told.root } : {}),
                parts: { record: { facts: {} } },
              },
            ]
          : []),
        ...(unborn && said.expected && expecting?.facts.expected !== said.expected
          ? [
              {
                ...shared,
                kind: pregnancy,
                happened: expecting ? happenedOf(expecting) : { on: view.today, precision: 'day' as const },
                ...(expecting ? { corrects: expecting.root } : {}),
                parts: { record: { facts: { expected: said.expected } } },
              },
            ]
          : []),
      ],
    )
  },
})

/** Language and whether an interpreter is needed; an interpreter is never somebody of the family (practice: cultural-consciousness). */
export const languageFact = factPage({
  slug: 'language',
  needs: [identity],
  start: ({ view }) => ({
    language: view.who.language ?? '',
    interpreter: asAnswer(view.who.interpreter) ?? 'not-known',
  }),
  fields: ({ form }) => (
    <>
      <TextField form={form} name="language" label="First language" classes="govuk-input--width-20" />
      <RadiosField
        form={form}
        name="interpreter"
        fieldset={{ legend: { text: 'Is an interpreter needed?' } }}
        hint="An interpreter is never a child or somebody of the family."
        items={Object.entries(yesNoUnknown).map(([value, text]) => ({ value, text }))}
      />
      <HowFields form={form} />
    </>
  ),
  schema: z
    .object({ language: line(80).optional(), interpreter: pick(yesNoUnknown, 'Say whether an interpreter is needed'), ...how })
    .refine(said => said.interpreter !== 'yes' || said.language, {
      path: ['language'],
      message: 'Enter the language for which an interpreter is needed',
    }),
  keep: keeping => keepIdentity(keeping, { language: keeping.said.language, interpreter: asKnown(keeping.said.interpreter) }),
})

/** School, nursery or college. */
export const schoolFact = factPage({
  slug: 'school',
  needs: [identity],
  fits: view => view.who.is_a === 'child',
  start: ({ view }) => ({ school: view.who.school ?? '' }),
  fields: ({ form }) => (
    <>
      <TextField form={form} name="school" label="School, nursery or college" hint="Leave it empty where the child goes to none" />
      <HowFields form={form} />
    </>
  ),
  schema: z.object({ school: line(160).optional(), ...how }),
  keep: keeping => keepIdentity(keeping, { school: keeping.said.school }),
})
