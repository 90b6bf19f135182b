import { z } from 'zod'
import { emptyForm, type FormState, NotificationBanner } from '../../../design-system/index.ts'
import { moment } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { said } from '../../../thread/fields.ts'
import { type CommandId, isId, type SubjectId } from '../../../thread/ids.ts'
import { pick } from '../referral/fields.ts'
import { concernFrom } from '../screening/concern.ts'
import { DutyPage, type OnDuty, OneOnDutyPage } from './duty.page.tsx'
import { type DutyConcern, readDuty, readOneOnDuty } from './duty.queries.ts'
import { dutyDidWords } from './duty-handover.ts'
import { handOver } from './hand-over.ts'
import { outOfHoursConcern } from './out-of-hours-concern.rules.ts'

const atMatter = z.object({
  matter: z
    .string()
    .refine(isId)
    .transform(text => text as SubjectId),
})

const form = z.object({
  did: pick(dutyDidWords, 'Say what you have done'),
  note: said(10_000, 'Write what The Bridge needs to know').prefault(''),
})

/** As it stands on the desk; nothing where it is about no concern, such as an alert about a child who is known. */
const onDesk = (read: DutyConcern): OnDuty[] => {
  const concern = concernFrom(read)
  const night = read.findings.find(finding => finding.rule === outOfHoursConcern.id)
  return concern ? [{ concern, announcement: read.announcement, opens: night?.until ? moment(night.until) : null }] : []
}

/** What may be dangerous first, then what nobody has looked at, then what came first. */
const pressing = (a: OnDuty, b: OnDuty): number => {
  const weight = ({ concern }: OnDuty) =>
    Number(!concern.findings.some(finding => finding.rule === 'immediate-danger')) * 2 + Number(concern.handovers.length > 0)
  return weight(a) - weight(b) || (a.concern.told.at < b.concern.told.at ? -1 : 1)
}

const open = async (tx: Tx, matter: SubjectId): Promise<OnDuty> => {
  const read = await readOneOnDuty(tx, matter)
  const [one] = read ? onDesk(read) : []
  if (!one) throw new NotFound()
  return one
}

const showOne = (ask: Pick<Ask, 'page' | 'today' | 'csrf' | 'newCommandId'>, one: OnDuty, of: FormState = emptyForm): Reply =>
  show(
    ask.page({
      title: 'A concern, out of hours',
      errors: of.errors,
      way: { kind: 'back', href: '/duty', text: 'Back to out of hours' },
      children: <OneOnDutyPage one={one} form={of} today={ask.today} csrf={ask.csrf} commandId={ask.newCommandId()} />,
    }),
    { status: of.errors.length > 0 ? 422 : 200, json: { ...jsonOf(one), errors: of.errors } },
  )

const jsonOf = ({ concern, announcement, opens }: OnDuty) => ({
  matter: concern.matter,
  opens,
  announcement,
  told: {
    at: concern.told.at,
    facts: concern.told.facts,
    words: concern.words,
    whereabouts: concern.whereabouts,
    referrer: concern.referrer,
  },
  handovers: concern.handovers.map(({ entry, note, by }) => ({ at: entry.at, did: entry.facts.did, note, by: by.name })),
})

/** The pages of the Emergency Duty Team. `book`: the kinds and rules in force. */
export const dutyRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/duty',
    words: 'what came while The Bridge is closed',
    query: z.object({ done: z.literal('handed-over').optional().catch(undefined) }),
    handle: async ask => {
      const desk = (await ask.tx(readDuty)).flatMap(onDesk).sort(pressing)
      return show(
        ask.page({
          title: 'Out of hours',
          notice: ask.query.done ? <NotificationBanner type="success" text="Your note is left for The Bridge." /> : undefined,
          children: <DutyPage desk={desk} today={ask.today} settings={ask.settings} />,
        }),
        { json: { concerns: desk.map(jsonOf) } },
      )
    },
  }),
  route({
    method: 'GET',
    url: '/duty/:matter',
    words: 'a concern that came while The Bridge is closed',
    params: atMatter,
    handle: async ask => showOne(ask, await ask.tx(tx => open(tx, ask.params.matter))),
  }),
  route({
    method: 'POST',
    url: '/duty/:matter/hand-over',
    words: 'hand a concern over to The Bridge',
    params: atMatter,
    body: form,
    handle: async ask => {
      const { form: sent } = ask
      const again = await ask.tx(async tx => {
        const one = await open(tx, ask.params.matter)
        if (!sent.ok) return { one, errors: sent.errors }
        await handOver(tx, book(), { id: ask.commandId as CommandId, matter: ask.params.matter, ...sent.data })
        return undefined
      })
      return again ? showOne(ask, again.one, { typed: ask.typed, errors: again.errors }) : go('/duty?done=handed-over')
    },
  }),
]
