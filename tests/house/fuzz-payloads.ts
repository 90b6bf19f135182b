/** A stream of numbers from a seed, the same on every machine (mulberry32): a fuzz that fails can be run again exactly. */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** As many of these as are wanted, drawn without putting back. */
export const drawn = <T>(all: readonly T[], most: number, random: () => number): T[] => {
  const left = [...all]
  for (let at = left.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1))
    const [a, b] = [left[at] as T, left[other] as T]
    left[at] = b
    left[other] = a
  }
  return left.slice(0, most)
}

/** What no field expects, as text: each kind of injection, what cannot be stored, what looks like something else, what is too long (OWASP ASVS 5, chapters 1 and 2). */
export const texts: readonly string[] = [
  `'; drop table gt.account; --`,
  `' or '1'='1`,
  `{00000000-0000-4000-8000-000000000000}'::uuid[]); commit; --`,
  '1); rollback; --',
  '<gt-fuzz>markup</gt-fuzz>',
  '"><gt-fuzz x="',
  `'><gt-fuzz x='`,
  '</textarea></title></script><gt-fuzz>',
  '" data-gt-fuzz="1" x="',
  '--><gt-fuzz>',
  '&lt;gt-fuzz&gt;&#60;gt-fuzz&#62;',
  'javascript:gtfuzz()',
  `{{7*7}} \${7*7} <%= 7*7 %> #{7*7}`,
  '%0d%0ax-gt-fuzz: 1',
  'one\r\nx-gt-fuzz: 1\r\n\r\n<gt-fuzz>',
  'nul\u0000inside',
  '\u0000',
  'lone\ud800surrogate',
  'lone\udc00surrogate',
  '\u202egnp.exe\u202c',
  '\u200b\u200d\ufeff',
  '\u{1f9f5}\u{1f469}\u200d\u{1f467}',
  'Z\u0351\u036b\u0343\u036a\u0302',
  'x'.repeat(300),
  'é'.repeat(30_000),
  '=cmd|calc!A1',
  '../../../../etc/passwd',
  '\\\\elsewhere.example.test\\share',
  '//elsewhere.example.test/',
  '/\t/elsewhere.example.test',
  '/\\elsewhere.example.test',
  'https://elsewhere.example.test/',
  '-1',
  '0',
  '1e309',
  '99999999999999999999',
  '1.5',
  'NaN',
  '-0',
  'null',
  'undefined',
  'true',
  '__proto__',
  'constructor',
  'toString',
  '2026-02-30',
  '0000-00-00',
  '9999-99-99',
  '-000001-01-01',
  '2026-11-21T25:61:00Z',
  '  ',
  '\u001b[31mred',
  '00000000-0000-4000-8000-000000000000',
  'FFFFFFFF-FFFF-4FFF-8FFF-FFFFFFFFFFFF',
  'not-a-uuid',
  'team:00000000-0000-4000-8000-000000000000',
  'agency:not-a-uuid',
]

/** Names of fields that mean something to the language and nothing to a form. */
export const names: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '__defineGetter__',
  'yours.__proto__',
  'yours.constructor',
  'yours.toString',
  'keep.__proto__',
  'a[b][c]',
  '__proto__[polluted]',
  'constructor.prototype.polluted',
  '-day',
  'x-day',
  '__proto__-day',
  'constructor-day',
  '<gt-fuzz>',
  '" data-gt-fuzz="1',
  'nul\u0000name',
  `${'-'.repeat(5000)}day`,
  '',
]

/** Values that are no text, for those who send JSON. */
export const values: readonly unknown[] = [
  null,
  true,
  -1,
  1.5,
  1e300,
  [],
  [''],
  ['one', 'two'],
  ['<gt-fuzz>', 'nul\u0000'],
  [1, 2],
  [['nested']],
  {},
  { toString: 'x' },
  { length: 3 },
  { $gt: '' },
]

/** Whole bodies that are no form of ours, with the type they are said to be. */
export const bodies: readonly (readonly [type: string | undefined, body: string])[] = [
  ['application/json', '{'],
  ['application/json', ''],
  ['application/json', 'null'],
  ['application/json', '"text"'],
  ['application/json', '[]'],
  ['application/json', '[{"a":1}]'],
  ['application/json', '{"__proto__":{"polluted":true}}'],
  ['application/json', '{"constructor":{"prototype":{"polluted":true}}}'],
  ['application/json', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
  ['application/json', '{"a":1e999999}'],
  ['application/json', '{"reasons":"\\ud800"}'],
  ['application/json; charset=utf-16', '{}'],
  ['application/x-www-form-urlencoded', '%'],
  ['application/x-www-form-urlencoded', '%ff%fe=%c0%80&%00=%00'],
  ['application/x-www-form-urlencoded', '&&&===&=&'],
  ['application/x-www-form-urlencoded', 'a[__proto__][polluted]=1&__proto__[polluted]=1&__proto__.polluted=1'],
  ['application/x-www-form-urlencoded', Array.from({ length: 5000 }, (_, at) => `k${at}=v`).join('&')],
  ['application/x-www-form-urlencoded', `a=${'x'.repeat(1_100_000)}`],
  ['application/json', `{"a":"${'x'.repeat(1_100_000)}"}`],
  ['multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--'],
  ['multipart/form-data', 'no boundary'],
  ['text/plain', 'plain'],
  ['text/html', '<gt-fuzz>'],
  ['application/xml', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'],
  ['application/octet-stream', '\u0001\u0002'],
  ['nonsense', 'x'],
  [undefined, 'x'],
]
