import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ids, type TestDatabase } from '../../../tests/database.ts'
import { type Round, sealOnce } from './sealer.ts'

/** A folder of one test file, for its anchor and its dumps. */
export const testFolder = (): { path: (name: string) => string; remove: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), 'gt-seals-'))
  return { path: name => join(folder, name), remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/**
 * Writes entries as an append leaves them (head, two parts, salt, a link) and as many access lines, in one transaction, as the administrator: sealing and verifying
 * look at what stands, whoever wrote it. Gives the ids of the entries.
 */
export const writeRows = async (database: TestDatabase, count: number, of = ids): Promise<string[]> => {
  const entries = Array.from({ length: count }, () => randomUUID())
  const subject = randomUUID()
  await database.admin(
    `with given as (select id, g from unnest($3::uuid[]) as id, unnest(array['record', 'third party']) as g),
     subject as (insert into gt.subject (partnership_id, subject_id, form) values ($1::uuid, $2::uuid, 'person')),
     entry as (insert into gt.entry (partnership_id, entry_id, subject_id, act_id, kind, happened_on, happened_at, precision, known_at, author_id, author_role,
         agency_id, agency_kind, audience, field_groups)
       select $1::uuid, id, $2::uuid, id, 'visit', '2024-02-13', '2024-02-13 09:30:00.25Z', 'moment', clock_timestamp(), $4::uuid, 'social-worker', $5::uuid,
         'childrens-social-care', 'family', array_agg(g order by g) from given group by id),
     part as (insert into gt.entry_part select $1::uuid, id, g, $2::uuid, $5::uuid, 'family', '{"seen": true, "hours": 1.50}',
         jsonb_build_object('said', 'Ünseen by ' || id, 'more', null) from given),
     salt as (insert into gt.entry_salt select distinct on (id) $1::uuid, id, uuid_send(gen_random_uuid()) from given),
     link as (insert into gt.entry_link select distinct $1::uuid, id, $2::uuid, 'present' from given)
     insert into gt.access_line (partnership_id, line_id, account_id, agency_id, role, purpose, route, request_id, subject_ids, entry_ids, seen_to)
       select $1::uuid, gen_random_uuid(), $4::uuid, $5::uuid, 'social-worker', 'a "test"', 'tests', 'r', array[$2::uuid], array[id], clock_timestamp() from (select distinct id from given) one`,
    [of.partnership, subject, entries, of.account('social-worker'), of.agency['social-care']],
  )
  return entries
}

/** Waits until every transaction that wrote a row has no older one beside it: other test files write on the same server, and nothing is sealed before they end. */
export const settled = async (database: TestDatabase): Promise<void> => {
  for (let tries = 0; tries < 6000; tries += 1) {
    const [row] = await database.admin<{ quiet: boolean }>(
      `select not exists (select from (select written_by from gt.entry union all select written_by from gt.access_line union all select written_by from gt.erasure) w
         where written_by >= pg_snapshot_xmin(pg_current_snapshot()) and written_by < pg_snapshot_xmax(pg_current_snapshot())) as quiet`,
    )
    if (row?.quiet) return
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  throw new Error('a transaction on this server has been open for five minutes')
}

/** Seals what waits and gives what was sealed; anything that kept it from sealing fails the test. */
export const seal = async (database: TestDatabase, anchor: string): Promise<Round> => {
  await settled(database)
  const round = await sealOnce(database.urls.gt_worker, { anchor })
  if (!round) throw new Error('another sealer is at work')
  for (const { why } of round.refused) throw why
  return round
}
