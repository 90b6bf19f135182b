import { day, localPractice } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import type { End } from '../../../thread/finding.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { rule } from '../../../thread/rule.ts'
import { earlier, ends, so } from '../../../thread/say.ts'
import { isOf } from '../../../thread/thread.ts'
import { type MeetingType, meetingAbout } from '../../meetings/index.ts'
import { conference } from './conference.ts'
import { conferenceRequested, earlyReviewDecided, requestedWords } from './request.ts'

type What = keyof typeof requestedWords
type Which = 'review' | 'initial'
type Request = { readonly opened: Entry; readonly what: What; end: End | undefined }

const whichOf = (type: MeetingType): Which | undefined =>
  type === 'review-conference' ? 'review' : type === 'initial-conference' || type === 'transfer-in-conference' ? 'initial' : undefined

/** A conference was asked for and is not yet arranged, or what was arranged is not held: the unit finds a day; of an early review the chair first says whether it is held (practice: icpc-convene, rcpc-early). */
export const conferenceToArrange = rule({
  id: 'conference-to-arrange',
  says: ({ facts }) => `${String(facts.what)} about this child was asked for and is to be arranged.`,
  because: [localPractice.boltonConferences.at('request'), localPractice.boltonConferences.at('right to ask')],
  kinds: [conferenceRequested, meetingAbout, earlyReviewDecided, conference, death],
  inForce: { from: day('2018-07-01') },
  findings: child => {
    const died = endOfLife(child)
    const requests: Request[] = []
    const open = new Map<Which, Request[]>()
    /** By its meeting, what was arranged: where that meeting is not held it is to be arranged again. */
    const arranged = new Map<SubjectId, Request[]>()
    const ask = (which: Which, opened: Entry, what: What) => {
      const one: Request = { opened, what, end: undefined }
      requests.push(one)
      open.set(which, [...(open.get(which) ?? []), one])
    }
    const close = (which: Which, end: Request['end']): Request[] => {
      const closed = open.get(which) ?? []
      for (const one of closed) one.end ??= end
      open.delete(which)
      return closed
    }
    for (const entry of child.entries) {
      if (isOf(conferenceRequested, entry)) ask(entry.facts.what === 'review-early' ? 'review' : 'initial', entry, entry.facts.what)
      else if (isOf(meetingAbout, entry)) {
        const which = whichOf(entry.facts.type)
        if (!which) continue
        const { meeting, change } = entry.facts
        if (change === 'cancelled') {
          const last = arranged.get(meeting)?.at(-1)
          arranged.delete(meeting)
          if (last) ask(which, entry, last.what)
        } else {
          const closed = close(which, ends(entry, 'met'))
          if (closed.length > 0) arranged.set(meeting, closed)
        }
      } else if (isOf(conference, entry)) {
        const which = entry.facts.type === 'review' ? 'review' : 'initial'
        close(which, ends(entry, 'met'))
        // What was held is not arranged again, whatever becomes of another meeting.
        arranged.clear()
      } else if (isOf(earlyReviewDecided, entry) && !entry.facts.held) close('review', ends(entry, 'lapsed'))
    }
    return requests.map(({ opened, what, end }) =>
      so('DUE', {
        name: 'arrange',
        opened,
        until: earlier(end, died),
        tell: ['conference-office', 'manager', ...(what === 'review-early' ? (['chair'] as const) : [])],
        facts: { what: requestedWords[what].replace(/^a/, 'A') },
      }),
    )
  },
})
