import type { FieldErrors } from '../../../design-system/index.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import type { Route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { chosenOf, keptRoutes, openWithOthers } from '../../commands.ts'
import { readBeforeClosing } from './before-closing.ts'
import { caseClosed, closesAsHelped } from './case-closed.ts'
import { type Closable, ClosePage } from './close.page.tsx'
import { type Closing, closeCase } from './close-case.ts'
import { closeForm, keptClosing } from './close-form.ts'

/** What still stands in the way of closing some children, whatever a manager writes; empty where nothing does. */
const inTheWay = (of: Closable, chosen: readonly SubjectId[], why: Closing['why'], stillOpen: string | undefined): FieldErrors =>
  of.children
    .filter(one => chosen.includes(one.subject))
    .flatMap(one => {
      const before = of.before.get(one.subject)
      const name = one.called
      return [
        ...(one.onPlan
          ? [{ field: 'why', message: `${name} is on a child protection plan: the case closes once the plan has ended` }]
          : []),
        ...(why === 'died' ? [] : (before?.mustEnd ?? [])).map(due => ({ field: 'why', message: `This must end first. ${due.text}` })),
        ...(closesAsHelped(why) && !before?.checked
          ? [{ field: 'why', message: `Write down first what was checked before the end, for ${name}` }]
          : []),
        ...(!stillOpen && before && before.open.length + before.meetings.length > 0
          ? [{ field: 'stillOpen', message: `Write what becomes of what is still open, for ${name}` }]
          : []),
      ]
    })

/** The manager of a team closes a child's case (practice: closure-gate). `book`: the kinds and rules in force. */
export const closeRoutes = (book: () => Book): readonly Route[] =>
  keptRoutes<Closable>({
    at: 'close',
    name: 'close-case',
    title: 'Close a case',
    words: 'close a child’s case',
    labels: closeForm.labels,
    kept: keptClosing,
    leave: '',
    open: async (tx, person, { today }) => {
      const of = await openWithOthers(tx, person, caseClosed)
      const before = new Map<SubjectId, Awaited<ReturnType<typeof readBeforeClosing>>>()
      for (const { subject, called } of of.children)
        before.set(subject, await readBeforeClosing(tx, book(), { subject, called }, { today, now: tx.actor.at }))
      return { ...of, before }
    },
    fresh: ({ child }) => ({ children: [child.subject] }),
    send: async (tx, of, typed, { id, today }) => {
      const read = parseForm(closeForm.schema, typed)
      if (!read.ok) return { errors: read.errors }
      const { children, why, whoStays, toldOn, ...narrative } = read.data
      if (toldOn > today) return { errors: [{ field: 'toldOn', message: 'The day must be today or earlier' }] }
      const which = chosenOf({ ...of, children: of.children.filter(one => one === of.child || !one.onPlan) }, children, caseClosed)
      if ('errors' in which) return which
      const errors = inTheWay(of, which.chosen, why, narrative.stillOpen)
      if (errors.length > 0) return { errors }
      const open = new Map(which.chosen.map(child => [child, [...new Set((of.before.get(child)?.open ?? []).map(one => one.rule))]]))
      const outcome = await closeCase(tx, book(), {
        id,
        children: which.chosen,
        closing: { why, ...(whoStays ? { whoStays } : {}), toldOn, narrative },
        open,
        on: today,
      })
      if (outcome.done === 'asked') throw new Error('gates stop by being thrown')
      return { elsewhere: `/team?closed=${which.chosen.length}` }
    },
    page: (of, parts) => <ClosePage of={of} parts={parts} />,
  })
