import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addDays, dayOf, momentOf, printShort, Temporal } from '../../../guidance/index.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { inBoxes, unmarked } from '../../testing/visitor.ts'
import { openDetails } from '../testing/open-details.ts'

const { as, family, at, read, send, kept } = await openDetails()
const today = dayOf(momentOf(Temporal.Now.instant()))

describe('family and carers', () => {
  const row = (page: string, name: string): string =>
    page.split('govuk-summary-list__row').find(one => new RegExp(`<dt[^>]*>\\s*<a[^>]*>\\s*${name}`).test(one)) ?? ''

  it('how somebody is related says from where parental responsibility comes, and each says so once', async () => {
    const no = await send('social-worker', 'relative', { who: family.marta, as: 'mother', responsibility: 'yes' })
    assert.match(no.page, /Choose where parental responsibility comes from/)
    await kept('social-worker', 'relative', {
      who: family.marta,
      as: 'mother',
      responsibility: 'yes',
      responsibilityFrom: 'mother',
      'from-year': '2018',
    })
    const page = await read('social-worker')
    assert.match(row(page, 'Marta'), /Mother[\s\S]*Parental responsibility: yes: the birth mother[\s\S]*2018/)
    assert.equal([...page.matchAll(/>\s*Mother\s*</g)].length, 1, 'put right, not told twice')
    assert.match((await send('social-worker', 'relative', { who: newId(), as: 'mother' })).page, /Choose one of the people shown here/)
  })

  it('somebody of the family who was not on record is worked with by the same people, and the school learns nothing of it', async () => {
    const before = unmarked(await read('school-safeguarding-lead'))
    await kept('social-worker', 'person', {
      is: 'adult',
      given: 'Piotr',
      family: 'Invented',
      'born-year': '1988',
      as: 'father',
      responsibility: 'yes',
      responsibilityFrom: 'birth-certificate',
      lives: 'no',
    })
    const page = await read('social-worker')
    assert.match(row(page, 'Piotr Invented'), /Father[\s\S]*named on the birth certificate/)
    const piotr = /\/people\/([0-9a-f-]+)"[^>]*>\s*Piotr/.exec(page)?.[1] as SubjectId
    assert.match(await read('social-worker', 'details', piotr), /Amirah Testcase/)
    assert.match(await read('team-manager', 'details', piotr), /Piotr Invented/)
    assert.equal((await (await as('school-safeguarding-lead')).get(at('details', piotr))).status, 404)
    assert.equal(unmarked(await read('school-safeguarding-lead')), before)
  })

  it('a relationship ends on the day it is said to, and one that never was is taken back', async () => {
    const page = await read('social-worker')
    const piotr = /\/people\/([0-9a-f-]+)"[^>]*>\s*Piotr/.exec(page)?.[1] as SubjectId
    await kept('social-worker', 'relative', { who: piotr, as: 'other', responsibility: 'no' })
    await kept('social-worker', 'relative', { who: piotr, as: 'other', still: 'never' })
    await kept('social-worker', 'relative', { who: piotr, as: 'father', still: 'ended' })
    assert.doesNotMatch(await read('social-worker'), /Piotr/)
    await kept('social-worker', 'relative', { who: family.omar, as: 'sibling' })
  })

  it('an unborn baby of the family has a page, and is born on the day that is told', async () => {
    await kept('social-worker', 'person', {
      is: 'unborn',
      ...inBoxes('born', addDays(today, 100)),
      as: 'half-sibling',
      lives: 'yes',
      ...inBoxes('since', addDays(today, -60)),
    })
    const page = await read('social-worker')
    const baby = /\/people\/([0-9a-f-]+)"[^>]*>\s*Unborn child/.exec(page)?.[1] as SubjectId
    assert.match(await read('social-worker', 'details', baby), new RegExp(printShort(addDays(today, 100))))
    await kept('social-worker', 'birth', { ...inBoxes('born', addDays(today, -10)), sex: 'male', how: 'right' }, baby)
    assert.match(await read('social-worker', 'details', baby), /\(10 days\)/)
    await kept('social-worker', 'birth', { ...inBoxes('born', addDays(today, -9)), sex: 'male', how: 'right' }, baby)
    assert.match(await read('social-worker', 'details', baby), /\(9 days\)/)
  })
})
