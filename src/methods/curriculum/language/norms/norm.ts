/** What norms say of one word; each field from another study, so each may be missing. */
export interface Norm {
  word: string;
  /** Years; adult ratings of when they learnt the word (Kuperman, Stadthagen-Gonzalez and Brysbaert 2012). */
  kupermanAge?: number;
  /** 1 abstract to 5 concrete (Brysbaert, Warriner and Kuperman 2014). */
  concreteness?: number;
  /** Month by which half of the children say the word (MacArthur-Bates CDI, Wordbank). */
  cdiMonths?: number;
}

/** Norms by word in lower case. */
export type Norms = ReadonlyMap<string, Norm>;
