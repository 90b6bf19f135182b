import { z } from 'zod'
import type { FieldErrors, FormState, Typed } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { type AccountId, type CommandId, type EntryId, isId, type SubjectId } from '../../../thread/ids.ts'
import { hasProved, proveFirst } from '../../accounts/index.ts'
import { familyNumbers } from '../numbers.ts'
import { backForm, codeForm, inviteForm, type ShareForm, shareForm, withdrawForm } from './forms.ts'
import { codeAgain, inviteFamily, withdrawFamily } from './invite.ts'
import { LookPage, SharePage, type ShareProps } from './share.page.tsx'
import { shareWithFamily, takeBackFromFamily } from './share.ts'
import { CodePage, InvitePage, NewCodePage, TakeBackPage, WithdrawPage, WithTheFamilyPage } from './with-the-family.page.tsx'
import {
  type ChildOfFamily,
  childOfFamily,
  type FamilyAccount,
  familyAccountsOf,
  familyOnRecord,
  type ShareableEntry,
  type Shared,
  shareableEntries,
  sharedOf,
  wordsToShare,
  writtenBy,
} from './with-the-family.queries.ts'

const id = z.string().refine(isId)
const atChild = z.object({ person: id.transform(text => text as SubjectId) })
const atAccount = atChild.extend({ account: id.transform(text => text as AccountId) })
const atItem = atChild.extend({ item: id })
const anEntry = id
  .transform(text => text as EntryId)
  .optional()
  .catch(undefined)
const about = z.object({ entry: anEntry, answers: anEntry })

type AnyAsk = Pick<Ask, 'csrf' | 'newCommandId' | 'page'>
const pathOf = (person: SubjectId): string => `/people/${person}/with-family`
const back = (person: SubjectId) => ({ kind: 'back' as const, href: pathOf(person), text: 'Shared with the family' })
const statusOf = (errors: FieldErrors): number => (errors.length > 0 ? 422 : 200)

const childAt = async (tx: Tx, person: SubjectId, may: 'family-shared' | 'family-invite' = 'family-shared'): Promise<ChildOfFamily> => {
  const child = await childOfFamily(tx, person, may)
  if (!child) throw new NotFound()
  return child
}

/** An account that stands for this child, and whose it is. */
const accountAt = async (
  tx: Tx,
  { person, account }: z.output<typeof atAccount>,
  may: 'family-shared' | 'family-invite' = 'family-shared',
): Promise<{ child: ChildOfFamily; account: FamilyAccount }> => {
  const child = await childAt(tx, person, may)
  const found = (await familyAccountsOf(tx, person)).find(one => one.account === account && one.stands)
  if (!found) throw new NotFound()
  return { child, account: found }
}

const itemAt = async (tx: Tx, { person, item }: z.output<typeof atItem>): Promise<{ child: ChildOfFamily; item: Shared; name: string }> => {
  const child = await childAt(tx, person)
  const found = (await sharedOf(tx, person)).find(one => one.item === item)
  if (!found) throw new NotFound()
  return { child, item: found, name: (await familyAccountsOf(tx, person)).find(one => one.account === found.account)?.name ?? 'the family' }
}

const refusals = {
  changed: { field: 'words', message: 'The entry reads otherwise by now. Open it again, and look at it as it is' },
  repeats: {
    field: 'words',
    message:
      'This repeats what nobody of a family is told: an address, who raised the concern, what the police or a lawyer said, or what was told of somebody else. Leave it out',
  },
} as const

