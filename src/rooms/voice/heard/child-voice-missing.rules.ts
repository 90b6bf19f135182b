import {
  type Day,
  day,
  dueAfter,
  type Holidays,
  type Limit,
  type Moment,
  neglectResponse,
  ownChoice,
  printPartial,
  recurringThemes,
  supportAndSafeguarding,
  visitsBriefing,
  weeks,
} from '../../../guidance/index.ts'
import type { Entry, Precision } from '../../../thread/entry.ts'
import type { End } from '../../../thread/finding.ts'
import { endOfLife, seeableFrom } from '../../../thread/life.ts'
import { birth, death, identity, involvement, involvementEnd, pregnancy } from '../../../thread/own-kinds/index.ts'
import { type Gate, rule, type SettingOn, setting } from '../../../thread/rule.ts'
import { earlier, ends, so } from '../../../thread/say.ts'
import type { Thread } from '../../../thread/thread.ts'
import { caseClosed, childInNeedReview, closesAsHelped } from '../../child-in-need/index.ts'
import { conference, cpPlanAgreed, planEnd, plans, visit } from '../../child-protection/index.ts'
import { note } from '../../recording/index.ts'
import { childsVoice } from './childs-voice.ts'

/** Asks for the child's voice where a plan, a review or a closure brings none; a plan that ends because the child is no longer here asks nothing. */
const askForVoice: Gate<typeof childInNeedReview | typeof conference | typeof cpPlanAgreed | typeof planEnd | typeof caseClosed> = {
  kinds: [childInNeedReview, conference, cpPlanAgreed, planEnd, caseClosed],
  stops: ({ facts }) =>
    !bringsVoice(facts) && !('ground' in facts && facts.ground !== 'no-longer-likely') && !('why' in facts && !closesAsHelped(facts.why)),
  asks: 'Before a plan, a review or a closure is written down, record what the child says or shows, or why the child could not be heard.',
}

/**
 * A plan, a review or a closure is not written down without what the child says or shows, or why that could not be learned (practice: childs-voice,
 * child-voice-missing). It is asked of children whom somebody leads for or who are on a plan, while nothing fresh enough of the child is on record, and of
 * whoever writes down a review, a conference, the end of a plan or a closure that does not bring the child's voice itself.
 */
export const childVoiceMissing = rule({
  id: 'child-voice-missing',
  says: ({ facts }) =>
    facts.since === null
      ? 'This child’s voice is not on record. What the child says or shows is needed before the next plan or review.'
      : `This child was last heard ${printPartial({ on: day(String(facts.since)), precision: String(facts.exactly) as 'day' })}. What the child says or shows now is needed before the next plan or review.`,
  because: [
    supportAndSafeguarding.section('Our approach to safety and support'),
    visitsBriefing.box(1),
    recurringThemes.box(2),
    neglectResponse.case17Lessons,
    ownChoice('nobody says how old the child’s words may be at a plan or review: six weeks'),
  ],
  kinds: [
    childsVoice,
    note,
    visit,
    childInNeedReview,
    conference,
    cpPlanAgreed,
    planEnd,
    caseClosed,
    involvement,
    involvementEnd,
    identity,
    pregnancy,
    birth,
    death,
  ],
  inForce: { from: day('2018-01-01') },
  settings: { fresh: setting(weeks(6), 'our own choice', 'the longest time that passes between two reviews of a child in need') },
  gate: askForVoice,
  findings: (child, { fresh }, _home, holidays) => {
    if (child.of(identity).at(-1)?.facts.is === 'adult') return []
    const seeable = seeableFrom(child)
    if (seeable === null) return []
    return gapsIn(child, fresh, holidays, seeable).map(({ opened, from, until, last }) =>
      so('GATE', {
        name: 'heard',
        opened,
        from,
        until,
        tell: ['lead'],
        facts: { since: last ? last.on : null, exactly: last ? dayAtMost(last.precision) : null },
      }),
    )
  },
})

/** Does a plan or review itself say that the child was heard, or took part? */
const bringsVoice = (facts: object): boolean =>
  ('childHeard' in facts && facts.childHeard === true) || ('childTookPart' in facts && facts.childTookPart === true)

const dayAtMost = (precision: Precision): Precision => (precision === 'moment' ? 'day' : precision)

type Gap = { opened: Entry; from: Moment; until: End | undefined; last: Entry | undefined }

/** The times of work with the child during which nothing fresh enough of the child was on record. */
const gapsIn = (child: Thread, fresh: SettingOn<Limit>, holidays: Holidays, seeable: Moment | undefined): Gap[] => {
  const voices = voicesOf(child)
  const goesStale = (voice: Entry): Moment => dueAfter(fresh(voice.on as Day), voice.on, holidays).due
  const gaps: Gap[] = []
  let next = 0
  let last: Entry | undefined
  for (const work of workWith(child)) {
    const from = seeable !== undefined && seeable > work.opened.at ? seeable : work.opened.at
    while (voices[next] && (voices[next]?.at ?? from) <= from) {
      last = voices[next]
      next += 1
    }
    const add = (opened: Entry, since: Moment, metBy: Entry | undefined): void => {
      const until = earlier(ends(metBy, 'met'), work.until)
      if (!until || until.at > since) gaps.push({ opened, from: since, until, last })
    }
    const stale = last && goesStale(last)
    if (last && stale && stale > from) add(last, stale, voices[next])
    else add(work.opened, from, voices[next])
    for (let voice = voices[next]; voice && (!work.until || voice.at < work.until.at); voice = voices[next]) {
      last = voice
      next += 1
      add(voice, goesStale(voice), voices[next])
    }
  }
  return gaps
}

/**
 * Every time the child was heard, or a reason was written down why not, in the order it happened. A visit at which the child was seen alone (which is more than seen
 * and not spoken to), or a child too young to speak was watched, has heard the child: its form asks for the child's words.
 */
const voicesOf = (child: Thread): readonly Entry[] =>
  [
    ...child.of(childsVoice),
    ...child.where(note, entry => entry.facts.voice !== undefined),
    ...child.where(visit, entry => entry.facts.seen === 'seen-alone' || entry.facts.observedAlone === true),
    ...child.where(childInNeedReview, entry => bringsVoice(entry.facts)),
    ...child.where(conference, entry => bringsVoice(entry.facts)),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.root < b.root ? -1 : 1))

type Work = { opened: Entry; until: End | undefined }

/** When somebody led for the child or the child was on a plan, in order and without overlaps. */
const workWith = (child: Thread): Work[] => {
  const death = endOfLife(child)
  const all: Work[] = [
    ...child
      .where(involvement, one => one.facts.as === 'lead')
      .map(lead => ({ opened: lead as Entry, until: earlier(ends(child.answering(involvementEnd, lead)[0], 'lapsed'), death) })),
    ...plans(child).map(plan => ({ opened: plan.began as Entry, until: earlier(plan.ended, death) })),
  ].sort((a, b) => (a.opened.at < b.opened.at ? -1 : a.opened.at > b.opened.at ? 1 : a.opened.root < b.opened.root ? -1 : 1))
  const apart: Work[] = []
  for (const work of all) {
    if (work.until && work.until.at <= work.opened.at) continue
    const before = apart.at(-1)
    if (before && (!before.until || before.until.at >= work.opened.at)) {
      if (before.until && (!work.until || work.until.at > before.until.at)) before.until = work.until
    } else apart.push({ ...work })
  }
  return apart
}
