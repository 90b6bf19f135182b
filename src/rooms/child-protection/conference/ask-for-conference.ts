import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, newId, type SubjectId } from '../../../thread/ids.ts'
import { involvement, involvementEnd } from '../../../thread/own-kinds/index.ts'
import { carryOut, type NewEntry, type Outcome } from '../../../thread/store/append.ts'
import type { Thread } from '../../../thread/thread.ts'
import type { OfThisChild } from '../on-record/write-one.ts'
import type { RequestForm } from './request.page.tsx'
import { conferenceRequested } from './request.ts'

const unit = statement<{ holder: string; form: 'team' | 'account' }>(
  'unit-for-conferences',
  null,
  `with staff as materialized (select a.account_id from gt.account a where a.partnership_id = $1 and a.role in ('conference-administrator', 'safeguarding-unit-manager') and a.active
    order by a.account_id limit 40),
  teams as (select distinct m.team_id from staff s join gt.team_member m on m.partnership_id = $1 and m.account_id = s.account_id)
  select t.team_id as holder, 'team' as form from teams t
  union all select s.account_id, 'account' from staff s where not exists (select from gt.team_member m where m.partnership_id = $1 and m.account_id = s.account_id)
  order by 2, 1`,
)

/** Who arranges conferences here. */
export type Unit = readonly { readonly holder: string; readonly form: 'team' | 'account' }[]

/** Who arranges conferences here: the teams in which the unit works, and whoever of it is in none. */
export const readUnit = (tx: Tx): Promise<Unit> => tx.run(unit, [tx.actor.partnership])

/** The unit comes in to one child, where it has not: one entry for each team or person of it. */
export const unitComesIn = (shared: OfThisChild, child: Thread, unit: Unit): NewEntry[] => {
  const standing = new Set(
    child
      .where(involvement, one => one.facts.as === 'conference-office' && child.answering(involvementEnd, one).length === 0)
      .map(one => one.facts.holder as string),
  )
  return unit
    .filter(one => !standing.has(one.holder))
    .map(one => ({
      ...shared,
      kind: involvement,
      parts: { record: { facts: { holder: one.holder, form: one.form, as: 'conference-office' } } },
    }))
}

/**
 * Asks for a conference about some children, in one act: each child's record says it, and the unit that arranges conferences comes in, where it has not (practice: icpc-convene).
 * `unit`: who that is; `mayInvolve`: may the asker let it in? Where not (another agency asks), the lead worker's team is told by the alert.
 */
export const askForConference = (
  tx: Tx,
  book: Book,
  command: {
    id: CommandId
    children: readonly SubjectId[]
    form: RequestForm
    unit: Unit
    askedBy: string | undefined
  },
): Promise<Outcome<{ children: number }>> => {
  const { children, form, unit, askedBy } = command
  return carryOut(tx, book, {
    id: command.id,
    asked: { children, form, askedBy },
    writes: children,
    kinds: [conferenceRequested, involvement],
    decide: ({ thread }) => {
      const act = newId<ActId>()
      return {
        answer: { children: children.length },
        entries: children.flatMap((subject): NewEntry[] => {
          const shared = { subject, act, happened: { at: tx.actor.at, precision: 'moment' }, audience: 'professionals' } as const
          return [
            {
              ...shared,
              kind: conferenceRequested,
              parts: {
                record: {
                  facts: {
                    what: form.what,
                    grounds: form.what === 'review-early' ? form.grounds : [],
                    ...(askedBy ? { askedBy } : {}),
                    backed: form.backed === 'yes',
                  },
                  narrative: { reasons: form.reasons, access: form.access },
                },
              },
            },
            ...unitComesIn(shared, thread(subject), unit),
          ]
        }),
      }
    },
  })
}
