import {
  Button,
  capital,
  Details,
  EmptyState,
  Form,
  type FormState,
  InsetText,
  LongTextField,
  SummaryList,
  smallLabel,
  WarningText,
  WideTable,
} from '../../../design-system/index.ts'
import { printDay } from '../../../guidance/index.ts'
import type { ToldByKind } from '../../family/index.ts'
import { sharedWithFamily } from '../../family-accounts/index.ts'
import { disclosure } from '../../sharing/index.ts'
import { postBirthMeeting } from '../before-birth/post-birth.ts'
import { planEnd } from '../conference/conference.ts'
import { conferenceRequested, earlyReviewDecided } from '../conference/request.ts'
import { DueNow } from '../on-record/due-now.tsx'
import { planEndChecked } from '../reviews/plan-end-checked.ts'
import { answersInWords, lastAnswersOn } from '../safety/answers.ts'
import { temporaryResidence } from '../transfer/transfer.ts'
import { cpPlan, cpPlanAgreed } from './cp-plan.ts'
import { PlanPictures } from './pictures.tsx'
import type { PlanView, Risk, Version } from './plan-view.ts'

export type Marks = { readonly csrf: string; readonly commandId: string }

/** A child's plan: what has to be different first, then what is due, then the plan worry by worry, and its versions. */
export const PlanPage = ({ view, marks, form, asked }: { view: PlanView; marks: Marks; form: FormState; asked: readonly string[] }) => {
  const { child, open, versions } = view
  const last = versions.at(-1)
  const here = `/people/${child.subject}`
  return (
    <>
      <h1 class="govuk-heading-l">What has to be different for {child.called}</h1>
      <p class="govuk-body">
        {open
          ? `${child.called} has been on a child protection plan ${open.words}.`
          : `${child.called} is not on a child protection plan now, as far as you may read.`}
      </p>
      {last?.risks.some(risk => risk.goal) && (
        <ul class="govuk-list govuk-list--bullet">
          {last.risks.flatMap((risk, at) =>
            risk.goal
              ? [
                  <li key={at} class="gt-narrative">
                    {risk.goal}
                  </li>,
                ]
              : [],
          )}
        </ul>
      )}
      {last && !last.agreed && (
        <p class="govuk-body">
          <a class="govuk-link" href="#agree">
            This version is not agreed yet
          </a>
          . {earlierAgreed(view) ?? 'No version is agreed yet.'}
        </p>
      )}
      {asked.map(one => (
        <WarningText key={one} text={one} />
      ))}
      {!child.unborn && <p class="govuk-body">{view.heard}</p>}
      <div class="govuk-button-group">
        {child.may(cpPlan) && <Button text={last ? 'Write a new version' : 'Write the plan'} href={`${here}/plan/new`} />}
        <a class="govuk-link" href={`${here}/core-group`}>
          The next core group
        </a>
        <a class="govuk-link" href={`${here}/visits`}>
          Visits
        </a>
      </div>
      <Due view={view} />
      {last ? (
        <>
          <VersionRead version={last} called={child.called} told={view.told} />
          <Agreement view={view} version={last} marks={marks} form={form} asked={asked} />
          <Versions view={view} />
        </>
      ) : (
        <EmptyState
          wouldBe={`The plan stands here once it is written: what we are worried about for ${child.called}, what safety looks like, and who does what by when.`}
        />
      )}
      <nav aria-labelledby="further">
        <h2 class="govuk-heading-m" id="further">
          Further with this plan
        </h2>
        <ul class="govuk-list">
          {ways(view)
            .filter(way => way.offered)
            .map(way => (
              <li key={way.href}>
                <a class="govuk-link" href={`${here}/${way.href}`}>
                  {way.text}
                </a>
              </li>
            ))}
        </ul>
      </nav>
      <PlanPictures view={view} />
    </>
  )
}

