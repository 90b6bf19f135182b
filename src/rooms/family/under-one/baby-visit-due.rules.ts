import { day, days, ownChoice, recurringThemes } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import type { End } from '../../../thread/finding.ts'
import { seeableFrom } from '../../../thread/life.ts'
import { birth, death, identity, involvement, involvementEnd, pregnancy } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { ahead, dayAfter, earlier, ends, every, lapsesOn } from '../../../thread/say.ts'
import { isOf, type Thread } from '../../../thread/thread.ts'
import { careBegan, careEnded, timesInCare } from '../../cared-for/index.ts'
import { conference, enquiry, planEnd, visit } from '../../child-protection/index.ts'
import { note } from '../../recording/index.ts'
import { openSpans, sightings, sinceOf } from '../../seen/index.ts'
import { firstYearOf } from './first-year.ts'

/**
 * A baby with whom children's social care works, on no child protection plan and not in its care, is visited at least every four weeks (practice: baby-under-one, visits of a child in need).
 * A visit of the social worker or a named cover counts, and so does a note by which children's social care saw the child face to face. It ends with the first birthday.
 */
export const babyVisitDue = rule({
  id: 'baby-visit-due',
  says: ({ facts }) =>
    `This child is under one, and children’s social care is not on record as having seen the child ${facts['first'] === true ? 'since work with the family began, ' : 'since '}${sinceOf(facts)}.`,
  because: [
    recurringThemes.box(4),
    ownChoice('nobody says how often a baby in need is visited: every four weeks, where six are usual for an older child'),
  ],
  kinds: [visit, note, enquiry, conference, planEnd, careBegan, careEnded, involvement, involvementEnd, birth, pregnancy, identity, death],
  inForce: { from: day('2023-09-01') },
  settings: {
    atMost: setting(days(28), 'our own choice', 'a baby is visited at least every four weeks'),
    shown: setting(days(7), 'our own choice', 'due is shown a week before the last day'),
  },
  findings: (child, { atMost, shown }) => {
    const year = firstYearOf(child)
    const notBefore = seeableFrom(child)
    if (!year || notBefore === null || child.of(identity).at(-1)?.facts.is === 'adult') return []
    const birthday = lapsesOn(year.until)
    const seen = sightings(child).flatMap(one => (one.byWorker || isOf(note, one.entry) ? seenBySocialCare(one.entry) : []))
    let next = 0
    return inNeed(child)
      .filter(({ since }) => since.at < birthday.at)
      .map(({ since, end }) => {
        const stop = earlier(end, birthday)
        while (next < seen.length && (seen[next]?.on ?? since.on) < since.on) next += 1
        const during: Entry[] = []
        for (let at = next; at < seen.length; at += 1) {
          const act = seen[at]
          if (!act || (stop && act.at > stop.at)) break
          during.push(act)
        }
        return every(atMost, {
          name: 'in-need',
          from: since,
          notBefore,
          metBy: during,
          stop,
          shows: { DUE: ahead(shown), OVERDUE: dayAfter },
          tell: [
            { to: 'lead', from: ahead(shown) },
            { to: 'manager', from: dayAfter },
          ],
        })
      })
  },
})

const seenBySocialCare = (entry: Entry): Entry[] => (isOf(note, entry) && entry.agencyKind !== 'childrens-social-care' ? [] : [entry])

/** The times for which somebody works with a child who is on no plan and not in care, in order. */
const inNeed = (child: Thread): { since: Entry; end: End | undefined }[] => {
  const care = timesInCare(child)
  const spans: { since: Entry; end: End | undefined }[] = []
  let next = 0
  for (const span of openSpans(child)) {
    if (span.onPlan) continue
    while (care[next] && (care[next]?.ended?.at ?? span.since.at) < span.since.at) next += 1
    let from: Entry | undefined = span.since
    for (let at = next; from; at += 1) {
      const time = care[at]
      if (!time || (span.end && time.began.at >= span.end.at)) break
      if (time.began.at > from.at) spans.push({ since: from, end: ends(time.began) })
      from = time.ended?.by ? child.find(time.ended.by) : undefined
      if (from && span.end && from.at >= span.end.at) from = undefined
    }
    if (from) spans.push({ since: from, end: span.end })
  }
  return spans
}
