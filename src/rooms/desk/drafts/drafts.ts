import { addDays, type Day, dayOf, type Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { throwAwayDraft } from '../../../kernel/http/drafts.ts'
import { factTitles } from '../../family/index.ts'

/** How long words that were thrown away are kept (our own choice: a month to notice that it was the wrong form). */
export const daysKept = 30

/** Forms of one page about one person, by the name of their drafts: what each is, and where it is gone on with. */
const aboutOne: Readonly<Record<string, readonly [words: string, page: string]>> = {
  note: ['A note on a child’s record', 'record'],
  visit: ['A visit', 'visits/record'],
  'visit-plan': ['What a visit is for', 'visits/plan'],
  'visit-tried': ['A visit that was tried', 'visits/tried'],
  voice: ['What a child says or shows', 'voice'],
  change: ['A change around a child', 'change'],
  'change-means': ['What a change means for a child', 'change'],
  stage: ['A child’s stage of support', 'stage'],
  pattern: ['The pattern across a record', 'pattern'],
  'incident-known': ['Something serious that happened', 'serious-incident/known'],
  'incident-notified': ['A notification to the national panel', 'serious-incident/notified'],
  'incident-review': ['A rapid review', 'serious-incident/review'],
  'incident-death': ['The notification of a death', 'serious-incident/death'],
  'neglect-tool': ['A neglect tool', 'neglect/tool'],
  'neglect-good-enough': ['Whether care is good enough', 'neglect/good-enough'],
  'neglect-sign': ['A small sign of neglect', 'neglect/sign'],
  harm: ['Significant harm suspected', 'harm'],
  'access-talk': ['Nobody was let in: talked over', 'access/talk'],
  'access-decide': ['Nobody was let in: what comes next', 'access/decide'],
  'access-legal': ['Nobody was let in: whether to ask a lawyer', 'access/legal'],
  'access-housing': ['What was agreed with a landlord', 'access/housing'],
  'plan-ending': ['What is checked before the end', 'plan/ending'],
  'close-case': ['The closing of a case', 'close'],
  'plan-over': ['The end of a plan', 'plan/over'],
  moves: ['A move between areas', 'moves'],
  'after-birth': ['A plan looked at after a birth', 'after-birth'],
  'pre-proceedings': ['Work before court proceedings', 'pre-proceedings'],
  'step-down': ['A step-down near a birth', 'step-down'],
  'in-care': ['Whether a child is cared for by the authority', 'in-care'],
  'conference-request': ['Asking for a conference', 'conference/request'],
  protection: ['Police protection or an order', 'protection'],
  'early-review': ['Whether a review is to be early', 'conference/early'],
  strategy: ['What a strategy meeting decided', 'strategy'],
  enquiry: ['An enquiry about a child', 'enquiry'],
  plan: ['A child protection plan', 'plan/new'],
  'core-group': ['What a core group said', 'core-group/new'],
  'family-plan': ['The family’s own plan', 'family-plan'],
}

/** What a draft is of, in words that name nobody, and where it is gone on with; null where the form is not one this program has. */
export const draftWords = (form: string, id: string): { words: string; href: string | null } => {
  const [what, about, fact = '', entry] = form.split(' ')
  if (what === 'concern') return { words: 'A concern you are writing', href: `/concerns/draft/${id}/check` }
  if (what === 'decision' && about) return { words: 'A decision on a concern', href: `/bridge/${about}` }
  if (what === 'consultation') return { words: 'A consultation you are writing down', href: '/consultations/new' }
  if (what === 'meeting-report' && about) return { words: 'What you bring to a meeting', href: `/meetings/${about}/report` }
  if (what === 'minutes' && about) return { words: 'The minutes of a meeting', href: `/meetings/${about}/minutes` }
  if (what === 'conference' && about && fact)
    return { words: 'What a conference decides of one child', href: `/meetings/${about}/conference/${fact}` }
  if (what === 'reflective' && about && fact)
    return { words: 'A reflective session before a conference', href: `/meetings/${about}/conference/${fact}/reflective` }
  if (what === 'conference-put-right' && about && fact)
    return { words: 'A decision of a conference that is put right', href: `/meetings/${about}/conference/${fact}/put-right` }
  if (what === 'put-off' && about) return { words: 'A conference that is put off', href: `/meetings/${about}/conference/put-off` }
  if (what === 'without-signal') return { words: 'Words you typed without signal', href: null }
  if (what === 'meeting' && about) return { words: 'The call of a meeting', href: `/people/${about}/meetings/new?type=${fact}` }
  if (what === 'challenge' && about && fact) return { words: 'A challenge', href: `/challenges/new?${about}=${fact}` }
  const one = Object.hasOwn(aboutOne, what ?? '') ? aboutOne[what ?? ''] : undefined
  if (one && about) return { words: one[0], href: `/people/${about}/${one[1]}` }
  if (what === 'fact' && about && Object.hasOwn(factTitles, fact))
    return {
      words: `People and details: ${factTitles[fact as keyof typeof factTitles]}`,
      href: `/people/${about}/details/${fact}${entry ? `?entry=${entry}` : ''}`,
    }
  return { words: 'A form you are writing', href: null }
}

/** Something the reader has written and not sent. */
export type Unsent = { readonly id: string; readonly words: string; readonly href: string | null; readonly savedAt: Moment }
/** Something the reader threw away, and the last day on which it can be brought back. */
export type ThrownAway = { readonly id: string; readonly words: string; readonly at: Moment; readonly keptTo: Day }

const unsent = statement<{ draft_id: string; form: string; saved_at: Moment }>(
  'drafts-unsent',
  null,
  'select draft_id, form, saved_at from gt.draft where partnership_id = $1 and account_id = $2 order by saved_at desc limit 50',
)
const thrownAway = statement<{ draft_id: string; form: string; discarded_at: Moment }>(
  'drafts-thrown-away',
  null,
  'select draft_id, form, discarded_at from gt.discarded_draft where partnership_id = $1 and account_id = $2 order by discarded_at desc limit 50',
)
const columns = 'partnership_id, draft_id, account_id, form, about, body, version, saved_at'
const back = statement<{ form: string }>(
  'draft-bring-back',
  null,
  `with gone as (delete from gt.discarded_draft where partnership_id = $1 and account_id = $2 and draft_id = $3 returning ${columns})
   insert into gt.draft (${columns}) select ${columns} from gone returning form`,
)

/** What the asker has written and not sent, and what they threw away in the last days; newest first. */
export const ownDrafts = async (tx: Tx): Promise<{ unsent: Unsent[]; thrownAway: ThrownAway[] }> => {
  const me = [tx.actor.partnership, tx.actor.account]
  const written = await tx.run(unsent, me)
  const gone = await tx.run(thrownAway, me)
  return {
    unsent: written.map(row => ({ id: row.draft_id, ...draftWords(row.form, row.draft_id), savedAt: row.saved_at })),
    thrownAway: gone.map(row => ({
      id: row.draft_id,
      words: draftWords(row.form, row.draft_id).words,
      at: row.discarded_at,
      keptTo: addDays(dayOf(row.discarded_at), daysKept),
    })),
  }
}

/** Throws one of the asker's own drafts away; its words are kept for a while. */
export const throwAway = (tx: Tx, draft: string): Promise<void> => throwAwayDraft(tx, draft)

/** Brings back what the asker threw away. Gives where it is gone on with; null where it is not there any more. */
export const bringBack = async (tx: Tx, draft: string): Promise<string | null> => {
  const [row] = await tx.run(back, [tx.actor.partnership, tx.actor.account, draft])
  return row ? draftWords(row.form, draft).href : null
}

const written = statement<{ form: string; body: unknown; saved_at: Moment }>(
  'draft-words',
  null,
  'select form, body, saved_at from gt.draft where partnership_id = $1 and account_id = $2 and draft_id = $3',
)

/** Every sentence in what a form keeps, in its order: what is a choice, a day or somebody chosen is none. */
const sentencesIn = (body: unknown): string[] => {
  if (typeof body === 'string') return /\s/.test(body.trim()) ? [body] : []
  if (Array.isArray(body)) return body.flatMap(sentencesIn)
  return typeof body === 'object' && body !== null ? Object.values(body).flatMap(sentencesIn) : []
}

/** The asker's own words of one draft, to read or copy where its form is not open to them any more; null where there is no such draft of theirs. */
export const wordsOfDraft = async (tx: Tx, id: string): Promise<(Unsent & { readonly sentences: readonly string[] }) | null> => {
  const [row] = await tx.run(written, [tx.actor.partnership, tx.actor.account, id])
  return row ? { id, ...draftWords(row.form, id), savedAt: row.saved_at, sentences: sentencesIn(row.body) } : null
}
