import { day, ownChoice, recurringThemes, visitsBriefing, workingDays } from '../../../guidance/index.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { earlier, ends, type When, within } from '../../../thread/say.ts'
import { adultInContact } from './adult-in-contact.ts'
import { adultQuestionLetBe } from './adults-asked.ts'
import { adultsCompared } from './adults-compared.ts'
import { type AdultEntry, adultLines, firstSo, letBeIn, letBeKey, registerOfThread } from './register.ts'

const atOnce: When = counted => counted.from

/** A father who is known to have parental responsibility and with whom nobody who works with the child has spoken. */
const unheard = ({ facts }: AdultEntry): boolean =>
  facts.as === 'father' && facts.parentalResponsibility === true && !facts.spokenWith && !facts.ended

/**
 * A father with parental responsibility has not been spoken with: he is, whatever he is to the mother (practice: adult-contact-register). It stands from the
 * day he is on the register so until somebody has spoken with him, or it is found that he is somebody they have spoken with.
 */
export const fatherNotContacted = rule({
  id: 'father-not-contacted',
  says: () => 'This child’s father has parental responsibility, and nobody who works with the child has spoken with him.',
  because: [
    recurringThemes.box(3),
    visitsBriefing.box(1),
    ownChoice('nobody says by when a father with parental responsibility is spoken with: within ten working days'),
  ],
  kinds: [adultQuestionLetBe, adultInContact, adultsCompared, death],
  inForce: { from: day('2023-09-01') },
  settings: { limit: setting(workingDays(10), 'our own choice', 'the same time in which an unknown adult is identified') },
  findings: (child, { limit }) => {
    const stop = endOfLife(child)
    const spoken = firstSo(child, entry => entry.facts.spokenWith)
    const letBe = letBeIn(registerOfThread(child))
    return adultLines(child).flatMap(({ first, told }) => {
      const began = told.findIndex(unheard)
      const opened = told[began]
      const met = spoken.get(first.root)
      // Somebody else by name, with whom somebody had spoken before he was known to be the father.
      if (!opened || (met && met.at < opened.at && !told.includes(met as AdultEntry))) return []
      const after = told.slice(began)
      return within(limit, {
        name: 'speak',
        of: opened,
        metBy: met && met.at >= opened.at ? met : after.find(one => one.facts.spokenWith),
        stop: earlier(
          ends(
            after.find(one => one.facts.ended || one.facts.parentalResponsibility === false || one.facts.as !== 'father'),
            'lapsed',
          ),
          earlier(ends(letBe.get(letBeKey(first.root, 'spoken')), 'cancelled'), stop),
        ),
        shows: { DUE: atOnce },
        tell: ['lead'],
      })
    })
  },
})
