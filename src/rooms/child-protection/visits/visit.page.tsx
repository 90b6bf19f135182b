import {
  Button,
  CheckboxesField,
  capital,
  DateField,
  Details,
  Form,
  type FormState,
  InsetText,
  LongTextField,
  RadiosField,
  smallLabel,
  smallLegend,
  TextField,
} from '../../../design-system/index.ts'
import { ageOn, type Day, dueInWords, printDay } from '../../../guidance/index.ts'
import { type DraftShown, KeptState, keepsAt, ThrowKeptAway } from '../../../kernel/http/kept-form.tsx'
import { type Around, WeighsOnParents, WhoIsAround } from '../../commands.ts'
import { parentalFactor, safetyAdvised, safetyTopicsAt, safetyTopicWords } from '../../family/index.ts'
import { agencyWords } from '../../front-door/index.ts'
import { choices } from '../on-record/form-fields.ts'
import { LeftBehind, leftBehind, placesOf } from '../on-record/places.tsx'
import { type ChildAtHome, clockRules } from './around.queries.ts'
import { homeGradeWords, homePartWords, notAloneWords } from './visit.ts'
import {
  childFields,
  childPlace,
  childPlaces,
  homePartField,
  homeParts,
  knownByWords,
  notThereWords,
  sameWords,
  seenHereWords,
  visitPlaceWords,
} from './visit-form.ts'

const yesNo = choices({ yes: 'Yes', no: 'No' })
const inline = 'govuk-radios--inline govuk-radios--small'

const filled = ({ typed, errors }: FormState, fields: readonly string[]): boolean =>
  fields.some(field => (typed[field]?.length ?? 0) > 0 || errors.some(error => error.field === field))

