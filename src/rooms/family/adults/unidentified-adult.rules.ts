import { day, ownChoice, recurringThemes, workingDays } from '../../../guidance/index.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, earlier, ends, within } from '../../../thread/say.ts'
import { adultInContact, contactWords, frequencyWords, seenAsWords } from './adult-in-contact.ts'
import { adultQuestionLetBe } from './adults-asked.ts'
import { adultsCompared } from './adults-compared.ts'
import { adultLines, firstSo, letBeIn, letBeKey, registerOfThread } from './register.ts'

/**
 * An adult in regular contact with a child is not identified within ten working days: somebody finds out who it is (practice: adult-contact-register,
 * unidentified-adult). Naming the adult meets it, and so does finding that the adult is one who is known; the end of the contact ends it, and so does a
 * manager who says why it is not followed further.
 */
export const unidentifiedAdult = rule({
  id: 'unidentified-adult',
  says: ({ facts }) =>
    `This child is in regular contact with ${String(facts.who)}${facts.as ? ` (${String(facts.as)})` : ''} whom nobody has identified: ${String(facts.frequency)}. ` +
    'Find out who it is.',
  because: [recurringThemes.box(3), ownChoice('nobody says by when an unknown adult is identified: within ten working days')],
  kinds: [adultInContact, adultsCompared, adultQuestionLetBe, death],
  inForce: { from: day('2023-09-01') },
  settings: { limit: setting(workingDays(10), 'our own choice', 'time enough to ask the child, the family, the school and the police') },
  findings: (child, { limit }) => {
    const stop = endOfLife(child)
    const identified = firstSo(child, entry => entry.facts.identified)
    const letBe = letBeIn(registerOfThread(child))
    return adultLines(child)
      .filter(({ first }) => !first.facts.identified && !first.facts.ended && (identified.get(first.root)?.at ?? first.at) >= first.at)
      .map(({ first, told, last }) => {
        const left = letBe.get(letBeKey(first.root, 'who'))
        return within(limit, {
          name: 'identify',
          of: first,
          metBy: identified.get(first.root),
          stop: earlier(
            ends(
              told.find(one => one.facts.ended),
              'lapsed',
            ),
            earlier(ends(left, 'cancelled'), stop),
          ),
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
  },
})
