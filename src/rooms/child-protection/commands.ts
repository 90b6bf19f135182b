/** What pages of other rooms about one child and those of its home are made with; apart from the room's door, because rules lean on that and stay pure. */
export { type ChildAndOthers, childrenField, chosenOf, openWithOthers, WhichChildren } from './on-record/children-of-form.tsx'
export { type DueLine, readDueLines } from './on-record/due-lines.ts'
export { choices, clock, momentOn, oneOf, someOf } from './on-record/form-fields.ts'
export { KeptFields, type KeptPage, keptRoutes, todayIn } from './on-record/kept-routes.tsx'
export { writeForEach, writeOne } from './on-record/write-one.ts'
