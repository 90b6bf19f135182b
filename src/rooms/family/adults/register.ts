import type { Entry } from '../../../thread/entry.ts'
import type { EntryId } from '../../../thread/ids.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import type { Thread } from '../../../thread/thread.ts'
import { adultInContact } from './adult-in-contact.ts'

export type AdultEntry = Entry<FactsOf<typeof adultInContact>>

/** All that was told of one adult in a child's life, in the order it happened: the first entry, and those that answer it. */
export type AdultLine = { readonly first: AdultEntry; readonly told: readonly AdultEntry[] }

/** The adults of a child's register, each with all that was told of them; every entry is looked at once. */
export const adultLines = (child: Thread): AdultLine[] => {
  const lines = new Map<EntryId, { first: AdultEntry; told: AdultEntry[] }>()
  for (const entry of child.of(adultInContact)) {
    const line = entry.answers === null ? undefined : lines.get(entry.answers)
    if (line) line.told.push(entry)
    else lines.set(entry.root, { first: entry, told: [entry] })
  }
  return [...lines.values()]
}
