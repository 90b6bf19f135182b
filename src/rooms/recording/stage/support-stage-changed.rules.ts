import { day, dayOf, dueAfter, ownChoice, supportAndSafeguarding, weeks } from '../../../guidance/index.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { lapsesOn, so } from '../../../thread/say.ts'
import { sayStage, stageProposed, stagesOf, supportStage } from './support-stage.ts'

/**
 * When a child's stage of support changes, everybody of the child's team is told; and whoever can confirm hears of a stage that is proposed and waits
 * (practice: support-stages). It is said from the moment it became known: a change written down later is news all the same.
 */
export const supportStageChanged = rule({
  id: 'support-stage-changed',
  says: ({ name, facts }) =>
    name === 'proposed'
      ? `This child may need another stage of support: ${String(facts.stage)} is proposed and waits to be confirmed.`
      : `This child is now at ${String(facts.stage)}${facts.before ? `, before at ${String(facts.before)}` : ''}.`,
  because: [
    supportAndSafeguarding.section('What do we mean by support?'),
    supportAndSafeguarding.section('Introduction'),
    ownChoice('nobody says for how long a change of stage is news: four weeks'),
  ],
  kinds: [supportStage, stageProposed, death],
  inForce: { from: day('2018-01-01') },
  settings: { stands: setting(weeks(4), 'our own choice', 'long enough for everybody of the team to have looked at the record once') },
  findings: (child, { stands }, _home, holidays) => {
    const { at, proposals } = stagesOf(child)
    const changes = at.filter(({ began }, place) => {
      const before = at[place - 1]?.began.facts
      return before?.stage !== began.facts.stage || before?.led !== began.facts.led
    })
    return [
      ...changes.map(({ began }, place) => {
        const on = dayOf(began.known)
        const before = changes[place - 1]?.began.facts
        return so('INFO', {
          name: 'changed',
          opened: began,
          from: began.known,
          until: lapsesOn(dueAfter(stands(on), on, holidays).dueOn),
          tell: ['lead', 'manager', 'chair', 'core-group'],
          facts: { stage: sayStage(began.facts), before: before ? sayStage(before) : null },
        })
      }),
      ...proposals
        .filter(({ proposed, answered }) => !answered || answered.known > proposed.known)
        .map(({ proposed, answered }) =>
          so('INFO', {
            name: 'proposed',
            opened: proposed,
            from: proposed.known,
            until: answered && { at: answered.known, as: 'met', by: answered.root, known: answered.known },
            tell: ['lead', 'manager', 'screener', 'bridge-manager'],
            facts: { stage: sayStage(proposed.facts) },
          }),
        ),
    ]
  },
})
