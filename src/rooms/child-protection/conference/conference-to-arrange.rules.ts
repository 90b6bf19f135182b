import { day, localPractice } from '../../../guidance/index.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { rule } from '../../../thread/rule.ts'
import { earlier, ends, so } from '../../../thread/say.ts'
import { isOf } from '../../../thread/thread.ts'
import { meetingAbout } from '../../meetings/index.ts'
import { conference } from './conference.ts'
import { conferenceRequested, earlyReviewDecided, requestedWords } from './request.ts'

/** A conference was asked for and is not yet arranged: the unit finds a day; of an early review the chair first says whether it is held (practice: icpc-convene, rcpc-early). */
export const conferenceToArrange = rule({
  id: 'conference-to-arrange',
  says: ({ facts }) => `${String(facts.what)} about this child was asked for and is to be arranged.`,
  because: [localPractice.boltonConferences.at('request'), localPractice.boltonConferences.at('right to ask')],
  kinds: [conferenceRequested, meetingAbout, earlyReviewDecided, conference, death],
  inForce: { from: day('2018-07-01') },
  findings: child => {
    const died = endOfLife(child)
    const open = new Map<'review' | 'initial', typeof requests>()
    const requests: { entry: ReturnType<typeof child.of<typeof conferenceRequested>>[number]; end: ReturnType<typeof ends> }[] = []
    const close = (which: 'review' | 'initial', end: ReturnType<typeof ends>) => {
      for (const one of open.get(which) ?? []) one.end ??= end
      open.delete(which)
    }
    for (const entry of child.entries) {
      if (isOf(conferenceRequested, entry)) {
        const which = entry.facts.what === 'review-early' ? 'review' : 'initial'
        const one = { entry, end: undefined }
        requests.push(one)
        open.set(which, [...(open.get(which) ?? []), one])
      } else if (isOf(meetingAbout, entry)) {
        if (entry.facts.type === 'review-conference') close('review', ends(entry, 'met'))
        if (entry.facts.type === 'initial-conference' || entry.facts.type === 'transfer-in-conference') close('initial', ends(entry, 'met'))
      } else if (isOf(conference, entry)) close(entry.facts.type === 'review' ? 'review' : 'initial', ends(entry, 'met'))
      else if (isOf(earlyReviewDecided, entry) && !entry.facts.held) close('review', ends(entry, 'lapsed'))
    }
    return requests.map(({ entry, end }) =>
      so('DUE', {
        name: 'arrange',
        opened: entry,
        until: earlier(end, died),
        tell: ['conference-office', 'manager', ...(entry.facts.what === 'review-early' ? (['chair'] as const) : [])],
        facts: { what: requestedWords[entry.facts.what].replace(/^a/, 'A') },
      }),
    )
  },
})
