import {
  Button,
  capital,
  Details,
  EmptyState,
  Form,
  type FormState,
  InsetText,
  LongTextField,
  NotificationBanner,
  RadiosField,
  SummaryList,
  smallLabel,
  smallLegend,
} from '../../../design-system/index.ts'
import { type Day, dueInWords, lastWorkingDayOnOrBefore, printDay, printMoment, spanInWords } from '../../../guidance/index.ts'
import { agencyWords } from '../../front-door/index.ts'
import { DueNow } from '../on-record/due-now.tsx'
import { choices } from '../on-record/form-fields.ts'
import { clockRules } from './around.queries.ts'
import { seenAlone, seenAtHome } from './counts.ts'
import { lackingIn, lackingWords } from './missing.ts'
import { EveryVisit, HomeOverTime, VisitCalendar } from './pictures.tsx'
import { listNames } from './visit.page.tsx'
import { accessWords, basisWords, notAloneWords, placeWords, seenWords, visit, visitorWords, visitPlanned, visitRead } from './visit.ts'
import type { Recorded, VisitOnRecord, VisitsView } from './visits-view.ts'

/** What was just written down, child by child, and at once what it lacks. */
const JustRecorded = ({ recorded }: { recorded: readonly Recorded[] }) => {
  if (recorded.length === 0) return null
  const lacking = recorded.filter(one => one.lacking.length > 0)
  const unseen = recorded.flatMap(one => (one.attempted ? [one.called] : []))
  return (
    <NotificationBanner type="success" title="Recorded">
      <p class="govuk-notification-banner__heading">
        {recorded.some(one => one.visit)
          ? `The visit to ${listNames(recorded.flatMap(one => (one.visit ? [one.called] : [])))} is recorded.`
          : 'The attempt is recorded.'}
      </p>
      {recorded.some(one => one.visit) && unseen.length > 0 && (
        <p class="govuk-body">
          {listNames(unseen)} {unseen.length === 1 ? 'was' : 'were'} not seen: an attempt is recorded.
        </p>
      )}
      {lacking.length > 0 ? (
        <ul class="govuk-list govuk-list--bullet">
          {lacking.map(one => (
            <li key={one.child}>
              <a class="govuk-notification-banner__link" href={`/people/${one.child}/visits/${one.visit ?? ''}`}>
                {one.called}: incomplete
              </a>
              {`. ${capital(one.lacking.map(what => lackingWords[what]).join('; '))}. The manager is told.`}
            </li>
          ))}
        </ul>
      ) : (
        recorded.some(one => one.visit) && <p class="govuk-body">Nothing is missing.</p>
      )}
    </NotificationBanner>
  )
}

/** When a clock runs out, with the last working day before where that is no working day. */
const lastDay = (on: Day, today: Day): string => {
  const aim = lastWorkingDayOnOrBefore(on)
  return `${dueInWords(on, today)}${aim === on ? '' : `; the last working day before is ${printDay(aim)}`}`
}

const Clocks = ({ view, today }: { view: VisitsView; today: Day }) => {
  const counted = view.visits.filter(one => one.facts.by !== 'other')
  const rows = (['alone', 'home'] as const).map(which => {
    const clock = view.child.clocks.find(one => one.rule === clockRules[which])
    const last = counted.findLast(which === 'alone' ? one => seenAlone(one) : one => seenAtHome(one))
    return {
      key: which === 'alone' ? 'Seen alone' : 'Seen at home',
      value: {
        text: (
          <>
            {last ? `Last ${printDay(last.on)}, ${spanInWords(last.on, today)}, ${placeWords[last.facts.place]}` : 'No record says so'}
            {clock?.dueOn && (
              <>
                <br />
                {clock.late ? <strong>{capital(lastDay(clock.dueOn, today))}</strong> : `Next: ${lastDay(clock.dueOn, today)}`}
              </>
            )}
          </>
        ),
      },
    }
  })
  return <SummaryList rows={rows} />
}

