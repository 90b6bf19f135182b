import type { Day } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { birthdaysNear, namesNear } from '../../family/index.ts'
import { askedFrom, type KnownAsked } from './known-form.ts'

const keep = statement<never>(
  'known-question-keep',
  null,
  'insert into gt.known_question (partnership_id, account_id, question_id, asked) values ($1, $2, $3, $4)',
)
const read = statement<{ asked: unknown }>(
  'known-question',
  null,
  'select asked from gt.known_question where partnership_id = $1 and account_id = $2 and question_id = $3',
)

/** How well somebody on record fits what was asked. */
export const fits = ['well', 'likely', 'possibly'] as const
export type Fit = (typeof fits)[number]

/**
 * Somebody on record who may be meant: how well it fits, and whom to ring. `yours`: whoever asks works with the child; `team`: that team does; `front-door`:
 * nobody to be named, for whatever reason.
 */
export type KnownChild = {
  readonly person: SubjectId
  readonly fits: Fit
  readonly ring: 'yours' | 'team' | 'front-door'
  readonly team: string | null
  readonly agency: string | null
}

const known = statement<KnownChild>(
  'known-children',
  row => ({ subjects: [row.person] }),
  `select k.subject_id as person, k.fits, k.ring, t.name as team, g.name as agency
   from gt.known_children($1, $2::jsonb) k
   left join gt.team t on t.partnership_id = $1 and t.team_id = k.team_id
   left join gt.agency g on g.partnership_id = t.partnership_id and g.agency_id = t.agency_id`,
)

/** Keeps a question for its asker alone, for a day, and gives the id by which an address may name it. */
export const keepQuestion = async (tx: Tx, asked: KnownAsked): Promise<string> => {
  const id = newId()
  await tx.run(keep, [tx.actor.partnership, tx.actor.account, id, JSON.stringify(asked)])
  return id
}

/** What the asker asked under this id; nothing where the question is somebody else's, or was forgotten. */
export const ownQuestion = async (tx: Tx, question: string): Promise<KnownAsked | undefined> => {
  const [row] = await tx.run(read, [tx.actor.partnership, tx.actor.account, question])
  return row && askedFrom(row.asked)
}

/**
 * Whether a child like this is on record: at most five, the best fit first, with whom to ring and nothing that is recorded. Takes the same steps whoever is
 * known; leaves a line with the ids of those it gave, and one where it gave nobody. Only for roles with `known` in the access matrix.
 */
export const askKnown = async (tx: Tx, asked: KnownAsked, today: Day): Promise<readonly KnownChild[]> => {
  tx.asked()
  const names = await namesNear(tx, asked)
  return tx.run(known, [
    tx.actor.partnership,
    JSON.stringify({
      ...names,
      born: asked.born ?? null,
      bornNear: asked.born ? birthdaysNear(asked.born, today) : [],
      postcode: asked.postcode ?? '',
      address: asked.address ?? '',
    }),
  ])
}
