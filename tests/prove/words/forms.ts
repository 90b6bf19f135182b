import type { Page } from 'playwright-core'
import { tellTheBridge } from '../../../src/rooms/front-door/testing/front-desk.ts'
import type { Place } from './place.ts'

/** A form that keeps what is typed: who fills it in, and how they get to it. */
export type FormOf = { readonly name: string; readonly role: string; readonly open: (page: Page, place: Place) => Promise<void> }

const at = (name: string, role: string, path: (place: Place) => string | Promise<string>): FormOf => ({
  name,
  role,
  open: async (page, place) => void (await page.goto(place.url(await path(place)))),
})
const step = (name: string): FormOf => ({
  name: `a concern: ${name}`,
  role: 'school-safeguarding-lead',
  open: async (page, { url }) => {
    await page.goto(url('/concerns/new'))
    await page.getByRole('button', { name: 'Start' }).click()
    await page.waitForURL(/\/draft\//)
    await page.goto(page.url().replace(/\/[^/]+$/, `/${name}`))
  },
})
const fact = (slug: string): FormOf => at(`a fact: ${slug}`, 'social-worker', ({ family }) => `/people/${family.amira}/details/${slug}`)
const onPage = (page: string, role = 'social-worker'): FormOf => at(page, role, ({ family }) => `/people/${family.amira}/${page}`)
const personOf = (list: 'children' | 'adults'): FormOf => {
  const first = step('about')
  return {
    ...first,
    name: `a concern: one of its ${list}`,
    open: async (page, place) => {
      await first.open(page, place)
      await page.goto(page.url().replace(/\/[^/]+$/, `/${list}/new`))
    },
  }
}

/** The longest first. */
export const forms: readonly FormOf[] = [
  at('a note', 'social-worker', ({ family }) => `/people/${family.amira}/record`),
  step('worry'),
  at('a decision', 'bridge-manager', async ({ database }) => `/bridge/${(await tellTheBridge(database)).matter}`),
  fact('adult'),
  step('strengths'),
  fact('early-help-assessment'),
  step('family'),
  fact('parental-factor'),
  fact('move'),
  step('tools'),
  fact('childhood'),
  step('you'),
  fact('communication'),
  onPage('voice'),
  onPage('change'),
  onPage('stage'),
  onPage('pattern', 'team-manager'),
  onPage('visits/record'),
  onPage('visits/tried'),
  onPage('visits/plan'),
  onPage('plan/new'),
  onPage('core-group/new'),
  onPage('conference/request'),
  onPage('protection'),
  onPage('moves'),
  onPage('neglect/tool'),
  onPage('neglect/good-enough'),
  onPage('strategy', 'team-manager'),
  at('a consultation', 'bridge-screener', () => '/consultations/new'),
  personOf('children'),
  personOf('adults'),
]

/** Whatever stands in the address of one child: what is written there ends with the record. */
export const isAboutAChild = ({ name }: FormOf): boolean => !/^(a concern|a decision|a consultation)/.test(name)
