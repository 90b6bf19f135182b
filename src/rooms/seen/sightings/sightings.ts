import { startOfDay } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import { inOrder, isOf, type Thread } from '../../../thread/thread.ts'
import { enquiry, homeConditions, seenAlone, visit } from '../../child-protection/index.ts'
import { isFaceToFace, note } from '../../recording/index.ts'
import { childsVoice } from '../../voice/index.ts'
import { childSeen } from './child-seen.ts'

/** That somebody saw this child: when (the entry's moment and day), by a social worker on a visit or by anybody else, alone, at home, and whether the bedroom was seen. */
export type Sighting = {
  readonly entry: Entry
  readonly byWorker: boolean
  readonly alone: boolean
  readonly atHome: boolean
  readonly bedroom: boolean
}

/** The kinds that say that a child was seen, for the rules that read them. */
export const sightingKinds = [visit, homeConditions, childSeen, note, childsVoice, enquiry] as const

/**
 * Every time somebody of any agency is on record as having seen this child, in the order it happened (practice: unseen-child). A telephone or a video call sees nobody, and neither does
 * a visit at which the child was not there: what is not on record is not taken to have been.
 */
export const sightings = (child: Thread): Sighting[] => {
  const seen = child.entries.flatMap(sightingOf)
  // What an enquiry tells may have been days before it was written.
  return seen.some(one => isOf(enquiry, one.entry)) ? seen.sort((a, b) => inOrder(a.entry, b.entry)) : seen
}

const sightingOf = (entry: Entry): Sighting[] => {
  const none = { entry, byWorker: false, alone: false, atHome: false, bedroom: false }
  if (isOf(visit, entry)) {
    const { by, place, seen, bedroomSeen } = entry.facts
    return seen === 'not-seen' || place === 'video'
      ? []
      : [{ entry, byWorker: by !== 'other', alone: seenAlone(entry), atHome: place === 'home', bedroom: bedroomSeen }]
  }
  if (isOf(homeConditions, entry)) return entry.facts.childSeen ? [{ ...none, byWorker: false, atHome: true }] : []
  if (isOf(childSeen, entry)) return [{ ...none, alone: entry.facts.alone === true, atHome: entry.facts.where === 'home' }]
  if (isOf(note, entry)) {
    const { contact, reached, seen } = entry.facts
    return reached && isFaceToFace(contact) && seen !== undefined && seen !== 'not-seen'
      ? [{ ...none, alone: seen === 'seen-alone', atHome: contact === 'at-home' }]
      : []
  }
  if (isOf(childsVoice, entry)) {
    const { obtained, where, alone } = entry.facts
    return obtained && where !== undefined && where !== 'apart' ? [{ ...none, alone: alone === true, atHome: where === 'home' }] : []
  }
  if (isOf(enquiry, entry)) {
    const { seen, seenOn } = entry.facts
    if (seen === 'not-seen') return []
    const at = seenOn && seenOn < entry.on ? { on: seenOn, at: startOfDay(seenOn), precision: 'day' as const } : {}
    return [{ ...none, entry: { ...entry, ...at }, byWorker: true, alone: seen !== 'with-others' }]
  }
  return []
}
