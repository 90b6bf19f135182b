import { capital } from '../../../design-system/words.ts'
import { type AdultFacts, type ContactAs, contactWords, seenAsWords } from './adult-in-contact.ts'

/** What a man, or a woman, is called who stands so to the child. */
const asWords: Readonly<Record<'man' | 'woman', Partial<Record<ContactAs, string>>>> = {
  man: {
    'step-parent': 'stepfather',
    grandparent: 'grandfather',
    'uncle-or-aunt': 'uncle',
    sibling: 'grown-up brother',
  },
  woman: { 'step-parent': 'stepmother', grandparent: 'grandmother', 'uncle-or-aunt': 'aunt', sibling: 'grown-up sister' },
}

/** How an adult stands to the child, as people say it: grandfather, aunt, partner of a parent or carer. */
export const sayContact = ({ seenAs, as }: Pick<AdultFacts, 'seenAs' | 'as'>): string =>
  (seenAs === 'adult' ? undefined : asWords[seenAs][as]) ?? contactWords[as]

/** An adult of the register who is not on record as a person: the name where the reader may have it, and otherwise what they are to the child. */
export const callAdult = ({ facts, called }: { facts: AdultFacts; called: string | undefined }): string =>
  called
    ? capital(called)
    : capital(
        facts.as === 'not-known' ? `${seenAsWords[facts.seenAs]} not yet identified` : `${seenAsWords[facts.seenAs]}, ${sayContact(facts)}`,
      )
