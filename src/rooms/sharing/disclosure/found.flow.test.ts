import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { identity, relationship, residence } from '../../../thread/own-kinds/index.ts'
import { referral, referralTold } from '../../front-door/index.ts'
import { note } from '../../recording/index.ts'
import { tell } from '../../testing/tell.ts'
import { openSharing } from '../testing/open-sharing.ts'

const {
  database,
  as,
  amira,
  omar,
  noted,
  plain,
  naming,
  path,
  toMother,
  toSchool,
  checked,
  unsaid,
  prepared,
  protectedAt,
  checkedOn,
  released,
} = await openSharing()

describe('what is looked for before anything goes', () => {
  it('the name of another child has to be answered for, and so has a reader without parental responsibility', async () => {
    const where = await prepared(naming, toMother)
    const worker = await as('social-worker')
    const { page } = await worker.get(where)
    assert.match(page, /The name of another child/)
    assert.match(page, /Found: Omar/)
    assert.match(page, /has parental responsibility/)
    const unanswered = await worker.post(`${where}/check`, checked)
    assert.equal(unanswered.status, 422)
    assert.match(unanswered.page, /Answer what was found: Omar/)
    await checkedOn(where)
    const { page: after } = await worker.get(where)
    assert.match(after, /It was weighed and may stand/)
  })

  it('an adult of the family who is called by the first name alone is found too, unless it is the reader', async () => {
    const said = await noted(amira, 'Marta was tired.')
    const worker = await as('social-worker')
    assert.match((await worker.get(await prepared(said, toSchool))).page, /The name of another adult[\s\S]{0,200}Found: Marta/)
    assert.doesNotMatch((await worker.get(await prepared(said, toMother))).page, /Found: Marta/)
  })

  it('whoever told us is found by each word of the name and by the number and never named, and an address that was left is found', async () => {
    const [matter, before, now] = [newId<SubjectId>(), newId<SubjectId>(), newId<SubjectId>()]
    await tell(
      database,
      'bridge-manager',
      [
        {
          subject: matter,
          kind: referralTold,
          on: '2025-01-20',
          parts: {
            record: {
              facts: {
                form: 'worried-about-a-child',
                inDangerNow: false,
                referrerIs: 'public',
                source: 'public',
                concerns: ['neglect'],
                familyTold: 'yes',
                children: [{ label: 'child 1' }],
              },
              narrative: { seenOrHeard: 'Crying at night.' },
            },
            referrer: { facts: {}, narrative: { name: 'Mrs Nora Neighbour', phone: '0161 496 0123' } },
          },
        },
        {
          subject: amira,
          kind: referral,
          on: '2025-01-20',
          parts: { record: { facts: { matter, source: 'public', concerns: ['neglect'] } } },
        },
        ...(
          [
            [before, '12 Former Street', '2025-01-21'],
            [now, '5 Present Street', '2025-01-22'],
          ] as const
        ).map(([household, address, on]) => ({
          subject: amira,
          kind: residence,
          on,
          parts: { record: { facts: { household } }, whereabouts: { facts: { postcode: 'ZZ2 2ZZ' }, narrative: { address } } },
        })),
      ],
      {
        begins: [
          { subject: matter, form: 'matter' },
          { subject: before, form: 'context' },
          { subject: now, form: 'context' },
        ],
      },
    )
    const worker = await as('social-worker')
    for (const [said, name, found] of [
      ['It was Nora who rang.', 'Who told us of a concern', 'not named here, in entry 1, 1 Feb 2025'],
      ['The neighbour saw it.', 'Who told us of a concern', 'not named here, in entry 1, 1 Feb 2025'],
      ['Ring 01614 960123.', 'Who told us of a concern', 'not named here, in entry 1, 1 Feb 2025'],
      ['The post still goes to 12, Former Street.', 'An address where somebody lived before', 'Former Street'],
    ] as const) {
      const where = await prepared(await noted(amira, said), toSchool)
      const { page } = await worker.get(where)
      assert.match(page, new RegExp(`${name}</dt><dd[^>]*>Found[^<]*${found}`), said)
      assert.doesNotMatch(page, /Found: [^<]*(?:Nora|Neighbour|0161)/, said)
      assert.equal((await worker.post(`${where}/check`, checked)).status, 422)
    }
    for (const said of ['Mrs Invented came.', 'They live at 5 Present Street.']) {
      const { page } = await worker.get(await prepared(await noted(amira, said), toSchool))
      assert.doesNotMatch(page, /Found[:,]/, said)
    }
  })

  it('an address that is protected goes to nobody, whatever is answered', async () => {
    await protectedAt('2025-01-11', 'ZZ4 4ZZ', '99 Hidden Row, Sampletown')
    const worker = await as('social-worker')
    for (const said of ['They now live at 99 hidden  ROW.', 'Somewhere on Hidden Row', 'The post goes to zz44zz now']) {
      const where = await prepared(await noted(amira, said), toSchool)
      const { page } = await worker.get(where)
      assert.match(page, /This cannot go to anybody/, said)
      assert.doesNotMatch(page, /It is checked/)
      const tried = await worker.post(`${where}/check`, { ...checked, ...unsaid(page) })
      assert.equal(tried.status, 422)
      assert.match(tried.page, /cannot go/)
      assert.equal((await worker.get(`${where}/paper`)).status, 404)
    }
  })
})

