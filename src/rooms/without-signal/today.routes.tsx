import { z } from 'zod'
import type { FieldErrors, Typed } from '../../design-system/index.ts'
import { printTimeOfDay } from '../../guidance/index.ts'
import { declareForm } from '../../kernel/http/declared.ts'
import { draftsOf } from '../../kernel/http/drafts.ts'
import { go, json, NotFound, type Reply, show } from '../../kernel/http/reply.ts'
import { type Ask, grantOf, type Route, route } from '../../kernel/http/route.ts'
import { withoutSignal } from '../../kernel/http/without-signal.tsx'
import type { Book } from '../../thread/book.ts'
import { isId } from '../../thread/ids.ts'
import { familyAlong } from './along.tsx'
import { endTakenAlong, takeAlong, takenAlong } from './taking.ts'
import { TodayPage } from './today.page.tsx'
import { type TodaysFamily, todaysFamilies } from './todays-families.ts'
import { visitedSince } from './visited-since.ts'

const takeForm = declareForm(
  z.object({
    family: z
      .union([z.string(), z.array(z.string())], 'Choose whom you visit')
      .transform(chosen => [chosen].flat())
      .refine(chosen => chosen.length <= 12, 'Choose at most twelve families'),
    addresses: z.literal('yes').optional(),
    password: z.string('Enter your password').min(1, 'Enter your password').max(200, 'Enter your password: at most 200 characters'),
  }),
  { family: 'Whom do you visit today?', addresses: 'Take protected addresses along too', password: 'Your password' },
)
const endForm = z.object({ taken: z.string().refine(isId) })
const sealedForm = z.object({ sealed: z.string().max(800_000) })

/** What a phone closed for us: the form it was typed into, where that is kept while it is typed, and what was typed. */
const closedWords = z.object({
  of: z.string(),
  keepAt: z.string(),
  action: z.string(),
  fields: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  /** When the form was taken along, in milliseconds, by the clock of the phone. */
  since: z.number().int().min(0).max(8_640_000_000_000).optional(),
})

/** The forms that are taken along: what was closed on a phone is sent to one of these and nowhere else, whatever a phone that was tampered with says. */
const formAlong = /^\/people\/([0-9a-f-]{36})\/(?:visits\/)?record(\/keep)?(?:\?[\w=&-]*)?$/
const whereTyped = ({
  keepAt,
  action,
}: Pick<z.output<typeof closedWords>, 'keepAt' | 'action'>): { keepAt: string; action: string } | null => {
  const [kept, sent] = [formAlong.exec(keepAt), formAlong.exec(action)]
  return kept?.[1] && kept[2] && sent && !sent[2] && kept[1] === sent[1] && isId(kept[1]) ? { keepAt, action } : null
}

/** Words that were typed without signal and did not come into their form, because it was closed or written on elsewhere: kept for whoever typed them, to read or copy. */
const leftOver = draftsOf<Typed>('without-signal')

const visiting = grantOf({ method: 'GET', url: '/people/:person/visits/record' })

type PageAsk = Pick<Ask, 'page' | 'csrf' | 'typed' | 'today' | 'now' | 'tx' | 'actor'>

/** Today's visits, taking some along, and what comes back. `book`: the kinds and rules in force. */
export const todayRoutes = (book: () => Book): readonly Route[] => {
  const page = async (ask: PageAsk, errors: FieldErrors = []): Promise<Reply> => {
    const { families, out } = await ask.tx(async tx => ({ families: await todaysFamilies(tx, ask.now), out: await takenAlong(tx) }))
    const form = { typed: ask.typed, errors }
    return show(
      ask.page({
        title: 'Today’s visits',
        errors,
        islands: ['take-along.js'],
        manifest: `${withoutSignal}/app`,
        children: (
          <TodayPage
            families={families}
            out={out}
            today={ask.today}
            mayVisit={ask.actor().grants.has(visiting)}
            csrf={ask.csrf}
            form={form}
          />
        ),
      }),
      { status: errors.length > 0 ? 422 : 200, json: errors.length > 0 ? { errors } : { families, out } },
    )
  }
  /** What was closed on a phone of the asker's own, read again; nothing to be found for anybody else. */
  const opened = (ask: Pick<Ask, 'session'>, account: string, sealed: string): z.output<typeof closedWords> => {
    const text = ask.session.closedOnAPhone(account).open(sealed)
    const parsed = closedWords.safeParse(text === null ? null : readJson(text))
    if (!parsed.success) throw new NotFound()
    return parsed.data
  }
  return [
    route({ method: 'GET', url: '/visits/today', words: 'today’s visits', handle: async ask => page(ask) }),
    route({
      method: 'POST',
      url: '/visits/today/take',
      words: 'take today’s visits along to where there is no signal',
      body: takeForm.schema,
      labels: takeForm.labels,
      handle: async ask => {
        if (!ask.form.ok) return page(ask, ask.form.errors)
        const { family, addresses, password } = ask.form.data
        const along = await ask.tx(
          async tx => {
            const chosen = (await todaysFamilies(tx, ask.now)).filter(one => family.includes(one.id))
            if (chosen.length === 0) return { refused: 'Choose whom you visit', field: 'family' }
            const taken = await takeAlong(tx, ask.session, password)
            if ('refused' in taken) return { refused: taken.refused, field: 'password' }
            const at = { now: ask.now, today: ask.today, addresses: addresses === 'yes' }
            return { ...taken, families: await inTurn(chosen, one => familyAlong(tx, book(), one, at)) }
          },
          addresses ? 'taken along to where there is no signal, with protected addresses' : 'taken along to where there is no signal',
        )
        return 'families' in along ? json(along) : page(ask, [{ field: along.field, message: along.refused }])
      },
    }),
    route({
      method: 'POST',
      url: '/visits/today/end',
      words: 'end what was taken along',
      body: endForm,
      handle: async ask => {
        const taken = ask.form.ok ? ask.form.data.taken : null
        await ask.tx(async tx => taken && endTakenAlong(tx, taken))
        return go('/visits/today')
      },
    }),
    route({
      method: 'POST',
      url: '/visits/today/words',
      words: 'one’s own words, typed without signal',
      body: sealedForm,
      handle: async ask => {
        const sealed = ask.form.ok ? ask.form.data.sealed : ''
        return json(
          await ask.tx(async tx => {
            const words = opened(ask, tx.actor.account, sealed)
            const { since, ...read } = words
            const where = whereTyped(words)
            const meanwhile = since === undefined || !where ? null : await visitedSince(tx, where.keepAt, since)
            return { ...read, ...(where ?? { keepAt: null, action: null }), meanwhile: meanwhile && printTimeOfDay(meanwhile) }
          }),
        )
      },
    }),
    route({
      method: 'POST',
      url: '/visits/today/words/keep',
      words: 'keep one’s own words, typed without signal, among one’s drafts',
      body: sealedForm,
      handle: async ask => {
        const sealed = ask.form.ok ? ask.form.data.sealed : ''
        const draft = await ask.tx(async tx => leftOver.begin(tx, opened(ask, tx.actor.account, sealed).fields))
        return json({ href: `/drafts/${draft.id}`, savedAt: printTimeOfDay(draft.savedAt) })
      },
    }),
  ]
}

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const inTurn = async <T,>(families: readonly TodaysFamily[], work: (family: TodaysFamily) => Promise<T>): Promise<T[]> => {
  const done: T[] = []
  for (const one of families) done.push(await work(one))
  return done
}
