import {
  Button,
  capital,
  DateField,
  Details,
  EmptyState,
  LongTextField,
  RadiosField,
  SelectField,
  smallLabel,
  smallLegend,
  TextField,
  WideTable,
} from '../../../design-system/index.ts'
import { type Day, leftInWords, printDay, printMoment, spanInWords } from '../../../guidance/index.ts'
import { type Around, HowFresh, type HowFreshIs, WhoIsAround } from '../../commands.ts'
import { agencyWords } from '../../front-door/index.ts'
import { meetingAbout } from '../../meetings/index.ts'
import { DueNow } from '../on-record/due-now.tsx'
import { choices, isFilled, scaleChoices, yesAndNo } from '../on-record/form-fields.ts'
import { KeptFields, type KeptPage } from '../on-record/kept-routes.tsx'
import { placesOf } from '../on-record/places.tsx'
import { riskPlaces } from '../plan/cp-plan.ts'
import { safetyScaled, scalerWords } from '../safety/safety.ts'
import { placeWords } from '../visits/visit.ts'
import type { Agenda } from './agenda.ts'
import { coreGroup, progressWords } from './core-group.ts'
import {
  cameWords,
  goalField,
  memberFields,
  memberPlaces,
  ofThisPlan,
  scaleFields,
  scalePlaces,
  seenFields,
  seenPlaces,
  worryScaleField,
} from './core-group-form.ts'

/** ‘due on Monday’ and ‘was due on Monday’ as the end of a sentence. */
const isWhen = (when: string): string => (when.startsWith('was') ? when : `is ${when}`)

/** What the core group has before it: when it meets, when the child was last seen, what is due, and each worry of the plan. */
export const AgendaPage = ({ agenda, today }: { agenda: Agenda; today: Day }) => {
  const { view, version } = agenda
  const { child } = view
  const here = `/people/${child.subject}`
  const pressing = view.due.filter(one => one.level !== null)
  return (
    <>
      <h1 class="govuk-heading-l">The next core group about {child.called}</h1>
      <p class="govuk-body">
        {agenda.lastMet ? `It last met on ${printDay(agenda.lastMet)}.` : 'It has not met yet, as far as is on record.'}{' '}
        {agenda.nextOn && agenda.nextOn >= today && `It meets next on ${printDay(agenda.nextOn)}. `}
        {view.due.flatMap(one => (one.rule === 'core-group-overdue' && one.when ? [`The next one ${isWhen(one.when)}.`] : [])).join(' ')} It
        is everybody’s task, and is held without the social worker too.
      </p>
      <p class="govuk-body">
        {agenda.called && `It is called for ${printMoment(agenda.called.at)}. `}
        {agenda.called?.meeting ? (
          <a class="govuk-link" href={`/meetings/${agenda.called.meeting}`}>
            Who is asked, and what they bring
          </a>
        ) : (
          !agenda.called &&
          child.may(meetingAbout) && (
            <a class="govuk-link" href={`${here}/meetings/new?type=core-group`}>
              Call it, and say who is asked
            </a>
          )
        )}
      </p>
      {!child.unborn && <p class="govuk-body">{view.heard}</p>}
      {child.may(coreGroup) && <Button text="Write down a core group that met" href={`${here}/core-group/new`} />}
      <h2 class="govuk-heading-m">Has {child.called} been seen?</h2>
      {child.unborn ? (
        <p class="govuk-body">{child.called} is not born yet.</p>
      ) : (
        <WideTable
          label={`When ${child.called} was last seen`}
          head={['Seen', 'Last', 'Where', 'By']}
          rows={agenda.seen.map(one => [
            capital(one.how),
            one.on ? `${printDay(one.on)}, ${spanInWords(one.on, today)}` : 'No record says so',
            one.place ? placeWords[one.place] : '',
            one.by ?? (one.on ? 'Told at a core group' : ''),
          ])}
        />
      )}
      {pressing.length > 0 && (
        <>
          <h2 class="govuk-heading-m">What is due</h2>
          <DueNow label="What is due" due={pressing} />
        </>
      )}
      <h2 class="govuk-heading-m">Each worry of the plan</h2>
      {version ? (
        <WideTable
          label="Each worry of the plan"
          head={['Worry', 'What safety looks like', 'At the last core group']}
          rows={version.risks.map((risk, at) => {
            const before = agenda.progress[at]
            return [risk.danger, risk.goal || 'Not written yet', before ? capital(progressWords[before]) : 'Not spoken of']
          })}
        />
      ) : (
        <EmptyState wouldBe="The worries of the plan stand here once it is written." />
      )}
      {agenda.actions.length > 0 && (
        <>
          <h2 class="govuk-heading-m">What was to be done</h2>
          <WideTable
            label="What was to be done"
            head={['What', 'Who', 'By when']}
            rows={agenda.actions.map(one => [one.does, one.who, `${printDay(one.dueOn)} (${leftInWords(one.dueOn, today)})`])}
          />
        </>
      )}
      <h2 class="govuk-heading-m">To ask each time</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>Is there an adult who was not there before?</li>
        <li>Was everybody who called let into the home? Which appointments were missed?</li>
        <li>What do the tools say, against the first time and not only against the last?</li>
        <li>What do {child.called} and the family say?</li>
        <li>When does it meet next?</li>
      </ul>
      <Members agenda={agenda} />
      <Earlier agenda={agenda} />
    </>
  )
}

