import type { Moment } from '../../../guidance/index.ts'
import type { EntryId } from '../../../thread/ids.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import type { ToldByKind } from '../../family/index.ts'
import { safetyScaled, scalerWords } from './safety.ts'

/** What one person last said on a scale. */
export type LastAnswer = { readonly whose: string; readonly scale: number; readonly at: Moment }

type Said = { readonly facts: FactsOf<typeof safetyScaled>; readonly said: Readonly<Record<string, string>> }

const whose = ({ facts, said }: Said): string => said['name'] ?? scalerWords[facts.who]

/** What each person last said on the scale of one danger statement, side by side and never made into one number (practice: safety-scale). */
export const lastAnswersOn = (told: ToldByKind, danger: EntryId): readonly LastAnswer[] => {
  const last = new Map<string, LastAnswer>()
  for (const one of told.of(safetyScaled))
    if (one.answers === danger) last.set(whose(one), { whose: whose(one), scale: one.facts.scale, at: one.at })
  return [...last.values()]
}

/** Answers as a line says them: 'the child 2, mother 6'. */
export const answersInWords = (answers: readonly LastAnswer[]): string => answers.map(one => `${one.whose} ${one.scale}`).join(', ')
