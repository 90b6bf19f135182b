import { Button, Confirmation, EmptyState, Form, InsetText, Table } from '../../../../design-system/index.ts'
import { dayOf, printDay, printMoment, printShort } from '../../../../guidance/index.ts'
import type { Draft } from '../../../../kernel/http/drafts.ts'
import type { PublishedSettings } from '../../../../kernel/http/frame.ts'
import type { ConcernDraft } from './concern-draft.ts'
import { type OwnConcern, toldName } from './concerns.queries.ts'
import { referenceOf } from './raise-concern.ts'
import { RingFirst } from './ring-first.tsx'

const childrenOf = (concern: OwnConcern): string => concern.facts.children.map(toldName).join(', ')

const draftName = (draft: Draft<ConcernDraft>): string => {
  const names = draft.body.children.map(typed =>
    toldName(Object.fromEntries(Object.entries(typed).filter(([, value]) => typeof value === 'string'))),
  )
  return names.length > 0 ? names.join(', ') : 'A concern without a child yet'
}

const becameOf = ({ feedback, acknowledged }: OwnConcern): string =>
  feedback ? feedback.outcome : acknowledged ? 'The Bridge has it and is looking at it' : 'Sent; The Bridge has not confirmed it yet'

/** What one's own agency has raised, and what one has begun to write. */
export const ConcernsPage = ({
  concerns,
  drafts,
  csrf,
}: {
  concerns: readonly OwnConcern[]
  drafts: readonly Draft<ConcernDraft>[]
  csrf: string
}) => (
  <>
    <h1 class="govuk-heading-l">Concerns you have raised</h1>
    <p class="govuk-body">
      <a class="govuk-button" href="/concerns/new">
        Raise a concern
      </a>
    </p>
    {drafts.length > 0 && (
      <>
        <h2 class="govuk-heading-m">Not sent yet</h2>
        <ul class="govuk-list gt-list-lines">
          {drafts.map(draft => (
            <li key={draft.id}>
              <a class="govuk-link" href={`/concerns/draft/${draft.id}/check`}>
                {draftName(draft)}
              </a>
              , saved {printMoment(draft.savedAt)}
              <Form action={`/concerns/draft/${draft.id}/discard`} csrf={csrf} commandId="">
                <Button text="Throw this draft away" classes="govuk-button--secondary" />
              </Form>
            </li>
          ))}
        </ul>
      </>
    )}
    <h2 class="govuk-heading-m">Sent by your agency</h2>
    {concerns.length === 0 ? (
      <EmptyState wouldBe="Concerns that your agency sends to The Bridge stand here, with what became of each." />
    ) : (
      <Table
        head={['Child', 'Sent', 'What became of it']}
        firstCellIsHeader
        rows={concerns.map(concern => [
          {
            text: (
              <a class="govuk-link" href={`/concerns/${concern.matter}`}>
                {childrenOf(concern)}
              </a>
            ),
          },
          { text: printShort(dayOf(concern.at)) },
          { text: becameOf(concern) },
        ])}
      />
    )}
  </>
)

/** Where a concern begins: whom to ring first, then what will be asked. */
export const NewConcernPage = ({ csrf, commandId, settings }: { csrf: string; commandId: string; settings: PublishedSettings }) => (
  <>
    <h1 class="govuk-heading-l">Raise a concern about a child</h1>
    <RingFirst settings={settings} />
    <p class="govuk-body">
      It takes about ten minutes. Leave out what you do not know: a concern is never turned away because something is missing. What you
      write is saved as you go, and you can come back to it.
    </p>
    <Form action="/concerns/new" csrf={csrf} commandId={commandId}>
      <Button text="Start" preventDoubleClick />
    </Form>
  </>
)

/** A concern that was sent: its reference, what happens next, and what became of it. */
export const ConcernPage = ({ concern, due }: { concern: OwnConcern; due: string }) => {
  const { feedback } = concern
  return (
    <>
      {feedback ? (
        <>
          <h1 class="govuk-heading-l">{childrenOf(concern)}: what The Bridge decided</h1>
          <p class="govuk-body-l">{feedback.outcome}</p>
          <p class="govuk-body gt-narrative">{feedback.message}</p>
          <p class="govuk-body">Told to you on {printMoment(feedback.at)}.</p>
          <InsetText>
            <h2 class="govuk-heading-s">If you do not agree</h2>
            {feedback.howToChallenge && <p class="govuk-body">{feedback.howToChallenge}</p>}
            <p class="govuk-body">
              <a class="govuk-link" href={`/challenges/new?concern=${concern.matter}`}>
                Challenge this decision
              </a>
            </p>
          </InsetText>
        </>
      ) : (
        <Confirmation
          title="Sent to The Bridge"
          reference={referenceOf(concern.matter)}
          next={[
            `The Bridge looks at what every agency knows and decides ${due}.`,
            'You read the outcome and the reason here. If you have heard nothing after three working days, ring The Bridge with the reference.',
            'If something changes, or a child is in danger, do not wait: ring.',
          ]}
          told={[{ who: 'The Bridge', how: `${printMoment(concern.at)}, in its queue` }]}
        />
      )}
      {concern.acknowledged && (
        <p class="govuk-body">The Bridge confirmed on {printMoment(concern.acknowledged.at)} that it has your concern.</p>
      )}
      <h2 class="govuk-heading-m">What you told us</h2>
      <p class="govuk-body">
        About {childrenOf(concern)}, sent by {concern.author} on {printDay(dayOf(concern.at))}. Reference {referenceOf(concern.matter)}.
      </p>
      <p class="govuk-body gt-narrative">{concern.narrative['seenOrHeard']}</p>
      {concern.facts.files && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/concerns/${concern.matter}/files`}>
            {concern.facts.files === 1 ? 'The file you sent with it' : `The ${concern.facts.files} files you sent with it`}
          </a>
        </p>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href="/concerns">
          All concerns your agency has raised
        </a>
      </p>
    </>
  )
}
