import { z } from 'zod'
import { type Day, printDay } from '../../../guidance/index.ts'
import { show } from '../../../kernel/http/reply.ts'
import { type Route, route } from '../../../kernel/http/route.ts'
import { dayField } from '../../../thread/fields.ts'
import { isId, type SubjectId } from '../../../thread/ids.ts'
import { BoardPage, boardHref } from './board.page.tsx'
import { type After, boardOfWhom, boardShows, mostInDownload, onOnePage, readBoard } from './board.ts'
import { asTable } from './csv.ts'

const keys = <Of extends Readonly<Record<string, string>>>(of: Of) => Object.keys(of) as [keyof Of & string, ...(keyof Of & string)[]]

const asked = z.object({
  show: z.enum(keys(boardShows)).catch('all'),
  of: z.enum(keys(boardOfWhom)).catch('open'),
  late: z.enum(['yes', 'no']).optional().catch(undefined),
  born: dayField.optional().catch(undefined),
  after: z
    .string()
    .refine(isId)
    .transform(text => text as SubjectId)
    .optional()
    .catch(undefined),
})

const afterOf = ({ late, born, after }: z.output<typeof asked>): After | null =>
  late && born && after ? { late: late === 'yes', youngest: born, subject: after } : null

/** The board, and the same as a table to keep. Every child on either leaves a line in who looked. */
export const boardRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/seen',
    words: 'when each child was last seen',
    query: asked,
    handle: async ask => {
      const { show: which, of } = ask.query
      const board = await ask.tx(
        tx => readBoard(tx, { show: which, of, after: afterOf(ask.query), most: onOnePage, today: ask.today, now: ask.now }),
        'seeing when each child was last seen',
      )
      const { next } = board
      const here = boardHref({ show: which, of })
      const nextHref = next
        ? `${here}${here.includes('?') ? '&' : '?'}${new URLSearchParams({ late: next.late ? 'yes' : 'no', born: next.youngest, after: next.subject })}#children`
        : null
      return show(
        ask.page({
          title: 'When each child was last seen',
          wide: true,
          children: <BoardPage board={board} asked={{ show: which, of }} today={ask.today} nextHref={nextHref} />,
        }),
        { json: { ...board, next: nextHref } },
      )
    },
  }),
  route({
    method: 'GET',
    url: '/seen/list',
    words: 'when each child was last seen, to keep',
    query: asked,
    handle: async ask => {
      const { show: which, of } = ask.query
      const board = await ask.tx(
        tx => readBoard(tx, { show: which, of, after: null, most: mostInDownload, today: ask.today, now: ask.now }),
        'keeping a list of when each child was last seen',
      )
      const text = `${asTable(board.children)}${notAll(board.next !== null, ask.today)}`
      return { kind: 'file', body: Buffer.from(text), type: 'text/csv; charset=utf-8', name: `last-seen-${which}-${ask.today}.csv` }
    },
  }),
]

/** A list that is cut says so in its last line: nobody takes it for the whole. */
const notAll = (cut: boolean, today: Day): string =>
  cut ? `"Only the first ${mostInDownload} children, as of ${printDay(today)}: there are more"\r\n` : ''