/** What else may be done about this plan; what the reader may not do is not offered. */
const ways = ({ child, open, versions, due }: PlanView) => [
  { text: 'The family’s own plan', href: 'family-plan', offered: true },
  { text: 'Is the review to be earlier?', href: 'conference/early', offered: open !== null && child.may(earlyReviewDecided) },
  {
    text: 'Ask for an earlier review',
    href: 'conference/request',
    offered: open !== null && !child.may(earlyReviewDecided) && child.may(conferenceRequested),
  },
  {
    text: 'Before and after the birth',
    href: 'after-birth',
    offered: child.may(postBirthMeeting) && (child.unborn || due.some(one => one.rule === 'post-birth-overdue')),
  },
  { text: 'A move between areas', href: 'moves', offered: child.may(temporaryResidence) },
  { text: 'Before the plan ends', href: 'plan/ending', offered: open !== null && child.may(planEndChecked) },
  { text: 'The plan has ended without a conference here', href: 'plan/over', offered: open !== null && child.may(planEnd) },
  { text: 'On paper, for one reader', href: 'plan/paper', offered: versions.length > 0 && child.may(disclosure) },
  { text: 'Share it with the family', href: 'with-family', offered: versions.length > 0 && child.may(sharedWithFamily) },
]

const Due = ({ view }: { view: PlanView }) => {
  const pressing = view.due.filter(one => one.level !== null)
  const later = view.due.filter(one => one.level === null && one.dueOn !== null)
  return (
    <section aria-labelledby="due">
      <h2 class="govuk-heading-m" id="due">
        What is due next, and why
      </h2>
      {pressing.length > 0 ? (
        <DueNow label="What is due next, and why" due={pressing} />
      ) : (
        <EmptyState wouldBe="Nothing that you are told of is due." />
      )}
      {later.length > 0 && (
        <Details summary={`Dates that are coming (${later.length})`}>
          <ul class="govuk-list govuk-list--bullet">
            {later.map(one => (
              <li key={one.id}>
                {one.text} {one.when && `${capital(one.when)}.`}
              </li>
            ))}
          </ul>
        </Details>
      )}
    </section>
  )
}

/** Is the last version agreed? If not: what is asked for first, and the way to agree it. */
const Agreement = ({
  view,
  version,
  marks,
  form,
  asked,
}: {
  view: PlanView
  version: Version
  marks: Marks
  form: FormState
  asked: readonly string[]
}) => {
  const { child } = view
  if (version.agreed)
    return (
      <p class="govuk-body">
        Agreed on {version.agreed.day} by {version.agreed.by}
        {version.agreed.with && `, with ${version.agreed.with}`}.
      </p>
    )
  return (
    <section aria-labelledby="agree">
      <h2 class="govuk-heading-m" id="agree">
        This version is not agreed yet
      </h2>
      <p class="govuk-body">
        Written on {version.day} by {version.by}. {earlierAgreed(view) ?? 'No version is agreed yet.'}
      </p>
      {asked.length > 0 && (
        <p class="govuk-body">
          {asked.join(' ')}{' '}
          <a class="govuk-link" href={`/people/${child.subject}/plan/new`}>
            Write it in a new version
          </a>
          , or ask your manager, who may let it go on without this in writing.
        </p>
      )}
      {child.may(cpPlanAgreed) && (
        <Form action={`/people/${child.subject}/plan/versions/${version.root}/agree`} csrf={marks.csrf} commandId={marks.commandId}>
          <LongTextField
            name="with"
            form={form}
            rows={2}
            label={smallLabel('Who agreed it? (optional)')}
            hint="The core group, the parents, the child: by name"
          />
          <LongTextField name="familysView" form={form} rows={2} label={smallLabel('What does the family say to it? (optional)')} />
          <Button text="Agree this version" preventDoubleClick />
        </Form>
      )}
    </section>
  )
}

const earlierAgreed = (view: PlanView): string | null => {
  const agreed = view.versions.findLast(one => one.agreed !== null)
  return agreed?.agreed ? `Until it is agreed the version of ${agreed.day}, agreed on ${agreed.agreed.day}, holds.` : null
}

/** How safe each person last said it is about one worry; of versions from before worries were danger statements, what the version said. */
const safeOf = ({ of, scale }: Risk, told: ToldByKind | undefined) => {
  const text = scale === null ? (of && told ? answersInWords(lastAnswersOn(told, of)) : '') : `${scale} of 10`
  return text ? [{ key: 'How safe it is now, from 0 to 10', value: text }] : []
}

