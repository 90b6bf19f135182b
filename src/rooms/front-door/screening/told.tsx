import { capital, SummaryList, Tag, WarningText } from '../../../design-system/index.ts'
import { type Day, printDay, printMoment } from '../../../guidance/index.ts'
import { outcomeWords } from '../decision/outcomes.ts'
import { sayConcerns } from '../referral/concerns.ts'
import { seemsWords } from '../referral/raise/steps.ts'
import { channelWords, consentWords, formWords, notToldWords } from '../referral/referral-told.ts'
import { agencyWords, saySource } from '../referral/sources.ts'
import type { Concern } from './concern.ts'
import { Saying } from './pieces.tsx'
import { nameAndAge, sayAssessmentTold, type ToldChild } from './told-words.ts'

/** What else was told of a child, each by its name. */
const moreOf = (told: ToldChild): string =>
  (
    [
      ['sex', told.sex],
      ['NHS number', told.nhsNumber],
      ['family doctor', told.doctor],
      ['ethnic background', told.ethnicity],
      ['religion', told.religion],
      ['disability', told.disability],
    ] as const
  )
    .map(([name, said]) => (said ? `; ${name}: ${said}` : ''))
    .join('')

const known = { yes: 'yes', no: 'no', 'not-known': 'not known' } as const

/** Does the family know? Said first, so that nobody gives it away by accident (practice: family-aware-of-referral). */
const FamilyKnows = ({ concern }: { concern: Concern }) => {
  const { facts } = concern.told
  if (facts.familyTold === 'yes')
    return (
      <p class="govuk-body">
        The family knows of this concern{facts.familyToldOn ? `: they were told on ${printDay(facts.familyToldOn)}` : ''}.
      </p>
    )
  return (
    <>
      <WarningText text="The family does not know of this concern. Take care not to give it away." />
      <p class="govuk-body">
        Why: {facts.notToldReason ? notToldWords[facts.notToldReason] : 'not said'}.{' '}
        {facts.bridgeAgreedNotToTell === undefined ? '' : facts.bridgeAgreedNotToTell ? 'The Bridge agreed.' : 'The Bridge has not agreed.'}{' '}
        {concern.words['notToldWhy']}
      </p>
    </>
  )
}

const Referrer = ({ concern }: { concern: Concern }) => {
  const { facts } = concern.told
  const { referrer } = concern
  const withheld = referrer?.facts['withheld'] === true
  const said = referrer?.narrative ?? {}
  const rows = (
    [
      ['Name', said['name']],
      ['Work', [said['role'], said['agency']].filter(Boolean).join(', ')],
      ['Relationship to the child', said['relationship']],
      ['Telephone', said['phone']],
      ['When to ring', said['whenToRing']],
      ['Email', said['email']],
    ] as const
  ).flatMap(([key, value]) => (value ? [{ key, value }] : []))
  return (
    <>
      {facts.anonymous && <p class="govuk-body">A member of the public who gave no name.</p>}
      {withheld && (
        <p class="govuk-body">
          This person asked not to be named.{' '}
          {rows.length > 0 ? 'You see the name because you decide; nobody else may.' : 'The manager who decides may see the name.'}
        </p>
      )}
      {rows.length > 0 ? (
        <SummaryList rows={rows} />
      ) : (
        !withheld && !facts.anonymous && <p class="govuk-body">No name is open to you here.</p>
      )}
    </>
  )
}

/** All that was told, as far as the reader may see it: the children first, then what was seen, then what is safe, then who says so. `matching`: is it also said who of the children is matched? */
export const WhatWasTold = ({ concern, today, matching = true }: { concern: Concern; today: Day; matching?: boolean }) => {
  const { facts } = concern.told
  const { words } = concern
  return (
    <>
      <FamilyKnows concern={concern} />
      {facts.riskToWorkers && (
        <p class="govuk-body">
          <Tag text="Workers may be at risk" classes="govuk-tag--orange" /> {words['riskToWorkers']}
        </p>
      )}
      <p class="govuk-body">
        {formWords[facts.form]}, about {sayConcerns(facts.concerns)}. {capital(saySource(facts))}
        {facts.sourceName ? ` (${agencyWords[facts.source]})` : ''}, by {channelWords[facts.channel]}, on {printMoment(concern.told.at)}.
        {facts.askedFor ? ` They ask for: ${outcomeWords[facts.askedFor]}.` : ''}
      </p>
      <h3 class="govuk-heading-s govuk-!-margin-bottom-1">Children</h3>
      <ul class="govuk-list govuk-list--bullet">
        {concern.children.map(({ told, match }) => (
          <li key={told.label}>
            {capital(nameAndAge(told, today))}
            {told.school ? `, ${told.school}` : ''}
            {told.language ? `, speaks ${told.language}` : ''}
            {moreOf(told)}{' '}
            {matching &&
              (match ? <Tag text="matched" classes="govuk-tag--green" /> : <Tag text="not matched yet" classes="govuk-tag--yellow" />)}
          </li>
        ))}
      </ul>
      <Saying title="What was seen or heard" text={words['seenOrHeard']} />
      {facts.files && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/concerns/${concern.matter}/files`}>
            {facts.files === 1 ? 'A file came with this' : `${facts.files} files came with this`}
          </a>
        </p>
      )}
      <Saying title="In the child’s words" text={words['childsWords']} />
      <Saying title="What they worry will happen" text={words['worry']} />
      <Saying title="What it means for the child" text={words['impact']} />
      <Saying title="What is working well" text={words['workingWell']} />
      <Saying title="What has been tried" text={words['tried']}>
        {facts.earlyHelpTried === 'yes' ? <p class="govuk-body">Early help was tried.</p> : null}
        {facts.earlyHelpAssessment && <p class="govuk-body">{sayAssessmentTold(facts.earlyHelpAssessment)}</p>}
      </Saying>
      <Saying title="Assessments and tools they used" text={words['tools']} />
      <Saying title="Earlier referrals they know of" text={words['knownReferrals']} />
      <Saying title="Lived before in" text={words['previousAreas']} />
      {facts.adults.length > 0 && (
        <Saying title="Adults">
          <ul class="govuk-list govuk-list--bullet">
            {facts.adults.map(adult => (
              <li key={adult.label}>
                {adult.name ?? `${adult.seenAs ? seemsWords[adult.seenAs] : 'An adult'} whose name was not given`}
                {adult.relation ? `, ${adult.relation}` : ''}
                {adult.parentalResponsibility ? `; parental responsibility: ${known[adult.parentalResponsibility]}` : ''}
              </li>
            ))}
          </ul>
        </Saying>
      )}
      <Saying title="More about the adults" text={concern.thirdParty?.narrative['adults']} />
      <Saying title="Where the child is now" text={concern.whereabouts?.narrative['whereNow']} />
      <Saying
        title="Address"
        text={[concern.whereabouts?.narrative['address'], concern.whereabouts?.facts['postcode']].filter(Boolean).join(', ')}
      />
      <Saying title="Safe to contact the parents?">
        <p class="govuk-body">
          {known[facts.safeToContactParents]}
          {facts.consent ? `; the family ${consentWords[facts.consent]}` : ''}
          {facts.interpreter ? `; interpreter: ${facts.interpreter}` : ''}
        </p>
      </Saying>
      <Saying title="On what they rest telling us" text={words['lawfulBasis']} />
      <Saying title="Calls already made" text={words['emergencyCall']} />
      <Saying title="Who raised it">
        <Referrer concern={concern} />
      </Saying>
    </>
  )
}
