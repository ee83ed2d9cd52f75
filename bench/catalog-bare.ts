import type { AddressInfo } from 'node:net';
import express from 'express';
import { Pool } from 'pg';

/** A statement and its parameters. */
export interface BareQuery {
  text: string;
  values: unknown[];
}

/** What anybody would write in an hour: a statement, its rows as JSON. The baseline of the catalog bench, in a process of its own. */
process.once('message', (queries) => {
  const pool = new Pool({ connectionString: process.env.BENCH_DATABASE, max: 10 });
  const app = express();
  app.get('/:at', async (request, response) => {
    const { text, values } = (queries as BareQuery[])[Number(request.params.at)] as BareQuery;
    response.json({ data: (await pool.query(text, values)).rows });
  });
  const server = app.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
});
