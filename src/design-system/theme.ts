import { createHash } from 'node:crypto'

/** The colours of a partnership, each `#rrggbb`. What each is for stands beside its default. */
export type PartnershipColours = {
  /** Text. */
  readonly ink: string
  /** The page. */
  readonly paper: string
  /** Quiet areas: header, foot, what is already known. */
  readonly mist: string
  /** Lines between things; never text. */
  readonly line: string
  /** The accent: links, buttons, what is chosen. */
  readonly leaf: string
  /** The thread through every timeline: only a line, never text. */
  readonly gold: string
  readonly critical: string
  readonly overdue: string
  readonly due: string
  readonly info: string
}

/** The colours a partnership starts with. */
export const defaultColours: PartnershipColours = {
  ink: '#1d2733',
  paper: '#ffffff',
  mist: '#f3f5f4',
  line: '#c9d1d0',
  leaf: '#0b5c57',
  gold: '#c98a1b',
  critical: '#b3261e',
  overdue: '#8a4b00',
  due: '#1f4e8c',
  info: '#4a5a60',
}

type Rgb = readonly [number, number, number]

function rgb(colour: string): Rgb {
  if (!/^#[0-9a-f]{6}$/i.test(colour))
    throw new Error(`"${colour}" is not a colour: write # and six digits or letters a to f, such as #0b5c57`)
  return [1, 3, 5].map(at => Number.parseInt(colour.slice(at, at + 2), 16)) as unknown as Rgb
}

const luminance = (colour: string): number => {
  const [red, green, blue] = rgb(colour).map(channel => {
    const part = channel / 255
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as unknown as Rgb
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast of two colours, 1 to 21. Source: Web Content Accessibility Guidelines 2.2, definition of contrast ratio. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** `share` of one colour (0 to 1) in another: the tint behind a tag. */
export function mix(colour: string, share: number, into: string): string {
  const base = rgb(into)
  return `#${rgb(colour)
    .map((channel, at) =>
      Math.round(channel * share + (base[at] ?? 0) * (1 - share))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}

/** How much of a level's colour lies behind its word. */
const tintShare = 0.08
const textColours = ['ink', 'leaf', 'critical', 'overdue', 'due', 'info'] as const
const leastContrast = 4.5

/**
 * What is wrong with a choice of colours, in words for the person who chose them; empty where nothing is.
 * Every colour that words are written in must stand out 4.5 to 1 from the page, from the quiet areas, from its own tint and from white on it
 * (Web Content Accessibility Guidelines 2.2, 1.4.3).
 */
export function problemsWithColours(colours: PartnershipColours): string[] {
  const unreadable = Object.entries(colours).flatMap(([name, colour]) =>
    /^#[0-9a-f]{6}$/i.test(colour) ? [] : [`${name}: "${colour}" is not a colour such as #0b5c57`],
  )
  if (unreadable.length > 0) return unreadable
  return textColours.flatMap(name => {
    const backgrounds = { paper: colours.paper, mist: colours.mist, 'its own tint': mix(colours[name], tintShare, colours.paper) }
    return Object.entries(backgrounds).flatMap(([background, behind]) => {
      const ratio = contrast(colours[name], behind)
      return ratio >= leastContrast
        ? []
        : [
            `${name} (${colours[name]}) is too faint on ${background} (${behind}): ${ratio.toFixed(2)} to 1, and it must be at least ${leastContrast} to 1`,
          ]
    })
  })
}

export type Theme = {
  /** A stylesheet of custom properties, to be served as text/css. */
  readonly css: string
  /** Changes when the colours change. */
  readonly version: string
  /** Where pages ask for it. */
  readonly href: string
}

/**
 * The colours of a partnership as a stylesheet, loaded after `golden-thread.css`. Takes the settings, whole or only what differs from the defaults.
 * Refuses, in words, colours that cannot be read.
 */
export function partnershipTheme(settings: Partial<PartnershipColours> = {}): Theme {
  const colours = { ...defaultColours, ...settings }
  const problems = problemsWithColours(colours)
  if (problems.length > 0) throw new Error(`These colours cannot be used. ${problems.join('. ')}.`)
  const css = `:root{${Object.entries(colours)
    .flatMap(([name, colour]) => [
      `--${name}:${colour}`,
      ...(textColours.some(text => text === name)
        ? [`--${name}-tint:${mix(colour, tintShare, colours.paper)}`, `--${name}-dark:${mix(colour, 0.75, '#000000')}`]
        : []),
    ])
    .join(';')}}\n`
  const version = createHash('sha256').update(css).digest('hex').slice(0, 12)
  return { css, version, href: `/theme/${version}.css` }
}
