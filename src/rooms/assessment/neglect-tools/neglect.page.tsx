import {
  Button,
  CheckboxesField,
  capital,
  DateField,
  Details,
  EmptyState,
  type FormState,
  InsetText,
  LongTextField,
  RadiosField,
  SelectField,
  SummaryList,
  smallLabel,
  smallLegend,
  TextField,
  WideTable,
} from '../../../design-system/index.ts'
import { type Day, daysBetween, dueInWords, printDay, printPartial } from '../../../guidance/index.ts'
import { KeptFields, type KeptPage } from '../../../kernel/http/kept-routes.tsx'
import { goodEnoughJudged, standardWords, viewpointWords } from './good-enough.ts'
import { enoughForm, type NeglectForm, rows, signForm, toolForm } from './neglect-forms.ts'
import { neglectSign, signWords } from './neglect-sign.ts'
import { type Area, areas, areaWords, gradeWords, isGraded, neglectTool, toolsOn, toolWords, worstFirst } from './neglect-tool.ts'
import type { NeglectView } from './neglect-view.ts'

const items = (of: Readonly<Record<string, string>>) => Object.entries(of).map(([value, text]) => ({ value, text: capital(text) }))
const yesNo = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
]
const short = (on: Day): string => printPartial({ on, precision: 'day' })

/** How a child is cared for where neglect is a worry: what is due, the tools over time, what was judged, and the small signs. */
export const NeglectPage = ({ view, today }: { view: NeglectView; today: Day }) => {
  const { child, told, due } = view
  const here = `/people/${child.subject}/neglect`
  const tools = told.of(neglectTool)
  const judged = told.of(goodEnoughJudged).toReversed()
  const signs = told.of(neglectSign).toReversed()
  const last = tools.at(-1)
  return (
    <>
      <h1 class="govuk-heading-l">How {child.called} is cared for</h1>
      {due.map(one => (
        <InsetText key={one.key}>
          <strong>{one.says}</strong> {one.dueOn ? `${capital(dueInWords(one.dueOn, today))}.` : ''}
        </InsetText>
      ))}
      <div class="govuk-button-group">
        {child.may(neglectTool) && <Button text="Record a neglect tool" href={`${here}/tool`} />}
        {child.may(goodEnoughJudged) && (
          <Button text="Judge whether care is good enough" href={`${here}/good-enough`} classes="govuk-button--secondary" />
        )}
        {child.may(neglectSign) && <Button text="Write down a small sign" href={`${here}/sign`} classes="govuk-button--secondary" />}
      </div>
      {tools.length === 0 ? (
        <EmptyState wouldBe="Each tool stands here with its worst first, and over time as a picture." />
      ) : (
        <>
          {last && <LastTool tool={last} />}
          <Trend view={view} />
        </>
      )}
      <h2 class="govuk-heading-m">Is it good enough?</h2>
      {judged.length === 0 ? (
        <p class="govuk-body">Nobody has judged it yet. Better than before is not yet good enough.</p>
      ) : (
        judged.map(one => (
          <section key={one.root} aria-label={`Judged on ${printDay(one.on)}`}>
            <p class="govuk-body">
              <strong>{capital(standardWords[one.facts.judged])}</strong>
              {one.facts.since ? `, since ${short(one.facts.since)} (${daysBetween(one.facts.since, one.on)} days then)` : ''}: {one.by},{' '}
              {printDay(one.on)}
              {one.facts.viewpoints.length > 0 ? `; ${one.facts.viewpoints.map(who => viewpointWords[who]).join(', ')} viewpoint` : ''}.
            </p>
            <SummaryList
              rows={(['standard', 'evidence', 'lifeForChild', 'sinceFirst'] as const).flatMap(name =>
                one.said[name]
                  ? [{ key: enoughForm.labels[name], value: { text: <span class="gt-narrative">{one.said[name]}</span> } }]
                  : [],
              )}
            />
          </section>
        ))
      )}
      {signs.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Small signs, from every agency</h2>
          <WideTable
            label="Small signs of neglect"
            head={['Day', 'What', 'Seen by', 'What was seen or heard']}
            rows={signs.map(one => [short(one.on), capital(signWords[one.facts.what]), one.of, one.said['seenOrHeard'] ?? ''])}
          />
        </>
      )}
    </>
  )
}

