import { z } from 'zod'
import type { FieldErrors, Typed } from '../../../design-system/index.ts'
import type { Day } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import type { CommandId } from '../../../thread/ids.ts'
import type { AnyRule } from '../../../thread/rule.ts'
import { liveLens, rulesVersion } from '../../../thread/store/lens.ts'
import { wordsOf } from '../words/index.ts'
import { newestOf, setNumber } from './set-number.ts'
import { SettingPage } from './setting.page.tsx'
import { settingForm } from './setting-form.ts'
import { historyInWords, type NumberNow, numbersOf, printNumber, type SetValue, setValues } from './values.ts'

const made = statement<{ made: boolean }>('made-with-rules', null, 'select gt.made_with_rules($1, $2) as made')

/** Is all that is derived in this partnership made with the rules, numbers and holidays in force? */
export const isAllMade = async (tx: Tx, book: Book): Promise<boolean> =>
  (await tx.run(made, [tx.actor.partnership, rulesVersion(book, await liveLens(tx))]))[0]?.made ?? false

type Read = { rule: AnyRule; number: NumberNow; allMade: boolean }

const read = async (tx: Tx, book: Book, params: { rule: string; setting: string }, today: Day): Promise<Read> => {
  const rule = book.rules.find(({ id }) => id === params.rule)
  const number = rule && numbersOf(rule, await setValues(tx), today).find(({ name }) => name === params.setting)
  if (!rule || !number) throw new NotFound()
  return { rule, number, allMade: await isAllMade(tx, book) }
}

type Shown = { typed: Typed; errors?: FieldErrors; theirs?: SetValue; commandId: string; status?: number }

const page = (ask: Pick<Ask, 'page' | 'csrf'>, { rule, number, allMade }: Read, shown: Shown): Reply => {
  const { typed, errors = [], theirs = null, commandId, status = 200 } = shown
  const words = wordsOf(rule.id)
  return show(
    ask.page({
      title: `${words.title}: ${words.numbers[number.name]}`,
      errors,
      way: {
        kind: 'breadcrumbs',
        items: [
          { text: 'Rules', href: '/rules' },
          { text: words.title, href: `/rules#${rule.id}` },
          { text: words.numbers[number.name] ?? '' },
        ],
      },
      children: (
        <SettingPage
          rule={rule}
          number={number}
          form={{ typed, errors }}
          seen={newestOf(number)}
          csrf={ask.csrf}
          commandId={commandId}
          allMade={allMade}
          theirs={theirs}
        />
      ),
    }),
    {
      status,
      json: {
        rule: rule.id,
        setting: number.name,
        now: number.now,
        inWords: printNumber(number.now),
        basis: number.setting.basis,
        history: historyInWords(number),
        set: number.set,
        allMade,
        typed,
        errors,
      },
    },
  )
}

/** A day as the three boxes of a form show it. */
const inBoxes = (name: string, on: Day): Typed => {
  const [year = '', month = '', date = ''] = on.split('-')
  return { [`${name}-day`]: `${Number(date)}`, [`${name}-month`]: `${Number(month)}`, [`${name}-year`]: year }
}

const params = z.object({ rule: z.string().max(80), setting: z.string().max(80) })

/** The pages on which a number of a rule is changed. */
export const settingRoutes = (book: () => Book): Route[] => [
  route({
    method: 'GET',
    url: '/rules/:rule/settings/:setting',
    words: 'a number of a rule',
    params,
    handle: async ask => {
      const found = await ask.tx(tx => read(tx, book(), ask.params, ask.today))
      const { now } = found.number
      const typed = { ...inBoxes('from', ask.today), ...(typeof now === 'number' ? {} : { unit: now.unit }) }
      return page(ask, found, { typed, commandId: ask.newCommandId() })
    },
  }),
  route({
    method: 'POST',
    url: '/rules/:rule/settings/:setting',
    words: 'change a number of a rule',
    params,
    body: settingForm.schema,
    labels: settingForm.labels,
    handle: async ask => {
      const { form, typed, commandId } = ask
      return ask.tx(async tx => {
        const found = await read(tx, book(), ask.params, ask.today)
        // What rests on law is shown with its statement and no form; nothing that is sent can change it.
        if (found.number.setting.basis === 'law') return page(ask, found, { typed: {}, commandId, status: 422 })
        if (!form.ok) return page(ask, found, { typed, errors: form.errors, commandId, status: 422 })
        const done = await setNumber(tx, book(), {
          id: commandId as CommandId,
          rule: found.rule,
          name: found.number.name,
          form: form.data,
          today: ask.today,
        })
        switch (done.is) {
          case 'set':
            return go(`/rules/${found.rule.id}/settings/${found.number.name}`)
          case 'refused':
            return page(ask, found, { typed, errors: done.errors, commandId, status: 422 })
          case 'conflict':
            // Read again: what is shown now is what the next attempt has seen.
            return page(ask, await read(tx, book(), ask.params, ask.today), { typed, theirs: done.theirs, commandId, status: 409 })
        }
      })
    },
  }),
]
