import type { Because, Day, Holidays, Limit, Moment } from '../guidance/index.ts'
import type { Entry, SubjectForm } from './entry.ts'
import type { Finding, Level } from './finding.ts'
import type { AnyKind, FactsOf } from './kind.ts'
import type { Said } from './say.ts'
import type { Thread } from './thread.ts'

/** On what a number rests; the word a page prints beside it. A number that rests on law cannot be edited by an authority. */
export type Basis = 'law' | 'guidance' | 'local practice' | 'unchecked practice' | 'our own choice'

/** A number or a limit that a rule uses, with its basis and the history of its values; an authority may add values from a day on. */
export type Setting<Value extends Limit | number = Limit | number> = {
  readonly basis: Basis
  readonly why: string
  readonly history: readonly { readonly from: Day; readonly value: Value }[]
  /** The full name under which an authority sets it, where several use the one number; otherwise `<rule>.<name>`. */
  readonly called?: string
}

/** What a rule is given for a setting: its value on a day. The rule's author says which day. */
export type SettingOn<Value> = (day: Day) => Value

type Settings = Readonly<Record<string, Setting>>
type Given<S extends Settings> = { readonly [K in keyof S]: S[K] extends Setting<infer V> ? SettingOn<V> : never }

/** One of the people a household rule reads beside the child, with the times they belonged to the same household (until: not included). */
export type Member = { readonly thread: Thread; readonly together: readonly { from: Moment; until: Moment | null }[] }

/** The others of a subject's households, ever; each with its times. A rule that looks at them must look at the times too. */
export type Home = { readonly others: readonly Member[] }

/** What a gate asks for before an entry may be appended, in plain words, and who may override it. */
export type Gate<K extends AnyKind = AnyKind> = {
  /** Which kinds of entry it is asked about. */
  readonly kinds: readonly [K, ...K[]]
  /** Would this entry pass the gate by saying too little? Asked only while the rule shows GATE about what the entry answers. */
  readonly stops: (candidate: Entry<FactsOf<K>>) => boolean
  readonly asks: string
}

/**
 * A rule: a pure function from a thread to dated findings. It never asks what day it is, reads only the kinds it names, and cites its source.
 * `reads: 'household'` gives it the threads of those who shared a household; such a rule is asked again when one of theirs changes.
 */
export type Rule<S extends Settings = Settings> = {
  readonly id: string
  /** The child's name before the process: what the finding says, from its plain facts alone. */
  readonly says: (finding: Pick<Finding, 'name' | 'facts' | 'dueOn'>) => string
  readonly because: readonly Because[]
  /** The forms of thread it is asked about: a clock may run on the matter that was told, or on the child where nothing was told as a matter. */
  readonly of: readonly SubjectForm[]
  readonly kinds: readonly AnyKind[]
  readonly reads: 'subject' | 'household'
  readonly inForce: { readonly from: Day; readonly until: Day | null }
  readonly settings: S
  readonly gate: Gate | null
  /** Does what it says end by what it asks for alone? Then nobody's decision ends it, whatever the reason; taking notice of it is another thing. */
  readonly endsByItself: boolean
  readonly findings: (subject: Thread, settings: Given<S>, home: Home, holidays: Holidays) => readonly Said[]
}

/** Declares a rule. The parts that most rules share may be left out: a person's own thread, in force from the day the source was published. */
export const rule = <const S extends Settings, K extends AnyKind = AnyKind>(spec: {
  id: string
  says: Rule['says']
  because: readonly [Because, ...Because[]]
  of?: readonly [SubjectForm, ...SubjectForm[]]
  kinds: readonly [AnyKind, ...AnyKind[]]
  reads?: 'subject' | 'household'
  inForce: { from: Day; until?: Day }
  settings?: S
  gate?: Gate<K>
  endsByItself?: true
  findings: Rule<S>['findings']
}): Rule<S> => ({
  ...spec,
  of: spec.of ?? ['person'],
  reads: spec.reads ?? 'subject',
  inForce: { from: spec.inForce.from, until: spec.inForce.until ?? null },
  settings: spec.settings ?? ({} as S),
  gate: (spec.gate as Gate | undefined) ?? null,
  endsByItself: spec.endsByItself ?? false,
})

/** Any rule, whatever its settings. */
// biome-ignore lint/suspicious/noExplicitAny: findings takes its own settings (contravariant), so only `any` holds every rule in one list
export type AnyRule = Rule<any>

/** A setting with one value since ever. A history is given as pairs of first day and value. */
export const setting = <V extends Limit | number>(value: V, basis: Basis, why: string): Setting<V> => ({
  basis,
  why,
  history: [{ from: '1900-01-01' as Day, value }],
})

/** A setting that several rules use: one number, one history, one full name under which an authority sets it. */
export const sharedSetting = <V extends Limit | number>(called: string, of: Setting<V>): Setting<V> => ({ ...of, called })

/** The full name of a setting of a rule, under which the values that an authority has set for it are kept. */
export const settingName = (rule: { readonly id: string }, name: string, setting: Setting): string => setting.called ?? `${rule.id}.${name}`

/** The levels in the order they are listed on a ladder. */
export type Ladder<When> = Partial<Record<Level, When>>
