import { z } from 'zod'
import { declareForm } from '../../../kernel/http/declared.ts'
import { line, said, words } from '../../../thread/fields.ts'

/** The kinds of universal service (practice: universal-directory; Support and Safeguarding in Salford, Getting Advice), and the rest. */
export const helpSorts = {
  school: 'Schools and colleges',
  hub: 'Family hubs and gateways',
  'health-visiting': 'Health visitors, midwives and school nurses',
  doctor: 'Family doctors',
  childcare: 'Nurseries and childminders',
  housing: 'Housing',
  voluntary: 'Charities and voluntary groups',
  faith: 'Faith groups',
  youth: 'Youth services',
  'sexual-health': 'Sexual health',
  emergency: 'Emergency services',
  'debt-and-benefits': 'Debt advice and welfare rights',
  other: 'Other help',
} as const
export type HelpSort = keyof typeof helpSorts
export const isSort = (text: string): text is HelpSort => Object.hasOwn(helpSorts, text)

/** A service as anybody reads of it. `direct`: it takes families who come by themselves (practice: self-referral). */
export type Help = {
  readonly service: string
  readonly name: string
  readonly sort: HelpSort
  readonly about: string
  readonly forWhom: string
  readonly how: string
  readonly phone: string
  readonly website: string
  readonly place: string
  readonly direct: boolean
}

const website = line(300).refine(text => {
  try {
    return text === '' || /^https?:$/.test(new URL(text).protocol)
  } catch {
    return false
  }
}, 'Enter the whole address of the website, such as https://example.org, or leave it empty')

/** What is asked of a service in the directory. */
export const helpForm = declareForm(
  z.object({
    name: said(160, 'Enter the name of the service').prefault(''),
    sort: z.enum(Object.keys(helpSorts) as [HelpSort, ...HelpSort[]], { error: 'Choose what kind of service it is' }),
    about: said(2000, 'Write what the service does, in plain words').prefault(''),
    forWhom: words(600).default(''),
    direct: z.enum(['yes', 'no'], { error: 'Say whether families can go there by themselves' }),
    how: words(1000).default(''),
    phone: line(60).default(''),
    website: website.default(''),
    place: words(300).default(''),
    closed: z.enum(['yes', 'no'], { error: 'Say whether it is still there' }).default('no'),
  }),
  {
    name: 'Name',
    sort: 'What kind of service is it?',
    about: 'What does it do?',
    forWhom: 'Whom is it for?',
    direct: 'Can families go there by themselves?',
    how: 'How does one get there?',
    phone: 'Telephone',
    website: 'Website',
    place: 'Where is it?',
    closed: 'Has it ended?',
  },
)
export type HelpForm = z.output<typeof helpForm.schema>