type Tool = ReturnType<NeglectView['told']['of']>[number] & { facts: { tool: keyof typeof toolWords } }

const LastTool = ({ tool }: { tool: Tool }) => {
  const facts = tool.facts as ReturnType<typeof neglectTool.record.facts.parse>
  return (
    <section aria-labelledby="last-tool">
      <h2 class="govuk-heading-m" id="last-tool">
        {toolWords[facts.tool]}, {printDay(tool.on)}
      </h2>
      <p class="govuk-body">
        {tool.said['carerNamed'] ? `The care of ${tool.said['carerNamed']}. ` : ''}The worst first; areas are never averaged.
      </p>
      <SummaryList
        rows={[
          ...worstFirst(facts.areas).map(one => ({ key: capital(areaWords[one.area]), value: `${one.grade}: ${gradeWords[one.grade]}` })),
          ...facts.items.map(one => ({ key: one.item, value: `${one.score}${one.target ? `, aimed at ${one.target}` : ''}` })),
          ...(['evidence', 'lifeForChild', 'carersComment'] as const).flatMap(name =>
            tool.said[name] ? [{ key: toolForm.labels[name], value: { text: <span class="gt-narrative">{tool.said[name]}</span> } }] : [],
          ),
        ]}
      />
    </section>
  )
}

const width = 640
const left = 40
const right = 20
const up = (grade: number) => 20 + (grade - 1) * 36

/** Each area over time, 1 above; the same in a table. */
const Trend = ({ view }: { view: NeglectView }) => {
  const tools = view.told.of(neglectTool)
  const graded = tools.filter(one => one.facts.areas.length > 0)
  const [first, last] = [graded[0], graded.at(-1)]
  const span = Math.max(1, first && last ? daysBetween(first.on, last.on) : 1)
  const x = (on: Day) => (first ? Math.round(left + (daysBetween(first.on, on) / span) * (width - left - right)) : left)
  return (
    <section aria-labelledby="trend">
      <h2 class="govuk-heading-m" id="trend">
        Since the first tool
      </h2>
      {graded.length > 1 && (
        <svg class="gt-plan-picture" viewBox={`0 0 ${width} 200`} role="img" aria-labelledby="trend-title">
          <title id="trend-title">Grades of each area of care over time, 1 above and 5 below; the table beneath says the same</title>
          {[1, 3, 5].map(grade => (
            <>
              <line class="gt-plan-picture__rule" x1={left} x2={width - right} y1={up(grade)} y2={up(grade)} />
              <text class="gt-plan-picture__word" x={left - 8} y={up(grade) + 5} text-anchor="end">
                {grade}
              </text>
            </>
          ))}
          {areas.map((area, nth) => {
            const own = graded.flatMap(one => {
              const grade = one.facts.areas.find(each => each.area === area)?.grade
              return grade ? [{ x: x(one.on), y: up(grade) + (nth - 1.5) * 4 }] : []
            })
            const end = own.at(-1)
            return (
              <g key={area} class={`gt-plan-picture__line gt-plan-picture__line--${nth % 4}`}>
                <polyline points={own.map(one => `${one.x},${one.y}`).join(' ')} fill="none" />
                {own.map(one => (
                  <circle cx={one.x} cy={one.y} r={5} />
                ))}
                {end && (
                  <text class="gt-plan-picture__word" x={end.x - 8} y={end.y - 8} text-anchor="end">
                    {areaWords[area]}
                  </text>
                )}
              </g>
            )
          })}
        </svg>
      )}
      <WideTable
        label="Every tool, oldest first"
        caption="Every tool, oldest first"
        captionClasses="govuk-table__caption--s"
        head={['Day', 'Tool', 'Care of', ...areas.map(area => capital(areaWords[area])), 'What stands out']}
        rows={tools.map(one => [
          short(one.on),
          toolWords[one.facts.tool],
          one.said['carerNamed'] ?? '',
          ...areas.map(area => String(one.facts.areas.find(each => each.area === area)?.grade ?? '')),
          one.facts.items.map(each => `${each.item}: ${each.score}`).join('; '),
        ])}
      />
    </section>
  )
}

