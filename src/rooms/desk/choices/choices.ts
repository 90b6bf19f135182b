import type { Day } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'

/** When mail says that something waits, in words. What is critical is always told at once: nobody can choose otherwise. */
export const mailWords = {
  daily: 'Once a day, in the morning of a working day',
  'at once': 'Each time something comes, in working hours',
  'critical only': 'Only when a child may be unsafe',
} as const
export type MailChoice = keyof typeof mailWords

/** What somebody has chosen for themselves. `newsReadTo`: the day up to which they have read what is new. */
export type Choices = { readonly mail: MailChoice; readonly keys: boolean; readonly newsReadTo: Day | null }

/** What holds for somebody who has chosen nothing. */
export const asItShips: Choices = { mail: 'daily', keys: true, newsReadTo: null }

type Row = { mail: MailChoice; keys: boolean; news_read_to: Day | null }
const read = statement<Row>(
  'own-choices',
  null,
  'select mail, keys, news_read_to from gt.own_choice where partnership_id = $1 and account_id = $2',
)
const keep = statement<never>(
  'own-choices-keep',
  null,
  `insert into gt.own_choice (partnership_id, account_id, mail, keys) values ($1, $2, $3, $4)
   on conflict (partnership_id, account_id) do update set mail = excluded.mail, keys = excluded.keys`,
)
const readNews = statement<never>(
  'own-news-read',
  null,
  `insert into gt.own_choice (partnership_id, account_id, news_read_to) values ($1, $2, $3)
   on conflict (partnership_id, account_id) do update set news_read_to = greatest(own_choice.news_read_to, excluded.news_read_to)`,
)

/** What the asker has chosen, or what holds for somebody who has chosen nothing. */
export const ownChoices = async (tx: Tx): Promise<Choices> => {
  const [row] = await tx.run(read, [tx.actor.partnership, tx.actor.account])
  return row ? { mail: row.mail, keys: row.keys, newsReadTo: row.news_read_to } : asItShips
}

/** Keeps how the asker wants mail, and whether single keys do anything for them. */
export const keepChoices = async (tx: Tx, { mail, keys }: Pick<Choices, 'mail' | 'keys'>): Promise<void> => {
  await tx.run(keep, [tx.actor.partnership, tx.actor.account, mail, keys])
}

/** The asker has read what is new up to a day; never less far than before. */
export const newsRead = async (tx: Tx, upTo: Day): Promise<void> => {
  await tx.run(readNews, [tx.actor.partnership, tx.actor.account, upTo])
}
