import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig, WrongSetting } from './config.ts'

test('trusted proxies are addresses and networks, as many as there are', () => {
  assert.equal(readConfig({}).GT_TRUSTED_PROXIES, undefined)
  assert.deepEqual(readConfig({ GT_TRUSTED_PROXIES: '10.0.0.5, 192.168.7.0/24 ::1,fd00::/8' }).GT_TRUSTED_PROXIES, [
    '10.0.0.5',
    '192.168.7.0/24',
    '::1',
    'fd00::/8',
  ])
})

for (const wrong of [
  'proxy.example.org',
  '10.0.0',
  '10.0.0.5/33',
  '10.0.0.5/',
  '10.0.0.5/x',
  '::1/129',
  '10.0.0.5/8/8',
  'true',
  '0.0.0.0/0',
  '::/0',
])
  test(`${wrong} is no proxy that could be trusted, and the setting is named`, () => {
    assert.throws(
      () => readConfig({ GT_TRUSTED_PROXIES: `127.0.0.1,${wrong}` }),
      error => error instanceof WrongSetting && /GT_TRUSTED_PROXIES: addresses or networks/.test(error.message),
    )
  })