export type NeglectFormParts = {
  readonly view: NeglectView
  readonly which: NeglectForm
  readonly parts: KeptPage
}

export const formTitles: Readonly<Record<NeglectForm, string>> = {
  tool: 'Record a neglect tool',
  'good-enough': 'Is care good enough?',
  sign: 'A small sign of neglect',
}

const sendWords: Readonly<Record<NeglectForm, string>> = {
  tool: 'Record this tool',
  'good-enough': 'Record what you judged',
  sign: 'Record this sign',
}

/** One of the forms: a tool, a judgment, a small sign. */
export const NeglectFormPage = ({ view, which, parts }: NeglectFormParts) => {
  const Fields = { tool: ToolFields, sign: SignFields, 'good-enough': EnoughFields }[which]
  return (
    <>
      <h1 class="govuk-heading-l">
        <span class="govuk-caption-l">{view.child.name}</span>
        {formTitles[which]}
      </h1>
      <KeptFields parts={parts} send={sendWords[which]}>
        <Fields view={view} form={parts.form} today={parts.today} />
      </KeptFields>
    </>
  )
}

type FieldsProps = { readonly view: NeglectView; readonly form: FormState; readonly today: Day }

const ToolFields = ({ view, form, today }: FieldsProps) => {
  const { labels } = toolForm
  const offered = toolsOn(today)
  const standsOut = (row: (typeof rows)[number]) => (
    <div key={row}>
      <TextField name={`item${row}`} form={form} label={labels[`item${row}`]} />
      <TextField name={`score${row}`} form={form} label={labels[`score${row}`]} classes="govuk-input--width-5" />
      <TextField name={`target${row}`} form={form} label={`${labels[`target${row}`]} (optional)`} classes="govuk-input--width-5" />
    </div>
  )
  const isUsed = (row: (typeof rows)[number]) =>
    [`item${row}`, `score${row}`, `target${row}`].some(name => form.typed[name] || form.errors.some(one => one.field === name))
  return (
    <>
      <p class="govuk-body">
        One tool for {view.child.called} and one carer. Score what is, not what is promised. Keep the words of a licensed tool out: scores
        alone.
      </p>
      <RadiosField
        name="tool"
        form={form}
        fieldset={smallLegend(labels.tool)}
        items={[...offered, ...(['graded-care-profile'] as const).filter(tool => !offered.includes(tool))].map(tool => ({
          value: tool,
          text: toolWords[tool],
          ...(offered.includes(tool) ? {} : { hint: { text: 'Done until the end of August 2020' } }),
          ...(tool === 'graded-care-profile-2'
            ? { conditional: <RadiosField name="trained" form={form} fieldset={smallLegend(labels.trained)} items={yesNo} /> }
            : {}),
        }))}
      />
      <DateField name="on" form={form} fieldset={smallLegend(labels.on)} hint="For example, 6 2 2024" />
      <TextField name="carerNamed" form={form} label={smallLabel(labels.carerNamed)} hint="The carer, by name or as you know them" />
      <Details
        summary="Grades of a Graded Care Profile"
        open={areas.some(area => form.typed[area]) || form.errors.some(one => areas.includes(one.field as Area))}
      >
        {areas.map(area => (
          <SelectField
            key={area}
            name={area}
            form={form}
            label={smallLabel(labels[area])}
            items={[
              { value: '', text: 'Not graded' },
              ...Object.entries(gradeWords).map(([value, text]) => ({ value, text: `${value}: ${text}` })),
            ]}
          />
        ))}
      </Details>
      <fieldset class="govuk-fieldset">
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">What stands out, the worst first, as the tool says it</legend>
        {rows.slice(0, 2).map(standsOut)}
        <Details summary="More that stands out" open={rows.slice(2).some(isUsed)}>
          {rows.slice(2).map(standsOut)}
        </Details>
      </fieldset>
      <LongTextField name="evidence" form={form} rows={6} label={smallLabel(labels.evidence)} hint="Seen and heard, by whom, when" />
      <LongTextField name="lifeForChild" form={form} rows={4} label={smallLabel(`What is it like for ${view.child.called}? (optional)`)} />
      <LongTextField name="carersComment" form={form} rows={3} label={smallLabel(`${labels.carersComment} (optional)`)} />
      <RadiosField
        name="signed"
        form={form}
        classes="govuk-radios--inline"
        fieldset={smallLegend(`${labels.signed} (optional)`)}
        items={yesNo}
      />
    </>
  )
}

