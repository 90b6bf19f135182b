import { z } from 'zod'
import type { FormState } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { said } from '../../../thread/fields.ts'
import { type CommandId, isId, type SubjectId } from '../../../thread/ids.ts'
import { type Beside, readBeside } from '../search/search.queries.ts'
import { compareRecords, takeBackComparison } from './compare.ts'
import { ComparePage, DuplicatesPage } from './duplicates.page.tsx'
import { type Pair, readDuplicates, readPair } from './duplicates.queries.ts'
import { mayMerge } from './merged.queries.ts'
import { comparedWords } from './records-compared.ts'

const id = z.string().refine(isId)
const params = z.object({ person: id, other: id })
const body = z.object({
  are: z.enum(Object.keys(comparedWords) as (keyof typeof comparedWords)[], { error: 'Say whether they are the same person' }),
  reason: said(4000, 'Say how you know'),
})

type Opened = {
  readonly pair: Pair & { readonly mayTakeBack: boolean }
  readonly mayMerge: boolean
  readonly beside: ReadonlyMap<SubjectId, Beside>
}

const open = async (tx: Tx, { person, other }: { person: string; other: string }): Promise<Opened> => {
  const pair = await readPair(tx, person as SubjectId, other as SubjectId)
  if (!pair) throw new NotFound()
  return {
    pair,
    mayMerge: pair.compared === 'same' && (await mayMerge(tx, [pair.person, pair.other])),
    beside: await readBeside(tx, [{ person: pair.person }, { person: pair.other }]),
  }
}

const showPair = (ask: Pick<Ask, 'page' | 'today' | 'csrf' | 'newCommandId'>, { pair, mayMerge, beside }: Opened, form: FormState): Reply =>
  show(
    ask.page({
      title: 'Is this one person?',
      errors: form.errors,
      way: { kind: 'back', href: '/people/duplicates', text: 'On record twice?' },
      children: (
        <ComparePage
          pair={pair}
          beside={beside}
          form={form}
          today={ask.today}
          csrf={ask.csrf}
          commandId={ask.newCommandId()}
          takeBackId={ask.newCommandId()}
          mayTakeBack={pair.mayTakeBack}
          mayMerge={mayMerge}
        />
      ),
    }),
    { status: form.errors.length > 0 ? 422 : 200, json: { pair, errors: form.errors } },
  )

/** People who may be on record twice: the list, comparing two, and taking back what was said. */
export const duplicatesRoutes = (book: Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/people/duplicates',
    words: 'people who may be on record twice',
    handle: async ask => {
      const pairs = await ask.tx(readDuplicates)
      return show(ask.page({ title: 'On record twice?', children: <DuplicatesPage pairs={pairs} today={ask.today} /> }), {
        json: { pairs },
      })
    },
  }),
  route({
    method: 'GET',
    url: '/people/duplicates/:person/:other',
    words: 'compare two records',
    params,
    handle: async ask => showPair(ask, await ask.tx(tx => open(tx, ask.params)), { typed: {}, errors: [] }),
  }),
  route({
    method: 'POST',
    url: '/people/duplicates/:person/:other',
    words: 'compare two records',
    params,
    body,
    handle: async ask => {
      const wrong = await ask.tx(async tx => {
        const opened = await open(tx, ask.params)
        if (!ask.form.ok) return { opened, errors: ask.form.errors }
        const { person, other } = opened.pair
        await compareRecords(tx, book, { id: ask.commandId as CommandId, person, other, ...ask.form.data })
        return undefined
      })
      return wrong ? showPair(ask, wrong.opened, { typed: ask.typed, errors: wrong.errors }) : go('/people/duplicates')
    },
  }),
  route({
    method: 'POST',
    url: '/people/duplicates/:person/:other/take-back',
    words: 'take back what was said of two records',
    params,
    handle: async ask => {
      await ask.tx(async tx => {
        const { pair } = await open(tx, ask.params)
        if (pair.mayTakeBack) await takeBackComparison(tx, book, { id: ask.commandId as CommandId, pair })
      })
      return go(`/people/duplicates/${ask.params.person}/${ask.params.other}`)
    },
  }),
]
