/** Why an order was not taken: an RFC 9457 problem. */
export interface OrderProblem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  fix: string;
  errors?: { field: string; message: string }[];
  ingest_id?: string;
}

/** A file that lies in our bucket already, outside of any upload. */
export interface OrderedFile {
  objectKey: string;
  bytes: number;
  fileName: string;
}

/** An order that comes by another way than `POST /v1/ingests`. */
export interface DeskOrder {
  tenantId: string;
  /** As of `POST /v1/ingests`, not validated. */
  body: unknown;
  /** Unique per thing ordered; the same key twice is the same ingest. */
  key: string;
  /** What it came from, kept with the ingest: `bulk:{id}:{line}`. */
  origin: string;
  /** Files that the body names as uploads, by those ids. */
  files?: ReadonlyMap<string, OrderedFile>;
}

export type DeskAnswer = { ingestId: string } | { problem: OrderProblem };

/** Takes orders as `POST /v1/ingests` does, for steps of workflows. */
export interface OrderDesk {
  /**
   * Take an order, or refuse it. Safe to repeat at any time.
   *
   * @throws {HeadendError} when the house is down (503) and the order was neither taken nor refused
   */
  order(order: DeskOrder): Promise<DeskAnswer>;
}
