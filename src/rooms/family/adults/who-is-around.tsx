import { z } from 'zod'
import { capital, type FormState, InsetText, RadiosField, TextField } from '../../../design-system/index.ts'
import { printPartial } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Labels } from '../../../kernel/http/declared.ts'
import { words } from '../../../thread/fields.ts'
import type { ActId, SubjectId } from '../../../thread/ids.ts'
import type { NewEntry } from '../../../thread/store/append.ts'
import { itemsOf, pick } from '../details/fact.ts'
import { type OnChild, readByKind, type ToldByKind } from '../on-record/child.ts'
import { type AdultFacts, adultInContact, presenceWords, seenAsWords, toldByWords } from './adult-in-contact.ts'
import { type AdultQuestion, type AskedAt, adultQuestionLetBe, adultQuestionWords, adultsAsked, aroundWords } from './adults-asked.ts'
import { adultsCompared } from './adults-compared.ts'
import { callAdult } from './call-adult.ts'
import { type Adult, adultsIn, letBeIn, questionsOf } from './register.ts'

/** The kinds of which a child's register is made. */
export const registerKinds = [adultInContact, adultsCompared, adultQuestionLetBe, adultsAsked] as const

type Told = OnChild<AdultFacts>

/** One adult about whom something is still to be found out, as whoever asks may know of them. */
export type AdultAskedAbout = {
  readonly root: string
  readonly called: string
  readonly questions: readonly AdultQuestion[]
  readonly since: Told
}

/** What is known and what is not known of the adults around one child, for a form that asks. */
export type Around = {
  readonly person: SubjectId
  readonly called: string
  readonly open: readonly AdultAskedAbout[]
  /** The adults who are known, in a few words each. */
  readonly known: readonly string[]
}

const calledOf = (adult: Adult<Told>): string =>
  callAdult({ facts: adult.facts, called: adult.lines.map(line => line.last.said['calledOrDescribed']).find(Boolean) })

/** Puts what was told of a child's adults together as a form asks for it. `called`: how a sentence goes on about the child. */
export const aroundFrom = (told: ToldByKind, child: { readonly subject: SubjectId; readonly called: string }): Around => {
  const register = { adults: told.of(adultInContact), compared: told.of(adultsCompared), letBe: told.of(adultQuestionLetBe) }
  const letBe = letBeIn(register)
  const adults = adultsIn(register).filter(adult => !adult.ended)
  return {
    person: child.subject,
    called: child.called,
    open: adults.flatMap(adult => {
      const questions = questionsOf(adult, letBe)
      const since = adult.lines[0]?.first
      return questions.length > 0 && since ? [{ root: adult.root, called: calledOf(adult), questions, since }] : []
    }),
    known: adults
      .filter(adult => adult.identified)
      .map(adult =>
        adult.facts.presence === 'not-known' ? calledOf(adult) : `${calledOf(adult)} (${presenceWords[adult.facts.presence]})`,
      ),
  }
}

/** Reads who is around a child and what nobody has found out yet, as far as whoever asks may know. */
export const readAround = async (tx: Tx, child: { readonly subject: SubjectId; readonly called: string }): Promise<Around> =>
  aroundFrom(await readByKind(tx, child.subject, registerKinds), child)

/** The fields that a form takes up so that it asks who else is around. */
export const whoIsAroundShape = {
  newAround: pick(aroundWords, 'Say whether anybody new is around').optional(),
  newAroundSeenAs: pick(seenAsWords, 'Say who has been seen or spoken of').optional(),
  newAroundWho: words(400).optional(),
  newAroundPresence: pick(presenceWords, 'Say where they see the child').optional(),
  newAroundToldBy: pick(toldByWords, 'Say who told you').optional(),
}
const said = z.object(whoIsAroundShape)
export type WhoIsAroundSaid = z.output<typeof said>

/** What those fields are called. */
export const whoIsAroundLabels = {
  newAround: 'Is anybody new around, or somebody nobody can name?',
  newAroundSeenAs: 'Who has been seen or spoken of',
  newAroundWho: 'Name, or what they look like',
  newAroundPresence: 'Where they see the child',
  newAroundToldBy: 'Who told you',
} as const satisfies Labels & Record<keyof typeof whoIsAroundShape, string>

