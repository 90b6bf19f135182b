import {
  day,
  dueAfter,
  type Limit,
  type Moment,
  months,
  neglectResponse,
  ownChoice,
  startOfDay,
  weeks,
  workingTogether2023,
} from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { type Gate, rule, type SettingOn, setting } from '../../../thread/rule.ts'
import { earlier, ends, type Said, so } from '../../../thread/say.ts'
import { isOf, type Thread } from '../../../thread/thread.ts'
import { caseClosed, childInNeedReview, closesAsHelped } from '../../child-in-need/index.ts'
import { meetingAbout } from '../../meetings/index.ts'
import { conference, planEnd } from '../conference/conference.ts'
import { plans, plansWith } from '../plan/plans.ts'
import { planEndChecked } from './plan-end-checked.ts'

type Checked = FactsOf<typeof planEndChecked>

/** What is not on record yet, each in words that follow "on record". */
const lackingIn = (facts: Checked): string[] => [
  ...(facts.whoLeads ? [] : ['who leads what follows']),
  ...(facts.agenciesToldOn ? [] : ['that every agency was told']),
  ...(facts.cpIs ? [] : ['who tells the NHS']),
  ...(facts.goodEnough ? [] : ['that things are good enough, and not only better']),
  ...(facts.seen ? [] : ['that the child was seen and heard']),
]

const everything = lackingIn({ stepDown: 'child-in-need' })

/** Of a case in which there is no plan nobody tells the NHS of an end. */
const ofACase = (lacking: readonly string[]): string[] => lacking.filter(one => one !== 'who tells the NHS')

const askBeforeEnd: Gate<typeof conference | typeof planEnd | typeof caseClosed> = {
  kinds: [conference, planEnd, caseClosed],
  stops: ({ facts }) =>
    'why' in facts
      ? closesAsHelped(facts.why)
      : 'ground' in facts
        ? facts.ground === 'no-longer-likely'
        : facts.type === 'review' && !facts.plan,
  asks: 'Before this ends, write down what help follows and who leads it, that every agency knows, who tells the NHS, why things are good enough and not only better, and when the child was last seen and heard.',
}

/**
 * A child protection plan does not end before it is on record what follows, that every agency knows, who tells the NHS, that things are good enough and not only better, and
 * that the child was seen (practice: cp-plan-end, closure-gate). It is asked for once a review is called, or six weeks before one is due, until all of it stands; what
 * was checked before a conference that carried the plan on is asked for again before the next. The same stands before the case of a child in need is closed, from the first review
 * on that does not carry its plan on, or from when something was first checked for it.
 */
export const closureGate = rule({
  id: 'closure-gate',
  says: ({ name, facts }) =>
    `This child’s ${name === 'case' ? 'case can be closed' : 'plan can end'} once this is on record: ${(facts.lacking as readonly string[]).join('; ')}.`,
  because: [
    neglectResponse.case17Lessons,
    workingTogether2023.at('plan ending'),
    workingTogether2023.at('review conference'),
    ownChoice(
      'nobody lists what must stand before a plan ends, nor from when it is asked: once a review is called, or six weeks before one is due',
    ),
  ],
  kinds: [conference, planEnd, planEndChecked, meetingAbout, childInNeedReview, caseClosed, death],
  inForce: { from: day('2018-01-01') },
  settings: {
    first: setting(months(3), 'guidance', 'the first review is held within three months of the initial conference'),
    next: setting(months(6), 'guidance', 'each later review is held within six months of the one before'),
    ahead: setting(weeks(6), 'our own choice', 'a review can end a plan, and is prepared from six weeks before it is due'),
  },
  gate: askBeforeEnd,
  findings: (child, { first, next, ahead }, _home, holidays) => {
    const acts = child.entries.filter(
      entry =>
        entry.kind === conference.name ||
        entry.kind === planEndChecked.name ||
        (isOf(meetingAbout, entry) && entry.facts.type === 'review-conference' && entry.facts.change !== 'cancelled'),
    )
    const shortlyBefore = (after: Entry, limit: SettingOn<Limit>): Moment => {
      const { dueOn } = dueAfter(limit(after.on), after.on, holidays)
      return startOfDay(dueAfter({ ...ahead(after.on), count: -ahead(after.on).count }, dueOn, holidays).dueOn)
    }
    const counted = new Set<string>()
    const ofPlans = plansWith(child, acts).flatMap(({ plan, during }) => {
      const said: Said[] = []
      let opened: Entry = plan.began
      let since = shortlyBefore(opened, first)
      let lacking: readonly string[] = everything
      const add = (by: Entry | undefined, as: 'met' | 'superseded' | 'lapsed'): void => {
        const until = earlier(ends(by, as), plan.ended)
        if (lacking.length > 0 && (!until || until.at > since))
          said.push(so('GATE', { name: 'end', opened, from: since, until, tell: ['lead'], facts: { lacking } }))
      }
      for (const act of during) {
        if (counted.has(act.root) || act.root === plan.began.root || act.at < plan.began.at) continue
        counted.add(act.root)
        if (act.kind === meetingAbout.name) {
          if (act.at < since && act.at > opened.at) {
            opened = act
            since = act.at
          }
        } else if (act.kind === conference.name) {
          add(act, 'lapsed')
          opened = act
          since = shortlyBefore(act, next)
          lacking = everything
        } else {
          const left = lackingIn(act.facts as Checked)
          add(act, left.length === 0 ? 'met' : 'superseded')
          opened = act
          since = act.at > since ? act.at : since
          lacking = left
        }
      }
      add(undefined, 'lapsed')
      return said
    })
    return [...ofPlans, ...casesToClose(child)]
  },
})

/** Of a child in need, from a review that does not carry its plan on or from the first check while there is no child protection plan: what must stand before the case is closed, until it stands, the case is closed, or a review carries it on. */
const casesToClose = (child: Thread): Said[] => {
  const died = endOfLife(child)
  const onPlan = plans(child)
  let plan = 0
  const said: Said[] = []
  let open: { opened: Entry; lacking: readonly string[] } | undefined
  const end = (by: Entry | undefined, as: 'met' | 'superseded' | 'lapsed'): void => {
    const until = earlier(ends(by, as), died)
    if (open && open.lacking.length > 0 && (!until || until.at > open.opened.at))
      said.push(so('GATE', { name: 'case', opened: open.opened, until, tell: ['lead'], facts: { lacking: open.lacking } }))
    open = undefined
  }
  for (const entry of child.entries) {
    if (isOf(childInNeedReview, entry)) {
      const goesOn = entry.facts.outcome === 'continue' || entry.facts.outcome === 'step-up'
      if (goesOn) end(entry, 'superseded')
      else open ??= { opened: entry, lacking: ofACase(everything) }
    } else if (isOf(planEndChecked, entry)) {
      while (onPlan[plan]?.ended && (onPlan[plan]?.ended?.at ?? '') < entry.at) plan += 1
      if (!open && (onPlan[plan]?.began.at ?? entry.at) < entry.at) continue
      const lacking = ofACase(lackingIn(entry.facts))
      end(entry, lacking.length === 0 ? 'met' : 'superseded')
      open = { opened: entry, lacking }
    } else if (isOf(caseClosed, entry)) end(entry, 'lapsed')
  }
  end(undefined, 'lapsed')
  return said
}
