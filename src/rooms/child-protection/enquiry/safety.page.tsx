import type { ComponentChild } from 'preact'
import {
  Button,
  capital,
  Details,
  EmptyState,
  Form,
  type FormState,
  InsetText,
  LongTextField,
  RadiosField,
  SummaryCard,
  smallLabel,
  smallLegend,
  WarningText,
} from '../../../design-system/index.ts'
import { dayOf, type Moment, printDay, printMoment } from '../../../guidance/index.ts'
import { preProceedings, stepDownChecked } from '../../cared-for/index.ts'
import { meetingAbout } from '../../meetings/index.ts'
import { harmSuspected, harmWords } from '../harm/harm-suspected.ts'
import { legalAdvice } from '../legal-advice/legal-advice.ts'
import { DueNow } from '../on-record/due-now.tsx'
import { choices } from '../on-record/form-fields.ts'
import { policeProtection, protectionEnded, protectionEndWords } from '../protection/orders.ts'
import { consideredWords, siblingConsidered } from '../sibling-consideration/sibling-considered.ts'
import {
  immediateWords,
  insteadWords,
  medicalWords,
  parentsToldWords,
  strategyDecision,
  strategyWords,
} from '../strategy/strategy-decision.ts'
import { weighed, weighedWords } from '../strategy/strategy-form.ts'
import { checkWords, enquiry, enquiryOutcome, enquiryOutcomeWords, enquirySeenWords, enquirySigned, parentsSeenWords } from './enquiry.ts'
import type { Order, SafetyView } from './safety-view.ts'

export type Mark = () => { readonly csrf: string; readonly commandId: string }
/** The forms of the page, by the name of what they write: as they were typed, with what has to be put right. */
export type FormOf = (name: string) => FormState

type Parts = { readonly view: SafetyView; readonly mark: Mark; readonly form: FormOf; readonly now: Moment }

/** From the suspicion of harm to the outcome of the enquiry: what is due first, then what is in force, the enquiry, what was decided, and the advice of lawyers. */
export const SafetyPage = (parts: Parts) => {
  const { view } = parts
  const { child, running } = view
  return (
    <>
      <h1 class="govuk-heading-l">Keeping {child.called} safe</h1>
      <p class="govuk-body">
        {running
          ? `A section 47 enquiry about ${child.called} is open ${running.state}, since ${printDay(dayOf(running.from))}.`
          : `No section 47 enquiry about ${child.called} is open, as far as you may read.`}
      </p>
      <Due view={view} />
      <Next view={view} />
      <InForce {...parts} />
      <Enquiry {...parts} />
      <Decided view={view} />
      <Others {...parts} />
      <Law {...parts} />
    </>
  )
}

const Due = ({ view }: { view: SafetyView }) => (
  <section aria-labelledby="due">
    <h2 class="govuk-heading-m" id="due">
      What is due, and why
    </h2>
    {view.due.length > 0 ? (
      <DueNow label="What is due, and why" due={view.due} />
    ) : (
      <EmptyState wouldBe="Nothing that you are told of is due." />
    )}
  </section>
)

