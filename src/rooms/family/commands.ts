/** What other rooms say of adults with, and the section in which a form asks who is around a child; apart from the room's door, because rules lean on that and stay pure. */
export { type Around, readAround, registerKinds } from './adults/around.ts'
export { callAdult } from './adults/call-adult.ts'
export {
  type AroundSaid,
  OpenQuestions,
  readAroundSaid,
  tellWhoIsAround,
  WhoIsAround,
  whoIsAroundKept,
  whoIsAroundLabels,
  whoIsAroundShape,
} from './adults/who-is-around.tsx'
export {
  readWeighsSaid,
  tellWeighs,
  WeighsOnParents,
  type WeighsSaid,
  weighsKept,
  weighsLabels,
  weighsShape,
} from './parents/weighs-on-parents.tsx'
