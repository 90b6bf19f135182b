import { isDeepStrictEqual } from 'node:util'
import type { Typed } from '../../design-system/index.ts'
import type { Moment } from '../../guidance/index.ts'
import { newId } from '../../thread/ids.ts'
import { statement } from '../db/statement.ts'
import type { Tx } from '../db/with-actor.ts'

/** What somebody has typed and not sent yet. It is theirs alone and is kept until it is sent or thrown away by them. */
export type Draft<Body> = { readonly id: string; readonly body: Body; readonly version: number; readonly savedAt: Moment }

/** How saving went: kept as a new version, or somebody (the same person in another tab) has saved since, and nothing was overwritten. */
export type Saved<Body> = { saved: true; draft: Draft<Body> } | { saved: false; theirs: Draft<Body> }

/** The version of a draft that a form was opened with; 0, which no draft has, for anything that is none. */
export const openedVersion = (typed: Typed): number => {
  const version = Number(typed['draftVersion'] ?? 0)
  return Number.isInteger(version) && version > 0 && version < 2 ** 31 ? version : 0
}

type Row = { draft_id: string; body: unknown; version: number; saved_at: Moment }

const insert = statement<Row>(
  'draft-begin',
  null,
  `insert into gt.draft (partnership_id, draft_id, account_id, form, body) values ($1, $2, $3, $4, $5) returning draft_id, body, version, saved_at`,
)
const select = statement<Row>(
  'draft-read',
  null,
  `select draft_id, body, version, saved_at from gt.draft where partnership_id = $1 and draft_id = $2 and form = $3`,
)
const list = statement<Row>(
  'draft-list',
  null,
  `select draft_id, body, version, saved_at from gt.draft where partnership_id = $1 and account_id = $2 and form = $3 order by saved_at desc limit 50`,
)
const update = statement<Row>(
  'draft-save',
  null,
  `update gt.draft set body = $4, version = version + 1, saved_at = clock_timestamp()
   where partnership_id = $1 and draft_id = $2 and form = $3 and version = $5 returning draft_id, body, version, saved_at`,
)
const remove = statement<never>('draft-discard', null, 'delete from gt.draft where partnership_id = $1 and draft_id = $2 and form = $3')

const columns = 'partnership_id, draft_id, account_id, form, about, body, version, saved_at'
const away = statement<never>(
  'draft-throw-away',
  null,
  `with gone as (delete from gt.draft where partnership_id = $1 and account_id = $2 and draft_id = $3 and form = coalesce($4, form) returning ${columns})
   insert into gt.discarded_draft (${columns}) select ${columns} from gone`,
)

/** Throws one of the asker's own drafts away, of whatever form or of one: its words are kept for them alone, for as long as the desk keeps them. */
export const throwAwayDraft = async (tx: Tx, id: string, form: string | null = null): Promise<void> => {
  await tx.run(away, [tx.actor.partnership, tx.actor.account, id, form])
}

const draftFrom = <Body>(row: Row): Draft<Body> => ({
  id: row.draft_id,
  body: row.body as Body,
  version: row.version,
  savedAt: row.saved_at,
})

/**
 * The drafts of one form of the asking account. `form` names the form; `Body` is what it keeps: plain JSON, as it was typed, right or wrong,
 * because a draft is for what is not finished. `only` leaves of a body the fields that the form declares (`declareForm`): whatever else was sent is not
 * kept.
 */
export const draftsOf = <Body>(form: string, only: (body: Body) => Body = body => body) => ({
  begin: async (tx: Tx, body: Body): Promise<Draft<Body>> => {
    const [row] = await tx.run(insert, [tx.actor.partnership, newId(), tx.actor.account, form, JSON.stringify(only(body))])
    if (!row) throw new Error('a draft was not kept')
    return draftFrom<Body>(row)
  },
  /** The draft, or nothing where there is none of this account's. */
  read: async (tx: Tx, id: string): Promise<Draft<Body> | null> => {
    const [row] = await tx.run(select, [tx.actor.partnership, id, form])
    return row ? draftFrom<Body>(row) : null
  },
  /** The newest fifty, newest first. */
  list: async (tx: Tx): Promise<Draft<Body>[]> =>
    (await tx.run(list, [tx.actor.partnership, tx.actor.account, form])).map(row => draftFrom<Body>(row)),
  /** Keeps a new version over the one that was opened; where that is no longer the last, gives theirs and keeps nothing. The same words sent again are kept once. */
  save: async (tx: Tx, opened: Draft<Body>, body: Body, version: number): Promise<Saved<Body>> => {
    const [row] = await tx.run(update, [tx.actor.partnership, opened.id, form, JSON.stringify(only(body)), version])
    if (row) return { saved: true, draft: draftFrom<Body>(row) }
    // Saved by the other window since this one read it: what stands now is shown, not what was read.
    const [stands] = await tx.run(select, [tx.actor.partnership, opened.id, form])
    const now = stands ? draftFrom<Body>(stands) : opened
    // Sent again because no answer came, and kept the first time: nobody else has written.
    if (now.version === version + 1 && isDeepStrictEqual(now.body, JSON.parse(JSON.stringify(only(body)))))
      return { saved: true, draft: now }
    return { saved: false, theirs: now }
  },
  /** What was sent is no draft any more: it is gone. */
  discard: async (tx: Tx, id: string): Promise<void> => {
    await tx.run(remove, [tx.actor.partnership, id, form])
  },
  /** Thrown away by its writer, who may have meant another one: its words are kept apart for a while. */
  throwAway: (tx: Tx, id: string): Promise<void> => throwAwayDraft(tx, id, form),
})