const Next = ({ view }: { view: SafetyView }) => {
  const { child, running } = view
  const here = `/people/${child.subject}`
  const ways = [
    { text: 'Record what the enquiry finds', href: `${here}/enquiry`, offered: running !== undefined && child.may(enquiry) },
    { text: 'Significant harm is suspected', href: `${here}/harm`, offered: child.may(harmSuspected) },
    { text: 'Call a strategy meeting', href: `${here}/meetings/new?type=strategy`, offered: child.may(meetingAbout) },
    { text: 'Write down what a strategy meeting decided', href: `${here}/strategy`, offered: child.may(strategyDecision) },
    {
      text: 'Police protection or an order',
      href: `${here}/protection`,
      offered: child.may(policeProtection) || child.may(protectionEnded),
    },
    { text: 'Work before court proceedings', href: `${here}/pre-proceedings`, offered: child.may(preProceedings) },
    {
      text: 'Look again at a step-down near a birth',
      href: `${here}/step-down`,
      offered: child.may(stepDownChecked) && view.due.some(one => one.rule === 'legal-stepdown-near-birth'),
    },
  ].filter(way => way.offered)
  return ways.length === 0 ? null : (
    <nav aria-label={`What you can do for ${child.called}`}>
      <ul class="govuk-list">
        {ways.map(way => (
          <li key={way.href}>
            <a class="govuk-link" href={way.href}>
              {way.text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const narrative = (text: string | undefined): ComponentChild => (text ? <span class="gt-narrative">{text}</span> : null)

type Line = { readonly key: string; readonly text: ComponentChild }
const rowsOf = (lines: readonly (Line | null)[]) =>
  lines.flatMap(line => (line?.text ? [{ key: line.key, value: { text: line.text as string } }] : []))

const InForce = ({ view, mark, form }: Parts) => {
  const { child, orders } = view
  if (orders.length === 0) return null
  return (
    <section aria-labelledby="in-force">
      <h2 class="govuk-heading-m" id="in-force">
        Police protection and orders
      </h2>
      {orders.map(order => (
        <OneOrder key={order.entry} order={order} view={view} mark={mark} form={form(`end ${order.entry}`)} />
      ))}
      <p class="govuk-body">
        Under police protection or while nothing but an agreement stands, the authority has no parental responsibility for {child.called}.
        Under an emergency protection order it has it in a limited way.
      </p>
    </section>
  )
}

const OneOrder = ({ order, view, mark, form }: { order: Order; view: SafetyView; mark: Mark; form: FormState }) => {
  const { child } = view
  const marks = mark()
  return (
    <SummaryCard
      title={{ text: capital(order.words), headingLevel: 3 }}
      rows={rowsOf([
        { key: 'Began', text: printMoment(order.at) },
        order.isOpen && order.until ? { key: 'Ends', text: <strong>{printMoment(order.until)}</strong> } : null,
        !order.isOpen && !order.ended ? { key: 'Now', text: 'It has ended. How the child is safe since is not written down.' } : null,
        order.ended
          ? { key: 'Ended', text: `${capital(protectionEndWords[order.ended.facts.how])}, ${printMoment(order.ended.at)}` }
          : null,
        { key: 'Why', text: narrative(order.said['reasons']) },
        { key: 'Where the child is', text: narrative(order.said['whereNow']) },
        { key: 'Who was told', text: narrative(order.said['told']) },
        {
          key: 'What became of it',
          text:
            order.ended || !child.may(protectionEnded) ? (
              narrative(order.ended?.said['safety'])
            ) : (
              <Details summary="Write down how it ended" open={form.errors.length > 0}>
                <Form action={`/people/${child.subject}/protection/${order.entry}/end`} csrf={marks.csrf} commandId={marks.commandId}>
                  <RadiosField name="how" form={form} fieldset={smallLegend('How did it end?')} items={choices(protectionEndWords)} />
                  <LongTextField name="safety" form={form} rows={3} label={smallLabel(`How is ${child.called} safe from now on?`)} />
                  <Button text="Write it down" preventDoubleClick />
                </Form>
              </Details>
            ),
        },
      ])}
    />
  )
}

const Enquiry = ({ view, mark, form }: Parts) => {
  const { child, running, records, outcomes, signed, unsigned, account } = view
  const last = records.at(-1)
  const here = `/people/${child.subject}/enquiry`
  if (!running && records.length === 0 && outcomes.length === 0) return null
  const [forOutcome, forSigning] = [mark(), mark()]
  const outcomeForm = form('outcome')
  const signForm = form('sign')
  return (
    <section aria-labelledby="enquiry">
      <h2 class="govuk-heading-m" id="enquiry">
        What the enquiry finds
      </h2>
      {last ? (
        <SummaryCard
          title={{ text: `Recorded ${printMoment(last.at)} by ${last.by}`, headingLevel: 3 }}
          rows={rowsOf([
            {
              key: 'The child',
              text: `${capital(enquirySeenWords[last.facts.seen])}${last.facts.seenOn ? `, ${printDay(last.facts.seenOn)}` : ''}`,
            },
            { key: 'In the child’s words', text: narrative(last.said['childsWords']) },
            { key: 'Why not alone', text: narrative(last.said['notSeenWhy']) },
            { key: 'The home', text: last.facts.homeSeen ? (narrative(last.said['home']) ?? 'Seen') : 'Not seen' },
            {
              key: 'Those who care',
              text: last.facts.parentsSeen ? `Spoken to: ${parentsSeenWords[last.facts.parentsSeen]}` : null,
            },
            { key: 'What they said', text: narrative(last.said['parents']) },
            {
              key: 'Agencies',
              text:
                last.facts.checks.length > 0 ? (
                  <ul class="govuk-list">
                    {last.facts.checks.map(one => (
                      <li key={one.agencyKind}>{`${capital(one.agencyKind.replaceAll('-', ' '))} ${checkWords[one.came]}`}</li>
                    ))}
                  </ul>
                ) : null,
            },
            { key: 'What they know', text: narrative(last.said['checks']) },
            { key: 'The medical', text: narrative(last.said['medical']) },
            { key: 'The other children', text: narrative(last.said['otherChildren']) },
            { key: 'What happened before', text: narrative(last.said['history']) },
            { key: 'About somebody else', text: narrative(last.said['others']) },
            { key: 'What it means', text: narrative(last.said['analysis']) },
          ])}
        />
      ) : (
        <EmptyState wouldBe={`What the enquiry finds for ${child.called} stands here once it is recorded.`} />
      )}
      {records.length > 1 && <p class="govuk-body">Recorded {records.length} times; what was recorded before stands in the chronology.</p>}
      {outcomes.toReversed().map(one => {
        const by = signed.find(of => of.answers === one.root)
        return (
          <SummaryCard
            key={one.root}
            title={{ text: capital(enquiryOutcomeWords[one.facts.outcome]), headingLevel: 3 }}
            rows={rowsOf([
              { key: 'Written', text: `${printMoment(one.at)} by ${one.by}` },
              { key: 'Why', text: narrative(one.said['reasons']) },
              { key: 'How the child is safe', text: narrative(one.said['safety']) },
              { key: 'What the family was told', text: narrative(one.said['familyTold']) },
              by
                ? { key: by.facts.agreed ? 'Signed by' : 'Given back by', text: `${by.by}, ${printMoment(by.at)}` }
                : one.root === unsigned?.root
                  ? { key: 'Second signature', text: 'Waits for somebody senior who did not write it' }
                  : null,
              { key: 'What they said', text: narrative(by?.said['reasons']) },
            ])}
          />
        )
      })}
      {unsigned && child.may(enquirySigned) && unsigned.author !== account && (
        <Form action={`${here}/sign`} csrf={forSigning.csrf} commandId={forSigning.commandId}>
          <h3 class="govuk-heading-s">Sign the outcome, or give it back</h3>
          <input type="hidden" name="outcome" value={unsigned.root} />
          <RadiosField
            name="agreed"
            form={signForm}
            fieldset={smallLegend('Do you agree that there is no continuing risk?')}
            items={[
              { value: 'yes', text: 'Yes: I have read the enquiry and sign its outcome' },
              { value: 'no', text: 'No: the enquiry goes on' },
            ]}
          />
          <LongTextField name="signReasons" form={signForm} rows={3} label={smallLabel('What did you look at, and why?')} />
          <Button text="Sign it, or give it back" preventDoubleClick />
        </Form>
      )}
      {running && child.may(enquiryOutcome) && (
        <Details summary="Write down the outcome" open={outcomeForm.errors.length > 0}>
          <Form action={`${here}/outcome`} csrf={forOutcome.csrf} commandId={forOutcome.commandId}>
            <RadiosField
              name="outcome"
              form={outcomeForm}
              fieldset={smallLegend('What did the enquiry come to?')}
              hint={{ text: 'Harm found and no continuing risk stands only once somebody senior has signed it too' }}
              items={choices(enquiryOutcomeWords)}
            />
            <RadiosField
              name="help"
              form={outcomeForm}
              fieldset={smallLegend('What help follows? (optional)')}
              items={choices({ 'section-17': 'help as a child in need', 'early-help': 'early help', none: 'no further help' })}
            />
            <LongTextField name="reasons" form={outcomeForm} rows={4} label={smallLabel('Why?')} />
            <LongTextField name="safety" form={outcomeForm} rows={3} label={smallLabel(`How is ${child.called} safe? (optional)`)} />
            <LongTextField name="familyTold" form={outcomeForm} rows={2} label={smallLabel('What was the family told? (optional)')} />
            <Button text="Write down the outcome" preventDoubleClick />
          </Form>
        </Details>
      )}
    </section>
  )
}

const Decided = ({ view }: { view: SafetyView }) => {
  const { child, decisions, harm } = view
  return (
    <section aria-labelledby="decided">
      <h2 class="govuk-heading-m" id="decided">
        What was suspected and decided
      </h2>
      {decisions.length + harm.length === 0 && <EmptyState wouldBe={`What strategy meetings decide of ${child.called} stands here.`} />}
      {decisions.toReversed().map(({ root, facts, said, at, precision, by }) => (
        <SummaryCard
          key={root}
          title={{ text: capital(strategyWords[facts.decision]), headingLevel: 3 }}
          rows={rowsOf([
            { key: 'Decided', text: `${precision === 'moment' ? printMoment(at) : printDay(dayOf(at))}, written down by ${by}` },
            facts.instead ? { key: 'Instead', text: capital(insteadWords[facts.instead]) } : null,
            { key: 'Why', text: narrative(said['reasons']) },
            facts.protection ? { key: 'Safe now', text: capital(immediateWords[facts.protection]) } : null,
            { key: 'How', text: narrative(said['protection']) },
            facts.medical ? { key: 'A medical', text: capital(medicalWords[facts.medical]) } : null,
            { key: 'The medical', text: narrative(said['medical']) },
            facts.parents
              ? {
                  key: 'Parents and carers',
                  text: `${capital(parentsToldWords[facts.parents])}${facts.parentsBy ? `, by ${printDay(facts.parentsBy)}` : ''}`,
                }
              : null,
            { key: 'What they are told', text: narrative(said['parents']) },
            { key: 'If it does not work', text: narrative(said['contingency']) },
            facts.reviewOn ? { key: 'Looked at again', text: printDay(facts.reviewOn) } : null,
            facts.harm.length > 0 ? { key: 'Kind of harm', text: capital(facts.harm.map(one => harmWords[one]).join(', ')) } : null,
            ...weighed.map(name => ({ key: weighedWords[name], text: narrative(said[name]) })),
          ])}
        />
      ))}
      {harm.toReversed().map(({ root, facts, said, at, by }) => (
        <SummaryCard
          key={root}
          title={{ text: facts.injury ? 'Harm suspected: the child is hurt' : 'Harm suspected', headingLevel: 3 }}
          rows={rowsOf([
            { key: 'Written', text: `${printMoment(at)} by ${by}` },
            { key: 'What was seen or told', text: narrative(said['what']) },
            { key: 'In the child’s words', text: narrative(said['childsWords']) },
            { key: 'Safe now', text: narrative(said['safeNow']) },
            { key: 'Health', text: narrative(said['health']) },
          ])}
        />
      ))}
    </section>
  )
}

const Others = ({ view, mark, form }: Parts) => {
  const { child, considered, due } = view
  const asked = due.some(one => one.rule === 'sibling-consideration')
  if (!asked && considered.length === 0) return null
  const marks = mark()
  const state = form('considered')
  return (
    <section aria-labelledby="too">
      <h2 class="govuk-heading-m" id="too">
        When something happens for another child of the home
      </h2>
      {considered.toReversed().map(one => (
        <SummaryCard
          key={one.root}
          title={{ text: capital(consideredWords[one.facts.found]), headingLevel: 3 }}
          rows={rowsOf([
            { key: 'Written', text: `${printMoment(one.at)} by ${one.by}` },
            { key: 'How the child is', text: narrative(one.said['reasons']) },
          ])}
        />
      ))}
      {asked && child.may(siblingConsidered) && (
        <Form action={`/people/${child.subject}/considered`} csrf={marks.csrf} commandId={marks.commandId}>
          <RadiosField name="found" form={state} fieldset={smallLegend(`Is ${child.called} safe too?`)} items={choices(consideredWords)} />
          <LongTextField name="how" form={state} rows={3} label={smallLabel(`How is ${child.called}, and how do you know?`)} />
          <Button text="Write it down" preventDoubleClick />
        </Form>
      )}
    </section>
  )
}

const Law = ({ view, mark, form }: Parts) => {
  const { child, advice } = view
  if (advice === null && !child.may(legalAdvice)) return null
  const marks = mark()
  const state = form('advice')
  return (
    <section aria-labelledby="law">
      <h2 class="govuk-heading-m" id="law">
        Legal advice
      </h2>
      <WarningText text="Privileged: between the lawyers and those who asked them. Do not put it into minutes, reports or a plan, and do not read it out at a meeting." />
      <InsetText>
        Read by {child.called}’s social worker, the managers, the conference chair and the legal adviser. The core group, other agencies and
        the family do not see that it is here.
      </InsetText>
      {advice?.toReversed().map(one => (
        <SummaryCard
          key={one.root}
          title={{ text: `Written ${printMoment(one.at)} by ${one.by}`, headingLevel: 3 }}
          rows={rowsOf([
            { key: 'What was asked', text: narrative(one.said['asked']) },
            { key: 'What was advised', text: narrative(one.said['advice']) },
          ])}
        />
      ))}
      {child.may(legalAdvice) && (
        <Details summary="Write down legal advice" open={state.errors.length > 0}>
          <Form action={`/people/${child.subject}/advice`} csrf={marks.csrf} commandId={marks.commandId}>
            <LongTextField name="asked" form={state} rows={2} label={smallLabel('What was asked? (optional)')} />
            <LongTextField name="advice" form={state} rows={5} label={smallLabel('What was advised?')} />
            <Button text="Write it down" preventDoubleClick />
          </Form>
        </Details>
      )}
    </section>
  )
}
