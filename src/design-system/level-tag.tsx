import type { Content } from './wording.ts'

/** How pressing something is. GATE: the next step waits for it. MET: it was done. */
export type Level = 'INFO' | 'DUE' | 'OVERDUE' | 'CRITICAL' | 'GATE' | 'MET'

/** The levels as people read them. Colour never says it alone: each has its word and its shape. */
export const levelWords: Readonly<Record<Level, string>> = {
  INFO: 'Worth knowing',
  DUE: 'Due',
  OVERDUE: 'Overdue',
  CRITICAL: 'Child may be unsafe',
  GATE: 'Needed first',
  MET: 'Done',
}

const outline = { fill: 'none', stroke: 'currentColor', 'stroke-width': 2 } as const

/** The shapes, each within a box of 20 by 20: they differ in outline and in weight, so that they are told apart in black and white. */
export const levelShapes: Readonly<Record<Level, Content>> = {
  INFO: (
    <>
      <circle cx="10" cy="10" r="8" {...outline} />
      <path d="M10 9v5.5M10 5.5v1.5" {...outline} />
    </>
  ),
  DUE: (
    <>
      <circle cx="10" cy="10" r="8" {...outline} />
      <path d="M10 5v5.5l3.5 2" {...outline} />
    </>
  ),
  OVERDUE: (
    <>
      <path d="M10 2 19 18H1Z" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" />
      <path d="M10 7.5v5M10 14v2" {...outline} />
    </>
  ),
  CRITICAL: (
    <>
      <path d="M6.5 1h7L19 6.500v7L13.500 19h-7L1 13.500v-7Z" fill="currentColor" />
      <path d="M10 4.500v7M10 13.500v2.500" fill="none" class="gt-shape-inside" stroke-width="2.500" />
    </>
  ),
  GATE: (
    <>
      <path d="M10 1 19 10 10 19 1 10Z" {...outline} />
      <path d="M6.500 10h7" {...outline} />
    </>
  ),
  MET: <path d="m3 10.500 4.500 5L17 4.500" fill="none" stroke="currentColor" stroke-width="3" />,
}

/** The shape of a level alone; its word must stand beside it. */
export const LevelShape = ({ level }: { level: Level }) => (
  <svg class="gt-level__shape" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
    {levelShapes[level]}
  </svg>
)

/** A level as shape, word and colour. */
export function LevelTag({ level }: { level: Level }) {
  return (
    <strong class={`gt-level gt-level--${level.toLowerCase()}`}>
      <LevelShape level={level} /> {levelWords[level]}
    </strong>
  )
}
