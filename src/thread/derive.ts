import type { Day } from '../guidance/index.ts'
import { dayOf, dueAfter, type Holidays, type Limit, type Moment } from '../guidance/index.ts'
import type { Entry } from './entry.ts'
import type { End, Finding } from './finding.ts'
import { openHome } from './home.ts'
import type { AgencyId, EntryId } from './ids.ts'
import { findingDecision } from './own-kinds/finding-decision.ts'
import { type AnyRule, type Home, type Setting, type SettingOn, settingName } from './rule.ts'
import type { Counted, Every, Said, So, Tell, Within } from './say.ts'
import { ends } from './say.ts'
import type { Thread } from './thread.ts'

/**
 * By which rules and numbers a thread is judged. `of-the-day` is how live work is judged: the version in force when a finding began;
 * a day judges the whole past by the rules and numbers of that one day, which is what replaying a case asks for.
 * `changed` gives the values an authority has set for a setting, by `rule.setting`, earliest first.
 */
export type Lens = {
  rules: 'of-the-day' | Day
  holidays: Holidays
  changed: ReadonlyMap<string, readonly { from: Day; value: Limit | number }[]>
}

/**
 * All findings of some rules about one subject, for every day at once. Pure: the same threads give the same findings, byte for byte.
 * Refuses (throws) two findings of one rule with one key: a rule that cannot tell its findings apart cannot keep their history.
 */
export const derive = (rules: readonly AnyRule[], subject: Thread, home: Home, lens: Lens): Finding[] => {
  const hasRestricted = subject.hasRestricted || home.others.some(member => member.thread.hasRestricted)
  const open = deriveLayer(rules, subject.withoutRestricted(), hasRestricted ? openHome(subject, home) : home, lens, 'open')
  if (!hasRestricted) return open
  const known = new Set(open.map(finding => JSON.stringify({ ...finding, layer: null })))
  const full = deriveLayer(rules, subject, wholeHome(home), lens, 'restricted').filter(
    finding => !known.has(JSON.stringify({ ...finding, layer: null })),
  )
  return [...open, ...full.map(finding => ({ ...finding, key: `${finding.key}|restricted`, agency: soleAgency(finding, subject, home) }))]
}

const deriveLayer = (rules: readonly AnyRule[], subject: Thread, home: Home, lens: Lens, layer: Finding['layer']): Finding[] =>
  rules.filter(rule => rule.of.includes(subject.form)).flatMap(rule => byOneRule(rule, subject, home, lens, layer))

/** Those who really were together with the subject, whoever knows of it. */
const wholeHome = (home: Home): Home => ({ others: home.others.filter(member => member.together.length > 0) })

const byOneRule = (rule: AnyRule, subject: Thread, home: Home, lens: Lens, layer: Finding['layer']): Finding[] => {
  const decisions = rule.endsByItself ? noDecisions : decisionsOn(rule.id, subject, layer)
  const keys = new Set<string>()
  const findings = rule
    .findings(subject, settingsOf(rule, lens), home, lens.holidays)
    .flatMap((said: Said) => settle(rule.id, subject, said, decisions, lens.holidays, layer))
    .filter((finding: Finding) => inForce(rule, finding, lens))
  for (const finding of findings) {
    if (keys.has(finding.key)) throw new Error(`rule ${rule.id} made two findings with the key ${finding.key}`)
    keys.add(finding.key)
  }
  return findings
}

const inForce = (rule: AnyRule, finding: Finding, lens: Lens): boolean => {
  const on = lens.rules === 'of-the-day' ? dayOf(finding.from) : lens.rules
  return on >= rule.inForce.from && (rule.inForce.until === null || on < rule.inForce.until)
}

const settingsOf = (rule: AnyRule, lens: Lens): Record<string, SettingOn<Limit | number>> =>
  Object.fromEntries(
    Object.entries(rule.settings as Record<string, Setting>).map(([name, setting]) => [
      name,
      (day: Day) =>
        settingOn(setting, lens.changed.get(settingName(rule, name, setting)) ?? [], lens.rules === 'of-the-day' ? day : lens.rules),
    ]),
  )

