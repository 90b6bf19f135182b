import { z } from 'zod'
import { InsetText, LongTextField, RadiosField } from '../../../design-system/index.ts'
import { words } from '../../../thread/fields.ts'
import type { EntryId } from '../../../thread/ids.ts'
import type { DetailsView } from '../details/details-view.ts'
import { factPage, itemsOf, keepOne, pick, wrong } from '../details/fact.ts'
import { type AdultQuestion, adultQuestionLetBe, adultQuestionWords } from './adults-asked.ts'
import { adultsAreWords, adultsCompared } from './adults-compared.ts'
import { adultOf, type RegisterAdult, registerOf, sayWhere } from './adults-view.ts'
import { questionsOf } from './register.ts'

const linesOfView = (view: DetailsView): readonly { root: EntryId; adult: RegisterAdult }[] =>
  registerOf(view).adults.map(adult => ({ root: adult.root, adult }))

const inAFewWords = ({ called, facts, toldBy }: RegisterAdult): string =>
  [called, sayWhere(facts), `told by ${toldBy.join(' and ')}`].filter(Boolean).join('; ')

/**
 * Two adults of whom different people told may be one: somebody compares what was told and says whether they are, and how they know (practice:
 * adult-contact-register). Opened about one of them.
 */
export const sameAdultFact = factPage({
  slug: 'same-adult',
  needs: [adultsCompared],
  next: 'adults',
  fits: view => linesOfView(view).length > 0,
  start: () => ({}),
  fields: ({ form, view, opened }) => {
    const one = adultOf(view, opened)
    const rest = linesOfView(view).filter(other => other.adult !== one)
    return (
      <>
        {one ? (
          <InsetText text={inAFewWords(one)} />
        ) : (
          <RadiosField
            form={form}
            name="about"
            fieldset={{ legend: { text: 'Who is compared?' } }}
            items={linesOfView(view).map(({ root, adult }) => ({ value: root, text: inAFewWords(adult) }))}
          />
        )}
        <RadiosField
          form={form}
          name="other"
          fieldset={{ legend: { text: 'With whom?' } }}
          items={[
            ...rest.map(({ root, adult }) => ({ value: root as string, text: inAFewWords(adult) })),
            ...(one ? one.lines.slice(1) : []).map(line => ({
              value: line.root as string,
              text: line.called,
              hint: 'Said to be the same person: choose this to take them apart',
            })),
          ]}
        />
        <RadiosField
          form={form}
          name="are"
          fieldset={{ legend: { text: 'Are they one person?' } }}
          hint={{ text: 'It can be taken back: say later that they are two. What was told of each stays as it was told.' }}
          items={itemsOf(adultsAreWords)}
        />
        <LongTextField
          form={form}
          name="reason"
          rows={3}
          label="How do you know?"
          hint="For example: the mother says that her brother Dean drives the red van"
        />
      </>
    )
  },
  schema: z.object({
    about: z.string().optional(),
    other: z.string({ error: 'Choose with whom' }),
    are: pick(adultsAreWords, 'Say whether they are one person'),
    reason: words(4000)
      .refine(text => text.trim() !== '', 'Write how you know')
      .prefault(''),
  }),
  keep: async keeping => {
    const { view, said } = keeping
    const roots = registerOf(view).adults.flatMap(adult => adult.lines.map(line => line.root))
    const one = keeping.opened ?? (said.about as EntryId | undefined)
    if (!one || !roots.includes(one)) return wrong(keeping.opened ? 'other' : 'about', 'Choose one of the people shown here')
    if (!roots.includes(said.other as EntryId) || said.other === one) return wrong('other', 'Choose one of the people shown here')
    return keepOne({ ...keeping, entry: undefined }, adultsCompared, {
      parts: { record: { facts: { one, other: said.other, are: said.are }, narrative: { reason: said.reason } } },
    })
  },
})

/** A manager says why a question about an adult is not followed further; until somebody answers it or this is written, it stands. */
export const adultQuestionFact = factPage({
  slug: 'adult-question',
  needs: [adultQuestionLetBe],
  next: 'adults',
  fits: view => registerOf(view).adults.length > 0,
  start: () => ({}),
  fields: ({ form, view, opened }) => {
    const asked = registerOf(view).adults.filter(adult => adult.questions.length > 0 && (!opened || adult.root === opened))
    return (
      <>
        <RadiosField
          form={form}
          name="question"
          fieldset={{ legend: { text: 'Which question?' } }}
          items={asked.flatMap(adult =>
            adult.questions.map(question => ({
              value: `${adult.root} ${question}`,
              text: `${adult.called}: ${adultQuestionWords[question]}`,
            })),
          )}
        />
        <LongTextField
          form={form}
          name="reason"
          rows={4}
          label="Why is it not followed any further?"
          hint="And what keeps the child safe without the answer"
        />
      </>
    )
  },
  schema: z.object({
    question: z.string({ error: 'Choose the question' }),
    reason: words(4000)
      .refine(text => text.trim() !== '', 'Write why')
      .prefault(''),
  }),
  keep: async keeping => {
    const [root, question] = keeping.said.question.split(' ') as [EntryId, AdultQuestion]
    const adult = registerOf(keeping.view).adults.find(one => one.root === root)
    if (!adult || !questionsOf(adult, new Map()).includes(question)) return wrong('question', 'Choose one of the questions shown here')
    return keepOne({ ...keeping, entry: undefined }, adultQuestionLetBe, {
      answers: root,
      parts: { record: { facts: { question }, narrative: { reason: keeping.said.reason } } },
    })
  },
})
