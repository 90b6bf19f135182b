/** What other rooms say of adults with, and the section in which a form asks who is around a child; apart from the room's door, because rules lean on that and stay pure. */
export { callAdult } from './adults/call-adult.ts'
export {
  type Around,
  aroundFrom,
  OpenQuestions,
  readAround,
  registerKinds,
  tellWhoIsAround,
  WhoIsAround,
  whoIsAroundErrors,
  whoIsAroundLabels,
  whoIsAroundShape,
} from './adults/who-is-around.tsx'
