import { z } from 'zod'
import type { Moment } from '../../../guidance/index.ts'
import type { Episode } from '../../../thread/book.ts'
import type { Entry } from '../../../thread/entry.ts'
import { choice, words, yesOrNo } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'
import { endOfLife } from '../../../thread/life.ts'
import type { Thread } from '../../../thread/thread.ts'

/** The four stages of support, by their own names (practice: support-stages; Support and Safeguarding in Salford, What do we mean by support). */
export const stageWords = {
  'getting-advice': 'Getting Advice',
  'getting-help': 'Getting Help',
  'getting-more-help': 'Getting More Help',
  'getting-risk-support': 'Getting Risk Support',
} as const
export type Stage = keyof typeof stageWords

export const ledByWords = { 'early-help': 'early help', 'social-work': 'a social worker' } as const

const content = {
  facts: z.strictObject({
    stage: choice(stageWords, 'Choose the stage of support'),
    /** Getting More Help is led by early help or by a social worker; the other stages say it by themselves. */
    led: choice(ledByWords, 'Choose who leads').optional(),
    discussed: yesOrNo('Say whether the stage was talked through with the family'),
  }),
  narrative: z.strictObject({
    reason: words(10_000).optional(),
    evidence: words(10_000).optional(),
    familysView: words(10_000).optional(),
    childsView: words(10_000).optional(),
    notDiscussedWhy: words(4000).optional(),
  }),
}
type StageFacts = z.output<(typeof content)['facts']>

/** A stage in words, with who leads where both early help and social work may: 'Getting More Help, led by early help'. */
export const sayStage = ({ stage, led }: Pick<StageFacts, 'stage' | 'led'>): string =>
  stage === 'getting-more-help' && led ? `${stageWords[stage]}, led by ${ledByWords[led]}` : stageWords[stage]

/** The stage of support a child is at from the day it tells of, as The Bridge or the team that works with the child has confirmed it. */
export const supportStage = kind({
  name: 'support-stage',
  words: 'stage of support',
  of: ['person'],
  title: facts => `Stage of support: ${sayStage(facts)}`,
  record: content,
  retention: 'child-in-need',
})

/** The stage of support that a practitioner of any agency proposes for a child. */
export const stageProposed = kind({
  ...supportStage,
  name: 'stage-proposed',
  words: 'stage of support, proposed',
  title: facts => `Stage of support proposed: ${sayStage(facts)}`,
})

/** Social work is in it: only The Bridge or the owning team moves a child in or out. */
const withSocialWork = ({ stage, led }: Pick<StageFacts, 'stage' | 'led'>): boolean =>
  stage === 'getting-risk-support' || (stage === 'getting-more-help' && led !== 'early-help')

/** A time at a stage: the entry that began it, and the next, which ended it. */
export type AtStage = { readonly began: Entry<StageFacts>; ended: Entry | undefined }

/** A proposal that only The Bridge or the owning team can confirm, and what they confirmed next. */
export type Proposal = { readonly proposed: Entry<StageFacts>; answered: Entry | undefined }

/** The child's times at a stage in order, and the proposals that had to wait. */
export type Stages = { readonly at: readonly AtStage[]; readonly proposals: readonly Proposal[] }

/**
 * The stages of a child. What The Bridge or the owning team confirms holds. What anybody proposes holds at once as long as social work is neither in it nor
 * was before; otherwise it waits until the next that is confirmed (practice: support-stages, who may propose and who confirms).
 */
export const stagesOf = (child: Thread): Stages => {
  const at: AtStage[] = []
  const proposals: Proposal[] = []
  let waiting = 0
  const death = endOfLife(child)
  for (const one of child.entries) {
    if (death && one.at > death.at) break
    if (one.kind !== supportStage.name && one.kind !== stageProposed.name) continue
    const entry = one as Entry<StageFacts>
    const last = at.at(-1)
    if (entry.kind === stageProposed.name && (withSocialWork(entry.facts) || (last && withSocialWork(last.began.facts)))) {
      proposals.push({ proposed: entry, answered: undefined })
      continue
    }
    if (entry.kind === supportStage.name) {
      for (const proposal of proposals.slice(waiting)) proposal.answered = entry
      waiting = proposals.length
    }
    if (last) last.ended = entry
    at.push({ began: entry, ended: undefined })
  }
  return { at, proposals }
}

/** The stages as episodes: a child has exactly one open. */
export const stageEpisodes = (child: Thread): Episode[] => {
  if (child.form !== 'person') return []
  const death = endOfLife(child)
  const until = (one: AtStage): Moment | null => one.ended?.at ?? death?.at ?? null
  return stagesOf(child)
    .at.filter(one => until(one) === null || one.began.at < (until(one) ?? one.began.at))
    .map(one => ({
      kind: 'support-stage',
      state: one.began.facts.led ? `${one.began.facts.stage}/${one.began.facts.led}` : one.began.facts.stage,
      from: one.began.at,
      until: until(one),
      entry: one.began.root,
      endedBy: one.ended?.root ?? death?.by ?? null,
    }))
}

/** What an episode of this kind says: the stage, and who leads. */
export const sayStageState = (state: string): string => {
  const [stage, led] = state.split('/')
  return sayStage({ stage: stage as Stage, ...(led ? { led: led as keyof typeof ledByWords } : {}) })
}
