import { capital, WideTable } from '../../../design-system/index.ts'
import { addDays, type Day, daysBetween, printDay, printPartial } from '../../../guidance/index.ts'
import { type ClockDrawn, calendarOf, type Stretch } from './calendar.ts'
import { attemptWords, homeGradeWords, homePartWords, placeWords, seenWords } from './visit.ts'
import { homeParts } from './visit-form.ts'
import type { HomeSeen, VisitsView } from './visits-view.ts'

const width = 420
const left = 20
const right = 20
const short = (on: Day): string => printPartial({ on, precision: 'day' })

const spanOf = (one: Stretch): string => `${one.days} days, ${short(one.from)} to ${one.open ? 'today' : short(one.until)}`

/** The two clocks of visits on one line each, week by week, with what was tried; the same stands in a table beneath. */
export const VisitCalendar = ({ view, today }: { view: VisitsView; today: Day }) => {
  const calendar = calendarOf(view, today)
  if (!calendar) return null
  const span = Math.max(28, daysBetween(calendar.from, calendar.until))
  const at = (on: Day): number =>
    Math.round(left + (Math.min(Math.max(daysBetween(calendar.from, on), 0), span) / span) * (width - left - right))
  const weeks = Math.floor(span / 7)
  const every = Math.max(1, Math.ceil(weeks / 8))
  const lanes: readonly { readonly name: string; readonly clock: ClockDrawn }[] = [
    { name: 'Seen alone', clock: calendar.alone },
    { name: 'Seen at home', clock: calendar.home },
  ]
  const height = 186
  return (
    <section aria-labelledby="calendar">
      <h2 class="govuk-heading-m" id="calendar">
        When {view.child.called} was seen
      </h2>
      <p class="govuk-body">
        A filled mark is a visit that counts. A thick broken line is too long: more than four weeks, or, of the time that runs now, more
        than the plan gives. A cross is a visit that was tried.
      </p>
      <svg class="gt-plan-picture gt-visit-calendar" viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby="calendar-title">
        <title id="calendar-title">
          {`When ${view.child.called} was seen alone and at home since ${short(calendar.from)}, week by week; the table beneath says the same`}
        </title>
        {Array.from({ length: Math.floor(weeks / every) + 1 }, (_, nth) => addDays(calendar.from, nth * every * 7)).map((on, nth) => (
          <g key={on}>
            <line class="gt-plan-picture__rule" x1={at(on)} x2={at(on)} y1={22} y2={height - 24} />
            {nth % 2 === 0 && (
              <text
                class="gt-plan-picture__word"
                x={at(on)}
                y={height - 6}
                text-anchor={nth === 0 ? 'start' : at(on) > width - 50 ? 'end' : 'middle'}
              >
                {short(on).replace(/ \d{4}$/, '')}
              </text>
            )}
          </g>
        ))}
        {lanes.map(({ name, clock }, nth) => {
          const y = 46 + nth * 50
          return (
            <g key={name}>
              <text class="gt-plan-picture__word" x={left} y={y - 14}>
                {name}
              </text>
              {clock.stretches.map(one => (
                <g key={one.from}>
                  <line class="gt-plan-picture__thread" x1={at(one.from)} x2={at(one.late ? one.lastDay : one.until)} y1={y} y2={y} />
                  {one.late && (
                    <line class="gt-visit-calendar__gap" x1={at(one.lastDay)} x2={at(one.until)} y1={y} y2={y}>
                      <title>{`Too long: ${spanOf(one)}`}</title>
                    </line>
                  )}
                </g>
              ))}
              {clock.seen.map(on => (
                <circle key={on} class="gt-plan-picture__mark" cx={at(on)} cy={y} r={7}>
                  <title>{`${name}, ${short(on)}`}</title>
                </circle>
              ))}
            </g>
          )
        })}
        <text class="gt-plan-picture__word" x={left} y={130}>
          Tried
        </text>
        {calendar.tried.map(one => (
          <path key={one.on} class="gt-visit-calendar__tried" d={`M ${at(one.on) - 6} 138 l 12 12 M ${at(one.on) + 6} 138 l -12 12`}>
            <title>{`Tried ${short(one.on)}: ${attemptWords[one.access as keyof typeof attemptWords] ?? one.access}`}</title>
          </path>
        ))}
      </svg>
      <WideTable
        label={`When ${view.child.called} was seen, as a table`}
        caption="The stretches between visits that count"
        captionClasses="govuk-table__caption--s"
        head={['From', 'Until', 'Clock', { text: 'Days', format: 'numeric' }, 'In time?']}
        rows={lanes
          .flatMap(({ name, clock }) => clock.stretches.map(one => ({ name, one })))
          .toSorted((a, b) => (a.one.from < b.one.from ? 1 : a.one.from > b.one.from ? -1 : 0))
          .map(({ name, one }) => [
            printDay(one.from),
            one.open ? 'today' : printDay(one.until),
            name,
            { text: one.days, format: 'numeric' as const },
            one.late ? `No: last day was ${printDay(one.lastDay)}` : one.open ? `So far: until ${printDay(one.lastDay)}` : 'Yes',
          ])}
      />
    </section>
  )
}

type Grade = keyof typeof homeGradeWords
const fitGrade = (home: HomeSeen): Grade => (home.facts.fit ? 'enough' : 'unsafe')

