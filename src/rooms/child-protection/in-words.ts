import { plural, printDay } from '../../guidance/index.ts'
import { agencyWords } from '../front-door/index.ts'
import { coreGroup, progressWords } from './core-group/core-group.ts'
import { cpPlan } from './plan/cp-plan.ts'
import { placeWords } from './visits/visit.ts'

type Said = { readonly heading: string; readonly text: string }

const listed = (things: readonly string[]): string => things.join('; ')

/** What the facts of a version of a plan say beside its words: how safe it is now, by when each thing is done, how often the child is visited. */
export const planInWords = (told: unknown): Said[] => {
  const { success, data: facts } = cpPlan.record.facts.safeParse(told)
  if (!success) return []
  return [
    ...facts.risks.flatMap((risk, at): Said[] => [
      ...(risk.scale === undefined ? [] : [{ heading: `How safe it is now (${at + 1})`, text: `${risk.scale} of 10` }]),
      ...risk.actions.flatMap((action, nth) =>
        action.dueOn ? [{ heading: `By when (${at + 1}.${nth + 1})`, text: printDay(action.dueOn) }] : [],
      ),
    ]),
    ...(facts.visitEvery === undefined
      ? []
      : [{ heading: 'How often the child is visited', text: `At least every ${plural(facts.visitEvery, 'day')}` }]),
    ...(facts.unannounced === undefined
      ? []
      : [{ heading: 'Announced', text: facts.unannounced ? 'Some visits are not announced' : 'All visits are announced' }]),
  ]
}

/** What the facts of a core group say beside its words: who came and who did not, who has seen the child, what has become of each worry, when it meets next. */
export const coreGroupInWords = (told: unknown): Said[] => {
  const { success, data: facts } = coreGroup.record.facts.safeParse(told)
  if (!success) return []
  const named = (came: boolean): string[] => [
    ...(facts.members ?? []).flatMap(one =>
      one.came === came ? [`${one.agencyName ?? agencyWords[one.agencyKind]}${one.sent && !came ? ' (sent what they know)' : ''}`] : [],
    ),
    ...(came ? facts.attended : facts.absent).map(kind => agencyWords[kind]),
  ]
  const line = (heading: string, text: string): Said[] => (text ? [{ heading, text }] : [])
  const tookPart = (who: boolean | undefined) => (who === undefined ? '' : who ? 'Took part' : 'Did not take part')
  return [
    ...line('Who came', listed(named(true))),
    ...line('Who did not come', listed(named(false))),
    ...line('The family', tookPart(facts.family)),
    ...line('The child', tookPart(facts.child)),
    ...line(
      'Who has seen the child',
      listed(
        (facts.seenBy ?? []).map(
          one => `${agencyWords[one.agencyKind]}, ${printDay(one.on)}, ${placeWords[one.place]}, ${one.alone ? 'alone' : 'not alone'}`,
        ),
      ),
    ),
    ...line('What has become of each worry', listed((facts.goals ?? []).map((goal, at) => `worry ${at + 1}: ${progressWords[goal]}`))),
    ...line('Meets next', facts.nextOn ? printDay(facts.nextOn) : ''),
  ]
}
