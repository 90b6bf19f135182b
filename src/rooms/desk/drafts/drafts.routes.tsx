import { z } from 'zod'
import { Button, EmptyState, Form } from '../../../design-system/index.ts'
import { printDate, printMomentShort } from '../../../guidance/index.ts'
import { go, NotFound, show } from '../../../kernel/http/reply.ts'
import { type Route, route } from '../../../kernel/http/route.ts'
import { isId } from '../../../thread/ids.ts'
import { bringBack, daysKept, ownDrafts, type ThrownAway, throwAway, type Unsent, wordsOfDraft } from './drafts.ts'

const params = z.object({ draft: z.string().refine(isId) })

const DraftsPage = ({ unsent, thrownAway, csrf }: { unsent: readonly Unsent[]; thrownAway: readonly ThrownAway[]; csrf: string }) => (
  <>
    <h1 class="govuk-heading-l">Not sent yet</h1>
    {unsent.length === 0 ? (
      <EmptyState
        wouldBe="You have written nothing that is not sent. A form you leave before sending it waits here, word for word."
        action={{ text: 'Go to your work', href: '/' }}
      />
    ) : (
      <ul class="govuk-list gt-list-lines">
        {unsent.map(one => (
          <li key={one.id}>
            <p class="govuk-body">
              {one.words}, saved {printMomentShort(one.savedAt)}
            </p>
            <Form action={`/drafts/${one.id}/throw-away`} csrf={csrf} commandId="">
              <div class="govuk-button-group">
                {one.href && (
                  <a class="govuk-button" href={one.href}>
                    Go on<span class="govuk-visually-hidden"> with this, saved {printMomentShort(one.savedAt)}</span>
                  </a>
                )}
                <a class="govuk-link" href={`/drafts/${one.id}`}>
                  Read it<span class="govuk-visually-hidden">, saved {printMomentShort(one.savedAt)}</span>
                </a>
                <Button
                  text={
                    <>
                      Throw away<span class="govuk-visually-hidden"> what was saved {printMomentShort(one.savedAt)}</span>
                    </>
                  }
                  classes="govuk-button--secondary"
                />
              </div>
            </Form>
          </li>
        ))}
      </ul>
    )}
    {thrownAway.length > 0 && (
      <section aria-labelledby="thrown-away">
        <h2 class="govuk-heading-m" id="thrown-away">
          Thrown away
        </h2>
        <p class="govuk-body">
          Your words are kept for {daysKept} days, in case it was the wrong form; files that were added are gone. Nobody else can read them.
        </p>
        <ul class="govuk-list gt-list-lines">
          {thrownAway.map(one => (
            <li key={one.id}>
              <p class="govuk-body">
                {one.words}, thrown away {printMomentShort(one.at)}; kept until {printDate(one.keptTo)}
              </p>
              <Form action={`/drafts/${one.id}/bring-back`} csrf={csrf} commandId="">
                <Button
                  text={
                    <>
                      Bring back<span class="govuk-visually-hidden"> what was thrown away {printMomentShort(one.at)}</span>
                    </>
                  }
                  classes="govuk-button--secondary"
                />
              </Form>
            </li>
          ))}
        </ul>
      </section>
    )}
  </>
)

/** One draft's words by themselves: they are their writer's, whatever has become of the record they were meant for. */
const DraftPage = ({ draft }: { draft: NonNullable<Awaited<ReturnType<typeof wordsOfDraft>>> }) => (
  <>
    <h1 class="govuk-heading-l">What you wrote</h1>
    <p class="govuk-body">
      {draft.words}, saved {printMomentShort(draft.savedAt)}. It was not sent.
    </p>
    {draft.href && (
      <p class="govuk-body">
        <a class="govuk-link" href={draft.href}>
          Go on with it
        </a>
        . If that page is not found, the record has been closed or joined with another since, or you no longer work with the child: copy
        what you wrote and give it to the team that does. If a child may not be safe, ring The Bridge now.
      </p>
    )}
    {draft.sentences.length === 0 ? (
      <EmptyState wouldBe="Nothing but choices and dates was kept." action={{ text: 'Not sent yet', href: '/drafts' }} />
    ) : (
      draft.sentences.map((words, at) => (
        <p class="govuk-body gt-narrative" key={at}>
          {words}
        </p>
      ))
    )}
  </>
)

/** What one has written and not sent: gone on with, thrown away, brought back. */
export const draftsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/drafts',
    words: 'what one has not sent yet',
    handle: async ask => {
      const own = await ask.tx(ownDrafts)
      return show(ask.page({ title: 'Not sent yet', children: <DraftsPage {...own} csrf={ask.csrf} /> }), { json: own })
    },
  }),
  route({
    method: 'GET',
    url: '/drafts/:draft',
    words: 'what one wrote and did not send',
    params,
    handle: async ask => {
      const draft = await ask.tx(tx => wordsOfDraft(tx, ask.params.draft))
      if (!draft) throw new NotFound()
      return show(ask.page({ title: 'What you wrote', way: { kind: 'back', href: '/drafts' }, children: <DraftPage draft={draft} /> }), {
        json: draft,
      })
    },
  }),
  route({
    method: 'POST',
    url: '/drafts/:draft/throw-away',
    words: 'throw away what one has not sent',
    params,
    handle: async ask => {
      await ask.tx(tx => throwAway(tx, ask.params.draft))
      return go('/drafts')
    },
  }),
  route({
    method: 'POST',
    url: '/drafts/:draft/bring-back',
    words: 'bring back what one threw away',
    params,
    handle: async ask => {
      const href = await ask.tx(tx => bringBack(tx, ask.params.draft))
      if (href === null) throw new NotFound()
      return go(href)
    },
  }),
]
