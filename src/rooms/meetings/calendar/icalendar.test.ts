import assert from 'node:assert/strict'
import { test } from 'node:test'
import { moment } from '../../../guidance/index.ts'
import { calendarOf, escaped, folded } from './icalendar.ts'

const entry = {
  id: 'a-meeting@golden-thread',
  at: moment('2027-02-03T09:30:00Z'),
  summary: 'A meeting',
  description: 'Sign in to read about it.',
  sequence: 0,
  cancelled: false,
  made: moment('2027-01-20T08:00:00Z'),
}

test('a calendar reads when it is and nothing of whom or what', () => {
  assert.equal(
    calendarOf(entry),
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Golden Thread//Meetings//EN',
      'METHOD:PUBLISH',
      'BEGIN:VEVENT',
      'UID:a-meeting@golden-thread',
      'DTSTAMP:20270120T080000Z',
      'DTSTART:20270203T093000Z',
      'DTEND:20270203T103000Z',
      'SEQUENCE:0',
      'SUMMARY:A meeting',
      'DESCRIPTION:Sign in to read about it.',
      'CLASS:PRIVATE',
      'STATUS:CONFIRMED',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
  )
})

test('one that is cancelled takes itself out of the diary', () => {
  assert.match(calendarOf({ ...entry, cancelled: true, sequence: 2 }), /METHOD:CANCEL[\s\S]*SEQUENCE:2[\s\S]*STATUS:CANCELLED/)
})

test('no text can begin another line of the calendar', () => {
  assert.equal(escaped('a, b; c\\d\r\nBEGIN:VEVENT\u0000'), 'a\\, b\\; c\\\\d\\nBEGIN:VEVENT ')
})

test('a long line is folded at 75 bytes and never within a character', () => {
  const line = `SUMMARY:${'é'.repeat(80)}`
  const parts = folded(line).split('\r\n')
  assert.ok(parts.every(part => Buffer.byteLength(part) <= 75))
  assert.equal(parts.map((part, at) => (at === 0 ? part : part.slice(1))).join(''), line)
})
