import { book } from '../../../src/rooms/book.ts'
import { giveAdvice, noteFollowed } from '../../../src/rooms/front-door/consultation/give-advice.ts'
import { decide } from '../../../src/rooms/front-door/decision/decide.ts'
import type { DecisionForm } from '../../../src/rooms/front-door/decision/decision-form.ts'
import { acknowledge } from '../../../src/rooms/front-door/feedback/acknowledge.ts'
import { answerCheck } from '../../../src/rooms/front-door/screening/answer-check.ts'
import { agenciesToAsk, askAgencies } from '../../../src/rooms/front-door/screening/ask-agencies.ts'
import { oneCheck } from '../../../src/rooms/front-door/screening/checks.queries.ts'
import { type ConcernAsRead, readConcern } from '../../../src/rooms/front-door/screening/concern.queries.ts'
import { matchChildren, undoMatch } from '../../../src/rooms/front-door/screening/match-children.ts'
import { takeConcern } from '../../../src/rooms/front-door/screening/take.ts'
import { tellTheBridge } from '../../../src/rooms/front-door/testing/front-desk.ts'
import { type CommandId, type EntryId, newId, type SubjectId } from '../../../src/thread/ids.ts'
import { ids } from '../../database.ts'
import { type AnyInvariant, counted, dropped, type Ground, invariant, unheld } from '../colliding.ts'

/** What must hold of a concern at The Bridge, whoever works on it at one moment. */

const command = () => newId<CommandId>()

const concerns = async ({ database }: Ground, count: number): Promise<SubjectId[]> => {
  const all: SubjectId[] = []
  for (let at = 0; at < count; at += 1) all.push((await tellTheBridge(database)).matter)
  return all
}

const read = (ground: Ground, matter: SubjectId): Promise<ConcernAsRead> =>
  ground.by('bridge-manager', async tx => {
    const concern = await readConcern(tx, matter)
    if (!concern) throw new Error('the concern is not there')
    return concern
  })

const matched = async (ground: Ground, count: number): Promise<SubjectId[]> => {
  const all = await concerns(ground, count)
  for (const matter of all) await match(ground, await read(ground, matter), 'bridge-screener')()
  return all
}

const match = (ground: Ground, concern: ConcernAsRead, role: string) => () =>
  ground.by(role, tx =>
    matchChildren(tx, book, { id: command(), concern, matches: [{ label: 'child 1', person: 'new', summary: undefined }] }),
  )

const form: DecisionForm = {
  outcome: 'no-further-action',
  reasons: 'Nothing more is needed.',
  arguedOtherWay: 'Nothing did.',
  familyTold: 'yes',
}
const decided = (ground: Ground, concern: ConcernAsRead, reasons: string) => () =>
  ground.by('bridge-manager', tx => decide(tx, book, { id: command(), concern, form: { ...form, reasons } }))

const asked = (ground: Ground, concern: ConcernAsRead, role: string) => () =>
  ground.by(role, async tx =>
    askAgencies(tx, book, {
      id: command(),
      concern,
      agencies: (await agenciesToAsk(tx)).filter(one => one.kind === 'health'),
      question: 'What do you hold?',
    }),
  )

const once = (kind: string) =>
  `select s.id from unnest($1::uuid[]) s(id) where (select count(*) from gt.entry e where e.subject_id = s.id and e.kind = '${kind}' and not e.withdraws) <> 1`

/** Each of these has been read before they collide, as the page that somebody has open was. */
type Shown = { matter: SubjectId; concern: ConcernAsRead }
const shown = async (ground: Ground, matters: readonly SubjectId[]): Promise<Shown[]> => {
  const all: Shown[] = []
  for (const matter of matters) all.push({ matter, concern: await read(ground, matter) })
  return all
}
const mattersOf = (all: readonly Shown[]) => all.map(one => one.matter)

