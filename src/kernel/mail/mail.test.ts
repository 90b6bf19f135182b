import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { createTransport } from 'nodemailer'
import { beginByLink, type Letter, mayCatch, openPost, places, somethingToRead, somethingWaits, startCatcher } from './index.ts'

const site = 'https://golden-thread.example.org'
const from = 'golden-thread@example.org'

test('a mail says that something waits and where to sign in, and is caught by the local catcher', async () => {
  const catcher = await startCatcher()
  const post = openPost({ url: catcher.url, from })
  try {
    await post.send(somethingWaits({ to: 'lead@example.test', site, link: '/' }))
    const [mail, ...more] = catcher.messages()
    assert.equal(more.length, 0)
    assert.equal(mail?.subject, 'Something waits for you in Golden Thread')
    assert.deepEqual(mail?.to, ['lead@example.test'])
    assert.equal(mail?.from, from)
    assert.match(mail?.text ?? '', /Sign in to read it: https:\/\/golden-thread\.example\.org\/\n/)
  } finally {
    post.close()
    await catcher.stop()
  }
})

test('the catcher keeps the last two hundred and takes nothing larger than a megabyte', async () => {
  const catcher = await startCatcher()
  const transport = createTransport({ url: catcher.url, ignoreTLS: true, pool: true })
  try {
    for (let number = 1; number <= 205; number += 1)
      await transport.sendMail({ from, to: 'a@example.test', subject: `${number}`, text: '.' })
    const subjects = catcher.messages().map(mail => mail.subject)
    assert.equal(subjects.length, 200)
    assert.deepEqual([subjects[0], subjects.at(-1)], ['205', '6'])
    await assert.rejects(transport.sendMail({ from, to: 'a@example.test', subject: 'large', text: 'x'.repeat(1_100_000) }))
    assert.equal(catcher.messages()[0]?.subject, '205')
  } finally {
    transport.close()
    await catcher.stop()
  }
})

test('a mail goes to one bare address and points at a page whose address says nothing', () => {
  for (const to of [
    'Amira Testcase <a@example.test>',
    'a@example.test, b@example.test',
    'a@example.test\r\nBcc: b@example.test',
    '"Amira"@example.test',
    'nobody',
  ])
    assert.throws(() => somethingWaits({ to, site, link: '/' }), /one bare address/, to)
  assert.throws(() => somethingWaits({ to: 'a@example.test', site, link: '/child/amira-testcase' as '/' }), /says nothing/)
})

test('a mail to somebody of a family names nobody and nothing: not the record, not who sends it', () => {
  const { subject, text } = somethingToRead({ to: 'a@example.test', site })
  assert.equal(subject, 'You have something to read')
  assert.equal(text.replace(`${site}/yours`, ''), 'You have something to read.\n\nSign in: \n\nPlease do not answer this message.\n')
  assert.throws(() => somethingToRead({ to: 'Amira <a@example.test>', site }), /one bare address/)
})

test('what is not one of our letters is never sent', async () => {
  const catcher = await startCatcher()
  const post = openPost({ url: catcher.url, from })
  try {
    const forged = { to: 'a@example.test', subject: 'About Amira', text: 'Amira Testcase' } as unknown as Letter
    await assert.rejects(post.send(forged), /only our own letters/)
    assert.deepEqual(catcher.messages(), [])
  } finally {
    post.close()
    await catcher.stop()
  }
})

test('mail is caught only where no mail server is set and this machine alone is served', () => {
  assert.equal(mayCatch({ HOST: '127.0.0.1' }), true)
  assert.equal(mayCatch({ HOST: '127.0.0.1', GT_ADDRESS: 'http://localhost:3000' }), true)
  assert.equal(mayCatch({ HOST: '0.0.0.0' }), false)
  assert.equal(mayCatch({ HOST: '127.0.0.1', GT_ADDRESS: 'https://golden-thread.example.org' }), false)
  assert.equal(mayCatch({ HOST: '127.0.0.1', SMTP_URL: 'smtp://mail.example.org' }), false)
})

/** Everything a letter says, for every page it may point at, with the address and the site taken out: what is left must be the same for everybody. */
const variableWords = (make: typeof somethingWaits): string[] => {
  const words = places.flatMap(link =>
    [['a1@example.test', 'https://one.example.org'] as const, ['b2@example.test', 'https://two.example.org'] as const].map(([to, at]) => {
      const letter = make({ to, site: at, link })
      return `${letter.subject}\n${letter.text}`.replace(new URL(link, at).href, '').replace(to, '')
    }),
  )
  return [...new Set(words)]
}

test('wall: every letter has the same words, whoever it goes to', () => {
  assert.equal(variableWords(somethingWaits).length, 1)
  // Planted: a letter that greets.
  assert.ok(variableWords(spec => ({ ...somethingWaits(spec), subject: `Something waits for ${spec.to.split('@')[0]}` })).length > 1)
})

/** Source files that open a way out for mail, or make a letter, elsewhere than where it is done. */
const wayOuts = (files: ReadonlyMap<string, string>): string[] =>
  [...files]
    .filter(
      ([name, text]) =>
        (/['"]nodemailer['"]/.test(text) && name !== 'kernel/mail/post.ts') ||
        (/new Letter\(/.test(text) && name !== 'kernel/mail/letter.ts'),
    )
    .map(([name]) => name)

test('wall: there is one way out for mail, and one place where letters are made', () => {
  const src = join(import.meta.dirname, '../..')
  const files = new Map(
    readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter(name => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
      .map(name => [name, readFileSync(join(src, name), 'utf8')]),
  )
  assert.ok(files.size > 100)
  assert.deepEqual(wayOuts(files), [])
  files.set('rooms/planted.ts', "import { createTransport } from 'nodemailer'")
  files.set('rooms/another.ts', "new Letter('a@example.test', 'Amira', '')")
  assert.deepEqual(wayOuts(files), ['rooms/planted.ts', 'rooms/another.ts'])
})

test('a link goes to one bare address and says nothing of anybody; what is no link of ours is not sent', () => {
  const link = '018f0000-0000-7000-8000-00000000000a'
  const letter = beginByLink({ to: 'lead@example.test', site, link, hours: 24 })
  assert.match(letter.text, /https:\/\/golden-thread\.example\.org\/begin\/018f0000-0000-7000-8000-00000000000a\n/)
  assert.doesNotMatch(letter.text.replace(link, ''), /child|lead@|role|concern/i)
  assert.throws(() => beginByLink({ to: 'a@example.test, b@example.test', site, link, hours: 24 }), /one bare address/)
  for (const wrong of ['', '../people', `${link}?to=x`, 'https://elsewhere.example.test/'])
    assert.throws(() => beginByLink({ to: 'a@example.test', site, link: wrong, hours: 24 }), /a UUID/)
})
