import { addDays, type Day, day, days, type Moment, neglectResponse, ownChoice, startOfDay } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import type { ActId } from '../../../thread/ids.ts'
import { bornOn, endOfLife } from '../../../thread/life.ts'
import { birth, death, identity, pregnancy, residence, residenceEnd } from '../../../thread/own-kinds/index.ts'
import { type Home, rule, setting } from '../../../thread/rule.ts'
import { earlier, ends, so } from '../../../thread/say.ts'
import { inOrder, type Thread } from '../../../thread/thread.ts'
import { conference, planEnd, plans, whileTogether } from '../../child-protection/index.ts'
import { preProceedings } from './pre-proceedings.ts'
import { stepDownChecked } from './step-down-checked.ts'

/**
 * Work before court proceedings, or a child protection plan, ended within thirty days of a birth or of the day on which it is expected (practice: legal-stepdown-near-birth). Whose record it
 * stood on does not matter: what is told of the brothers and sisters is read through the household. It stands until somebody has looked at it again for the baby, or the work has begun again.
 */
export const legalStepdownNearBirth = rule({
  id: 'legal-stepdown-near-birth',
  says: ({ facts }) =>
    `${facts.what === 'plan' ? 'A child protection plan' : 'Work before court proceedings'} for this family ended close to the birth of this baby. ` +
    'Before anybody relies on that, write down what the lawyers said, whether the conference chair knows, what has changed and for how long, and what happens if it does not last.',
  because: [
    neglectResponse.case17,
    neglectResponse.case17Lessons,
    ownChoice('nobody says how close to a birth is too close: thirty days before or after'),
  ],
  kinds: [preProceedings, conference, planEnd, stepDownChecked, pregnancy, birth, identity, residence, residenceEnd, death],
  reads: 'household',
  inForce: { from: day('2016-01-01') },
  settings: { near: setting(days(30), 'our own choice', 'within a month of the birth, or of the day on which it is expected') },
  findings: (child, { near }, home) => {
    const baby = babyOf(child)
    if (!baby) return []
    const checked = child.of(stepDownChecked)
    const begun = child.where(preProceedings, ({ facts }) => facts.step === 'begun')
    const death = endOfLife(child)
    let [looked, again] = [0, 0]
    return stepDowns(child, home).flatMap(({ entry, what }) => {
      const since = baby.since(entry, near(entry.on).count)
      if (since === undefined || (death && death.at <= since)) return []
      while (checked[looked] && (checked[looked]?.at ?? since) < entry.at) looked += 1
      while (begun[again] && (begun[again]?.at ?? since) <= entry.at) again += 1
      return so('CRITICAL', {
        name: 'step-down',
        opened: entry,
        from: since > entry.at ? since : entry.at,
        until: earlier(earlier(ends(checked[looked], 'met'), ends(begun[again], 'superseded')), death),
        tell: ['service-manager', 'chair', 'legal', 'manager', 'lead'],
        facts: { what },
      })
    })
  },
})

/** The baby's days: the birth and the day on which it was expected. `since` gives from when it could be known that an act lay near one of them; none where it did not. */
const babyOf = (child: Thread): { since: (act: Entry, near: number) => Moment | undefined } | undefined => {
  if (child.of(identity).at(-1)?.facts.is === 'adult') return undefined
  const expecting = child.of(pregnancy).at(-1)
  const born = bornOn(child)
  const known: { on: Day; since: Moment }[] = [
    ...(expecting?.facts.expected ? [{ on: expecting.facts.expected, since: expecting.at }] : []),
    ...(born ? [{ on: born, since: startOfDay(born) }] : []),
  ]
  if (known.length === 0) return undefined
  return {
    since: (act, near) =>
      known
        .filter(({ on }) => addDays(on, 0 - near) <= act.on && act.on <= addDays(on, near))
        .map(one => one.since)
        .sort()[0],
  }
}

type StepDown = { readonly entry: Entry; readonly what: 'plan' | 'proceedings' }

/** What ended for the child itself and for those of its household then, in order; one act about several children once. */
const stepDowns = (child: Thread, home: Home): StepDown[] => {
  const seen = new Set<ActId>()
  return [...endings(child), ...home.others.flatMap(member => whileTogether(member, endings(member.thread)))]
    .sort((a, b) => inOrder(a.entry, b.entry))
    .filter(({ entry }) => !seen.has(entry.act) && seen.add(entry.act))
}

const endings = (person: Thread): StepDown[] =>
  [
    ...person.where(preProceedings, ({ facts }) => facts.step === 'ended-no-court').map(entry => ({ entry, what: 'proceedings' as const })),
    ...plans(person).flatMap(({ ended }) => {
      const entry = ended?.by && ended.as === 'lapsed' ? person.find(ended.by) : undefined
      return entry && !isDeath(entry) ? [{ entry, what: 'plan' as const }] : []
    }),
  ].sort((a, b) => inOrder(a.entry, b.entry))

const isDeath = (entry: Entry): boolean => entry.kind === planEnd.name && (entry as Entry<{ ground: string }>).facts.ground === 'died'