type Opened = Pick<ShareProps, 'child' | 'account' | 'chosen' | 'entries' | 'answers'>

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
  return { child, account, chosen: asked.entry ? entries[0] : undefined, entries, answers: answers || undefined }
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
    ...inviteRoutes,
    ...endRoutes(book),
    route({
      method: 'GET',
      url: '/people/:person/with-family/with/:account/new',
      words: 'sharing something with the family',
      params: atAccount,
      query: about,
      handle: async ask => {
        const opened = await ask.tx(tx => openToShare(tx, ask.params, ask.query))
        const typed = opened.chosen ? { fields: opened.chosen.fields.map(one => one.field) } : {}
        return showShare(ask, opened, { typed, errors: [] })
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

const inviteRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/people/:person/with-family/invite',
    words: 'giving somebody of the family an account',
    params: atChild,
    handle: async ask => {
      const { person } = ask.params
      const opened = await ask.tx(tx => openInvite(tx, person, ask))
      // Asked for before anything is typed, so that nothing is lost on the way.
      return opened.proved ? showInvite(ask, opened, { typed: {}, errors: [] }) : proveFirst(`${pathOf(person)}/invite`)
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/with-family/invite',
    words: 'giving somebody of the family an account',
    params: atChild,
    body: inviteForm.schema,
    labels: inviteForm.labels,
    handle: async ask => {
      const { person } = ask.params
      const { form, typed } = ask
      const { opened, made } = await ask.tx(async tx => {
        const opened = await openInvite(tx, person, ask)
        if (!form.ok) return { opened, made: undefined }
        const { who, knownHow, mail } = form.data
        const made = await inviteFamily(
          tx,
          ask.commandId,
          { child: person, person: who as SubjectId, mail: mail?.toLowerCase() ?? null, knownHow },
          { session: ask.session.hash, ownFrom: opened.ownFrom, codeHours: opened.codeHours },
        )
        return { opened, made: { ...made, name: opened.people.find(one => one.person === who)?.name ?? '' } }
      })
      if (!form.ok || !made) return showInvite(ask, opened, { typed, errors: form.ok ? [] : form.errors })
      switch (made.done) {
        case 'done':
          return showCode(ask, opened.child, made, opened.codeHours)
        case 'linked':
          return go(pathOf(person))
        case 'prove':
          return proveFirst(`${pathOf(person)}/invite`)
        case 'there':
          // Sent twice, or given by a colleague meanwhile: where the code was lost, a new one is given.
          return go(pathOf(person))
        default:
          return showInvite(ask, opened, {
            typed,
            errors: [{ field: 'who', message: 'They cannot be given an account for this child. Choose one of those who are shown' }],
          })
      }
    },
  }),
  route({
    method: 'GET',
    url: '/people/:person/with-family/with/:account/code',
    words: 'a new code for somebody of the family',
    params: atAccount,
    handle: async ask => {
      const { proved, ...opened } = await ask.tx(async tx => ({
        ...(await accountAt(tx, ask.params, 'family-invite')),
        proved: await hasProved(tx, ask.session),
      }))
      const { person, account } = ask.params
      return proved ? showNewCode(ask, opened, []) : proveFirst(`${pathOf(person)}/with/${account}/code`)
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/with-family/with/:account/code',
    words: 'a new code for somebody of the family',
    params: atAccount,
    body: codeForm.schema,
    labels: codeForm.labels,
    handle: async ask => {
      const { person, account } = ask.params
      const { form } = ask
      const { opened, given, codeHours } = await ask.tx(async tx => {
        const opened = await accountAt(tx, ask.params, 'family-invite')
        const { codeHours } = await familyNumbers(tx, ask.now)
        const given = form.ok ? await codeAgain(tx, person, account, { session: ask.session.hash, codeHours }) : undefined
        return { opened, given, codeHours }
      })
      if (!form.ok || !given) return showNewCode(ask, opened, form.ok ? [] : form.errors)
      if (given.done === 'prove') return proveFirst(`${pathOf(person)}/with/${account}/code`)
      if (given.done === 'not-found') throw new NotFound()
      return showCode(ask, opened.child, { ...given, ...opened.account }, codeHours)
    },
  }),
]

const openInvite = async (tx: Tx, person: SubjectId, { now, session }: Pick<Ask, 'now' | 'session'>) => {
  const child = await childAt(tx, person, 'family-invite')
  const numbers = await familyNumbers(tx, now)
  return { child, ...numbers, people: await familyOnRecord(tx, person, numbers.ownFrom), proved: await hasProved(tx, session) }
}

const showInvite = (ask: AnyAsk, opened: Awaited<ReturnType<typeof openInvite>>, form: FormState): Reply =>
  show(
    ask.page({
      title: 'Give somebody of the family an account',
      errors: form.errors,
      way: back(opened.child.person),
      children: (
        <InvitePage
          child={opened.child}
          people={opened.people}
          ownFrom={opened.ownFrom}
          form={form}
          csrf={ask.csrf}
          commandId={ask.newCommandId()}
        />
      ),
    }),
    { status: statusOf(form.errors), json: { people: opened.people, errors: form.errors } },
  )

const showNewCode = (ask: AnyAsk, opened: { child: ChildOfFamily; account: FamilyAccount }, errors: FieldErrors): Reply =>
  show(
    ask.page({
      title: 'A new code',
      errors,
      way: back(opened.child.person),
      children: <NewCodePage {...opened} form={{ typed: {}, errors }} csrf={ask.csrf} commandId={ask.newCommandId()} />,
    }),
    { status: statusOf(errors), json: { errors } },
  )

const showCode = (
  ask: Pick<Ask, 'page' | 'session'>,
  child: ChildOfFamily,
  { name, signIn, code }: { name: string; signIn: string; code: string },
  hours: number,
): Reply =>
  show(
    ask.page({
      title: 'A code',
      way: back(child.person),
      children: (
        <CodePage
          child={child}
          name={name}
          signIn={signIn}
          code={code}
          hours={hours}
          address={`${ask.session.site?.origin ?? ''}/yours/begin`}
        />
      ),
    }),
    { json: { signIn, code, hours } },
  )

const endRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/people/:person/with-family/with/:account/withdraw',
    words: 'withdrawing an account in the family',
    params: atAccount,
    handle: async ask => showWithdraw(ask, await ask.tx(tx => accountAt(tx, ask.params)), { typed: {}, errors: [] }),
  }),
  route({
    method: 'POST',
    url: '/people/:person/with-family/with/:account/withdraw',
    words: 'withdrawing an account in the family',
    params: atAccount,
    body: withdrawForm.schema,
    labels: withdrawForm.labels,
    handle: async ask => {
      const { person, account } = ask.params
      const { form, typed } = ask
      const opened = await ask.tx(async tx => {
        const child = await childAt(tx, person)
        const one = (await familyAccountsOf(tx, person)).find(each => each.account === account)
        if (!one) throw new NotFound()
        // Sent twice, or withdrawn by somebody else meanwhile: it is withdrawn.
        if (form.ok) await withdrawFamily(tx, person, account, form.data.as, form.data.why)
        return { child, account: one }
      })
      return form.ok ? go(pathOf(person)) : showWithdraw(ask, opened, { typed, errors: form.errors })
    },
  }),
  route({
    method: 'GET',
    url: '/people/:person/with-family/items/:item/back',
    words: 'taking back what was shared with the family',
    params: atItem,
    handle: async ask => {
      const opened = await ask.tx(tx => itemAt(tx, ask.params))
      if (opened.item.takenBackAt) return go(pathOf(ask.params.person))
      return showBack(ask, opened, { typed: {}, errors: [] })
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/with-family/items/:item/back',
    words: 'taking back what was shared with the family',
    params: atItem,
    body: backForm.schema,
    labels: backForm.labels,
    handle: async ask => {
      const { form, typed } = ask
      const { person } = ask.params
      const opened = await ask.tx(async tx => {
        const opened = await itemAt(tx, ask.params)
        if (form.ok && !opened.item.takenBackAt)
          await takeBackFromFamily(tx, book(), ask.commandId as CommandId, { child: person, ...opened.item, why: form.data.why })
        return opened
      })
      return form.ok ? go(pathOf(person)) : showBack(ask, opened, { typed, errors: form.errors })
    },
  }),
]

const showWithdraw = (ask: AnyAsk, opened: { child: ChildOfFamily; account: FamilyAccount }, form: FormState): Reply =>
  show(
    ask.page({
      title: 'Withdraw an account',
      errors: form.errors,
      way: back(opened.child.person),
      children: <WithdrawPage {...opened} form={form} csrf={ask.csrf} commandId={ask.newCommandId()} />,
    }),
    { status: statusOf(form.errors), json: { errors: form.errors } },
  )

const showBack = (ask: AnyAsk, opened: { child: ChildOfFamily; item: Shared; name: string }, form: FormState): Reply =>
  show(
    ask.page({
      title: 'Take back what was shared',
      errors: form.errors,
      way: back(opened.child.person),
      children: <TakeBackPage {...opened} form={form} csrf={ask.csrf} commandId={ask.newCommandId()} />,
    }),
    { status: statusOf(form.errors), json: { item: opened.item, errors: form.errors } },
  )
