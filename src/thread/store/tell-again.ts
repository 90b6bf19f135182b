import { z } from 'zod'
import { type Day, day, type Moment, moment } from '../../guidance/index.ts'
import { statement } from '../../kernel/db/statement.ts'
import { type Database, requestId } from '../../kernel/db/with-actor.ts'
import type { Book } from '../book.ts'
import { agencyKinds, audiences } from '../entry.ts'
import { type AccountId, type ActId, type AgencyId, type EntryId, idFrom, type PartnershipId, type SubjectId } from '../ids.ts'
import { involvement, involvementEnd } from '../own-kinds/index.ts'
import { insertTold, type Telling } from './insert.ts'
import { hold, remake } from './reckon.ts'
import { formsOfSubjects } from './subjects.ts'
import { tellingsThere } from './tellings.ts'

const head = z.strictObject({
  subject: z.uuid().transform(text => idFrom<SubjectId>(text)),
  act: z.uuid().transform(text => idFrom<ActId>(text)),
  kind: z.enum([involvement.name, involvementEnd.name]),
  on: z.string().transform((text): Day => day(text)),
  at: z.string().transform((text): Moment => moment(text)),
  precision: z.enum(['moment', 'day', 'month', 'year']),
  known: z.string().transform((text): Moment => moment(text)),
  author: z.uuid().transform(text => idFrom<AccountId>(text)),
  role: z.string(),
  agency: z.uuid().transform(text => idFrom<AgencyId>(text)),
  agencyKind: z.enum(agencyKinds),
  audience: z.enum(audiences),
  answers: z.uuid().nullable(),
  corrects: z.uuid().nullable(),
  withdraws: z.boolean(),
  facts: z.record(z.string(), z.json()),
})

const historyKnown = statement<never>('history-known-again', null, 'select gt.history_known($1, $2)')

/** What stands where a reason stood: the list of revocations keeps none. */
const reason = 'The end of this involvement was lost with the database and told again from the list of what was revoked.'

/**
 * Tells again entries that ended or changed an involvement and that the database has lost, as they stand in the list of what was revoked, so that whoever had
 * lost a child's record by then has lost it now. Those that are there already, and those about an involvement or a thread that was lost itself, are left. In
 * the order given, all or nothing. `database`: as the role gt_import; `lost`: the id and the content of each, as `gt.revocations` wrote it. Gives how
 * many were told again.
 */
export const tellAgain = (
  database: Database,
  partnership: PartnershipId,
  book: Book,
  lost: readonly { id: EntryId; content: unknown }[],
): Promise<number> =>
  database.withActor(
    { by: 'command-line', partnership },
    { purpose: 'revocations told again after a restore', route: 'golden-thread restore', request: requestId() },
    async tx => {
      const read = lost.map(({ id, content }) => ({ id, ...head.parse(content) }))
      const rests = read.flatMap(({ id, answers, corrects }) => [id, answers, corrects].flatMap(one => (one ? [idFrom<EntryId>(one)] : [])))
      const there = new Set((await tellingsThere(tx, [...new Set(rests)])).map(({ told }) => told.id))
      const subjects = await formsOfSubjects(tx, [...new Set(read.map(one => one.subject))])
      const tellings: Telling[] = []
      for (const { id, answers, corrects, facts, ...said } of read) {
        const restsOn = [answers, corrects].flatMap(one => (one ? [idFrom<EntryId>(one)] : []))
        if (there.has(id) || !subjects.has(said.subject) || !restsOn.every(one => there.has(one))) continue
        there.add(id)
        tellings.push({
          told: {
            ...said,
            id,
            answers: answers === null ? null : idFrom<EntryId>(answers),
            corrects: corrects === null ? null : idFrom<EntryId>(corrects),
            facts,
          },
          parts: [{ group: 'record', part: { facts, narrative: said.withdraws ? {} : { reason } } }],
          links: [],
        })
      }
      if (tellings.length === 0) return 0
      const written = [...new Set(tellings.map(({ told }) => told.subject))]
      await hold(tx, written, [], 'told again', false)
      await insertTold(tx, null, tellings)
      const known = written.map(subject => ({
        subject_id: subject,
        known_at: tellings
          .flatMap(({ told }) => (told.subject === subject ? [told.known] : []))
          .sort()
          .at(-1),
      }))
      await tx.run(historyKnown, [tx.actor.partnership, JSON.stringify(known)])
      await remake(tx, book, written)
      return tellings.length
    },
  )
