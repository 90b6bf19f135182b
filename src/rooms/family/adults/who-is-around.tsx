import { z } from 'zod'
import {
  CheckboxesField,
  capital,
  Details,
  type FieldError,
  type FormState,
  InsetText,
  RadiosField,
  smallLabel,
  smallLegend,
  TextField,
  type Typed,
} from '../../../design-system/index.ts'
import { type Day, printPartial } from '../../../guidance/index.ts'
import type { Labels } from '../../../kernel/http/declared.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { words } from '../../../thread/fields.ts'
import type { ActId, SubjectId } from '../../../thread/ids.ts'
import type { NewEntry } from '../../../thread/store/append.ts'
import { itemsOf, pick } from '../details/fact.ts'
import { type AdultFacts, adultInContact, presenceWords, toldByWords } from './adult-in-contact.ts'
import { type AskedAt, adultQuestionWords, adultsAsked } from './adults-asked.ts'
import type { AdultAround, Around, AroundChild } from './around.ts'

/** For how many adults whom nobody knows yet one form has room. */
export const newcomerPlaces: readonly number[] = [1, 2]
export const newcomerFields = (at: number) => ({
  seenAs: `newcomer${at}`,
  where: `newcomerWhere${at}`,
  said: `newcomerSaid${at}`,
  toldBy: `newcomerToldBy${at}`,
})

/** Who somebody seems to be whom nobody can name: one tap puts them on the register. */
const seemsWords = { man: 'A man nobody can name', woman: 'A woman nobody can name', adult: 'Somebody else nobody can name' } as const
const firstWords = { nobody: 'Nobody new', ...seemsWords, 'not-asked': 'Not asked this time' } as const
const { lives: _lives, ...whereWords } = presenceWords

const ofPlace = (at: number) => {
  const names = newcomerFields(at)
  return {
    [names.seenAs]: pick(at === 1 ? firstWords : seemsWords, 'Say whether anybody is new, or seems to be').optional(),
    [names.where]: pick(whereWords, 'Say where they see the children').optional(),
    [names.said]: words(400).optional(),
    [names.toldBy]: pick(toldByWords, 'Say who told you').optional(),
  }
}

/** The fields that a form takes up so that it asks who is around. */
export const whoIsAroundShape: Readonly<Record<string, z.ZodType>> = {
  there: z.preprocess(given => (typeof given === 'string' ? [given] : (given ?? [])), z.array(z.string().max(60)).max(60)),
  ...Object.assign({}, ...newcomerPlaces.map(ofPlace)),
}
const schema = z.object(whoIsAroundShape)

/** What those fields are called. */
export const whoIsAroundLabels: Labels = {
  there: 'Adults who are known',
  ...Object.fromEntries(
    newcomerPlaces.flatMap(at => {
      const names = newcomerFields(at)
      return [
        [names.seenAs, `Somebody nobody knows yet (${at})`],
        [names.where, `Where they see the children (${at})`],
        [names.said, `Name, or what they look like (${at})`],
        [names.toldBy, `Who told of them (${at})`],
      ]
    }),
  ),
}

/** What a form that keeps what is typed has to know of those fields. */
export const whoIsAroundKept = { lists: ['there'] } as const

/** Somebody who is around and whom nobody knows yet. */
export type Newcomer = {
  readonly seenAs: AdultFacts['seenAs']
  readonly where: AdultFacts['presence']
  readonly said: string | undefined
  readonly toldBy: AdultFacts['toldBy'] | undefined
}

/** What was said of who is around. `came`: undefined where nothing was answered. */
export type AroundSaid = {
  readonly came: 'nobody' | 'somebody' | 'not-asked' | undefined
  readonly there: readonly string[]
  readonly newcomers: readonly Newcomer[]
}

