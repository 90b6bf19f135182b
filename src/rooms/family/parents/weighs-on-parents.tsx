import { z } from 'zod'
import {
  CheckboxesField,
  capital,
  Details,
  type FieldError,
  type FormState,
  RadiosField,
  smallLegend,
  type Typed,
} from '../../../design-system/index.ts'
import { type PartialDate, printPartial } from '../../../guidance/index.ts'
import type { Labels } from '../../../kernel/http/declared.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import type { NewEntry } from '../../../thread/store/append.ts'
import type { Thread } from '../../../thread/thread.ts'
import { itemsOf, pick } from '../details/fact.ts'
import { type Factor, parentalFactor, whoseWords } from './parental-factor.ts'

/** What somebody who visits or assesses may see or be told, and which of the factors it bears on. */
const signs = {
  drink: ['substances', 'smelled of alcohol, or seemed drunk or drugged'],
  'drink-about': ['substances', 'drink, drugs or needles where a child can reach them'],
  low: ['mental-health', 'very low, very anxious, or not themselves'],
  'in-bed': ['mental-health', 'could not get up, or look after themselves'],
  afraid: ['domestic-abuse', 'seemed afraid, or somebody else answered for them'],
  hurt: ['domestic-abuse', 'an injury or something broken that nobody explained'],
  'not-followed': ['learning-disability', 'found it hard to follow, read or remember what was agreed'],
  'no-money': ['money', 'no money for food, heating or fares'],
  'losing-home': ['homelessness', 'may lose the home'],
} as const satisfies Record<string, readonly [Factor, string]>
type Sign = keyof typeof signs
const signWords = Object.fromEntries(Object.entries(signs).map(([name, [, text]]) => [name, text])) as Record<Sign, string>

/** What it means for the child, in ticks; that nothing could be seen of it is said too. */
const meansWords = {
  basics: 'meals, sleep or school suffer',
  watchful: 'frightened or watchful',
  carer: 'looking after the parent, or brothers and sisters',
  alone: 'left with nobody fit to look after them',
  'nothing-seen': 'nothing could be seen of what it means this time',
} as const
type Means = keyof typeof meansWords

const some = <const W extends Readonly<Record<string, string>>>(of: W, ask: string) =>
  z.preprocess(given => (typeof given === 'string' ? [given] : (given ?? [])), z.array(pick(of, ask)).max(20))

/** The fields that a form takes up so that it asks what weighs on the parents (practice: parental-factors). */
export const weighsShape: Readonly<Record<string, z.ZodType>> = {
  weighs: some(signWords, 'Choose what you saw or were told'),
  weighsOn: pick(whoseWords, 'Say of whom').optional(),
  weighsMeans: some(meansWords, 'Choose what it means for the child'),
}
const schema = z.object(weighsShape)

/** What those fields are called. */
export const weighsLabels: Labels = {
  weighs: 'What you saw or were told of a parent',
  weighsOn: 'Of whom?',
  weighsMeans: 'What it means for the child',
}

/** What a form that keeps what is typed has to know of those fields. */
export const weighsKept = { lists: ['weighs', 'weighsMeans'] } as const

/** What was ticked of a parent; nothing where nothing was. */
export type WeighsSaid = {
  readonly signs: readonly Sign[]
  readonly whose: keyof typeof whoseWords
  readonly means: readonly Means[]
} | null

/** Reads those fields from what was typed; what has to be put right goes to `ask`. */
export const readWeighsSaid = (typed: Typed, ask: (error: FieldError) => void): WeighsSaid => {
  const parsed = parseForm(schema, typed)
  if (!parsed.ok) {
    parsed.errors.forEach(ask)
    return null
  }
  const { weighs, weighsOn, weighsMeans } = parsed.data as { weighs: Sign[]; weighsOn?: keyof typeof whoseWords; weighsMeans: Means[] }
  if (weighs.length === 0) {
    if (weighsMeans.length > 0) ask({ field: 'weighs', message: 'Tick what you saw or were told of a parent: what it means is ticked' })
    return null
  }
  if (!weighsOn) ask({ field: 'weighsOn', message: 'Say of whom: what you saw of a parent is ticked' })
  if (weighsMeans.length === 0)
    ask({ field: 'weighsMeans', message: 'Tick what it means for the child, or that nothing could be seen of it' })
  return weighsOn && weighsMeans.length > 0 ? { signs: weighs, whose: weighsOn, means: weighsMeans } : null
}

