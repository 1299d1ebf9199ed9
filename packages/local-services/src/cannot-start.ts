/** A reason not to start that the person at the keyboard can act on: the message is one sentence, shown without a stack. */
export class CannotStart extends Error {
  override name = 'CannotStart';
}