/** Reads those fields from what was typed; what has to be put right goes to `ask`. `around`: who may be ticked. */
export const readAroundSaid = (typed: Typed, around: Pick<Around, 'adults'>, ask: (error: FieldError) => void): AroundSaid => {
  const parsed = parseForm(schema, typed)
  if (!parsed.ok) {
    parsed.errors.forEach(ask)
    return { came: undefined, there: [], newcomers: [] }
  }
  const form = parsed.data as Readonly<Record<string, string | readonly string[] | undefined>>
  const text = (name: string) => (typeof form[name] === 'string' && form[name].trim() !== '' ? form[name] : undefined)
  const there = (form['there'] ?? []) as readonly string[]
  if (there.some(key => !around.adults.some(one => one.key === key))) ask({ field: 'there', message: 'Choose from the people shown here' })
  const newcomers = newcomerPlaces.flatMap((at): Newcomer[] => {
    const names = newcomerFields(at)
    const [seenAs, where, said] = [text(names.seenAs), text(names.where), text(names.said)]
    if (seenAs && Object.hasOwn(seemsWords, seenAs))
      return [
        {
          seenAs: seenAs as Newcomer['seenAs'],
          where: (where ?? 'not-known') as Newcomer['where'],
          said,
          toldBy: text(names.toldBy) as Newcomer['toldBy'],
        },
      ]
    if (said || where) ask({ field: names.seenAs, message: 'Say whether it is a man, a woman or somebody else: more is written of them' })
    return []
  })
  const first = text(newcomerFields(1).seenAs)
  return {
    came: newcomers.length > 0 ? 'somebody' : first === 'nobody' || first === 'not-asked' ? first : undefined,
    there,
    newcomers,
  }
}

/** What stands apart from the child's record about an adult, as it goes on when the adult is confirmed. */
const apart = ['calledOrDescribed', 'goodForChild', 'knownRisks', 'whatChecksSay'] as const

/**
 * The entries that the answers make about each child, of one act: that it was asked; whoever was ticked, confirmed on the register; and whoever is new as a
 * placeholder, until somebody finds out who it is. Nothing where nothing was answered. `toldBy`: who says so, where the form was not told otherwise.
 */
export const tellWhoIsAround = (
  children: readonly SubjectId[],
  said: AroundSaid,
  around: Pick<Around, 'adults'>,
  asked: { readonly at: AskedAt; readonly act: ActId; readonly happened: NewEntry['happened']; readonly toldBy: AdultFacts['toldBy'] },
): NewEntry[] => {
  const shared = { act: asked.act, happened: asked.happened, audience: 'professionals' as const }
  const confirmed = around.adults.filter(one => said.there.includes(one.key)).flatMap(one => one.lines)
  return children.flatMap((subject): NewEntry[] => [
    ...(said.came ? [{ ...shared, subject, kind: adultsAsked, parts: { record: { facts: { at: asked.at, around: said.came } } } }] : []),
    ...said.newcomers.map(({ seenAs, where, said: text, toldBy }) => ({
      ...shared,
      subject,
      kind: adultInContact,
      parts: {
        record: { facts: { seenAs, as: 'not-known', identified: false, presence: where, toldBy: toldBy ?? asked.toldBy } },
        ...(text ? { 'third-party': { narrative: { calledOrDescribed: text } } } : {}),
      },
    })),
    ...confirmed
      .filter(line => line.child === subject)
      .map(({ first, last }) => ({
        ...shared,
        subject,
        kind: adultInContact,
        answers: first,
        parts: {
          record: { facts: { ...last.facts, toldBy: asked.toldBy, ended: false } },
          'third-party': { narrative: Object.fromEntries(apart.map(name => [name, last.said[name]])) },
        },
      })),
  ])
}

