import {
  day,
  dueAfter,
  localPractice,
  ownChoice,
  reading,
  startOfDay,
  workingDays,
  workingTogether2018,
  workingTogether2023,
} from '../../../guidance/index.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, earlier, ends, lastFifth, so, type When, within } from '../../../thread/say.ts'
import { enquiries, enquiryKinds } from '../enquiry/enquiries.ts'
import { conference } from './conference.ts'
import { initialConferences } from './initial.ts'
import { conferencePostponed, conferenceRequested } from './request.ts'

/**
 * An initial conference is held within fifteen working days of the strategy meeting at which the enquiry was begun; not held by the twentieth, the service manager is told
 * (practice: icpc-convene, dl-icpc; our own reading 45). A conference with no such meeting on record is a gap in what is known, and no breach.
 */
export const icpcOverdue = rule({
  id: 'icpc-overdue',
  says: ({ name }) =>
    name === 'no-strategy'
      ? 'This child came to an initial conference, and no strategy meeting that began an enquiry is on record before it.'
      : 'This child comes to an initial conference: it is to be held in time, counted from the strategy meeting that began the enquiry.',
  because: [
    workingTogether2023.at('initial conference'),
    workingTogether2018.at('initial conference'),
    localPractice.norfolkConferences.at('conference'),
    reading(45),
    ownChoice('nobody says when a late conference becomes critical: on the twentieth working day'),
  ],
  kinds: [...enquiryKinds, conferenceRequested, conferencePostponed, death],
  inForce: { from: day('2018-07-01') },
  settings: {
    limit: setting(workingDays(15), 'guidance', 'within fifteen working days of the strategy discussion at which the enquiry began'),
    critical: setting(workingDays(20), 'our own choice', 'a working week late: somebody above the team has to know'),
  },
  findings: (child, { limit, critical }) => {
    const died = endOfLife(child)
    const held = initialConferences(child)
    const called = child.where(conferenceRequested, ({ facts }) => facts.what === 'initial')
    const given = child.where(conferencePostponed, ({ facts }) => facts.to === undefined)
    const onTheDay: When = counted => startOfDay(dueAfter(critical(counted.dueOn), counted.from, counted.holidays).dueOn)
    const all = enquiries(child)
    const conferences = child.of(conference)
    let nextHeld = 0
    let nextCalled = 0
    let nextGiven = 0
    const clocks = all.flatMap(({ began, outcome }, at) => {
      while (nextHeld < held.length && (held[nextHeld]?.at ?? began.at) < began.at) nextHeld += 1
      while (nextCalled < called.length && (called[nextCalled]?.at ?? began.at) < began.at) nextCalled += 1
      while (nextGiven < given.length && (given[nextGiven]?.at ?? began.at) < began.at) nextGiven += 1
      const next = all[at + 1]?.began
      const asked = called[nextCalled]
      const opened = outcome?.facts.outcome === 'continuing-risk' ? outcome : asked && (!next || asked.at < next.at) ? asked : undefined
      if (!opened) return []
      return [
        within(limit, {
          name: 'initial',
          of: opened,
          countedFrom: began,
          metBy: held[nextHeld],
          stop: earlier(ends(given[nextGiven], 'lapsed'), died),
          shows: { DUE: lastFifth, OVERDUE: dayAfter, CRITICAL: onTheDay },
          tell: [
            { to: 'lead', from: lastFifth },
            { to: 'conference-office', from: lastFifth },
            { to: 'manager', from: dayAfter },
            { to: 'service-manager', from: onTheDay },
          ],
        }),
      ]
    })
    let passed = 0
    let following = 0
    const gaps = held.flatMap(opened => {
      const from = passed
      while (passed < all.length && (all[passed]?.began.at ?? opened.at) <= opened.at) passed += 1
      while (following < conferences.length && (conferences[following]?.at ?? opened.at) <= opened.at) following += 1
      if (opened.facts.type !== 'initial' || passed > from) return []
      return [
        so('INFO', {
          name: 'no-strategy',
          opened,
          until: earlier(ends(conferences[following], 'lapsed'), died),
          tell: ['chair', 'conference-office'],
        }),
      ]
    })
    return [...clocks, ...gaps]
  },
})
