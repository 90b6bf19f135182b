import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deviceInWords } from './device.ts'

test('a device is said in words by which its owner knows it again', () => {
  const mozilla = 'Mozilla/5.0'
  for (const [sent, words] of [
    [`${mozilla} (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36`, 'Chrome on Windows'],
    [
      `${mozilla} (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0`,
      'Edge on Windows',
    ],
    [
      `${mozilla} (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile Safari/604.1`,
      'Safari on an iPhone',
    ],
    [
      `${mozilla} (Linux; Android 15; Pixel) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36`,
      'Chrome on an Android telephone',
    ],
    [`${mozilla} (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0`, 'Firefox on Linux'],
    [undefined, 'A program that does not say what it is'],
  ] as const)
    assert.equal(deviceInWords(sent), words)
})

test('no word that was sent comes back, however long or strange it is', () => {
  for (const sent of ['<b>Amira Testcase</b>', `Amira Testcase ${'x'.repeat(100_000)}`, 'Windows Amira\u202e'])
    assert.doesNotMatch(deviceInWords(sent), /Amira|</)
})
