import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { newId } from '../../../thread/ids.ts'

const keep = statement<never>(
  'own-search-keep',
  null,
  'insert into gt.own_search (partnership_id, account_id, search_id, words) values ($1, $2, $3, $4)',
)
const read = statement<{ words: string }>(
  'own-search',
  null,
  'select words from gt.own_search where partnership_id = $1 and account_id = $2 and search_id = $3',
)

/** Keeps what the asker looks for (1 to 200 characters), for them alone, and gives the id by which an address may name it. */
export const keepSearch = async (tx: Tx, words: string): Promise<string> => {
  const id = newId()
  await tx.run(keep, [tx.actor.partnership, tx.actor.account, id, words])
  return id
}

/** What the asker looked for under this id; nothing where the search is somebody else's, or was forgotten. */
export const ownSearch = async (tx: Tx, id: string): Promise<string | undefined> =>
  (await tx.run(read, [tx.actor.partnership, tx.actor.account, id]))[0]?.words
