import { z } from 'zod'
import type { FieldErrors, FormState, Typed } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import type { CommandId, EntryId, SubjectId } from '../../../thread/ids.ts'
import { accountRoutes } from './account.routes.tsx'
import { type AnyAsk, accountAt, atAccount, atChild, back, childAt, id, pathOf, statusOf } from './at.ts'
import { type ShareForm, shareForm } from './forms.ts'
import { meetingsToTell, toldOfMeeting } from './meetings-to-tell.ts'
import { LookPage, SharePage, type ShareProps } from './share.page.tsx'
import { shareWithFamily } from './share.ts'
import { takeBackRoutes } from './take-back.routes.tsx'
import { WithTheFamilyPage } from './with-the-family.page.tsx'
import {
  childOfFamily,
  familyAccountsOf,
  type ShareableEntry,
  shareableEntries,
  sharedOf,
  wordsToShare,
  writtenBy,
} from './with-the-family.queries.ts'

const anEntry = id
  .transform(text => text as EntryId)
  .optional()
  .catch(undefined)
const about = z.object({
  entry: anEntry,
  answers: anEntry,
  meeting: id
    .transform(text => text as SubjectId)
    .optional()
    .catch(undefined),
})

const refusals = {
  changed: { field: 'words', message: 'The entry reads otherwise by now. Open it again, and look at it as it is' },
  repeats: {
    field: 'words',
    message:
      'This repeats what nobody of a family is told: an address, who raised the concern, what the police or a lawyer said, or what was told of somebody else. Leave it out',
  },
} as const

type Opened = Pick<ShareProps, 'child' | 'account' | 'chosen' | 'entries' | 'answers' | 'meetings' | 'told'>

/** What may be shared with one person: everything, one entry, or an answer to what they wrote. */
const openToShare = async (
  tx: Tx,
  at: z.output<typeof atAccount>,
  asked: { entry?: EntryId | undefined; answers?: EntryId | undefined },
): Promise<Opened> => {
  const { child, account } = await accountAt(tx, at)
  const entries = await shareableEntries(tx, at.person, account, asked.entry ?? null)
  const answers = asked.answers && (await writtenBy(tx, at.person)).find(one => one.entry === asked.answers && one.account === at.account)
  if ((asked.entry && !entries[0]) || (asked.answers && !answers)) throw new NotFound()
  return {
    child,
    account,
    chosen: asked.entry ? entries[0] : undefined,
    entries,
    answers: answers || undefined,
    meetings: await meetingsToTell(tx, at.person),
  }
}

