import { addDays, type Day } from '../guidance/index.ts'
import { statement } from '../kernel/db/statement.ts'
import type { Tx } from '../kernel/db/with-actor.ts'
import { book } from '../rooms/book.ts'
import { type SharedSort, sharedWithFamily } from '../rooms/family-accounts/index.ts'
import { type ActId, type CommandId, type EntryId, idNamed, type SubjectId } from '../thread/ids.ts'
import { carryOut } from '../thread/store/append.ts'
import { demonstrationAccount, demonstrationPartnership } from './organisation.ts'

type Item = {
  readonly sort: SharedSort
  readonly title: string
  readonly words: string
  readonly days?: number
  readonly at?: string
  readonly place?: string
}
type Given = {
  readonly key: 'parent' | 'young-person'
  readonly story: string
  readonly child: string
  readonly person: string
  readonly basis: 'responsibility' | 'self'
  readonly items: readonly Item[]
}

/** Somebody of a family told by hand for each of the two roles, with what was shared with them. */
const given: readonly Given[] = [
  {
    key: 'parent',
    story: 'demonstration-two-homes',
    child: 'zain',
    person: 'mother',
    basis: 'responsibility',
    items: [
      {
        sort: 'plan',
        title: 'What we agreed',
        words: 'Zain has breakfast before school every day.\nYou ring Jo if a week gets hard.\nJo comes every two weeks.',
      },
      {
        sort: 'date',
        title: 'When we meet next',
        words: 'You may bring somebody you trust.',
        days: 9,
        at: 'half past ten',
        place: 'The family centre',
      },
    ],
  },
  {
    key: 'young-person',
    story: 'demonstration-private-arrangement',
    child: 'ife',
    person: 'ife',
    basis: 'self',
    items: [
      {
        sort: 'plan',
        title: 'Who helps you',
        words: 'Jo is your social worker.\nAt school you can go to Hugh at any time.\nYou choose where you and Jo meet.',
      },
    ],
  },
]

const giveAccount = statement<never>(
  'demonstration-family-account',
  null,
  `insert into gt.family_account (partnership_id, account_id, person_id, sort, known_how, invited_by, invited_at)
   select $1, $2, $3, $4, 'Told for the demonstration.', $5, clock_timestamp() where exists (select from gt.subject s where s.partnership_id = $1 and s.subject_id = $3) on conflict do nothing`,
)
const giveLink = statement<never>(
  'demonstration-family-link',
  null,
  `insert into gt.family_link (partnership_id, link_id, account_id, subject_id, basis, linked_by, linked_at)
   select $1, $2, $3, $4, $5, $6, clock_timestamp() where exists (select from gt.family_account f where f.partnership_id = $1 and f.account_id = $3) on conflict do nothing`,
)
const giveItem = statement<never>(
  'demonstration-family-item',
  null,
  `insert into gt.family_item (partnership_id, item_id, account_id, subject_id, sort, title, words, on_day, at_time, place, told_entry, shared_by, shared_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, clock_timestamp()) on conflict do nothing`,
)
const there = statement<{ there: boolean }>(
  'demonstration-family-there',
  null,
  'select exists (select from gt.family_account f where f.partnership_id = $1 and f.account_id = $2) as there',
)

/**
 * Gives one parent and one young person of the families told by hand an account with something shared, so that a family's pages can be looked at. Done again it changes
 * nothing; a family that was not told is left out.
 */
export const shareWithFamilies = async (
  asCommandLine: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  asWorker: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  today: Day,
): Promise<void> => {
  const p = demonstrationPartnership
  const worker = demonstrationAccount('social-worker')
  for (const one of given) {
    const account = demonstrationAccount(one.key)
    const of = (label: string) => idNamed<SubjectId>(one.story, label)
    const child = of(one.child)
    const isThere = await asCommandLine(async tx => {
      await tx.run(giveAccount, [p, account, of(one.person), one.key, worker])
      await tx.run(giveLink, [p, idNamed('demonstration', `family ${one.key}`), account, child, one.basis, worker])
      return (await tx.run(there, [p, account]))[0]?.there ?? false
    })
    if (!isThere) continue
    for (const [at, item] of one.items.entries()) {
      const name = `shared with the ${one.key} ${at}`
      const told = idNamed<EntryId>('demonstration', `entry ${name}`)
      const id = idNamed('demonstration', name)
      await asCommandLine(tx =>
        tx.run(giveItem, [
          p,
          id,
          account,
          child,
          item.sort,
          item.title,
          item.words,
          item.days === undefined ? null : addDays(today, item.days),
          item.at ?? null,
          item.place ?? null,
          told,
          worker,
        ]),
      )
      await asWorker(tx =>
        carryOut(tx, book, {
          id: idNamed<CommandId>('demonstration', `command ${name}`),
          asked: name,
          writes: [child],
          kinds: [sharedWithFamily],
          decide: () => ({
            answer: null,
            entries: [
              {
                id: told,
                subject: child,
                act: idNamed<ActId>('demonstration', `act ${name}`),
                kind: sharedWithFamily,
                happened: { at: tx.actor.at, precision: 'moment' },
                audience: 'professionals',
                parts: {
                  record: {
                    facts: { sort: item.sort, account, item: id },
                    narrative: { sharedTitle: item.title, sharedWords: item.words },
                  },
                },
              },
            ],
          }),
        }),
      )
    }
  }
}
