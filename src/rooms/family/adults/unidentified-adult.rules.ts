import { day, dueAfter, type Moment, ownChoice, recurringThemes, workingDays } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import type { End } from '../../../thread/finding.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { type Gate, rule, setting } from '../../../thread/rule.ts'
import { dayAfter, earlier, ends, type So, so, within } from '../../../thread/say.ts'
import { isOf, type Thread } from '../../../thread/thread.ts'
import { conference } from '../../child-protection/index.ts'
import { meetingAbout } from '../../meetings/index.ts'
import { adultInContact, contactWords, frequencyWords, seenAsWords } from './adult-in-contact.ts'
import { adultQuestionLetBe } from './adults-asked.ts'
import { adultsCompared } from './adults-compared.ts'
import { adultLines, firstSo, letBeIn, letBeKey, registerOfThread } from './register.ts'

/** A conference that decides for the first time does not do so over an adult of whom nobody knows who it is, unless it says why. */
const askBeforeConference: Gate<typeof conference> = {
  kinds: [conference],
  stops: ({ facts }) => facts.type !== 'review' && facts.adultUnknown !== true,
  asks: 'An adult around this child is not identified. Find out who it is, or write why the conference decides without knowing.',
}

/**
 * An adult in regular contact with a child is not identified within ten working days: somebody finds out who it is (practice: adult-contact-register,
 * unidentified-adult). Naming the adult meets it, and so does finding that the adult is one who is known; the end of the contact ends it, and so does a
 * manager who says why it is not followed further. Once an initial conference is called it stands before that conference's decision.
 */
export const unidentifiedAdult = rule({
  id: 'unidentified-adult',
  says: ({ name, facts }) =>
    name === 'before-conference'
      ? 'An adult in regular contact with this child is not identified, and a conference is called. Find out who it is before it decides.'
      : `This child is in regular contact with ${String(facts.who)}${facts.as ? ` (${String(facts.as)})` : ''} whom nobody has identified: ${String(facts.frequency)}. ` +
        'Find out who it is.',
  because: [recurringThemes.box(3), ownChoice('nobody says by when an unknown adult is identified: within ten working days')],
  kinds: [adultInContact, adultsCompared, adultQuestionLetBe, meetingAbout, conference, death],
  inForce: { from: day('2023-09-01') },
  settings: { limit: setting(workingDays(10), 'our own choice', 'time enough to ask the child, the family, the school and the police') },
  gate: askBeforeConference,
  findings: (child, { limit }, _home, holidays) => {
    const stop = endOfLife(child)
    const identified = firstSo(child, entry => entry.facts.identified)
    const letBe = letBeIn(registerOfThread(child))
    const unknown: Span[] = []
    const said = adultLines(child)
      .filter(({ first }) => !first.facts.identified && !first.facts.ended && (identified.get(first.root)?.at ?? first.at) >= first.at)
      .map(({ first, told, last }) => {
        const left = letBe.get(letBeKey(first.root, 'who'))
        const stops = earlier(
          ends(
            told.find(one => one.facts.ended),
            'lapsed',
          ),
          earlier(ends(left, 'cancelled'), stop),
        )
        unknown.push({
          opened: first,
          from: dueAfter(limit(first.on), first.at, holidays).due,
          until: earlier(ends(identified.get(first.root), 'met'), stops),
        })
        return within(limit, {
          name: 'identify',
          of: first,
          metBy: identified.get(first.root),
          stop: stops,
          shows: { DUE: dayAfter },
          tell: [
            { to: 'lead', from: dayAfter },
            { to: 'chair', from: dayAfter },
          ],
          facts: {
            who: seenAsWords[last.facts.seenAs],
            as: last.facts.as === 'not-known' ? null : contactWords[last.facts.as],
            frequency: last.facts.frequency === 'not-known' ? 'how often is not known' : frequencyWords[last.facts.frequency],
          },
        })
      })
    return [...said, ...both(inOne(unknown), conferencesCalled(child, stop)).map(span => beforeConference(span))]
  },
})

/** A time, with what began it. */
type Span = { readonly opened: Entry; readonly from: Moment; readonly until: End | undefined }

const beforeConference = ({ opened, from, until }: Span): So =>
  so('GATE', { name: 'before-conference', opened, from, until, tell: ['chair', 'lead'] })

/** The times during which at least one adult is unknown for too long, in order and apart from each other. */
const inOne = (spans: readonly Span[]): Span[] => {
  const all: Span[] = []
  for (const span of [...spans].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    if (span.until && span.until.at <= span.from) continue
    const last = all.at(-1)
    if (last && (!last.until || last.until.at >= span.from)) {
      if (last.until && (!span.until || span.until.at > last.until.at)) all[all.length - 1] = { ...last, until: span.until }
    } else all.push(span)
  }
  return all
}

/** The times from the call of an initial conference until it is held or called off, in order and apart from each other. */
const conferencesCalled = (child: Thread, stop: End | undefined): Span[] => {
  const all: { opened: Entry; from: Moment; until: End | undefined; meeting: string }[] = []
  let open: (typeof all)[number] | undefined
  for (const entry of child.entries) {
    if (isOf(meetingAbout, entry)) {
      const { type, meeting, change } = entry.facts
      if (type !== 'initial-conference' && type !== 'transfer-in-conference') continue
      if (change === 'cancelled') {
        if (open?.meeting !== meeting) continue
        open.until = earlier(ends(entry, 'lapsed'), stop)
        open = undefined
      } else if (!open) {
        open = { opened: entry, from: entry.at, until: stop, meeting }
        all.push(open)
      }
    } else if (isOf(conference, entry) && entry.facts.type !== 'review' && open) {
      open.until = earlier(ends(entry, 'lapsed'), stop)
      open = undefined
    }
  }
  return all
}

/** Where two lists of times overlap; each is in order and its times are apart. What began later opened it. */
const both = (one: readonly Span[], other: readonly Span[]): Span[] => {
  const all: Span[] = []
  let [a, b] = [0, 0]
  for (let first = one[a], second = other[b]; first && second; first = one[a], second = other[b]) {
    const later = first.from > second.from ? first : second
    const until = earlier(first.until, second.until)
    if (!until || until.at > later.from) all.push({ opened: later.opened, from: later.from, until })
    if (!until) break
    if (until.at === first.until?.at) a += 1
    else b += 1
  }
  return all
}
