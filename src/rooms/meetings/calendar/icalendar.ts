import { type Moment, plusHours } from '../../../guidance/index.ts'

/** An entry of a calendar. Its words stand in somebody's diary, which others may see: they name nobody, and not what it is about. */
export type CalendarEntry = {
  /** The same for the same meeting, so that a later file takes the place of an earlier one. */
  readonly id: string
  readonly at: Moment
  readonly summary: string
  readonly description: string
  /** How often it was changed since it was first sent; a calendar keeps the highest. */
  readonly sequence: number
  readonly cancelled: boolean
  /** When this file is made. */
  readonly made: Moment
}

/** Text as RFC 5545 (3.3.11) carries it: backslash, semicolon, comma and line ends are escaped; other control characters have no place in it. */
export const escaped = (text: string): string =>
  text
    .replace(/\r\n?|\n/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what a calendar cannot carry is left out
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
    .replace(/[\\;,]/g, found => `\\${found}`)
    .replaceAll('\n', '\\n')

/** A line of at most 75 bytes, gone on with after a line end and a space, never within a character (RFC 5545, 3.1). */
export const folded = (line: string): string => {
  const lines: string[] = []
  let now = ''
  let bytes = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (bytes + size > (lines.length === 0 ? 75 : 74)) {
      lines.push(now)
      now = ''
      bytes = 0
    }
    now += character
    bytes += size
  }
  return [...lines, now].join('\r\n ')
}

const stamp = (at: Moment): string => `${at.slice(0, 19).replace(/[-:]/g, '')}Z`

/** A calendar of one entry of an hour, as RFC 5545 has it: `text/calendar`, lines ended by CR LF. */
export const calendarOf = (entry: CalendarEntry): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Golden Thread//Meetings//EN',
    `METHOD:${entry.cancelled ? 'CANCEL' : 'PUBLISH'}`,
    'BEGIN:VEVENT',
    `UID:${escaped(entry.id)}`,
    `DTSTAMP:${stamp(entry.made)}`,
    `DTSTART:${stamp(entry.at)}`,
    `DTEND:${stamp(plusHours(entry.at, 1))}`,
    `SEQUENCE:${entry.sequence}`,
    `SUMMARY:${escaped(entry.summary)}`,
    `DESCRIPTION:${escaped(entry.description)}`,
    'CLASS:PRIVATE',
    `STATUS:${entry.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
    .map(line => `${folded(line)}\r\n`)
    .join('')
