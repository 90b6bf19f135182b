import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { addDays, type Day, dayOf, momentOf, Temporal } from '../../../guidance/index.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { inBoxes, rolesWithout, type Visitor } from '../../testing/visitor.ts'
import { rooms } from '../../web.ts'
import { homeOfThree } from './testing/home-of-three.ts'

const { database, as } = await openForTests(rooms)
const today: Day = dayOf(momentOf(Temporal.Now.instant()))
const home = await homeOfThree(database, today)
const { ivy, children } = home
const at = (more = '', child: SubjectId = home.amira) => `/people/${child}/visits${more}`

type Told = {
  kind: string
  subject: SubjectId
  act: string
  root: string
  facts: Record<string, unknown>
  narrative: Record<string, string>
}
const told = (kinds: readonly string[], group = 'record') =>
  database.admin<Told>(
    `select e.kind, e.subject_id as subject, e.act_id as act, e.entry_id as root, q.facts, q.narrative from gt.entry e
     join gt.entry_part q using (partnership_id, entry_id) where e.subject_id = any ($1) and e.kind = any ($2) and q.field_group = $3 and e.known_at > now() - interval '1 hour'
     order by e.known_at, e.kind, e.entry_id`,
    [children, kinds, group],
  )

/** What the page says has to be put right. */
const wrongOn = (page: string): string => /govuk-error-summary[\s\S]*?<\/ul>/.exec(page)?.[0].replace(/<[^>]+>/g, ' ') ?? page.slice(0, 200)

/** The place of each child in the form that is open. */
const placesIn = (visitor: Visitor): Map<string, number> =>
  new Map(children.flatMap((_, nth) => [[visitor.hidden(`child${nth + 1}`), nth + 1] as const]).filter(([child]) => child !== ''))

const whole = (visitor: Visitor, of: ReadonlyMap<SubjectId, Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    [...placesIn(visitor)].flatMap(([child, nth]) => [
      [`child${nth}`, child],
      ...Object.entries(of.get(child as SubjectId) ?? { seen: 'not-visited' }).map(([name, value]) => [`${name}${nth}`, value]),
    ]),
  )
const atHome = (visitor: Visitor) => ({
  ...inBoxes('on', today),
  place: 'home',
  announced: 'no',
  fit: 'yes',
  curiosity: 'Nobody said where the dog sleeps.',
  draftVersion: visitor.hidden('draftVersion') || '0',
})