/** The value of a setting on a day: the last that began by then, an authority's own before the one we ship. A setting that rests on law keeps ours. */
export const settingOn = (setting: Setting, changed: readonly { from: Day; value: Limit | number }[], day: Day): Limit | number => {
  const own = setting.basis === 'law' ? undefined : changed.filter(value => value.from <= day).at(-1)
  const shipped = setting.history.filter(value => value.from <= day).at(-1) ?? setting.history[0]
  const value = own ?? shipped
  if (!value) throw new Error('a setting has at least one value')
  return value.value
}

type Decisions = ReadonlyMap<string, Entry>
const noDecisions: Decisions = new Map()

/** Decisions that ended a finding of this rule, by its key; the first one holds. One that names a restricted finding ends that one alone. */
const decisionsOn = (rule: string, subject: Thread, layer: Finding['layer']): Decisions => {
  const byKey = new Map<string, Entry>()
  for (const entry of subject.of(findingDecision)) {
    if (entry.facts.rule !== rule || entry.facts.decision !== 'ended') continue
    const key = layer === 'restricted' ? entry.facts.key.replace(restrictedKey, '') : entry.facts.key
    if (!byKey.has(key)) byKey.set(key, entry)
  }
  return byKey
}

const restrictedKey = /\|restricted$/

const settle = (
  rule: string,
  subject: Thread,
  said: Said,
  decisions: Decisions,
  holidays: Holidays,
  layer: Finding['layer'],
): Finding[] => {
  const base = { rule, subject: subject.subject, name: said.name, queue: said.queue ?? null, facts: said.facts ?? {}, layer, agency: null }
  switch (said.verb) {
    case 'so':
      return [settleSo(base, said, decisions)]
    case 'within':
      return [settleWithin(base, said, decisions, holidays)]
    case 'every':
      return settleEvery(base, said, decisions, holidays)
  }
}

type Base = Pick<Finding, 'rule' | 'subject' | 'name' | 'queue' | 'facts' | 'layer' | 'agency'>

const settleSo = (base: Base, said: So, decisions: Decisions): Finding => {
  const key = keyOf(said.name, said.opened.root)
  const end = endOf(said.from, said.until, cancelled(decisions.get(key)))
  return {
    ...base,
    key,
    from: said.from,
    end,
    dueOn: null,
    due: null,
    shows: { [said.level]: said.from },
    told: toldFrom(said.tell, said.from, undefined),
    evidence: evidenceOf(said, [said.opened], end),
  }
}

const settleWithin = (base: Base, said: Within, decisions: Decisions, holidays: Holidays): Finding => {
  const key = keyOf(said.name, said.of.root)
  const since = said.countedFrom ?? said.of
  const counted = countedFrom(said.limit, since.at, since.precision, holidays)
  // What is counted back from a day to come (a report, two working days before the conference) is asked for from what opened it.
  const from = counted.limit.count < 0 ? said.of.at : later(said.of.at, since.at)
  const end = endOf(from, first(ends(said.metBy, 'met'), said.stop), cancelled(decisions.get(key)))
  return { ...base, key, ...onLadder(said, counted, end, from), evidence: evidenceOf(said, [said.of, since], end) }
}

