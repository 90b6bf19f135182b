import {
  Button,
  CheckboxesField,
  EmptyState,
  Form,
  type FormState,
  SelectField,
  SummaryList,
  Table,
  Tag,
  TextField,
  WarningText,
} from '../../../design-system/index.ts'
import { printMoment } from '../../../guidance/index.ts'
import { changeForm, inviteForm, knownForm, recoveryForm } from './looking-after.forms.ts'
import type { AccountChange, Choice, LookedAfter } from './looking-after.ts'

/** A role as people say it. */
export const roleInWords = (role: string): string => role.replaceAll('-', ' ').replace(/^./, first => first.toUpperCase())

/** How an account stands, in words. */
export const standing = (one: LookedAfter): string => {
  if (one.recovery) return 'Locked out'
  if (one.invitation?.waits) return 'Waits for a second person'
  if (one.dormantAt) return 'Switched off: not used'
  if (!one.active) return 'Closed'
  if (one.begun) return 'In use'
  return one.linkUntil ? 'Invited' : 'Invited, and the link is over'
}

const StandingTag = ({ one }: { one: LookedAfter }) => (
  <Tag
    text={standing(one)}
    classes={
      one.recovery || one.invitation?.waits
        ? 'govuk-tag--yellow'
        : one.active
          ? one.begun
            ? undefined
            : 'govuk-tag--blue'
          : 'govuk-tag--grey'
    }
  />
)

/** Everybody with an account in one agency. */
export const AccountsPage = ({
  accounts,
  agencies,
  agency,
}: {
  accounts: readonly LookedAfter[]
  agencies: readonly Choice[]
  agency: Choice
}) => (
  <>
    <h1 class="govuk-heading-l">Accounts of {agency.name}</h1>
    <p class="govuk-body">
      An account nobody uses is switched off by itself. Somebody who has left is closed on the day they leave: their next click is refused.
    </p>
    {agencies.length > 1 && (
      <form method="get" action="/accounts" class="govuk-!-margin-bottom-4">
        <SelectField
          name="agency"
          form={{ typed: { agency: agency.id }, errors: [] }}
          label={{ text: 'Agency' }}
          items={agencies.map(one => ({ value: one.id, text: one.name }))}
        />
        <Button text="Show its accounts" classes="govuk-button--secondary" />
      </form>
    )}
    <Button text="Invite somebody" href={`/accounts/new?agency=${agency.id}`} />
    {agencies.length > 1 && (
      <p class="govuk-body">
        <a class="govuk-link" href="/accounts/agencies">
          Agencies whose people come in by their own sign-in
        </a>
        {'; '}
        <a class="govuk-link" href={`/accounts/domains/${agency.id}`}>
          mail addresses of {agency.name}
        </a>
      </p>
    )}
    {accounts.length === 0 ? (
      <EmptyState wouldBe="Everybody of this agency who has an account would be here. Nobody has one yet." />
    ) : (
      <ul class="govuk-list gt-list-lines" aria-label={`Accounts of ${agency.name}`}>
        {accounts.map(one => (
          <li key={one.id}>
            <h2 class="govuk-heading-s govuk-!-margin-bottom-1">
              <a class="govuk-link" href={`/accounts/${one.id}`}>
                {one.name}
              </a>{' '}
              <StandingTag one={one} />
            </h2>
            <p class="govuk-body-s govuk-!-margin-bottom-2">
              {roleInWords(one.role)}.{' '}
              {one.usedAt ? `Last signed in on ${printMoment(one.usedAt)}.` : 'Has not signed in so far as is known.'}
            </p>
          </li>
        ))}
      </ul>
    )}
  </>
)

const roleItems = (roles: readonly string[]) => [
  { value: '', text: 'Choose' },
  ...roles.map(role => ({ value: role, text: roleInWords(role) })),
]

const TeamsField = ({ form, teams }: { form: FormState; teams: readonly Choice[] }) =>
  teams.length === 0 ? null : (
    <CheckboxesField
      name="teams"
      form={form}
      fieldset={{ legend: { text: changeForm.labels.teams, classes: 'govuk-fieldset__legend--s' } }}
      hint={{ text: 'Leave all blank where they work in none of these. What a team works with, everybody in it can open.' }}
      items={teams.map(one => ({ value: one.id, text: one.name }))}
    />
  )