describe('the visits to a child', () => {
  it('are found by nobody whose role has no row for them, and by nobody who does not work with the child', async () => {
    for (const role of [
      ...rolesWithout('GET /people/:person/visits'),
      'health-practitioner',
      'early-help-practitioner',
      'safeguarding-unit-manager',
    ])
      assert.equal((await (await as(role)).get(at())).status, 404, role)
    for (const role of [
      ...rolesWithout('GET /people/:person/visits/record'),
      'school-safeguarding-lead',
      'police-officer',
      'conference-chair',
    ]) {
      const visitor = await as(role)
      for (const way of ['record', 'plan', 'tried']) {
        assert.equal((await visitor.get(at(`/${way}`))).status, 404, `${role} GET ${way}`)
        assert.equal((await visitor.post(at(`/${way}`), {})).status, 404, `${role} POST ${way}`)
      }
    }
  })

  it('begin with what is due and both clocks, each with its day', async () => {
    assert.doesNotMatch((await (await as('school-safeguarding-lead')).get(at())).page, /Record a visit/)
    const { page } = await (await as('social-worker')).get(at())
    assert.match(page, /Visits to Amira/)
    assert.match(page, /Seen alone<\/dt>[\s\S]*?No record says so[\s\S]*?Next: due/)
    assert.match(page, /Seen at home<\/dt>[\s\S]*?No record says so[\s\S]*?Next: due/)
    assert.match(page, /gt-visit-calendar/)
  })

  it('what a visit is for is written before it, and stands over the form', async () => {
    const worker = await as('social-worker')
    await worker.get(at('/plan'))
    const wrong = await worker.post(at('/plan'), {
      children: [home.amira],
      ...inBoxes('for', addDays(today, -1)),
      announced: 'no',
      purpose: 'See the bedrooms.',
      wished: 'Each child tells what supper is.',
      draftVersion: '0',
    })
    assert.equal(wrong.status, 422)
    assert.match(wrong.page, /must be today or later/)
    const sent = await worker.post(at('/plan'), {
      children,
      ...inBoxes('for', today),
      announced: 'no',
      purpose: 'See each bedroom.',
      wished: 'Each child tells what supper is.',
      draftVersion: worker.hidden('draftVersion'),
    })
    assert.equal(sent.to, at())
    assert.equal((await told(['visit-planned'])).length, 3)
    assert.match((await worker.get(at('/record'))).page, /See each bedroom[\s\S]*Each child tells what supper is/)
  })

  it('nothing of how a child was seen is chosen beforehand, and everything that is missing is said at once', async () => {
    const worker = await as('social-worker')
    const { page } = await worker.get(at('/record'))
    assert.doesNotMatch(page, /name="seen\d"[^>]*checked/)
    const { status, page: again } = await worker.post(at('/record'), {
      ...atHome(worker),
      curiosity: '',
      ...whole(
        worker,
        new Map([
          [home.amira, { seen: 'alone' }],
          [home.omar, { seen: 'with-carer' }],
        ]),
      ),
    })
    assert.equal(status, 422)
    for (const asked of [
      /Write how Amira was/,
      /Write what Amira said or showed/,
      /Say why Omar was not seen alone/,
      /Write what you have not been told or shown/,
    ])
      assert.match(again, asked)
    await worker.post(at('/record/discard'), {})
  })

  it('what is ticked of a parent says of whom and what it means, or is asked for', async () => {
    const worker = await as('social-worker')
    await worker.get(at('/record'))
    const seen = whole(worker, new Map([[home.amira, { seen: 'alone', presentation: 'Cheerful.', words: '“Fine.”' }]]))
    const unsaid = await worker.post(at('/record'), { ...atHome(worker), ...seen, weighs: 'drink' })
    assert.equal(unsaid.status, 422)
    assert.match(wrongOn(unsaid.page), /Say of whom[\s\S]*Tick what it means for the child/)
    const alone = await worker.post(at('/record'), { ...atHome(worker), ...seen, weighsMeans: 'basics' })
    assert.match(wrongOn(alone.page), /Tick what you saw or were told of a parent/)
    await worker.post(at('/record/discard'), {})
    assert.deepEqual(await told(['parental-factor']), [])
  })

  it('one visit to three children is one act: each has a record of their own, and the home stands on each', async () => {
    const worker = await as('social-worker')
    await worker.get(at('/record'))
    const sent = await worker.post(at('/record'), {
      ...atHome(worker),
      conditions: 'Warm, two beds made.',
      'home-food': 'enough',
      'home-beds': 'worry',
      there: [home.marta],
      newcomer1: 'man',
      newcomerSaid1: 'About 30, grey coat, asleep on the sofa',
      newcomerWhere1: 'overnight',
      weighs: ['drink', 'drink-about', 'afraid'],
      weighsOn: 'mother',
      weighsMeans: ['basics', 'watchful'],
      ...whole(
        worker,
        new Map<SubjectId, Record<string, string>>([
          [
            home.amira,
            {
              seen: 'alone',
              presentation: 'Cheerful.',
              words: '“We had pasta.”',
              meals: 'seen',
              mealsSaid: 'Pasta on the stove, made by Marta.',
              sleeping: 'seen',
              sleepingSaid: 'Own bed, shares with Omar.',
              bedroom: 'yes',
            },
          ],
          [home.omar, { seen: 'with-carer', notAlone: 'carer-refused', presentation: 'Quiet.', meals: 'same' }],
          [
            ivy,
            {
              seen: 'watched',
              presentation: 'Awake, reaching for toys.',
              meals: 'same',
              sleeping: 'same',
              bedroom: 'yes',
              asked: 'bath',
              worried: 'pond',
              analysis: 'A bucket of water stood by the door.',
            },
          ],
        ]),
      ),
    })
    assert.match(sent.to ?? '', new RegExp(`^${at()}\\?recorded=`), wrongOn(sent.page))
    const visits = await told(['visit'])
    assert.equal(visits.length, 3)
    assert.equal(new Set(visits.map(one => one.act)).size, 1)
    const of = (child: SubjectId) => visits.find(one => one.subject === child)
    assert.deepEqual(
      [of(home.amira)?.facts['seen'], of(home.omar)?.facts['notAlone'], of(ivy)?.facts['observedAlone']],
      ['seen-alone', 'carer-refused', true],
    )
    assert.deepEqual(
      [of(home.omar)?.facts['meals'], of(home.omar)?.facts['sleeping'], of(ivy)?.facts['sleeping']],
      ['seen', 'none', 'seen'],
    )
    assert.equal(of(ivy)?.narrative['meals'], 'Pasta on the stove, made by Marta.')
    assert.equal(of(home.amira)?.facts['planBefore'], true)
    const safety = await told(['safety-advised'])
    assert.deepEqual(
      safety.map(one => [one.subject, one.act, one.facts['asked'], one.facts['worried'], one.narrative['worry']]),
      [[ivy, visits[0]?.act, ['bath', 'pond'], ['pond'], 'A bucket of water stood by the door.']],
    )
    assert.match((await worker.get(at('/record'))).page, /Ask and show, for Ivy/)
    const homes = await told(['home-conditions'])
    assert.deepEqual(
      homes.map(one => [one.facts['fit'], one.narrative['conditions']]),
      Array.from({ length: 3 }, () => [true, 'Warm, two beds made.']),
    )
    assert.equal(
      (await told(['adult-in-contact'], 'third-party')).filter(one => one.narrative['calledOrDescribed']?.includes('grey coat')).length,
      3,
    )
    const weighs = await told(['parental-factor'])
    assert.equal(weighs.length, 6, 'two factors, for each of three children')
    assert.deepEqual([...new Set(weighs.map(one => one.facts['factor']))].sort(), ['domestic-abuse', 'substances'])
    assert.ok(
      weighs.every(
        one => one.act === visits[0]?.act && one.narrative['impact'] === 'Meals, sleep or school suffer; frightened or watchful.',
      ),
    )
    const known = (await told(['parental-factor'], 'third-party')).map(one => one.narrative['whatIsKnown'] ?? '')
    assert.ok(
      known.some(one => /smelled of alcohol.*; drink, drugs or needles/.test(one)),
      known.join('\n'),
    )
    const { page } = await worker.get(sent.to ?? '')
    assert.match(page, /Omar: incomplete/)
    assert.match(page, /the child was not seen alone/i)
    assert.doesNotMatch(page, /Amira: incomplete|Ivy: incomplete/)
  })

  it('what was said of other adults, and what was not told, stands apart from the child’s own part', async () => {
    const others = await told(['visit'], 'third-party')
    assert.equal(others.length, 3)
    assert.ok(others.every(one => one.narrative['curiosity']?.includes('dog')))
    assert.ok((await told(['visit'])).every(one => !('curiosity' in one.narrative)))
  })

  it('a child who was not there has an attempt and no visit, and a sibling left out has nothing', async () => {
    const worker = await as('social-worker')
    await worker.get(at('/record'))
    const sent = await worker.post(at('/record'), {
      ...atHome(worker),
      place: 'school',
      purpose: 'Speak with Amira and Omar at school.',
      ...whole(
        worker,
        new Map<SubjectId, Record<string, string>>([
          [home.amira, { seen: 'alone', presentation: 'Tired.', words: '“Nothing.”' }],
          [home.omar, { seen: 'not-seen', notThere: 'child-not-there' }],
        ]),
      ),
    })
    assert.match(sent.to ?? '', /recorded=/, wrongOn(sent.page))
    assert.equal((await told(['visit'])).length, 4)
    const [tried] = await told(['visit-attempted'])
    assert.deepEqual([tried?.subject, tried?.facts['access'], tried?.facts['place']], [home.omar, 'child-not-there', 'school'])
    const { page } = await worker.get(sent.to ?? '')
    assert.match(page, /Amira: incomplete[\s\S]*not seen at home/i)
    assert.match(page, /Omar was not seen/)
  })

  it('what one child tells of their own meals is not taken for another', async () => {
    const worker = await as('social-worker')
    await worker.get(at('/record'))
    const { status, page } = await worker.post(at('/record'), {
      ...atHome(worker),
      purpose: 'See the children.',
      ...whole(
        worker,
        new Map<SubjectId, Record<string, string>>([
          [home.amira, { seen: 'alone', presentation: 'Well.', words: '“Toast.”', meals: 'told-by-child', mealsSaid: 'Toast.' }],
          [home.omar, { seen: 'alone', presentation: 'Well.', words: '“Fine.”', meals: 'same' }],
        ]),
      ),
    })
    assert.equal(status, 422)
    assert.match(page, /not known of another/)
    await worker.post(at('/record/discard'), {})
  })

  it('an attempt says what happened at the door; a refusal says what was said', async () => {
    const worker = await as('social-worker')
    await worker.get(at('/tried'))
    const wrong = await worker.post(at('/tried'), {
      children,
      ...inBoxes('on', today),
      place: 'home',
      access: 'refused',
      method: 'unannounced',
      cardLeft: 'no',
      draftVersion: '0',
    })
    assert.match(wrong.page, /Write what was said/)
    const sent = await worker.post(at('/tried'), {
      children,
      ...inBoxes('on', today),
      place: 'home',
      access: 'no-answer',
      method: 'unannounced',
      signs: ['voices', 'lights'],
      cardLeft: 'yes',
      draftVersion: worker.hidden('draftVersion'),
    })
    assert.match(sent.to ?? '', /recorded=/, wrongOn(sent.page))
    const tried = (await told(['visit-attempted'])).filter(one => one.facts['access'] === 'no-answer')
    assert.deepEqual(
      tried.map(one => [one.facts['by'], one.facts['signs'], one.facts['cardLeft']]),
      Array.from({ length: 3 }, () => ['lead', ['voices', 'lights'], true]),
    )
  })
})

