import { type Day, spanInWords } from '../../../guidance/index.ts'
import { residence, residenceEnd } from '../../../thread/own-kinds/index.ts'
import { conference, visit } from '../../child-protection/index.ts'
import { adultInContact, type ToldByKind } from '../../family/index.ts'
import { childsVoice } from './childs-voice.ts'
import { voiceInWords } from './voice-in-words.ts'

/** The kinds that say how fresh a child's voice is: where the child was heard, and what has changed for the child. */
export const freshnessKinds = [childsVoice, visit, conference, residence, residenceEnd, adultInContact] as const

/** When a child was last heard, how and by whom, and the last change for the child after that, if there was one. */
export type Heard = { readonly on: Day; readonly how: string; readonly by: string; readonly before: string | null }

/** When the child was last heard, from what was told; undefined where it never was, as far as the reader may know. */
export const lastHeard = (told: ToldByKind): Heard | undefined => {
  const heard = [
    ...told
      .of(childsVoice)
      .filter(one => one.facts.obtained)
      .map(one => ({ on: one.on, by: one.by, how: voiceInWords(one.facts)[0]?.text ?? '' })),
    ...told
      .of(visit)
      .filter(one => one.facts.seen === 'seen-alone' || one.facts.observedAlone === true)
      .map(one => ({ on: one.on, by: one.by, how: one.facts.seen === 'seen-alone' ? 'alone, at a visit' : 'watched, at a visit' })),
    ...told
      .of(conference)
      .filter(one => one.facts.childTookPart)
      .map(one => ({ on: one.on, by: one.by, how: 'at a conference' })),
  ].sort((a, b) => (a.on < b.on ? -1 : 1))
  const last = heard.at(-1)
  if (!last) return undefined
  const changes = [
    ...[...told.of(residence), ...told.of(residenceEnd)].map(one => ({ on: one.on, what: 'the child’s home changed' })),
    ...told.of(adultInContact).map(one => ({ on: one.on, what: 'who is around the child changed' })),
    ...told.of(conference).map(one => ({ on: one.on, what: 'a conference decided' })),
  ].sort((a, b) => (a.on < b.on ? -1 : 1))
  const since = changes.findLast(one => one.on > last.on)
  return { ...last, before: since ? since.what : null }
}

/** How fresh a child's voice is, in one sentence: "Amira was last heard 43 days ago, alone, at a visit, by Kit Invented: before a conference decided." */
export const sayFreshness = (called: string, heard: Heard | undefined, today: Day): string =>
  heard
    ? `${called} was last heard ${spanInWords(heard.on, today)}${heard.how ? `, ${heard.how}` : ''}, by ${heard.by}${heard.before ? `: before ${heard.before}` : ''}.`
    : `Nothing that ${called} said or showed is on record yet.`
