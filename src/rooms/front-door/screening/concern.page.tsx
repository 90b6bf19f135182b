import {
  Button,
  capital,
  emptyForm,
  Form,
  type FormState,
  LevelTag,
  NotificationBanner,
  Select,
  Tag,
  TwoColumn,
  WarningText,
} from '../../../design-system/index.ts'
import { type Day, type Moment, printDay, printMoment } from '../../../guidance/index.ts'
import type { Book } from '../../../thread/book.ts'
import type { AccountId, SubjectId } from '../../../thread/ids.ts'
import { wholeName } from '../../../thread/own-kinds/index.ts'
import { DecisionFormPart, type DecisionOnPage } from '../decision/decision.page.tsx'
import { Handovers } from '../hours/handovers.tsx'
import { decideBy, handsToChoose } from '../queue/queue.page.tsx'
import type { Hands } from '../queue/queue.queries.ts'
import { stageWords } from '../queue/stage.ts'
import { referenceOf } from '../referral/raise/raise-concern.ts'
import type { Agency } from './ask-agencies.ts'
import { Checks } from './checks.tsx'
import { type KnownPerson, levelNow } from './concern.queries.ts'
import { type Concern, unmatched } from './concern.ts'
import { OtherAuthorities } from './history.tsx'
import { KnownChild } from './known.tsx'
import { WhatWasTold } from './told.tsx'
import { whoInWords } from './told-words.ts'

/** All that the page of a concern shows. */
export type ConcernOnPage = {
  concern: Concern
  known: readonly KnownPerson[]
  agencies: readonly Agency[]
  hands: readonly Hands[]
  book: Book
  now: Moment
  today: Day
  account: AccountId
  csrf: string
  newCommandId: () => string
  asking: FormState
  /** What was typed about another authority, and of whom, where it has to be put right. */
  noting: { person: SubjectId; form: FormState } | undefined
  /** For the manager who may decide; nothing for everybody else. */
  decision: DecisionOnPage | undefined
}

const levelOf = ({ concern, now }: ConcernOnPage) => {
  const shown = concern.findings.flatMap(finding =>
    finding.rule === 'immediate-danger' || finding.rule === 'referral-decision-due' ? (levelNow(finding, now) ?? 'DUE') : [],
  )
  return (['CRITICAL', 'OVERDUE', 'DUE'] as const).find(level => shown.includes(level)) ?? 'DUE'
}

const OneButton = ({ action, text, page }: { action: string; text: string; page: ConcernOnPage }) => (
  <Form action={`/bridge/${page.concern.matter}/${action}`} csrf={page.csrf} commandId={page.newCommandId()}>
    <Button text={text} classes="govuk-button--secondary govuk-!-margin-bottom-2" preventDoubleClick />
  </Form>
)

/** Who has the concern, whether the referrer has heard that it has come, and by when it is to be decided. */
const Standing = ({ page }: { page: ConcernOnPage }) => {
  const { concern, today, account } = page
  const dueOn = concern.findings.find(finding => finding.rule === 'referral-decision-due')?.dueOn ?? null
  const hold = concern.findings.find(finding => finding.rule === 'bridge-hold')
  const mine = concern.screener?.account === account
  const { facts } = concern.told
  return (
    <>
      <p class="govuk-body">
        <LevelTag level={levelOf(page)} /> <strong>{decideBy(dueOn, today)}</strong> · received {printMoment(concern.told.at)} · reference{' '}
        {referenceOf(concern.matter)}
      </p>
      {hold?.dueOn && (
        <p class="govuk-body">
          <strong>{stageWords[hold.facts['stage'] ?? 'new']}</strong>.{' '}
          {hold.dueOn < today
            ? `It should have left The Bridge by ${printDay(hold.dueOn)}.`
            : `It may stay with The Bridge until the end of ${hold.dueOn === today ? 'today' : printDay(hold.dueOn)}.`}
        </p>
      )}
      <p class="govuk-body">
        {mine
          ? 'You have taken this concern.'
          : concern.screener
            ? `${concern.screener.name} has taken this concern.`
            : 'Nobody has taken this concern yet.'}{' '}
        {facts.anonymous
          ? 'The referrer gave no name, so nobody can be told that it has arrived.'
          : concern.acknowledged
            ? `The referrer was told on ${printMoment(concern.acknowledged.at)} that it has arrived.`
            : 'The referrer has not been told yet that it has arrived.'}
      </p>
      <div class="govuk-button-group">
        {mine ? (
          <OneButton action="release" text="Give it back to the queue" page={page} />
        ) : (
          <OneButton action="take" text={concern.screener ? `Take it over from ${concern.screener.name}` : 'Take it'} page={page} />
        )}
        {!facts.anonymous && !concern.acknowledged && (
          <OneButton action="acknowledge" text="Tell the referrer it has arrived" page={page} />
        )}
      </div>
      <Form action="/bridge/assign" csrf={page.csrf} commandId={page.newCommandId()}>
        <input type="hidden" name="concern" value={concern.matter} />
        <input type="hidden" name="from" value={concern.matter} />
        <div class="gt-queue__act gt-queue__bulk">
          <Select name="to" label="Give it to" items={handsToChoose(page.hands, undefined, account)} />
          <Button text="Give" classes="govuk-button--secondary" preventDoubleClick />
        </div>
      </Form>
    </>
  )
}

