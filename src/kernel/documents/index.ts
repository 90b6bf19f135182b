/** Documents: bytes beside an entry, under its own policy, closed to everybody until they have been found clean. */
export { allowedInWords, type DocumentType, largestDocument } from './allowed.ts'
export {
  type Arrived,
  addDocument,
  type Belongs,
  closedBecause,
  documentsOf,
  headersFor,
  type Inspected,
  inspect,
  type Listed,
  type Opened,
  readDocument,
} from './documents.ts'
export { scanJobs, scanWanted } from './scan.ts'
export { type Found, openScanner, type Scanner } from './scanner.ts'
