import { day, localPractice, ownChoice, workingDays, workingTogether2018, workingTogether2023 } from '../../../guidance/index.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death, residence } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, earlier, ends, lastFifth, within } from '../../../thread/say.ts'
import { conference, planEnd } from '../conference/conference.ts'
import { plansWith } from '../plan/plans.ts'
import { temporaryResidence, transferInNotice, transferOutNotice } from './transfer.ts'

/**
 * A child on a plan moves: the authority they move to is told within one working day of the new address, and the authority that is told in writing holds a conference within
 * fifteen working days; until then the first stays responsible (practice: cp-transfer-in, cp-transfer-out, temporary-registration).
 */
export const transferDue = rule({
  id: 'transfer-due',
  says: ({ name, facts }) =>
    name === 'conference'
      ? `This child has moved here on a plan of ${String(facts.authority)}. A conference is held here; until then ${String(facts.authority)} stays responsible.`
      : `This child is on a plan and lives in ${String(facts.authority)} now. That authority is told in writing.`,
  because: [
    workingTogether2018.at('transfer in'),
    workingTogether2023.at('transfer in'),
    localPractice.salfordTransfer.at('registration'),
    ownChoice('nobody says how soon the other authority is told of a move: within one working day'),
  ],
  kinds: [transferInNotice, transferOutNotice, temporaryResidence, residence, conference, planEnd, death],
  inForce: { from: day('2018-07-01') },
  settings: {
    conference: setting(
      workingDays(15),
      'guidance',
      'the receiving authority holds its conference within fifteen working days of written notice',
    ),
    told: setting(workingDays(1), 'our own choice', 'a child on a plan is never between two authorities for longer than a day'),
  },
  findings: (child, { conference: held, told }) => {
    const died = endOfLife(child)
    const here = child.where(conference, ({ facts }) => facts.type === 'transfer-in')
    const notices = child.of(transferOutNotice)
    const moves = child.entries.flatMap(entry => {
      if (entry.kind !== residence.name && entry.kind !== temporaryResidence.name) return []
      const facts = entry.facts as { area?: string; authority?: string; direction?: string }
      const authority = facts.area ?? (facts.direction === 'away' ? facts.authority : undefined)
      return authority ? [{ ...entry, authority }] : []
    })
    let next = 0
    let sent = 0
    return [
      ...child
        .where(transferInNotice, ({ facts }) => facts.onPlan)
        .map(of => {
          while (next < here.length && (here[next]?.on ?? of.on) < of.on) next += 1
          return within(held, {
            name: 'conference',
            of,
            metBy: here[next],
            stop: died,
            shows: { DUE: lastFifth, OVERDUE: dayAfter },
            tell: ['conference-office', 'lead', { to: 'chair', from: dayAfter }, { to: 'manager', from: dayAfter }],
            facts: { authority: of.facts.authority },
          })
        }),
      ...plansWith(child, moves).flatMap(({ plan, during }) =>
        during.map(of => {
          while (sent < notices.length && (notices[sent]?.on ?? of.on) < of.on) sent += 1
          return within(told, {
            name: 'told',
            of,
            metBy: notices[sent],
            stop: earlier(plan.ended && ends(child.find(plan.ended.by ?? of.root), 'lapsed'), died),
            shows: { DUE: lastFifth, OVERDUE: dayAfter },
            tell: ['lead', 'conference-office', { to: 'manager', from: dayAfter }],
            facts: { authority: of.authority },
          })
        }),
      ),
    ]
  },
})
