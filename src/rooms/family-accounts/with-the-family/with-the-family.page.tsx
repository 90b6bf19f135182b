import type { FormState } from '../../../design-system/index.ts'
import {
  Button,
  CheckboxesField,
  capital,
  Details,
  EmptyState,
  Form,
  InsetText,
  LongTextField,
  RadiosField,
  SummaryList,
  smallLabel,
  smallLegend,
  Tag,
  TextField,
  WarningText,
} from '../../../design-system/index.ts'
import { printMoment, printMomentShort } from '../../../guidance/index.ts'
import { SharedItem } from '../item-words.tsx'
import { viewWords } from '../telling/family-view.ts'
import { sharedWords } from '../telling/shared-with-family.ts'
import { backForm, codeForm, inviteForm, withdrawForm } from './forms.ts'
import { sayEnded, withdrawnWords } from './invite.ts'
import type { ChildOfFamily, FamilyAccount, OnRecord, Shared, Written } from './with-the-family.queries.ts'

/** On what an account rests, in words. */
export const basisWords: Readonly<Record<FamilyAccount['basis'], string>> = {
  responsibility: 'has parental responsibility',
  carer: 'parent or carer, without parental responsibility on record',
  self: 'the young person',
}

type OverviewProps = {
  readonly child: ChildOfFamily
  readonly mayInvite: boolean
  readonly accounts: readonly FamilyAccount[]
  readonly items: readonly Shared[]
  readonly written: readonly Written[]
}

/** What is shared with the family of a child: with whom, since when, what was read, what they wrote, and what was taken back. */
export const WithTheFamilyPage = ({ child, mayInvite, accounts, items, written }: OverviewProps) => {
  const here = `/people/${child.person}/with-family`
  const standing = accounts.filter(one => one.stands)
  const over = accounts.filter(one => !one.stands)
  return (
    <>
      <h1 class="govuk-heading-l">Shared with {child.called}’s family</h1>
      <p class="govuk-body">
        Nobody of the family sees anything of this record but what stands here, each person only what was shared with them by name.
      </p>
      {mayInvite && <Button text="Give somebody an account" href={`${here}/invite`} />}
      {standing.length === 0 && <EmptyState wouldBe="People of the family with an account would be here. There is none." />}
      {standing.map(one => (
        <Account key={one.account} here={here} account={one} mayInvite={mayInvite} items={items} written={written} />
      ))}
      {over.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Accounts that have ended</h2>
          {over.map((one, at) => (
            <section key={at} aria-label={`${one.name}: an account that has ended`}>
              <h3 class="govuk-heading-s govuk-!-margin-bottom-1">{one.name}</h3>
              <p class="govuk-body">
                {sayEnded(one.endedAs)}
                {one.endedAt && `, ${printMomentShort(one.endedAt)}`}
                {one.endedBy && ` (${one.endedBy})`}
                {one.endedWhy && `: ${one.endedWhy}`}
              </p>
              <Items here={here} items={items.filter(item => item.account === one.account)} name={one.name} />
            </section>
          ))}
        </>
      )}
    </>
  )
}

