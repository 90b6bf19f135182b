import { addDays, type Day, dayOf, type Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { throwAwayDraft } from '../../../kernel/http/drafts.ts'
import { factTitles } from '../../family/index.ts'

/** How long words that were thrown away are kept (our own choice: a month to notice that it was the wrong form). */
export const daysKept = 30

/** What a draft is of, in words that name nobody, and where it is gone on with; null where the form is not one this program has. */
export const draftWords = (form: string, id: string): { words: string; href: string | null } => {
  const [what, about, fact = '', entry] = form.split(' ')
  if (what === 'concern') return { words: 'A concern you are writing', href: `/concerns/draft/${id}/check` }
  if (what === 'decision' && about) return { words: 'A decision on a concern', href: `/bridge/${about}` }
  if (what === 'note' && about) return { words: 'A note on a child’s record', href: `/people/${about}/record` }
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
