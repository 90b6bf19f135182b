import type { Limit, Moment } from '../../../guidance/index.ts'
import { plusHours } from '../../../guidance/index.ts'
import type { Level } from '../../../thread/finding.ts'
import type { SettingOn } from '../../../thread/rule.ts'
import { earlier, type So, so, type Tell } from '../../../thread/say.ts'
import type { Protection } from './in-force.ts'

/** So many hours before the end, and what shows from then. */
export type Step = { readonly name: string; readonly hours: SettingOn<Limit>; readonly level: Level }

/**
 * Counts down to the end of each protection: from each step until the next, each told anew; and from the end itself until what became of it is written down. What ended
 * before a step was reached is not counted down to; a step that lay before the order was made is passed over where the next one has come too.
 */
export const countdown = (protections: readonly Protection[], steps: readonly Step[], tell: readonly Tell[]): So[] =>
  protections.flatMap(({ order, expires, beyond, ended }) => {
    const marks = [
      ...steps.map(({ name, hours, level }) => ({ name, level, at: later(plusHours(expires, 0 - hours(order.on).count), order.at) })),
      { name: 'ended', level: 'CRITICAL' as const, at: later(expires, order.at) },
    ]
    return marks.flatMap(({ name, level, at }, place) => {
      const next = marks[place + 1]?.at
      if ((next !== undefined && next <= at) || (ended && ended.at <= at)) return []
      return so(level, {
        name,
        opened: order,
        from: at,
        until: earlier(next === undefined ? undefined : { at: next, as: 'superseded', by: null, known: null }, ended),
        tell,
        facts: { expires, beyond, over: next === undefined },
      })
    })
  })

const later = (a: Moment, b: Moment): Moment => (a < b ? b : a)
