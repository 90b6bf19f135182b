/** Paper: what is printed and handed over, as PDF that anybody can read. */
export { type Block, type Paper, type Printed, printPaper } from './paper.ts'