/** The visits to one child: what is due first, when the child was seen, and the pictures. */
export const VisitsPage = ({ view, recorded, today }: { view: VisitsView; recorded: readonly Recorded[]; today: Day }) => {
  const { child } = view
  const here = `/people/${child.child}`
  const pressing = view.due.filter(one => one.level !== null && one.level !== 'INFO')
  const unread = view.visits.filter(one => ['unread', 'answered'].includes(view.reading(one.root).state)).slice(-8)
  const returned = view.visits.filter(one => view.reading(one.root).state === 'returned')
  return (
    <>
      <JustRecorded recorded={recorded} />
      <h1 class="govuk-heading-l">Visits to {child.called}</h1>
      {child.onPlan && <Clocks view={view} today={today} />}
      {child.plan && (
        <InsetText>
          <p class="govuk-body">
            <strong>
              Planned for {printDay(child.plan.for)}
              {child.plan.at ? `, ${child.plan.at}` : ''}
            </strong>
            {child.plan.announced ? '' : ', unannounced'}: {child.plan.purpose}
          </p>
          <p class="govuk-body">What should come of it: {child.plan.wished}</p>
        </InsetText>
      )}
      <nav class="govuk-button-group" aria-label="Visits">
        {child.may(visit) && <Button text="Record a visit" href={`${here}/visits/record`} />}
        {child.may(visit) && <Button text="Nobody was seen" href={`${here}/visits/tried`} classes="govuk-button--secondary" />}
        {child.may(visitPlanned) && (
          <a class="govuk-link" href={`${here}/visits/plan`}>
            Plan a visit
          </a>
        )}
        {child.onPlan && (
          <a class="govuk-link" href={`${here}/plan`}>
            The plan
          </a>
        )}
      </nav>
      {pressing.length > 0 && <DueNow label="What is due" due={pressing} />}
      {child.may(visitRead) && unread.length > 0 && (
        <>
          <h2 class="govuk-heading-m">To read and sign</h2>
          <ul class="govuk-list govuk-list--bullet">
            {unread.map(one => (
              <li key={one.root}>
                <a class="govuk-link" href={`${here}/visits/${one.root}`}>
                  {printDay(one.on)}, {seenWords[one.facts.seen]} {placeWords[one.facts.place]}
                </a>
                , by {one.by}
              </li>
            ))}
          </ul>
        </>
      )}
      {child.may(visit) && returned.length > 0 && (
        <>
          <h2 class="govuk-heading-m">The manager asks</h2>
          <ul class="govuk-list govuk-list--bullet">
            {returned.map(one => (
              <li key={one.root}>
                <a class="govuk-link" href={`${here}/visits/${one.root}`}>
                  About the visit of {printDay(one.on)}
                </a>
                : {view.reading(one.root).said.at(-1)?.text}
              </li>
            ))}
          </ul>
        </>
      )}
      {view.visits.length + view.attempts.length === 0 && (
        <EmptyState wouldBe={`Every visit to ${child.called}, and every one that was tried, stands here.`} />
      )}
      <VisitCalendar view={view} today={today} />
      <HomeOverTime view={view} />
      <EveryVisit view={view} />
    </>
  )
}

type OneParts = {
  readonly view: VisitsView
  readonly one: VisitOnRecord
  readonly form: (name: string) => FormState
  readonly mark: () => { readonly csrf: string; readonly commandId: string }
}

const words = (text: string | undefined) => (text ? <div class="gt-narrative">{text}</div> : null)

/** One visit to one child: what it lacks first, then what it found, and the manager's reading. */
export const OneVisitPage = ({ view, one, form, mark }: OneParts) => {
  const { child } = view
  const { facts, said } = one
  const lacking = facts.by === 'other' ? [] : lackingIn(one)
  const home = view.homes.find(of => of.act === one.act)
  const own = one.author === view.account
  const rows = [
    {
      key: 'How',
      text: `${capital(seenWords[facts.seen])}${facts.observedAlone ? ', watched awake, no carer leading' : ''}, ${placeWords[facts.place]}`,
    },
    facts.notAlone && { key: 'Why not alone', text: capital(notAloneWords[facts.notAlone]) },
    { key: 'Who visited', text: `${capital(visitorWords[facts.by])}: ${one.by}` },
    said['coverWhy'] && { key: 'Why a cover', text: words(said['coverWhy']) },
    (facts.with ?? []).length > 0 && {
      key: 'Who came too',
      text: [(facts.with ?? []).map(kind => agencyWords[kind]).join(', '), said['jointWith']].filter(Boolean).join(': '),
    },
    facts.planned !== undefined && { key: 'Announced', text: facts.planned ? 'Yes' : 'No' },
    facts.access && facts.access !== 'given' && { key: 'At the door', text: capital(accessWords[facts.access]) },
    said['purpose'] && { key: 'What it was for', text: words(said['purpose']) },
    said['wished'] && { key: 'What was hoped', text: words(said['wished']) },
    said['presentation'] && { key: `How ${child.called} was`, text: words(said['presentation']) },
    said['childsWords'] && { key: `What ${child.called} said or showed`, text: words(said['childsWords']) },
    { key: 'Meals', text: words(said['meals']) ?? 'Not recorded', under: facts.meals === 'none' ? null : basisWords[facts.meals] },
    {
      key: 'Sleeping',
      text: words(said['sleeping']) ?? 'Not recorded',
      under: facts.sleeping === 'none' ? null : basisWords[facts.sleeping],
    },
    { key: 'Bedroom', text: facts.bedroomSeen ? 'Seen' : 'Not seen' },
    (said['conditions'] || home) && {
      key: 'The home',
      text: words(said['conditions'] ?? home?.said['conditions']) ?? (home?.facts.fit ? 'Fit to live in' : 'Not fit to live in'),
    },
    (said['whoElse'] || said['othersThere']) && { key: 'Who else was there', text: words(said['othersThere'] ?? said['whoElse']) },
    said['gathered'] && { key: 'What happened', text: words(said['gathered']) },
    said['analysis'] && { key: 'What the worker makes of it', text: words(said['analysis']) },
    said['curiosity'] && { key: 'Not told or shown', text: words(said['curiosity']) },
    said['actions'] && { key: 'What will be done', text: words(said['actions']) },
  ].flatMap(row => (row ? [row] : []))
  return (
    <>
      <h1 class="govuk-heading-l">
        <span class="govuk-caption-l">{one.precision === 'moment' ? printMoment(one.at) : printDay(one.on)}</span>A visit to {child.called}
      </h1>
      {lacking.length > 0 && (
        <InsetText>
          <p class="govuk-body">
            <strong>Incomplete.</strong> {capital(lacking.map(what => lackingWords[what]).join('; '))}.
          </p>
          {(lacking.includes('home') || lacking.includes('alone')) && (
            <p class="govuk-body">
              Only another visit can put right that {child.called} was not seen{lacking.includes('alone') ? ' alone' : ''}
              {lacking.includes('home') ? ' at home' : ''}.
            </p>
          )}
        </InsetText>
      )}
      <SummaryList
        rows={rows.map(row => ({
          key: row.key,
          value: {
            text: (
              <>
                {row.text}
                {'under' in row && row.under && <p class="govuk-hint">{capital(row.under)}</p>}
              </>
            ),
          },
        }))}
      />
      {own && lacking.some(what => what === 'meals' || what === 'sleeping') && (
        <Complete child={child} one={one} form={form('complete')} {...mark()} />
      )}
      <ManagersReading view={view} one={one} own={own} form={form} mark={mark} />
    </>
  )
}

