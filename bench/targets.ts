import pg from 'pg'
import { type Day, day } from '../src/guidance/index.ts'
import type { Database } from '../src/kernel/db/with-actor.ts'
import { newSessionSecret, sessionCookie, sessionHash } from '../src/kernel/http/cookies.ts'
import type { AccountId, SubjectId } from '../src/thread/ids.ts'
import type { Loaded } from './load.ts'
import { account, partnership, screeners, workersFor } from './organisation.ts'
import { type Remembered, rememberedFrom } from './remembered.ts'

/** One address as one signed-in person asks for it. */
export type Target = {
  readonly path: string
  readonly cookie: string
  /** Whose session that is; of a form that leads to a page, who opens the page. */
  readonly asker: AccountId
  /** Whom a search means. */
  readonly subject?: SubjectId
  /** What a form says beside its command. */
  readonly fields?: Readonly<Record<string, string>>
  /** Who opens the page that a form leads to. */
  readonly reader?: string
}
/**
 * What is measured: which page or change, for whom. A page has a floor of its own; a change has the floor of its writes; what is `led` is a form that is
 * sent and the page it leads to, and has the floor of both.
 */
export type Operation = { readonly name: string; readonly kind: 'page' | 'change' | 'led'; readonly targets: readonly Target[] }

const isIn = (column: string, at: string) => `${column} <= ${at} and until_at > ${at}`

/** The operations on one loaded database, each spread over the people and sessions it would be spread over in life. `app`: as the web's role; `most`: the most targets of one operation. */
export const operationsOn = async (loaded: Loaded, app: Database, most: number, today: Day): Promise<Operation[]> => {
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
    const as = async (of: AccountId, at: number) => ({ cookie: await sessionOf(of, at), asker: of })
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
    // A visit to a child with a plan meets one turn of a clock and begins the next.
    const { rows: planned } = await client.query<{ subject_id: SubjectId; holder_id: AccountId }>(
      `select * from (select distinct r.subject_id, r.holder_id from gt.reach r join gt.finding f using (partnership_id, subject_id) join gt.account a using (partnership_id)
         where r.partnership_id = $1 and a.account_id = r.holder_id and r.relation = 'lead' and r.until_at > now() and f.rule = 'not-seen-at-home' and f.until_at > now()
           and r.subject_id <> all ($2)) x order by md5(x.subject_id::text) limit 480`,
      [partnership, [loaded.large, loaded.long]],
    )
    const visited = (at: number) => {
      const found = planned[at % planned.length]
      if (!found) throw new Error('no child has a plan in this partnership')
      return found
    }
    const remembered = await rememberedOn(client, today)
    // A concern whose child is on record: what is known of the child and the household stands beside it.
    const { rows: waiting } = await client.query<{ subject_id: SubjectId }>(
      `select r.subject_id from gt.reach r where r.partnership_id = $1 and r.relation = 'queue' and r.until_at > now()
         and exists (select from gt.entry e where e.partnership_id = $1 and e.subject_id = r.subject_id and e.kind = 'child-matched') order by md5(r.subject_id::text) limit 120`,
      [partnership],
    )
    const workers = Math.min(workersFor(loaded.size), 120)
    return [
      {
        name: "child's page",
        kind: 'page',
        targets: await spread(120, async at => ({
          path: `/people/${child(at).subject_id}`,
          ...(await as(child(at).holder_id, 0)),
        })),
      },
      {
        name: "child's page, 5,000 entries",
        kind: 'page',
        targets: await spread(60, async at => ({ path: `/people/${loaded.long}`, ...(await as(account.worker(0), at)) })),
      },
      {
        name: "child's page, household of 14",
        kind: 'page',
        targets: await spread(60, async at => ({ path: `/people/${loaded.large}`, ...(await as(account.worker(0), at)) })),
      },
      {
        name: 'Bridge queue',
        kind: 'page',
        targets: await spread(60, async at => ({
          path: '/bridge',
          ...(await as(account.screener(at % screeners), Math.floor(at / screeners))),
        })),
      },
      {
        name: 'my work',
        kind: 'page',
        // The worker of the unlucky shapes has them on every start page, so he is left out of the ordinary one.
        targets: await spread(120, async at => ({
          path: '/',
          ...(await as(account.worker(1 + (at % (workers - 1))), Math.floor(at / (workers - 1)))),
        })),
      },
      {
        name: 'misspelt search',
        kind: 'led',
        targets: await spread(120, async at => {
          const { typed, means } = remembered[at % remembered.length] ?? { typed: 'Nobody', means: loaded.long }
          return { path: '/search', ...(await as(account.screener(at % screeners), at % 5)), fields: { q: typed }, subject: means }
        }),
      },
      {
        name: 'screener’s page',
        kind: 'page',
        targets: await spread(120, async at => ({
          path: `/bridge/${waiting[at % waiting.length]?.subject_id}`,
          ...(await as(account.screener(at % screeners), at % 5)),
        })),
      },
      {
        name: 'append with findings',
        kind: 'change',
        targets: await spread(480, async at => ({
          path: `/bench/visit/${visited(at).subject_id}`,
          ...(await as(visited(at).holder_id, at % 3)),
        })),
      },
      {
        name: 'concern told, and looked for on record',
        kind: 'led',
        targets: await spread(120, async at => {
          const { given, family, born } = remembered[at % remembered.length]?.told ?? { given: 'Nobody', family: 'Testcase', born: today }
          return {
            path: '/bench/concern',
            cookie: await sessionOf(account.schoolLead(at % 4), Math.floor(at / 4)),
            reader: await sessionOf(account.screener(at % screeners), 5 + (at % 5)),
            asker: account.screener(at % screeners),
            fields: { given, family, born },
          }
        }),
      },
    ]
  } finally {
    await client.end()
  }
}

/** Children of ordinary households as somebody would remember them: the slips of the labelled searches, made for who is on record here. */
const rememberedOn = async (client: pg.Client, today: Day): Promise<readonly Remembered[]> => {
  const { rows } = await client.query<{
    subject: SubjectId
    given: string
    family: string
    born: string
    postcode: string
    address: string
    number: string
  }>(
    `select n.subject_id as subject, n.given, n.family, n.born_on::text as born, w.facts ->> 'postcode' as postcode, w.narrative ->> 'address' as address, q.facts ->> 'value' as number
     from (select * from gt.person where partnership_id = $1 and is_a = 'child' order by md5(subject_id::text) limit 2000) n
     join gt.entry r on r.partnership_id = $1 and r.subject_id = n.subject_id and r.kind = 'residence'
     join gt.entry_part w on w.partnership_id = $1 and w.entry_id = r.entry_id and w.field_group = 'whereabouts'
     join gt.entry i on i.partnership_id = $1 and i.subject_id = n.subject_id and i.kind = 'identifier'
     join gt.entry_part q on q.partnership_id = $1 and q.entry_id = i.entry_id and q.field_group = 'record'
     order by 1`,
    [partnership],
  )
  return rememberedFrom(
    rows.map(({ number, born, ...row }) => ({ ...row, household: row.subject, is: 'child' as const, born: day(born), nhsNumber: number })),
    today,
  )
}