/** One version of a plan, worry by worry. `told`: what stands on record beside it, where it is read as it is now. */
export const VersionRead = ({ version, called, told }: { version: Version; called: string; told?: ToldByKind }) => {
  const { said } = version
  const seen = [
    { heading: 'Where and how', text: said['whereSeen'] },
    { heading: 'How often', text: version.visitEvery === null ? undefined : `At least every ${version.visitEvery} days` },
    {
      heading: 'Announced',
      text: version.unannounced === null ? undefined : version.unannounced ? 'Some visits are not announced' : 'All visits are announced',
    },
    { heading: 'Between visits', text: said['betweenVisits'] },
  ].filter(row => row.text)
  return (
    <>
      {said['childsVersion'] && (
        <>
          <h2 class="govuk-heading-m">The plan in {called}’s words</h2>
          <InsetText>
            <span class="gt-narrative">{said['childsVersion']}</span>
          </InsetText>
        </>
      )}
      {version.risks.map((risk, at) => (
        <section key={at} aria-labelledby={`risk-${at + 1}`}>
          <h2 class="govuk-heading-m" id={`risk-${at + 1}`}>
            Worry {at + 1}
          </h2>
          <SummaryList
            rows={[
              { key: 'What we are worried will happen', value: { text: <span class="gt-narrative">{risk.danger}</span> } },
              {
                key: 'What safety looks like',
                value: {
                  text: risk.goal ? (
                    <span class="gt-narrative">{risk.goal}</span>
                  ) : (
                    'Not written yet: it is needed before this version is agreed'
                  ),
                },
              },
              ...safeOf(risk, told),
              ...(risk.outcome ? [{ key: 'How we will know', value: { text: <span class="gt-narrative">{risk.outcome}</span> } }] : []),
            ]}
          />
          {risk.actions.length > 0 && (
            <WideTable
              label={`Actions for worry ${at + 1}`}
              caption={`Who does what for worry ${at + 1}`}
              captionClasses="govuk-table__caption--s"
              head={['What', 'Who', 'How we will know', 'By when']}
              rows={risk.actions.map(one => [one.does, one.who, one.measure, one.dueOn ? printDay(one.dueOn) : 'No day given'])}
            />
          )}
        </section>
      ))}
      {seen.length > 0 && (
        <>
          <h2 class="govuk-heading-m">How {called} is seen</h2>
          <SummaryList rows={seen.map(row => ({ key: row.heading, value: { text: <span class="gt-narrative">{row.text}</span> } }))} />
        </>
      )}
      {said['network'] && (
        <>
          <h2 class="govuk-heading-m">What the family’s own people do</h2>
          <p class="govuk-body gt-narrative">{said['network']}</p>
        </>
      )}
      {version.turns.length > 0 && (
        <WideTable
          label="If things do not go as planned"
          caption="If things do not go as planned"
          captionClasses="govuk-table__caption--m"
          head={['If this happens', 'then', 'by']}
          rows={version.turns.map(turn => [turn.happens, turn.does, turn.by])}
        />
      )}
      {said['nonNegotiable'] && (
        <>
          <h2 class="govuk-heading-m">What cannot be bargained about</h2>
          <p class="govuk-body gt-narrative">{said['nonNegotiable']}</p>
        </>
      )}
    </>
  )
}

const Versions = ({ view: { versions, child } }: { view: PlanView }) => (
  <section aria-labelledby="versions">
    <h2 class="govuk-heading-m" id="versions">
      All versions
    </h2>
    <p class="govuk-body">Every version is kept. {versions.length > 1 && 'Any two can be read side by side.'}</p>
    <WideTable
      label="All versions of the plan"
      head={['Written', 'By', 'What changed, and why', 'Agreed', 'Read']}
      rows={versions.toReversed().map(version => {
        const before = versions[versions.indexOf(version) - 1]
        return [
          version.day,
          `${version.by}, ${version.role}`,
          version.said['whatChanged'] ?? (before ? 'Not said' : 'The first version'),
          version.agreed?.day ?? 'Not agreed',
          {
            text: (
              <a
                class="govuk-link"
                href={`/people/${child.subject}/plan/versions?later=${version.root}${before ? `&earlier=${before.root}` : ''}`}
              >
                {before ? 'Beside the one before' : 'Read it'}
                <span class="govuk-visually-hidden"> (version of {version.day})</span>
              </a>
            ),
          },
        ]
      })}
    />
  </section>
)
