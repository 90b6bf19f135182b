import {
  Button,
  Details,
  EmptyState,
  Form,
  type FormState,
  InsetText,
  LongTextField,
  RadiosField,
  SummaryList,
  smallLegend,
  Tag,
  TextField,
  WarningText,
} from '../../../design-system/index.ts'
import { type Day, dueInWords, printDay, printMoment } from '../../../guidance/index.ts'
import type { MatterOnRecord } from '../../commands.ts'
import type { MyChallenge, WaitsFor } from '../mine/mine.queries.ts'
import { waitsForWords } from '../mine/waits.ts'
import { challenge, challengedWords, challengeUrgent } from '../raising/challenge.ts'
import { answerForm, discussedForm, furtherForm, settleForm, urgentForm } from '../raising/raise-form.ts'
import { challengeAnswered, challengeDiscussed, challengeResolved, challengeStage, resolutionWords, stageWords } from './stage.ts'

const capital = (text: string): string => text.replace(/^./u, first => first.toUpperCase())
const items = (words: Readonly<Record<string, string>>) => Object.entries(words).map(([value, text]) => ({ value, text: capital(text) }))

/** What a challenge waits for, and by when. */
const Waits = ({ waits, today }: { waits: readonly WaitsFor[]; today: Day }) => {
  const [now] = waits
  if (!now) return null
  const late = waits.some(one => one.overdue)
  return (
    <p class="govuk-body">
      {late ? <Tag text="Overdue" classes="govuk-tag--red" /> : <Tag text="Open" classes="govuk-tag--blue" />} Stage {now.stage},{' '}
      {stageWords[now.stage]}. It waits for {waitsForWords[now.name].text}
      {now.dueOn && ` (${dueInWords(now.dueOn, today)})`}
    </p>
  )
}

const Item = ({ one, today }: { one: MyChallenge; today: Day }) => (
  <li>
    <p class="govuk-body">
      <a class="govuk-link govuk-!-font-weight-bold" href={`/challenges/${one.challenge}`}>
        {capital(challengedWords[one.facts.about])}
        <span class="govuk-visually-hidden">, raised on {printMoment(one.at)}</span>
      </a>
      <br />
      <span class="gt-narrative">{one.decision}</span>
      <br />
      {one.side === 'challenger' ? 'Raised on your side' : 'Your side answers'}, {printMoment(one.at)}
      {one.by && `, ${one.by}`}
    </p>
    {one.settled ? <Tag text="Settled" classes="govuk-tag--green" /> : <Waits waits={one.waits ?? []} today={today} />}
  </li>
)

/** The challenges that the reader, their team or their agency has to do with. */
export const MyChallengesPage = ({ challenges, today }: { challenges: readonly MyChallenge[]; today: Day }) => {
  const open = challenges.filter(one => !one.settled)
  const over = challenges.filter(one => one.settled)
  return (
    <>
      <h1 class="govuk-heading-l">Professional challenges</h1>
      {open.length === 0 ? (
        <EmptyState wouldBe="No challenge is open on your side. You raise one from the page of a child, a meeting, a concern you raised or something you were asked to do." />
      ) : (
        <ul class="govuk-list gt-list-lines">
          {open.map(one => (
            <Item key={one.challenge} one={one} today={today} />
          ))}
        </ul>
      )}
      {over.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Settled</h2>
          <ul class="govuk-list gt-list-lines">
            {over.map(one => (
              <Item key={one.challenge} one={one} today={today} />
            ))}
          </ul>
        </>
      )}
    </>
  )
}

type Happened = {
  readonly at: string
  readonly key: string
  readonly title: string
  readonly by: string
  readonly words: readonly string[]
}