/** Inviting somebody into one agency. */
export const InvitePage = ({
  agency,
  roles,
  teams,
  csrf,
  commandId,
  form,
}: {
  agency: Choice
  roles: readonly string[]
  teams: readonly Choice[]
  csrf: string
  commandId: string
  form: FormState
}) => (
  <>
    <h1 class="govuk-heading-l">Invite somebody of {agency.name}</h1>
    <p class="govuk-body">
      They get a mail with a link that works once and for a day. They choose their own password and codes: nobody else ever knows them.
    </p>
    <Form action="/accounts/new" csrf={csrf} commandId={commandId}>
      <input type="hidden" name="agency" value={agency.id} />
      <TextField name="name" form={form} label={{ text: inviteForm.labels.name }} autocomplete="off" />
      <TextField name="email" form={form} label={{ text: inviteForm.labels.email }} type="email" autocomplete="off" spellcheck={false} />
      <SelectField
        name="role"
        form={form}
        label={{ text: inviteForm.labels.role }}
        hint={{ text: 'It decides what they may open. Choose the narrowest that lets them do their work.' }}
        items={roleItems(roles)}
      />
      <TeamsField form={form} teams={teams} />
      <Button text="Invite them" preventDoubleClick />
    </Form>
  </>
)

type OneProps = {
  one: LookedAfter
  changes: readonly AccountChange[]
  roles: readonly string[]
  teams: readonly Choice[]
  csrf: string
  newCommandId: () => string
  form: FormState
}

/** By whom they were brought in; and, for whoever may, saying that one knows who it is. */
const Invited = ({ one, csrf, newCommandId, form }: Pick<OneProps, 'one' | 'csrf' | 'newCommandId' | 'form'>) => {
  const { invitation } = one
  if (!invitation || invitation.confirmedBy !== null) return null
  return (
    <>
      <h2 class="govuk-heading-m">{invitation.waits ? 'A second person has to say yes' : 'Does anybody else know them?'}</h2>
      <p class="govuk-body">
        {invitation.waits
          ? `${invitation.by} invited them on ${printMoment(invitation.at)}, with an address that is of none of the agency’s domains. Until somebody else says yes the account is closed, and no link is mailed.`
          : `${invitation.by} alone invited them, on ${printMoment(invitation.at)}. Where two people are asked for, the two of them do not count as two until somebody else has said that they know who this is.`}
      </p>
      {invitation.may ? (
        <Form action={`/accounts/${one.id}/known`} csrf={csrf} commandId={newCommandId()}>
          <CheckboxesField
            name="known"
            form={form}
            fieldset={{ legend: { text: knownForm.labels.known, classes: 'govuk-fieldset__legend--s' } }}
            items={[{ value: 'yes', text: `I know ${one.name}, who works at ${one.agencyName}, and this address is theirs` }]}
          />
          <Button text={invitation.waits ? 'Let them be invited' : 'Keep this'} classes="govuk-button--secondary" preventDoubleClick />
        </Form>
      ) : (
        <p class="govuk-body">
          Somebody else who looks after these accounts says it: neither of the two who are asked about, nor anybody whom one of them brought
          in.
        </p>
      )}
    </>
  )
}

const changeInWords: Record<AccountChange['what'], string> = {
  invited: 'Invited',
  confirmed: 'A second person said that they know who it is',
  changed: 'Role or teams changed',
  left: 'Closed: they have left',
  back: 'May begin again: a link was mailed',
  link: 'A new link was mailed',
  'recovery-asked': 'Said that they have lost what they sign in with',
  'recovery-confirmed': 'Met face to face; everything of before is over, and a link was mailed',
  dormant: 'Switched off, because nobody used it',
}

const inWords = ({ what, before, after }: AccountChange): string => {
  const roles = before && after && before !== after ? `: from ${roleInWords(before)} to ${roleInWords(after)}` : ''
  return `${changeInWords[what]}${roles}${what === 'invited' && after ? ` as ${roleInWords(after)}` : ''}`
}

