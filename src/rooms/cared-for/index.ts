/** The door of the room: cared-for children. */
export { caredFor } from './chapter.ts'
export { careBegan, careEnded, careEndWords, careWords, timesInCare } from './in-care/in-care.ts'
export { preProceedings, preProceedingsWords } from './pre-proceedings/pre-proceedings.ts'
export { stepDownChecked } from './pre-proceedings/step-down-checked.ts'