/** A mark for how something was found; each has a shape of its own, so that no colour is needed. */
const GradeMark = ({ grade, x, y, says }: { grade: Grade; x: number; y: number; says: string }) => {
  if (grade === 'enough')
    return (
      <circle class="gt-plan-picture__mark" cx={x} cy={y} r={7}>
        <title>{says}</title>
      </circle>
    )
  if (grade === 'worry')
    return (
      <path class="gt-home-mark--worry" d={`M ${x} ${y - 8} l 9 15 h -18 z`}>
        <title>{says}</title>
      </path>
    )
  if (grade === 'unsafe')
    return (
      <path class="gt-home-mark--unsafe" d={`M ${x - 8} ${y - 8} h 16 v 16 h -16 z`}>
        <title>{says}</title>
      </path>
    )
  return (
    <circle class="gt-home-mark--not-seen" cx={x} cy={y} r={6}>
      <title>{says}</title>
    </circle>
  )
}

const mostHomes = 12

/** What the home was like, each time somebody saw it, part by part; the same stands in a table beneath. */
export const HomeOverTime = ({ view }: { view: VisitsView }) => {
  const homes = view.homes.slice(-mostHomes)
  if (homes.length === 0) return null
  const rows: readonly { readonly name: string; readonly of: (home: HomeSeen) => Grade | undefined }[] = [
    { name: 'Fit to live in', of: fitGrade },
    ...homeParts.map(part => ({ name: capital(homePartWords[part]), of: (home: HomeSeen) => home.facts.parts?.[part] })),
  ].filter(row => homes.some(home => row.of(home) !== undefined))
  const begin = 160
  const across = (nth: number) => (homes.length === 1 ? begin + 30 : begin + Math.round((nth / (homes.length - 1)) * (width - begin - 40)))
  const height = 40 + rows.length * 30
  return (
    <section aria-labelledby="home">
      <h2 class="govuk-heading-m" id="home">
        What the home was like
      </h2>
      <p class="govuk-body">
        A round mark is good enough, a triangle a worry, a square unsafe, an empty ring not seen. Nothing is counted together.
      </p>
      <svg class="gt-plan-picture gt-visit-calendar" viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby="home-title">
        <title id="home-title">{`How the home was found at ${homes.length === 1 ? 'one visit' : `${homes.length} visits`}; the table beneath says the same`}</title>
        {rows.map((row, nth) => {
          const y = 24 + nth * 30
          return (
            <g key={row.name}>
              <text class="gt-plan-picture__word" x={4} y={y + 5}>
                {row.name}
              </text>
              {homes.map((home, place) => {
                const grade = row.of(home)
                return grade ? (
                  <GradeMark
                    key={home.root}
                    grade={grade}
                    x={across(place)}
                    y={y}
                    says={`${row.name}, ${short(home.on)}: ${homeGradeWords[grade]}`}
                  />
                ) : null
              })}
            </g>
          )
        })}
        {homes.map((home, nth) =>
          nth === 0 || nth === homes.length - 1 ? (
            <text
              key={home.root}
              class="gt-plan-picture__word"
              x={across(nth)}
              y={height - 6}
              text-anchor={homes.length > 1 && nth > 0 ? 'end' : 'start'}
            >
              {short(home.on)}
            </text>
          ) : null,
        )}
      </svg>
      <WideTable
        label="What the home was like, as a table"
        caption="Each time somebody saw it"
        captionClasses="govuk-table__caption--s"
        head={['Day', ...rows.map(row => row.name), 'What was seen']}
        rows={homes.toReversed().map(home => [
          printDay(home.on),
          ...rows.map(row => {
            const grade = row.of(home)
            return grade ? capital(homeGradeWords[grade]) : 'Not said'
          }),
          home.said['conditions'] ?? '',
        ])}
      />
    </section>
  )
}

/** Every visit and attempt, newest first, each with the way to read it. */
export const EveryVisit = ({ view }: { view: VisitsView }) => {
  const rows = [
    ...view.visits.map(one => ({
      on: one.on,
      cells: [
        {
          text: (
            <a class="govuk-link" href={`/people/${view.child.child}/visits/${one.root}`}>
              {printDay(one.on)}
            </a>
          ),
        },
        `${capital(seenWords[one.facts.seen])} ${placeWords[one.facts.place]}`,
        one.by,
        { unread: 'Not read yet', returned: 'Given back with a question', answered: 'Answered: to be read again', signed: 'Signed' }[
          view.reading(one.root).state
        ],
      ],
    })),
    ...view.attempts.map(one => ({
      on: one.on,
      cells: [
        printDay(one.on),
        `Tried ${placeWords[one.facts.place]}: ${attemptWords[one.facts.access]}${one.facts.cardLeft ? ', card left' : ''}`,
        one.by,
        one.facts.nextOn ? `Next: ${printDay(one.facts.nextOn)}` : '',
      ],
    })),
  ].toSorted((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))
  if (rows.length === 0) return null
  return (
    <section aria-labelledby="every">
      <h2 class="govuk-heading-m" id="every">
        Every visit, and every one that was tried
      </h2>
      <WideTable label="Every visit" head={['Day', 'What', 'By', 'Manager']} rows={rows.map(row => row.cells)} />
    </section>
  )
}
