/** How screens speak of an operation. Each stands beside its contract, so that a new one without words does not compile. */
export interface OperationWords {
  /** "Hiro …" in the inbox: "wants to send this e-mail". */
  wants: string;
  /** On the two buttons of a question about it, where the question itself has no verb. */
  yes: string;
  no: string;
  /** What a row says once it went out. */
  done: string;
  /** "What you approve is exactly what is …". */
  isDone: string;
  /** Earlier ones of the same step: "Mails of this step". */
  like: string;
  /** Said when it certainly did not happen. */
  notHappened: string;
  /** Asked of a person when nobody knows: what may have happened, and the two answers. */
  unsure: { what: string; happened: string; didNot: string };
}
