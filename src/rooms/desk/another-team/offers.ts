import { addDays, dayOf, type Moment, moment, startOfDay } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import type { OfferEnd } from '../../../thread/own-kinds/index.ts'
import { wholeName } from '../../../thread/own-kinds/index.ts'
import { ageOf, asRead, type Counts, countsOf } from '../worked-with.ts'
import { type OfferRow, type OtherTeamRow, offersOf, otherTeams } from './offers.queries.ts'

/** A child who is offered, to the asker's team or by it. `team`: the other one. `ended`: how the offer was answered; null while it waits. */
export type OfferedChild = {
  readonly subject: SubjectId
  readonly offer: EntryId
  readonly name: string
  readonly age: string | null
  readonly team: string
  readonly since: Moment
  readonly reason: string
  readonly by: string
  readonly lead: string | null
  readonly counts: Counts
  readonly ended: { readonly as: OfferEnd; readonly at: Moment; readonly reason: string | null; readonly by: string } | null
}

/** Children who are offered to the asker's teams; those they have offered and wait for; and what was answered in the last four weeks and stays theirs. */
export type Offers = {
  readonly here: readonly OfferedChild[]
  readonly away: readonly OfferedChild[]
  readonly answered: readonly OfferedChild[]
}

const answersShown = 28

const teamsOf = ({ actor: { holders, agency } }: Tx): readonly string[] => holders.filter(holder => holder !== agency)

/** Reads the offers of the asker's teams, both ways. */
export const readOffers = async (tx: Tx, now: Moment): Promise<Offers> => {
  const since = startOfDay(addDays(dayOf(now), -answersShown))
  const [row] = await tx.run(offersOf, [tx.actor.partnership, teamsOf(tx), now, since])
  const away = (row?.away ?? []).map(one => childOf(one, now))
  return {
    here: (row?.here ?? []).map(one => childOf(one, now)),
    away: away.filter(one => one.ended === null),
    answered: away.filter(one => one.ended !== null),
  }
}

const childOf = (row: OfferRow, now: Moment): OfferedChild => ({
  subject: row.subject,
  offer: row.offer,
  name: wholeName(row),
  age: ageOf(row, dayOf(now)),
  team: row.team ?? 'another team',
  since: moment(row.since),
  reason: row.reason ?? '',
  by: row.by ?? 'a manager',
  lead: row.lead,
  counts: countsOf(asRead(row.asked ?? []).map(one => one.level)),
  ended: row.ended && {
    as: row.ended.offer,
    at: moment(row.ended.at),
    reason: row.ended.reason,
    by: row.ended.by ?? 'a manager',
  },
})

/** The teams that children may be offered to, by name, with who answers for each. */
export const readOtherTeams = (tx: Tx, now: Moment): Promise<OtherTeamRow[]> => tx.run(otherTeams, [tx.actor.partnership, teamsOf(tx), now])