describe('what is found on a record that the asker does not read', () => {
  it('is named to nobody, and stops what it has to; what is named leaves an access line', async () => {
    const [shut, home] = [newId<SubjectId>(), newId<SubjectId>()]
    await tell(
      database,
      'bridge-manager',
      [
        {
          subject: shut,
          kind: identity,
          on: '2025-01-10',
          parts: { record: { facts: { is: 'child', given: 'Zara', family: 'Invented', born: '2012-01-01' } } },
        },
        {
          subject: shut,
          kind: residence,
          on: '2025-01-10',
          parts: {
            record: { facts: { household: home } },
            whereabouts: { facts: { postcode: 'ZZ9 9ZZ', protected: true }, narrative: { address: '7 Refuge Lane' } },
          },
        },
        { subject: shut, kind: relationship, on: '2025-01-10', parts: { record: { facts: { to: amira, as: 'sibling' } } } },
      ],
      {
        begins: [
          { subject: shut, form: 'person' },
          { subject: home, form: 'context' },
        ],
      },
    )
    await database.admin('insert into gt.closed_to_most (partnership_id, subject_id) values ($1, $2)', [ids.partnership, shut])
    const worker = await as('social-worker')
    const lists = await noted(amira, 'ZZ1 1AA ZZ9 9ZZ; High Street, Refuge Lane, Mill Road; Smith, Zara, Omar')
    const { page } = await worker.get(await prepared(lists, toSchool))
    assert.match(page, /This cannot go to anybody/)
    assert.match(page, /The name of another child[^F]*Found: Omar\. Found, and not named here, in entry 1, 1 Feb 2025/)
    assert.match(page, /An address that is protected[^F]*Found, and not named here, in entry 1/)
    assert.doesNotMatch(page, /(?:Found: |“)[^<]*(?:Refuge|ZZ9|Zara)/)
    const [line] = await database.admin<{ subjects: string[] }>(
      `select subject_ids as subjects from gt.access_line where route = 'GET /people/:person/shared/:outgoing' order by at desc limit 1`,
    )
    assert.deepEqual([line?.subjects.includes(omar), line?.subjects.includes(shut)], [true, false])
  })
})

describe('what one agency keeps to itself', () => {
  it('is read in what goes out by that agency alone, and nobody else lets it go', async () => {
    const [kept] = await tell(database, 'social-worker', [
      {
        subject: amira,
        kind: note,
        audience: 'agency',
        on: '2025-02-01',
        parts: { record: { facts: { contact: 'at-home' }, narrative: { fact: 'Only for the own agency.' } } },
      },
    ])
    assert.ok(kept)
    const where = await prepared(kept, `account:${ids.account('team-manager')}`)
    await checkedOn(where)
    const chair = ids.account('conference-chair')
    const [was] = await database.admin<{ agency: string }>('select agency_id as agency from gt.account where account_id = $1', [chair])
    const moved = (agency: string | undefined) =>
      database.admin('update gt.account set agency_id = $1 where account_id = $2', [agency, chair])
    await moved(ids.agency.health)
    try {
      const visitor = await as('conference-chair')
      const { status, page } = await visitor.get(where)
      assert.equal(status, 200)
      assert.doesNotMatch(page, /Only for the own agency|What the reader gets|Let it go<\/button>/)
      assert.notEqual((await released(where, 'conference-chair')).to, where)
    } finally {
      await moved(was?.agency)
    }
    assert.match((await (await as('conference-chair')).get(where)).page, /Only for the own agency/)
  })
})

describe('a family of two fathers', () => {
  it('neither gets a paper of the other’s child', async () => {
    const [father, other] = [newId<SubjectId>(), newId<SubjectId>()]
    const who = (subject: SubjectId, given: string, to: SubjectId) => [
      {
        subject,
        kind: identity,
        on: '2025-01-10',
        parts: { record: { facts: { is: 'adult', given, family: 'Sample', born: '1988-01-01' } } },
      },
      { subject, kind: relationship, on: '2025-01-10', parts: { record: { facts: { to, as: 'father', parentalResponsibility: true } } } },
    ]
    await tell(database, 'bridge-manager', [...who(father, 'Bruno', amira), ...who(other, 'Cyril', omar)], {
      begins: [father, other].map(subject => ({ subject, form: 'person' as const })),
    })
    // The worker works with the fathers too, so that both are theirs to see.
    for (const subject of [father, other])
      await database.admin(
        `insert into gt.reach (partnership_id, subject_id, key, holder_id, relation, from_at, until_at, hash) values ($1, $2, 'test', $3, 'lead', '2025-01-01', 'infinity', '')`,
        [ids.partnership, subject, ids.account('social-worker')],
      )
    const worker = await as('social-worker')
    assert.match((await worker.get(path())).page, /Bruno Sample/)
    assert.doesNotMatch((await worker.get(path())).page, /Cyril Sample/)
    assert.match((await worker.post(path(), { entry: plain, to: `person:${other}` })).page, /Choose people who are on the case/)
    const where = await prepared(plain, `person:${father}`)
    assert.doesNotMatch((await worker.get(where)).page, /Parental responsibility of the reader: Found/)
  })
})