const Recovery = ({ one, csrf, newCommandId, form }: Pick<OneProps, 'one' | 'csrf' | 'newCommandId' | 'form'>) =>
  one.recovery && (
    <>
      <h2 class="govuk-heading-m">They ask for a new way in</h2>
      <WarningText text="Meet them face to face, or on video where you know them well. A voice on the telephone or a mail is not enough: whoever wants to read about a child could ask like this." />
      <p class="govuk-body">
        Asked on {printMoment(one.recovery.askedAt)}. When you say yes, their password, codes and passkeys stop working, they are signed out
        everywhere, and a link is mailed to {one.email}.
      </p>
      <Form action={`/accounts/${one.id}/recovery`} csrf={csrf} commandId={newCommandId()}>
        <input type="hidden" name="recovery" value={one.recovery.id} />
        <CheckboxesField
          name="met"
          form={form}
          fieldset={{ legend: { text: recoveryForm.labels.met, classes: 'govuk-fieldset__legend--s' } }}
          items={[{ value: 'yes', text: `I have met ${one.name} and am sure that it is them who asks` }]}
        />
        <Button text="Let them begin again" preventDoubleClick />
      </Form>
    </>
  )

/** One account: how it stands, what can be done with it, and what was. */
export const AccountPage = ({ one, changes, roles, teams, csrf, newCommandId, form }: OneProps) => (
  <>
    <h1 class="govuk-heading-l">{one.name}</h1>
    <SummaryList
      rows={[
        { key: { text: 'Stands' }, value: { text: <StandingTag one={one} /> } },
        { key: { text: 'Agency' }, value: { text: one.agencyName } },
        { key: { text: 'E-mail address' }, value: { text: one.email } },
        { key: { text: 'Works as' }, value: { text: roleInWords(one.role) } },
        {
          key: { text: 'Last signed in' },
          value: { text: one.usedAt ? printMoment(one.usedAt) : 'Not so far as is known' },
        },
      ]}
    />
    <Recovery one={one} csrf={csrf} newCommandId={newCommandId} form={form} />
    <Invited one={one} csrf={csrf} newCommandId={newCommandId} form={form} />
    {one.active && (
      <>
        <h2 class="govuk-heading-m">What they work as</h2>
        <Form action={`/accounts/${one.id}`} csrf={csrf} commandId={newCommandId()}>
          <SelectField
            name="role"
            form={form}
            label={{ text: changeForm.labels.role }}
            hint={{ text: 'A change holds from their very next click. With another role they also leave the teams of other agencies' }}
            items={roleItems(roles)}
          />
          <TeamsField form={form} teams={teams} />
          <Button text="Keep this" preventDoubleClick />
        </Form>
      </>
    )}
    {(!one.active || !one.begun) && !one.invitation?.waits && (
      <>
        <h2 class="govuk-heading-m">{one.active ? 'The link' : 'Let them begin again'}</h2>
        <p class="govuk-body">
          {one.active
            ? 'They have not begun yet. A new link takes the place of the one before.'
            : 'They may use their account again once they have begun it by a new link. Give their teams afterwards.'}
        </p>
        <Form action={`/accounts/${one.id}/link`} csrf={csrf} commandId={newCommandId()}>
          <Button text="Mail a new link" classes="govuk-button--secondary" preventDoubleClick />
        </Form>
      </>
    )}
    {one.active && (
      <>
        <h2 class="govuk-heading-m">They have left</h2>
        <p class="govuk-body">Their next click is refused, no link of theirs works, and they are in no team. What they wrote stays.</p>
        <Form action={`/accounts/${one.id}/left`} csrf={csrf} commandId={newCommandId()}>
          <Button text="Close this account" classes="govuk-button--warning" preventDoubleClick />
        </Form>
      </>
    )}
    <Table
      caption="What was done to this account"
      captionClasses="govuk-table__caption--m"
      head={[{ text: 'When' }, { text: 'What' }, { text: 'By whom' }]}
      rows={changes.map(change => [
        { text: printMoment(change.at) },
        { text: inWords(change) },
        { text: change.by ?? (change.what === 'recovery-asked' ? 'Whoever asked' : 'The program') },
      ])}
    />
  </>
)
