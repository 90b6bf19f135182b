import { addMonths, day, months, ownChoice, recurringThemes, uncheckedPractice } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import { bornOn, endOfLife } from '../../../thread/life.ts'
import { birth, death, identity, pregnancy } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { earlier, ends, so } from '../../../thread/say.ts'
import { inOrder } from '../../../thread/thread.ts'
import { referral } from '../../front-door/index.ts'
import { strategyDecision } from '../strategy/strategy-decision.ts'
import { harmSuspected } from './harm-suspected.ts'

/**
 * Any injury to a baby who does not move by itself yet asks for a strategy discussion (practice: immobile-baby-injury, baby-under-one). Where nobody says how the baby moves, one
 * of fewer than six months counts as not moving.
 */
export const immobileBabyInjury = rule({
  id: 'immobile-baby-injury',
  says: ({ facts }) =>
    facts.said
      ? 'This baby is hurt and does not move by itself yet. Babies who do not move seldom hurt themselves: hold a strategy meeting now.'
      : 'This baby is hurt and is very young. Babies who do not move by themselves seldom hurt themselves: hold a strategy meeting now.',
  because: [
    recurringThemes.box(4),
    uncheckedPractice('an injury to a baby who does not move by itself yet is discussed by social care, health and the police at once'),
    ownChoice('where nobody says how a baby moves, one of fewer than six months counts as not moving'),
  ],
  kinds: [harmSuspected, referral, strategyDecision, identity, birth, pregnancy, death],
  inForce: { from: day('2023-09-01') },
  settings: { age: setting(months(6), 'our own choice', 'few babies roll both ways before') },
  findings: (child, { age }) => {
    const born = bornOn(child)
    const isYoung = (entry: Entry): boolean => born !== undefined && entry.on < addMonths(born, age(entry.on).count)
    const hurt = [
      ...child
        .where(
          harmSuspected,
          entry => entry.facts.injury && (entry.facts.moves === 'no' || (entry.facts.moves !== 'yes' && isYoung(entry))),
        )
        .map(entry => ({ entry, said: entry.facts.moves === 'no' })),
      ...child
        .where(referral, entry => entry.facts.concerns.includes('accident-or-injury') && isYoung(entry))
        .map(entry => ({ entry, said: false })),
    ].sort((a, b) => inOrder(a.entry, b.entry))
    const decisions = child.of(strategyDecision)
    const death = endOfLife(child)
    let at = 0
    return hurt.map(({ entry, said }) => {
      while (decisions[at] && (decisions[at]?.on ?? entry.on) < entry.on) at += 1
      return so('CRITICAL', {
        name: 'injury',
        opened: entry,
        until: earlier(ends(decisions[at], 'met'), death),
        tell: ['lead', 'manager', 'screener'],
        facts: { said },
      })
    })
  },
})
