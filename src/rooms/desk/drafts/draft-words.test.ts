import assert from 'node:assert/strict'
import { test } from 'node:test'
import { program, type Source } from '../../../../tests/house/source.ts'
import { factTitles } from '../../family/index.ts'
import { rooms } from '../../web.ts'
import { draftWords } from './drafts.ts'

/** Forms of several names: each is `<word>-<which>`, and one file names the words that stand for `which`. */
const families: Readonly<Record<string, readonly string[]>> = {
  neglect: ['tool', 'good-enough', 'sign'],
  incident: ['known', 'notified', 'review', 'death'],
}

/** The first word of every name under which this file keeps a form while it is typed. */
const namesIn = ({ text }: Source): string[] => {
  const declared = [
    ...text.matchAll(/keptRoutes(?:<[^(]*>)?\(\{[^}]*?\bname: '([^']+)'/g),
    ...text.matchAll(/\bname: `([a-z-]+) \$\{/g),
    ...text.matchAll(/draftsOf<\w+>\(\s*[`']([a-z-]+)/g),
  ].map(found => found[1] ?? '')
  const ofSeveral = [...text.matchAll(/\bname: `([a-z]+)-\$\{/g)].flatMap(([, word = '']) =>
    (families[word] ?? ['?']).map(which => `${word}-${which}`),
  )
  return [...declared, ...ofSeveral]
}

/** How often this file declares a kept form: by a page of its own, by where it is kept, or by drafts alone. */
const declaredIn = ({ text }: Source): number =>
  [...text.matchAll(/\bkeptRoutes(?:<[^(]*>)?\(\{|: KeptAt => \(\{|\bdraftsOf<\w+>\(\s*[`']/g)].length

const pages = rooms.flatMap(room => room.routes.filter(one => one.method === 'GET').map(one => one.url))
const isPage = (href: string): boolean => {
  const [path = ''] = href.split('?')
  return pages.some(url => new RegExp(`^${url.replace(/:\w+/g, '[^/]+')}$`).test(path))
}

const faultsOf = (sources: readonly Source[]): string[] =>
  sources.flatMap(source => {
    const names = namesIn(source)
    const few = declaredIn(source) > names.length ? [`${source.path}: a kept form whose name is not read here`] : []
    return [
      ...few,
      ...names.flatMap(name => {
        const { words, href } = draftWords(`${name} one ${Object.keys(factTitles)[0]}`, 'draft')
        if (words === draftWords('no form', 'draft').words) return [`${source.path}: the desk has no words for "${name}"`]
        return href === null || isPage(href) ? [] : [`${source.path}: what is not sent yet of "${name}" leads to no page: ${href}`]
      }),
    ]
  })

const kept = (sources: readonly Source[]): Source[] =>
  sources.filter(({ path }) => path.startsWith('src/rooms/') && !path.endsWith('on-record/kept-routes.tsx'))

test('every form that is kept while it is typed has words of its own among what is not sent yet, and leads back to its page', () => {
  const sources = kept(program())
  assert.deepEqual(faultsOf(sources), [])
  assert.ok(sources.flatMap(namesIn).length > 30, 'the forms were read')
})

test('a kept form without words, one whose name is not read, and one that leads nowhere are found', () => {
  const file = (text: string): Source => ({ path: 'src/rooms/planted.tsx', text })
  assert.match(faultsOf([file("keptRoutes<Opened>({\n at: 'x', name: 'planted-form', })")]).join(), /no words for "planted-form"/)
  assert.match(faultsOf([file('const at = (): KeptAt => ({ name: nameOf(person) })')]).join(), /not read here/)
  assert.equal(isPage('/people/one/no-such-page'), false)
  assert.deepEqual(faultsOf([file("keptRoutes({ at: 'visits/record', name: 'visit', })")]), [])
})