const Complete = ({
  child,
  one,
  form,
  csrf,
  commandId,
}: {
  child: VisitsView['child']
  one: VisitOnRecord
  form: FormState
  csrf: string
  commandId: string
}) => {
  const known = choices({ ...basisWords, none: 'not known' })
  return (
    <Details summary="Add what was left out" open={form.errors.length > 0}>
      <p class="govuk-body">What you saw and heard on that day. Your first words stay on the record beside it.</p>
      <Form action={`/people/${child.child}/visits/${one.root}/complete`} csrf={csrf} commandId={commandId}>
        <RadiosField name="meals" form={form} fieldset={smallLegend(`How is it known what ${child.called} eats?`)} items={known} />
        <LongTextField name="mealsSaid" form={form} rows={2} label={`What ${child.called} eats, and who makes it`} />
        <RadiosField name="sleeping" form={form} fieldset={smallLegend(`How is it known where ${child.called} sleeps?`)} items={known} />
        <LongTextField name="sleepingSaid" form={form} rows={2} label={`Where ${child.called} sleeps: with whom, bed and bedding`} />
        <Button text="Add this" preventDoubleClick />
      </Form>
    </Details>
  )
}

const ManagersReading = ({ view, one, own, form, mark }: OneParts & { own: boolean }) => {
  const { child } = view
  const reading = view.reading(one.root)
  const here = `/people/${child.child}/visits/${one.root}`
  const [reads, answers] = [mark(), mark()]
  const what = { signed: 'Read and signed', returned: 'Given back with a question', answered: 'Answered' } as const
  return (
    <section aria-labelledby="reading">
      <h2 class="govuk-heading-m" id="reading">
        The manager’s reading
      </h2>
      {reading.said.length === 0 && <p class="govuk-body">Not read by a manager yet.</p>}
      <ul class="govuk-list">
        {reading.said.map((line, at) => (
          <li key={at}>
            <strong>{what[line.what]}</strong> by {line.by}, {printDay(line.day)}
            {line.text && <div class="gt-narrative">{line.text}</div>}
          </li>
        ))}
      </ul>
      {child.may(visitRead) && !own && reading.state !== 'signed' && (
        <Form action={`${here}/read`} csrf={reads.csrf} commandId={reads.commandId}>
          <RadiosField
            name="signed"
            form={form('read')}
            fieldset={smallLegend('Do you sign this visit?')}
            items={[
              { value: 'yes', text: 'Yes: I have read it and sign it' },
              { value: 'no', text: 'No: I give it back with a question' },
            ]}
          />
          <LongTextField name="says" form={form('read')} rows={3} label={smallLabel('Your question, or what you want to say')} />
          <Button text="Save what you say of it" preventDoubleClick />
        </Form>
      )}
      {child.may(visit) && reading.state === 'returned' && (
        <Form action={`${here}/answer`} csrf={answers.csrf} commandId={answers.commandId}>
          <LongTextField name="answer" form={form('answer')} rows={4} label={smallLabel('Your answer')} />
          <Button text="Answer" preventDoubleClick />
        </Form>
      )}
    </section>
  )
}
