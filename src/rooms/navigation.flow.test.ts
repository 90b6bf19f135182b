import assert from 'node:assert/strict'
import { it } from 'node:test'
import { openForTests } from './testing/open-for-tests.ts'
import { rolesWith } from './testing/visitor.ts'
import { rooms } from './web.ts'

const { as } = await openForTests(rooms, { first: '/sign-in' })
const places = rooms.flatMap(room => room.navigation)

/** What stands in the bar, and what stands as a tab over the page itself. */
const waysOn = (page: string): { bar: string; tabs: string } => {
  const [head = '', body = ''] = page.split('id="main-content"')
  return { bar: head, tabs: /<nav class="gt-tab-links".*?<\/nav>/s.exec(body)?.[0] ?? '' }
}

for (const { href, within, unless } of places)
  if (within)
    it(`whoever reads ${href} finds it in their bar or as a tab of ${within}`, async () => {
      const roles = rolesWith(`GET ${href}`)
      assert.ok(roles.length > 0)
      for (const role of roles) {
        const tab: boolean = rolesWith(`GET ${within}`).includes(role) && !(unless && rolesWith(`GET ${unless}`).includes(role))
        const { bar, tabs } = waysOn((await (await as(role)).get(tab ? within : href)).page)
        assert.equal(bar.includes(`href="${href}"`), !tab, `${role} and the bar`)
        assert.equal(tabs.includes(`href="${href}"`), tab, `${role} and the tabs of ${within}`)
      }
    })

it('a page that is a tab leads back to the page whose tab it is, and the bar shows where one is', async () => {
  const { bar, tabs } = waysOn((await (await as('social-worker')).get('/actions')).page)
  assert.match(tabs, /href="\/meetings"/)
  assert.match(tabs, /href="\/actions" aria-current="page"/)
  assert.match(bar, /govuk-service-navigation__item--active"[^>]*><a[^>]*href="\/meetings"/)
})
