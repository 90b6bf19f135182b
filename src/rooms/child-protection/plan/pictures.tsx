import { capital, WideTable } from '../../../design-system/index.ts'
import { type Day, dayOf, daysBetween, printDay, printPartial } from '../../../guidance/index.ts'
import { conference, conferenceWords, planEnd } from '../conference/conference.ts'
import { becameOf } from '../core-group/became.ts'
import { coreGroup, progressWords } from '../core-group/core-group.ts'
import { safetyScaled, scalerWords } from '../safety/safety.ts'
import { placeWords, seenWords, visit } from '../visits/visit.ts'
import { cpPlan } from './cp-plan.ts'
import type { PlanView } from './plan-view.ts'

const width = 640
const left = 40
const right = 20
const rowHeight = 30
/** How far a whole number of the scale is from the next: two names under each other can both be read, on a telephone too. */
const step = 22

type Mark = { readonly on: Day; readonly text: string }

/** Places days along a line, the first at its beginning and the last at its end. */
const along = (days: readonly Day[]): ((on: Day) => number) => {
  const sorted = days.toSorted()
  const [first = days[0] ?? ('' as Day), last = first] = [sorted[0], sorted.at(-1)]
  const span = Math.max(1, daysBetween(first, last))
  return on => Math.round(left + (daysBetween(first, on) / span) * (width - left - right))
}

const short = (on: Day): string => printPartial({ on, precision: 'day' })

/** The first and the last day under a picture. */
const Ends = ({ days, y }: { days: readonly Day[]; y: number }) => {
  const sorted = days.toSorted()
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (!first || !last) return null
  return (
    <>
      <text class="gt-plan-picture__word" x={left} y={y}>
        {short(first)}
      </text>
      {first !== last && (
        <text class="gt-plan-picture__word" x={width - right} y={y} text-anchor="end">
          {short(last)}
        </text>
      )}
    </>
  )
}

/** What the plan's page draws, each with the same in a table: answers on the scale, what happened and when, and what became of each worry. */
export const PlanPictures = ({ view }: { view: PlanView }) => (
  <>
    <Scales view={view} />
    <WhatHappened view={view} />
    <Progress view={view} />
  </>
)

/** Whose answer it was: the person, by name where one was written. */
type Answer = { readonly on: Day; readonly whose: string; readonly scale: number }

/** One scale: the child’s safety as a whole, or one worry of the plan. */
type Scale = { readonly id: string; readonly heading: string; readonly about: string; readonly answers: readonly Answer[] }

/** The scales on which somebody answered: the whole first, then each worry of the plan in its order, then worries that it no longer names. */
const scalesOf = (view: PlanView): readonly Scale[] => {
  const by = Map.groupBy(view.told.of(safetyScaled), one => one.answers)
  const worries = (view.versions.findLast(one => one.agreed !== null) ?? view.versions.at(-1))?.risks ?? []
  const named = worries.flatMap((risk, at) => (risk.of ? [{ of: risk.of, heading: `Worry ${at + 1}`, about: risk.danger }] : []))
  const others = [...by.keys()].filter(of => of !== null && !named.some(one => one.of === of))
  return [
    { of: null, heading: `${view.child.called}’s safety as a whole`, about: '' },
    ...named,
    ...others.map((of, at) => ({
      of,
      heading: others.length > 1 ? `A worry that the plan does not name (${at + 1})` : 'A worry that the plan does not name',
      about: '',
    })),
  ].flatMap(({ of, heading, about }): Scale[] => {
    const answers = (by.get(of) ?? []).map(
      (one): Answer => ({ on: dayOf(one.at), whose: one.said['name'] ?? scalerWords[one.facts.who], scale: one.facts.scale }),
    )
    return answers.length > 0 ? [{ id: of ?? 'whole', heading, about, answers }] : []
  })
}

const Scales = ({ view }: { view: PlanView }) => {
  const scales = scalesOf(view)
  if (scales.length === 0) return null
  return (
    <section aria-labelledby="scales">
      <h2 class="govuk-heading-m" id="scales">
        How safe each person says it is
      </h2>
      <p class="govuk-body">
        From 0, it is certain to happen again, to 10, safe enough to close. Each answer stands for itself: none is counted together with
        another.
      </p>
      {scales.map(one => (
        <ScalePicture key={one.id} of={one} />
      ))}
    </section>
  )
}

