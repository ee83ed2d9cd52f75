/** What document-thread.mjs answers with. */

/** A cell: plain, a date or time as the sheet shows it, the value of a formula, or a fault such as `#REF!`. */
export type Cell =
  | null
  | string
  | number
  | boolean
  | { date: string }
  | { time: string }
  | { fault: string }
  | { formula: string; value: Cell | undefined };

export interface Sheet {
  name: string;
  /** May have holes. */
  rows: (Cell | undefined)[][];
  /** From 0, edges included. */
  merges: { top: number; left: number; bottom: number; right: number }[];
}

/** An element. */
export interface XmlNode {
  /** Name without its prefix. */
  n: string;
  /** Line, from 1. */
  l: number;
  /** Attributes. */
  a?: Record<string, string>;
  /** Text, where it has no children. */
  t?: string;
  c?: XmlNode[];
}