/** Names as a sentence lists them: 'Ruby, Oscar and Ivy'. */
export const listNames = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`

/** What the two clocks of a child say, in one line each. */
export const clockLines = (child: Pick<ChildAtHome, 'clocks'>, today: Day): readonly { readonly text: string; readonly late: boolean }[] =>
  (['alone', 'home'] as const).flatMap(which => {
    const clock = child.clocks.find(one => one.rule === clockRules[which])
    if (!clock?.dueOn) return []
    return [
      {
        text: `To be seen ${which === 'alone' ? 'alone' : 'at home'}: ${dueInWords(clock.dueOn, today)}`,
        late: clock.late,
      },
    ]
  })

type Parts = {
  readonly children: readonly [ChildAtHome, ...ChildAtHome[]]
  readonly around: Around
  readonly form: FormState
  readonly draft: DraftShown
  readonly csrf: string
  readonly commandId: string
  readonly action: string
  readonly today: Day
}

/** Writing down one visit to the children of one home: what is each child's own, and once what they share. Meant for a telephone in a hallway. */
export const VisitPage = (parts: Parts) => {
  const { children, form, draft, csrf, commandId, action, today } = parts
  const places = placesOf(
    children.map(one => one.child),
    form.typed,
    childPlaces,
    childPlace.owner,
  )
  return (
    <div class="gt-visit">
      <h1 class="govuk-heading-l">A visit to {listNames(children.map(one => one.called))}</h1>
      <Planned {...parts} />
      <Form action={action} csrf={csrf} commandId={commandId} draft={keepsAt(action, draft)}>
        <WhenAndWhere {...parts} />
        {children.map((child, nth) => (
          <Child key={child.child} child={child} at={places[nth] as number} form={form} first={children[0].called} today={today} />
        ))}
        <LeftBehind left={leftBehind(places, form.typed, childPlaces, childPlace)} />
        <Home form={form} />
        <WhoWasThere {...parts} />
        <h2 class="govuk-heading-m">For all of them</h2>
        <LongTextField
          name="curiosity"
          form={form}
          rows={2}
          label={smallLabel('What have you not been told or shown?')}
          hint="Who else would know, what the child would say, what would change your mind"
        />
        <LongTextField
          name="gathered"
          form={form}
          rows={3}
          label={smallLabel('What happened? (optional)')}
          hint="What was seen, said and done. It stands on each child’s record: what is about one child alone belongs above"
        />
        <LongTextField name="actions" form={form} rows={2} label={smallLabel('What will be done, by whom and by when? (optional)')} />
        <Button text="Record this visit" preventDoubleClick />
        <KeptState draft={draft} />
      </Form>
      <ThrowKeptAway action={action} draft={draft} csrf={csrf} />
    </div>
  )
}

/** What the visit is for, written before it. */
const Planned = ({ children }: Parts) => {
  const plans = [...new Map(children.flatMap(({ plan }) => (plan ? [[`${plan.for} ${plan.purpose}`, plan] as const] : []))).values()]
  return (
    <>
      {plans.map(plan => (
        <InsetText key={plan.root}>
          <p class="govuk-body">
            <strong>What it is for</strong> (planned for {printDay(plan.for)}
            {plan.at ? `, ${plan.at}` : ''}
            {plan.announced ? '' : ', unannounced'}): {plan.purpose}
          </p>
          <p class="govuk-body">
            <strong>What you hope comes of it:</strong> {plan.wished}
          </p>
        </InsetText>
      ))}
    </>
  )
}

const WhenAndWhere = ({ children, form }: Parts) => {
  const unplanned = children.filter(one => one.planned === null)
  const ownChild = children.every(one => one.lead)
  return (
    <>
      <RadiosField
        name="announced"
        form={form}
        classes={inline}
        fieldset={smallLegend('Did the family know of it?')}
        items={choices({ yes: 'Yes', no: 'No, unannounced' })}
      />
      {unplanned.length > 0 && (
        <>
          <LongTextField
            name="purpose"
            form={form}
            rows={2}
            label={smallLabel('What was it for?')}
            hint="No purpose was written before this visit"
          />
          <Details summary="What you hoped would come of it" open={filled(form, ['wished'])}>
            <LongTextField name="wished" form={form} rows={2} label={smallLabel('What should come of it? (optional)')} />
          </Details>
        </>
      )}
      {!ownChild && (
        <RadiosField
          name="by"
          form={form}
          fieldset={smallLegend('Who visited?')}
          hint={{ text: 'Of a child whose social worker you are not. Only a visit of the lead or a named cover counts for the four weeks' }}
          items={[
            { value: 'lead', text: 'The lead social worker was there too' },
            {
              value: 'cover',
              text: 'I covered for the lead social worker',
              conditional: <TextField name="coverWhy" form={form} label="Why not the lead?" hint="For example, leave, or in court" />,
            },
            { value: 'other', text: 'I went for another reason' },
          ]}
        />
      )}
      <Details
        summary="When and where: today, now, at home, on your own"
        open={filled(form, ['jointWith', 'with']) || form.errors.some(one => ['on', 'time', 'place'].includes(one.field))}
      >
        <DateField name="on" form={form} fieldset={smallLegend('On which day?')} hint="For example, 6 2 2024" />
        <TextField
          name="time"
          form={form}
          label={smallLabel('At what time?')}
          hint="For example, 9:30 or 14:05"
          classes="govuk-input--width-5"
          inputmode="text"
        />
        <RadiosField name="place" form={form} fieldset={smallLegend('Where?')} items={choices(visitPlaceWords)} />
        <CheckboxesField
          name="with"
          form={form}
          fieldset={smallLegend('Who came too? (optional)')}
          items={(
            ['health', 'police', 'education', 'housing', 'early-help', 'childrens-social-care', 'probation', 'voluntary'] as const
          ).map(value => ({
            value,
            text: capital(agencyWords[value]),
          }))}
        />
        <TextField name="jointWith" form={form} label={smallLabel('Their names (optional)')} />
      </Details>
    </>
  )
}

const Child = ({ child, at, form, first, today }: { child: ChildAtHome; at: number; form: FormState; first: string; today: Day }) => {
  const { called } = child
  const names = childFields(at)
  const topics = child.born && child.born <= today ? safetyTopicsAt(ageOn(child.born, today)) : []
  const baby = topics.includes('safe-sleep')
  const known = choices({ ...knownByWords, ...(at > 1 ? { same: `${sameWords.same.replace('the first child', first)}` } : {}) })
  return (
    <section aria-labelledby={`part-${at}`}>
      <h2 class="govuk-heading-m" id={`part-${at}`}>
        {child.name}
      </h2>
      <input type="hidden" name={names.child} value={child.child} />
      {clockLines(child, today).map(line => (
        <p key={line.text} class="govuk-body-s">
          {line.late ? <strong>{line.text}</strong> : line.text}
        </p>
      ))}
      {!child.onPlan && <p class="govuk-body-s">Not on a child protection plan.</p>}
      <RadiosField
        name={names.seen}
        form={form}
        classes="govuk-radios--small"
        fieldset={smallLegend(`How was ${called} seen?`)}
        items={[
          { value: 'alone', text: seenHereWords.alone },
          { value: 'watched', text: seenHereWords.watched },
          ...(['with-carer', 'not-spoken'] as const).map(value => ({ value, text: seenHereWords[value] })),
          {
            value: 'not-seen',
            text: seenHereWords['not-seen'],
            conditional: (
              <RadiosField
                name={names.notThere}
                form={form}
                fieldset={smallLegend(`Why was ${called} not seen?`)}
                items={choices(notThereWords)}
              />
            ),
          },
          { value: 'not-visited', text: seenHereWords['not-visited'] },
        ]}
      />
      <Details summary={`Not alone? Say why (${called})`} open={filled(form, [names.notAlone])}>
        <RadiosField
          name={names.notAlone}
          form={form}
          classes="govuk-radios--small"
          fieldset={smallLegend(`Why was ${called} not seen alone?`)}
          items={choices(notAloneWords)}
        />
      </Details>
      <LongTextField
        name={names.presentation}
        form={form}
        rows={2}
        label={smallLabel(`How was ${called}?`)}
        hint="What you saw, in a few words"
      />
      <LongTextField
        name={names.words}
        form={form}
        rows={2}
        label={smallLabel(`What did ${called} say or show?`)}
        hint={`In ${called}’s own words, in quotation marks`}
      />
      <RadiosField
        name={names.meals}
        form={form}
        classes={inline}
        fieldset={smallLegend(`How is it known what ${called} eats?`)}
        items={known}
      />
      <LongTextField name={names.mealsSaid} form={form} rows={1} label={`What ${called} eats, and who makes it`} />
      <RadiosField
        name={names.sleeping}
        form={form}
        classes={inline}
        fieldset={smallLegend(`How is it known where ${called} sleeps?`)}
        items={known}
      />
      <LongTextField name={names.sleepingSaid} form={form} rows={1} label={`Where ${called} sleeps: with whom, bed and bedding`} />
      <RadiosField
        name={names.bedroom}
        form={form}
        classes={inline}
        fieldset={smallLegend(`Did you see ${called}’s bedroom?`)}
        items={yesNo}
      />
      {topics.length > 0 && child.may(safetyAdvised) && (
        <Details
          summary={`Ask and show, for ${called}: ${baby ? 'a baby under one' : 'safety'}`}
          open={baby || filled(form, [names.asked, names.worried])}
        >
          <CheckboxesField
            name={names.asked}
            form={form}
            classes="govuk-checkboxes--small"
            fieldset={smallLegend('Tick what you asked about and looked at (optional)')}
            items={topics.map(value => ({ value, text: capital(safetyTopicWords[value]) }))}
          />
          <CheckboxesField
            name={names.worried}
            form={form}
            classes="govuk-checkboxes--small"
            fieldset={smallLegend('Is any of it worrying? (optional)')}
            hint={{ text: 'Write what is worrying below, in what you make of it. A baby who is hurt is for a manager today' }}
            items={topics.map(value => ({ value, text: capital(safetyTopicWords[value].split(':')[0] ?? value) }))}
          />
        </Details>
      )}
      <Details summary={`What you make of it for ${called}`} open={filled(form, [names.analysis])}>
        <LongTextField
          name={names.analysis}
          form={form}
          rows={3}
          label={smallLabel('What do you make of it? (optional)')}
          hint="Your view, what it rests on, and what would change it: apart from what you saw"
        />
      </Details>
    </section>
  )
}

const Home = ({ form }: { form: FormState }) => (
  <>
    <h2 class="govuk-heading-m">The home</h2>
    <RadiosField
      name="fit"
      form={form}
      classes={inline}
      fieldset={smallLegend('Can a child live there as it is?')}
      hint={{ text: 'At a visit at home' }}
      items={yesNo}
    />
    {homeParts.map(part => (
      <RadiosField
        key={part}
        name={homePartField(part)}
        form={form}
        classes={inline}
        fieldset={smallLegend(`${capital(homePartWords[part])} (optional)`)}
        items={choices(homeGradeWords)}
      />
    ))}
    <LongTextField name="conditions" form={form} rows={2} label={smallLabel('What did you see of the home? (optional)')} />
  </>
)

const WhoWasThere = ({ around, form, children }: Parts) => (
  <>
    <h2 class="govuk-heading-m">Who else was there?</h2>
    <WhoIsAround form={form} around={around} ask="Adults who are known" people />
    <LongTextField name="othersThere" form={form} rows={2} label={smallLabel('What did you see of them? (optional)')} />
    {children.some(one => one.may(parentalFactor)) && (
      <WeighsOnParents form={form} whom={children.length === 1 ? children[0].called : 'the children'} />
    )}
  </>
)
