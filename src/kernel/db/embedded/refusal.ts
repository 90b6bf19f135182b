/** The embedded database cannot run here. The message is plain English for the person at the keyboard, and says what would help. */
export class EmbeddedRefusal extends Error {
  override name = 'EmbeddedRefusal'
}