const Members = ({ agenda }: { agenda: Agenda }) => (
  <>
    <h2 class="govuk-heading-m">Who belongs to it</h2>
    {agenda.members.length === 0 ? (
      <EmptyState wouldBe="Whoever leads, the members of the core group and the agencies that work with the child stand here." />
    ) : (
      <ul class="govuk-list govuk-list--bullet">
        {agenda.members.map(one => (
          <li key={one.holder}>
            {one.name}
            {one.agencyName !== one.name && `, ${one.agencyName}`}
          </li>
        ))}
      </ul>
    )}
  </>
)

const Earlier = ({ agenda }: { agenda: Agenda }) => {
  const met = agenda.view.told.of(coreGroup)
  if (met.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">Core groups so far</h2>
      <WideTable
        label="Core groups so far"
        head={['Met', 'Came', 'Did not come', 'The family', 'What was said']}
        rows={met.toReversed().map(one => [
          printDay(one.on),
          (one.facts.members ?? [])
            .filter(member => member.came)
            .map(member => member.agencyName ?? agencyWords[member.agencyKind])
            .join('; ') || one.facts.attended.map(kind => agencyWords[kind]).join('; '),
          (one.facts.members ?? [])
            .filter(member => !member.came)
            .map(member => `${member.agencyName ?? agencyWords[member.agencyKind]}${member.sent ? ' (sent what they know)' : ''}`)
            .join('; ') || one.facts.absent.map(kind => agencyWords[kind]).join('; '),
          one.facts.family === undefined ? 'Not said' : one.facts.family ? 'Took part' : 'Did not take part',
          one.said['progress'] ?? '',
        ])}
      />
    </>
  )
}

/** What a core group is written down with: its agenda, who is around the child, for whoever may say so, and how old the child’s words are. */
export type CoreGroupOpened = { readonly agenda: Agenda; readonly around: Around | null; readonly fresh: HowFreshIs | null }