const AlreadyKnown = ({ page }: { page: ConcernOnPage }) => {
  const { concern, known } = page
  const waiting = unmatched(concern)
  const href = `/bridge/${concern.matter}/children`
  return (
    <>
      {waiting.length > 0 && (
        <p class="govuk-body">
          <Tag
            text={waiting.length === concern.children.length ? 'no child matched yet' : `${waiting.length} not matched yet`}
            classes="govuk-tag--yellow"
          />{' '}
          What is known stands here once each child is matched to a person on record.
        </p>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={href}>
          {waiting.length > 0 ? 'Match the children' : 'See or undo who the children were matched to'}
        </a>
      </p>
      {known.map((person, at) => (
        <KnownChild
          key={person.person}
          person={person}
          book={page.book}
          matter={concern.matter}
          now={page.now}
          today={page.today}
          earlyHelpTried={concern.told.facts.earlyHelpTried}
        >
          <OtherAuthorities
            person={person}
            at={at}
            who={wholeName(person)}
            matter={concern.matter}
            form={page.noting?.person === person.person ? page.noting.form : emptyForm}
            csrf={page.csrf}
            commandId={page.newCommandId()}
          />
        </KnownChild>
      ))}
    </>
  )
}

/** A concern being screened: what was told beside what is known already, the agencies' answers below, the decision at the foot. */
export const ConcernPage = (page: ConcernOnPage) => {
  const { concern, today } = page
  const danger = concern.findings.some(finding => finding.rule === 'immediate-danger')
  return (
    <>
      <h1 class="govuk-heading-l">
        {capital(
          whoInWords(
            concern.children.map(child => child.told),
            today,
          ),
        )}
      </h1>
      {danger && (
        <WarningText text="A child may be in danger now: whoever raised this concern says so. Ring the police on 999 if it has not been done." />
      )}
      <Standing page={page} />
      {concern.handovers.length > 0 && (
        <section aria-labelledby="handover" class="govuk-!-margin-bottom-4">
          <h2 class="govuk-heading-s" id="handover">
            What the Emergency Duty Team has left
          </h2>
          <Handovers handovers={concern.handovers} />
        </section>
      )}
      <TwoColumn
        left={{ title: 'What we are told', content: <WhatWasTold concern={concern} today={today} /> }}
        right={{ title: 'What is already known', content: <AlreadyKnown page={page} /> }}
      />
      <section aria-labelledby="agencies" class="govuk-!-margin-top-6">
        <h2 class="govuk-heading-m" id="agencies">
          What the agencies say
        </h2>
        <Checks concern={concern} agencies={page.agencies} form={page.asking} csrf={page.csrf} commandId={page.newCommandId()} />
      </section>
      <section aria-labelledby="decision" class="govuk-!-margin-top-6">
        <h2 class="govuk-heading-m" id="decision">
          The decision
        </h2>
        {page.decision ? (
          <DecisionFormPart concern={concern} decision={page.decision} />
        ) : (
          <p class="govuk-body">
            A manager of The Bridge who is qualified in social work decides, when the checks are in or the day is over. What you have put
            together here is what they read.
          </p>
        )}
      </section>
    </>
  )
}

/** What has just been done, said once at the head of the page. */
export const doneWords = {
  taken: 'You have taken this concern.',
  released: 'The concern is back in the queue.',
  assigned: 'The concern has changed hands.',
  acknowledged: 'The referrer is told that the concern has arrived.',
  asked: 'The agencies are asked.',
  matched: 'The children are matched.',
  undone: 'The match is undone.',
  noted: 'What you wrote about the other authority stands on the child’s record.',
} as const

export type Done = keyof typeof doneWords

/** The banner that says what was just done. */
export const DoneBanner = ({ done }: { done: Done }) => <NotificationBanner type="success" text={doneWords[done]} />
