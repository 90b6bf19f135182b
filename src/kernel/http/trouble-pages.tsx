import type { Typed } from '../../design-system/index.ts'
import { Details, InsetText, SummaryList } from '../../design-system/index.ts'
import { type Labels, labelOf } from './declared.ts'
import { neverShown } from './never-shown.ts'

const rowsTyped = (typed: Typed, labels: Labels) => {
  // A form that declares its fields shows these alone: what travels with it unseen says nothing to anybody.
  const declared = Object.keys(labels).length > 0
  return Object.entries(typed).filter(
    ([name, value]) =>
      !(neverShown.has(name) || name === 'draftVersion') &&
      value !== undefined &&
      value.length > 0 &&
      (!declared || labelOf(labels, name) !== name),
  )
}

const wasTyped = (typed: Typed, labels: Labels): boolean => rowsTyped(typed, labels).length > 0

/** What the person had typed, by the labels of the form, so that nothing is lost: to copy, where the page it belongs to cannot take it any more. */
const WhatYouTyped = ({ typed, labels }: { typed: Typed; labels: Labels }) => {
  const rows = rowsTyped(typed, labels)
  if (rows.length === 0) return null
  return (
    <Details summary="What you had typed" open>
      <SummaryList
        rows={rows.map(([name, value]) => ({
          key: { text: labelOf(labels, name) },
          value: { text: typeof value === 'string' ? value : value?.join(', ') },
        }))}
      />
    </Details>
  )
}

/** Nobody is signed in any more; what was typed is here. */
export const SignedOutPage = ({ typed, labels }: { typed: Typed; labels: Labels }) => (
  <>
    <h1 class="govuk-heading-l">You have been signed out</h1>
    <p class="govuk-body">Your answers were not sent. What you saved is kept; sign in again and open the form to go on.</p>
    <p class="govuk-body">
      <a class="govuk-link" href="/sign-in">
        Sign in again
      </a>
    </p>
    <WhatYouTyped typed={typed} labels={labels} />
  </>
)

/** The screen of this session is hidden, in this window or another; what was typed is here. */
export const StillHiddenPage = ({ typed, labels }: { typed: Typed; labels: Labels }) => (
  <>
    <h1 class="govuk-heading-l">Your screen is hidden</h1>
    <p class="govuk-body">
      You hid the screen in another window, so your answers were not sent. Enter your password, then go back and send them again.
    </p>
    <p class="govuk-body">
      <a class="govuk-link" href="/locked">
        Enter your password
      </a>
    </p>
    <WhatYouTyped typed={typed} labels={labels} />
  </>
)

/** The form is older than the session. */
export const WrongMarkPage = ({ typed, labels }: { typed: Typed; labels: Labels }) => (
  <>
    <h1 class="govuk-heading-l">Open the form again</h1>
    <p class="govuk-body">
      This form was opened before you signed in or out, so we did not take it. Nothing was sent. Go back, reload the page and send it again.
    </p>
    <WhatYouTyped typed={typed} labels={labels} />
  </>
)

/** The same form was sent before with other words. */
export const SentBeforePage = ({ typed, labels }: { typed: Typed; labels: Labels }) => (
  <>
    <h1 class="govuk-heading-l">This form was already sent</h1>
    <p class="govuk-body">It was sent with other answers, and those were kept. To send something new, open the form again.</p>
    <WhatYouTyped typed={typed} labels={labels} />
  </>
)

/** A form held a character that no record can keep, or what is no text; everything else of it is here, to send again. */
export const CannotBeKeptPage = ({ fields, typed, labels }: { fields: readonly string[]; typed: Typed; labels: Labels }) => (
  <>
    <h1 class="govuk-heading-l">Something that cannot be kept</h1>
    <p class="govuk-body">
      Nothing was sent. What you entered holds a character that cannot be kept, which can come with text that is copied from elsewhere. Go
      back, take it out and send the form again.
    </p>
    <p class="govuk-body">
      It stands in:{' '}
      {fields
        .slice(0, 20)
        .map(field => labelOf(labels, field))
        .join(', ')}
      . Below, a mark like this one shows where it was: {'\ufffd'}
    </p>
    <WhatYouTyped typed={typed} labels={labels} />
  </>
)

/** Too many requests in a minute. */
export const TooManyPage = () => (
  <>
    <h1 class="govuk-heading-l">Please wait a minute</h1>
    <p class="govuk-body">Too much was asked in a short time. Wait a minute, then try again. If a child is in danger now, ring 999.</p>
  </>
)

/**
 * There is no such page, or it is not for this reader. Where a form was sent, what was typed is here: the record may have been closed or joined with
 * another while they wrote, or they may no longer work with the child, and of that the page says no more than of an address that never was.
 */
export const NotFoundPage = ({ quiet, typed = {}, labels = {} }: { quiet: boolean; typed?: Typed; labels?: Labels }) => (
  <>
    <h1 class="govuk-heading-l">Page not found</h1>
    <p class="govuk-body">There is no such page, or it is not open to you. If you typed the address, check it.</p>
    {!quiet && (
      <p class="govuk-body">
        If you need to see a child's record for your work, ask the team that works with the child to add you, or ring The Bridge.
      </p>
    )}
    {wasTyped(typed, labels) && (
      <p class="govuk-body">
        What you typed was not sent. It stands here, to copy: give it to the team that works with the child, and if a child may not be safe,
        ring The Bridge now.
      </p>
    )}
    <WhatYouTyped typed={typed} labels={labels} />
    <p class="govuk-body">
      <a class="govuk-link" href="/">
        Go to your start page
      </a>
    </p>
  </>
)

/** A fault, or a request that cannot be read. */
export const FaultPage = ({ reference, ours }: { reference: string; ours: boolean }) => (
  <>
    <h1 class="govuk-heading-l">{ours ? 'Something went wrong' : 'We could not read that'}</h1>
    <p class="govuk-body">
      {ours
        ? 'It is our fault, not yours. Nothing was changed, and what you saved is kept. Go back and try again.'
        : 'What was sent could not be read: it was too large or of another kind than the page asks for. Go back and try again.'}
    </p>
    <InsetText>
      If it happens again, tell the people who run this service this reference: <strong>{reference}</strong>
    </InsetText>
    <p class="govuk-body">
      If you are worried about a child now, do not wait for this page: ring The Bridge, or 999 if a child is in danger.
    </p>
  </>
)