/** Of a child, what weighs on a parent now, by whose it is: the first entry of each, which later ones answer, with what was last said. */
const standing = (child: Thread) => {
  const found = new Map<string, { first: EntryId; facts: Record<string, unknown> }>()
  for (const first of child.where(parentalFactor, one => one.answers === null)) {
    const last = child.answering(parentalFactor, first).at(-1) ?? first
    if (!last.facts.ended) found.set(`${last.facts.factor} ${last.facts.whose}`, { first: first.root, facts: last.facts })
  }
  return found
}

/**
 * The entries that the ticks make about each child, of one act: for each factor one, in whole sentences, so that nobody types them. What is on record of the same parent already goes on in
 * its own line. `threads`: of each child about whom whoever writes may write it, as it stands.
 */
export const tellWeighs = (
  threads: readonly { readonly subject: SubjectId; readonly thread: Thread }[],
  said: WeighsSaid,
  asked: Pick<NewEntry, 'act' | 'happened'> & { readonly on: PartialDate },
): NewEntry[] => {
  if (!said) return []
  const factors = [...new Set(said.signs.map(sign => signs[sign][0]))]
  const impact = `${capital(said.means.map(one => meansWords[one]).join('; '))}.`
  return threads.flatMap(({ subject, thread }) => {
    const before = standing(thread)
    return factors.map((factor): NewEntry => {
      const line = before.get(`${factor} ${said.whose}`)
      const seen = said.signs.filter(sign => signs[sign][0] === factor).map(sign => signs[sign][1])
      return {
        subject,
        act: asked.act,
        happened: asked.happened,
        audience: 'professionals',
        kind: parentalFactor,
        ...(line ? { answers: line.first } : {}),
        parts: {
          record: {
            facts: { adultService: 'not-known', consent: 'not-asked', ...line?.facts, factor, whose: said.whose, ended: false },
            narrative: { impact },
          },
          'third-party': { narrative: { whatIsKnown: `${printPartial(asked.on)}: ${seen.join('; ')}.` } },
        },
      }
    })
  })
}

const filled = ({ typed, errors }: FormState): boolean =>
  ['weighs', 'weighsOn', 'weighsMeans'].some(name => (typed[name]?.length ?? 0) > 0 || errors.some(error => error.field === name))

/** The one part of a form that asks what weighs on the parents: ticks, folded until they are needed. `whom`: the children, as a sentence names them. */
export const WeighsOnParents = ({ form, whom }: { form: FormState; whom: string }) => (
  <Details summary="Drink, drugs, mental health, violence, learning, money: tick what you saw of a parent" open={filled(form)}>
    <CheckboxesField
      name="weighs"
      form={form}
      classes="govuk-checkboxes--small"
      fieldset={smallLegend('What did you see, or were you told, of a parent? (optional)')}
      hint={{ text: 'Ticks write it down: there is nothing to type. It is read by those who may read about other adults' }}
      items={itemsOf(signWords)}
    />
    <RadiosField
      name="weighsOn"
      form={form}
      classes="govuk-radios--inline govuk-radios--small"
      fieldset={smallLegend('Of whom?')}
      items={itemsOf(whoseWords)}
    />
    <CheckboxesField
      name="weighsMeans"
      form={form}
      classes="govuk-checkboxes--small"
      fieldset={smallLegend(`What does it mean for ${whom}?`)}
      items={itemsOf(meansWords)}
    />
  </Details>
)
