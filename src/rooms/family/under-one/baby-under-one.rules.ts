import { day, recurringThemes, startOfDay } from '../../../guidance/index.ts'
import { bornOn, endOfLife } from '../../../thread/life.ts'
import { birth, death, identity, pregnancy } from '../../../thread/own-kinds/index.ts'
import { rule } from '../../../thread/rule.ts'
import { earlier, lapsesOn, so } from '../../../thread/say.ts'
import { firstYearOf } from './first-year.ts'

/**
 * A baby under one year is especially vulnerable, to injury and to neglect alike: everybody who works with the child sees it, from the birth (or the day on
 * which it was expected, while no birth is on record) until the first birthday (practice: baby-under-one).
 */
export const babyUnderOne = rule({
  id: 'baby-under-one',
  says: ({ facts }) =>
    facts.expected
      ? 'This child was expected by now and may be born: a baby under one is especially vulnerable. Ask about safe sleep, crying, bathing and who cares for the baby.'
      : 'This child is under one and especially vulnerable. Ask about safe sleep, crying, bathing and who cares for the baby.',
  because: [recurringThemes.box(4)],
  kinds: [identity, pregnancy, birth, death],
  inForce: { from: day('2023-09-01') },
  findings: child => {
    const year = firstYearOf(child)
    // A grown-up has no first year, whatever was typed.
    if (!year || child.of(identity).at(-1)?.facts.is === 'adult') return []
    const end = endOfLife(child)
    return [
      so('INFO', {
        name: 'under-one',
        opened: year.opened,
        from: startOfDay(year.from),
        until: earlier(lapsesOn(year.until), end),
        tell: ['lead', 'manager', 'chair', 'core-group', 'screener'],
        facts: { expected: bornOn(child) === undefined },
      }),
    ]
  },
})