const Account = ({
  here,
  account,
  mayInvite,
  items,
  written,
}: {
  here: string
  account: FamilyAccount
  mayInvite: boolean
  items: readonly Shared[]
  written: readonly Written[]
}) => {
  const { name } = account
  const own = written.filter(one => one.account === account.account)
  return (
    <section aria-label={name}>
      <h2 class="govuk-heading-m govuk-!-margin-bottom-1">{name}</h2>
      <p class="govuk-body">
        {capital(basisWords[account.basis])}. Signs in as {account.signIn}.{' '}
        {account.begun ? (account.usedAt ? `Last signed in on ${printMoment(account.usedAt)}.` : '') : 'Has not begun yet.'}{' '}
        {account.mail ? 'May be told by mail that there is something to read.' : 'Gets no mail.'}{' '}
        {account.safe ? '' : 'Has switched off the quiet pages.'}
      </p>
      <div class="govuk-button-group">
        <Button text={`Share something with ${name}`} href={`${here}/with/${account.account}/new`} classes="govuk-button--secondary" />
        {mayInvite && (
          <a class="govuk-link" href={`${here}/with/${account.account}/code`}>
            Give a new code<span class="govuk-visually-hidden"> to {name}</span>
          </a>
        )}
        <a class="govuk-link" href={`${here}/with/${account.account}/withdraw`}>
          Withdraw at once<span class="govuk-visually-hidden">: {name}</span>
        </a>
      </div>
      {own.length > 0 && (
        <>
          <h3 class="govuk-heading-s">What {name} wrote</h3>
          <ul class="govuk-list gt-list-lines">
            {own.map(one => (
              <li key={one.entry}>
                <p class="govuk-body govuk-!-margin-bottom-1">
                  <strong>{capital(viewWords[one.sort])}</strong>, {printMomentShort(one.at)} {one.waits && <Tag text="To answer" />}
                </p>
                <p class="govuk-body gt-narrative">{one.words}</p>
                {one.waits && (
                  <p class="govuk-body">
                    <a class="govuk-link" href={`${here}/with/${account.account}/new?answers=${one.entry}`}>
                      Answer
                      <span class="govuk-visually-hidden">
                        {' '}
                        what {name} wrote on {printMomentShort(one.at)}
                      </span>
                    </a>
                  </p>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3 class="govuk-heading-s">What {name} reads</h3>
      <Items here={here} items={items.filter(item => item.account === account.account)} name={name} />
    </section>
  )
}

const Items = ({ here, items, name }: { here: string; items: readonly Shared[]; name: string }) =>
  items.length === 0 ? (
    <p class="govuk-body">Nothing was shared with {name}.</p>
  ) : (
    <ul class="govuk-list gt-list-lines">
      {items.map(item => (
        <li key={item.item}>
          <p class="govuk-body govuk-!-margin-bottom-1">
            <strong>{item.title}</strong> ({sharedWords[item.sort]}). Shared by {item.sharedBy}, {printMomentShort(item.sharedAt)}.{' '}
            {item.takenBackAt
              ? `Taken back ${printMomentShort(item.takenBackAt)}${item.takenBackBy ? ` by ${item.takenBackBy}` : ''}: ${item.takenBackWhy ?? ''}.`
              : item.readAt
                ? `Opened ${printMomentShort(item.readAt)}.`
                : 'Not opened yet.'}
          </p>
          {item.corrected && !item.takenBackAt && (
            <p class="govuk-body">The entry it came from has been put right since. Take this back, and share it again as it now is.</p>
          )}
          <Details summary={`What was shared: ${item.title}`}>
            <SharedItem item={item} />
          </Details>
          {!item.takenBackAt && (
            <p class="govuk-body">
              <a class="govuk-link" href={`${here}/items/${item.item}/back`}>
                Take it back<span class="govuk-visually-hidden">: {item.title}</span>
              </a>
            </p>
          )}
        </li>
      ))}
    </ul>
  )

type FormProps = { readonly csrf: string; readonly commandId: string; readonly form: FormState }

/** Giving somebody of the family an account. */
export const InvitePage = ({
  child,
  people,
  ownFrom,
  csrf,
  commandId,
  form,
}: FormProps & { child: ChildOfFamily; people: readonly OnRecord[]; ownFrom: number }) => {
  const free = people.filter(one => !one.has)
  return (
    <>
      <h1 class="govuk-heading-l">Give somebody of {child.called}’s family an account</h1>
      {free.length === 0 ? (
        <InsetText>
          Nobody can be given an account now. It is for those on record as {child.called}’s parent or carer or with parental responsibility,
          and for {child.called} from the age of {ownFrom}. Who is in the family is written down under People and details.
        </InsetText>
      ) : (
        <>
          <p class="govuk-body">
            You do this with the person in the room. You are shown a code once: read it out or let them write it down. They see nothing of
            the record until you share something with them.
          </p>
          <Form action={`/people/${child.person}/with-family/invite`} csrf={csrf} commandId={commandId}>
            <RadiosField
              name="who"
              form={form}
              fieldset={smallLegend(inviteForm.labels.who)}
              items={free.map(one => ({
                value: one.person,
                text: one.name,
                hint: {
                  text:
                    one.basis === 'self'
                      ? 'An account of their own: no parent sees it, or what it is shared'
                      : `${capital(one.as)}, ${basisWords[one.basis]}`,
                },
              }))}
            />
            <LongTextField
              name="knownHow"
              form={form}
              rows={2}
              label={smallLabel(inviteForm.labels.knownHow)}
              hint="For example: I have worked with her since March, and saw her driving licence"
            />
            <TextField
              name="mail"
              form={form}
              label={smallLabel(inviteForm.labels.mail)}
              hint={{
                text: 'Only where they say that nobody else reads it. A mail says “You have something to read” and no more. Without an address there is no mail',
              }}
              type="email"
              spellcheck={false}
              autocomplete="off"
            />
            <CheckboxesField
              name="met"
              form={form}
              fieldset={smallLegend(inviteForm.labels.met)}
              items={[{ value: 'yes', text: 'They are with me, and I am sure who they are' }]}
            />
            <Button text="Make the account" preventDoubleClick />
          </Form>
        </>
      )}
    </>
  )
}

/** The code, shown once. */
export const CodePage = ({
  child,
  name,
  signIn,
  code,
  hours,
  address,
}: {
  child: ChildOfFamily
  name: string
  signIn: string
  code: string
  hours: number
  address: string
}) => (
  <>
    <h1 class="govuk-heading-l">The code for {name}</h1>
    <WarningText text="This is shown once. Read it out or let them write it down, together with the name they sign in with. Send neither in a message." />
    <SummaryList
      rows={[
        { key: 'Page', value: address },
        { key: 'Code', value: { text: <strong class="gt-narrative">{(code.match(/.{4}/g) ?? []).join(' ')}</strong> } },
        { key: 'Name to sign in with', value: { text: <strong class="gt-narrative">{signIn}</strong> } },
      ]}
    />
    <p class="govuk-body">
      The code works once and for {hours} hours. With it they choose a password, and put a key for one-time codes into an app on their own
      telephone: help them with it now if you can.
    </p>
    <p class="govuk-body">
      <a class="govuk-link" href={`/people/${child.person}/with-family`}>
        Go on to what is shared
      </a>
    </p>
  </>
)

/** Giving a new code. */
export const NewCodePage = ({ child, account, csrf, commandId, form }: FormProps & { child: ChildOfFamily; account: FamilyAccount }) => (
  <>
    <h1 class="govuk-heading-l">A new code for {account.name}</h1>
    <p class="govuk-body">
      For somebody who has lost their telephone or their password, or did not begin in time. What they sign in with now stops working, and
      they are signed out everywhere.
    </p>
    <Form action={`/people/${child.person}/with-family/with/${account.account}/code`} csrf={csrf} commandId={commandId}>
      <CheckboxesField
        name="met"
        form={form}
        fieldset={smallLegend(codeForm.labels.met)}
        items={[{ value: 'yes', text: `I am with ${account.name} now. A voice on the telephone is not enough` }]}
      />
      <Button text="Make a new code" preventDoubleClick />
    </Form>
  </>
)

/** Withdrawing an account at once. */
export const WithdrawPage = ({ child, account, csrf, commandId, form }: FormProps & { child: ChildOfFamily; account: FamilyAccount }) => (
  <>
    <h1 class="govuk-heading-l">Withdraw the account of {account.name}</h1>
    <WarningText text="It holds at once: their next click is refused, they are signed out everywhere, and nothing is shared with them any more, for any child. They are not told why." />
    <Form action={`/people/${child.person}/with-family/with/${account.account}/withdraw`} csrf={csrf} commandId={commandId}>
      <RadiosField
        name="as"
        form={form}
        fieldset={smallLegend(withdrawForm.labels.as)}
        items={Object.entries(withdrawnWords).map(([value, text]) => ({ value, text }))}
      />
      <LongTextField name="why" form={form} rows={3} label={smallLabel(withdrawForm.labels.why)} />
      <Button text="Withdraw it now" classes="govuk-button--warning" preventDoubleClick />
    </Form>
  </>
)

/** Taking one thing back. */
export const TakeBackPage = ({
  child,
  item,
  name,
  csrf,
  commandId,
  form,
}: FormProps & { child: ChildOfFamily; item: Shared; name: string }) => (
  <>
    <h1 class="govuk-heading-l">Take back what was shared with {name}</h1>
    <p class="govuk-body">
      {name} does not read it from the next click on.{' '}
      {item.readAt ? 'It was opened already: what was read is known.' : 'It was not opened yet.'}
    </p>
    <InsetText>
      <SharedItem item={item} />
    </InsetText>
    <Form action={`/people/${child.person}/with-family/items/${item.item}/back`} csrf={csrf} commandId={commandId}>
      <LongTextField name="why" form={form} rows={3} label={smallLabel(backForm.labels.why)} />
      <Button text="Take it back" preventDoubleClick />
    </Form>
  </>
)
