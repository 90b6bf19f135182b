import { Button } from '../../../design-system/index.ts'
import type { PublishedSettings } from '../../../kernel/http/frame.ts'
import { RingFirst } from '../referral/raise/ring-first.tsx'

/** Where anybody begins: whom to ring first, then what will be asked, and what becomes of it. */
export const StartPage = ({ settings }: { settings: PublishedSettings }) => (
  <>
    <h1 class="govuk-heading-l">Are you worried about a child?</h1>
    <RingFirst settings={settings} />
    <p class="govuk-body">
      You can ring instead of writing, at any time. You do not have to be sure, and you do not have to give your name.
    </p>
    <h2 class="govuk-heading-m">Tell us in writing</h2>
    <ul class="govuk-list govuk-list--bullet">
      <li>You need no account. It takes about ten minutes.</li>
      <li>Leave out what you do not know.</li>
      <li>You can also ask for help for a child, for your own family or for yourself.</li>
      <li>
        Nothing stays on this telephone or computer. What you write is forgotten if you leave, or half an hour after the last page, unless
        you send it.
      </li>
    </ul>
    <Button text="Start" href="/worried/danger" isStartButton />
    <p class="govuk-body">
      <a class="govuk-link" href="/worried/follow">
        Follow something you sent before
      </a>
    </p>
    <p class="govuk-body">
      Looking for help for yourself or your family?{' '}
      <a class="govuk-link" href="/services">
        Find help near you
      </a>
      .
    </p>
    <p class="govuk-body">
      Do you work with children?{' '}
      <a class="govuk-link" href="/concerns/new">
        Sign in to raise a concern
      </a>
      , so that you hear what is decided.
    </p>
  </>
)
