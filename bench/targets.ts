import pg from 'pg'
import type { Database } from '../src/kernel/db/with-actor.ts'
import { newSessionSecret, sessionCookie, sessionHash } from '../src/kernel/http/cookies.ts'
import type { AccountId, SubjectId } from '../src/thread/ids.ts'
import type { Loaded } from './load.ts'
import { account, partnership, screeners, workersFor } from './organisation.ts'

/** One address as one signed-in person asks for it. */
export type Target = { readonly path: string; readonly cookie: string; readonly subject?: SubjectId }
/** What is measured: which page or change, for whom. A page has a floor of its own; a change has the floor of its writes. */
export type Operation = { readonly name: string; readonly kind: 'page' | 'change'; readonly targets: readonly Target[] }

const isIn = (column: string, at: string) => `${column} <= ${at} and until_at > ${at}`

/** The operations on one loaded database, each spread over the people and sessions it would be spread over in life. `app`: as the web's role; `most`: the most targets of one operation. */
export const operationsOn = async (loaded: Loaded, app: Database, most: number): Promise<Operation[]> => {
  const client = new pg.Client({ connectionString: loaded.url })
  await client.connect()
  try {
    const sessions = new Map<AccountId, string[]>()
    let step = Math.round(performance.timeOrigin + performance.now())
    // Many sessions for one account, so that the limit of requests a minute for each session, which stays on, never stands in the way.
    const sessionOf = async (of: AccountId, at: number): Promise<string> => {
      const kept = sessions.get(of) ?? []
      sessions.set(of, kept)
      const before = kept[at]
      if (before) return before
      const secret = newSessionSecret()
      step += 1
      const [row] = await app.door<{ began: boolean }>("select gt.sign_in($1, $2, $3, $4, interval '12 hours') as began", [
        partnership,
        of,
        step,
        sessionHash(secret),
      ])
      if (!row?.began) throw new Error('a session of the measurement did not begin')
      const cookie = `gt=${sessionCookie(partnership, secret)}`
      kept[at] = cookie
      return cookie
    }
    const spread = async (count: number, one: (at: number) => Promise<Target>): Promise<Target[]> => {
      const targets: Target[] = []
      for (let at = 0; at < Math.min(count, most); at += 1) targets.push(await one(at))
      return targets
    }
    const { rows: children } = await client.query<{ subject_id: SubjectId; holder_id: AccountId }>(
      `select r.subject_id, r.holder_id from gt.reach r join gt.account a using (partnership_id) where r.partnership_id = $1 and a.account_id = r.holder_id
         and r.relation = 'lead' and ${isIn('r.from_at', 'now()')} and r.subject_id <> all ($2) order by md5(r.subject_id::text) limit 120`,
      [partnership, [loaded.large, loaded.long]],
    )
    const child = (at: number) => {
      const found = children[at % children.length]
      if (!found) throw new Error('nobody is worked with in this partnership')
      return found
    }
    // A visit to a child with a plan meets one turn of a clock and begins the next; the floor writes the same rows on threads that nobody reads.
    const { rows: planned } = await client.query<{ subject_id: SubjectId; holder_id: AccountId }>(
      `select distinct r.subject_id, r.holder_id from gt.reach r join gt.finding f using (partnership_id, subject_id) join gt.account a using (partnership_id)
         where r.partnership_id = $1 and a.account_id = r.holder_id and r.relation = 'lead' and r.until_at > now() and f.rule = 'not-seen-at-home' and f.until_at > now()
           and r.subject_id <> all ($2) limit 120`,
      [partnership, [loaded.large, loaded.long]],
    )
    const visited = (at: number) => {
      const found = planned[at % planned.length]
      if (!found) throw new Error('no child has a plan in this partnership')
      return found
    }
    const { rows: adults } = await client.query<{ subject_id: SubjectId }>(
      `select n.subject_id from gt.person n where n.partnership_id = $1 and n.is_a = 'adult' limit 120`,
      [partnership],
    )
    const workers = Math.min(workersFor(loaded.size), 120)
    return [
      {
        name: "child's page",
        kind: 'page',
        targets: await spread(120, async at => ({
          path: `/people/${child(at).subject_id}`,
          cookie: await sessionOf(child(at).holder_id, 0),
        })),
      },
      {
        name: "child's page, 5,000 entries",
        kind: 'page',
        targets: await spread(60, async at => ({ path: `/people/${loaded.long}`, cookie: await sessionOf(account.worker(0), at) })),
      },
      {
        name: "child's page, household of 14",
        kind: 'page',
        targets: await spread(60, async at => ({ path: `/people/${loaded.large}`, cookie: await sessionOf(account.worker(0), at) })),
      },
      {
        name: 'Bridge queue',
        kind: 'page',
        targets: await spread(60, async at => ({
          path: '/bridge',
          cookie: await sessionOf(account.screener(at % screeners), Math.floor(at / screeners)),
        })),
      },
      {
        name: 'my work',
        kind: 'page',
        // The worker of the unlucky shapes has them on every start page, so he is left out of the ordinary one.
        targets: await spread(120, async at => ({
          path: '/',
          cookie: await sessionOf(account.worker(1 + (at % (workers - 1))), Math.floor(at / (workers - 1))),
        })),
      },
      {
        name: 'append with findings',
        kind: 'change',
        targets: await spread(120, async at => ({
          path: `/bench/visit/${visited(at).subject_id}`,
          cookie: await sessionOf(visited(at).holder_id, at % 3),
          subject: adults[at % adults.length]?.subject_id ?? visited(at).subject_id,
        })),
      },
    ]
  } finally {
    await client.end()
  }
}

/**
 * What an append writes, as one prepared statement: the entry, its part and salt, what was asked, the head of the thread, and two findings with what they
 * announce. It checks nothing, locks nothing and reckons nothing. $1 partnership, $2 the thread, $3 an author and $4 his agency.
 */
export const changeFloor = `with e as (
    insert into gt.entry (partnership_id, entry_id, subject_id, act_id, kind, happened_on, happened_at, precision, known_at, author_id, author_role, agency_id, agency_kind, audience, field_groups)
    values ($1, gen_random_uuid(), $2, gen_random_uuid(), 'visit', current_date, clock_timestamp(), 'day', clock_timestamp(), $3, 'social-worker', $4, 'childrens-social-care', 'professionals', '{record}')
    returning partnership_id, entry_id, subject_id, agency_id, audience),
  q as (insert into gt.entry_part (partnership_id, entry_id, field_group, subject_id, agency_id, audience, facts, narrative)
    select partnership_id, entry_id, 'record', subject_id, agency_id, audience, '{"by": "lead", "place": "home", "seen": "seen-alone"}', '{"childsWords": "I like it here."}' from e),
  s as (insert into gt.entry_salt (partnership_id, entry_id, salt) select partnership_id, entry_id, uuid_send(gen_random_uuid()) from e),
  c as (insert into gt.command_done (partnership_id, command_id, account_id, asked) select partnership_id, gen_random_uuid(), $3, uuid_send(gen_random_uuid()) from e),
  h as (update gt.subject set version = version + 1 where partnership_id = $1 and subject_id = $2),
  f as (insert into gt.finding (partnership_id, subject_id, rule, key, name, from_at, told, told_to, evidence, facts, layer, hash)
    select partnership_id, subject_id, 'floor', 'floor/' || entry_id || '/' || n, 'floor', clock_timestamp(), '[]', '{}', array[entry_id], '{}', 'open', '\\x00' from e, generate_series(1, 2) n)
  select entry_id from e`
