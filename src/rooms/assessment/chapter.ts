import type { Chapter } from '../../thread/book.ts'
import { cumulativeNeglect } from './neglect-tools/cumulative-neglect.rules.ts'
import { goodEnoughJudged } from './neglect-tools/good-enough.ts'
import { goodEnoughTest } from './neglect-tools/good-enough-test.rules.ts'
import { neglectSign } from './neglect-tools/neglect-sign.ts'
import { neglectTool } from './neglect-tools/neglect-tool.ts'
import { neglectToolDue } from './neglect-tools/neglect-tool-due.rules.ts'

/** Assessment: what the care of a child is like where neglect is a worry, and whether it is good enough. */
export const assessment: Chapter = {
  room: 'assessment',
  kinds: [neglectSign, neglectTool, goodEnoughJudged],
  rules: [neglectToolDue, goodEnoughTest, cumulativeNeglect],
  episodes: [],
}
