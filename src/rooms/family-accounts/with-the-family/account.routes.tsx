import type { FieldErrors, FormState } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { hasProved, proveFirst } from '../../accounts/index.ts'
import { familyNumbers } from '../numbers.ts'
import { type AnyAsk, accountAt, atAccount, atChild, back, childAt, pathOf, statusOf } from './at.ts'
import { codeForm, inviteForm, withdrawForm } from './forms.ts'
import { codeAgain, inviteFamily, withdrawFamily } from './invite.ts'
import { CodePage, InvitePage, NewCodePage, WithdrawPage } from './with-the-family.page.tsx'
import { type ChildOfFamily, type FamilyAccount, familyAccountsOf, familyOnRecord } from './with-the-family.queries.ts'

/** Accounts in a family: given face to face, a new code, withdrawn at once. */
export const accountRoutes: readonly Route[] = [
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
