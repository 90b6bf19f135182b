import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { addDays, type Day, dayOf, momentOf, Temporal } from '../../../guidance/index.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { identity, involvement, relationship, residence } from '../../../thread/own-kinds/index.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { tell } from '../../testing/tell.ts'
import { inBoxes } from '../../testing/visitor.ts'
import { type TestcaseFamily, testcaseFamily } from '../testing/testcase-family.ts'
import { familyRoutes } from '../web.ts'

const { database, as } = await openForTests([familyRoutes])
let family: TestcaseFamily
const piotr = newId<SubjectId>()
const elsewhere = newId<SubjectId>()
const today: Day = dayOf(momentOf(Temporal.Now.instant()))
const at = (path: string) => `/people/${family.amira}/${path}`
const read = async (role: string, path: string): Promise<string> => {
  const { status, page } = await (await as(role)).get(at(path))
  assert.equal(status, 200, `${role} ${path}: ${status}`)
  return page
}
const kept = async (role: string, fact: string, fields: Record<string, string>): Promise<void> => {
  const answer = await (await as(role)).post(at(`details/${fact}`), fields)
  assert.equal(answer.status, 303, /govuk-error-summary[\s\S]*?<\/div>/.exec(answer.page)?.[0] ?? answer.page.slice(0, 300))
}
const opened = async (role: string, about: RegExp): Promise<Record<string, string>> => {
  const card = (await read(role, 'adults')).split('govuk-summary-card__title-wrapper').find(one => about.test(one)) ?? ''
  const entry = /details\/adult\?entry=([0-9a-f-]+)/.exec(card)?.[1]
  assert.ok(entry, 'a way to say what is known now')
  const form = await read(role, `details/adult?entry=${entry}`)
  return { entry, seen: /name="seen" value="([^"]+)"/.exec(form)?.[1] ?? '' }
}

before(async () => {
  family = await testcaseFamily(database)
  await tell(
    database,
    'bridge-manager',
    [
      {
        subject: piotr,
        kind: identity,
        on: '2025-01-10',
        parts: {
          record: { facts: { is: 'adult', given: 'Piotr', family: 'Invented', born: '1988-07-01', bornPrecision: 'year', sex: 'male' } },
        },
      },
      { subject: piotr, kind: residence, on: '2025-01-10', parts: { record: { facts: { household: elsewhere } } } },
      {
        subject: piotr,
        kind: relationship,
        on: '2025-01-10',
        parts: { record: { facts: { to: family.amira, as: 'father', parentalResponsibility: true } } },
      },
      {
        subject: piotr,
        kind: involvement,
        on: '2025-01-10',
        parts: { record: { facts: { holder: ids.account('social-worker'), form: 'account', as: 'lead' } } },
      },
    ],
    {
      begins: [
        { subject: piotr, form: 'person' },
        { subject: elsewhere, form: 'context' },
      ],
    },
  )
})

const nursery = {
  seenAs: 'man',
  as: 'not-known',
  who: 'unknown',
  calledOrDescribed: 'unknown man, about 30, collects from nursery',
  presence: 'elsewhere',
  frequency: 'weekly',
  toldBy: 'seen',
}