/** What has to be put right in those fields: somebody new is described, so that others know them when they see them. */
export const whoIsAroundErrors = (form: WhoIsAroundSaid): { field: string; message: string }[] =>
  form.newAround !== 'somebody'
    ? []
    : [
        ...(form.newAroundSeenAs ? [] : [{ field: 'newAroundSeenAs', message: 'Say who has been seen or spoken of' }]),
        ...(form.newAroundWho?.trim()
          ? []
          : [{ field: 'newAroundWho', message: 'Enter a name, or what is known: what they look like, or where they were seen' }]),
      ]

/**
 * The entries that those answers make about each child, of one act: that it was asked, and whoever is new as a placeholder until somebody finds out who it
 * is. Nothing where the form was not answered.
 */
export const tellWhoIsAround = (
  children: readonly SubjectId[],
  form: WhoIsAroundSaid,
  asked: { readonly at: AskedAt; readonly act: ActId; readonly happened: NewEntry['happened'] },
): NewEntry[] => {
  const { newAround } = form
  if (!newAround) return []
  const shared = { act: asked.act, happened: asked.happened, audience: 'professionals' as const }
  return children.flatMap((subject): NewEntry[] => [
    { ...shared, subject, kind: adultsAsked, parts: { record: { facts: { at: asked.at, around: newAround } } } },
    ...(newAround === 'somebody' && form.newAroundSeenAs
      ? [
          {
            ...shared,
            subject,
            kind: adultInContact,
            parts: {
              record: {
                facts: {
                  seenAs: form.newAroundSeenAs,
                  as: 'not-known',
                  identified: false,
                  presence: form.newAroundPresence ?? 'not-known',
                  toldBy: form.newAroundToldBy ?? 'seen',
                },
              },
              'third-party': { narrative: { calledOrDescribed: form.newAroundWho } },
            },
          },
        ]
      : []),
  ])
}

/** What is still to be found out about the adults around a child, each with the way to answer it. */
export const OpenQuestions = ({ around }: { around: Around }) =>
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

/** The part of a form that asks who else is around: what is open about each child, who is known, and whoever is new in three answers. */
export const WhoIsAround = ({ form, around }: { form: FormState; around: readonly Around[] }) => {
  const known = [...new Set(around.flatMap(one => one.known))]
  return (
    <>
      {around.map(one => (
        <OpenQuestions key={one.person} around={one} />
      ))}
      <RadiosField
        form={form}
        name="newAround"
        fieldset={{ legend: { text: whoIsAroundLabels.newAround } }}
        hint={{ text: known.length > 0 ? `Known already: ${known.join('; ')}.` : 'Nobody is on the list of adults yet.' }}
        items={[
          { value: 'nobody', text: capital(aroundWords.nobody) },
          {
            value: 'somebody',
            text: capital(aroundWords.somebody),
            conditional: (
              <>
                <RadiosField
                  form={form}
                  name="newAroundSeenAs"
                  classes="govuk-radios--inline govuk-radios--small"
                  fieldset={{ legend: { text: whoIsAroundLabels.newAroundSeenAs } }}
                  items={itemsOf(seenAsWords)}
                />
                <TextField
                  form={form}
                  name="newAroundWho"
                  label="Name, or what they look like and where they were seen"
                  hint="For example: unknown man, about 30, red van, collects from nursery"
                  autocomplete="off"
                />
                <RadiosField
                  form={form}
                  name="newAroundPresence"
                  classes="govuk-radios--small"
                  fieldset={{ legend: { text: 'Where do they see the child?' } }}
                  items={itemsOf(presenceWords)}
                />
                <RadiosField
                  form={form}
                  name="newAroundToldBy"
                  classes="govuk-radios--small"
                  fieldset={{ legend: { text: 'Who told you?' } }}
                  items={itemsOf(toldByWords)}
                />
              </>
            ),
          },
          { value: 'not-asked', text: capital(aroundWords['not-asked']) },
        ]}
      />
    </>
  )
}