/** All that has happened on a challenge, oldest first. */
const happened = (matter: MatterOnRecord): Happened[] => {
  const line = (
    one: { at: string; root: string; by: string; of: string },
    title: string,
    words: readonly (string | undefined)[],
  ): Happened => ({
    at: one.at,
    key: one.root,
    title,
    by: [one.by, one.of].filter(Boolean).join(', '),
    words: words.filter((text): text is string => Boolean(text)),
  })
  return [
    ...matter.of(challenge).map(one => line(one, 'Raised', [])),
    ...matter.of(challengeUrgent).map(one => line(one, challengeUrgent.title(one.facts), [one.said['why']])),
    ...matter.of(challengeAnswered).map(one => line(one, challengeAnswered.title(one.facts), [one.said['answer']])),
    ...matter.of(challengeDiscussed).map(one => line(one, challengeDiscussed.title(one.facts), [one.said['who'], one.said['words']])),
    ...matter.of(challengeStage).map(one => line(one, challengeStage.title(one.facts), [one.said['reason']])),
    ...matter.of(challengeResolved).map(one => line(one, challengeResolved.title(one.facts), [one.said['effect'], one.said['learning']])),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

type Shown = {
  readonly matter: MatterOnRecord
  readonly names: readonly string[]
  readonly waits: readonly WaitsFor[]
  readonly form: FormState
  /** Which of its forms was sent and has to be put right. */
  readonly sent: string | undefined
  readonly today: Day
  readonly mark: () => { readonly csrf: string; readonly commandId: string }
}

const none: FormState = { typed: {}, errors: [] }

/** One challenge, for both sides: what is challenged, what has happened, who has to answer by when, and the next thing to do. */
export const ChallengePage = ({ matter, names, waits, form, sent, today, mark }: Shown) => {
  const [raised] = matter.of(challenge)
  if (!raised) return <h1 class="govuk-heading-l">Professional challenge</h1>
  const here = `/challenges/${matter.matter}`
  const { facts, said } = raised
  const settled = matter.of(challengeResolved).length > 0
  const urgent = facts.urgent || matter.of(challengeUrgent).length > 0
  const state = (which: string): FormState => (sent === which ? form : none)
  const narrative = (text: string | undefined) => ({ text: <span class="gt-narrative">{text}</span> })
  const side = (as: 'challenger' | 'challenged') =>
    matter.holders
      .filter((one, _, all) => one.as === as && !all.some(other => other.as === as && other !== one && other.of === one.name))
      .map(one => [one.name, one.of].filter(Boolean).join(', '))
      .join('; ')
  const may = (kind: Parameters<MatterOnRecord['may']>[0]) => !settled && matter.may(kind)
  const answers = matter.relations.includes('challenged')
  const answered = matter.of(challengeAnswered).length > 0
  return (
    <>
      <span class="govuk-caption-l">Professional challenge</span>
      <h1 class="govuk-heading-l">{names.length > 0 ? names.join(' and ') : capital(challengedWords[facts.about])}</h1>
      {settled ? <Tag text="Settled" classes="govuk-tag--green" /> : <Waits waits={waits} today={today} />}
      {urgent && !settled && (
        <WarningText text="The child may be unsafe. If a concern has not been raised with The Bridge today, raise it now: it does not wait for this." />
      )}
      <SummaryList
        rows={[
          { key: 'Challenged', value: capital(challengedWords[facts.about]) },
          { key: 'What was decided', value: narrative(said['decision']) },
          { key: 'On', value: printDay(facts.decidedOn) },
          { key: 'Raised by', value: side('challenger') },
          { key: 'Answers', value: side('challenged') || (said['whom'] ?? '') },
          { key: 'What worries them', value: narrative(said['situation']) },
          ...(said['evidence'] ? [{ key: 'Known from', value: narrative(said['evidence']) }] : []),
          { key: 'Asked for', value: narrative(said['wants']) },
          ...(said['tried'] ? [{ key: 'Tried before', value: narrative(said['tried']) }] : []),
          ...(said['lead'] ? [{ key: 'Their lead knows', value: said['lead'] }] : []),
        ]}
      />
      <h2 class="govuk-heading-m">What has happened</h2>
      <ol class="govuk-list gt-list-lines">
        {happened(matter).map(one => (
          <li key={one.key}>
            <p class="govuk-body">
              <strong>{one.title}</strong>
              <br />
              {printMoment(one.at as never)}, {one.by}
              {one.words.map((text, place) => (
                <span key={place} class="gt-narrative">
                  <br />
                  {text}
                </span>
              ))}
            </p>
          </li>
        ))}
      </ol>
      {!urgent && may(challengeUrgent) && (
        <Details summary="The child may be unsafe" open={sent === 'urgent'}>
          <p class="govuk-body">Raise a concern with The Bridge first. From then on every answer here is due on the next working day.</p>
          <Form action={`${here}/urgent`} {...mark()}>
            <LongTextField name="why" form={state('urgent')} rows={3} label={{ text: urgentForm.labels.why, classes: 'govuk-label--s' }} />
            <Button text="Make it urgent" classes="govuk-button--warning" preventDoubleClick />
          </Form>
        </Details>
      )}
      {answers && may(challengeAnswered) && (
        <section>
          <h2 class="govuk-heading-m">Answer</h2>
          <Form action={`${here}/answer`} {...mark()}>
            <RadiosField
              name="changes"
              form={state('answer')}
              fieldset={smallLegend(answerForm.labels.changes)}
              items={items({ yes: 'yes', no: 'no' })}
            />
            <LongTextField
              name="answer"
              form={state('answer')}
              rows={5}
              label={{ text: answerForm.labels.answer, classes: 'govuk-label--s' }}
            />
            <Button text="Send the answer" preventDoubleClick />
          </Form>
        </section>
      )}
      {may(challengeResolved) && (
        <Details summary="It is settled" open={sent === 'settle' || answered}>
          <p class="govuk-body">Only whoever raised it can say so. It cannot end without what it means for the child.</p>
          <Form action={`${here}/settle`} {...mark()}>
            <RadiosField
              name="resolution"
              form={state('settle')}
              fieldset={smallLegend(settleForm.labels.resolution)}
              items={items(resolutionWords)}
            />
            <LongTextField
              name="effect"
              form={state('settle')}
              rows={4}
              label={{ text: settleForm.labels.effect, classes: 'govuk-label--s' }}
              hint="It stands on the child’s own record"
            />
            <LongTextField
              name="learning"
              form={state('settle')}
              rows={3}
              label={{ text: settleForm.labels.learning, classes: 'govuk-label--s' }}
            />
            <Button text="It is settled" preventDoubleClick />
          </Form>
        </Details>
      )}
      {may(challengeStage) && (
        <Details summary="It is not settled: take it further" open={sent === 'further'}>
          <Form action={`${here}/further`} {...mark()}>
            <RadiosField
              name="stage"
              form={state('further')}
              fieldset={smallLegend(furtherForm.labels.stage)}
              items={Object.entries(stageWords)
                .filter(([stage]) => Number(stage) > Number(waits[0]?.stage ?? 0))
                .map(([value, text]) => ({ value, text: `Stage ${value}, ${text}` }))}
            />
            <LongTextField
              name="reason"
              form={state('further')}
              rows={3}
              label={{ text: furtherForm.labels.reason, classes: 'govuk-label--s' }}
            />
            <Button text="Take it further" preventDoubleClick />
          </Form>
        </Details>
      )}
      {may(challengeDiscussed) && (
        <Details summary="Both sides have talked" open={sent === 'discussed'}>
          <Form action={`${here}/discussed`} {...mark()}>
            <TextField name="who" form={state('discussed')} label={{ text: discussedForm.labels.who, classes: 'govuk-label--s' }} />
            <LongTextField
              name="talk"
              form={state('discussed')}
              rows={4}
              label={{ text: discussedForm.labels.talk, classes: 'govuk-label--s' }}
            />
            <Button text="Write it down" classes="govuk-button--secondary" preventDoubleClick />
          </Form>
        </Details>
      )}
      {settled && <InsetText>Nothing more is asked of anybody here.</InsetText>}
    </>
  )
}
