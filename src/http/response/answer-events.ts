/** Whom the one who sends an answer tells about what no rejection can tell any more. */
export interface AnswerEvents {
  /** A failure after the head was sent; called once, when the connection is cut already. */
  onCut(error: unknown): void
  /** Somebody else has begun to answer meanwhile, so that nothing is sent. */
  onAnswered(): void
}
