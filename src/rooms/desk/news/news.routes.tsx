import { z } from 'zod'
import { Button, Form, Tag } from '../../../design-system/index.ts'
import { type Day, isDay, printDay } from '../../../guidance/index.ts'
import { go, show } from '../../../kernel/http/reply.ts'
import { type Route, route } from '../../../kernel/http/route.ts'
import { newsRead, ownChoices } from '../choices/choices.ts'
import { newsFor } from './news.ts'

// The day up to which the reader has read is the one they were shown: what is written down while they read stays unread.
const form = z.object({
  upTo: z
    .string()
    .refine(isDay)
    .transform(text => text as Day),
})

const NewsPage = ({ news, csrf }: { news: ReturnType<typeof newsFor>; csrf: string }) => {
  const unread = news.filter(one => !one.read)
  return (
    <>
      <h1 class="govuk-heading-l">What is new</h1>
      <p class="govuk-body">
        {unread.length === 0 ? 'You have read all of this.' : 'What has changed in Golden Thread for you, newest first.'}
      </p>
      {unread[0] && (
        <Form action="/whats-new" csrf={csrf} commandId="">
          <input type="hidden" name="upTo" value={unread[0].on} />
          <Button text="I have read this" classes="govuk-button--secondary" />
        </Form>
      )}
      {[...Map.groupBy(news, one => one.on)].map(([on, ofTheDay]) => (
        <section key={on} aria-labelledby={`day-${on}`}>
          <h2 class="govuk-heading-m" id={`day-${on}`}>
            {printDay(on)}
          </h2>
          {ofTheDay.map(one => (
            <div key={one.id}>
              <h3 class="govuk-heading-s">
                {one.title} {!one.read && <Tag text="New" />}
              </h3>
              <p class="govuk-body">
                {one.says}
                {one.href && (
                  <>
                    {' '}
                    <a class="govuk-link" href={one.href}>
                      Open<span class="govuk-visually-hidden">: {one.title}</span>
                    </a>
                  </>
                )}
              </p>
            </div>
          ))}
        </section>
      ))}
    </>
  )
}

/** What is new in the program, for the role of the reader. */
export const newsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/whats-new',
    words: 'what is new',
    handle: async ask => {
      const { newsReadTo } = await ask.tx(ownChoices)
      const news = newsFor(ask.actor().role, newsReadTo)
      return show(ask.page({ title: 'What is new', children: <NewsPage news={news} csrf={ask.csrf} /> }), { json: { news } })
    },
  }),
  route({
    method: 'POST',
    url: '/whats-new',
    words: 'what is new, read',
    body: form,
    handle: async ask => {
      const upTo = ask.form.ok ? ask.form.data.upTo : null
      await ask.tx(async tx => {
        if (upTo) await newsRead(tx, upTo < ask.today ? upTo : ask.today)
      })
      return go('/whats-new')
    },
  }),
]
