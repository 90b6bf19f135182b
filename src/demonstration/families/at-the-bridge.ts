import { type Day, londonAt } from '../../guidance/index.ts'
import { type DemonstrationAgency, demonstrationAgencies, demonstrationTeam } from '../organisation.ts'
import { childrenOn } from './family.ts'
import { about } from './said.ts'
import { type Life, sourceOf, tellerOf } from './steps.ts'
import { authorOf } from './tellers.ts'
import type { Worry } from './worries.ts'

const bridge = demonstrationTeam('bridge')
const asked = ['health', 'police', 'help'] as const satisfies readonly DemonstrationAgency[]

/**
 * A concern as it stands at The Bridge some hours after it was told: what was told on a matter of its own, in the queue and in a screener's hands; the
 * children matched; three agencies asked, of whom one has answered. The same entries as the pages write.
 */
export const underScreening = (life: Life, worry: Worry, on: Day): void => {
  const { telling, family } = life
  const children = childrenOn(family, on)
  const concern = 'concern'
  const raised = londonAt(on, '09:20')
  const taken = londonAt(on, '10:05')
  const by = tellerOf(life, worry, on)
  const source = { source: worry.source, ...sourceOf(life, worry, on), concerns: worry.concerns, familyTold: 'yes' }
  telling.matter(concern, `the concern about the ${family.name} family`)
  const onMatter = (slug: string, kind: string, happened: typeof raised, teller: typeof by, more: object = {}) =>
    telling.tell({ slug, of: concern, kind, happened, by: teller, ...more })
  const involves = (slug: string, of: string, happened: typeof raised, teller: typeof by, holder: string, form: string, as: string) =>
    telling.tell({ slug, of, kind: 'involvement', happened, by: teller, facts: { holder, form, as } })
  const told = onMatter('told', 'referral-told', raised, by, {
    facts: {
      ...{ form: 'worried-about-a-child', channel: 'portal', inDangerNow: false, referrerIs: 'professional', ...source },
      children: children.map((child, at) => ({ label: `child ${at + 1}`, given: child.given, family: family.name })),
      adults: family.adults.map((adult, at) => ({ label: `adult ${at + 1}`, name: `${adult.given} ${adult.family}`, relation: adult.as })),
    },
    narrative: { seenOrHeard: about(worry.told, family.children[0]) },
  })
  involves('raised', concern, raised, by, telling.agency(authorOf(by).agency), 'agency', 'referrer')
  involves('queue', concern, raised, by, bridge, 'team', 'queue')
  onMatter('receipt', 'referral-acknowledged', taken, 'screener', {
    ...{ answers: told, facts: { how: 'portal' } },
    parts: { feedback: { narrative: { message: 'The Bridge has your concern and is looking at it. You read here what is decided.' } } },
  })
  involves('taken', concern, taken, 'screener', telling.account('screener'), 'account', 'screener')
  for (const [at, child] of children.entries()) {
    const referral = telling.tell({
      ...{ slug: 'told', of: child.label, kind: 'referral', happened: raised, known: taken, by: 'screener' },
      facts: { matter: `\${${concern}}`, ...source },
      narrative: { summary: about(at === 0 ? worry.told : worry.others, child) },
    })
    const screening = involves('screening', child.label, taken, 'screener', bridge, 'team', 'screener')
    onMatter(`matched-${at + 1}`, 'child-matched', taken, 'screener', {
      answers: told,
      facts: { label: `child ${at + 1}`, person: `\${${child.label}}`, referral: `\${${referral}}`, screening: `\${${screening}}` },
    })
  }
  for (const key of asked) {
    const { kind, name } = demonstrationAgencies[key]
    const check = onMatter(`ask-${key}`, 'agency-check-asked', londonAt(on, '10:30'), 'screener', {
      ...{ answers: told, facts: { agency: kind, agencyName: name } },
      parts: {
        asked: {
          facts: {
            agency: telling.agency(key),
            children: children.map(child => ({ name: `${child.given} ${family.name}`, born: child.born })),
          },
          narrative: { question: 'What do you hold about these children and the adults around them in the last year?' },
        },
      },
    })
    involves(`asked-${key}`, concern, londonAt(on, '10:30'), 'screener', telling.agency(key), 'agency', 'checked')
    if (key === 'help')
      onMatter('help-says', 'agency-check-answered', londonAt(on, '14:10'), 'early-help', { answers: check, facts: { held: false } })
  }
}
