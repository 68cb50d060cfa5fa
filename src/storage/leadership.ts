/** The process that writes the book, as another one knows it. */
export interface Leader {
  /** Where its peers reach it. */
  readonly url: string;
  /** How many processes led before it, and it. */
  readonly term: number;
  /** What its peers sign with in this term. */
  readonly secret: string;
  /** Aborts once this process knows that the term is over. */
  readonly ended: AbortSignal;
}

/** How a process takes part. */
export interface Candidate {
  readonly url: string;
  /** Only processes of one version hand each other operations. */
  readonly version: string;
  /** Called when another term begins. */
  readonly onTerm: (term: { readonly term: number; readonly url: string; readonly isOwn: boolean }) => void;
  /** Called when the database did not say who leads. */
  readonly onError: (error: unknown) => void;
}

/**
 * Which of several processes on one database writes the book. It makes them fast, not right: every commit is
 * a compare-and-swap, whoever makes it.
 */
export interface Leadership {
  /** From now on this process leads where nobody else does. Never rejects. */
  begin(candidate: Candidate): Promise<void>;
  /** The other process that leads; null where this one does, or nobody that is known. */
  leader(): Leader | null;
  /** The term in which this process leads, as far as it knows; null where it doesn't. */
  ownTerm(): number | null;
  /** What peers sign with in a term that this process knows; null for any other. */
  secretOf(term: number): string | null;
  /** Learns who leads now, and leads if nobody does. */
  refresh(): Promise<void>;
  /**
   * The leader of that term was not reached. Ends the commit that it may have left open, which else keeps all
   * others from writing until its lease is over, and learns who leads now. One that goes on commits again.
   */
  unreached(term: number): Promise<void>;
  /** Hands over: from now on this process leads no more. */
  end(): Promise<void>;
}
