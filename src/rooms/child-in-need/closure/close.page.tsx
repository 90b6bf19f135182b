import {
  capital,
  DateField,
  Details,
  type FieldErrors,
  LongTextField,
  NotificationBanner,
  RadiosField,
  smallLabel,
  smallLegend,
  TextField,
  WarningText,
} from '../../../design-system/index.ts'
import { printDay } from '../../../guidance/index.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { type ChildAndOthers, choices, type DueLine, KeptFields, type KeptPage, WhichChildren } from '../../commands.ts'
import type { BeforeClosing } from './before-closing.ts'
import { closeForm, closingWhy } from './close-form.ts'

/** The child, whoever of the home may be closed too, and what stands of each. */
export type Closable = ChildAndOthers & { readonly before: ReadonlyMap<SubjectId, BeforeClosing> }

/** Closing the case of a child: what is needed first, what is still open, and what is written down. */
export const ClosePage = ({ of, parts }: { of: Closable; parts: KeptPage }) => {
  const { form, asked } = parts
  const { child, children, before } = of
  const { labels } = closeForm
  // Of a child on a plan nothing is written here: what is typed meanwhile is kept, and the case closes once the plan has ended.
  if (child.onPlan) return <NotYet of={of} errors={form.errors} />
  return (
    <>
      <h1 class="govuk-heading-l">Close {child.called}’s case</h1>
      {asked.length > 0 && (
        <NotificationBanner title="Nothing is closed yet">
          <p class="govuk-notification-banner__heading">What you typed is kept. This is needed first:</p>
          <ul class="govuk-list govuk-list--bullet">
            {asked.map(one => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </NotificationBanner>
      )}
      <p class="govuk-body">
        From the moment it closes children’s social care works with {child.called} no longer: the team, the lead worker and whoever was
        named for conferences can open the record no more, except for what they wrote. A new concern comes to The Bridge.
      </p>
      <OneChild of={child} before={before.get(child.subject)} first />
      {children
        .filter(one => one !== child)
        .map(one => (
          <OneChild key={one.subject} of={one} before={before.get(one.subject)} first={false} />
        ))}
      <KeptFields parts={parts} send="Close the case">
        <WhichChildren of={{ child, children: children.filter(one => !one.onPlan) }} form={form} ask={labels.children} />
        <RadiosField name="why" form={form} fieldset={smallLegend(labels.why)} items={choices(closingWhy)} />
        <LongTextField
          name="judgment"
          form={form}
          rows={4}
          label={smallLabel(labels.judgment)}
          hint={`By which standard, by what evidence, for how long, and what it is like for ${child.called}. Leave empty where the child has moved, grown up or died`}
        />
        <TextField
          name="whoStays"
          form={form}
          label={smallLabel(labels.whoStays)}
          hint="A name, and from where: a school, a health visitor, family"
        />
        <DateField name="toldOn" form={form} fieldset={smallLegend(labels.toldOn)} hint="For example, 6 2 2026" />
        <LongTextField name="told" form={form} rows={3} label={smallLabel(labels.told)} />
        <LongTextField
          name="comeBack"
          form={form}
          rows={3}
          label={smallLabel(labels.comeBack)}
          hint="Whom they ring, and that nobody thinks less of them for it"
        />
        <LongTextField name="familysView" form={form} rows={2} label={smallLabel(`${labels.familysView} (optional)`)} />
        <LongTextField
          name="childsView"
          form={form}
          rows={2}
          label={smallLabel(
            children.length > 1 ? 'What do the children say to it? (optional)' : `What does ${child.called} say to it? (optional)`,
          )}
        />
        <LongTextField name="objections" form={form} rows={2} label={smallLabel(`${labels.objections} (optional)`)} />
        <LongTextField
          name="stillOpen"
          form={form}
          rows={3}
          label={smallLabel(labels.stillOpen)}
          hint="Who does it, and by when. Leave empty where nothing is open"
        />
      </KeptFields>
    </>
  )
}

/** A child on a plan: what ends it, before anything is typed. */
const NotYet = ({ of: { child, before }, errors }: { of: Closable; errors: FieldErrors }) => (
  <>
    <h1 class="govuk-heading-l">{child.called}’s case cannot be closed yet</h1>
    {errors.length > 0 && <p class="govuk-body">Nothing was closed. What you typed is kept for when the plan has ended.</p>}
    <OneChild of={child} before={before.get(child.subject)} first />
    <h2 class="govuk-heading-m">What ends the plan</h2>
    <ul class="govuk-list govuk-list--bullet">
      <li>
        A review conference decides that {child.called} is no longer likely to suffer significant harm.{' '}
        <a class="govuk-link" href={`/people/${child.subject}/plan`}>
          See the plan and its next review
        </a>
      </li>
      <li>Where the family has moved, or {child.called} has turned 18 or died: the chair of the conferences writes that down.</li>
    </ul>
  </>
)

/** What stands of one child: what must end, what is needed first, what is still open. Of the others of the home it is folded away. */
const OneChild = ({ of, before, first }: { of: Closable['children'][number]; before: BeforeClosing | undefined; first: boolean }) => {
  if (!before) return null
  const { mustEnd, needed, open, meetings, checked, staying } = before
  const lines = (due: readonly DueLine[]) => due.map(one => (one.when ? `${one.text} ${capital(one.when)}.` : one.text))
  const needs = checked ? needed : [{ text: 'What was checked before the end is not on record.', at: 'plan/ending' }, ...needed]
  const counts = [
    of.onPlan && 'on a child protection plan',
    mustEnd.length > 0 && `${mustEnd.length} to end first`,
    needs.length > 0 && `${needs.length} needed first`,
    open.length + meetings.length > 0 && `${open.length + meetings.length} still open`,
  ].filter(Boolean)
  const inShort = counts.length > 0 ? counts.join(', ') : 'nothing stands in the way'
  const all = (
    <>
      {of.onPlan && (
        <WarningText text={`${of.called} is on a child protection plan. The case closes once the plan has ended, and not before.`} />
      )}
      {mustEnd.length > 0 && (
        <>
          <h3 class="govuk-heading-s">This must end first</h3>
          <ul class="govuk-list govuk-list--bullet">
            {mustEnd.map(one => (
              <li key={one.id}>
                {one.when ? `${one.text} (${one.when})` : one.text}{' '}
                <a class="govuk-link" href={`/people/${of.subject}/${one.at}`}>
                  See to it<span class="govuk-visually-hidden"> for {of.called}</span>
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      {needs.length > 0 && (
        <>
          <h3 class="govuk-heading-s">Needed first, where help is no longer needed</h3>
          <ul class="govuk-list govuk-list--bullet">
            {needs.map(one => (
              <li key={one.text}>
                {one.text}{' '}
                {one.at && (
                  <a class="govuk-link" href={`/people/${of.subject}/${one.at}`}>
                    Write it down for {of.called}
                  </a>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <List heading={of.onPlan ? 'Still open' : 'Still open: say below what becomes of it'} of={[...lines(open), ...meetings]} />
      {checked && (
        <p class="govuk-body">
          What must stand before the end was checked on {printDay(checked.on)} by {checked.by}.
        </p>
      )}
      {staying.length > 0 && (
        <p class="govuk-body">
          Goes on knowing {of.called}: {staying.join(', ')}.
        </p>
      )}
    </>
  )
  return first ? (
    <section aria-labelledby={`of-${of.subject}`}>
      <h2 class="govuk-heading-m" id={`of-${of.subject}`}>
        Before {of.called}’s case closes: {inShort}
      </h2>
      {all}
    </section>
  ) : (
    <Details summary={`${of.name}: ${inShort}`}>{all}</Details>
  )
}

const List = ({ heading, of }: { heading: string; of: readonly string[] }) =>
  of.length === 0 ? null : (
    <>
      <h3 class="govuk-heading-s">{heading}</h3>
      <ul class="govuk-list govuk-list--bullet">
        {of.map(one => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </>
  )