const ScalePicture = ({ of: { id, heading, about, answers } }: { of: Scale }) => {
  const people = [...new Set(answers.map(one => one.whose))]
  const at = along(answers.map(one => one.on))
  const up = (scale: number) => 34 + (10 - scale) * step
  // Whose last answers fall on one point share one label.
  const last = Map.groupBy(
    people.flatMap(whose => answers.findLast(one => one.whose === whose) ?? []),
    one => `${one.on} ${one.scale}`,
  )
  return (
    <>
      <h3 class="govuk-heading-s">{heading}</h3>
      {about && <p class="govuk-body">{about}</p>}
      <svg class="gt-plan-picture" viewBox={`0 0 ${width} ${up(0) + 36}`} role="img" aria-labelledby={`scale-${id}`}>
        <title id={`scale-${id}`}>{heading}: answers on the scale over time; the table beneath says the same</title>
        {[0, 5, 10].map(scale => (
          <>
            <line class="gt-plan-picture__rule" x1={left} x2={width - right} y1={up(scale)} y2={up(scale)} />
            <text class="gt-plan-picture__word" x={left - 8} y={up(scale) + 5} text-anchor="end">
              {scale}
            </text>
          </>
        ))}
        <Ends days={answers.map(one => one.on)} y={up(0) + 28} />
        {people.map((whose, nth) => {
          const own = answers.filter(one => one.whose === whose)
          return (
            <g key={whose} class={`gt-plan-picture__line gt-plan-picture__line--${nth % 4}`}>
              <polyline points={own.map(one => `${at(one.on)},${up(one.scale)}`).join(' ')} fill="none" />
              {own.map(one => (
                <circle cx={at(one.on)} cy={up(one.scale)} r={5} />
              ))}
            </g>
          )
        })}
        {[...last.values()].map(([one, ...others]) => {
          if (!one) return null
          const x = at(one.on)
          const isLeft = x < width / 2
          return (
            <text
              key={`${one.on} ${one.scale}`}
              class="gt-plan-picture__word"
              x={isLeft ? x + 10 : x - 10}
              y={up(one.scale) - 8}
              text-anchor={isLeft ? 'start' : 'end'}
            >
              {[one, ...others].map(answer => answer.whose).join(', ')}
            </text>
          )
        })}
      </svg>
      <WideTable
        label={`${heading}: answers on the scale`}
        caption={`${heading}: answers on the scale`}
        captionClasses="govuk-table__caption--s"
        head={['Day', 'Who', { text: 'From 0 to 10', format: 'numeric' }]}
        rows={answers.map(one => [printDay(one.on), capital(one.whose), { text: one.scale, format: 'numeric' as const }])}
      />
    </>
  )
}

const WhatHappened = ({ view }: { view: PlanView }) => {
  const lanes: readonly { readonly name: string; readonly marks: readonly Mark[] }[] = [
    {
      name: 'Conferences',
      marks: [
        ...view.told.of(conference).map(one => ({ on: one.on, text: conferenceWords[one.facts.type] })),
        ...view.told.of(planEnd).map(one => ({ on: one.on, text: 'The plan ended' })),
      ].sort((a, b) => (a.on < b.on ? -1 : 1)),
    },
    { name: 'Core groups', marks: view.told.of(coreGroup).map(one => ({ on: one.on, text: 'Core group' })) },
    {
      name: 'Visits',
      marks: view.told.of(visit).map(one => ({ on: one.on, text: `Visit: ${seenWords[one.facts.seen]}, ${placeWords[one.facts.place]}` })),
    },
    {
      name: 'Versions of the plan',
      marks: view.told.of(cpPlan).map(one => ({ on: dayOf(one.at), text: 'A version of the plan was written' })),
    },
  ].filter(lane => lane.marks.length > 0)
  const marks = lanes.flatMap(lane => lane.marks)
  if (marks.length < 2) return null
  const at = along(marks.map(one => one.on))
  const height = lanes.length * rowHeight + 10
  return (
    <section aria-labelledby="happened">
      <h2 class="govuk-heading-m" id="happened">
        What happened, and when
      </h2>
      <svg
        class="gt-plan-picture"
        viewBox={`0 0 ${width} ${height + rowHeight * lanes.length + 30}`}
        role="img"
        aria-labelledby="happened-title"
      >
        <title id="happened-title">
          Conferences, core groups, visits and versions of the plan along one line; the table beneath says the same
        </title>
        <Ends days={marks.map(mark => mark.on)} y={height + rowHeight * lanes.length + 22} />
        {lanes.map((lane, nth) => {
          const y = 30 + nth * rowHeight * 2
          return (
            <g key={lane.name}>
              <text class="gt-plan-picture__word" x={4} y={y - 8}>
                {lane.name}
              </text>
              <line class="gt-plan-picture__thread" x1={left} x2={width - right} y1={y + 10} y2={y + 10} />
              {lane.marks.map(mark => (
                <circle class="gt-plan-picture__mark" cx={at(mark.on)} cy={y + 10} r={6}>
                  <title>{`${mark.text}, ${short(mark.on)}`}</title>
                </circle>
              ))}
            </g>
          )
        })}
      </svg>
      <WideTable
        label="What happened, as a table"
        caption="The same as a table"
        captionClasses="govuk-table__caption--s"
        head={['Day', 'What']}
        rows={marks.toSorted((a, b) => (a.on < b.on ? 1 : -1)).map(one => [printDay(one.on), one.text])}
      />
    </section>
  )
}

const Progress = ({ view }: { view: PlanView }) => {
  const risks = view.versions.at(-1)?.risks ?? []
  const met = view.told.of(coreGroup).filter(one => (one.facts.goals ?? []).length > 0)
  if (risks.length === 0 || met.length === 0) return null
  return (
    <section aria-labelledby="progress">
      <h2 class="govuk-heading-m" id="progress">
        What has become of each worry
      </h2>
      <WideTable
        label="What has become of each worry, as a table"
        caption="As each core group saw it"
        captionClasses="govuk-table__caption--s"
        firstCellIsHeader
        head={['Core group', ...risks.map((_risk, at) => `Worry ${at + 1}`)]}
        rows={met.map(one => {
          const became = becameOf(one.facts, risks)
          return [
            printDay(one.on),
            ...risks.map((_risk, at) => {
              const goal = became[at]
              return goal ? progressWords[goal] : 'not spoken of'
            }),
          ]
        })}
      />
    </section>
  )
}