/** What is shared with families, for those who work with the child. `book`: the kinds and rules in force. */
export const withTheFamilyRoutes = (book: () => Book): readonly Route[] => {
  const titleOf = ({ kind, facts }: ShareableEntry): string => {
    const of = book().kinds.get(kind)
    const parsed = of?.record.facts.safeParse(facts)
    return of && parsed?.success ? of.title(parsed.data as never) : kind
  }
  const showShare = (ask: AnyAsk, opened: Opened, form: FormState): Reply =>
    show(
      ask.page({
        title: 'Share something with the family',
        errors: form.errors,
        way: back(opened.child.person),
        children: <SharePage {...opened} titleOf={titleOf} form={form} csrf={ask.csrf} commandId={ask.newCommandId()} />,
      }),
      { status: statusOf(form.errors), json: { ...opened, errors: form.errors } },
    )
  const showLook = (ask: AnyAsk, opened: Opened, form: ShareForm, words: string, typed: Typed, errors: FieldErrors): Reply => {
    const item = { title: form.title, words, onDay: form.onDay ?? null, atTime: form.atTime ?? null, place: form.place ?? null }
    const seen = opened.chosen ? { entry: opened.chosen.entry, words } : undefined
    const { words: _looked, ...rest } = typed
    return show(
      ask.page({
        title: 'Look at what you share',
        errors,
        way: back(opened.child.person),
        children: (
          <LookPage
            child={opened.child}
            account={opened.account}
            item={item}
            seen={seen}
            form={{ typed: seen ? rest : typed, errors }}
            csrf={ask.csrf}
            commandId={ask.newCommandId()}
          />
        ),
      }),
      { status: statusOf(errors), json: { item, errors } },
    )
  }
  return [
    route({
      method: 'GET',
      url: '/people/:person/with-family',
      words: 'what is shared with the family',
      params: atChild,
      handle: async ask => {
        const { person } = ask.params
        const shown = await ask.tx(async tx => ({
          child: await childAt(tx, person),
          mayInvite: (await childOfFamily(tx, person, 'family-invite')) !== undefined,
          accounts: await familyAccountsOf(tx, person),
          items: await sharedOf(tx, person),
          written: await writtenBy(tx, person),
        }))
        return show(
          ask.page({
            title: 'Shared with the family',
            way: { kind: 'back', href: `/people/${person}` },
            children: <WithTheFamilyPage {...shown} />,
          }),
          { json: shown },
        )
      },
    }),
    ...accountRoutes,
    ...takeBackRoutes(book),
    route({
      method: 'GET',
      url: '/people/:person/with-family/with/:account/new',
      words: 'sharing something with the family',
      params: atAccount,
      query: about,
      handle: async ask => {
        const opened = await ask.tx(tx => openToShare(tx, ask.params, ask.query))
        const meeting = opened.meetings.find(one => one.meeting === ask.query.meeting)
        const typed = opened.chosen
          ? { fields: opened.chosen.fields.map(one => one.field) }
          : meeting
            ? toldOfMeeting(meeting, opened.child)
            : {}
        return showShare(ask, { ...opened, told: meeting }, { typed, errors: [] })
      },
    }),
    route({
      method: 'POST',
      url: '/people/:person/with-family/with/:account/new',
      words: 'sharing something with the family',
      params: atAccount,
      body: shareForm.schema,
      labels: shareForm.labels,
      handle: async ask => {
        const { form, typed, params } = ask
        const asked = about.parse(typed)
        const result = await ask.tx(async tx => {
          const opened = await openToShare(tx, params, asked)
          const wanted = typeof typed['fields'] === 'string' ? [typed['fields']] : (typed['fields'] ?? [])
          const fields = opened.chosen?.fields.filter(one => wanted.includes(one.field)) ?? []
          if (!form.ok) {
            const unread = form.errors.every(error => error.field === 'read')
            return { opened, done: unread ? ('look' as const) : ('form' as const), words: String(typed['words'] ?? ''), form: undefined }
          }
          const words = opened.chosen
            ? ((await wordsToShare(tx, params.person, params.account, opened.chosen.entry, fields)) ?? '')
            : (form.data.words ?? '')
          if (words === '') throw new NotFound()
          if (form.data.step === 'look') return { opened, done: 'look' as const, words, form: form.data }
          // What was looked at is what is shared: where the entry reads otherwise by now, nothing is.
          if (opened.chosen && form.data.words !== words.trim().replaceAll('\r\n', '\n'))
            return { opened, done: 'changed' as const, words, form: form.data }
          const done = await shareWithFamily(tx, book(), ask.commandId as CommandId, {
            child: params.person,
            account: params.account,
            sort: opened.chosen ? 'entry' : opened.answers ? 'answer' : (form.data.sort ?? 'plan'),
            entry: opened.chosen?.entry ?? null,
            fields,
            answers: opened.answers?.entry ?? null,
            title: form.data.title,
            words,
            onDay: form.data.onDay ?? null,
            atTime: form.data.atTime ?? null,
            place: form.data.place ?? null,
          })
          if (done === 'not-found') throw new NotFound()
          return { opened, done, words, form: form.data }
        })
        const { opened, done, words } = result
        if (done === 'done') return go(pathOf(params.person))
        if (done === 'changed' || done === 'repeats') return showShare(ask, opened, { typed, errors: [refusals[done]] })
        if (done === 'form') return showShare(ask, opened, { typed, errors: form.ok ? [] : form.errors })
        // What was looked at is shown again where only the last question was left out.
        const looked = result.form ?? shareForm.schema.safeParse({ ...plain(typed), step: 'look' }).data
        return looked
          ? showLook(ask, opened, looked, words, typed, form.ok ? [] : form.errors)
          : showShare(ask, opened, { typed, errors: [] })
      },
    }),
  ]
}

/** What was typed as a form gives it: blanks left out, the day put together. */
const plain = (typed: Typed): Record<string, unknown> => {
  const { 'onDay-day': day, 'onDay-month': month, 'onDay-year': year, ...rest } = typed
  const two = (part: unknown): string => String(part ?? '').padStart(2, '0')
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== '' && value !== undefined)),
    ...(year ? { onDay: `${year}-${two(month)}-${two(day)}` } : {}),
  }
}