describe('the register of adults in a child’s life', () => {
  it('asks for what is known of somebody whom nobody can name, and says what to enter', async () => {
    const { calledOrDescribed: _left, ...fields } = nursery
    const answer = await (await as('social-worker')).post(at('details/adult'), { ...fields, ...inBoxes('on', today) })
    assert.equal(answer.status, 422)
    assert.match(answer.page, /Enter what is known: what they look like, or where they were seen/)
    const named = await (await as('social-worker')).post(at('details/adult'), { ...fields, who: 'named', ...inBoxes('on', today) })
    assert.match(named.page, /Enter the name/)
    const future = await (await as('social-worker')).post(at('details/adult'), { ...nursery, ...inBoxes('on', addDays(today, 1)) })
    assert.match(future.page, /Enter today or a day before it/)
  })

  it('keeps the unknown man, shows him first, and after ten working days asks who he is', async () => {
    await kept('social-worker', 'adult', { ...nursery, ...inBoxes('on', addDays(today, -30)) })
    const page = await read('social-worker', 'adults')
    assert.match(page, /Unknown man, about 30, collects from nursery[\s\S]*Not yet identified/)
    const child = (
      await (await as('social-worker')).json<{ findings: { rule: string; level: string; says: string }[] }>(`/people/${family.amira}`)
    ).body
    const finding = child.findings.find(one => one.rule === 'unidentified-adult')
    assert.equal(finding?.level, 'DUE')
    assert.match(
      finding?.says ?? '',
      /^Ami is in regular contact with a man whom nobody has identified: every week\. Find out who it is\.$/,
    )
  })

  it('the school learns that there is somebody, and not how he was described', async () => {
    for (const path of ['adults', 'network', 'details']) {
      const page = await read('school-safeguarding-lead', path)
      assert.doesNotMatch(page, /about 30|collects from nursery/, path)
      assert.doesNotMatch(JSON.stringify((await (await as('school-safeguarding-lead')).json(at(path))).body), /about 30/, path)
    }
    assert.match(await read('school-safeguarding-lead', 'adults'), /A man not yet identified/)
    assert.doesNotMatch(await read('school-safeguarding-lead', 'adults'), /details\/adult\?entry/)
  })

  it('a father with parental responsibility with whom nobody has spoken is due at once, until somebody has', async () => {
    const father = {
      seenAs: 'man',
      as: 'father',
      who: piotr,
      presence: 'overnight',
      frequency: 'monthly',
      alone: 'yes',
      parentalResponsibility: 'yes',
      goodForChild: 'Takes her swimming.',
      toldBy: 'parent',
    }
    const findings = async () =>
      (await (await as('social-worker')).json<{ findings: { rule: string }[] }>(`/people/${family.amira}`)).body.findings.map(
        one => one.rule,
      )
    await kept('social-worker', 'adult', { ...father, ...inBoxes('on', addDays(today, -2)) })
    assert.ok((await findings()).includes('father-not-contacted'))
    const open = await opened('social-worker', /Piotr/)
    const earlier = await (await as('social-worker')).post(at('details/adult'), {
      ...father,
      ...open,
      spokenWith: 'yes',
      ...inBoxes('on', addDays(today, -9)),
    })
    assert.match(earlier.page, /Something later is on record already/)
    await kept('social-worker', 'adult', { ...father, ...open, spokenWith: 'yes', ...inBoxes('on', addDays(today, -1)) })
    assert.ok(!(await findings()).includes('father-not-contacted'))
    assert.match(await read('social-worker', 'adults'), /Takes her swimming/)
  })

  it('is drawn: who lives where, who sees the child, and the unnamed man with a broken line', async () => {
    const page = await read('social-worker', 'network')
    for (const words of ['Home of Ami', 'Marta Testcase', 'Piotr Invented', 'Another home', 'father, with parental responsibility'])
      assert.ok(page.includes(words), words)
    assert.match(page, /gt-network__tie--unsure/)
    assert.doesNotMatch(page, /No adult is on record/)
    assert.match(page, /gt-network__shape--unknown/)
    assert.match(page, /Unknown man, about 30,/)
    assert.match(page, /<th [^>]*scope="row"[^>]*>Unknown man, about 30, collects from nursery<\/th>[\s\S]*sees Ami every week/)
    assert.match(page, /One adult is not yet identified\./)
    const [line] = await database.admin<{ subject_ids: string[] }>(
      `select subject_ids from gt.access_line where route = 'GET /people/:person/network' order by at desc limit 1`,
    )
    assert.deepEqual(new Set(line?.subject_ids), new Set([family.amira, family.omar, family.marta, piotr]))
    const school = await read('school-safeguarding-lead', 'network')
    assert.doesNotMatch(school, /Marta|Omar|Piotr/)
  })

  it('naming him later joins him to a person on record, and what was asked is met', async () => {
    const open = await opened('social-worker', /Unknown man/)
    const stranger = await (await as('social-worker')).post(at('details/adult'), {
      ...nursery,
      ...open,
      who: newId(),
      ...inBoxes('on', today),
    })
    assert.match(stranger.page, /Choose one of the people shown here/)
    await kept('social-worker', 'adult', { ...nursery, ...open, as: 'father', who: piotr, calledOrDescribed: '', ...inBoxes('on', today) })
    const page = await read('social-worker', 'adults')
    assert.doesNotMatch(page, /Not yet identified/)
    const { findings } = (await (await as('social-worker')).json<{ findings: { rule: string }[] }>(`/people/${family.amira}`)).body
    assert.ok(!findings.some(one => one.rule === 'unidentified-adult'))
  })

  it('two agencies tell of one man: shown side by side, said to be one by somebody who says how they know, and taken apart again', async () => {
    await kept('school-safeguarding-lead', 'adult', {
      ...nursery,
      calledOrDescribed: 'man with a red van at the gate',
      ...inBoxes('on', addDays(today, -6)),
    })
    await kept('social-worker', 'adult', {
      ...nursery,
      as: 'uncle-or-aunt',
      who: 'named',
      calledOrDescribed: 'Uncle Dean, drives a van',
      presence: 'visits',
      ...inBoxes('on', addDays(today, -5)),
    })
    const page = await read('social-worker', 'adults')
    assert.match(page, /Perhaps one person[\s\S]*Man with a red van at the gate[\s\S]*Uncle Dean, drives a van/)
    assert.match(page, /oth speak of “van”/)
    const school = await read('school-safeguarding-lead', 'adults')
    assert.match(school, /red van/, 'what it told itself')
    assert.doesNotMatch(school, /Dean|same-adult/)
    const roots = (await (await as('social-worker')).json<{ adults: { lines: { root: string }[]; called: string }[] }>(at('adults'))).body
      .adults
    const root = (called: RegExp) => roots.find(one => called.test(one.called))?.lines[0]?.root ?? ''
    const [van, dean] = [root(/red van/), root(/Dean/)]
    assert.equal((await (await as('school-safeguarding-lead')).get(at(`details/same-adult?entry=${van}`))).status, 404)
    const wrong = await (await as('social-worker')).post(at('details/same-adult'), { entry: van, other: newId(), are: 'same' })
    assert.equal(wrong.status, 422)
    assert.match(wrong.page, /Write how you know/)
    const form = await read('social-worker', `details/same-adult?entry=${van}`)
    const seen = /name="seen" value="([^"]+)"/.exec(form)?.[1] ?? ''
    await kept('social-worker', 'same-adult', {
      entry: van,
      seen,
      other: dean,
      are: 'same',
      reason: 'The mother says her brother drives it.',
    })
    const joined = await read('social-worker', 'adults')
    assert.match(joined, /Said to be one person[\s\S]*Uncle Dean, drives a van[\s\S]*first on/)
    assert.match(joined, /are one person\. The mother says her brother drives it\./)
    assert.doesNotMatch(joined, /“van”/)
    assert.match(await read('social-worker', 'network'), /<th [^>]*scope="row"[^>]*>Man with a red van at the gate<\/th>/)
    await kept('social-worker', 'same-adult', { entry: van, seen, other: dean, are: 'different', reason: 'Dean was abroad.' })
    assert.match(await read('social-worker', 'adults'), /are two different people\. Dean was abroad\./)
    assert.equal((await (await as('social-worker')).json<{ adults: unknown[] }>(at('adults'))).body.adults.length, roots.length)
  })

  it('who he is stays asked until a manager says why it is not followed further', async () => {
    const adults = async () =>
      (await (await as('team-manager')).json<{ adults: { root: string; called: string; questions: string[] }[] }>(at('adults'))).body.adults
    const van = (await adults()).find(one => /red van/.test(one.called))
    assert.deepEqual(van?.questions, ['who', 'alone'])
    assert.equal((await (await as('social-worker')).get(at(`details/adult-question?entry=${van?.root}`))).status, 404)
    const form = await read('team-manager', `details/adult-question?entry=${van?.root}`)
    const seen = /name="seen" value="([^"]+)"/.exec(form)?.[1] ?? ''
    await kept('team-manager', 'adult-question', {
      entry: van?.root ?? '',
      seen,
      question: `${van?.root} who`,
      reason: 'A driver of the school bus.',
    })
    assert.deepEqual((await adults()).find(one => one.root === van?.root)?.questions, ['alone'])
    assert.match(
      await read('social-worker', 'adults'),
      /“Who is it\?” is not followed further about Man with a red van at the gate\. A driver of the school bus\./,
    )
  })

  it('an adult who moved in is for a manager to decide, who says why', async () => {
    await kept('social-worker', 'adult', {
      ...nursery,
      as: 'partner-of-parent',
      who: 'named',
      calledOrDescribed: 'Sam Sample',
      presence: 'moved-in',
      ...inBoxes('on', addDays(today, -4)),
    })
    const rules = async (role: string) =>
      (await (await as(role)).json<{ findings: { rule: string; says: string }[] }>(`/people/${family.amira}`)).body.findings.filter(
        one => one.rule === 'new-adult-in-home',
      )
    const [finding] = await rules('team-manager')
    assert.match(
      finding?.says ?? '',
      /^Ami, who is on a child protection plan, has a man \(partner of a parent or carer\) newly in the home\./,
    )
    assert.equal((await (await as('social-worker')).get(at('details/new-adult'))).status, 404)
    const form = await read('team-manager', 'details/new-adult')
    const about = /value="([0-9a-f-]{36})"[^>]*>\s*<label[^>]*>\s*Sam Sample/.exec(form)?.[1] ?? ''
    const silent = await (await as('team-manager')).post(at('details/new-adult'), { about, decision: 'may-stay' })
    assert.match(silent.page, /Write why/)
    await kept('team-manager', 'new-adult', {
      about,
      decision: 'agreed-arrangement',
      reason: 'He sleeps at his mother’s until the checks are back.',
    })
    assert.deepEqual(await rules('team-manager'), [])
    assert.match(await read('team-manager', 'adults'), /an arrangement is agreed[\s\S]*He sleeps at his mother’s/)
  })
})
