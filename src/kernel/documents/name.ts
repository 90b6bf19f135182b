import { allowed, type DocumentType } from './allowed.ts'

// What turns text round or hides in it (Unicode: bidirectional controls, zero-width, other formatting), controls, and what file systems and headers give a meaning.
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu
const given = /[<>:"|?*%;]/g

/** The ending of a file's name, in small letters, without its point; empty where there is none. */
export const endingOf = (name: string): string => /\.([A-Za-z0-9]{1,8})\s*$/.exec(name.replaceAll(unseen, ''))?.[1]?.toLowerCase() ?? ''

/**
 * The name a file is kept under: what came after the last slash of either kind, without anything unseen, at most 120 characters, with the ending of what it
 * really is. Never empty, never beginning with a point.
 */
export const cleanName = (name: string, type: DocumentType): string => {
  const { endings } = allowed[type]
  const last = name.normalize('NFC').replaceAll(unseen, '').split(/[/\\]/).at(-1) ?? ''
  const ending = endingOf(last)
  const kept = (endings as readonly string[]).includes(ending) ? ending : endings[0]
  const stem = last
    .replace(/\.[A-Za-z0-9]{1,8}\s*$/, '')
    .replaceAll(given, ' ')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '')
  return `${[...stem].slice(0, 110).join('').trim() || 'document'}.${kept}`
}
