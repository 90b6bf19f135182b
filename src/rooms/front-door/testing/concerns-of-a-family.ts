import type { Told } from '../../../thread/entry.ts'
import { residence } from '../../../thread/own-kinds/index.ts'
import { subjectId, told } from '../../../thread/testing/tell.ts'
import { referralDecision } from '../decision/referral-decision.ts'
import { referral } from '../referral/referral.ts'

/** Concerns, decisions and homes as the tests of rules tell them: what is not said is a concern of a school about neglect of the child. */

type More = {
  of?: string
  act?: string
  matter?: string
  source?: string
  name?: string
  concerns?: string[]
  elsewhere?: string
  known?: string
  familyTold?: string
}

export const concern = (id: string, on: string, { of = 'child', act, known, matter, name, ...facts }: More = {}): Told =>
  told(id, referral, on, {
    of,
    ...(act ? { act } : {}),
    ...(known ? { known } : {}),
    facts: {
      source: 'education',
      concerns: ['neglect'],
      ...(name ? { sourceName: name } : {}),
      ...(matter ? { matter: subjectId(matter) } : {}),
      ...facts,
    },
  })

export const decided = (id: string, answers: string, on: string, facts: Record<string, unknown> = {}, of = 'child'): Told =>
  told(id, referralDecision, on, { of, answers, facts: { outcome: 'child-in-need', ...facts } })

export const lives = (of: string, on: string, where = 'home'): Told =>
  told(`${of} at ${where} ${on}`, residence, on, { of, facts: { household: subjectId(where) } })
