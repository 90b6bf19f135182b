import { z } from 'zod'
import { capital } from '../../../design-system/words.ts'
import { agencyKinds } from '../../../thread/entry.ts'
import { formWords } from '../referral/referral-told.ts'
import { agencyWords } from '../referral/sources.ts'
import { type Shown, type Sought, shownOf } from './queue.queries.ts'
import { stages, stageWords } from './stage.ts'

const forms = Object.keys(formWords) as [keyof typeof formWords, ...(keyof typeof formWords)[]]
const oneOf = <const Of extends readonly [string, ...string[]]>(of: Of) => z.enum(of).optional().catch(undefined)

/** What of the queue is looked at, as it stands in an address; what cannot be read there is left out. */
export const askedOfQueue = {
  show: z.enum(shownOf).catch('all'),
  page: z.coerce.number().int().min(1).max(1000).catch(1),
  stage: oneOf(stages as [(typeof stages)[number], ...(typeof stages)[number][]]),
  due: oneOf(['overdue', 'today']),
  danger: oneOf(['yes']),
  form: oneOf(forms),
  source: oneOf([...agencyKinds]),
}

export const dueWords = { overdue: 'Overdue', today: 'To be decided today' } as const
export const dangerWords = 'In danger now'

type Asked = { show?: Shown; page?: number } & Sought

/** The address of the queue with what is looked for; what is left out is not looked for. `more`: what stands beside it, such as what was just done. */
export const queueHref = ({ show = 'all', page = 1, ...sought }: Asked, more: Record<string, string> = {}): string => {
  const query = new URLSearchParams([
    ...(show === 'all' ? [] : [['show', show]]),
    ...Object.entries(sought).flatMap(([name, value]) => (value ? [[name, value]] : [])),
    ...(page === 1 ? [] : [['page', String(page)]]),
    ...Object.entries(more),
  ] as [string, string][]).toString()
  return query === '' ? '/bridge' : `/bridge?${query}`
}

/** What is looked for, in words, each with the address that looks for everything but that. */
export const soughtInWords = (show: Shown, sought: Sought): { text: string; removeHref: string }[] => {
  const words: Record<keyof Sought, string | undefined> = {
    stage: sought.stage && stageWords[sought.stage],
    due: sought.due && dueWords[sought.due],
    danger: sought.danger && dangerWords,
    form: sought.form && formWords[sought.form],
    source: sought.source && `From ${agencyWords[sought.source]}`,
  }
  return (Object.entries(words) as [keyof Sought, string | undefined][]).flatMap(([name, text]) =>
    text ? [{ text: capital(text), removeHref: queueHref({ show, ...sought, [name]: undefined }) }] : [],
  )
}
