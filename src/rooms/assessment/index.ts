/** The door of the room: assessment. */
export { assessment } from './chapter.ts'
export { goodEnoughJudged, standardWords } from './neglect-tools/good-enough.ts'
export { neglectSign, signWords } from './neglect-tools/neglect-sign.ts'
export { neglectTool, toolWords } from './neglect-tools/neglect-tool.ts'
