import { z } from 'zod'
import type { Day } from '../../../guidance/index.ts'
import { printDate } from '../../../guidance/index.ts'
import { NotFound, show } from '../../../kernel/http/reply.ts'
import { type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { asJson, replay, type Story } from '../../../thread/stories/index.ts'
import { CasePage, CasesPage } from './case.page.tsx'
import { asKnownAt, beganAt, type Case, caseFrom, type Saying } from './case.ts'
import { type CaseToLearnFrom, cases } from './cases.ts'
import { figuresOf } from './figures.ts'
import type { Place } from './place.ts'
import { storyNamed } from './stories.ts'

/** The cases with their stories and replays. Each is read and replayed once and kept, the replay for as long as the day is the same. */
class Shelf {
  readonly #book: Book
  readonly #stories = new Map<string, Story>()
  readonly #replayed = new Map<string, { rules: 'of-the-day' | Day; whole: Case }>()

  constructor(book: Book) {
    this.#book = book
  }

  story(name: string): Story {
    const story = this.#stories.get(name) ?? storyNamed(name, this.#book)
    this.#stories.set(name, story)
    return story
  }

  replayed(name: string, rules: 'of-the-day' | Day): Case {
    const key = `${name} ${rules === 'of-the-day' ? rules : 'today'}`
    const before = this.#replayed.get(key)
    if (before?.rules === rules) return before.whole
    const story = this.story(name)
    const whole = caseFrom(story, replay(story, this.#book, { rules }), this.#book)
    this.#replayed.set(key, { rules, whole })
    return whole
  }
}

const placeIn = ({ stops }: Case, at: string | undefined): Place => {
  const found = at === undefined ? stops.length - 1 : stops.findIndex(stop => stop.at === at)
  const stop = stops[found]
  if (!stop) throw new NotFound()
  return { stop, previous: stops[found - 1], next: stops[found + 1], atEnd: at === undefined }
}

const plain = ({ id, ...saying }: Saying) => ({ ...saying, from: beganAt({ id, ...saying }) })

const firstRuleOf = (whole: Case, book: Book): string | null => {
  const spoke = new Set(whole.sayings.map(({ rule }) => rule))
  const [first] = book.rules
    .filter(({ id }) => spoke.has(id))
    .map(({ inForce }) => inForce.from)
    .sort()
  return first ? printDate(first) : null
}

/** The pages of the cases to learn from. `book`: the kinds and rules they are replayed with. */
export const caseRoutes = (book: () => Book): Route[] => {
  let shelf: Shelf | undefined
  const onShelf = (): Shelf => {
    shelf ??= new Shelf(book())
    return shelf
  }
  const lessonOf = (name: string): CaseToLearnFrom => {
    const lesson = cases.find(({ story }) => story === name)
    if (!lesson) throw new NotFound()
    return lesson
  }
  return [
    route({
      method: 'GET',
      url: '/learn',
      words: 'cases to learn from',
      handle: async ask => {
        await ask.tx(async () => {})
        const stories = cases.map(({ story }) => onShelf().story(story))
        return show(ask.page({ title: 'Learn from a case', children: <CasesPage stories={stories} /> }), {
          json: { cases: stories.map(({ name, title, about, fixture, source }) => ({ story: name, title, about, fixture, source })) },
        })
      },
    }),
    route({
      method: 'GET',
      url: '/learn/:story',
      words: 'a case to learn from',
      params: z.object({ story: z.string().max(80) }),
      query: z.object({ at: z.string().max(10).optional(), rules: z.enum(['today', 'of-the-day']).optional() }),
      handle: async ask => {
        await ask.tx(async () => {})
        const lesson = lessonOf(ask.params.story)
        const judgedBy = ask.query.rules ?? 'today'
        const byToday = onShelf().replayed(lesson.story, ask.today)
        const whole = judgedBy === 'today' ? byToday : onShelf().replayed(lesson.story, judgedBy)
        const place = placeIn({ ...whole, stops: byToday.stops }, ask.query.at)
        const children = (
          <CasePage
            whole={{ ...whole, stops: byToday.stops }}
            lesson={lesson}
            judgedBy={judgedBy}
            today={printDate(ask.today)}
            place={place}
            firstRule={firstRuleOf(byToday, book())}
          />
        )
        const then = asKnownAt(whole, place.stop)
        const { name, title, about, source, note, fixture } = whole.story
        return show(
          ask.page({
            title: `Learn from a case: ${title}`,
            wide: true,
            way: { kind: 'breadcrumbs', items: [{ text: 'Learn from a case', href: '/learn' }, { text: title }] },
            children,
          }),
          {
            json: {
              story: name,
              title,
              about,
              source,
              note,
              fixture,
              rules: judgedBy,
              at: place.stop.at,
              stops: byToday.stops.map(({ at }) => at),
              events: then.events,
              sayings: then.sayings.map(plain),
              unknowable: then.unknowable.map(plain),
              figures: figuresOf(whole.story),
              replay: asJson(whole.replay),
            },
          },
        )
      },
    }),
  ]
}