/** What is still to be found out about the adults around a child, each with the way to answer it. */
export const OpenQuestions = ({ around }: { around: AroundChild }) =>
  around.open.length === 0 ? null : (
    <InsetText>
      <p class="govuk-body govuk-!-font-weight-bold">Ask about, for {around.called}</p>
      <ul class="govuk-list govuk-list--bullet">
        {around.open.map(({ root, called, questions, since }) => (
          <li key={root}>
            {called}: {questions.map(question => adultQuestionWords[question]).join(' ')}{' '}
            <span class="gt-quiet">
              Open since {printPartial({ on: since.on, precision: since.precision === 'moment' ? 'day' : since.precision })}.
            </span>
          </li>
        ))}
      </ul>
      <a class="govuk-link" href={`/people/${around.person}/adults`}>
        Adults in the life of {around.called}
      </a>
    </InsetText>
  )

const filled = ({ typed, errors }: FormState, fields: readonly string[]): boolean =>
  fields.some(field => (typed[field]?.length ?? 0) > 0 || errors.some(error => error.field === field))

const inline = 'govuk-radios--inline govuk-radios--small'

const confirmedOn = (adult: AdultAround): Day | undefined =>
  adult.lines.map(line => line.last.on).reduce<Day | undefined>((a, b) => (a && a > b ? a : b), undefined)

const More = ({ form, at }: { form: FormState; at: number }) => {
  const names = newcomerFields(at)
  return (
    <>
      <TextField
        form={form}
        name={names.said}
        label={smallLabel('Name, or what they look like')}
        hint="For example: about 30, red van, collects from nursery"
        autocomplete="off"
      />
      <RadiosField
        form={form}
        name={names.where}
        classes={inline}
        fieldset={smallLegend('Where do they see the children?')}
        items={itemsOf(whereWords)}
      />
      <RadiosField form={form} name={names.toldBy} classes={inline} fieldset={smallLegend('Who says so?')} items={itemsOf(toldByWords)} />
    </>
  )
}

/**
 * The one part of a form that asks who is around: what nobody has found out yet about each child, who is known (a tick confirms them), and whoever is new in one tap.
 * `ask`: what a tick says, such as 'Who else was there?'; at a visit those on record as people may be ticked, too (`people`), elsewhere only those on a register.
 */
export const WhoIsAround = ({ form, around, ask, people = false }: { form: FormState; around: Around; ask: string; people?: boolean }) => {
  const offered = around.adults.filter(one => people || one.lines.length > 0)
  const others = around.adults.filter(one => !offered.includes(one))
  const [first, second] = [newcomerFields(1), newcomerFields(2)]
  return (
    <>
      {around.children.map(one => (
        <OpenQuestions key={one.person} around={one} />
      ))}
      {offered.length > 0 && (
        <CheckboxesField
          name="there"
          form={form}
          classes="govuk-checkboxes--small"
          fieldset={smallLegend(`${ask} (optional)`)}
          {...(others.length > 0 ? { hint: { text: `Also known: ${others.map(one => one.name).join(', ')}` } } : {})}
          items={offered.map(one => {
            const on = confirmedOn(one)
            const hint = [one.where, on && `last confirmed ${printPartial({ on, precision: 'day' })}`].filter(Boolean).join('; ')
            return { value: one.key, text: one.name, ...(hint ? { hint: { text: capital(hint) } } : {}) }
          })}
        />
      )}
      <RadiosField
        name={first.seenAs}
        form={form}
        classes="govuk-radios--small"
        fieldset={smallLegend('Is anybody new around, or somebody nobody can name?')}
        {...(offered.length === 0
          ? {
              hint: {
                text:
                  others.length > 0 ? `Known already: ${others.map(one => one.name).join(', ')}` : 'Nobody is on the list of adults yet',
              },
            }
          : {})}
        items={itemsOf(firstWords)}
      />
      <Details summary="Say more of them: what they look like, and where" open={filled(form, [first.where, first.said, first.toldBy])}>
        <More form={form} at={1} />
      </Details>
      <Details summary="Somebody else nobody can name" open={filled(form, Object.values(second))}>
        <RadiosField
          name={second.seenAs}
          form={form}
          classes="govuk-radios--small"
          fieldset={smallLegend('Who does it seem to be?')}
          items={itemsOf(seemsWords)}
        />
        <More form={form} at={2} />
      </Details>
    </>
  )
}
