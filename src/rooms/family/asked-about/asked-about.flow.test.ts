import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { day } from '../../../guidance/index.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { tellingsOn } from '../../testing/tellings.ts'
import { familyRoutes } from '../web.ts'
import { safetyTopicsAt } from './asked-about.ts'
import { yearsOld } from './years.ts'

const { database, as } = await openForTests([familyRoutes])
const child = newId<SubjectId>()
const { who, works } = tellingsOn('2026-01-10')
const at = (path: string) => `/people/${child}/${path}`
const details = async (role = 'social-worker') => (await (await as(role)).get(at('details'))).page
const send = async (role: string, slug: string, fields: Record<string, string | readonly string[]>) => {
  const visitor = await as(role)
  const form = await visitor.get(at(`details/${slug}`))
  assert.equal(form.status, 200, `${role} ${slug}`)
  return visitor.post(at(`details/${slug}`), { seen: visitor.hidden('seen'), ...fields })
}

before(async () => {
  await tell(
    database,
    'bridge-manager',
    [
      who(child, 'Amira', '2026-07-02'),
      works(child, ids.account('social-worker'), 'account', 'lead'),
      works(child, ids.agency.health, 'agency', 'agency'),
    ],
    { begins: [{ subject: child, form: 'person' }] },
  )
})

describe('what is asked of a child by age', () => {
  it('of a baby sleep, crying, bathing, who cares, and whether a health visitor has seen the baby; of an older child water', () => {
    assert.deepEqual(safetyTopicsAt(0), ['safe-sleep', 'crying', 'bathing-baby', 'who-cares', 'health-visitor', 'pond'])
    assert.deepEqual(safetyTopicsAt(1), ['bath', 'pond'])
    assert.deepEqual(safetyTopicsAt(7), ['pond'])
    assert.deepEqual(safetyTopicsAt(13), ['open-water'])
    assert.deepEqual(safetyTopicsAt(13, true), ['bath', 'open-water'], 'a disabled young person in the bath')
  })

  it('the first birthday ends the questions of a baby, on the day', () => {
    const baby = { is_a: 'child', born_on: day('2025-11-22') }
    assert.equal(yearsOld(baby, day('2026-11-21')), 0)
    assert.equal(yearsOld(baby, day('2026-11-22')), 1)
    assert.equal(yearsOld({ is_a: 'unborn', born_on: null }, day('2026-11-22')), 0)
    assert.equal(yearsOld({ is_a: 'child', born_on: null }, day('2026-11-22')), undefined)
  })
})

describe('questions that replace typing', () => {
  it('a health visitor ticks what was asked about; what was not asked stands open; a worry is written down', async () => {
    assert.match(await details(), /Not asked about yet[\s\S]*clear cot/)
    const unsaid = await send('health-practitioner', 'safety-advice', {
      asked: ['safe-sleep', 'crying'],
      worried: ['safe-sleep'],
      by: 'me',
    })
    assert.match(unsaid.page, /Write what is worrying/)
    const none = await send('health-practitioner', 'safety-advice', { by: 'me' })
    assert.match(none.page, /Choose what was asked about/)
    const kept = await send('health-practitioner', 'safety-advice', {
      asked: ['safe-sleep', 'crying'],
      worried: ['safe-sleep'],
      worry: 'Sleeps on the sofa with the father.',
      by: 'me',
    })
    assert.equal(kept.status, 303)
    const page = await details()
    assert.match(page, /Sleeps on the sofa with the father/)
    assert.match(page, /Not asked about yet[\s\S]*never alone in the bath/)
    assert.doesNotMatch(/Not asked about yet[\s\S]*?<\/dd>/.exec(page)?.[0] ?? '', /clear cot/)
  })

  it('what is not known needs one answer, and no more', async () => {
    assert.match((await send('social-worker', 'curiosity', {})).page, /Answer one of these questions/)
    assert.equal((await send('social-worker', 'curiosity', { whoElse: 'Who collects her on Fridays?' })).status, 303)
    assert.match(await details(), /What is not known, today[\s\S]*Who collects her on Fridays\?/)
  })

  it('what makes it hard to work with us, in ticks, and what we changed', async () => {
    assert.match((await send('social-worker', 'working-together', {})).page, /Choose what makes it hard, or write what helps/)
    const kept = await send('social-worker', 'working-together', {
      barriers: ['let-down', 'fear'],
      whatWeChanged: 'Visits after school, by one worker.',
    })
    assert.equal(kept.status, 303)
    assert.match(await details(), /let down by services before; fear that the children are taken away[\s\S]*Visits after school/)
  })

  it('whoever may not write it is offered none of it, and finds no page', async () => {
    for (const slug of ['safety-advice', 'curiosity', 'working-together'])
      for (const role of ['conference-chair', 'legal-adviser', 'bridge-screener', 'school-safeguarding-lead'])
        assert.equal((await (await as(role)).get(at(`details/${slug}`))).status, 404, `${role} ${slug}`)
  })
})