/** Writing down a core group that met about one child. */
export const WriteCoreGroupPage = ({ opened: { agenda, around, fresh }, parts }: { opened: CoreGroupOpened; parts: KeptPage }) => {
  const { child } = agenda.view
  const { called } = child
  const form = { ...parts.form, typed: ofThisPlan(parts.form.typed, agenda.version?.root) }
  const places = placesOf(
    agenda.members.map(one => one.holder),
    form.typed,
    memberPlaces,
    at => memberFields(at).holder,
  )
  return (
    <>
      <h1 class="govuk-heading-l">A core group about {called}</h1>
      <p class="govuk-body">
        For {called} alone. If {called} was there, that does not count as a visit: a visit is written down as a visit.
      </p>
      <KeptFields parts={parts} send="Write down this core group">
        <DateField name="on" form={form} fieldset={smallLegend('When did it meet?')} hint="For example, 6 2 2024" />
        <RadiosField
          name="withoutSocialWorker"
          form={form}
          classes="govuk-radios--inline"
          fieldset={smallLegend('Did it meet without the social worker? (optional)')}
          items={yesAndNo}
        />
        <h2 class="govuk-heading-m">Who came?</h2>
        {agenda.members.map((member, nth) => {
          const names = memberFields(places[nth] as number)
          return (
            <div key={member.holder}>
              <input type="hidden" name={names.holder} value={member.holder} />
              <RadiosField
                name={names.came}
                form={form}
                fieldset={smallLegend(`${member.name}${member.agencyName === member.name ? '' : `, ${member.agencyName}`}`)}
                items={choices(cameWords)}
              />
            </div>
          )
        })}
        <RadiosField
          name="family"
          form={form}
          classes="govuk-radios--inline"
          fieldset={smallLegend('Did the family take part? (optional)')}
          items={yesAndNo}
        />
        <RadiosField
          name="child"
          form={form}
          classes="govuk-radios--inline"
          fieldset={smallLegend(`Did ${called} take part? (optional)`)}
          items={yesAndNo}
        />
        <HowFresh fresh={fresh} />
        <h2 class="govuk-heading-m">Has {called} been seen?</h2>
        {seenPlaces.map(at => {
          const names = seenFields(at)
          return (
            <Details
              key={at}
              summary={at === 1 ? `Who has seen ${called}, and where?` : `Somebody else (${at})`}
              open={isFilled(form, Object.values(names))}
            >
              <SelectField
                name={names.by}
                form={form}
                label={smallLabel(`Who saw ${called}?`)}
                items={[{ value: '', text: 'Choose' }, ...agenda.members.map(one => ({ value: one.holder, text: one.name }))]}
              />
              <DateField name={names.on} form={form} fieldset={smallLegend('When?')} />
              <SelectField
                name={names.where}
                form={form}
                label={smallLabel('Where?')}
                items={[{ value: '', text: 'Choose' }, ...choices(placeWords)]}
              />
              <RadiosField
                name={names.alone}
                form={form}
                classes="govuk-radios--inline"
                fieldset={smallLegend('Alone?')}
                items={yesAndNo}
              />
            </Details>
          )
        })}
        {agenda.version && agenda.version.risks.length > 0 && (
          <>
            <input type="hidden" name="plan" value={agenda.version.root} />
            <h2 class="govuk-heading-m">What has become of each worry?</h2>
            {agenda.version.risks.map((risk, at) => (
              <RadiosField
                key={at}
                name={goalField(at + 1)}
                form={form}
                fieldset={smallLegend(`Worry ${at + 1}: ${risk.danger.slice(0, 140)}`)}
                hint={{ text: risk.goal ? `Safety looks like: ${risk.goal.slice(0, 240)}` : 'What safety looks like is not written yet' }}
                items={choices(progressWords)}
              />
            ))}
          </>
        )}
        <LongTextField
          name="progress"
          form={form}
          rows={5}
          label={smallLabel('What was said, and by whom? (optional)')}
          hint="What works well first"
        />
        {child.may(safetyScaled) && (
          <Details
            summary="What does each person say, from 0 to 10?"
            open={scalePlaces.some(at =>
              isFilled(form, [...Object.values(scaleFields(at)), ...riskPlaces.map(nth => worryScaleField(at, nth))]),
            )}
          >
            <p class="govuk-body">0 is certain to happen again, 10 is safe enough to close. Each answer stands for itself.</p>
            {scalePlaces.map(at => {
              const names = scaleFields(at)
              return (
                <div key={at}>
                  <SelectField
                    name={names.who}
                    form={form}
                    label={smallLabel(`Whose answer? (${at})`)}
                    items={[{ value: '', text: 'Choose' }, ...choices(scalerWords)]}
                  />
                  <TextField name={names.name} form={form} label={smallLabel(`Name (${at}, optional)`)} />
                  <SelectField
                    name={names.scale}
                    form={form}
                    label={smallLabel(`${called}’s safety as a whole, from 0 to 10 (${at})`)}
                    items={scaleChoices('Not said')}
                  />
                  {(agenda.version?.risks ?? []).map((risk, nth) =>
                    risk.of === null ? null : (
                      <SelectField
                        key={risk.of}
                        name={worryScaleField(at, nth + 1)}
                        form={form}
                        label={smallLabel(`Worry ${nth + 1}, from 0 to 10 (${at})`)}
                        hint={risk.danger.slice(0, 100)}
                        items={scaleChoices('Not said')}
                      />
                    ),
                  )}
                </div>
              )
            })}
          </Details>
        )}
        <LongTextField name="familysView" form={form} rows={3} label={smallLabel('What does the family say? (optional)')} />
        {around && (
          <>
            <h2 class="govuk-heading-m">Who is around {called}?</h2>
            <WhoIsAround form={form} around={around} ask={`Whom does ${called} still see?`} />
            <h2 class="govuk-heading-m">What else was spoken of?</h2>
          </>
        )}
        <LongTextField name="access" form={form} rows={2} label={smallLabel('Was everybody who called let into the home? (optional)')} />
        <LongTextField name="missedAppointments" form={form} rows={2} label={smallLabel('Which appointments were missed? (optional)')} />
        <LongTextField name="tools" form={form} rows={2} label={smallLabel('What do the tools say? (optional)')} />
        <LongTextField name="actions" form={form} rows={3} label={smallLabel('What will be done, by whom and by when? (optional)')} />
        <DateField name="nextOn" form={form} fieldset={smallLegend('When does it meet next? (optional)')} hint="Within 28 days" />
      </KeptFields>
    </>
  )
}
