/** Programs by the mark that only they send, those that also send another's mark first. */
const browsers: readonly (readonly [mark: RegExp, name: string])[] = [
  [/\bEdgA?\/|\bEdgiOS\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const machines: readonly (readonly [mark: RegExp, name: string])[] = [
  [/\biPhone\b/, 'an iPhone'],
  [/\biPad\b/, 'an iPad'],
  [/\bAndroid\b.*\bMobile\b/, 'an Android telephone'],
  [/\bAndroid\b/, 'an Android tablet'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'a Chromebook'],
  [/\bMac OS X\b/, 'a Mac'],
  [/\bLinux\b/, 'Linux'],
]

/**
 * What a browser says of itself, in a few words of our own ("Chrome on Windows"), by which somebody knows their own devices again. Nothing of what was
 * sent is kept, so that nobody can put words of theirs on somebody's page.
 */
export const deviceInWords = (userAgent: string | undefined): string => {
  const sent = (userAgent ?? '').slice(0, 500)
  const named = (list: typeof browsers) => list.find(([mark]) => mark.test(sent))?.[1]
  const [browser, machine] = [named(browsers), named(machines)]
  if (!browser && !machine) return 'A program that does not say what it is'
  return `${browser ?? 'A browser'}${machine ? ` on ${machine}` : ''}`
}
