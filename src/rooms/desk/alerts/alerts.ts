import { type Day, dayOf, dueInWords, type Moment, moment, printShort } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import type { Duty, Level } from '../../../thread/finding.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { wholeName } from '../../../thread/own-kinds/index.ts'
import { sayOf, sayReasons } from '../../family/index.ts'
import { dutyWords } from '../../rule-book/index.ts'
import { asRead, pressing } from '../worked-with.ts'
import { type AlertRow, alertsOf, type TellingRow } from './alerts.queries.ts'

/** Somebody who was told. */
export type Telling = {
  readonly to: string
  /** As what they were told, in words. */
  readonly as: string
  readonly level: Level
  readonly at: Moment
  /** Told because nobody else had taken notice in time. */
  readonly passedOn: boolean
  readonly noticed: Moment | null
  readonly willDo: string | null
}

/** An alert about a person, standing or over. */
export type Alert = {
  readonly id: string
  readonly level: AlertRow['level']
  readonly says: string
  readonly when: string
  readonly because: readonly string[]
  readonly stands: boolean
  readonly tellings: readonly Telling[]
}

export type Alerts = { readonly subject: SubjectId; readonly name: string; readonly alerts: readonly Alert[] }

/** Every alert about a person that asked for something, what stands first by how pressing it is, then what is over, newest first: who was told, who took notice and what they said they would do. Null where there is no such person for the asker. */
export const readAlerts = async (tx: Tx, book: Book, subject: SubjectId, now: Moment, today: Day): Promise<Alerts | null> => {
  const [row] = await tx.run(alertsOf, [tx.actor.partnership, subject, now])
  if (!row?.person) return null
  const called = row.person.known_as || row.person.given || null
  const tellings = Map.groupBy(row.tellings ?? [], one => `${one.rule} ${one.key}`)
  return {
    subject,
    name: wholeName(row.person),
    alerts: inOrder(asRead(row.alerts ?? [])).flatMap(one => {
      const rule = book.rules.find(({ id }) => id === one.rule)
      if (!rule) return []
      const stands = one.until === 'infinity' || moment(one.until) > now
      return [
        {
          id: `${one.rule} ${one.key}`,
          level: one.level,
          says: sayOf(rule.says({ name: one.name, facts: one.facts, dueOn: one.due_on }), called),
          when: stands ? standsSince(one, today) : endedOn(one),
          because: sayReasons(rule.because),
          stands,
          tellings: (tellings.get(`${one.rule} ${one.key}`) ?? []).map(tellingOf),
        },
      ]
    }),
  }
}

/** What stands first, by how pressing it is; within that the newest first, as the database gives them. */
const inOrder = (alerts: readonly AlertRow[]): AlertRow[] => {
  const rank = (one: AlertRow) => (one.ended === null ? pressing.indexOf(one.level) : pressing.length)
  return alerts.toSorted((a, b) => rank(a) - rank(b))
}

const standsSince = (one: AlertRow, today: Day): string =>
  `${one.due_on ? `${dueInWords(one.due_on, today)}; ` : ''}since ${printShort(dayOf(moment(one.from)))}`

const endings: Record<NonNullable<AlertRow['ended']>, string> = {
  met: 'done',
  lapsed: 'over',
  superseded: 'over, another took its place',
  cancelled: 'cancelled',
}

const endedOn = (one: AlertRow): string =>
  `${printShort(dayOf(moment(one.from)))} to ${printShort(dayOf(moment(one.until)))}: ${endings[one.ended ?? 'lapsed']}`

const tellingOf = (row: TellingRow): Telling => ({
  to: row.name,
  as: dutyWords[row.duty as Duty],
  level: row.level,
  at: moment(row.at),
  passedOn: row.step > 0,
  noticed: row.noticed === null ? null : moment(row.noticed),
  willDo: row.words,
})