const EnoughFields = ({ view, form }: FieldsProps) => {
  const { labels } = enoughForm
  const tools = view.told.of(neglectTool)
  const [first, last] = [tools[0], tools.at(-1)]
  const worst = (tool: NonNullable<typeof first>) =>
    isGraded(tool.facts.tool)
      ? worstFirst(tool.facts.areas)
          .map(one => `${areaWords[one.area]} ${one.grade}`)
          .join(', ')
      : tool.facts.items.map(one => `${one.item}: ${one.score}`).join('; ')
  return (
    <>
      {first && last && (
        <InsetText>
          The first tool, {short(first.on)}: {worst(first)}.
          {last.root === first.root ? '' : ` The last, ${short(last.on)}: ${worst(last)}.`} Hold it against both, and not against the last
          visit.
        </InsetText>
      )}
      <LongTextField name="standard" form={form} rows={3} label={smallLabel(`What is good enough for ${view.child.called}?`)} />
      <RadiosField name="judged" form={form} fieldset={smallLegend(labels.judged)} items={items(standardWords)} />
      <DateField
        name="since"
        form={form}
        fieldset={smallLegend(labels.since)}
        hint="The first day of it. It counts as good enough once it has lasted; a good week is not yet."
      />
      <LongTextField name="evidence" form={form} rows={4} label={smallLabel(labels.evidence)} hint="What was seen, by whom, how often" />
      <CheckboxesField name="viewpoints" form={form} fieldset={smallLegend(labels.viewpoints)} items={items(viewpointWords)} />
      <LongTextField
        name="lifeForChild"
        form={form}
        rows={4}
        label={smallLabel(`What is it like for ${view.child.called} to live there?`)}
      />
      <LongTextField name="sinceFirst" form={form} rows={3} label={smallLabel(`${labels.sinceFirst} (optional)`)} />
    </>
  )
}

const SignFields = ({ view, form }: FieldsProps) => {
  const { labels } = signForm
  return (
    <>
      <p class="govuk-body">
        Each by itself is little; together they are the picture. If {view.child.called} may come to harm, raise a concern now: a sign is
        none.
      </p>
      <SelectField name="what" form={form} label={smallLabel(labels.what)} items={[{ value: '', text: 'Choose' }, ...items(signWords)]} />
      <DateField name="on" form={form} fieldset={smallLegend(labels.on)} hint="For example, 6 2 2024" />
      <LongTextField name="seenOrHeard" form={form} rows={4} label={smallLabel(labels.seenOrHeard)} />
      <LongTextField name="impact" form={form} rows={3} label={smallLabel(`What does it do to ${view.child.called}? (optional)`)} />
      <LongTextField name="whatWasDone" form={form} rows={3} label={smallLabel(`${labels.whatWasDone} (optional)`)} />
    </>
  )
}