/** One finding a turn: each begins where the last act really happened, and a person's decision opens a turn of its own so that the clock never falls silent. */
const settleEvery = (base: Base, said: Every, decisions: Decisions, holidays: Holidays): Finding[] => {
  if (said.notBefore === null) return []
  const findings: Finding[] = []
  let opener: Entry = said.from
  // What the turn counts from, for its sentence: the last act that really happened; a decision begins a turn and changes nothing of that.
  let last: Entry = said.from
  let from: Moment = said.notBefore && said.notBefore > opener.at ? said.notBefore : opener.at
  let next = 0
  while (!said.stop || from < said.stop.at) {
    const key = keyOf(said.name, said.from.root, opener.root)
    const decision = decisions.get(key)
    while (next < said.metBy.length && !restarts(said.metBy[next], opener, said.from, from)) next += 1
    const met = said.metBy[next]
    const end = endOf(from, first(ends(met, 'met'), said.stop), cancelled(decision))
    const counted = countedFrom(said.atMost, from, opener.precision, holidays)
    const facts = { ...base.facts, since: last.on, exactly: last.precision, first: last.root === said.from.root }
    findings.push({ ...base, facts, key, ...onLadder(said, counted, end), evidence: evidenceOf(said, [said.from, opener], end) })
    if (!end || end === said.stop) break
    const by = end.as === 'cancelled' ? decision : met
    if (!by || by.root === opener.root) break
    if (by === met) last = by
    opener = by
    from = end.at
  }
  return findings
}

/** Does this act end the turn? It must come after what opened the turn, on a later day, except that the very first turn may be met on its own day. */
const restarts = (act: Entry | undefined, opener: Entry, series: Entry, from: Moment): boolean =>
  act !== undefined && (opener.root === series.root ? act.on >= dayOf(from) : act.on > opener.on)

/** Days are counted in days: an event known only to its day begins at 00:00, one known to the minute begins then; the limit decides which matters. */
const countedFrom = (limit: SettingOn<Limit>, from: Moment, precision: Entry['precision'], holidays: Holidays): Counted => {
  const began = dayOf(from)
  const value = limit(began)
  const { due, dueOn } = dueAfter(value, precision === 'moment' ? from : began, holidays)
  return { limit: value, from, due, dueOn, holidays }
}

const onLadder = (
  said: Within | Every,
  counted: Counted,
  end: End | null,
  from = counted.from,
): Pick<Finding, 'from' | 'end' | 'due' | 'dueOn' | 'shows' | 'told'> => ({
  from,
  end,
  due: counted.due,
  dueOn: counted.dueOn,
  shows: Object.fromEntries(Object.entries(said.shows).map(([level, when]) => [level, later(when(counted), from)])),
  told: toldFrom(said.tell, from, counted),
})

const toldFrom = (tell: readonly Tell[], from: Moment, counted: Counted | undefined): Finding['told'] =>
  tell.map(one => (typeof one === 'string' ? { to: one, from } : { to: one.to, from: counted ? later(one.from(counted), from) : from }))

/** The first end to come; none is earlier than the beginning: an act of the same day, known only to its day, ends it there. */
const endOf = (from: Moment, natural: End | undefined, decided: End | undefined): End | null => {
  const end = first(natural, decided)
  if (!end) return null
  return end.at < from ? { ...end, at: from } : end
}

const first = (a: End | undefined, b: End | undefined): End | undefined => (a && b ? (b.at < a.at ? b : a) : (a ?? b))
const later = (a: Moment, b: Moment): Moment => (a < b ? b : a)
const cancelled = (decision: Entry | undefined): End | undefined => ends(decision, 'cancelled')

/** What opened it and what opened this turn; one id where they are the same. */
const keyOf = (name: string, opener: EntryId, turn: EntryId = opener): string =>
  turn === opener ? `${name}/${opener}` : `${name}/${opener}/${turn}`

const evidenceOf = (said: Said, opened: readonly Entry[], end: End | null): EntryId[] => {
  const roots = [...opened, ...(said.evidence ?? [])].map(entry => entry.root)
  return [...new Set(end?.by ? [...roots, end.by] : roots)].sort()
}

/** The one agency whose restricted entries a finding rests on; null where they are several agencies' or not among its evidence. */
const soleAgency = (finding: Finding, subject: Thread, home: Home): AgencyId | null => {
  const agencies = new Set<AgencyId>()
  for (const root of finding.evidence)
    for (const thread of [subject, ...home.others.map(member => member.thread)]) {
      const entry = thread.find(root)
      if (entry?.audience === 'agency') agencies.add(entry.agency)
    }
  return agencies.size === 1 ? ([...agencies][0] ?? null) : null
}