describe('the manager reads each visit', () => {
  let visit = ''
  before(async () => {
    visit = (await told(['visit'])).find(one => one.subject === home.omar)?.root ?? ''
  })
  const one = (more = '') => at(`/${visit}${more}`, home.omar)

  it('gives it back with a question, which the worker answers, and signs it', async () => {
    const manager = await as('team-manager')
    assert.match((await manager.get(at('', home.omar))).page, /To read and sign/)
    assert.match((await manager.get(one())).page, /Incomplete/)
    const silent = await manager.post(one('/read'), { signed: 'no' })
    assert.match(silent.page, /Write your question/)
    assert.equal((await manager.post(one('/read'), { signed: 'no', says: 'Why could you not speak with Omar alone?' })).to, one())
    const worker = await as('social-worker')
    assert.match((await worker.get(at('', home.omar))).page, /The manager asks[\s\S]*speak with Omar alone/)
    await worker.get(one())
    assert.equal((await worker.post(one('/answer'), { answer: 'Marta stood in the door.' })).to, one())
    await manager.get(one())
    assert.equal((await manager.post(one('/read'), { signed: 'yes' })).to, one())
    assert.match((await manager.get(one())).page, /Read and signed[\s\S]*by/)
    assert.equal((await manager.post(one('/read'), { signed: 'yes' })).status, 404, 'what is signed is signed')
  })

  it('nobody else does, and nobody their own', async () => {
    for (const role of [...rolesWithout('POST /people/:person/visits/:visit/read'), 'social-worker'])
      assert.equal((await (await as(role)).post(one('/read'), { signed: 'yes' })).status, 404, role)
    for (const role of [...rolesWithout('POST /people/:person/visits/:visit/answer'), 'school-safeguarding-lead'])
      for (const what of ['answer', 'complete'])
        assert.equal((await (await as(role)).post(one(`/${what}`), {})).status, 404, `${role} ${what}`)
  })

  it('what was left out is added by whoever wrote the visit, and the first words stay', async () => {
    const worker = await as('social-worker')
    assert.match((await worker.get(one())).page, /Add what was left out/)
    assert.equal(
      (
        await worker.post(one('/complete'), {
          meals: 'seen',
          mealsSaid: 'Pasta.',
          sleeping: 'told-by-parent',
          sleepingSaid: 'Shares with Amira.',
        })
      ).to,
      one(),
    )
    const { page } = await worker.get(one())
    assert.match(page, /Shares with Amira/)
    assert.match(page, /Incomplete/, 'not having been alone stays')
    const versions = await database.admin<{ n: number }>(
      `select count(*)::integer as n from gt.entry where subject_id = $1 and kind = 'visit' and corrects = $2`,
      [home.omar, visit],
    )
    assert.equal(versions[0]?.n, 1)
  })
})
