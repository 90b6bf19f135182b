import type { FormState } from '../../../design-system/index.ts'
import { Button, Form, InsetText, Panel, TextField } from '../../../design-system/index.ts'
import type { PublishedSettings } from '../../../kernel/http/frame.ts'
import { WhomToRing } from '../referral/raise/ring-first.tsx'
import type { Step } from './intake.ts'

/** It has been sent: the reference, and what happens next. */
export const SentPage = ({ reference, settings }: { reference: string; settings: PublishedSettings }) => (
  <>
    <Panel
      title="Sent to The Bridge"
      text={
        <>
          Your reference
          <br />
          <strong class="gt-reference">{reference}</strong>
        </>
      }
    />
    <p class="govuk-body">
      Write the reference down or take a picture of it, if that is safe. It is the only way to follow this, and we cannot show it again.
    </p>
    <h2 class="govuk-heading-m">What happens next</h2>
    <ol class="govuk-list govuk-list--number">
      <li>Somebody at The Bridge reads what you sent and decides what to do, at the latest on the next working day.</li>
      <li>If you left a number, they may ring you.</li>
      <li>They cannot tell you what they find out about a family.</li>
    </ol>
    <p class="govuk-body">
      <a class="govuk-link" href="/worried/follow">
        Follow it with the reference
      </a>
    </p>
    <h2 class="govuk-heading-m">If something changes, ring</h2>
    <WhomToRing settings={settings} />
    <InsetText>What you wrote is no longer on this telephone or computer.</InsetText>
  </>
)

/** Following something: only the reference is asked for. */
export const FollowPage = ({ csrf, commandId, form }: { csrf: string; commandId: string; form: FormState }) => (
  <>
    <h1 class="govuk-heading-l">Follow something you sent</h1>
    <p class="govuk-body">You read here only how far it has come: not what you wrote, nor anything about a child.</p>
    <Form action="/worried/follow" csrf={csrf} commandId={commandId}>
      <TextField
        name="reference"
        form={form}
        label={{ text: 'Your reference' }}
        hint={{ text: 'Six groups of five letters and figures, such as 3ACD4-EFG6H-JK7MN-P9QRT-WXY34-67ACD' }}
        autocomplete="off"
        spellcheck={false}
        classes="govuk-input--width-20 govuk-input--extra-letter-spacing"
      />
      <Button text="Continue" />
    </Form>
  </>
)

const stepWords: Record<Step, { title: string; means: string }> = {
  received: { title: 'Received', means: 'The Bridge has what you sent. Somebody will look at it, at the latest on the next working day.' },
  'being-looked-at': { title: 'Being looked at', means: 'Somebody at The Bridge is looking at it now.' },
  'looked-at': {
    title: 'Looked at',
    means: 'The Bridge has looked at it and decided what to do. It may not tell you more, because that would tell of a family.',
  },
}

/** How far it has come, and nothing else. */
export const FollowedPage = ({ step, settings }: { step: Step; settings: PublishedSettings }) => (
  <>
    <h1 class="govuk-heading-l">{stepWords[step].title}</h1>
    <p class="govuk-body-l">{stepWords[step].means}</p>
    <p class="govuk-body">If you are still worried, or something has changed, do not wait for this page.</p>
    <WhomToRing settings={settings} />
    <p class="govuk-body">
      <a class="govuk-link" href="/worried">
        Tell us something more
      </a>
    </p>
  </>
)
