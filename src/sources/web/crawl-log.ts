/** One line of the crawl's log: nothing that was done or left is missing from it. */
export type CrawlEvent =
  | { kind: 'visit'; at: number; host: string; url: string }
  | {
      kind: 'page';
      at: number;
      /** The address that was asked for, and where its redirects ended. */
      asked: string;
      url: string;
      from: string | null;
      depth: number;
      score: number;
      worth: number;
      because: string[];
      duplicateOf: string | null;
      bytes: number;
      remembered: boolean;
    }
  | { kind: 'refused' | 'failed' | 'again'; at: number; url: string; because: string }
  | { kind: 'moved'; at: number; url: string; to: string; isNew: boolean }
  | { kind: 'trap'; at: number; url: string; because: string };

export interface CrawlReport {
  pages: number;
  duplicates: number;
  bytes: number;
  /** Sum of what the pages were worth. */
  worth: number;
  endedBy: 'exhausted' | 'pages' | 'bytes' | 'saturation' | 'stopped';
  because: string;
}
