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
import { death } from '../../../thread/own-kinds/index.ts'
import { type Gate, rule, type SettingOn, setting } from '../../../thread/rule.ts'
import { earlier, ends, type Said, so } from '../../../thread/say.ts'
import { isOf } from '../../../thread/thread.ts'
import { meetingAbout } from '../../meetings/index.ts'
import { conference, planEnd } from '../conference/conference.ts'
import { plansWith } from '../plan/plans.ts'
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

const askBeforeEnd: Gate<typeof conference | typeof planEnd> = {
  kinds: [conference, planEnd],
  stops: ({ facts }) => ('ground' in facts ? facts.ground === 'no-longer-likely' : facts.type === 'review' && !facts.plan),
  asks: 'Before this plan ends, write down what help follows and who leads it, that every agency knows, who tells the NHS, why things are good enough and not only better, and when the child was last seen and heard.',
}

/**
 * A child protection plan does not end before it is on record what follows, that every agency knows, who tells the NHS, that things are good enough and not only better, and
 * that the child was seen (practice: cp-plan-end, closure-gate). It is asked for once a review is called, or six weeks before one is due, until all of it stands; what
 * was checked before a conference that carried the plan on is asked for again before the next.
 */
export const closureGate = rule({
  id: 'closure-gate',
  says: ({ facts }) => `This child’s plan can end once this is on record: ${(facts.lacking as readonly string[]).join('; ')}.`,
  because: [
    neglectResponse.case17Lessons,
    workingTogether2023.at('plan ending'),
    workingTogether2023.at('review conference'),
    ownChoice(
      'nobody lists what must stand before a plan ends, nor from when it is asked: once a review is called, or six weeks before one is due',
    ),
  ],
  kinds: [conference, planEnd, planEndChecked, meetingAbout, death],
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
    return plansWith(child, acts).flatMap(({ plan, during }) => {
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
  },
})