export const atTheBridge: readonly AnyInvariant[] = [
  invariant<SubjectId>({
    says: 'a concern is in one pair of hands',
    prepare: concerns,
    pair: (ground, matter) => {
      const take = (role: string) => () => ground.by(role, tx => takeConcern(tx, book, { id: command(), matter }))
      return [take('bridge-screener'), take('bridge-social-worker')]
    },
    broken: (ground, matters) =>
      counted(
        ground,
        `select subject_id from gt.involvement where subject_id = any ($1) and relation = 'screener' and until_at = 'infinity' group by 1 having count(*) <> 1`,
        matters,
      ),
    without: unheld,
  }),
  invariant<Shown>({
    says: 'a concern is decided once',
    prepare: async (ground, count) => shown(ground, await matched(ground, count)),
    pair: (ground, { concern }) => [decided(ground, concern, 'Nothing more is needed.'), decided(ground, concern, 'All is well.')],
    broken: (ground, all) => counted(ground, once('referral-decision'), mattersOf(all)),
    without: unheld,
  }),
  invariant<Shown>({
    says: 'no concern is decided of which a child is not matched',
    prepare: async (ground, count) => shown(ground, await matched(ground, count)),
    pair: (ground, { concern }) => [
      decided(ground, concern, 'Nothing more is needed.'),
      () => ground.by('bridge-screener', tx => undoMatch(tx, book, { id: command(), concern, label: 'child 1' })),
    ],
    broken: (ground, all) =>
      counted(
        ground,
        `select s.id from unnest($1::uuid[]) s(id) where exists (select from gt.entry e where e.subject_id = s.id and e.kind = 'referral-decision')
           and exists (select from gt.entry e where e.subject_id = s.id and e.kind = 'child-matched' and e.withdraws)`,
        mattersOf(all),
      ),
    without: unheld,
  }),
  invariant<Shown>({
    says: 'no agency is asked about a concern after it was decided',
    prepare: async (ground, count) => shown(ground, await matched(ground, count)),
    pair: (ground, { concern }) => [decided(ground, concern, 'Nothing more is needed.'), asked(ground, concern, 'bridge-screener')],
    broken: (ground, all) =>
      counted(
        ground,
        `select s.id from unnest($1::uuid[]) s(id) join gt.entry d on d.subject_id = s.id and d.kind = 'referral-decision'
           join gt.entry a on a.subject_id = s.id and a.kind = 'agency-check-asked' and a.known_at > d.known_at`,
        mattersOf(all),
      ),
    without: unheld,
  }),
  invariant<Shown>({
    says: 'a child of a concern is matched to one person',
    prepare: async (ground, count) => shown(ground, await concerns(ground, count)),
    pair: (ground, { concern }) => [match(ground, concern, 'bridge-screener'), match(ground, concern, 'bridge-social-worker')],
    broken: (ground, all) => counted(ground, once('child-matched'), mattersOf(all)),
    without: unheld,
  }),
  invariant<Shown>({
    says: 'an agency has one question open about one concern',
    prepare: async (ground, count) => shown(ground, await concerns(ground, count)),
    pair: (ground, { concern }) => [asked(ground, concern, 'bridge-screener'), asked(ground, concern, 'bridge-social-worker')],
    broken: (ground, all) => counted(ground, once('agency-check-asked'), mattersOf(all)),
    without: unheld,
  }),
  invariant<{ matter: SubjectId; asked: EntryId }>({
    says: 'a question to an agency is answered once',
    prepare: async (ground, count) => {
      const all = await shown(ground, await concerns(ground, count))
      for (const { concern } of all) await asked(ground, concern, 'bridge-screener')()
      return ground.database.admin<{ matter: SubjectId; asked: EntryId }>(
        `select subject_id as matter, entry_id as asked from gt.entry where subject_id = any ($1) and kind = 'agency-check-asked'`,
        [mattersOf(all)],
      )
    },
    pair: (ground, { matter, asked }) => {
      const answer = (role: string, summary: string) => () =>
        ground.by(role, async tx => {
          const check = await oneCheck(tx, matter, asked)
          if (!check) throw new Error('the question is not there')
          return answerCheck(tx, book, { id: command(), check, answer: { answer: 'held', summary, apart: undefined } })
        })
      return [answer('health-practitioner', 'Seen in May.'), answer('bridge-screener', 'Told by telephone.')]
    },
    broken: (ground, all) =>
      counted(
        ground,
        once('agency-check-answered'),
        all.map(one => one.matter),
      ),
    without: unheld,
  }),
  invariant<SubjectId>({
    says: 'that a concern has arrived is confirmed once',
    prepare: concerns,
    pair: (ground, matter) => {
      const confirm = (role: string) => () => ground.by(role, tx => acknowledge(tx, book, { id: command(), matter }))
      return [confirm('bridge-screener'), confirm('bridge-manager')]
    },
    broken: (ground, matters) => counted(ground, once('referral-acknowledged'), matters),
    without: unheld,
  }),
  invariant<SubjectId>({
    says: 'that a consultation was followed is noted once',
    prepare: async (ground, count) => {
      const all: SubjectId[] = []
      for (let at = 0; at < count; at += 1) {
        const outcome = await ground.by('bridge-social-worker', tx =>
          giveAdvice(tx, book, {
            id: command(),
            now: tx.actor.at,
            advised: {
              caller: 'Sana Sample',
              account: null,
              source: 'education',
              sourceName: undefined,
              child: undefined,
              question: 'Should we tell you?',
              advised: 'Yes, today.',
              advice: 'referral',
              decidedBy: 'Sana Sample',
            },
          }),
        )
        if (outcome.done === 'asked') throw new Error('no gate asks about advice')
        all.push(outcome.answer.matter)
      }
      return all
    },
    pair: (ground, matter) => {
      const follow = (role: string) => () => ground.by(role, tx => noteFollowed(tx, book, { id: command(), matter }))
      return [follow('bridge-social-worker'), follow('bridge-manager')]
    },
    broken: (ground, matters) => counted(ground, once('consultation-followed'), matters),
    without: unheld,
  }),
  invariant<{ sending: Buffer }>({
    says: 'what the public sends is taken in once',
    prepare: async (_, count) =>
      Array.from({ length: count }, () => ({ sending: Buffer.from(crypto.getRandomValues(new Uint8Array(32))) })),
    pair: ({ database }, { sending }) => {
      const send = () =>
        database.visitors.door('select gt.intake_send($1, $2, $3, $4, $5, $6)', [
          ids.partnership,
          newId(),
          sending,
          Buffer.concat([sending, Buffer.from('reference')]),
          '{}',
          Buffer.from('visit'),
        ])
      return [send, send]
    },
    broken: (ground, all) =>
      counted(
        ground,
        `select s.of from unnest($1::bytea[]) s(of) where (select count(*) from gt.intake i where i.sending_hash = s.of) <> 1`,
        all.map(one => one.sending),
      ),
    without: dropped(
      'alter table gt.intake drop constraint intake_partnership_id_sending_hash_key',
      'alter table gt.intake drop constraint intake_partnership_id_reference_hash_key',
      `create or replace function gt.intake_send(p uuid, intake uuid, sending bytea, reference bytea, what jsonb, visit bytea) returns void
         language plpgsql security definer set search_path = '' as $$
         begin
           if exists (select from gt.intake i where i.sending_hash = sending) then return; end if;
           perform pg_sleep(0.04);
           insert into gt.intake (partnership_id, intake_id, sending_hash, reference_hash, content) values (p, intake, sending, reference, what);
         end $$`,
    ),
  }),
]
