/** The rule book: its sources, and time as it counts it. No input or output, and no clock. */
export * from './sources/index.ts'
export * from './time/index.ts'
