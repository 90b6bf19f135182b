import { day, localPractice, ownChoice, supportAndSafeguarding, workingDays } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import { rule, setting, sharedSetting } from '../../../thread/rule.ts'
import { ends, halfway, within } from '../../../thread/say.ts'
import type { Thread } from '../../../thread/thread.ts'
import { referralDecision } from '../decision/referral-decision.ts'
import { referralTold } from '../referral/referral-told.ts'
import { agencyWords } from '../referral/sources.ts'
import { agencyCheckAnswered, agencyCheckAsked } from './agency-check.ts'

/** How long a concern may stay with The Bridge: one number for the clock itself and for half of it. */
export const bridgeHold = sharedSetting(
  'agency-check-unanswered.hold',
  setting(workingDays(1), 'local practice', 'a contact stays with The Bridge for one working day at most'),
)

/**
 * An agency that was asked what it holds has not answered at half of the time a concern may stay with The Bridge (practice: bridge-screening,
 * dl-bridge-hold). The time counts from the receipt of the concern, for a check asked late too: that is when the decision is needed.
 */
export const agencyCheckUnanswered = rule({
  id: 'agency-check-unanswered',
  says: ({ facts }) => `This concern waits for an answer from ${String(facts.agency)}.`,
  because: [
    supportAndSafeguarding.section('The Bridge Partnership'),
    localPractice.bridgeTeam.at('The Bridge'),
    ownChoice('an answer is due at half of the time a concern may stay with The Bridge'),
  ],
  of: ['matter'],
  kinds: [referralTold, agencyCheckAsked, agencyCheckAnswered, referralDecision],
  inForce: { from: day('2018-07-01') },
  settings: { hold: bridgeHold },
  findings: (matter, { hold }) => {
    const concerns = matter.of(referralTold)
    const decided = new Map(concerns.map(concern => [concern.root, matter.answering(referralDecision, concern)[0]]))
    return withConcern(matter, concerns).map(({ asked, concern }) =>
      within(hold, {
        name: 'check',
        of: asked,
        countedFrom: concern ?? asked,
        metBy: matter.answering(agencyCheckAnswered, asked)[0],
        stop: ends(concern && decided.get(concern.root)),
        shows: { DUE: halfway },
        tell: [
          { to: 'agency-safeguarding-lead', from: halfway },
          { to: 'screener', from: halfway },
        ],
        queue: 'bridge',
        facts: {
          agency: asked.facts.agencyName ?? agencyWords[asked.facts.agency],
          ...(asked.facts.askedAgency ? { askedAgency: asked.facts.askedAgency } : {}),
        },
      }),
    )
  },
})

/** Each check with the concern it is asked about: the one it answers, or else the last that had been told by then. */
const withConcern = (matter: Thread, concerns: readonly Entry[]) => {
  let next = 0
  let last: Entry | undefined = concerns[0]
  return matter.of(agencyCheckAsked).map(asked => {
    for (let told = concerns[next]; told && told.at <= asked.at; told = concerns[next]) {
      last = told
      next += 1
    }
    const answered = asked.answers ? matter.find(asked.answers) : undefined
    return { asked, concern: answered?.kind === referralTold.name ? answered : last }
  })
}
