import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { newId } from '../../../thread/ids.ts'
import { inBoxes, rolesWith } from '../../testing/visitor.ts'
import { pageFound } from '../testing/looking.ts'
import { linkTo, openDetails, versionSeen } from '../testing/open-details.ts'

const { database, as, family, at, read, send, kept } = await openDetails()

describe('where they live', () => {
  const secret = '7 Hidden Invented Lane'
  const secrets = /Hidden Invented|M5 4WT|M54WT|Invented Street|ZZ9/

  it('a move is told once, of everybody who moves along, each on a record of their own', async () => {
    const form = await read('social-worker', 'details/move')
    assert.match(form, /Omar Testcase/)
    await kept('social-worker', 'move', {
      moves: 'moves',
      to: 'new',
      ...inBoxes('from', '2026-01-10'),
      address: secret,
      postcode: 'm54wt',
      protected: 'yes',
      along: family.omar,
    })
    for (const [person, other] of [
      [family.amira, 'Omar'],
      [family.omar, 'Amira'],
    ] as const) {
      const page = await read('social-worker', 'details', person)
      assert.match(page, new RegExp(`Lives with[\\s\\S]{0,200}${other}`))
      assert.doesNotMatch(page, secrets, 'a protected address stands on no page until it is asked for')
      assert.match(await read('social-worker', 'details?address=shown', person), /7 Hidden Invented Lane, M5 4WT/)
    }
    assert.doesNotMatch(await read('social-worker', 'details', family.marta), /Lives with[\s\S]{0,120}Amira/)
    const [line] = await database.admin<{ purpose: string }>(
      `select purpose from gt.access_line where route = 'GET /people/:person/details' order by at desc offset 1 limit 1`,
    )
    assert.equal(line?.purpose, 'a protected address, asked for')
  })

  it('a postcode, a day and a home are asked for again where they cannot be kept', async () => {
    const fields = { moves: 'moves', to: 'new', ...inBoxes('from', '2026-02-01'), protected: 'no' }
    assert.match((await send('social-worker', 'move', { ...fields, postcode: 'M5' })).page, /Enter a whole postcode/)
    assert.match(
      (await send('social-worker', 'move', { ...fields, ...inBoxes('from', '2199-02-01') })).page,
      /planned is recorded once it has happened/,
    )
    assert.match((await send('social-worker', 'move', { ...fields, to: newId() })).page, /Choose one of the homes shown here/)
    assert.match((await send('social-worker', 'move', { ...fields, along: newId() })).page, /Choose among those shown here/)
  })

  it('an address is put right for this person, and its form never shows a protected one', async () => {
    const form = await (await as('social-worker')).get(at(linkTo(await read('social-worker'), 'address')))
    assert.doesNotMatch(form.page, secrets)
    assert.match(form.page, /protected and is not shown here/)
    await kept('social-worker', 'address', {
      ...versionSeen(form.page),
      address: `${secret}, flat 2`,
      postcode: 'M5 4WT',
      protected: 'yes',
      ...inBoxes('from', '2026-01-10'),
    })
    assert.match(await read('social-worker', 'details?address=shown'), /flat 2/)
  })

  it('no byte of any page, list or drawing tells a protected address to a role that may not know where the child is', async () => {
    const without = ['school-safeguarding-lead', 'bridge-screener']
    for (const role of without) {
      const visitor = await as(role)
      for (const path of [
        '',
        '?address=shown',
        '?view=table',
        '?kind=residence',
        '?known=2026-02-01&address=shown',
        '/print',
        '/print?address=shown',
      ])
        assert.doesNotMatch((await visitor.get(`/people/${family.amira}${path}`)).page, secrets, `${role} ${path}`)
      for (const path of ['details', 'details?address=shown', 'network', 'adults']) {
        const { status, page } = await visitor.get(at(path))
        assert.equal(status, 200, `${role} ${path}`)
        assert.doesNotMatch(page, secrets, `${role} ${path}`)
        assert.doesNotMatch(JSON.stringify((await visitor.json(at(path))).body), secrets, `${role} ${path} as JSON`)
      }
      for (const path of ['details/move', 'details/address'])
        assert.doesNotMatch((await visitor.get(at(path))).page, secrets, `${role} ${path}`)
    }
    // Search tells it to nobody, whatever else they may read: neither in what it shows nor by what it finds.
    const searchers = rolesWith('GET /search')
    assert.ok(searchers.includes('bridge-screener') && searchers.includes('social-worker'))
    for (const role of searchers)
      for (const [words, finds] of [
        ['Amirah Testcase', true],
        ['M5 4WT', false],
        ['7 Hidden Invented Lane', false],
      ] as const) {
        const { status, page } = await pageFound(await as(role), words)
        assert.equal(status, 200, role)
        const results = page.replaceAll(words, '')
        assert.doesNotMatch(results, secrets, `${role} ${words}`)
        if (!finds) for (const child of [family.amira, family.omar]) assert.ok(!page.includes(`/people/${child}`), `${role} ${words}`)
        // Who does not work with the child gets no link: that it is found is seen where somebody does.
        if (finds && ['social-worker', 'bridge-screener'].includes(role)) assert.ok(page.includes(`/people/${family.amira}`), role)
      }
    // Those who may know it read it when they ask for it, and not before.
    assert.match(await read('social-worker', 'details?address=shown'), secrets)
    assert.doesNotMatch(await read('social-worker', 'network'), secrets)
    for (const path of ['details', 'network', 'adults', 'details/move'])
      assert.doesNotMatch(JSON.stringify((await (await as('social-worker')).json(at(path))).body), secrets, path)
  })

  it('moving in with somebody on record takes their address along, protected as it is, without showing it', async () => {
    const form = await read('social-worker', 'details/move')
    const home = /type="radio" value="([0-9a-f-]{36})"[\s\S]{0,200}The home of Marta/.exec(form)?.[1] ?? ''
    assert.ok(home, 'the home of Marta is offered')
    assert.doesNotMatch(form, secrets)
    const fields = { to: home, ...inBoxes('from', '2026-03-01') }
    assert.match((await send('social-worker', 'move', fields)).page, /Say whether it is a move or another home/)
    assert.match(
      (await send('social-worker', 'move', { ...fields, moves: 'also', postcode: 'M5 4WT' })).page,
      /Say whether the address is protected/,
    )
    await kept('social-worker', 'move', { ...fields, moves: 'also' })
    const page = await read('social-worker')
    assert.equal([...page.matchAll(/The address is protected/g)].length, 2, 'a child of two homes')
    assert.doesNotMatch(page, secrets)
    assert.match(await read('social-worker', 'details?address=shown'), /1 Invented Street, ZZ9 9ZZ/)
    assert.match(await read('social-worker'), /Home 2/)
  })

  it('somebody who may not read where a child lives is not offered to put the address right', async () => {
    const page = await read('bridge-screener')
    assert.match(page, /details\/move/)
    assert.doesNotMatch(page, /details\/address/)
    const entry = /details\/address\?entry=([0-9a-f-]+)/.exec(await read('social-worker'))?.[1] ?? ''
    assert.equal((await (await as('bridge-screener')).get(at(`details/address?entry=${entry}`))).status, 404)
    assert.match(await read('bridge-social-worker'), /details\/address/)
  })

  it('leaving a home where nobody knows the next is told too', async () => {
    const page = await read('team-manager', 'details/leave', family.omar)
    const household = /value="([0-9a-f-]{36})"[^>]*type="radio"|type="radio" value="([0-9a-f-]{36})"/.exec(
      page.slice(page.indexOf('Which home?')),
    )
    const id = household?.[1] ?? household?.[2] ?? ''
    assert.match(
      (await send('team-manager', 'leave', { household: id, ...inBoxes('on', '2025-01-01') }, family.omar)).page,
      /Enter a day after the one/,
    )
    await kept('team-manager', 'leave', { household: id, ...inBoxes('on', '2026-05-01') }, family.omar)
    assert.match(await read('team-manager', 'details', family.omar), /The home and those who share it stand here/)
  })
})
