import { endOfDay } from '../guidance/index.ts'
import type { Book } from './book.ts'
import { derive, type Lens } from './derive.ts'
import type { Entry } from './entry.ts'
import type { Finding } from './finding.ts'
import { findingDecision } from './own-kinds/index.ts'
import type { Home } from './rule.ts'
import type { Thread } from './thread.ts'

/** What a gate asks about an entry: the rule, the finding it stands on (the key an override must name) and the question in plain words. */
export type Asked = { rule: string; key: string; asks: string }

/**
 * What gates ask about an entry that is about to be appended to a thread. `before` is the thread without it and `home` the subject's home then.
 * A gate asks while its rule shows GATE at the entry's own moment about what the entry answers (about anything, where it answers nothing) and the
 * entry says too little; once another person has overridden that finding in writing it asks no more. Findings that rest on what one agency keeps
 * to itself ask only that agency: a question must not give away what its reader may not see. Gives nothing where the entry may pass.
 */
export const gatesAsked = (book: Book, before: Thread, home: Home, candidate: Entry, lens: Lens): Asked[] => {
  const asked: Asked[] = []
  for (const rule of book.rules) {
    const gate = rule.gate
    if (!gate?.kinds.some(kind => kind.name === candidate.kind) || !rule.of.includes(before.form) || !gate.stops(candidate as never))
      continue
    const standing = derive([rule], before, home, lens).filter(
      finding =>
        mayAsk(finding, candidate) &&
        showsGateTo(finding, candidate) &&
        isAbout(finding, candidate) &&
        !isOverridden(finding, before, candidate),
    )
    for (const finding of standing)
      if (!asked.some(one => one.rule === finding.rule && one.key === openKey(finding)))
        asked.push({ rule: finding.rule, key: finding.key, asks: gate.asks })
  }
  return asked
}

const mayAsk = (finding: Finding, candidate: Entry): boolean => finding.layer === 'open' || finding.agency === candidate.agency

/** An entry known only to its day, month or year is asked at the end of its day, so that what happened that morning is asked about too. */
const showsGateTo = (finding: Finding, candidate: Entry): boolean => {
  const since = finding.shows.GATE
  if (since === undefined) return false
  if (candidate.precision === 'moment') return since <= candidate.at && (finding.end === null || finding.end.at > candidate.at)
  const over = endOfDay(candidate.on)
  return since < over && (finding.end === null || finding.end.at >= over)
}

const isAbout = (finding: Finding, candidate: Entry): boolean => candidate.answers === null || finding.evidence.includes(candidate.answers)

const isOverridden = (finding: Finding, before: Thread, candidate: Entry): boolean =>
  before
    .of(findingDecision)
    .some(
      decision =>
        decision.facts.decision === 'overridden' &&
        decision.facts.rule === finding.rule &&
        decision.facts.key === finding.key &&
        decision.author !== candidate.author,
    )

const openKey = (finding: Finding): string => finding.key.replace(/\|restricted$/, '')
