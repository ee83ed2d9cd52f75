// Written by infra/checks/client.mjs.
export interface paths {
    "/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List uploads, newest first
         * @description Optionally only those in some states. `received_bytes` of a multipart upload is as of the last look at its parts.
         *
         *     Scope `uploads:read` (roles: operator, partner).
         */
        get: operations["listUploads"];
        put?: never;
        /**
         * Announce a file and get an address for its bytes
         * @description With `protocol: single` (files up to 5 GB), PUT the bytes to `upload_url` in one request before `expires_at`. With `protocol: multipart`, cut the file into parts of `part_bytes`, ask for addresses with `/parts`, PUT the parts in any order and complete the upload. Then name the upload as the source of an ingest or of a sidecar.
         *
         *     Scope `uploads:write` (roles: operator, partner).
         */
        post: operations["createUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one upload
         * @description A single upload whose bytes have been PUT becomes `uploaded` here, when it is completed, or when an order names it.
         *
         *     Scope `uploads:read` (roles: operator, partner).
         */
        get: operations["getUpload"];
        put?: never;
        post?: never;
        /**
         * Give an upload up and free its bytes
         * @description An upload that an order has taken stays. A second call is answered like the first.
         *
         *     Scope `uploads:write` (roles: operator, partner).
         */
        delete: operations["abortUpload"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads/{id}/parts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the parts that have arrived
         * @description After a restart a client sends only those that are missing. Empty once the upload is complete.
         *
         *     Scope `uploads:read` (roles: operator, partner).
         */
        get: operations["listUploadParts"];
        put?: never;
        /**
         * Get addresses to PUT parts to
         * @description Up to 100 parts a call, in any order, as often as needed. Each PUT is answered with an `ETag`. A part that is sent again takes the place of the one before.
         *
         *     Scope `uploads:write` (roles: operator, partner).
         */
        post: operations["createUploadParts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the file of its parts
         * @description Parts may be named in any order, or left out: then all that arrived are taken. A second call is answered like the first. Of a single or tus upload, checks that its bytes are whole.
         *
         *     Scope `uploads:write` (roles: operator, partner).
         */
        post: operations["completeUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ingests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List ingests, newest first
         * @description Narrowed to states, to one of your ids, or to one title. Pages are stable: an ingest that is ordered meanwhile shifts nothing.
         *
         *     Scope `ingests:read` (roles: operator, partner).
         */
        get: operations["listIngests"];
        put?: never;
        /**
         * Order the ingest of a master
         * @description The master is received, inspected, checked, encoded, packaged, verified and published by one durable workflow. Webhooks (`ingest.*`) tell how it goes; reading the ingest shows the same. An order is taken whole or refused whole, with `errors` naming each field. At most one ingest of an `external_id` is under way: another order meanwhile is refused with the `ingest_id` of the running one, the same order is answered with it. A later order updates the title: what it does not deliver is taken over from the current version (`take_over`, `remove`), and nothing is encoded again that did not change.
         *
         *     Scope `ingests:write` (roles: operator, partner).
         */
        post: operations["createIngest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ingests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one ingest: stages, progress, outcome
         * @description Poll it every few seconds with `If-None-Match`: 304 says that nothing moved. `preview` plays while the run goes on, `failure` says why it ended, `outputs` where the published title is.
         *
         *     Scope `ingests:read` (roles: operator, partner).
         */
        get: operations["getIngest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ingests/{id}/qc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the quality report: findings with fixes, and measured curves
         * @description Each finding has a code, where in the programme, the value measured against the limit, and a fix; those with a place in the programme have a picture soon after the verdict. Findings come while the run goes on; curves once the master was decoded. `report_url` opens the report as a page without a key.
         *
         *     Scope `ingests:read` (roles: operator, partner).
         */
        get: operations["getIngestQc"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ingests/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an ingest that is under way
         * @description Running steps are stopped and what they left half done is removed. Finished chunks stay for a retry.
         *
         *     Scope `ingests:write` (roles: operator, partner).
         */
        post: operations["cancelIngest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ingests/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a failed, rejected or cancelled ingest again
         * @description A new run of the same workflow id. Every finished chunk is used again.
         *
         *     Scope `ingests:write` (roles: operator, partner).
         */
        post: operations["retryIngest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ingests/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide on a held ingest: approve, reject, or replace the master
         * @description The run takes one decision. Who decided and why is kept in the audit log and in the run.
         *
         *     Scope `ingests:decide` (roles: operator).
         */
        post: operations["decideIngest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bulk-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List bulk orders, newest first
         * @description Each with how many of its lines are accepted, refused and waiting.
         *
         *     Scope `ingests:read` (roles: operator, partner).
         */
        get: operations["listBulkOrders"];
        put?: never;
        /**
         * Order many ingests in one document
         * @description A JSON array of ingest orders, or NDJSON with one per line; at most 10,000 lines, 32 MB, 256 kB a line. The document is taken whole, its lines one by one: a workflow orders each, and a line that is refused holds nobody up. The second line of one `external_id` is refused.
         *
         *     Scope `ingests:write` (roles: operator, partner).
         */
        post: operations["createBulkOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bulk-orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one bulk order: how many lines stand where
         * @description `done` says that every line is accepted or refused; the ingests then go on by themselves.
         *
         *     Scope `ingests:read` (roles: operator, partner).
         */
        get: operations["getBulkOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bulk-orders/{id}/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the lines of a bulk order, in its order
         * @description An accepted line names its ingest, a refused one its problem with line, fields and fix.
         *
         *     Scope `ingests:read` (roles: operator, partner).
         */
        get: operations["listBulkOrderLines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/watch-folders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List watch folders, newest first
         * @description Each with the time of the last look into it.
         *
         *     Scope `folders:read` (roles: operator, partner).
         */
        get: operations["listWatchFolders"];
        put?: never;
        /**
         * Watch a prefix of the bucket
         * @description Files dropped under `prefix` are ordered once they have come to rest: `film.mov` with `film.en.srt`, `film.de.wav`, `film.jpg` and `film.json` beside it is one order of the `external_id` film.
         *
         *     Scope `folders:write` (roles: operator, partner).
         */
        post: operations["createWatchFolder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/watch-folders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one watch folder
         * @description Its `ETag` is needed to change it.
         *
         *     Scope `folders:read` (roles: operator, partner).
         */
        get: operations["getWatchFolder"];
        put?: never;
        post?: never;
        /**
         * Forget a watch folder
         * @description Its files and ingests stay; what was ordered of it is forgotten.
         *
         *     Scope `folders:write` (roles: operator, partner).
         */
        delete: operations["deleteWatchFolder"];
        options?: never;
        head?: never;
        /**
         * Change a watch folder, or stop looking into it
         * @description What is left out stays. Orders already made are not touched.
         *
         *     Scope `folders:write` (roles: operator, partner).
         */
        patch: operations["updateWatchFolder"];
        trace?: never;
    };
    "/v1/watch-folders/{id}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the files of a watch folder, by key
         * @description Whether each was ordered, and why it was refused. A file that is replaced is ordered again.
         *
         *     Scope `folders:read` (roles: operator, partner).
         */
        get: operations["listWatchFiles"];
        put?: never;
        /**
         * Get an address to drop a file into a watch folder
         * @description PUT up to 5 GB to `put_url`, within 12 hours. The file is in the folder once the PUT has ended, and is ordered once it rests; one of the same name is replaced. Nothing has to be completed.
         *
         *     Scope `folders:write` (roles: operator, partner).
         */
        post: operations["createWatchFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/source-credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List source credentials, newest first
         * @description Without their secrets. Expired ones stay in the list.
         *
         *     Scope `credentials:read` (roles: operator, partner).
         */
        get: operations["listSourceCredentials"];
        put?: never;
        /**
         * Keep credentials for your storage
         * @description An order names them beside a URL: `"source": {"url": "…", "credentials": "studio-7"}`. They are sealed in the database, sent to the origin or bucket they were made for and nowhere else, and never shown again.
         *
         *     Scope `credentials:write` (roles: operator, partner).
         */
        post: operations["createSourceCredential"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/source-credentials/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read source credentials, without their secret
         * @description The `ETag` changes with the secret and the end; the last use does not count.
         *
         *     Scope `credentials:read` (roles: operator, partner).
         */
        get: operations["getSourceCredential"];
        put?: never;
        post?: never;
        /**
         * Delete source credentials
         * @description Works at once and is never refused, so that a secret that leaked can be taken away. An ingest that has still to fetch with them fails with `source/credentials-unknown`; a file that is being fetched is fetched to its end, unless it has to be taken up again by a new attempt.
         *
         *     Scope `credentials:write` (roles: operator, partner).
         */
        delete: operations["deleteSourceCredential"];
        options?: never;
        head?: never;
        /**
         * Replace the secret of source credentials, or move their end
         * @description Counts for every file that is opened from now on, also of orders that were placed before; a file that is being fetched goes on with the secret it was opened with. Name, kind and place stay: what was kept for one place is never sent to another.
         *
         *     Scope `credentials:write` (roles: operator, partner).
         */
        patch: operations["updateSourceCredential"];
        trace?: never;
    };
    "/v1/titles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List titles
         * @description With `published=true` the newest publication comes first, otherwise the newest title. Viewer keys see published titles only.
         *
         *     Scope `titles:read` (roles: operator, partner, viewer).
         */
        get: operations["listTitles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/titles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one title and its versions
         * @description Versions come newest first; the one with state `current` is what plays.
         *
         *     Scope `titles:read` (roles: operator, partner, viewer).
         */
        get: operations["getTitle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change name or credit of a title
         * @description Its media stay as they are. A later order of the title sets both anew.
         *
         *     Scope `titles:write` (roles: operator, partner).
         */
        patch: operations["updateTitle"];
        trace?: never;
    };
    "/v1/titles/{id}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an earlier version current again
         * @description Moves one pointer, in a transaction with the audit entry. The version that was current stays for its grace time.
         *
         *     Scope `titles:publish` (roles: operator).
         */
        post: operations["rollbackTitle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/titles/{id}/revoke-addresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the media addresses of a title
         * @description For addresses that leaked. Every media address of the title that was handed out stops working within half a minute, signed ones and those of posters too, and copies in CDNs go. Its versions get other addresses: read the title again. Players that run get theirs with the next heartbeat; licences are not touched.
         *
         *     Scope `titles:publish` (roles: operator).
         */
        post: operations["revokeAddresses"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/playback-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Playback sessions, newest first
         * @description Who plays, or played, what. A `silent` session sent no heartbeat for the grace time of its policy.
         *
         *     Scope `playback:read` (roles: operator, partner).
         */
        get: operations["listPlaybackSessions"];
        put?: never;
        /**
         * Ask to play a title
         * @description Answers where to play it and with which licence token, or a problem that says why not, with `next_change_at` where the answer will be another one. Addresses are relative to the API.
         *
         *     Scope `playback:start` (roles: operator, partner, viewer).
         */
        post: operations["createPlaybackSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/playback-sessions/{id}/heartbeat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that it still plays
         * @description Keeps the stream of the session and answers a new licence token and new media addresses. Send one every `heartbeat_s` seconds. Rights, terms and device are judged anew: a refusal ends the session. A session ends a day after its beginning, too.
         *
         *     Scope `playback:start` (roles: operator, partner, viewer).
         */
        post: operations["heartbeatPlaybackSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/playback-sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a session
         * @description Lets its stream go at once; no licence is given for it any more. Ending it twice changes nothing.
         *
         *     Scope `playback:start` (roles: operator, partner, viewer).
         */
        delete: operations["endPlaybackSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/licence-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The licence log, newest first
         * @description One entry for each licence request whose token was ours: whose, on what, which keys, and why not.
         *
         *     Scope `playback:read` (roles: operator, partner).
         */
        get: operations["listLicenceRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhook endpoints, newest first
         * @description Deleted ones are not listed.
         *
         *     Scope `webhooks:read` (roles: operator, partner).
         */
        get: operations["listWebhookEndpoints"];
        put?: never;
        /**
         * Have events sent to an address of yours
         * @description Every event from now on that passes the filters is POSTed there, signed by Standard Webhooks. Answer with a 2xx status within 15 seconds. A delivery is tried ten times over a little more than three days.
         *
         *     Scope `webhooks:write` (roles: operator, partner).
         */
        post: operations["createWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one webhook endpoint
         * @description Its status tells whether events are sent, and why not.
         *
         *     Scope `webhooks:read` (roles: operator, partner).
         */
        get: operations["getWebhookEndpoint"];
        put?: never;
        post?: never;
        /**
         * Delete a webhook endpoint
         * @description Nothing more is sent to it; its secrets are destroyed.
         *
         *     Scope `webhooks:write` (roles: operator, partner).
         */
        delete: operations["deleteWebhookEndpoint"];
        options?: never;
        head?: never;
        /**
         * Change address, filters, description or status
         * @description Deliveries that are under way go to the new address at their next attempt. A `status` pauses, disables or resumes the endpoint; what was skipped is sent only by `resume` with `resend`, or by a replay.
         *
         *     Scope `webhooks:write` (roles: operator, partner).
         */
        patch: operations["updateWebhookEndpoint"];
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send nothing for the time being
         * @description What happens meanwhile is skipped; it can be replayed.
         *
         *     Scope `webhooks:write` (roles: operator, partner).
         */
        post: operations["pauseWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send nothing any more
         * @description As when the endpoint answers 410: what happens meanwhile is not even noted for it.
         *
         *     Scope `webhooks:write` (roles: operator, partner).
         */
        post: operations["disableWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send again
         * @description Forgets past failures. What was skipped is sent only when `resend` asks for it.
         *
         *     Scope `webhooks:write` (roles: operator, partner).
         */
        post: operations["resumeWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign with a new secret
         * @description Until the overlap is over, every delivery carries a signature by the new secret and by the ones before, separated by a space: a receiver that knows either verifies it.
         *
         *     Scope `webhooks:write` (roles: operator, partner).
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have a webhook.ping sent
         * @description Sent whatever the filters are, before other events that wait for the endpoint. The attempt shows whether it arrived.
         *
         *     Scope `webhooks:write` (roles: operator, partner).
         */
        post: operations["pingWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send events again: one, or a range
         * @description With the same `webhook-id` as before. A range sends what passes the filters of the endpoint, also what it never got; a single event is sent whatever the filters are. The same `Idempotency-Key` sends nothing twice; under another one, what still waits to be sent is left alone and what has arrived is sent again.
         *
         *     Scope `webhooks:write` (roles: operator, partner).
         */
        post: operations["replayWebhooks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the attempts at deliveries, newest first
         * @description Each with what was sent and what was answered, for 30 days.
         *
         *     Scope `webhooks:read` (roles: operator, partner).
         */
        get: operations["listWebhookAttempts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the event log, newest first
         * @description What happened, whether or not an endpoint heard of it, for 30 days. Events are numbered before they are committed: for a moment one with a smaller `sequence` may be missing beside a larger one of another subject.
         *
         *     Scope `webhooks:read` (roles: operator, partner).
         */
        get: operations["listWebhookEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one event and how its deliveries stand
         * @description A delivery is waiting, retrying, delivered, failed after the last attempt, or skipped.
         *
         *     Scope `webhooks:read` (roles: operator, partner).
         */
        get: operations["getWebhookEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys, newest first
         * @description Ended keys stay in the list. A test-mode key sees test-mode keys only.
         *
         *     Scope `keys:manage` (roles: operator).
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Make an API key
         * @description The key is shown in this answer only; a digest of it is kept. It can do at most what the key that makes it can do, and lasts at most as long.
         *
         *     Scope `keys:manage` (roles: operator).
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one API key
         * @description Its `ETag` stands for what can be changed of it; the last use does not count.
         *
         *     Scope `keys:manage` (roles: operator).
         */
        get: operations["getApiKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change label, scopes, limit or end of an API key
         * @description Works at once, on every API node.
         *
         *     Scope `keys:manage` (roles: operator).
         */
        patch: operations["updateApiKey"];
        trace?: never;
    };
    "/v1/api-keys/self/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the key of this request by a new one
         * @description The new key can do the same. The one before works on for the overlap, so that nothing stands still meanwhile. Every key of the role partner or operator may do it, without the scope.
         *
         *     Scope `keys:manage` (roles: operator).
         */
        post: operations["rotateOwnApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace an API key by a new one
         * @description The new key can do the same. The one before works on for the overlap, so that nothing stands still meanwhile. A key of the role partner or operator may rotate itself without the scope.
         *
         *     Scope `keys:manage` (roles: operator).
         */
        post: operations["rotateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End an API key at once
         * @description Ending it again changes nothing. One live key without an end that can manage keys always stays.
         *
         *     Scope `keys:manage` (roles: operator).
         */
        post: operations["revokeApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit-entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the audit log, newest first
         * @description One entry for every write that succeeded: who did what to what, and in which request.
         *
         *     Scope `audit:read` (roles: operator).
         */
        get: operations["listAuditEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List workflow runs, newest first
         * @description Read from the visibility of the workflow engine, which follows events within a second or so.
         *
         *     Scope `runs:read` (roles: operator).
         */
        get: operations["listRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operator/profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the encode profiles and quality policies in force
         * @description The names that an order may give as `profile` and `quality_policy`.
         *
         *     Scope `profiles:read` (roles: operator).
         */
        get: operations["getProfiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads/tus": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin an upload by tus
         * @description Exactly one of `Upload-Length` and `Upload-Defer-Length` is needed. The first bytes may come along. The last part of `Location` is the id that an order names.
         *
         *     Scope `uploads:write` (roles: operator, partner).
         */
        post: operations["createTusUpload"];
        delete?: never;
        /**
         * Ask what the tus server can do
         * @description Answered without a key.
         */
        options: operations["describeTus"];
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads/tus/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Give an upload by tus up
         * @description Its bytes are removed.
         *
         *     Scope `uploads:write` (roles: operator, partner).
         */
        delete: operations["terminateTusUpload"];
        options?: never;
        /**
         * Ask where an upload goes on
         * @description A request that still writes to it is stopped, and what it brought is kept.
         *
         *     Scope `uploads:write` (roles: operator, partner).
         */
        head: operations["getTusUpload"];
        /**
         * Send bytes of an upload
         * @description They must begin at `Upload-Offset`. When the connection breaks, what has arrived is kept; ask by HEAD where to go on.
         *
         *     Scope `uploads:write` (roles: operator, partner).
         */
        patch: operations["appendTusUpload"];
        trace?: never;
    };
    "/v1/licenses/clearkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a Clear Key licence
         * @description Give the player this address as its licence server, and `drm.token` of the playback session as its bearer token; no API key. Of the keys asked for, those that the token allows are given; the rest is left out without a word. The `type` of a 403 is `https://dashif.org/drm-problems/insufficient-proof-of-authorization` where the token proves nothing, `https://dashif.org/drm-problems/not-authorized` where it does not allow what was asked. Every answer may be read by any page, and is stored by no cache.
         */
        post: operations["createClearKeyLicence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    "upload.uploaded": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * upload.uploaded
         * @description The bytes of an upload are stored; it can be named in an order.
         */
        post: operations["on.upload.uploaded"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "upload.ingested": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * upload.ingested
         * @description An order took the upload.
         */
        post: operations["on.upload.ingested"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "upload.errored": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * upload.errored
         * @description An upload cannot be used; its failure says why.
         */
        post: operations["on.upload.errored"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "upload.cancelled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * upload.cancelled
         * @description An upload was given up by its owner.
         */
        post: operations["on.upload.cancelled"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "upload.timed_out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * upload.timed_out
         * @description An upload was not completed in time; its bytes are removed.
         */
        post: operations["on.upload.timed_out"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "ingest.received": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * ingest.received
         * @description An order was accepted; its run follows.
         */
        post: operations["on.ingest.received"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "ingest.started": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * ingest.started
         * @description The run began to work.
         */
        post: operations["on.ingest.started"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "ingest.held": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * ingest.held
         * @description The run waits for a decision of an operator.
         */
        post: operations["on.ingest.held"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "ingest.decided": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * ingest.decided
         * @description An operator decided on a held ingest.
         */
        post: operations["on.ingest.decided"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "ingest.published": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * ingest.published
         * @description The title plays; the version is current.
         */
        post: operations["on.ingest.published"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "ingest.rejected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * ingest.rejected
         * @description The master or a sidecar was not good enough; the findings say why.
         */
        post: operations["on.ingest.rejected"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "ingest.failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * ingest.failed
         * @description The run could not be brought to its end.
         */
        post: operations["on.ingest.failed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "ingest.cancelled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * ingest.cancelled
         * @description The ingest was cancelled.
         */
        post: operations["on.ingest.cancelled"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "ingest.retried": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * ingest.retried
         * @description An ended ingest was opened again for another run.
         */
        post: operations["on.ingest.retried"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "title.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * title.created
         * @description A title was named for the first time.
         */
        post: operations["on.title.created"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "title.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * title.updated
         * @description The name or another detail of a title changed.
         */
        post: operations["on.title.updated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "title.published": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * title.published
         * @description Another version of the title became current: a publication or a roll-back.
         */
        post: operations["on.title.published"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "bulk_order.done": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * bulk_order.done
         * @description Every line of a bulk order is accepted or refused.
         */
        post: operations["on.bulk_order.done"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "watch_folder.file_refused": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * watch_folder.file_refused
         * @description A file in a watch folder was not ordered.
         */
        post: operations["on.watch_folder.file_refused"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "webhook_endpoint.paused": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * webhook_endpoint.paused
         * @description Deliveries to another endpoint of yours are paused, since they kept failing or by hand.
         */
        post: operations["on.webhook_endpoint.paused"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "webhook_endpoint.disabled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * webhook_endpoint.disabled
         * @description Another endpoint of yours gets nothing any more: it answered 410, or by hand.
         */
        post: operations["on.webhook_endpoint.disabled"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "webhook.ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * webhook.ping
         * @description Sent when you ask for it, to one endpoint.
         */
        post: operations["on.webhook.ping"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        AddressRevocation: {
            title_id: string;
            /** @description Versions that get other addresses. */
            version_ids: string[];
        };
        ApiKey: {
            id: string;
            label: string;
            /** @enum {string} */
            role: "operator" | "partner" | "viewer";
            /** @description As given; empty means all of the role. */
            scopes: string[];
            /** @description What it may do. */
            effective_scopes: string[];
            test_mode: boolean;
            /** @enum {string} */
            status: "active" | "expired" | "revoked";
            /** @description The end of the key, to tell keys apart. */
            hint: string;
            rate_limit: number | null;
            /** @description Id of the key that made it. */
            created_by: string | null;
            /** @description The key it took the place of. */
            rotated_from: string | null;
            /** @description The key that took its place. */
            rotated_to: string | null;
            created_at: string;
            expires_at: string | null;
            /** @description To the minute. */
            last_used_at: string | null;
            revoked_at: string | null;
        };
        ApiKeyChange: {
            /** @description Who uses it; the actor of the audit log. */
            label?: string;
            /**
             * @description Narrow what the role allows. Empty: all of it.
             * @example [
             *       "ingests:read"
             *     ]
             */
            scopes?: ("uploads:read" | "uploads:write" | "ingests:read" | "ingests:write" | "ingests:decide" | "folders:read" | "folders:write" | "credentials:read" | "credentials:write" | "titles:read" | "titles:write" | "titles:publish" | "webhooks:read" | "webhooks:write" | "playback:start" | "playback:grant" | "playback:read" | "runs:read" | "profiles:read" | "keys:manage" | "drm:keys" | "audit:read")[];
            /** @description Null: the default. */
            rate_limit?: number | null;
            /**
             * Format: date-time
             * @description When it ends. Null: never.
             */
            expires_at?: string | null;
        };
        ApiKeyPage: {
            data: components["schemas"]["ApiKey"][];
            /** @description Null on the last page. */
            next_cursor: string | null;
        };
        ApiKeyRequest: {
            /** @description Who uses it; the actor of the audit log. */
            label: string;
            /** @enum {string} */
            role: "operator" | "partner" | "viewer";
            /**
             * @description Narrow what the role allows. Empty: all of it.
             * @default []
             * @example [
             *       "ingests:read"
             *     ]
             */
            scopes?: ("uploads:read" | "uploads:write" | "ingests:read" | "ingests:write" | "ingests:decide" | "folders:read" | "folders:write" | "credentials:read" | "credentials:write" | "titles:read" | "titles:write" | "titles:publish" | "webhooks:read" | "webhooks:write" | "playback:start" | "playback:grant" | "playback:read" | "runs:read" | "profiles:read" | "keys:manage" | "drm:keys" | "audit:read")[];
            /**
             * @description What is made with it is test data.
             * @default false
             */
            test_mode?: boolean;
            /** @description Requests per minute; the default when left out. */
            rate_limit?: number;
            /**
             * Format: date-time
             * @description When it ends; never when left out.
             */
            expires_at?: string;
        };
        AuditEntry: {
            id: string;
            /** @description Label of the key, or `workflow`. */
            actor: string;
            /** @example ingest.create */
            action: string;
            /** @description Id of what it was done to. */
            subject: string;
            /** @description Of a request: `request_id` and `key_id`. */
            detail: {
                [key: string]: unknown;
            };
            created_at: string;
        };
        AuditEntryPage: {
            data: components["schemas"]["AuditEntry"][];
            /** @description Null on the last page. */
            next_cursor: string | null;
        };
        /** @description HTTP Basic, RFC 7617, in UTF-8. */
        BasicSecret: {
            /** @example headend */
            username: string;
            /**
             * Format: password
             * @example …
             */
            password: string;
        };
        /** @description A bearer token, RFC 6750. */
        BearerSecret: {
            /**
             * Format: password
             * @example EXAMPLE
             */
            token: string;
        };
        BulkLineProblem: {
            /** @example /docs/codes/request/invalid */
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @example request/invalid */
            code: string;
            fix: string;
            errors?: {
                field: string;
                message: string;
            }[];
            /** @description The ingest that stands in the way of a new one. */
            ingest_id?: string;
            /** @description When the answer may be another one. */
            next_change_at?: string;
            /** @description Playback sessions that stand in the way of a new one. Their ids and titles are told to keys with the scope `playback:grant` only. */
            sessions?: {
                id: string | null;
                title_id: string | null;
                device: string | null;
                started_at: string;
                heartbeat_at: string;
            }[];
            line: number;
        } | null;
        BulkOrder: {
            /** @example bul_5f0d… */
            id: string;
            /** @enum {string} */
            status: "accepted" | "running" | "done";
            lines: number;
            /** @description Lines that have become ingests, as of now. */
            accepted: number;
            refused: number;
            waiting: number;
            /**
             * Format: date-time
             * @example 2026-11-22T15:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-11-22T15:00:00.000Z
             */
            ended_at: string | null;
        };
        BulkOrderEventData: {
            id: string;
            lines: number;
            accepted: number;
            refused: number;
            /**
             * Format: date-time
             * @example 2026-11-22T19:08:02.118Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-11-22T19:08:02.118Z
             */
            ended_at: string;
        };
        BulkOrderLine: {
            /** @description From 1: the line of NDJSON, the element of an array. */
            line: number;
            external_id: string | null;
            /** @enum {string} */
            status: "waiting" | "accepted" | "refused";
            ingest_id: string | null;
            problem: components["schemas"]["BulkLineProblem"];
        };
        BulkOrderLinePage: {
            data: components["schemas"]["BulkOrderLine"][];
            /** @description Null on the last page. */
            next_cursor: string | null;
        };
        BulkOrderPage: {
            data: components["schemas"]["BulkOrder"][];
            /** @description Null on the last page. */
            next_cursor: string | null;
        };
        ClearKeyLicence: {
            keys: {
                /** @enum {string} */
                kty: "oct";
                kid: string;
                /** @description The content key, 16 bytes, in base64url without padding. */
                k: string;
            }[];
            /** @enum {string} */
            type: "temporary";
        };
        ClearKeyRequest: {
            /** @description KIDs, 16 bytes each, in base64url without padding. */
            kids: string[];
            /**
             * @description Licences to keep are not given.
             * @enum {string}
             */
            type?: "temporary";
        };
        Decision: {
            /** @enum {string} */
            decision: "approve";
            reason: string;
        } | {
            /** @enum {string} */
            decision: "reject";
            reason: string;
        } | {
            /** @enum {string} */
            decision: "replace";
            reason: string;
            source: components["schemas"]["Source"] & unknown;
        };
        EventFailure: {
            /**
             * @description Explained at `/docs/codes/{code}`.
             * @example master/undecodable
             */
            code: string;
            title: string;
            detail: string;
            fix: string;
            /** @description Who can mend it: `partner`, `operator`, `viewer` or `developer` of a client. */
            who: string;
        } | null;
        Finding: {
            /** @example video/black */
            code: string;
            /** @enum {string} */
            severity: "info" | "warning" | "hold" | "reject";
            /** @enum {string} */
            stage: "inspect" | "quality" | "captions" | "metadata" | "artwork" | "package";
            track: string | null;
            range: {
                start_ms: number;
                end_ms: number;
            } | null;
            measured: string | null;
            limit: string | null;
            message: string;
            fix: string;
            /** @example /docs/codes/video/black */
            docs: string;
            /**
             * @description A JPEG of the first frame of `range`, upright and at most 640 pixels on its longer edge.
             * @example /media/…/findings/375.jpg
             */
            frame_url: string | null;
            /** @description The same from the middle of a long one. */
            middle_frame_url: string | null;
        };
        Ingest: {
            /** @example ing_01JD… */
            id: string;
            external_id: string;
            title: string;
            title_id: string;
            /** @enum {string} */
            status: "queued" | "running" | "held" | "published" | "rejected" | "cancelled" | "failed";
            stage: string | null;
            progress: number;
            stages: components["schemas"]["Stage"][];
            chunks: {
                group: string;
                rungs: string[];
                total: number;
                done: number;
            }[];
            profile: string;
            priority: number;
            /** @description The version that an update takes parts over from. */
            updates: {
                version_id: string;
                number: number;
            } | null;
            workflow: {
                id: string;
                url: string | null;
            };
            qc: {
                /** @enum {string|null} */
                verdict: "passed" | "warned" | "held" | "rejected" | null;
                counts: {
                    info: number;
                    warning: number;
                    hold: number;
                    reject: number;
                };
            } | null;
            hold: {
                /**
                 * Format: date-time
                 * @example 2026-11-22T15:00:00.000Z
                 */
                since: string;
                /**
                 * Format: date-time
                 * @example 2026-11-22T15:00:00.000Z
                 */
                expires_at: string;
            } | null;
            /** @description What operators decided while it was held, oldest first. It can be held several times, and retried. */
            decisions: components["schemas"]["IngestDecision"][];
            /**
             * @description 1, and one more with each retry.
             * @example 1
             */
            attempt: number;
            failure: {
                code: string;
                title: string;
                detail: string;
                fix: string;
                /** @description Who can mend it: `partner`, `operator`, `viewer` or `developer` of a client. */
                who: string;
                /** @description Whether a retry may end otherwise, once what `fix` says is done. False: the fault lies in what was uploaded; send a new order with a mended file. */
                retryable: boolean;
            } | null;
            /** @description The proxy, playable while the run goes on. */
            preview: {
                hls: string;
                thumbnails: string | null;
            } | null;
            outputs: {
                version_id: string;
                /** @description Null for an encrypted title: a playback session (`POST /v1/playback-sessions`) has its addresses. */
                hls: string | null;
                /** @description Null for an encrypted title: a playback session (`POST /v1/playback-sessions`) has its addresses. */
                dash: string | null;
                /** @description Null for an encrypted title: a playback session (`POST /v1/playback-sessions`) has its addresses. */
                thumbnails: string | null;
                poster: string | null;
                watch: string;
            } | null;
            passthrough: {
                [key: string]: unknown;
            } | null;
            /**
             * Format: date-time
             * @example 2026-11-22T15:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-11-22T15:00:00.000Z
             */
            updated_at: string;
            /**
             * Format: date-time
             * @example 2026-11-22T15:00:00.000Z
             */
            ended_at: string | null;
        };
        /** @description The ingest as it stood after the change. */
        IngestDecidedEventData: components["schemas"]["IngestEventData"] & {
            decision: {
                decision: string;
                reason: string;
                /**
                 * @description Which operator is not told.
                 * @enum {string}
                 */
                by: "operator";
            };
        };
        IngestDecision: {
            /** @enum {string} */
            decision: "approve" | "reject" | "replace";
            reason: string;
            /** @description The key that decided. Told to operators; null for everybody else. */
            by: {
                label: string;
                key_id: string | null;
            } | null;
            /** @description The `attempt` of the ingest that it was about. */
            attempt: number;
            /**
             * Format: date-time
             * @example 2026-11-22T15:00:00.000Z
             */
            decided_at: string;
        };
        /** @description The ingest as it stood after the change. */
        IngestEventData: {
            id: string;
            external_id: string;
            title_id: string;
            title: string;
            status: string;
            stage: string | null;
            verdict: string | null;
            failure: components["schemas"]["EventFailure"];
            version_id: string | null;
            profile: string;
            priority: number;
            /** @description From 1; counts retries. */
            attempt: number;
            /** @description As you ordered it; null where the event would be too large with it. */
            passthrough: {
                [key: string]: unknown;
            } | null;
            /**
             * Format: date-time
             * @example 2026-11-22T19:08:02.118Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-11-22T19:08:02.118Z
             */
            ended_at: string | null;
        };
        /** @description The ingest as it stood after the change. */
        IngestHeldEventData: components["schemas"]["IngestEventData"] & {
            hold: {
                /**
                 * Format: date-time
                 * @example 2026-11-22T19:08:02.118Z
                 */
                since: string;
                /**
                 * Format: date-time
                 * @example 2026-11-22T19:08:02.118Z
                 */
                expires_at: string;
            };
        };
        IngestPage: {
            data: components["schemas"]["Ingest"][];
            /** @description Null on the last page. */
            next_cursor: string | null;
        };
        /** @description The ingest as it stood after the change. */
        IngestPublishedEventData: components["schemas"]["IngestEventData"] & {
            version: {
                id: string;
                number: number;
                /** @description The version that was current before. */
                supersedes: string | null;
            };
        };
        IngestRequest: {
            /**
             * @description Your id of the title, unique in your tenant.
             * @example BBB-2008
             */
            external_id: string;
            /**
             * @description Required for a new title; an update keeps the name.
             * @example Big Buck Bunny
             */
            title?: string;
            source?: components["schemas"]["Source"];
            checksum?: {
                sha256: string;
            };
            /** @default [] */
            sidecars?: components["schemas"]["SidecarRequest"][];
            /**
             * @description Whether an update takes over what it does not deliver: the sidecars of the current version, each by role, language and kind. False makes the version of this order alone.
             * @default true
             */
            take_over?: boolean;
            /** @default [] */
            remove?: components["schemas"]["Removal"][];
            /** @description Name of an encode profile; the default one, or that of the current version, when left out. */
            profile?: string;
            quality_policy?: string;
            /** @default 3 */
            priority?: number;
            credit?: string;
            /** @description Kept with the ingest; read by the rights slice. */
            rights?: {
                [key: string]: unknown;
            };
            /** @description Returned as it came; at most 10 kB. */
            passthrough?: {
                [key: string]: unknown;
            };
        };
        LicenceRequest: {
            id: string;
            session_id: string;
            title_id: string;
            version_id: string;
            subject: string;
            device: string | null;
            system: string;
            /** @description KIDs asked for. */
            asked: string[];
            /** @description KIDs given. */
            granted: string[];
            /** @enum {string} */
            result: "granted" | "refused";
            /** @description Failure code of a refusal. */
            reason: string | null;
            ms: number;
            created_at: string;
        };
        LicenceRequestPage: {
            data: components["schemas"]["LicenceRequest"][];
            /** @description Null on the last page. */
            next_cursor: string | null;
        };
        NewApiKey: components["schemas"]["ApiKey"] & {
            /**
             * @description The key itself. It is shown this once.
             * @example hk_live_…
             */
            key: string;
        };
        OrderProblem: {
            /** @example /docs/codes/request/invalid */
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @example request/invalid */
            code: string;
            fix: string;
            errors?: {
                field: string;
                message: string;
            }[];
            /** @description The ingest that stands in the way of a new one. */
            ingest_id?: string;
            /** @description When the answer may be another one. */
            next_change_at?: string;
            /** @description Playback sessions that stand in the way of a new one. Their ids and titles are told to keys with the scope `playback:grant` only. */
            sessions?: {
                id: string | null;
                title_id: string | null;
                device: string | null;
                started_at: string;
                heartbeat_at: string;
            }[];
        } | null;
        PingEventData: {
            endpoint_id: string;
            message: string;
        };
        /** @description Null when the title is in the clear. */
        PlaybackDrm: {
            /** @enum {string} */
            scheme: "cbcs" | "cenc";
            /** @description Clear Key licence service, relative to the API. */
            license_url: string;
            /** @description Send it there as `Authorization: Bearer`. At most 5000 characters. */
            token: string;
            /** @description KIDs that a licence may hold, as UUIDs. */
            key_ids: string[];
            /** @description Keys left out, and what the device lacks for them: lower renditions play. */
            withheld: {
                kid: string;
                /** @enum {string} */
                label: "AUDIO" | "SD" | "HD" | "UHD";
                /** @enum {string} */
                lacks: "hdcp" | "robustness" | "height";
            }[];
            /** @description Lines of the highest picture whose key a licence may hold; null when no key is left out. Set it as the limit of a player that plays HLS: there a player learns which key a rendition needs only when it has begun with it. */
            max_height: number | null;
            /** @description End of the token. A heartbeat before gives a new one. */
            expires_at: string;
            /** @description Key systems beside Clear Key: those that `device.drm_systems` claims and the DRM vendor of this installation serves. Empty without a vendor. */
            systems: {
                /** @enum {string} */
                key_system: "com.widevine.alpha" | "com.microsoft.playready" | "com.apple.fps";
                /** @description Licence service of the vendor, absolute. */
                license_url: string;
                /** @description FairPlay application certificate. */
                certificate_url: string | null;
                /** @description Send them with the licence request. Good until `expires_at`. */
                headers: {
                    [key: string]: string;
                };
            }[];
        } | null;
        PlaybackHeartbeat: {
            id: string;
            /** @description With a new token in its path; the old address ends by itself. */
            hls: string;
            dash: string;
            thumbnails: string | null;
            drm: components["schemas"]["PlaybackDrm"] & unknown;
            heartbeat_s: number;
            expires_at: string;
        };
        PlaybackSession: {
            id: string;
            /** @description Secret of whoever plays the session: heartbeats and its end need it as the header `Session-Token`, but from keys with the scope `playback:grant`. */
            session_token: string;
            title_id: string;
            version_id: string;
            hls: string;
            dash: string;
            drm: components["schemas"]["PlaybackDrm"];
            /** @description WebVTT of sprite tiles for the scrub bar. */
            thumbnails: string | null;
            poster: string | null;
            ads: null;
            policy: string;
            /** @description Seconds between two heartbeats. */
            heartbeat_s: number;
            expires_at: string;
        };
        PlaybackSessionPage: {
            data: components["schemas"]["PlaybackSessionRecord"][];
            /** @description Null on the last page. */
            next_cursor: string | null;
        };
        PlaybackSessionRecord: {
            id: string;
            title_id: string;
            version_id: string;
            subject: string;
            viewer_id: string | null;
            entitlement: string | null;
            policy: string;
            device: string | null;
            /** @enum {string} */
            state: "active" | "silent" | "ended" | "expired";
            key_ids: string[];
            created_at: string;
            heartbeat_at: string;
            first_played_at: string | null;
            expires_at: string;
            ended_at: string | null;
        };
        PlaybackSessionRequest: {
            title_id: string;
            /** @description Where the viewer is, where a server knows; otherwise the country that a trusted proxy tells. Needs the scope `playback:grant`. */
            territory?: string;
            /** @description Address of the viewer, where a server asks for them: media addresses may be bound to its network. */
            viewer_address?: string;
            /** @description Your name for whoever watches. Streams are counted, and rentals kept, per viewer. */
            viewer_id?: string;
            /** @default {} */
            device?: {
                /** @description Such as `chrome`, `ios`, `tv`. */
                family?: string;
                /** @description RFC 6381, such as `avc1.640028`. */
                codecs?: string[];
                /** @description Lines of the highest picture it shows. Keys of the classes wholly above it are left out: HD is above 576 lines, UHD above 1080. */
                max_height?: number;
                /** @description EME key systems. All when left out. */
                drm_systems?: string[];
                /**
                 * @description What it claims of its output.
                 * @enum {string}
                 */
                hdcp?: "none" | "1.0" | "1.4" | "2.0" | "2.1" | "2.2" | "2.3";
                /**
                 * @description Where it keeps keys and pictures.
                 * @enum {string}
                 */
                robustness?: "software" | "hardware";
            };
            /** @description A file of profiles/playback; `default` when left out. Needs the scope `playback:grant`. */
            policy?: string;
            /** @description What was bought or rented: plays under it share the instant of the first play. Needs the scope `playback:grant`. */
            entitlement?: string;
            /** @description When it may be played, beside what the policy says. Needs the scope `playback:grant`. */
            terms?: {
                /** Format: date-time */
                not_before?: string;
                /** Format: date-time */
                not_after?: string;
                /**
                 * Format: date-time
                 * @description Last moment of a first play.
                 */
                start_by?: string;
                /**
                 * Format: date-time
                 * @description Last moment of any play.
                 */
                finish_by?: string;
            };
        };
        Problem: {
            /** @example /docs/codes/request/invalid */
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @example request/invalid */
            code: string;
            fix: string;
            errors?: {
                field: string;
                message: string;
            }[];
            /** @description The ingest that stands in the way of a new one. */
            ingest_id?: string;
            /** @description When the answer may be another one. */
            next_change_at?: string;
            /** @description Playback sessions that stand in the way of a new one. Their ids and titles are told to keys with the scope `playback:grant` only. */
            sessions?: {
                id: string | null;
                title_id: string | null;
                device: string | null;
                started_at: string;
                heartbeat_at: string;
            }[];
            request_id: string;
        };
        Profiles: {
            default_profile: string;
            default_policy: string;
            encode: {
                name: string;
                version: number;
                groups: {
                    name: string;
                    codec: string;
                    rungs: {
                        name: string;
                        height: number;
                        max_bitrate: number;
                    }[];
                }[];
            }[];
            quality: {
                name: string;
                version: number;
            }[];
        };
        QcReport: {
            ingest_id: string;
            /** @enum {string|null} */
            verdict: "passed" | "warned" | "held" | "rejected" | null;
            policy: string;
            policy_version: number;
            findings: components["schemas"]["Finding"][];
            /**
             * @description The report as a page to read, send on and print. Whoever has the link can open it, without a key; it shows this report and nothing else.
             * @example /reports/n3v8…
             */
            report_url: string;
            duration_ms: number | null;
            probe: {
                [key: string]: unknown;
            } | null;
            series: {
                luma: {
                    t_ms: number;
                    mean: number;
                }[];
                loudness: {
                    track: string;
                    integrated: number;
                    range: number;
                    true_peak: number;
                    momentary: {
                        t_ms: number;
                        lufs: number;
                    }[];
                }[];
                bitrate: {
                    t_ms: number;
                    bps: number;
                }[];
            } | null;
        };
        /** @description Parts of the current version to drop: all that fit what is given. */
        Removal: {
            /** @enum {string} */
            role: "captions" | "subtitles" | "forced" | "audio" | "poster" | "artwork" | "metadata";
            /** @example en */
            language?: string;
            /**
             * @description Audio: main (left out), description or commentary. Artwork: what it shows, such as backdrop or logo.
             * @example main
             */
            kind?: string;
        };
        ResumeRequest: {
            /**
             * @description Send what was skipped while the endpoint was not active, at most 5,000 events.
             * @default false
             */
            resend?: boolean;
        };
        RollbackRequest: {
            version_id: string;
        };
        RotateSecretRequest: {
            /**
             * @description For so long the secrets before sign beside the new one.
             * @default 24
             */
            overlap_hours?: number;
        };
        RotationRequest: {
            /**
             * @description For so long the key before still works.
             * @default 86400
             */
            overlap_seconds?: number;
        };
        Run: {
            /** @example title-ingest:ing_01JD… */
            id: string;
            run_id: string;
            /** @example titleIngest */
            type: string;
            /** @enum {string} */
            status: "running" | "completed" | "failed" | "cancelled" | "terminated" | "timed_out" | "continued" | "unknown";
            /**
             * @description Of the run of an ingest: how it ended, or `held` while it waits for a decision. Null while it goes on otherwise, and of other processes, whose `status` says all.
             * @enum {string|null}
             */
            outcome: "published" | "held" | "rejected" | "failed" | "cancelled" | null;
            /**
             * @description Of the run of an ingest, while it goes on.
             * @enum {string|null}
             */
            stage: "receive" | "inspect" | "quality" | "plan" | "encode" | "audio" | "captions" | "hold" | "package" | "verify" | "publish" | null;
            ingest_id: string | null;
            title_id: string | null;
            /** Format: date-time */
            started_at: string;
            closed_at: string | null;
            /** @description The run in Temporal UI. */
            url: string;
        };
        RunPage: {
            data: components["schemas"]["Run"][];
            /** @description Null on the last page. */
            next_cursor: string | null;
        };
        /** @description An access key that may GET the objects. */
        S3Secret: {
            /** @example AKIAEXAMPLE */
            access_key_id: string;
            /**
             * Format: password
             * @example EXAMPLE
             */
            secret_access_key: string;
            /**
             * Format: password
             * @description Of a temporary access key.
             */
            session_token?: string;
        };
        SidecarRequest: {
            /** @enum {string} */
            role: "captions" | "subtitles" | "forced" | "audio" | "poster" | "artwork" | "metadata";
            source: components["schemas"]["Source"] & unknown;
            /**
             * @description Required for text and audio. Of artwork: the language of the words on it.
             * @example en
             */
            language?: string;
            /**
             * @description Audio: main (left out), description or commentary. Artwork: what it shows, such as backdrop or logo.
             * @example main
             */
            kind?: string;
            label?: string;
        };
        /** @description The master. Left out for an update: the master of the current version is taken over. */
        Source: {
            upload_id: string;
        } | {
            /**
             * @description http or https; `s3://bucket/key` with credentials of the kind s3, the key as it stands.
             * @example https://files.example.com/master.mov
             */
            url: string;
            /**
             * @description Name or id of source credentials made for this origin or bucket.
             * @example studio-7
             */
            credentials?: string;
        };
        /** @description Nothing in it is secret: secrets are never shown again. */
        SourceCredential: {
            /** @example scr_01JD… */
            id: string;
            name: string;
            /** @enum {string} */
            kind: "basic" | "bearer" | "s3";
            /** @description Of basic and bearer. */
            origin: string | null;
            /** @description Of s3, as is all up to path_style. */
            endpoint: string | null;
            region: string | null;
            bucket: string | null;
            prefix: string | null;
            path_style: boolean | null;
            /** @description The last four characters of an access key id. */
            hint: string | null;
            /** @enum {string} */
            status: "active" | "expired";
            /**
             * Format: date-time
             * @example 2026-11-22T15:00:00.000Z
             */
            expires_at: string | null;
            /**
             * Format: date-time
             * @description When a file was last fetched with them, to the minute.
             * @example 2026-11-22T15:00:00.000Z
             */
            last_used_at: string | null;
            /**
             * Format: date-time
             * @example 2026-11-22T15:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-11-22T15:00:00.000Z
             */
            updated_at: string;
        };
        SourceCredentialChange: {
            secret?: components["schemas"]["BasicSecret"] | components["schemas"]["BearerSecret"] | components["schemas"]["S3Secret"];
            /**
             * Format: date-time
             * @description From then on no order may use them.
             */
            expires_at?: string;
        };
        SourceCredentialPage: {
            data: components["schemas"]["SourceCredential"][];
            /** @description Null on the last page. */
            next_cursor: string | null;
        };
        SourceCredentialRequest: {
            /** @enum {string} */
            kind: "basic";
            /**
             * @description What orders name them by, unique in your tenant; it stays.
             * @example studio-7
             */
            name: string;
            /**
             * @description https://host[:port], the only place they are ever sent to. It stays: make new ones for another.
             * @example https://files.example.com
             */
            origin: string;
            secret: components["schemas"]["BasicSecret"];
            /**
             * Format: date-time
             * @description From then on no order may use them.
             */
            expires_at?: string;
        } | {
            /** @enum {string} */
            kind: "bearer";
            /**
             * @description What orders name them by, unique in your tenant; it stays.
             * @example studio-7
             */
            name: string;
            /**
             * @description https://host[:port], the only place they are ever sent to. It stays: make new ones for another.
             * @example https://files.example.com
             */
            origin: string;
            secret: components["schemas"]["BearerSecret"];
            /**
             * Format: date-time
             * @description From then on no order may use them.
             */
            expires_at?: string;
        } | {
            /** @enum {string} */
            kind: "s3";
            /**
             * @description What orders name them by, unique in your tenant; it stays.
             * @example studio-7
             */
            name: string;
            /**
             * @description Origin of the S3 service, without the bucket.
             * @example https://s3.eu-central-1.amazonaws.com
             */
            endpoint: string;
            /**
             * @description As the service signs it; us-east-1 where there are none.
             * @example eu-central-1
             */
            region: string;
            /** @example studio-7-masters */
            bucket: string;
            /**
             * @description Keys must begin with it; end a folder with its slash.
             * @default
             * @example out/
             */
            prefix?: string;
            /**
             * @description Whether the bucket stands in the path, or else before the host name.
             * @default true
             */
            path_style?: boolean;
            secret: components["schemas"]["S3Secret"];
            /**
             * Format: date-time
             * @description From then on no order may use them.
             */
            expires_at?: string;
        };
        Stage: {
            /** @enum {string} */
            name: "receive" | "inspect" | "quality" | "plan" | "encode" | "audio" | "captions" | "hold" | "package" | "verify" | "publish";
            /**
             * @description `reused`: taken over as it was. `skipped`: there was nothing to do. `unreached`: the ingest ended before.
             * @enum {string}
             */
            state: "waiting" | "running" | "done" | "reused" | "skipped" | "failed" | "cancelled" | "unreached";
            progress: number;
            /**
             * Format: date-time
             * @example 2026-11-22T15:00:00.000Z
             */
            started_at: string | null;
            /**
             * Format: date-time
             * @example 2026-11-22T15:00:00.000Z
             */
            ended_at: string | null;
            note: string | null;
        };
        Title: {
            /** @example tit_01JD… */
            id: string;
            external_id: string;
            name: string;
            credit: string | null;
            duration_ms: number | null;
            published: boolean;
            published_at: string | null;
            current_version_id: string | null;
            /** @description The poster without words, or else the first one; without any delivered, a frame of the film. */
            poster: string | null;
            /** @description Every picture that was delivered for the current version. */
            artwork: {
                /** @description poster, or as ordered, such as backdrop or logo. */
                kind: string;
                /** @description Of the words on it; null without any. */
                language: string | null;
                url: string;
            }[];
            audio_languages: string[];
            caption_languages: string[];
            max_height: number | null;
            created_at: string;
            updated_at: string;
        };
        TitleChange: {
            name?: string;
            /** @description Null takes it away. */
            credit?: string | null;
        };
        TitleDetail: components["schemas"]["Title"] & {
            /** @description Of the current version, as it was delivered and read. */
            metadata: {
                [key: string]: unknown;
            } | null;
            versions: components["schemas"]["Version"][];
        };
        /** @description The title as it stood after the change. */
        TitleEventData: {
            id: string;
            external_id: string;
            name: string;
            credit: string | null;
            published: boolean;
            /**
             * Format: date-time
             * @example 2026-11-22T19:08:02.118Z
             */
            published_at: string | null;
            current_version_id: string | null;
            /**
             * Format: date-time
             * @example 2026-11-22T19:08:02.118Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-11-22T19:08:02.118Z
             */
            updated_at: string;
        };
        TitlePage: {
            data: components["schemas"]["Title"][];
            /** @description Null on the last page. */
            next_cursor: string | null;
        };
        /** @description The title as it stood after the change. */
        TitlePublishedEventData: components["schemas"]["TitleEventData"] & {
            version: {
                id: string;
                number: number;
                /** @description The version that was current before. */
                supersedes: string | null;
            };
            /** @enum {string} */
            cause: "ingest" | "rollback";
        };
        Upload: {
            /** @example upl_01JD… */
            id: string;
            file_name: string;
            content_type: string | null;
            /** @enum {string} */
            protocol: "single" | "multipart" | "tus";
            /** @enum {string} */
            status: "waiting" | "uploading" | "uploaded" | "ingested" | "errored" | "cancelled" | "timed_out";
            /** @description As declared; what arrived, once it is uploaded. */
            bytes: number | null;
            /** @description Safely stored so far, as last known. */
            received_bytes: number;
            checksum: {
                sha256: string;
            } | null;
            /** @description Of a single upload: PUT the bytes here in one request until expires_at. Of tus: where to go on. */
            upload_url: string | null;
            /** @description Size of every part but the last. */
            part_bytes: number | null;
            /** @description The ingest that took it last. */
            ingest_id: string | null;
            failure: {
                code: string;
                title: string;
                detail: string;
                fix: string;
            } | null;
            /**
             * Format: date-time
             * @example 2026-11-22T15:00:00.000Z
             */
            expires_at: string;
            /**
             * Format: date-time
             * @example 2026-11-22T15:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-11-22T15:00:00.000Z
             */
            completed_at: string | null;
        };
        UploadCompletion: {
            /** @description All that arrived when left out. */
            parts?: {
                number: number;
                etag: string;
            }[];
        };
        UploadEventData: {
            id: string;
            file_name: string;
            status: string;
            bytes: number | null;
            content_type: string | null;
            ingest_id: string | null;
            failure: components["schemas"]["EventFailure"];
            /**
             * Format: date-time
             * @example 2026-11-22T19:08:02.118Z
             */
            created_at: string;
        };
        UploadPage: {
            data: components["schemas"]["Upload"][];
            /** @description Null on the last page. */
            next_cursor: string | null;
        };
        UploadParts: {
            data: {
                number: number;
                bytes: number;
                etag: string;
            }[];
            part_bytes: number;
            /** @description How many there will be, where the length was declared. */
            part_count: number | null;
        };
        UploadPartsRequest: {
            from: number;
            to: number;
        };
        UploadPartUrls: {
            data: {
                number: number;
                url: string;
            }[];
            part_bytes: number;
            /**
             * Format: date-time
             * @example 2026-11-22T15:00:00.000Z
             */
            expires_at: string;
        };
        UploadRequest: {
            /** @example master.mov */
            file_name: string;
            /**
             * @description Length of the file. Told, it is checked, and parts are cut to fit.
             * @example 2147483648
             */
            bytes?: number;
            content_type?: string;
            /** @description Compared when the file is complete (up to 64 MiB) or when the ingest receives it. */
            checksum?: {
                /** @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 */
                sha256: string;
            };
            /**
             * @description One presigned PUT, or presigned parts. tus has its own address: /v1/uploads/tus.
             * @default single
             * @enum {string}
             */
            protocol?: "single" | "multipart";
        };
        Version: {
            id: string;
            number: number;
            /** @enum {string} */
            state: "current" | "superseded" | "collected" | "draft";
            ingest_id: string;
            duration_ms: number;
            bytes: number;
            renditions: {
                /** @enum {string} */
                kind: "video" | "audio" | "text";
                name: string;
                codec: string | null;
                width: number | null;
                height: number | null;
                language: string | null;
                label: string | null;
                channels: number | null;
                bytes: number;
            }[];
            /** @description What the version was made of; an update takes over from here. */
            parts: {
                master: {
                    /** @enum {string} */
                    role: "master" | "captions" | "subtitles" | "forced" | "audio" | "poster" | "artwork" | "metadata";
                    language: string | null;
                    kind: string | null;
                    label: string | null;
                    file_name: string | null;
                    bytes: number;
                    sha256: string;
                    /** @description The ingest that delivered it. */
                    ingest_id: string;
                };
                profile: string;
                sidecars: {
                    /** @enum {string} */
                    role: "master" | "captions" | "subtitles" | "forced" | "audio" | "poster" | "artwork" | "metadata";
                    language: string | null;
                    kind: string | null;
                    label: string | null;
                    file_name: string | null;
                    bytes: number;
                    sha256: string;
                    /** @description The ingest that delivered it. */
                    ingest_id: string;
                }[];
            } | null;
            /** @description Key ids of an encrypted version; null in the clear. The keys themselves are never told. */
            protection: {
                /** @enum {string} */
                scheme: "cbcs" | "cenc";
                keys: {
                    /** @enum {string} */
                    label: "AUDIO" | "SD" | "HD" | "UHD";
                    kid: string;
                }[];
            } | null;
            published_at: string | null;
            superseded_at: string | null;
        };
        WatchFile: {
            object_key: string;
            bytes: number;
            /**
             * @description growing: not taken yet. ordered: a master that was ordered. sidecar: a file ordered beside one.
             * @enum {string}
             */
            status: "growing" | "ordered" | "refused" | "sidecar";
            /**
             * Format: date-time
             * @example 2026-11-22T15:00:00.000Z
             */
            stable_since: string;
            /**
             * Format: date-time
             * @example 2026-11-22T15:00:00.000Z
             */
            seen_at: string;
            ingest_id: string | null;
            problem: components["schemas"]["OrderProblem"];
        };
        WatchFileAddress: {
            object_key: string;
            /** @description Where the bytes go, in one PUT without an API key. Keep it secret. */
            put_url: string;
            /**
             * Format: date-time
             * @example 2026-11-22T15:00:00.000Z
             */
            expires_at: string;
        };
        WatchFileEventData: {
            folder_id: string;
            folder_name: string;
            object_key: string;
            bytes: number | null;
            problem: {
                code: string;
                detail: string;
                fix: string;
            };
        };
        WatchFilePage: {
            data: components["schemas"]["WatchFile"][];
            /** @description Null on the last page. */
            next_cursor: string | null;
        };
        WatchFileRequest: {
            /**
             * @description Path within the folder, which tells what the file is: `film.mov`, `film.en.srt`, `season-1/e1.mov`.
             * @example film.mov
             */
            name: string;
            /** @description Its size, so that one too large is refused at once. */
            bytes?: number;
        };
        WatchFolder: {
            id: string;
            name: string;
            /** @description Where in the bucket files are dropped. */
            prefix: string;
            profile: string | null;
            quality_policy: string | null;
            priority: number;
            stable_seconds: number;
            enabled: boolean;
            /**
             * Format: date-time
             * @example 2026-11-22T15:00:00.000Z
             */
            polled_at: string | null;
            /**
             * Format: date-time
             * @example 2026-11-22T15:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-11-22T15:00:00.000Z
             */
            updated_at: string;
        };
        WatchFolderChange: {
            profile?: string | null;
            quality_policy?: string | null;
            priority?: number;
            /** @description How long a file must not have changed before it is taken; 30 when left out. */
            stable_seconds?: number;
            enabled?: boolean;
        };
        WatchFolderPage: {
            data: components["schemas"]["WatchFolder"][];
            /** @description Null on the last page. */
            next_cursor: string | null;
        };
        WatchFolderRequest: {
            /**
             * @description Part of the prefix; it stays.
             * @example trailers
             */
            name: string;
            profile?: string | null;
            quality_policy?: string | null;
            priority?: number;
            /** @description How long a file must not have changed before it is taken; 30 when left out. */
            stable_seconds?: number;
            enabled?: boolean;
        };
        WebhookAttempt: {
            id: string;
            event_id: string;
            event_type: string;
            /** @enum {string} */
            cause: "dispatcher" | "retry" | "replay";
            /**
             * Format: date-time
             * @example 2026-11-22T15:00:00.000Z
             */
            started_at: string;
            duration_ms: number;
            request: {
                /** @description Signatures are masked. */
                headers: {
                    [key: string]: string;
                };
            };
            /** @description Null when no answer came. */
            response: {
                status: number;
                headers: {
                    [key: string]: string;
                };
                /** @description The first 4 kB. */
                body: string;
            } | null;
            /** @description Null when the endpoint took the event. */
            failure: {
                code: string;
                title: string;
                detail: string;
                fix: string;
            } | null;
        };
        WebhookAttemptPage: {
            data: components["schemas"]["WebhookAttempt"][];
            /** @description Null on the last page. */
            next_cursor: string | null;
        };
        WebhookEndpoint: {
            /** @example whe_01JD… */
            id: string;
            url: string;
            description: string | null;
            events: string[];
            /**
             * @description Active: events are sent. Paused, by hand or since deliveries kept failing: they are noted as skipped and can be sent later. Disabled, by hand or since the endpoint answered 410: they are not even noted. `reason` tells which.
             * @enum {string}
             */
            status: "active" | "paused" | "disabled";
            /** @description Why it is not active; null when somebody chose so by hand. */
            reason: {
                code: string;
                title: string;
                fix: string;
            } | null;
            /** @description Failed events since the last success; ten pause the endpoint. */
            failures: number;
            /**
             * Format: date-time
             * @example 2026-11-22T15:00:00.000Z
             */
            failing_since: string | null;
            /** @description Gets what test-mode keys did, and nothing else. */
            test_mode: boolean;
            /** @description Secrets that sign at this moment, newest first. */
            secrets: {
                id: string;
                /**
                 * Format: date-time
                 * @example 2026-11-22T15:00:00.000Z
                 */
                created_at: string;
                /**
                 * Format: date-time
                 * @example 2026-11-22T15:00:00.000Z
                 */
                expires_at: string | null;
            }[];
            /**
             * Format: date-time
             * @example 2026-11-22T15:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-11-22T15:00:00.000Z
             */
            updated_at: string;
        };
        WebhookEndpointChange: {
            /**
             * @description https, and public; redirects are not followed.
             * @example https://hooks.example.com/headend
             */
            url?: string;
            /**
             * @description Types of events, or families of them; an empty list means all. One of: `upload.*`, `ingest.*`, `title.*`, `bulk_order.*`, `watch_folder.*`, `webhook_endpoint.*`, `webhook.*`, `upload.uploaded`, `upload.ingested`, `upload.errored`, `upload.cancelled`, `upload.timed_out`, `ingest.received`, `ingest.started`, `ingest.held`, `ingest.decided`, `ingest.published`, `ingest.rejected`, `ingest.failed`, `ingest.cancelled`, `ingest.retried`, `title.created`, `title.updated`, `title.published`, `bulk_order.done`, `watch_folder.file_refused`, `webhook_endpoint.paused`, `webhook_endpoint.disabled`, `webhook.ping`.
             * @example [
             *       "ingest.*",
             *       "title.published"
             *     ]
             */
            events?: string[];
            description?: string | null;
            /**
             * @description Active forgets past failures. What it is already stays as it is, with its reason.
             * @enum {string}
             */
            status?: "active" | "paused" | "disabled";
        };
        WebhookEndpointEventData: {
            id: string;
            url: string;
            /** @enum {string} */
            status: "paused" | "disabled";
            /** @description A failure code; null when it was done by hand. */
            reason: string | null;
        };
        WebhookEndpointPage: {
            data: components["schemas"]["WebhookEndpoint"][];
            /** @description Null on the last page. */
            next_cursor: string | null;
        };
        WebhookEndpointRequest: {
            /**
             * @description https, and public; redirects are not followed.
             * @example https://hooks.example.com/headend
             */
            url: string;
            /**
             * @description Types of events, or families of them; an empty list means all. One of: `upload.*`, `ingest.*`, `title.*`, `bulk_order.*`, `watch_folder.*`, `webhook_endpoint.*`, `webhook.*`, `upload.uploaded`, `upload.ingested`, `upload.errored`, `upload.cancelled`, `upload.timed_out`, `ingest.received`, `ingest.started`, `ingest.held`, `ingest.decided`, `ingest.published`, `ingest.rejected`, `ingest.failed`, `ingest.cancelled`, `ingest.retried`, `title.created`, `title.updated`, `title.published`, `bulk_order.done`, `watch_folder.file_refused`, `webhook_endpoint.paused`, `webhook_endpoint.disabled`, `webhook.ping`.
             * @default []
             * @example [
             *       "ingest.*",
             *       "title.published"
             *     ]
             */
            events?: string[];
            description?: string;
        };
        WebhookEndpointWithSecret: components["schemas"]["WebhookEndpoint"] & {
            /**
             * @description Verifies deliveries, by Standard Webhooks. Shown this once.
             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwbX0sTmF1Vzc=
             */
            secret: string;
        };
        WebhookEvent: {
            /** @example evt_01JD… */
            id: string;
            /** @example ingest.published */
            type: string;
            /**
             * Format: date-time
             * @example 2026-11-22T15:00:00.000Z
             */
            timestamp: string;
            sequence: number;
            /** @description Id of what it happened to. */
            subject: string;
            test_mode: boolean;
            /** @description As in the delivery; see the webhooks below. */
            data: {
                [key: string]: unknown;
            };
        };
        WebhookEventDetail: components["schemas"]["WebhookEvent"] & {
            deliveries: {
                endpoint_id: string;
                /** @enum {string} */
                status: "waiting" | "retrying" | "delivered" | "failed" | "skipped";
                attempts: number;
                /**
                 * Format: date-time
                 * @example 2026-11-22T15:00:00.000Z
                 */
                next_at: string | null;
                /**
                 * Format: date-time
                 * @example 2026-11-22T15:00:00.000Z
                 */
                ended_at: string | null;
            }[];
        };
        WebhookEventPage: {
            data: components["schemas"]["WebhookEvent"][];
            /** @description Null on the last page. */
            next_cursor: string | null;
        };
        WebhookPing: {
            event_id: string;
        };
        WebhookReplay: {
            /** @description Deliveries that are made now; a moment later they show as attempts. */
            sent: number;
        };
        /** @description One event; or what happened from an instant on and before another; or the numbers from one to another, both included. A range holds at most 5,000 events. */
        WebhookReplayRequest: {
            event_id: string;
        } | {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            /**
             * @description Types of events, or families of them; an empty list means all. One of: `upload.*`, `ingest.*`, `title.*`, `bulk_order.*`, `watch_folder.*`, `webhook_endpoint.*`, `webhook.*`, `upload.uploaded`, `upload.ingested`, `upload.errored`, `upload.cancelled`, `upload.timed_out`, `ingest.received`, `ingest.started`, `ingest.held`, `ingest.decided`, `ingest.published`, `ingest.rejected`, `ingest.failed`, `ingest.cancelled`, `ingest.retried`, `title.created`, `title.updated`, `title.published`, `bulk_order.done`, `watch_folder.file_refused`, `webhook_endpoint.paused`, `webhook_endpoint.disabled`, `webhook.ping`.
             * @example [
             *       "ingest.*",
             *       "title.published"
             *     ]
             */
            types?: string[];
        } | {
            from_sequence: number;
            to_sequence: number;
            /**
             * @description Types of events, or families of them; an empty list means all. One of: `upload.*`, `ingest.*`, `title.*`, `bulk_order.*`, `watch_folder.*`, `webhook_endpoint.*`, `webhook.*`, `upload.uploaded`, `upload.ingested`, `upload.errored`, `upload.cancelled`, `upload.timed_out`, `ingest.received`, `ingest.started`, `ingest.held`, `ingest.decided`, `ingest.published`, `ingest.rejected`, `ingest.failed`, `ingest.cancelled`, `ingest.retried`, `title.created`, `title.updated`, `title.published`, `bulk_order.done`, `watch_folder.file_refused`, `webhook_endpoint.paused`, `webhook_endpoint.disabled`, `webhook.ping`.
             * @example [
             *       "ingest.*",
             *       "title.published"
             *     ]
             */
            types?: string[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listUploads: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description One state or several, separated by commas. */
                status?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of uploads. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Changes when the answer does. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "upl_01M82AEPHM8TV5R0TFB5RAP1DJ",
                     *           "file_name": "master.mov",
                     *           "content_type": "video/quicktime",
                     *           "protocol": "single",
                     *           "status": "waiting",
                     *           "bytes": 104857600,
                     *           "received_bytes": 0,
                     *           "checksum": null,
                     *           "upload_url": "https://store.example.com/headend/uploads/demo/upl_01M82AEPHM8TV5R0TFB5RAP1DJ?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=86399&X-Amz-Signature=1d0da962cfa57ae3",
                     *           "part_bytes": null,
                     *           "ingest_id": null,
                     *           "failure": null,
                     *           "expires_at": "2026-11-23T19:06:46.196Z",
                     *           "created_at": "2026-11-22T19:06:46.201Z",
                     *           "completed_at": null
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["UploadPage"];
                };
            };
            /** @description The client has it: `If-None-Match` names its `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `cursor/invalid`: The cursor is not valid for this list. */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createUpload: {
        parameters: {
            query?: never;
            header: {
                /** @description Unique per request, the same on its retries; kept 24 hours. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "file_name": "master.mov"
                 *     }
                 */
                "application/json": components["schemas"]["UploadRequest"];
            };
        };
        responses: {
            /** @description The upload, waiting for its bytes. */
            201: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description `true` when this is the stored answer of an earlier request. */
                    "Idempotency-Replayed"?: string;
                    /** @description Path of the upload. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "upl_01M82AEPHM8TV5R0TFB5RAP1DJ",
                     *       "file_name": "master.mov",
                     *       "content_type": "video/quicktime",
                     *       "protocol": "single",
                     *       "status": "waiting",
                     *       "bytes": 104857600,
                     *       "received_bytes": 0,
                     *       "checksum": null,
                     *       "upload_url": "https://store.example.com/headend/uploads/demo/upl_01M82AEPHM8TV5R0TFB5RAP1DJ?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=86399&X-Amz-Signature=1d0da962cfa57ae3",
                     *       "part_bytes": null,
                     *       "ingest_id": null,
                     *       "failure": null,
                     *       "expires_at": "2026-11-23T19:06:46.196Z",
                     *       "created_at": "2026-11-22T19:06:46.201Z",
                     *       "completed_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /**
             * @description `idempotency/key-missing`: The Idempotency-Key header is missing.
             *
             *     `idempotency/key-invalid`: The Idempotency-Key header is not usable.
             *
             *     `request/malformed`: The request body is not valid JSON.
             */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency/in-flight`: A request with this Idempotency-Key is still running. */
            409: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large`: The request body is too large. */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/unsupported-media-type`: The content type is not supported. */
            415: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `master/too-large`: The master is larger than this platform accepts.
             *
             *     `idempotency/mismatch`: The Idempotency-Key was used with another request.
             *
             *     `request/invalid`: The request does not fit its schema.
             */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `store/unavailable`: The object store does not answer.
             *
             *     `database/unavailable`: The database does not answer.
             */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The upload, with a fresh address while it waits. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Changes when the answer does. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "upl_01M82AEPHM8TV5R0TFB5RAP1DJ",
                     *       "file_name": "master.mov",
                     *       "content_type": "video/quicktime",
                     *       "protocol": "single",
                     *       "status": "waiting",
                     *       "bytes": 104857600,
                     *       "received_bytes": 0,
                     *       "checksum": null,
                     *       "upload_url": "https://store.example.com/headend/uploads/demo/upl_01M82AEPHM8TV5R0TFB5RAP1DJ?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=86399&X-Amz-Signature=1d0da962cfa57ae3",
                     *       "part_bytes": null,
                     *       "ingest_id": null,
                     *       "failure": null,
                     *       "expires_at": "2026-11-23T19:06:46.196Z",
                     *       "created_at": "2026-11-22T19:06:46.201Z",
                     *       "completed_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description The client has it: `If-None-Match` names its `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `store/unavailable`: The object store does not answer.
             *
             *     `database/unavailable`: The database does not answer.
             */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    abortUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The upload, cancelled. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "upl_01M82AEPHM8TV5R0TFB5RAP1DJ",
                     *       "file_name": "master.mov",
                     *       "content_type": "video/quicktime",
                     *       "protocol": "multipart",
                     *       "status": "cancelled",
                     *       "bytes": 104857600,
                     *       "received_bytes": 0,
                     *       "checksum": null,
                     *       "upload_url": null,
                     *       "part_bytes": 67108864,
                     *       "ingest_id": null,
                     *       "failure": null,
                     *       "expires_at": "2026-11-23T19:06:46.196Z",
                     *       "created_at": "2026-11-22T19:06:46.201Z",
                     *       "completed_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `upload/ended`: The upload has ended and takes no more bytes. */
            410: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `store/unavailable`: The object store does not answer.
             *
             *     `database/unavailable`: The database does not answer.
             */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUploadParts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every part that has arrived, by number. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Changes when the answer does. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "number": 1,
                     *           "bytes": 67108864,
                     *           "etag": "9b2cf535f27731c974343645a3985328"
                     *         },
                     *         {
                     *           "number": 2,
                     *           "bytes": 37748736,
                     *           "etag": "0cc175b9c0f1b6a831c399e269772661"
                     *         }
                     *       ],
                     *       "part_bytes": 67108864,
                     *       "part_count": 2
                     *     }
                     */
                    "application/json": components["schemas"]["UploadParts"];
                };
            };
            /** @description The client has it: `If-None-Match` names its `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `upload/other-protocol`: The upload was created for another protocol. */
            409: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `store/unavailable`: The object store does not answer.
             *
             *     `database/unavailable`: The database does not answer.
             */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createUploadParts: {
        parameters: {
            query?: never;
            header: {
                /** @description Unique per request, the same on its retries; kept 24 hours. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "from": 1,
                 *       "to": 1
                 *     }
                 */
                "application/json": components["schemas"]["UploadPartsRequest"];
            };
        };
        responses: {
            /** @description An address per part. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description `true` when this is the stored answer of an earlier request. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "number": 1,
                     *           "url": "https://store.example.com/headend/uploads/demo/upl_01M82AEPHM8TV5R0TFB5RAP1DJ?partNumber=1&X-Amz-Signature=1d0da962cfa57ae3"
                     *         }
                     *       ],
                     *       "part_bytes": 67108864,
                     *       "expires_at": "2026-11-22T20:06:46.196Z"
                     *     }
                     */
                    "application/json": components["schemas"]["UploadPartUrls"];
                };
            };
            /**
             * @description `idempotency/key-missing`: The Idempotency-Key header is missing.
             *
             *     `idempotency/key-invalid`: The Idempotency-Key header is not usable.
             *
             *     `request/malformed`: The request body is not valid JSON.
             */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `upload/other-protocol`: The upload was created for another protocol.
             *
             *     `idempotency/in-flight`: A request with this Idempotency-Key is still running.
             */
            409: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `upload/ended`: The upload has ended and takes no more bytes. */
            410: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large`: The request body is too large. */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/unsupported-media-type`: The content type is not supported. */
            415: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency/mismatch`: The Idempotency-Key was used with another request.
             *
             *     `request/invalid`: The request does not fit its schema.
             */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `store/unavailable`: The object store does not answer.
             *
             *     `database/unavailable`: The database does not answer.
             */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    completeUpload: {
        parameters: {
            query?: never;
            header: {
                /** @description Unique per request, the same on its retries; kept 24 hours. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "parts": [
                 *         {
                 *           "number": 1,
                 *           "etag": "9b2cf535f27731c974343645a3985328"
                 *         },
                 *         {
                 *           "number": 2,
                 *           "etag": "0cc175b9c0f1b6a831c399e269772661"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["UploadCompletion"];
            };
        };
        responses: {
            /** @description The upload, uploaded. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description `true` when this is the stored answer of an earlier request. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "upl_01M82AEPHM8TV5R0TFB5RAP1DJ",
                     *       "file_name": "master.mov",
                     *       "content_type": "video/quicktime",
                     *       "protocol": "multipart",
                     *       "status": "uploaded",
                     *       "bytes": 104857600,
                     *       "received_bytes": 104857600,
                     *       "checksum": null,
                     *       "upload_url": null,
                     *       "part_bytes": 67108864,
                     *       "ingest_id": null,
                     *       "failure": null,
                     *       "expires_at": "2026-11-23T19:06:46.196Z",
                     *       "created_at": "2026-11-22T19:06:46.201Z",
                     *       "completed_at": "2026-11-22T19:06:58.730Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /**
             * @description `idempotency/key-missing`: The Idempotency-Key header is missing.
             *
             *     `idempotency/key-invalid`: The Idempotency-Key header is not usable.
             *
             *     `request/malformed`: The request body is not valid JSON.
             */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency/in-flight`: A request with this Idempotency-Key is still running. */
            409: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `upload/ended`: The upload has ended and takes no more bytes. */
            410: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `upload/too-long`: More bytes were sent than declared or accepted.
             *
             *     `request/too-large`: The request body is too large.
             */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/unsupported-media-type`: The content type is not supported. */
            415: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `upload/no-bytes`: No bytes have arrived for the upload.
             *
             *     `upload/incomplete`: The upload is not whole yet.
             *
             *     `upload/part-mismatch`: A part is not the one that arrived.
             *
             *     `upload/size-mismatch`: The bytes that arrived are not as many as declared.
             *
             *     `upload/checksum-mismatch`: The SHA-256 of the upload is not the one declared.
             *
             *     `master/too-large`: The master is larger than this platform accepts.
             *
             *     `idempotency/mismatch`: The Idempotency-Key was used with another request.
             *
             *     `request/invalid`: The request does not fit its schema.
             */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `store/unavailable`: The object store does not answer.
             *
             *     `database/unavailable`: The database does not answer.
             */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIngests: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description One state or several, separated by commas. */
                status?: string;
                external_id?: string;
                title_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of ingests. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Changes when the answer does. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "ing_01M82AESJ9EKNYZEXWM0AXJ803",
                     *           "external_id": "BBB-2008",
                     *           "title": "Big Buck Bunny",
                     *           "title_id": "tit_01M82AESHWJF0ABN4NDZ500S08",
                     *           "status": "published",
                     *           "stage": "publish",
                     *           "progress": 1,
                     *           "stages": [
                     *             {
                     *               "name": "receive",
                     *               "state": "done",
                     *               "progress": 1,
                     *               "started_at": "2026-11-22T19:06:49.480Z",
                     *               "ended_at": "2026-11-22T19:06:50.102Z",
                     *               "note": "upload"
                     *             },
                     *             {
                     *               "name": "publish",
                     *               "state": "done",
                     *               "progress": 1,
                     *               "started_at": "2026-11-22T19:08:01.733Z",
                     *               "ended_at": "2026-11-22T19:08:02.118Z",
                     *               "note": null
                     *             }
                     *           ],
                     *           "chunks": [
                     *             {
                     *               "group": "h264",
                     *               "rungs": [
                     *                 "720p",
                     *                 "540p",
                     *                 "360p",
                     *                 "234p"
                     *               ],
                     *               "total": 6,
                     *               "done": 6
                     *             }
                     *           ],
                     *           "profile": "default",
                     *           "priority": 3,
                     *           "updates": null,
                     *           "workflow": {
                     *             "id": "title-ingest:ing_01M82AESJ9EKNYZEXWM0AXJ803",
                     *             "url": "https://temporal.example.com/namespaces/default/workflows/title-ingest%3Aing_01M82AESJ9EKNYZEXWM0AXJ803"
                     *           },
                     *           "qc": {
                     *             "verdict": "warned",
                     *             "counts": {
                     *               "info": 1,
                     *               "warning": 1,
                     *               "hold": 0,
                     *               "reject": 0
                     *             }
                     *           },
                     *           "hold": null,
                     *           "decisions": [],
                     *           "attempt": 1,
                     *           "failure": null,
                     *           "preview": {
                     *             "hls": "/media/9c4e1x7k2m5q8v0b3h6n9d2t5w8y1r4j/proxy/index.m3u8",
                     *             "thumbnails": "/media/9c4e1x7k2m5q8v0b3h6n9d2t5w8y1r4j/thumbnails/thumbnails.vtt"
                     *           },
                     *           "outputs": {
                     *             "version_id": "ver_01M82AH2X7Q0C4T6B9K3M5N8PR",
                     *             "hls": null,
                     *             "dash": null,
                     *             "thumbnails": null,
                     *             "poster": "/media/2r7m0kq9d4x1v8c3h6b5n0t7w2y9e4ja/poster.jpg",
                     *             "watch": "/watch/tit_01M82AESHWJF0ABN4NDZ500S08"
                     *           },
                     *           "passthrough": {
                     *             "order": 4711
                     *           },
                     *           "created_at": "2026-11-22T19:06:49.307Z",
                     *           "updated_at": "2026-11-22T19:08:02.118Z",
                     *           "ended_at": "2026-11-22T19:08:02.118Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["IngestPage"];
                };
            };
            /** @description The client has it: `If-None-Match` names its `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `cursor/invalid`: The cursor is not valid for this list. */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createIngest: {
        parameters: {
            query?: never;
            header: {
                /** @description Unique per request, the same on its retries; kept 24 hours. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "external_id": "BBB-2008",
                 *       "title": "Big Buck Bunny",
                 *       "source": {
                 *         "upload_id": "upl_01M82AEPHM8TV5R0TFB5RAP1DJ"
                 *       },
                 *       "sidecars": [
                 *         {
                 *           "role": "captions",
                 *           "source": {
                 *             "url": "https://files.example.com/bbb.en.srt"
                 *           },
                 *           "language": "en"
                 *         }
                 *       ],
                 *       "passthrough": {
                 *         "order": 4711
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["IngestRequest"];
            };
        };
        responses: {
            /** @description The ingest, queued. */
            201: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description `true` when this is the stored answer of an earlier request. */
                    "Idempotency-Replayed"?: string;
                    /** @description Path of the ingest. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ing_01M82AESJ9EKNYZEXWM0AXJ803",
                     *       "external_id": "BBB-2008",
                     *       "title": "Big Buck Bunny",
                     *       "title_id": "tit_01M82AESHWJF0ABN4NDZ500S08",
                     *       "status": "queued",
                     *       "stage": null,
                     *       "progress": 0,
                     *       "stages": [],
                     *       "chunks": [],
                     *       "profile": "default",
                     *       "priority": 3,
                     *       "updates": null,
                     *       "workflow": {
                     *         "id": "title-ingest:ing_01M82AESJ9EKNYZEXWM0AXJ803",
                     *         "url": "https://temporal.example.com/namespaces/default/workflows/title-ingest%3Aing_01M82AESJ9EKNYZEXWM0AXJ803"
                     *       },
                     *       "qc": null,
                     *       "hold": null,
                     *       "decisions": [],
                     *       "attempt": 1,
                     *       "failure": null,
                     *       "preview": null,
                     *       "outputs": null,
                     *       "passthrough": {
                     *         "order": 4711
                     *       },
                     *       "created_at": "2026-11-22T19:06:49.307Z",
                     *       "updated_at": "2026-11-22T19:06:49.307Z",
                     *       "ended_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["Ingest"];
                };
            };
            /**
             * @description `idempotency/key-missing`: The Idempotency-Key header is missing.
             *
             *     `idempotency/key-invalid`: The Idempotency-Key header is not usable.
             *
             *     `request/malformed`: The request body is not valid JSON.
             */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `ingest/external-id-taken`: Another ingest of this external_id is still running.
             *
             *     `ingest/title-changed`: The title was published while the order was taken.
             *
             *     `idempotency/in-flight`: A request with this Idempotency-Key is still running.
             */
            409: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large`: The request body is too large. */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/unsupported-media-type`: The content type is not supported. */
            415: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `ingest/profile-unknown`: The encode profile does not exist.
             *
             *     `ingest/part-gone`: A part of the version before is not kept any more.
             *
             *     `upload/not-found`: There is no such upload.
             *
             *     `upload/no-bytes`: No bytes have arrived for the upload.
             *
             *     `upload/incomplete`: The upload is not whole yet.
             *
             *     `upload/not-usable`: The upload has ended without usable bytes.
             *
             *     `upload/size-mismatch`: The bytes that arrived are not as many as declared.
             *
             *     `upload/checksum-mismatch`: The SHA-256 of the upload is not the one declared.
             *
             *     `source/changed`: The source file changed after it was ordered or while it was being fetched.
             *
             *     `source/forbidden-address`: The source URL leads to an address that may not be fetched.
             *
             *     `source/unsupported-scheme`: The source URL scheme is not supported.
             *
             *     `source/password-in-url`: The source URL holds a user name or a password.
             *
             *     `source/credentials-unknown`: There are no source credentials of this name.
             *
             *     `source/credentials-mismatch`: The source credentials are not for this address.
             *
             *     `source/credentials-expired`: The source credentials have expired.
             *
             *     `idempotency/mismatch`: The Idempotency-Key was used with another request.
             *
             *     `request/invalid`: The request does not fit its schema.
             */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `store/unavailable`: The object store does not answer.
             *
             *     `temporal/unavailable`: The workflow engine does not answer.
             *
             *     `database/unavailable`: The database does not answer.
             */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getIngest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ingest as it stands. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Changes when the answer does. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ing_01M82AESJ9EKNYZEXWM0AXJ803",
                     *       "external_id": "BBB-2008",
                     *       "title": "Big Buck Bunny",
                     *       "title_id": "tit_01M82AESHWJF0ABN4NDZ500S08",
                     *       "status": "published",
                     *       "stage": "publish",
                     *       "progress": 1,
                     *       "stages": [
                     *         {
                     *           "name": "receive",
                     *           "state": "done",
                     *           "progress": 1,
                     *           "started_at": "2026-11-22T19:06:49.480Z",
                     *           "ended_at": "2026-11-22T19:06:50.102Z",
                     *           "note": "upload"
                     *         },
                     *         {
                     *           "name": "publish",
                     *           "state": "done",
                     *           "progress": 1,
                     *           "started_at": "2026-11-22T19:08:01.733Z",
                     *           "ended_at": "2026-11-22T19:08:02.118Z",
                     *           "note": null
                     *         }
                     *       ],
                     *       "chunks": [
                     *         {
                     *           "group": "h264",
                     *           "rungs": [
                     *             "720p",
                     *             "540p",
                     *             "360p",
                     *             "234p"
                     *           ],
                     *           "total": 6,
                     *           "done": 6
                     *         }
                     *       ],
                     *       "profile": "default",
                     *       "priority": 3,
                     *       "updates": null,
                     *       "workflow": {
                     *         "id": "title-ingest:ing_01M82AESJ9EKNYZEXWM0AXJ803",
                     *         "url": "https://temporal.example.com/namespaces/default/workflows/title-ingest%3Aing_01M82AESJ9EKNYZEXWM0AXJ803"
                     *       },
                     *       "qc": {
                     *         "verdict": "warned",
                     *         "counts": {
                     *           "info": 1,
                     *           "warning": 1,
                     *           "hold": 0,
                     *           "reject": 0
                     *         }
                     *       },
                     *       "hold": null,
                     *       "decisions": [],
                     *       "attempt": 1,
                     *       "failure": null,
                     *       "preview": {
                     *         "hls": "/media/9c4e1x7k2m5q8v0b3h6n9d2t5w8y1r4j/proxy/index.m3u8",
                     *         "thumbnails": "/media/9c4e1x7k2m5q8v0b3h6n9d2t5w8y1r4j/thumbnails/thumbnails.vtt"
                     *       },
                     *       "outputs": {
                     *         "version_id": "ver_01M82AH2X7Q0C4T6B9K3M5N8PR",
                     *         "hls": null,
                     *         "dash": null,
                     *         "thumbnails": null,
                     *         "poster": "/media/2r7m0kq9d4x1v8c3h6b5n0t7w2y9e4ja/poster.jpg",
                     *         "watch": "/watch/tit_01M82AESHWJF0ABN4NDZ500S08"
                     *       },
                     *       "passthrough": {
                     *         "order": 4711
                     *       },
                     *       "created_at": "2026-11-22T19:06:49.307Z",
                     *       "updated_at": "2026-11-22T19:08:02.118Z",
                     *       "ended_at": "2026-11-22T19:08:02.118Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Ingest"];
                };
            };
            /** @description The client has it: `If-None-Match` names its `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getIngestQc: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Findings, and curves of at most 2,000 points each. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Changes when the answer does. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ingest_id": "ing_01M82AESJ9EKNYZEXWM0AXJ803",
                     *       "verdict": "warned",
                     *       "policy": "default",
                     *       "policy_version": 1,
                     *       "report_url": "/reports/4f0b7c1d9e2a48f6b3c5d7e9f1a2b3c4",
                     *       "findings": [
                     *         {
                     *           "code": "audio/loudness",
                     *           "severity": "warning",
                     *           "stage": "quality",
                     *           "track": "audio:0",
                     *           "range": null,
                     *           "measured": "-18.4 LUFS",
                     *           "limit": "-23 LUFS ± 1 LU",
                     *           "message": "The programme is louder than the target.",
                     *           "fix": "Deliver at −23 LUFS; the rendition is brought to the target.",
                     *           "docs": "/docs/codes/audio/loudness",
                     *           "frame_url": null,
                     *           "middle_frame_url": null
                     *         }
                     *       ],
                     *       "duration_ms": 60000,
                     *       "probe": null,
                     *       "series": null
                     *     }
                     */
                    "application/json": components["schemas"]["QcReport"];
                    "text/html": string;
                };
            };
            /** @description The client has it: `If-None-Match` names its `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `store/unavailable`: The object store does not answer.
             *
             *     `database/unavailable`: The database does not answer.
             */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelIngest: {
        parameters: {
            query?: never;
            header: {
                /** @description Unique per request, the same on its retries; kept 24 hours. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cancellation was asked for. */
            202: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description `true` when this is the stored answer of an earlier request. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ing_01M82AESJ9EKNYZEXWM0AXJ803",
                     *       "external_id": "BBB-2008",
                     *       "title": "Big Buck Bunny",
                     *       "title_id": "tit_01M82AESHWJF0ABN4NDZ500S08",
                     *       "status": "running",
                     *       "stage": "receive",
                     *       "progress": 0,
                     *       "stages": [],
                     *       "chunks": [],
                     *       "profile": "default",
                     *       "priority": 3,
                     *       "updates": null,
                     *       "workflow": {
                     *         "id": "title-ingest:ing_01M82AESJ9EKNYZEXWM0AXJ803",
                     *         "url": "https://temporal.example.com/namespaces/default/workflows/title-ingest%3Aing_01M82AESJ9EKNYZEXWM0AXJ803"
                     *       },
                     *       "qc": null,
                     *       "hold": null,
                     *       "decisions": [],
                     *       "attempt": 1,
                     *       "failure": null,
                     *       "preview": null,
                     *       "outputs": null,
                     *       "passthrough": {
                     *         "order": 4711
                     *       },
                     *       "created_at": "2026-11-22T19:06:49.307Z",
                     *       "updated_at": "2026-11-22T19:06:49.307Z",
                     *       "ended_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["Ingest"];
                };
            };
            /**
             * @description `idempotency/key-missing`: The Idempotency-Key header is missing.
             *
             *     `idempotency/key-invalid`: The Idempotency-Key header is not usable.
             *
             *     `request/malformed`: The request body is not valid JSON.
             */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `ingest/finished`: The ingest has already ended.
             *
             *     `idempotency/in-flight`: A request with this Idempotency-Key is still running.
             */
            409: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large`: The request body is too large. */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/unsupported-media-type`: The content type is not supported. */
            415: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency/mismatch`: The Idempotency-Key was used with another request.
             *
             *     `request/invalid`: The request does not fit its schema.
             */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `temporal/unavailable`: The workflow engine does not answer.
             *
             *     `database/unavailable`: The database does not answer.
             */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryIngest: {
        parameters: {
            query?: never;
            header: {
                /** @description Unique per request, the same on its retries; kept 24 hours. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ingest, queued again. */
            202: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description `true` when this is the stored answer of an earlier request. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ing_01M82AESJ9EKNYZEXWM0AXJ803",
                     *       "external_id": "BBB-2008",
                     *       "title": "Big Buck Bunny",
                     *       "title_id": "tit_01M82AESHWJF0ABN4NDZ500S08",
                     *       "status": "queued",
                     *       "stage": null,
                     *       "progress": 0,
                     *       "stages": [],
                     *       "chunks": [],
                     *       "profile": "default",
                     *       "priority": 3,
                     *       "updates": null,
                     *       "workflow": {
                     *         "id": "title-ingest:ing_01M82AESJ9EKNYZEXWM0AXJ803",
                     *         "url": "https://temporal.example.com/namespaces/default/workflows/title-ingest%3Aing_01M82AESJ9EKNYZEXWM0AXJ803"
                     *       },
                     *       "qc": null,
                     *       "hold": null,
                     *       "decisions": [],
                     *       "attempt": 1,
                     *       "failure": null,
                     *       "preview": null,
                     *       "outputs": null,
                     *       "passthrough": {
                     *         "order": 4711
                     *       },
                     *       "created_at": "2026-11-22T19:06:49.307Z",
                     *       "updated_at": "2026-11-22T19:06:49.307Z",
                     *       "ended_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["Ingest"];
                };
            };
            /**
             * @description `idempotency/key-missing`: The Idempotency-Key header is missing.
             *
             *     `idempotency/key-invalid`: The Idempotency-Key header is not usable.
             *
             *     `request/malformed`: The request body is not valid JSON.
             */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `ingest/not-retryable`: The ingest cannot be retried in its state.
             *
             *     `ingest/external-id-taken`: Another ingest of this external_id is still running.
             *
             *     `idempotency/in-flight`: A request with this Idempotency-Key is still running.
             */
            409: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large`: The request body is too large. */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/unsupported-media-type`: The content type is not supported. */
            415: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency/mismatch`: The Idempotency-Key was used with another request.
             *
             *     `request/invalid`: The request does not fit its schema.
             */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `temporal/unavailable`: The workflow engine does not answer.
             *
             *     `database/unavailable`: The database does not answer.
             */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decideIngest: {
        parameters: {
            query?: never;
            header: {
                /** @description Unique per request, the same on its retries; kept 24 hours. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "decision": "approve",
                 *       "reason": "The black second is the director’s."
                 *     }
                 */
                "application/json": components["schemas"]["Decision"];
            };
        };
        responses: {
            /** @description The decision was taken by the run. */
            202: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description `true` when this is the stored answer of an earlier request. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ing_01M82AESJ9EKNYZEXWM0AXJ803",
                     *       "external_id": "BBB-2008",
                     *       "title": "Big Buck Bunny",
                     *       "title_id": "tit_01M82AESHWJF0ABN4NDZ500S08",
                     *       "status": "running",
                     *       "stage": "package",
                     *       "progress": 0.9,
                     *       "stages": [],
                     *       "chunks": [],
                     *       "profile": "default",
                     *       "priority": 3,
                     *       "updates": null,
                     *       "workflow": {
                     *         "id": "title-ingest:ing_01M82AESJ9EKNYZEXWM0AXJ803",
                     *         "url": "https://temporal.example.com/namespaces/default/workflows/title-ingest%3Aing_01M82AESJ9EKNYZEXWM0AXJ803"
                     *       },
                     *       "qc": null,
                     *       "hold": null,
                     *       "decisions": [
                     *         {
                     *           "decision": "approve",
                     *           "reason": "The black second is the director’s.",
                     *           "by": {
                     *             "label": "demo operator",
                     *             "key_id": "key_9571e4799eb1df6f828b415b18"
                     *           },
                     *           "attempt": 1,
                     *           "decided_at": "2026-11-22T19:07:40.512Z"
                     *         }
                     *       ],
                     *       "attempt": 1,
                     *       "failure": null,
                     *       "preview": null,
                     *       "outputs": null,
                     *       "passthrough": {
                     *         "order": 4711
                     *       },
                     *       "created_at": "2026-11-22T19:06:49.307Z",
                     *       "updated_at": "2026-11-22T19:06:49.307Z",
                     *       "ended_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["Ingest"];
                };
            };
            /**
             * @description `idempotency/key-missing`: The Idempotency-Key header is missing.
             *
             *     `idempotency/key-invalid`: The Idempotency-Key header is not usable.
             *
             *     `request/malformed`: The request body is not valid JSON.
             */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `ingest/not-held`: The ingest is not waiting for a decision.
             *
             *     `idempotency/in-flight`: A request with this Idempotency-Key is still running.
             */
            409: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large`: The request body is too large. */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/unsupported-media-type`: The content type is not supported. */
            415: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `upload/not-found`: There is no such upload.
             *
             *     `upload/no-bytes`: No bytes have arrived for the upload.
             *
             *     `upload/incomplete`: The upload is not whole yet.
             *
             *     `upload/not-usable`: The upload has ended without usable bytes.
             *
             *     `upload/size-mismatch`: The bytes that arrived are not as many as declared.
             *
             *     `upload/checksum-mismatch`: The SHA-256 of the upload is not the one declared.
             *
             *     `source/changed`: The source file changed after it was ordered or while it was being fetched.
             *
             *     `source/forbidden-address`: The source URL leads to an address that may not be fetched.
             *
             *     `source/unsupported-scheme`: The source URL scheme is not supported.
             *
             *     `source/password-in-url`: The source URL holds a user name or a password.
             *
             *     `source/credentials-unknown`: There are no source credentials of this name.
             *
             *     `source/credentials-mismatch`: The source credentials are not for this address.
             *
             *     `source/credentials-expired`: The source credentials have expired.
             *
             *     `idempotency/mismatch`: The Idempotency-Key was used with another request.
             *
             *     `request/invalid`: The request does not fit its schema.
             */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `store/unavailable`: The object store does not answer.
             *
             *     `temporal/unavailable`: The workflow engine does not answer.
             *
             *     `database/unavailable`: The database does not answer.
             */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBulkOrders: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of bulk orders. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Changes when the answer does. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "bul_01M82B4T6Y9C2F5J8M1Q3S7VXZ",
                     *           "status": "done",
                     *           "lines": 1,
                     *           "accepted": 1,
                     *           "refused": 0,
                     *           "waiting": 0,
                     *           "created_at": "2026-11-22T19:06:49.307Z",
                     *           "ended_at": "2026-11-22T19:08:02.118Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["BulkOrderPage"];
                };
            };
            /** @description The client has it: `If-None-Match` names its `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `cursor/invalid`: The cursor is not valid for this list. */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createBulkOrder: {
        parameters: {
            query?: never;
            header: {
                /** @description Unique per request, the same on its retries; kept 24 hours. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example [
                 *       {
                 *         "external_id": "BBB-2008",
                 *         "title": "Big Buck Bunny",
                 *         "source": {
                 *           "url": "https://files.example.com/master.mov"
                 *         }
                 *       }
                 *     ]
                 */
                "application/json": components["schemas"]["IngestRequest"][];
                "application/x-ndjson": string;
            };
        };
        responses: {
            /** @description The bulk order; its lines are being ordered. */
            202: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description `true` when this is the stored answer of an earlier request. */
                    "Idempotency-Replayed"?: string;
                    /** @description Path of the bulk order. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "bul_01M82B4T6Y9C2F5J8M1Q3S7VXZ",
                     *       "status": "accepted",
                     *       "lines": 1,
                     *       "accepted": 0,
                     *       "refused": 0,
                     *       "waiting": 1,
                     *       "created_at": "2026-11-22T19:06:49.307Z",
                     *       "ended_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["BulkOrder"];
                };
            };
            /**
             * @description `idempotency/key-missing`: The Idempotency-Key header is missing.
             *
             *     `idempotency/key-invalid`: The Idempotency-Key header is not usable.
             *
             *     `request/malformed`: The request body is not valid JSON.
             */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency/in-flight`: A request with this Idempotency-Key is still running. */
            409: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `bulk/too-many-lines`: The document has too many lines.
             *
             *     `bulk/too-large`: The document is too large.
             *
             *     `request/too-large`: The request body is too large.
             */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/unsupported-media-type`: The content type is not supported. */
            415: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `bulk/empty`: The document has no line.
             *
             *     `idempotency/mismatch`: The Idempotency-Key was used with another request.
             *
             *     `request/invalid`: The request does not fit its schema.
             */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `temporal/unavailable`: The workflow engine does not answer.
             *
             *     `database/unavailable`: The database does not answer.
             */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBulkOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bulk order. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Changes when the answer does. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "bul_01M82B4T6Y9C2F5J8M1Q3S7VXZ",
                     *       "status": "accepted",
                     *       "lines": 1,
                     *       "accepted": 0,
                     *       "refused": 0,
                     *       "waiting": 1,
                     *       "created_at": "2026-11-22T19:06:49.307Z",
                     *       "ended_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["BulkOrder"];
                };
            };
            /** @description The client has it: `If-None-Match` names its `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBulkOrderLines: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                status?: "waiting" | "accepted" | "refused";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of lines. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Changes when the answer does. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "line": 1,
                     *           "external_id": "BBB-2008",
                     *           "status": "accepted",
                     *           "ingest_id": "ing_01M82AESJ9EKNYZEXWM0AXJ803",
                     *           "problem": null
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["BulkOrderLinePage"];
                };
            };
            /** @description The client has it: `If-None-Match` names its `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `cursor/invalid`: The cursor is not valid for this list. */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWatchFolders: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of folders. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Changes when the answer does. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "wfo_01M82B7K0N3R5T8W1Z4C6F9HJM",
                     *           "name": "trailers",
                     *           "prefix": "inbox/demo/trailers/",
                     *           "profile": null,
                     *           "quality_policy": null,
                     *           "priority": 3,
                     *           "stable_seconds": 30,
                     *           "enabled": true,
                     *           "polled_at": "2026-11-22T19:08:02.118Z",
                     *           "created_at": "2026-11-22T19:06:49.307Z",
                     *           "updated_at": "2026-11-22T19:06:49.307Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["WatchFolderPage"];
                };
            };
            /** @description The client has it: `If-None-Match` names its `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `cursor/invalid`: The cursor is not valid for this list. */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createWatchFolder: {
        parameters: {
            query?: never;
            header: {
                /** @description Unique per request, the same on its retries; kept 24 hours. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "trailers",
                 *       "stable_seconds": 30
                 *     }
                 */
                "application/json": components["schemas"]["WatchFolderRequest"];
            };
        };
        responses: {
            /** @description The folder. */
            201: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description `true` when this is the stored answer of an earlier request. */
                    "Idempotency-Replayed"?: string;
                    /** @description Path of the folder. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "wfo_01M82B7K0N3R5T8W1Z4C6F9HJM",
                     *       "name": "trailers",
                     *       "prefix": "inbox/demo/trailers/",
                     *       "profile": null,
                     *       "quality_policy": null,
                     *       "priority": 3,
                     *       "stable_seconds": 30,
                     *       "enabled": true,
                     *       "polled_at": "2026-11-22T19:08:02.118Z",
                     *       "created_at": "2026-11-22T19:06:49.307Z",
                     *       "updated_at": "2026-11-22T19:06:49.307Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WatchFolder"];
                };
            };
            /**
             * @description `idempotency/key-missing`: The Idempotency-Key header is missing.
             *
             *     `idempotency/key-invalid`: The Idempotency-Key header is not usable.
             *
             *     `request/malformed`: The request body is not valid JSON.
             */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `watch/name-taken`: There is a watch folder of this name.
             *
             *     `idempotency/in-flight`: A request with this Idempotency-Key is still running.
             */
            409: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large`: The request body is too large. */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/unsupported-media-type`: The content type is not supported. */
            415: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `ingest/profile-unknown`: The encode profile does not exist.
             *
             *     `idempotency/mismatch`: The Idempotency-Key was used with another request.
             *
             *     `request/invalid`: The request does not fit its schema.
             */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWatchFolder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The folder. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Stands for what can be changed; send it as `If-Match` of a change. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "wfo_01M82B7K0N3R5T8W1Z4C6F9HJM",
                     *       "name": "trailers",
                     *       "prefix": "inbox/demo/trailers/",
                     *       "profile": null,
                     *       "quality_policy": null,
                     *       "priority": 3,
                     *       "stable_seconds": 30,
                     *       "enabled": true,
                     *       "polled_at": "2026-11-22T19:08:02.118Z",
                     *       "created_at": "2026-11-22T19:06:49.307Z",
                     *       "updated_at": "2026-11-22T19:06:49.307Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WatchFolder"];
                };
            };
            /** @description The client has it: `If-None-Match` names its `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteWatchFolder: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the state that the change is about: 412 when it is another by now, 428 without the header. */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is forgotten. */
            204: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Stands for what can be changed; send it as `If-Match` of a change. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition/failed`: The resource was changed by somebody else. */
            412: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition/required`: The change does not say which state it is about. */
            428: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateWatchFolder: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the state that the change is about: 412 when it is another by now, 428 without the header. */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "enabled": false
                 *     }
                 */
                "application/json": components["schemas"]["WatchFolderChange"];
            };
        };
        responses: {
            /** @description The folder, changed. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Stands for what can be changed; send it as `If-Match` of a change. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "wfo_01M82B7K0N3R5T8W1Z4C6F9HJM",
                     *       "name": "trailers",
                     *       "prefix": "inbox/demo/trailers/",
                     *       "profile": null,
                     *       "quality_policy": null,
                     *       "priority": 3,
                     *       "stable_seconds": 30,
                     *       "enabled": false,
                     *       "polled_at": "2026-11-22T19:08:02.118Z",
                     *       "created_at": "2026-11-22T19:06:49.307Z",
                     *       "updated_at": "2026-11-22T19:06:49.307Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WatchFolder"];
                };
            };
            /** @description `request/malformed`: The request body is not valid JSON. */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition/failed`: The resource was changed by somebody else. */
            412: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large`: The request body is too large. */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/unsupported-media-type`: The content type is not supported. */
            415: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `ingest/profile-unknown`: The encode profile does not exist.
             *
             *     `request/invalid`: The request does not fit its schema.
             */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition/required`: The change does not say which state it is about. */
            428: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWatchFiles: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                status?: "growing" | "ordered" | "refused" | "sidecar";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of files. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Changes when the answer does. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "object_key": "inbox/demo/trailers/BBB-2008.mov",
                     *           "bytes": 48103212,
                     *           "status": "ordered",
                     *           "stable_since": "2026-11-22T19:06:49.307Z",
                     *           "seen_at": "2026-11-22T19:08:02.118Z",
                     *           "ingest_id": "ing_01M82AESJ9EKNYZEXWM0AXJ803",
                     *           "problem": null
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["WatchFilePage"];
                };
            };
            /** @description The client has it: `If-None-Match` names its `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `cursor/invalid`: The cursor is not valid for this list. */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createWatchFile: {
        parameters: {
            query?: never;
            header: {
                /** @description Unique per request, the same on its retries; kept 24 hours. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "BBB-2008.mov",
                 *       "bytes": 48103212
                 *     }
                 */
                "application/json": components["schemas"]["WatchFileRequest"];
            };
        };
        responses: {
            /** @description The address. */
            201: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description `true` when this is the stored answer of an earlier request. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object_key": "inbox/demo/trailers/BBB-2008.mov",
                     *       "put_url": "https://store.example.com/headend/inbox/demo/trailers/BBB-2008.mov?X-Amz-Algorithm=AWS4-HMAC-SHA256",
                     *       "expires_at": "2026-11-22T19:08:02.118Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WatchFileAddress"];
                };
            };
            /**
             * @description `idempotency/key-missing`: The Idempotency-Key header is missing.
             *
             *     `idempotency/key-invalid`: The Idempotency-Key header is not usable.
             *
             *     `request/malformed`: The request body is not valid JSON.
             */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency/in-flight`: A request with this Idempotency-Key is still running. */
            409: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large`: The request body is too large. */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/unsupported-media-type`: The content type is not supported. */
            415: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `watch/unknown-role`: The name of the file does not tell what it is.
             *
             *     `watch/unusable-name`: The name of the file cannot be an external_id.
             *
             *     `master/too-large`: The master is larger than this platform accepts.
             *
             *     `idempotency/mismatch`: The Idempotency-Key was used with another request.
             *
             *     `request/invalid`: The request does not fit its schema.
             */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSourceCredentials: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                kind?: "basic" | "bearer" | "s3";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of credentials. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Changes when the answer does. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "scr_01M82APZH4T4DMFJD2P1WX1ECZ",
                     *           "name": "studio-7",
                     *           "kind": "basic",
                     *           "origin": "https://files.example.com",
                     *           "endpoint": null,
                     *           "region": null,
                     *           "bucket": null,
                     *           "prefix": null,
                     *           "path_style": null,
                     *           "hint": null,
                     *           "status": "active",
                     *           "expires_at": "2027-11-22T00:00:00.000Z",
                     *           "last_used_at": null,
                     *           "created_at": "2026-11-22T19:06:40.112Z",
                     *           "updated_at": "2026-11-22T19:06:40.112Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["SourceCredentialPage"];
                };
            };
            /** @description The client has it: `If-None-Match` names its `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `cursor/invalid`: The cursor is not valid for this list. */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSourceCredential: {
        parameters: {
            query?: never;
            header: {
                /** @description Unique per request, the same on its retries; kept 24 hours. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "studio-7",
                 *       "kind": "basic",
                 *       "origin": "https://files.example.com",
                 *       "secret": {
                 *         "username": "headend",
                 *         "password": "EXAMPLE"
                 *       },
                 *       "expires_at": "2027-11-22T00:00:00.000Z"
                 *     }
                 */
                "application/json": components["schemas"]["SourceCredentialRequest"];
            };
        };
        responses: {
            /** @description The credentials, without their secret. */
            201: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description `true` when this is the stored answer of an earlier request. */
                    "Idempotency-Replayed"?: string;
                    /** @description Path of the credentials. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "scr_01M82APZH4T4DMFJD2P1WX1ECZ",
                     *       "name": "studio-7",
                     *       "kind": "basic",
                     *       "origin": "https://files.example.com",
                     *       "endpoint": null,
                     *       "region": null,
                     *       "bucket": null,
                     *       "prefix": null,
                     *       "path_style": null,
                     *       "hint": null,
                     *       "status": "active",
                     *       "expires_at": "2027-11-22T00:00:00.000Z",
                     *       "last_used_at": null,
                     *       "created_at": "2026-11-22T19:06:40.112Z",
                     *       "updated_at": "2026-11-22T19:06:40.112Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SourceCredential"];
                };
            };
            /**
             * @description `idempotency/key-missing`: The Idempotency-Key header is missing.
             *
             *     `idempotency/key-invalid`: The Idempotency-Key header is not usable.
             *
             *     `request/malformed`: The request body is not valid JSON.
             */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `credentials/name-taken`: There are source credentials of this name.
             *
             *     `idempotency/in-flight`: A request with this Idempotency-Key is still running.
             */
            409: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large`: The request body is too large. */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/unsupported-media-type`: The content type is not supported. */
            415: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `source/forbidden-address`: The source URL leads to an address that may not be fetched.
             *
             *     `idempotency/mismatch`: The Idempotency-Key was used with another request.
             *
             *     `request/invalid`: The request does not fit its schema.
             */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSourceCredential: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The credentials. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Stands for what can be changed; send it as `If-Match` of a change. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "scr_01M82APZH4T4DMFJD2P1WX1ECZ",
                     *       "name": "studio-7",
                     *       "kind": "basic",
                     *       "origin": "https://files.example.com",
                     *       "endpoint": null,
                     *       "region": null,
                     *       "bucket": null,
                     *       "prefix": null,
                     *       "path_style": null,
                     *       "hint": null,
                     *       "status": "active",
                     *       "expires_at": "2027-11-22T00:00:00.000Z",
                     *       "last_used_at": null,
                     *       "created_at": "2026-11-22T19:06:40.112Z",
                     *       "updated_at": "2026-11-22T19:06:40.112Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SourceCredential"];
                };
            };
            /** @description The client has it: `If-None-Match` names its `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSourceCredential: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the state that the change is about: 412 when it is another by now, 428 without the header. */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description They are gone. */
            204: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Stands for what can be changed; send it as `If-Match` of a change. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition/failed`: The resource was changed by somebody else. */
            412: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition/required`: The change does not say which state it is about. */
            428: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateSourceCredential: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the state that the change is about: 412 when it is another by now, 428 without the header. */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "secret": {
                 *         "username": "headend",
                 *         "password": "EXAMPLE-2"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["SourceCredentialChange"];
            };
        };
        responses: {
            /** @description The credentials, changed. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Stands for what can be changed; send it as `If-Match` of a change. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "scr_01M82APZH4T4DMFJD2P1WX1ECZ",
                     *       "name": "studio-7",
                     *       "kind": "basic",
                     *       "origin": "https://files.example.com",
                     *       "endpoint": null,
                     *       "region": null,
                     *       "bucket": null,
                     *       "prefix": null,
                     *       "path_style": null,
                     *       "hint": null,
                     *       "status": "active",
                     *       "expires_at": "2027-11-22T00:00:00.000Z",
                     *       "last_used_at": null,
                     *       "created_at": "2026-11-22T19:06:40.112Z",
                     *       "updated_at": "2026-12-22T08:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SourceCredential"];
                };
            };
            /** @description `request/malformed`: The request body is not valid JSON. */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition/failed`: The resource was changed by somebody else. */
            412: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large`: The request body is too large. */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/unsupported-media-type`: The content type is not supported. */
            415: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition/required`: The change does not say which state it is about. */
            428: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTitles: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                published?: boolean;
                /** @description Part of the name. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of titles. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Changes when the answer does. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "tit_01M82AESHWJF0ABN4NDZ500S08",
                     *           "external_id": "BBB-2008",
                     *           "name": "Big Buck Bunny",
                     *           "credit": null,
                     *           "duration_ms": 60000,
                     *           "published": true,
                     *           "published_at": "2026-11-22T19:08:02.118Z",
                     *           "current_version_id": "ver_01M82AH2X7Q0C4T6B9K3M5N8PR",
                     *           "poster": "/media/2r7m0kq9d4x1v8c3h6b5n0t7w2y9e4ja/poster.jpg",
                     *           "artwork": [
                     *             {
                     *               "kind": "backdrop",
                     *               "language": null,
                     *               "url": "/media/2r7m0kq9d4x1v8c3h6b5n0t7w2y9e4ja/artwork/backdrop.jpeg"
                     *             }
                     *           ],
                     *           "audio_languages": [
                     *             "en"
                     *           ],
                     *           "caption_languages": [
                     *             "en"
                     *           ],
                     *           "max_height": 720,
                     *           "created_at": "2026-11-22T19:06:49.307Z",
                     *           "updated_at": "2026-11-22T19:08:02.118Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["TitlePage"];
                };
            };
            /** @description The client has it: `If-None-Match` names its `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `cursor/invalid`: The cursor is not valid for this list. */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTitle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The title. Viewer keys see its current version only. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Stands for what can be changed; send it as `If-Match` of a change. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "tit_01M82AESHWJF0ABN4NDZ500S08",
                     *       "external_id": "BBB-2008",
                     *       "name": "Big Buck Bunny",
                     *       "credit": null,
                     *       "duration_ms": 60000,
                     *       "published": true,
                     *       "published_at": "2026-11-22T19:08:02.118Z",
                     *       "current_version_id": "ver_01M82AH2X7Q0C4T6B9K3M5N8PR",
                     *       "poster": "/media/2r7m0kq9d4x1v8c3h6b5n0t7w2y9e4ja/poster.jpg",
                     *       "artwork": [
                     *         {
                     *           "kind": "backdrop",
                     *           "language": null,
                     *           "url": "/media/2r7m0kq9d4x1v8c3h6b5n0t7w2y9e4ja/artwork/backdrop.jpeg"
                     *         }
                     *       ],
                     *       "audio_languages": [
                     *         "en"
                     *       ],
                     *       "caption_languages": [
                     *         "en"
                     *       ],
                     *       "max_height": 720,
                     *       "created_at": "2026-11-22T19:06:49.307Z",
                     *       "updated_at": "2026-11-22T19:08:02.118Z",
                     *       "metadata": null,
                     *       "versions": [
                     *         {
                     *           "id": "ver_01M82AH2X7Q0C4T6B9K3M5N8PR",
                     *           "number": 1,
                     *           "state": "current",
                     *           "ingest_id": "ing_01M82AESJ9EKNYZEXWM0AXJ803",
                     *           "duration_ms": 60000,
                     *           "bytes": 28493112,
                     *           "renditions": [
                     *             {
                     *               "codec": "avc1.64001f",
                     *               "width": 1280,
                     *               "height": 720,
                     *               "language": null,
                     *               "label": null,
                     *               "channels": null,
                     *               "kind": "video",
                     *               "name": "h264-720p",
                     *               "bytes": 18220410
                     *             },
                     *             {
                     *               "codec": "mp4a.40.2",
                     *               "width": null,
                     *               "height": null,
                     *               "language": "en",
                     *               "label": null,
                     *               "channels": 2,
                     *               "kind": "audio",
                     *               "name": "en-stereo",
                     *               "bytes": 965204
                     *             }
                     *           ],
                     *           "parts": null,
                     *           "published_at": "2026-11-22T19:08:02.118Z",
                     *           "protection": {
                     *             "scheme": "cbcs",
                     *             "keys": [
                     *               {
                     *                 "label": "AUDIO",
                     *                 "kid": "7d2c1f0e-5b6a-4c3d-9e8f-0a1b2c3d4e5f"
                     *               },
                     *               {
                     *                 "label": "SD",
                     *                 "kid": "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed"
                     *               }
                     *             ]
                     *           },
                     *           "superseded_at": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TitleDetail"];
                };
            };
            /** @description The client has it: `If-None-Match` names its `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateTitle: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the state that the change is about: 412 when it is another by now, 428 without the header. */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Big Buck Bunny (restored)",
                 *       "credit": null
                 *     }
                 */
                "application/json": components["schemas"]["TitleChange"];
            };
        };
        responses: {
            /** @description The title as it is now. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Stands for what can be changed; send it as `If-Match` of a change. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "tit_01M82AESHWJF0ABN4NDZ500S08",
                     *       "external_id": "BBB-2008",
                     *       "name": "Big Buck Bunny",
                     *       "credit": null,
                     *       "duration_ms": 60000,
                     *       "published": true,
                     *       "published_at": "2026-11-22T19:08:02.118Z",
                     *       "current_version_id": "ver_01M82AH2X7Q0C4T6B9K3M5N8PR",
                     *       "poster": "/media/2r7m0kq9d4x1v8c3h6b5n0t7w2y9e4ja/poster.jpg",
                     *       "artwork": [
                     *         {
                     *           "kind": "backdrop",
                     *           "language": null,
                     *           "url": "/media/2r7m0kq9d4x1v8c3h6b5n0t7w2y9e4ja/artwork/backdrop.jpeg"
                     *         }
                     *       ],
                     *       "audio_languages": [
                     *         "en"
                     *       ],
                     *       "caption_languages": [
                     *         "en"
                     *       ],
                     *       "max_height": 720,
                     *       "created_at": "2026-11-22T19:06:49.307Z",
                     *       "updated_at": "2026-11-22T19:08:02.118Z",
                     *       "metadata": null,
                     *       "versions": [
                     *         {
                     *           "id": "ver_01M82AH2X7Q0C4T6B9K3M5N8PR",
                     *           "number": 1,
                     *           "state": "current",
                     *           "ingest_id": "ing_01M82AESJ9EKNYZEXWM0AXJ803",
                     *           "duration_ms": 60000,
                     *           "bytes": 28493112,
                     *           "renditions": [
                     *             {
                     *               "codec": "avc1.64001f",
                     *               "width": 1280,
                     *               "height": 720,
                     *               "language": null,
                     *               "label": null,
                     *               "channels": null,
                     *               "kind": "video",
                     *               "name": "h264-720p",
                     *               "bytes": 18220410
                     *             },
                     *             {
                     *               "codec": "mp4a.40.2",
                     *               "width": null,
                     *               "height": null,
                     *               "language": "en",
                     *               "label": null,
                     *               "channels": 2,
                     *               "kind": "audio",
                     *               "name": "en-stereo",
                     *               "bytes": 965204
                     *             }
                     *           ],
                     *           "parts": null,
                     *           "published_at": "2026-11-22T19:08:02.118Z",
                     *           "protection": {
                     *             "scheme": "cbcs",
                     *             "keys": [
                     *               {
                     *                 "label": "AUDIO",
                     *                 "kid": "7d2c1f0e-5b6a-4c3d-9e8f-0a1b2c3d4e5f"
                     *               },
                     *               {
                     *                 "label": "SD",
                     *                 "kid": "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed"
                     *               }
                     *             ]
                     *           },
                     *           "superseded_at": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TitleDetail"];
                };
            };
            /** @description `request/malformed`: The request body is not valid JSON. */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition/failed`: The resource was changed by somebody else. */
            412: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large`: The request body is too large. */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/unsupported-media-type`: The content type is not supported. */
            415: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition/required`: The change does not say which state it is about. */
            428: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rollbackTitle: {
        parameters: {
            query?: never;
            header: {
                /** @description Unique per request, the same on its retries; kept 24 hours. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version_id": "ver_01M82AH2X7Q0C4T6B9K3M5N8PR"
                 *     }
                 */
                "application/json": components["schemas"]["RollbackRequest"];
            };
        };
        responses: {
            /** @description The title with the version current. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description `true` when this is the stored answer of an earlier request. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "tit_01M82AESHWJF0ABN4NDZ500S08",
                     *       "external_id": "BBB-2008",
                     *       "name": "Big Buck Bunny",
                     *       "credit": null,
                     *       "duration_ms": 60000,
                     *       "published": true,
                     *       "published_at": "2026-11-22T19:08:02.118Z",
                     *       "current_version_id": "ver_01M82AH2X7Q0C4T6B9K3M5N8PR",
                     *       "poster": "/media/2r7m0kq9d4x1v8c3h6b5n0t7w2y9e4ja/poster.jpg",
                     *       "artwork": [
                     *         {
                     *           "kind": "backdrop",
                     *           "language": null,
                     *           "url": "/media/2r7m0kq9d4x1v8c3h6b5n0t7w2y9e4ja/artwork/backdrop.jpeg"
                     *         }
                     *       ],
                     *       "audio_languages": [
                     *         "en"
                     *       ],
                     *       "caption_languages": [
                     *         "en"
                     *       ],
                     *       "max_height": 720,
                     *       "created_at": "2026-11-22T19:06:49.307Z",
                     *       "updated_at": "2026-11-22T19:08:02.118Z",
                     *       "metadata": null,
                     *       "versions": [
                     *         {
                     *           "id": "ver_01M82AH2X7Q0C4T6B9K3M5N8PR",
                     *           "number": 1,
                     *           "state": "current",
                     *           "ingest_id": "ing_01M82AESJ9EKNYZEXWM0AXJ803",
                     *           "duration_ms": 60000,
                     *           "bytes": 28493112,
                     *           "renditions": [
                     *             {
                     *               "codec": "avc1.64001f",
                     *               "width": 1280,
                     *               "height": 720,
                     *               "language": null,
                     *               "label": null,
                     *               "channels": null,
                     *               "kind": "video",
                     *               "name": "h264-720p",
                     *               "bytes": 18220410
                     *             },
                     *             {
                     *               "codec": "mp4a.40.2",
                     *               "width": null,
                     *               "height": null,
                     *               "language": "en",
                     *               "label": null,
                     *               "channels": 2,
                     *               "kind": "audio",
                     *               "name": "en-stereo",
                     *               "bytes": 965204
                     *             }
                     *           ],
                     *           "parts": null,
                     *           "published_at": "2026-11-22T19:08:02.118Z",
                     *           "protection": {
                     *             "scheme": "cbcs",
                     *             "keys": [
                     *               {
                     *                 "label": "AUDIO",
                     *                 "kid": "7d2c1f0e-5b6a-4c3d-9e8f-0a1b2c3d4e5f"
                     *               },
                     *               {
                     *                 "label": "SD",
                     *                 "kid": "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed"
                     *               }
                     *             ]
                     *           },
                     *           "superseded_at": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TitleDetail"];
                };
            };
            /**
             * @description `idempotency/key-missing`: The Idempotency-Key header is missing.
             *
             *     `idempotency/key-invalid`: The Idempotency-Key header is not usable.
             *
             *     `request/malformed`: The request body is not valid JSON.
             */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `title/version-unusable`: The version cannot be made current.
             *
             *     `idempotency/in-flight`: A request with this Idempotency-Key is still running.
             */
            409: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large`: The request body is too large. */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/unsupported-media-type`: The content type is not supported. */
            415: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency/mismatch`: The Idempotency-Key was used with another request.
             *
             *     `request/invalid`: The request does not fit its schema.
             */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeAddresses: {
        parameters: {
            query?: never;
            header: {
                /** @description Unique per request, the same on its retries; kept 24 hours. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The addresses are about to end. */
            202: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description `true` when this is the stored answer of an earlier request. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "title_id": "tit_01M82AESHWJF0ABN4NDZ500S08",
                     *       "version_ids": [
                     *         "ver_01M82AH2X7Q0C4T6B9K3M5N8PR"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["AddressRevocation"];
                };
            };
            /**
             * @description `idempotency/key-missing`: The Idempotency-Key header is missing.
             *
             *     `idempotency/key-invalid`: The Idempotency-Key header is not usable.
             *
             *     `request/malformed`: The request body is not valid JSON.
             */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency/in-flight`: A request with this Idempotency-Key is still running. */
            409: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large`: The request body is too large. */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/unsupported-media-type`: The content type is not supported. */
            415: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency/mismatch`: The Idempotency-Key was used with another request.
             *
             *     `request/invalid`: The request does not fit its schema.
             */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `temporal/unavailable`: The workflow engine does not answer.
             *
             *     `database/unavailable`: The database does not answer.
             */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPlaybackSessions: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                title_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of sessions. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Changes when the answer does. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "pbs_01M82B0C9F7Z3K5M8Q1T4W6X2Y",
                     *           "title_id": "tit_01M82AESHWJF0ABN4NDZ500S08",
                     *           "version_id": "ver_01M82AH2X7Q0C4T6B9K3M5N8PR",
                     *           "subject": "viewer-4711",
                     *           "viewer_id": "viewer-4711",
                     *           "entitlement": null,
                     *           "policy": "default",
                     *           "device": "web",
                     *           "state": "active",
                     *           "key_ids": [
                     *             "7d2c1f0e-5b6a-4c3d-9e8f-0a1b2c3d4e5f",
                     *             "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed"
                     *           ],
                     *           "created_at": "2026-11-22T19:08:02.118Z",
                     *           "heartbeat_at": "2026-11-22T19:08:02.118Z",
                     *           "first_played_at": "2026-11-22T19:08:02.118Z",
                     *           "expires_at": "2026-11-23T01:10:00.000Z",
                     *           "ended_at": null
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["PlaybackSessionPage"];
                };
            };
            /** @description The client has it: `If-None-Match` names its `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `cursor/invalid`: The cursor is not valid for this list. */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createPlaybackSession: {
        parameters: {
            query?: never;
            header: {
                /** @description Unique per request, the same on its retries; kept 24 hours. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title_id": "tit_01M82AESHWJF0ABN4NDZ500S08",
                 *       "territory": "AT",
                 *       "device": {
                 *         "family": "web",
                 *         "max_height": 1080
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PlaybackSessionRequest"];
            };
        };
        responses: {
            /** @description Manifests, artwork and keys of the current version. */
            201: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description `true` when this is the stored answer of an earlier request. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "pbs_01M82B0C9F7Z3K5M8Q1T4W6X2Y",
                     *       "session_token": "k3W9vR0mB7cXq2yL5tNfD8sHjP1aZ4uE6gTiOoCxVbM",
                     *       "title_id": "tit_01M82AESHWJF0ABN4NDZ500S08",
                     *       "version_id": "ver_01M82AH2X7Q0C4T6B9K3M5N8PR",
                     *       "hls": "/media/2r7m0kq9d4x1v8c3h6b5n0t7w2y9e4ja/master.m3u8",
                     *       "dash": "/media/2r7m0kq9d4x1v8c3h6b5n0t7w2y9e4ja/manifest.mpd",
                     *       "drm": {
                     *         "scheme": "cbcs",
                     *         "license_url": "/v1/licenses/clearkey",
                     *         "token": "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6ImsxIn0.…",
                     *         "key_ids": [
                     *           "7d2c1f0e-5b6a-4c3d-9e8f-0a1b2c3d4e5f",
                     *           "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed"
                     *         ],
                     *         "withheld": [],
                     *         "max_height": null,
                     *         "expires_at": "2026-11-22T19:18:02.000Z",
                     *         "systems": [
                     *           {
                     *             "key_system": "com.widevine.alpha",
                     *             "license_url": "https://drm-widevine-licensing.axprod.net/AcquireLicense",
                     *             "certificate_url": null,
                     *             "headers": {
                     *               "X-AxDRM-Message": "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.…"
                     *             }
                     *           }
                     *         ]
                     *       },
                     *       "thumbnails": "/media/2r7m0kq9d4x1v8c3h6b5n0t7w2y9e4ja/thumbnails/thumbnails.vtt",
                     *       "poster": "/media/2r7m0kq9d4x1v8c3h6b5n0t7w2y9e4ja/poster.jpg",
                     *       "ads": null,
                     *       "policy": "default",
                     *       "heartbeat_s": 30,
                     *       "expires_at": "2026-11-23T01:10:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["PlaybackSession"];
                };
            };
            /**
             * @description `idempotency/key-missing`: The Idempotency-Key header is missing.
             *
             *     `idempotency/key-invalid`: The Idempotency-Key header is not usable.
             *
             *     `request/malformed`: The request body is not valid JSON.
             */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `playback/session-expired`: The playback session has ended.
             *
             *     `playback/not-published`: The title is not available.
             *
             *     `playback/no-rights`: Nobody has been granted a right to play the title.
             *
             *     `playback/territory-unknown`: The title is licensed for some places only.
             *
             *     `playback/territory`: The title is not licensed where the viewer is.
             *
             *     `playback/not-licensed`: The title is not licensed in the way it is asked for.
             *
             *     `playback/device`: The title is not licensed for this kind of device.
             *
             *     `playback/language`: The title is not licensed in this language.
             *
             *     `playback/not-approved`: The right to the title waits for a person to look at it.
             *
             *     `playback/window-unresolved`: The right to the title begins with an event that has not been recorded.
             *
             *     `playback/window-closed`: The title is not offered any more.
             *
             *     `playback/not-yet`: The title is not open yet.
             *
             *     `playback/holdback`: The title is held back for now.
             *
             *     `playback/blackout`: The title is blacked out for now.
             *
             *     `playback/not-now`: The title cannot be played at this time.
             *
             *     `playback/drm-unsupported`: The device has no protection system that the title can be played with.
             *
             *     `playback/no-key-allowed`: The device may not have any key of the title.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `playback/too-many-streams`: The viewer watches on as many devices as allowed.
             *
             *     `idempotency/in-flight`: A request with this Idempotency-Key is still running.
             */
            409: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large`: The request body is too large. */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `playback/unsupported`: This browser cannot play the title.
             *
             *     `request/unsupported-media-type`: The content type is not supported.
             */
            415: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `playback/policy-unknown`: There is no such playback policy.
             *
             *     `idempotency/mismatch`: The Idempotency-Key was used with another request.
             *
             *     `request/invalid`: The request does not fit its schema.
             */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `secrets/unreadable`: A stored secret cannot be opened.
             *
             *     `internal/unexpected`: Something unexpected happened.
             */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    heartbeatPlaybackSession: {
        parameters: {
            query?: never;
            header: {
                /** @description Unique per request, the same on its retries; kept 24 hours. */
                "Idempotency-Key": string;
                /** @description `session_token` of the session. Without it, or with that of another one, a key that lacks the scope `playback:grant` is answered that there is no such session. */
                "Session-Token"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session goes on. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description `true` when this is the stored answer of an earlier request. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "pbs_01M82B0C9F7Z3K5M8Q1T4W6X2Y",
                     *       "hls": "/media/2r7m0kq9d4x1v8c3h6b5n0t7w2y9e4ja/master.m3u8",
                     *       "dash": "/media/2r7m0kq9d4x1v8c3h6b5n0t7w2y9e4ja/manifest.mpd",
                     *       "thumbnails": "/media/2r7m0kq9d4x1v8c3h6b5n0t7w2y9e4ja/thumbnails/thumbnails.vtt",
                     *       "drm": {
                     *         "scheme": "cbcs",
                     *         "license_url": "/v1/licenses/clearkey",
                     *         "token": "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6ImsxIn0.…",
                     *         "key_ids": [
                     *           "7d2c1f0e-5b6a-4c3d-9e8f-0a1b2c3d4e5f",
                     *           "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed"
                     *         ],
                     *         "withheld": [],
                     *         "max_height": null,
                     *         "expires_at": "2026-11-22T19:18:02.000Z",
                     *         "systems": [
                     *           {
                     *             "key_system": "com.widevine.alpha",
                     *             "license_url": "https://drm-widevine-licensing.axprod.net/AcquireLicense",
                     *             "certificate_url": null,
                     *             "headers": {
                     *               "X-AxDRM-Message": "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.…"
                     *             }
                     *           }
                     *         ]
                     *       },
                     *       "heartbeat_s": 30,
                     *       "expires_at": "2026-11-23T01:10:30.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["PlaybackHeartbeat"];
                };
            };
            /**
             * @description `idempotency/key-missing`: The Idempotency-Key header is missing.
             *
             *     `idempotency/key-invalid`: The Idempotency-Key header is not usable.
             *
             *     `request/malformed`: The request body is not valid JSON.
             */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `playback/session-expired`: The playback session has ended.
             *
             *     `playback/not-published`: The title is not available.
             *
             *     `playback/no-rights`: Nobody has been granted a right to play the title.
             *
             *     `playback/territory-unknown`: The title is licensed for some places only.
             *
             *     `playback/territory`: The title is not licensed where the viewer is.
             *
             *     `playback/not-licensed`: The title is not licensed in the way it is asked for.
             *
             *     `playback/device`: The title is not licensed for this kind of device.
             *
             *     `playback/language`: The title is not licensed in this language.
             *
             *     `playback/not-approved`: The right to the title waits for a person to look at it.
             *
             *     `playback/window-unresolved`: The right to the title begins with an event that has not been recorded.
             *
             *     `playback/window-closed`: The title is not offered any more.
             *
             *     `playback/not-yet`: The title is not open yet.
             *
             *     `playback/holdback`: The title is held back for now.
             *
             *     `playback/blackout`: The title is blacked out for now.
             *
             *     `playback/not-now`: The title cannot be played at this time.
             *
             *     `playback/drm-unsupported`: The device has no protection system that the title can be played with.
             *
             *     `playback/no-key-allowed`: The device may not have any key of the title.
             *
             *     `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `playback/too-many-streams`: The viewer watches on as many devices as allowed.
             *
             *     `idempotency/in-flight`: A request with this Idempotency-Key is still running.
             */
            409: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large`: The request body is too large. */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `playback/unsupported`: This browser cannot play the title.
             *
             *     `request/unsupported-media-type`: The content type is not supported.
             */
            415: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency/mismatch`: The Idempotency-Key was used with another request.
             *
             *     `request/invalid`: The request does not fit its schema.
             */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `secrets/unreadable`: A stored secret cannot be opened.
             *
             *     `internal/unexpected`: Something unexpected happened.
             */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endPlaybackSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description `session_token` of the session. Without it, or with that of another one, a key that lacks the scope `playback:grant` is answered that there is no such session. */
                "Session-Token"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It has ended. */
            204: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listLicenceRequests: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                title_id?: string;
                session_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the log. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Changes when the answer does. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "lic_01M82B0D2T5V8X1Z4C7F9H3K6N",
                     *           "session_id": "pbs_01M82B0C9F7Z3K5M8Q1T4W6X2Y",
                     *           "title_id": "tit_01M82AESHWJF0ABN4NDZ500S08",
                     *           "version_id": "ver_01M82AH2X7Q0C4T6B9K3M5N8PR",
                     *           "subject": "viewer-4711",
                     *           "device": "web",
                     *           "system": "clearkey",
                     *           "asked": [
                     *             "7d2c1f0e-5b6a-4c3d-9e8f-0a1b2c3d4e5f",
                     *             "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed"
                     *           ],
                     *           "granted": [
                     *             "7d2c1f0e-5b6a-4c3d-9e8f-0a1b2c3d4e5f",
                     *             "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed"
                     *           ],
                     *           "result": "granted",
                     *           "reason": null,
                     *           "ms": 2.4,
                     *           "created_at": "2026-11-22T19:08:02.118Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["LicenceRequestPage"];
                };
            };
            /** @description The client has it: `If-None-Match` names its `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `cursor/invalid`: The cursor is not valid for this list. */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhookEndpoints: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of endpoints. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Changes when the answer does. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "whe_01M82AD3W7Q5X9N2B6T8K4R0VJ",
                     *           "url": "https://hooks.example.com/headend",
                     *           "description": "Catalogue of the shop",
                     *           "events": [
                     *             "ingest.*",
                     *             "title.published"
                     *           ],
                     *           "status": "active",
                     *           "reason": null,
                     *           "failures": 0,
                     *           "failing_since": null,
                     *           "test_mode": false,
                     *           "secrets": [
                     *             {
                     *               "id": "whs_01M82AD3W9B4F7J0M2Q5S8VXZC",
                     *               "created_at": "2026-11-22T19:05:12.480Z",
                     *               "expires_at": null
                     *             }
                     *           ],
                     *           "created_at": "2026-11-22T19:05:12.480Z",
                     *           "updated_at": "2026-11-22T19:05:12.480Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpointPage"];
                };
            };
            /** @description The client has it: `If-None-Match` names its `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `cursor/invalid`: The cursor is not valid for this list. */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createWebhookEndpoint: {
        parameters: {
            query?: never;
            header: {
                /** @description Unique per request, the same on its retries; kept 24 hours. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://hooks.example.com/headend",
                 *       "description": "Catalogue of the shop",
                 *       "events": [
                 *         "ingest.*",
                 *         "title.published"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["WebhookEndpointRequest"];
            };
        };
        responses: {
            /** @description The endpoint, with its secret. */
            201: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description `true` when this is the stored answer of an earlier request. */
                    "Idempotency-Replayed"?: string;
                    /** @description Path of the endpoint. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "whe_01M82AD3W7Q5X9N2B6T8K4R0VJ",
                     *       "url": "https://hooks.example.com/headend",
                     *       "description": "Catalogue of the shop",
                     *       "events": [
                     *         "ingest.*",
                     *         "title.published"
                     *       ],
                     *       "status": "active",
                     *       "reason": null,
                     *       "failures": 0,
                     *       "failing_since": null,
                     *       "test_mode": false,
                     *       "secrets": [
                     *         {
                     *           "id": "whs_01M82AD3W9B4F7J0M2Q5S8VXZC",
                     *           "created_at": "2026-11-22T19:05:12.480Z",
                     *           "expires_at": null
                     *         }
                     *       ],
                     *       "created_at": "2026-11-22T19:05:12.480Z",
                     *       "updated_at": "2026-11-22T19:05:12.480Z",
                     *       "secret": "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpointWithSecret"];
                };
            };
            /**
             * @description `idempotency/key-missing`: The Idempotency-Key header is missing.
             *
             *     `idempotency/key-invalid`: The Idempotency-Key header is not usable.
             *
             *     `request/malformed`: The request body is not valid JSON.
             */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency/in-flight`: A request with this Idempotency-Key is still running. */
            409: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large`: The request body is too large. */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/unsupported-media-type`: The content type is not supported. */
            415: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `webhook/url-not-allowed`: The webhook address cannot be used.
             *
             *     `webhook/forbidden-address`: The webhook address is not public.
             *
             *     `webhook/too-many-endpoints`: The tenant has as many webhook endpoints as it may have.
             *
             *     `idempotency/mismatch`: The Idempotency-Key was used with another request.
             *
             *     `request/invalid`: The request does not fit its schema.
             */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `secrets/unreadable`: A stored secret cannot be opened.
             *
             *     `internal/unexpected`: Something unexpected happened.
             */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Stands for what can be changed; send it as `If-Match` of a change. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "whe_01M82AD3W7Q5X9N2B6T8K4R0VJ",
                     *       "url": "https://hooks.example.com/headend",
                     *       "description": "Catalogue of the shop",
                     *       "events": [
                     *         "ingest.*",
                     *         "title.published"
                     *       ],
                     *       "status": "active",
                     *       "reason": null,
                     *       "failures": 0,
                     *       "failing_since": null,
                     *       "test_mode": false,
                     *       "secrets": [
                     *         {
                     *           "id": "whs_01M82AD3W9B4F7J0M2Q5S8VXZC",
                     *           "created_at": "2026-11-22T19:05:12.480Z",
                     *           "expires_at": null
                     *         }
                     *       ],
                     *       "created_at": "2026-11-22T19:05:12.480Z",
                     *       "updated_at": "2026-11-22T19:05:12.480Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            /** @description The client has it: `If-None-Match` names its `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateWebhookEndpoint: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the state that the change is about: 412 when it is another by now, 428 without the header. */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "events": [
                 *         "ingest.*"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["WebhookEndpointChange"];
            };
        };
        responses: {
            /** @description The endpoint as it is now. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Stands for what can be changed; send it as `If-Match` of a change. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "whe_01M82AD3W7Q5X9N2B6T8K4R0VJ",
                     *       "url": "https://hooks.example.com/headend",
                     *       "description": "Catalogue of the shop",
                     *       "events": [
                     *         "ingest.*"
                     *       ],
                     *       "status": "active",
                     *       "reason": null,
                     *       "failures": 0,
                     *       "failing_since": null,
                     *       "test_mode": false,
                     *       "secrets": [
                     *         {
                     *           "id": "whs_01M82AD3W9B4F7J0M2Q5S8VXZC",
                     *           "created_at": "2026-11-22T19:05:12.480Z",
                     *           "expires_at": null
                     *         }
                     *       ],
                     *       "created_at": "2026-11-22T19:05:12.480Z",
                     *       "updated_at": "2026-11-22T19:05:12.480Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            /** @description `request/malformed`: The request body is not valid JSON. */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition/failed`: The resource was changed by somebody else. */
            412: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large`: The request body is too large. */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/unsupported-media-type`: The content type is not supported. */
            415: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `webhook/url-not-allowed`: The webhook address cannot be used.
             *
             *     `webhook/forbidden-address`: The webhook address is not public.
             *
             *     `request/invalid`: The request does not fit its schema.
             */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition/required`: The change does not say which state it is about. */
            428: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pauseWebhookEndpoint: {
        parameters: {
            query?: never;
            header: {
                /** @description Unique per request, the same on its retries; kept 24 hours. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint, paused. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description `true` when this is the stored answer of an earlier request. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "whe_01M82AD3W7Q5X9N2B6T8K4R0VJ",
                     *       "url": "https://hooks.example.com/headend",
                     *       "description": "Catalogue of the shop",
                     *       "events": [
                     *         "ingest.*",
                     *         "title.published"
                     *       ],
                     *       "status": "paused",
                     *       "reason": null,
                     *       "failures": 0,
                     *       "failing_since": null,
                     *       "test_mode": false,
                     *       "secrets": [
                     *         {
                     *           "id": "whs_01M82AD3W9B4F7J0M2Q5S8VXZC",
                     *           "created_at": "2026-11-22T19:05:12.480Z",
                     *           "expires_at": null
                     *         }
                     *       ],
                     *       "created_at": "2026-11-22T19:05:12.480Z",
                     *       "updated_at": "2026-11-22T19:05:12.480Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            /**
             * @description `idempotency/key-missing`: The Idempotency-Key header is missing.
             *
             *     `idempotency/key-invalid`: The Idempotency-Key header is not usable.
             *
             *     `request/malformed`: The request body is not valid JSON.
             */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency/in-flight`: A request with this Idempotency-Key is still running. */
            409: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large`: The request body is too large. */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/unsupported-media-type`: The content type is not supported. */
            415: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency/mismatch`: The Idempotency-Key was used with another request.
             *
             *     `request/invalid`: The request does not fit its schema.
             */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    disableWebhookEndpoint: {
        parameters: {
            query?: never;
            header: {
                /** @description Unique per request, the same on its retries; kept 24 hours. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint, disabled. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description `true` when this is the stored answer of an earlier request. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "whe_01M82AD3W7Q5X9N2B6T8K4R0VJ",
                     *       "url": "https://hooks.example.com/headend",
                     *       "description": "Catalogue of the shop",
                     *       "events": [
                     *         "ingest.*",
                     *         "title.published"
                     *       ],
                     *       "status": "disabled",
                     *       "reason": null,
                     *       "failures": 0,
                     *       "failing_since": null,
                     *       "test_mode": false,
                     *       "secrets": [
                     *         {
                     *           "id": "whs_01M82AD3W9B4F7J0M2Q5S8VXZC",
                     *           "created_at": "2026-11-22T19:05:12.480Z",
                     *           "expires_at": null
                     *         }
                     *       ],
                     *       "created_at": "2026-11-22T19:05:12.480Z",
                     *       "updated_at": "2026-11-22T19:05:12.480Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            /**
             * @description `idempotency/key-missing`: The Idempotency-Key header is missing.
             *
             *     `idempotency/key-invalid`: The Idempotency-Key header is not usable.
             *
             *     `request/malformed`: The request body is not valid JSON.
             */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency/in-flight`: A request with this Idempotency-Key is still running. */
            409: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large`: The request body is too large. */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/unsupported-media-type`: The content type is not supported. */
            415: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency/mismatch`: The Idempotency-Key was used with another request.
             *
             *     `request/invalid`: The request does not fit its schema.
             */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeWebhookEndpoint: {
        parameters: {
            query?: never;
            header: {
                /** @description Unique per request, the same on its retries; kept 24 hours. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "resend": true
                 *     }
                 */
                "application/json": components["schemas"]["ResumeRequest"];
            };
        };
        responses: {
            /** @description The endpoint, active. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description `true` when this is the stored answer of an earlier request. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "whe_01M82AD3W7Q5X9N2B6T8K4R0VJ",
                     *       "url": "https://hooks.example.com/headend",
                     *       "description": "Catalogue of the shop",
                     *       "events": [
                     *         "ingest.*",
                     *         "title.published"
                     *       ],
                     *       "status": "active",
                     *       "reason": null,
                     *       "failures": 0,
                     *       "failing_since": null,
                     *       "test_mode": false,
                     *       "secrets": [
                     *         {
                     *           "id": "whs_01M82AD3W9B4F7J0M2Q5S8VXZC",
                     *           "created_at": "2026-11-22T19:05:12.480Z",
                     *           "expires_at": null
                     *         }
                     *       ],
                     *       "created_at": "2026-11-22T19:05:12.480Z",
                     *       "updated_at": "2026-11-22T19:05:12.480Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            /**
             * @description `idempotency/key-missing`: The Idempotency-Key header is missing.
             *
             *     `idempotency/key-invalid`: The Idempotency-Key header is not usable.
             *
             *     `request/malformed`: The request body is not valid JSON.
             */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency/in-flight`: A request with this Idempotency-Key is still running. */
            409: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large`: The request body is too large. */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/unsupported-media-type`: The content type is not supported. */
            415: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `webhook/replay-too-large`: The replay covers too many events.
             *
             *     `idempotency/mismatch`: The Idempotency-Key was used with another request.
             *
             *     `request/invalid`: The request does not fit its schema.
             */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header: {
                /** @description Unique per request, the same on its retries; kept 24 hours. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "overlap_hours": 24
                 *     }
                 */
                "application/json": components["schemas"]["RotateSecretRequest"];
            };
        };
        responses: {
            /** @description The endpoint, with its new secret. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description `true` when this is the stored answer of an earlier request. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "whe_01M82AD3W7Q5X9N2B6T8K4R0VJ",
                     *       "url": "https://hooks.example.com/headend",
                     *       "description": "Catalogue of the shop",
                     *       "events": [
                     *         "ingest.*",
                     *         "title.published"
                     *       ],
                     *       "status": "active",
                     *       "reason": null,
                     *       "failures": 0,
                     *       "failing_since": null,
                     *       "test_mode": false,
                     *       "secrets": [
                     *         {
                     *           "id": "whs_01M84ZT1C5F8H2K6N9R3T7WYBD",
                     *           "created_at": "2026-11-23T20:00:00.000Z",
                     *           "expires_at": null
                     *         },
                     *         {
                     *           "id": "whs_01M82AD3W9B4F7J0M2Q5S8VXZC",
                     *           "created_at": "2026-11-22T19:05:12.480Z",
                     *           "expires_at": "2026-11-24T20:00:00.000Z"
                     *         }
                     *       ],
                     *       "created_at": "2026-11-22T19:05:12.480Z",
                     *       "updated_at": "2026-11-22T19:05:12.480Z",
                     *       "secret": "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpointWithSecret"];
                };
            };
            /**
             * @description `idempotency/key-missing`: The Idempotency-Key header is missing.
             *
             *     `idempotency/key-invalid`: The Idempotency-Key header is not usable.
             *
             *     `request/malformed`: The request body is not valid JSON.
             */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency/in-flight`: A request with this Idempotency-Key is still running. */
            409: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large`: The request body is too large. */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/unsupported-media-type`: The content type is not supported. */
            415: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency/mismatch`: The Idempotency-Key was used with another request.
             *
             *     `request/invalid`: The request does not fit its schema.
             */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `secrets/unreadable`: A stored secret cannot be opened.
             *
             *     `internal/unexpected`: Something unexpected happened.
             */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pingWebhookEndpoint: {
        parameters: {
            query?: never;
            header: {
                /** @description Unique per request, the same on its retries; kept 24 hours. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event that is on its way. */
            202: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description `true` when this is the stored answer of an earlier request. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "event_id": "evt_01M82AH30B8N3V5K7T2Q9X4C6M"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookPing"];
                };
            };
            /**
             * @description `idempotency/key-missing`: The Idempotency-Key header is missing.
             *
             *     `idempotency/key-invalid`: The Idempotency-Key header is not usable.
             *
             *     `request/malformed`: The request body is not valid JSON.
             */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `webhook/endpoint-inactive`: The webhook endpoint is not active.
             *
             *     `idempotency/in-flight`: A request with this Idempotency-Key is still running.
             */
            409: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large`: The request body is too large. */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/unsupported-media-type`: The content type is not supported. */
            415: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency/mismatch`: The Idempotency-Key was used with another request.
             *
             *     `request/invalid`: The request does not fit its schema.
             */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replayWebhooks: {
        parameters: {
            query?: never;
            header: {
                /** @description Unique per request, the same on its retries; kept 24 hours. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "from": "2026-11-22T00:00:00Z",
                 *       "to": "2026-11-23T00:00:00Z",
                 *       "types": [
                 *         "ingest.*"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["WebhookReplayRequest"];
            };
        };
        responses: {
            /** @description How many are on their way. */
            202: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description `true` when this is the stored answer of an earlier request. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "sent": 42
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookReplay"];
                };
            };
            /**
             * @description `idempotency/key-missing`: The Idempotency-Key header is missing.
             *
             *     `idempotency/key-invalid`: The Idempotency-Key header is not usable.
             *
             *     `request/malformed`: The request body is not valid JSON.
             */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `webhook/endpoint-inactive`: The webhook endpoint is not active.
             *
             *     `idempotency/in-flight`: A request with this Idempotency-Key is still running.
             */
            409: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large`: The request body is too large. */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/unsupported-media-type`: The content type is not supported. */
            415: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `webhook/replay-too-large`: The replay covers too many events.
             *
             *     `idempotency/mismatch`: The Idempotency-Key was used with another request.
             *
             *     `request/invalid`: The request does not fit its schema.
             */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhookAttempts: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                event_id?: string;
                outcome?: "delivered" | "failed";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of attempts. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Changes when the answer does. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "atm_01M82AH3B1E4G7J9M2P5R8TWYC",
                     *           "event_id": "evt_01M82AH30B8N3V5K7T2Q9X4C6M",
                     *           "event_type": "ingest.published",
                     *           "cause": "dispatcher",
                     *           "started_at": "2026-11-22T19:08:02.160Z",
                     *           "duration_ms": 87,
                     *           "request": {
                     *             "headers": {
                     *               "content-type": "application/json",
                     *               "user-agent": "Headend-Webhooks/1 (+https://www.standardwebhooks.com)",
                     *               "webhook-id": "evt_01M82AH30B8N3V5K7T2Q9X4C6M",
                     *               "webhook-timestamp": "1795374482",
                     *               "webhook-signature": "v1,K5oZ…"
                     *             }
                     *           },
                     *           "response": {
                     *             "status": 204,
                     *             "headers": {
                     *               "date": "Sun, 22 Nov 2026 19:08:02 GMT"
                     *             },
                     *             "body": ""
                     *           },
                     *           "failure": null
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookAttemptPage"];
                };
            };
            /** @description The client has it: `If-None-Match` names its `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `cursor/invalid`: The cursor is not valid for this list. */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhookEvents: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Types or families, separated by commas. */
                type?: string;
                /** @description Id of what it happened to. */
                subject?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Changes when the answer does. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "evt_01M82AH30B8N3V5K7T2Q9X4C6M",
                     *           "type": "ingest.published",
                     *           "timestamp": "2026-11-22T19:08:02.118Z",
                     *           "sequence": 4711,
                     *           "subject": "ing_01M82AESJ9EKNYZEXWM0AXJ803",
                     *           "test_mode": false,
                     *           "data": {
                     *             "id": "ing_01M82AESJ9EKNYZEXWM0AXJ803",
                     *             "external_id": "BBB-2008",
                     *             "title_id": "tit_01M82AESHWJF0ABN4NDZ500S08",
                     *             "title": "Big Buck Bunny",
                     *             "status": "published",
                     *             "stage": "publish",
                     *             "verdict": "warned",
                     *             "failure": null,
                     *             "version_id": "ver_01M82AH2X7Q0C4T6B9K3M5N8PR",
                     *             "profile": "default",
                     *             "priority": 3,
                     *             "attempt": 1,
                     *             "passthrough": {
                     *               "order": 4711
                     *             },
                     *             "created_at": "2026-11-22T19:06:49.307Z",
                     *             "ended_at": "2026-11-22T19:08:02.118Z",
                     *             "version": {
                     *               "id": "ver_01M82AH2X7Q0C4T6B9K3M5N8PR",
                     *               "number": 1,
                     *               "supersedes": null
                     *             }
                     *           }
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEventPage"];
                };
            };
            /** @description The client has it: `If-None-Match` names its `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `cursor/invalid`: The cursor is not valid for this list. */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhookEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Changes when the answer does. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "evt_01M82AH30B8N3V5K7T2Q9X4C6M",
                     *       "type": "ingest.published",
                     *       "timestamp": "2026-11-22T19:08:02.118Z",
                     *       "sequence": 4711,
                     *       "subject": "ing_01M82AESJ9EKNYZEXWM0AXJ803",
                     *       "test_mode": false,
                     *       "data": {
                     *         "id": "ing_01M82AESJ9EKNYZEXWM0AXJ803",
                     *         "external_id": "BBB-2008",
                     *         "title_id": "tit_01M82AESHWJF0ABN4NDZ500S08",
                     *         "title": "Big Buck Bunny",
                     *         "status": "published",
                     *         "stage": "publish",
                     *         "verdict": "warned",
                     *         "failure": null,
                     *         "version_id": "ver_01M82AH2X7Q0C4T6B9K3M5N8PR",
                     *         "profile": "default",
                     *         "priority": 3,
                     *         "attempt": 1,
                     *         "passthrough": {
                     *           "order": 4711
                     *         },
                     *         "created_at": "2026-11-22T19:06:49.307Z",
                     *         "ended_at": "2026-11-22T19:08:02.118Z",
                     *         "version": {
                     *           "id": "ver_01M82AH2X7Q0C4T6B9K3M5N8PR",
                     *           "number": 1,
                     *           "supersedes": null
                     *         }
                     *       },
                     *       "deliveries": [
                     *         {
                     *           "endpoint_id": "whe_01M82AD3W7Q5X9N2B6T8K4R0VJ",
                     *           "status": "delivered",
                     *           "attempts": 1,
                     *           "next_at": null,
                     *           "ended_at": "2026-11-22T19:08:02.250Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEventDetail"];
                };
            };
            /** @description The client has it: `If-None-Match` names its `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                role?: "operator" | "partner" | "viewer";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of keys. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Changes when the answer does. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "key_01M82APZH4T4DMFJD2P1WX1ECZ",
                     *           "label": "Studio 7, delivery",
                     *           "role": "partner",
                     *           "scopes": [
                     *             "uploads:write",
                     *             "ingests:write",
                     *             "ingests:read"
                     *           ],
                     *           "effective_scopes": [
                     *             "uploads:write",
                     *             "ingests:read",
                     *             "ingests:write"
                     *           ],
                     *           "test_mode": false,
                     *           "status": "active",
                     *           "hint": "x7Qd",
                     *           "rate_limit": null,
                     *           "created_by": "key_01M82A0QZ3C5V7N9B1M3K5J7H9",
                     *           "rotated_from": null,
                     *           "rotated_to": null,
                     *           "created_at": "2026-11-22T19:06:40.112Z",
                     *           "expires_at": "2027-11-22T00:00:00.000Z",
                     *           "last_used_at": null,
                     *           "revoked_at": null
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKeyPage"];
                };
            };
            /** @description The client has it: `If-None-Match` names its `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `cursor/invalid`: The cursor is not valid for this list. */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header: {
                /** @description Unique per request, the same on its retries; kept 24 hours. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "label": "Studio 7, delivery",
                 *       "role": "partner",
                 *       "scopes": [
                 *         "uploads:write",
                 *         "ingests:write",
                 *         "ingests:read"
                 *       ],
                 *       "expires_at": "2027-11-22T00:00:00.000Z"
                 *     }
                 */
                "application/json": components["schemas"]["ApiKeyRequest"];
            };
        };
        responses: {
            /** @description The key. */
            201: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description `true` when this is the stored answer of an earlier request. */
                    "Idempotency-Replayed"?: string;
                    /** @description Path of the key. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "key_01M82APZH4T4DMFJD2P1WX1ECZ",
                     *       "label": "Studio 7, delivery",
                     *       "role": "partner",
                     *       "scopes": [
                     *         "uploads:write",
                     *         "ingests:write",
                     *         "ingests:read"
                     *       ],
                     *       "effective_scopes": [
                     *         "uploads:write",
                     *         "ingests:read",
                     *         "ingests:write"
                     *       ],
                     *       "test_mode": false,
                     *       "status": "active",
                     *       "hint": "x7Qd",
                     *       "rate_limit": null,
                     *       "created_by": "key_01M82A0QZ3C5V7N9B1M3K5J7H9",
                     *       "rotated_from": null,
                     *       "rotated_to": null,
                     *       "created_at": "2026-11-22T19:06:40.112Z",
                     *       "expires_at": "2027-11-22T00:00:00.000Z",
                     *       "last_used_at": null,
                     *       "revoked_at": null,
                     *       "key": "hk_live_EXAMPLE0x7Qd"
                     *     }
                     */
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
            /**
             * @description `idempotency/key-missing`: The Idempotency-Key header is missing.
             *
             *     `idempotency/key-invalid`: The Idempotency-Key header is not usable.
             *
             *     `request/malformed`: The request body is not valid JSON.
             */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key/exceeds-maker`: A key would be able to do more than the one that makes it.
             *
             *     `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency/in-flight`: A request with this Idempotency-Key is still running. */
            409: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large`: The request body is too large. */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/unsupported-media-type`: The content type is not supported. */
            415: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency/mismatch`: The Idempotency-Key was used with another request.
             *
             *     `request/invalid`: The request does not fit its schema.
             */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `secrets/unreadable`: A stored secret cannot be opened.
             *
             *     `internal/unexpected`: Something unexpected happened.
             */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key, without its secret. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Stands for what can be changed; send it as `If-Match` of a change. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "key_01M82APZH4T4DMFJD2P1WX1ECZ",
                     *       "label": "Studio 7, delivery",
                     *       "role": "partner",
                     *       "scopes": [
                     *         "uploads:write",
                     *         "ingests:write",
                     *         "ingests:read"
                     *       ],
                     *       "effective_scopes": [
                     *         "uploads:write",
                     *         "ingests:read",
                     *         "ingests:write"
                     *       ],
                     *       "test_mode": false,
                     *       "status": "active",
                     *       "hint": "x7Qd",
                     *       "rate_limit": null,
                     *       "created_by": "key_01M82A0QZ3C5V7N9B1M3K5J7H9",
                     *       "rotated_from": null,
                     *       "rotated_to": null,
                     *       "created_at": "2026-11-22T19:06:40.112Z",
                     *       "expires_at": "2027-11-22T00:00:00.000Z",
                     *       "last_used_at": null,
                     *       "revoked_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** @description The client has it: `If-None-Match` names its `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateApiKey: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the state that the change is about: 412 when it is another by now, 428 without the header. */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "label": "Studio 7, archive",
                 *       "rate_limit": 600
                 *     }
                 */
                "application/json": components["schemas"]["ApiKeyChange"];
            };
        };
        responses: {
            /** @description The key as it is now. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Stands for what can be changed; send it as `If-Match` of a change. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "key_01M82APZH4T4DMFJD2P1WX1ECZ",
                     *       "label": "Studio 7, delivery",
                     *       "role": "partner",
                     *       "scopes": [
                     *         "uploads:write",
                     *         "ingests:write",
                     *         "ingests:read"
                     *       ],
                     *       "effective_scopes": [
                     *         "uploads:write",
                     *         "ingests:read",
                     *         "ingests:write"
                     *       ],
                     *       "test_mode": false,
                     *       "status": "active",
                     *       "hint": "x7Qd",
                     *       "rate_limit": 600,
                     *       "created_by": "key_01M82A0QZ3C5V7N9B1M3K5J7H9",
                     *       "rotated_from": null,
                     *       "rotated_to": null,
                     *       "created_at": "2026-11-22T19:06:40.112Z",
                     *       "expires_at": "2027-11-22T00:00:00.000Z",
                     *       "last_used_at": null,
                     *       "revoked_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** @description `request/malformed`: The request body is not valid JSON. */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key/exceeds-maker`: A key would be able to do more than the one that makes it.
             *
             *     `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key/not-usable`: The key has ended or was rotated already.
             *
             *     `key/last-manager`: No key would be left that can manage keys.
             */
            409: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition/failed`: The resource was changed by somebody else. */
            412: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large`: The request body is too large. */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/unsupported-media-type`: The content type is not supported. */
            415: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition/required`: The change does not say which state it is about. */
            428: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateOwnApiKey: {
        parameters: {
            query?: never;
            header: {
                /** @description Unique per request, the same on its retries; kept 24 hours. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "overlap_seconds": 3600
                 *     }
                 */
                "application/json": components["schemas"]["RotationRequest"];
            };
        };
        responses: {
            /** @description The new key. */
            201: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description `true` when this is the stored answer of an earlier request. */
                    "Idempotency-Replayed"?: string;
                    /** @description Path of the new key. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "key_01M82APZH4T4DMFJD2P1WX1ECZ",
                     *       "label": "Studio 7, delivery",
                     *       "role": "partner",
                     *       "scopes": [
                     *         "uploads:write",
                     *         "ingests:write",
                     *         "ingests:read"
                     *       ],
                     *       "effective_scopes": [
                     *         "uploads:write",
                     *         "ingests:read",
                     *         "ingests:write"
                     *       ],
                     *       "test_mode": false,
                     *       "status": "active",
                     *       "hint": "x7Qd",
                     *       "rate_limit": null,
                     *       "created_by": "key_01M82A0QZ3C5V7N9B1M3K5J7H9",
                     *       "rotated_from": "key_01M82AV0P2R4T6V8X0Z2B4D6F8",
                     *       "rotated_to": null,
                     *       "created_at": "2026-11-22T19:06:40.112Z",
                     *       "expires_at": "2027-11-22T00:00:00.000Z",
                     *       "last_used_at": null,
                     *       "revoked_at": null,
                     *       "key": "hk_live_EXAMPLE0x7Qd"
                     *     }
                     */
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
            /**
             * @description `idempotency/key-missing`: The Idempotency-Key header is missing.
             *
             *     `idempotency/key-invalid`: The Idempotency-Key header is not usable.
             *
             *     `request/malformed`: The request body is not valid JSON.
             */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key/exceeds-maker`: A key would be able to do more than the one that makes it.
             *
             *     `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key/not-usable`: The key has ended or was rotated already.
             *
             *     `idempotency/in-flight`: A request with this Idempotency-Key is still running.
             */
            409: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large`: The request body is too large. */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/unsupported-media-type`: The content type is not supported. */
            415: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency/mismatch`: The Idempotency-Key was used with another request.
             *
             *     `request/invalid`: The request does not fit its schema.
             */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `secrets/unreadable`: A stored secret cannot be opened.
             *
             *     `internal/unexpected`: Something unexpected happened.
             */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateApiKey: {
        parameters: {
            query?: never;
            header: {
                /** @description Unique per request, the same on its retries; kept 24 hours. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "overlap_seconds": 3600
                 *     }
                 */
                "application/json": components["schemas"]["RotationRequest"];
            };
        };
        responses: {
            /** @description The new key. */
            201: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description `true` when this is the stored answer of an earlier request. */
                    "Idempotency-Replayed"?: string;
                    /** @description Path of the new key. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "key_01M82APZH4T4DMFJD2P1WX1ECZ",
                     *       "label": "Studio 7, delivery",
                     *       "role": "partner",
                     *       "scopes": [
                     *         "uploads:write",
                     *         "ingests:write",
                     *         "ingests:read"
                     *       ],
                     *       "effective_scopes": [
                     *         "uploads:write",
                     *         "ingests:read",
                     *         "ingests:write"
                     *       ],
                     *       "test_mode": false,
                     *       "status": "active",
                     *       "hint": "x7Qd",
                     *       "rate_limit": null,
                     *       "created_by": "key_01M82A0QZ3C5V7N9B1M3K5J7H9",
                     *       "rotated_from": "key_01M82AV0P2R4T6V8X0Z2B4D6F8",
                     *       "rotated_to": null,
                     *       "created_at": "2026-11-22T19:06:40.112Z",
                     *       "expires_at": "2027-11-22T00:00:00.000Z",
                     *       "last_used_at": null,
                     *       "revoked_at": null,
                     *       "key": "hk_live_EXAMPLE0x7Qd"
                     *     }
                     */
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
            /**
             * @description `idempotency/key-missing`: The Idempotency-Key header is missing.
             *
             *     `idempotency/key-invalid`: The Idempotency-Key header is not usable.
             *
             *     `request/malformed`: The request body is not valid JSON.
             */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key/exceeds-maker`: A key would be able to do more than the one that makes it.
             *
             *     `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key/not-usable`: The key has ended or was rotated already.
             *
             *     `idempotency/in-flight`: A request with this Idempotency-Key is still running.
             */
            409: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large`: The request body is too large. */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/unsupported-media-type`: The content type is not supported. */
            415: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency/mismatch`: The Idempotency-Key was used with another request.
             *
             *     `request/invalid`: The request does not fit its schema.
             */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `secrets/unreadable`: A stored secret cannot be opened.
             *
             *     `internal/unexpected`: Something unexpected happened.
             */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header: {
                /** @description Unique per request, the same on its retries; kept 24 hours. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key, revoked. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description `true` when this is the stored answer of an earlier request. */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "key_01M82APZH4T4DMFJD2P1WX1ECZ",
                     *       "label": "Studio 7, delivery",
                     *       "role": "partner",
                     *       "scopes": [
                     *         "uploads:write",
                     *         "ingests:write",
                     *         "ingests:read"
                     *       ],
                     *       "effective_scopes": [
                     *         "uploads:write",
                     *         "ingests:read",
                     *         "ingests:write"
                     *       ],
                     *       "test_mode": false,
                     *       "status": "revoked",
                     *       "hint": "x7Qd",
                     *       "rate_limit": null,
                     *       "created_by": "key_01M82A0QZ3C5V7N9B1M3K5J7H9",
                     *       "rotated_from": null,
                     *       "rotated_to": null,
                     *       "created_at": "2026-11-22T19:06:40.112Z",
                     *       "expires_at": "2027-11-22T00:00:00.000Z",
                     *       "last_used_at": null,
                     *       "revoked_at": "2026-11-23T08:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /**
             * @description `idempotency/key-missing`: The Idempotency-Key header is missing.
             *
             *     `idempotency/key-invalid`: The Idempotency-Key header is not usable.
             *
             *     `request/malformed`: The request body is not valid JSON.
             */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `key/last-manager`: No key would be left that can manage keys.
             *
             *     `idempotency/in-flight`: A request with this Idempotency-Key is still running.
             */
            409: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large`: The request body is too large. */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/unsupported-media-type`: The content type is not supported. */
            415: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency/mismatch`: The Idempotency-Key was used with another request.
             *
             *     `request/invalid`: The request does not fit its schema.
             */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAuditEntries: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Label of a key, or `workflow`. */
                actor?: string;
                action?: string;
                subject?: string;
                /** @description From then on. */
                since?: string;
                /** @description Before then. */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of entries. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Changes when the answer does. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "aud_01M82AQ2V8W4X6Y8Z0A2B4C6D8",
                     *           "actor": "Studio 7, delivery",
                     *           "action": "ingest.create",
                     *           "subject": "ing_01M82AESJ9EKNYZEXWM0AXJ803",
                     *           "detail": {
                     *             "request_id": "req_01M82APZH4T4DMFJD2P1WX1ECZ",
                     *             "key_id": "key_01M82APZH4T4DMFJD2P1WX1ECZ",
                     *             "operation": "createIngest",
                     *             "result": 201
                     *           },
                     *           "created_at": "2026-11-22T19:06:49.320Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["AuditEntryPage"];
                };
            };
            /** @description The client has it: `If-None-Match` names its `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `cursor/invalid`: The cursor is not valid for this list. */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRuns: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                status?: "running" | "completed" | "failed" | "cancelled" | "terminated" | "continued" | "timed_out";
                /** @description Runs of ingests that stand so. */
                outcome?: "published" | "held" | "rejected" | "failed" | "cancelled";
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of runs. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Changes when the answer does. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "title-ingest:ing_01M82AESJ9EKNYZEXWM0AXJ803",
                     *           "run_id": "01a204a7-7082-758b-9dd9-1886221b4220",
                     *           "type": "titleIngest",
                     *           "status": "completed",
                     *           "outcome": "published",
                     *           "stage": null,
                     *           "ingest_id": "ing_01M82AESJ9EKNYZEXWM0AXJ803",
                     *           "title_id": "tit_01M82AESHWJF0ABN4NDZ500S08",
                     *           "started_at": "2026-11-22T19:06:49.307Z",
                     *           "closed_at": "2026-11-22T19:08:02.118Z",
                     *           "url": "https://temporal.example.com/namespaces/default/workflows/title-ingest%3Aing_01M82AESJ9EKNYZEXWM0AXJ803"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["RunPage"];
                };
            };
            /** @description The client has it: `If-None-Match` names its `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `cursor/invalid`: The cursor is not valid for this list. */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `temporal/unavailable`: The workflow engine does not answer.
             *
             *     `database/unavailable`: The database does not answer.
             */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProfiles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Profiles and policies by name. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Changes when the answer does. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "default_profile": "default",
                     *       "default_policy": "default",
                     *       "encode": [
                     *         {
                     *           "name": "demo",
                     *           "version": 1,
                     *           "groups": [
                     *             {
                     *               "name": "h264",
                     *               "codec": "h264",
                     *               "rungs": [
                     *                 {
                     *                   "name": "720p",
                     *                   "height": 720,
                     *                   "max_bitrate": 3000000
                     *                 }
                     *               ]
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "quality": [
                     *         {
                     *           "name": "default",
                     *           "version": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Profiles"];
                };
            };
            /** @description The client has it: `If-None-Match` names its `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/invalid`: The request does not fit its schema. */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createTusUpload: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of tus. */
                "Tus-Resumable": "1.0.0";
                /** @description Bytes of the file. */
                "Upload-Length"?: string;
                /** @description The length comes with a later PATCH. */
                "Upload-Defer-Length"?: "1";
                /** @description Keys with Base64 values; `filename`, `filetype` and `sha256` are understood. */
                "Upload-Metadata"?: string;
                /** @description Algorithm and Base64 digest of the bytes of this request, which then count as a whole or not at all. */
                "Upload-Checksum"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/offset+octet-stream": string;
            };
        };
        responses: {
            /** @description The upload is open. */
            201: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description `1.0.0`. */
                    "Tus-Resumable"?: string;
                    /** @description Path of the upload, for HEAD, PATCH and DELETE. */
                    Location?: string;
                    /** @description With bytes only. Bytes that are stored; they stay stored. */
                    "Upload-Offset"?: string;
                    /** @description When the upload is given up, as an HTTP date. */
                    "Upload-Expires"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `tus/invalid`: A tus header is missing or wrong. */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `upload/offset-conflict`: The upload goes on at another offset. */
            409: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tus/version`: The tus version is not supported. */
            412: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `upload/too-long`: More bytes were sent than declared or accepted. */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `upload/checksum-mismatch`: The SHA-256 of the upload is not the one declared.
             *
             *     `upload/size-mismatch`: The bytes that arrived are not as many as declared.
             */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `upload/locked`: Another request writes to the upload. */
            423: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `upload/chunk-damaged`: The bytes of this request do not fit their Upload-Checksum. */
            460: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `upload/busy`: Too many uploads are under way on this machine.
             *
             *     `database/unavailable`: The database does not answer.
             *
             *     `store/unavailable`: The object store does not answer.
             */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    describeTus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Versions, extensions and limits. */
            204: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description `1.0.0`. */
                    "Tus-Resumable"?: string;
                    /** @description `1.0.0`. */
                    "Tus-Version"?: string;
                    /** @description Extensions served, separated by commas. */
                    "Tus-Extension"?: string;
                    /** @description Algorithms of `Upload-Checksum`. */
                    "Tus-Checksum-Algorithm"?: string;
                    /** @description Bytes that a file may have. */
                    "Tus-Max-Size"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    terminateTusUpload: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of tus. */
                "Tus-Resumable": "1.0.0";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description `1.0.0`. */
                    "Tus-Resumable"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `upload/other-protocol`: The upload was created for another protocol. */
            409: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `upload/ended`: The upload has ended and takes no more bytes. */
            410: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tus/version`: The tus version is not supported. */
            412: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `upload/locked`: Another request writes to the upload. */
            423: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `database/unavailable`: The database does not answer.
             *
             *     `store/unavailable`: The object store does not answer.
             */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTusUpload: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of tus. */
                "Tus-Resumable": "1.0.0";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where it stands. */
            200: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description `1.0.0`. */
                    "Tus-Resumable"?: string;
                    /** @description Bytes that are stored; they stay stored. */
                    "Upload-Offset"?: string;
                    /** @description Bytes of the file, once that is known. */
                    "Upload-Length"?: string;
                    /** @description `1` until then. */
                    "Upload-Defer-Length"?: string;
                    /** @description As it came. */
                    "Upload-Metadata"?: string;
                    /** @description When the upload is given up, as an HTTP date. */
                    "Upload-Expires"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `upload/other-protocol`: The upload was created for another protocol. */
            409: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `upload/ended`: The upload has ended and takes no more bytes. */
            410: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `tus/version`: The tus version is not supported. */
            412: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `upload/checksum-mismatch`: The SHA-256 of the upload is not the one declared.
             *
             *     `upload/size-mismatch`: The bytes that arrived are not as many as declared.
             */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `upload/locked`: Another request writes to the upload. */
            423: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `database/unavailable`: The database does not answer.
             *
             *     `store/unavailable`: The object store does not answer.
             */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    appendTusUpload: {
        parameters: {
            query?: never;
            header: {
                /** @description The version of tus. */
                "Tus-Resumable": "1.0.0";
                /** @description Where these bytes belong in the file. */
                "Upload-Offset": string;
                /** @description Of an upload that was begun without one. */
                "Upload-Length"?: string;
                /** @description Algorithm and Base64 digest of the bytes of this request, which then count as a whole or not at all. */
                "Upload-Checksum"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/offset+octet-stream": string;
            };
        };
        responses: {
            /** @description The bytes are stored. */
            204: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description `1.0.0`. */
                    "Tus-Resumable"?: string;
                    /** @description Bytes that are stored; they stay stored. */
                    "Upload-Offset"?: string;
                    /** @description When the upload is given up, as an HTTP date. */
                    "Upload-Expires"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `tus/invalid`: A tus header is missing or wrong. */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/missing`: No API key was given.
             *
             *     `auth/invalid`: The API key is not known.
             */
            401: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `auth/forbidden`: The API key may not do this.
             *
             *     `auth/origin`: The API key may not be used from this web page.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/not-found`: There is no such resource. */
            404: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `upload/offset-conflict`: The upload goes on at another offset.
             *
             *     `upload/other-protocol`: The upload was created for another protocol.
             */
            409: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `upload/ended`: The upload has ended and takes no more bytes. */
            410: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tus/version`: The tus version is not supported. */
            412: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `upload/too-long`: More bytes were sent than declared or accepted. */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/unsupported-media-type`: The content type is not supported. */
            415: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `upload/checksum-mismatch`: The SHA-256 of the upload is not the one declared.
             *
             *     `upload/size-mismatch`: The bytes that arrived are not as many as declared.
             */
            422: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `upload/locked`: Another request writes to the upload. */
            423: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/rate-limited`: Too many requests. */
            429: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description What is left of the minute, as draft-ietf-httpapi-ratelimit-headers-10 has it: `"key";r=12;t=41`. */
                    RateLimit?: string;
                    /** @description The limit: `"key";q=3000;w=60`. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `upload/chunk-damaged`: The bytes of this request do not fit their Upload-Checksum. */
            460: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened. */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `upload/busy`: Too many uploads are under way on this machine.
             *
             *     `database/unavailable`: The database does not answer.
             *
             *     `store/unavailable`: The object store does not answer.
             */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createClearKeyLicence: {
        parameters: {
            query?: {
                /** @description The token, for players that cannot send `Authorization`. */
                token?: string;
            };
            header?: {
                /** @description The same on retries for the same keys from the same address: for 30 seconds they are one use of a one-time token. The licence log has each of them. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kids": [
                 *         "fSwfDltqTD2ejwobLD1OXw",
                 *         "G51rzbv9Sy2bXauN-71L7Q"
                 *       ],
                 *       "type": "temporary"
                 *     }
                 */
                "application/json": components["schemas"]["ClearKeyRequest"];
            };
        };
        responses: {
            /** @description At least one of the keys asked for. */
            200: {
                headers: {
                    /** @description `no-store`. */
                    "Cache-Control"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "keys": [
                     *         {
                     *           "kty": "oct",
                     *           "kid": "fSwfDltqTD2ejwobLD1OXw",
                     *           "k": "AAECAwQFBgcICQoLDA0ODw"
                     *         }
                     *       ],
                     *       "type": "temporary"
                     *     }
                     */
                    "application/json": components["schemas"]["ClearKeyLicence"];
                };
            };
            /** @description `licence/challenge-invalid`: The licence request cannot be read. */
            400: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `licence/token-missing`: The player sent no permission to play.
             *
             *     `licence/token-invalid`: The permission to play could not be read.
             *
             *     `licence/token-expired`: The permission to play has expired.
             *
             *     `licence/token-used`: The permission to play was used before.
             *
             *     `licence/not-authorized`: The permission to play is not for this title.
             *
             *     `licence/session-ended`: The playback session has ended.
             *
             *     `licence/session-silent`: The player was not heard of for too long.
             *
             *     `licence/not-now`: The time to watch the title is over, or has not begun.
             */
            403: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `licence/challenge-too-large`: The licence request is too large. */
            413: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `drm/kek-missing`: A key encryption key is missing.
             *
             *     `drm/key-unreadable`: A content key cannot be opened.
             *
             *     `internal/unexpected`: Something unexpected happened.
             */
            500: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `database/unavailable`: The database does not answer. */
            503: {
                headers: {
                    /** @description Name of the request in the logs; your own, when you sent one. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next try. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "on.upload.uploaded": {
        parameters: {
            query?: never;
            header: {
                /** @description Id of the event: the same at every attempt and replay. */
                "webhook-id": string;
                /** @description When this attempt was made, seconds since 1970. */
                "webhook-timestamp": string;
                /** @description One signature (`v1,…`) for each secret that is valid, separated by spaces. Standard Webhooks 1.0.0. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01M82AH30B8N3V5K7T2Q9X4C6M",
                 *       "type": "upload.uploaded",
                 *       "timestamp": "2026-11-22T19:08:02.118Z",
                 *       "sequence": 4711,
                 *       "data": {
                 *         "id": "upl_01M82AEPHM8TV5R0TFB5RAP1DJ",
                 *         "file_name": "master.mov",
                 *         "status": "uploaded",
                 *         "bytes": 4831838208,
                 *         "content_type": "video/quicktime",
                 *         "ingest_id": null,
                 *         "failure": null,
                 *         "created_at": "2026-11-22T19:05:12.480Z"
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Also the `webhook-id`.
                     * @example evt_01M82AH30B8N3V5K7T2Q9X4C6M
                     */
                    id: string;
                    /** @enum {string} */
                    type: "upload.uploaded";
                    /**
                     * Format: date-time
                     * @description When it happened.
                     * @example 2026-11-22T19:08:02.118Z
                     */
                    timestamp: string;
                    /**
                     * @description The order of events of one subject.
                     * @example 4711
                     */
                    sequence: number;
                    data: components["schemas"]["UploadEventData"];
                };
            };
        };
        responses: {
            /** @description The endpoint wants no more events: it is disabled. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Later: `Retry-After` is honoured, here and with 503. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The endpoint has taken the event. Anything else, and a redirect too, is a failure. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on.upload.ingested": {
        parameters: {
            query?: never;
            header: {
                /** @description Id of the event: the same at every attempt and replay. */
                "webhook-id": string;
                /** @description When this attempt was made, seconds since 1970. */
                "webhook-timestamp": string;
                /** @description One signature (`v1,…`) for each secret that is valid, separated by spaces. Standard Webhooks 1.0.0. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01M82AH30B8N3V5K7T2Q9X4C6M",
                 *       "type": "upload.ingested",
                 *       "timestamp": "2026-11-22T19:08:02.118Z",
                 *       "sequence": 4711,
                 *       "data": {
                 *         "id": "upl_01M82AEPHM8TV5R0TFB5RAP1DJ",
                 *         "file_name": "master.mov",
                 *         "status": "ingested",
                 *         "bytes": 4831838208,
                 *         "content_type": "video/quicktime",
                 *         "ingest_id": "ing_01M82AESJ9EKNYZEXWM0AXJ803",
                 *         "failure": null,
                 *         "created_at": "2026-11-22T19:05:12.480Z"
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Also the `webhook-id`.
                     * @example evt_01M82AH30B8N3V5K7T2Q9X4C6M
                     */
                    id: string;
                    /** @enum {string} */
                    type: "upload.ingested";
                    /**
                     * Format: date-time
                     * @description When it happened.
                     * @example 2026-11-22T19:08:02.118Z
                     */
                    timestamp: string;
                    /**
                     * @description The order of events of one subject.
                     * @example 4711
                     */
                    sequence: number;
                    data: components["schemas"]["UploadEventData"];
                };
            };
        };
        responses: {
            /** @description The endpoint wants no more events: it is disabled. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Later: `Retry-After` is honoured, here and with 503. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The endpoint has taken the event. Anything else, and a redirect too, is a failure. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on.upload.errored": {
        parameters: {
            query?: never;
            header: {
                /** @description Id of the event: the same at every attempt and replay. */
                "webhook-id": string;
                /** @description When this attempt was made, seconds since 1970. */
                "webhook-timestamp": string;
                /** @description One signature (`v1,…`) for each secret that is valid, separated by spaces. Standard Webhooks 1.0.0. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01M82AH30B8N3V5K7T2Q9X4C6M",
                 *       "type": "upload.errored",
                 *       "timestamp": "2026-11-22T19:08:02.118Z",
                 *       "sequence": 4711,
                 *       "data": {
                 *         "id": "upl_01M82AEPHM8TV5R0TFB5RAP1DJ",
                 *         "file_name": "master.mov",
                 *         "status": "errored",
                 *         "bytes": 4831838208,
                 *         "content_type": "video/quicktime",
                 *         "ingest_id": null,
                 *         "failure": {
                 *           "code": "upload/no-bytes",
                 *           "title": "No bytes have arrived for the upload",
                 *           "detail": "The upload holds no bytes.",
                 *           "fix": "PUT the file to the upload URL before ordering the ingest.",
                 *           "who": "partner"
                 *         },
                 *         "created_at": "2026-11-22T19:05:12.480Z"
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Also the `webhook-id`.
                     * @example evt_01M82AH30B8N3V5K7T2Q9X4C6M
                     */
                    id: string;
                    /** @enum {string} */
                    type: "upload.errored";
                    /**
                     * Format: date-time
                     * @description When it happened.
                     * @example 2026-11-22T19:08:02.118Z
                     */
                    timestamp: string;
                    /**
                     * @description The order of events of one subject.
                     * @example 4711
                     */
                    sequence: number;
                    data: components["schemas"]["UploadEventData"];
                };
            };
        };
        responses: {
            /** @description The endpoint wants no more events: it is disabled. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Later: `Retry-After` is honoured, here and with 503. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The endpoint has taken the event. Anything else, and a redirect too, is a failure. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on.upload.cancelled": {
        parameters: {
            query?: never;
            header: {
                /** @description Id of the event: the same at every attempt and replay. */
                "webhook-id": string;
                /** @description When this attempt was made, seconds since 1970. */
                "webhook-timestamp": string;
                /** @description One signature (`v1,…`) for each secret that is valid, separated by spaces. Standard Webhooks 1.0.0. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01M82AH30B8N3V5K7T2Q9X4C6M",
                 *       "type": "upload.cancelled",
                 *       "timestamp": "2026-11-22T19:08:02.118Z",
                 *       "sequence": 4711,
                 *       "data": {
                 *         "id": "upl_01M82AEPHM8TV5R0TFB5RAP1DJ",
                 *         "file_name": "master.mov",
                 *         "status": "cancelled",
                 *         "bytes": 4831838208,
                 *         "content_type": "video/quicktime",
                 *         "ingest_id": null,
                 *         "failure": null,
                 *         "created_at": "2026-11-22T19:05:12.480Z"
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Also the `webhook-id`.
                     * @example evt_01M82AH30B8N3V5K7T2Q9X4C6M
                     */
                    id: string;
                    /** @enum {string} */
                    type: "upload.cancelled";
                    /**
                     * Format: date-time
                     * @description When it happened.
                     * @example 2026-11-22T19:08:02.118Z
                     */
                    timestamp: string;
                    /**
                     * @description The order of events of one subject.
                     * @example 4711
                     */
                    sequence: number;
                    data: components["schemas"]["UploadEventData"];
                };
            };
        };
        responses: {
            /** @description The endpoint wants no more events: it is disabled. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Later: `Retry-After` is honoured, here and with 503. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The endpoint has taken the event. Anything else, and a redirect too, is a failure. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on.upload.timed_out": {
        parameters: {
            query?: never;
            header: {
                /** @description Id of the event: the same at every attempt and replay. */
                "webhook-id": string;
                /** @description When this attempt was made, seconds since 1970. */
                "webhook-timestamp": string;
                /** @description One signature (`v1,…`) for each secret that is valid, separated by spaces. Standard Webhooks 1.0.0. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01M82AH30B8N3V5K7T2Q9X4C6M",
                 *       "type": "upload.timed_out",
                 *       "timestamp": "2026-11-22T19:08:02.118Z",
                 *       "sequence": 4711,
                 *       "data": {
                 *         "id": "upl_01M82AEPHM8TV5R0TFB5RAP1DJ",
                 *         "file_name": "master.mov",
                 *         "status": "timed_out",
                 *         "bytes": 4831838208,
                 *         "content_type": "video/quicktime",
                 *         "ingest_id": null,
                 *         "failure": null,
                 *         "created_at": "2026-11-22T19:05:12.480Z"
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Also the `webhook-id`.
                     * @example evt_01M82AH30B8N3V5K7T2Q9X4C6M
                     */
                    id: string;
                    /** @enum {string} */
                    type: "upload.timed_out";
                    /**
                     * Format: date-time
                     * @description When it happened.
                     * @example 2026-11-22T19:08:02.118Z
                     */
                    timestamp: string;
                    /**
                     * @description The order of events of one subject.
                     * @example 4711
                     */
                    sequence: number;
                    data: components["schemas"]["UploadEventData"];
                };
            };
        };
        responses: {
            /** @description The endpoint wants no more events: it is disabled. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Later: `Retry-After` is honoured, here and with 503. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The endpoint has taken the event. Anything else, and a redirect too, is a failure. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on.ingest.received": {
        parameters: {
            query?: never;
            header: {
                /** @description Id of the event: the same at every attempt and replay. */
                "webhook-id": string;
                /** @description When this attempt was made, seconds since 1970. */
                "webhook-timestamp": string;
                /** @description One signature (`v1,…`) for each secret that is valid, separated by spaces. Standard Webhooks 1.0.0. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01M82AH30B8N3V5K7T2Q9X4C6M",
                 *       "type": "ingest.received",
                 *       "timestamp": "2026-11-22T19:08:02.118Z",
                 *       "sequence": 4711,
                 *       "data": {
                 *         "id": "ing_01M82AESJ9EKNYZEXWM0AXJ803",
                 *         "external_id": "BBB-2008",
                 *         "title_id": "tit_01M82AESHWJF0ABN4NDZ500S08",
                 *         "title": "Big Buck Bunny",
                 *         "status": "queued",
                 *         "stage": null,
                 *         "verdict": null,
                 *         "failure": null,
                 *         "version_id": null,
                 *         "profile": "default",
                 *         "priority": 3,
                 *         "attempt": 1,
                 *         "passthrough": {
                 *           "order": 4711
                 *         },
                 *         "created_at": "2026-11-22T19:06:49.307Z",
                 *         "ended_at": null
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Also the `webhook-id`.
                     * @example evt_01M82AH30B8N3V5K7T2Q9X4C6M
                     */
                    id: string;
                    /** @enum {string} */
                    type: "ingest.received";
                    /**
                     * Format: date-time
                     * @description When it happened.
                     * @example 2026-11-22T19:08:02.118Z
                     */
                    timestamp: string;
                    /**
                     * @description The order of events of one subject.
                     * @example 4711
                     */
                    sequence: number;
                    data: components["schemas"]["IngestEventData"];
                };
            };
        };
        responses: {
            /** @description The endpoint wants no more events: it is disabled. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Later: `Retry-After` is honoured, here and with 503. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The endpoint has taken the event. Anything else, and a redirect too, is a failure. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on.ingest.started": {
        parameters: {
            query?: never;
            header: {
                /** @description Id of the event: the same at every attempt and replay. */
                "webhook-id": string;
                /** @description When this attempt was made, seconds since 1970. */
                "webhook-timestamp": string;
                /** @description One signature (`v1,…`) for each secret that is valid, separated by spaces. Standard Webhooks 1.0.0. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01M82AH30B8N3V5K7T2Q9X4C6M",
                 *       "type": "ingest.started",
                 *       "timestamp": "2026-11-22T19:08:02.118Z",
                 *       "sequence": 4711,
                 *       "data": {
                 *         "id": "ing_01M82AESJ9EKNYZEXWM0AXJ803",
                 *         "external_id": "BBB-2008",
                 *         "title_id": "tit_01M82AESHWJF0ABN4NDZ500S08",
                 *         "title": "Big Buck Bunny",
                 *         "status": "running",
                 *         "stage": "receive",
                 *         "verdict": null,
                 *         "failure": null,
                 *         "version_id": null,
                 *         "profile": "default",
                 *         "priority": 3,
                 *         "attempt": 1,
                 *         "passthrough": {
                 *           "order": 4711
                 *         },
                 *         "created_at": "2026-11-22T19:06:49.307Z",
                 *         "ended_at": null
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Also the `webhook-id`.
                     * @example evt_01M82AH30B8N3V5K7T2Q9X4C6M
                     */
                    id: string;
                    /** @enum {string} */
                    type: "ingest.started";
                    /**
                     * Format: date-time
                     * @description When it happened.
                     * @example 2026-11-22T19:08:02.118Z
                     */
                    timestamp: string;
                    /**
                     * @description The order of events of one subject.
                     * @example 4711
                     */
                    sequence: number;
                    data: components["schemas"]["IngestEventData"];
                };
            };
        };
        responses: {
            /** @description The endpoint wants no more events: it is disabled. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Later: `Retry-After` is honoured, here and with 503. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The endpoint has taken the event. Anything else, and a redirect too, is a failure. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on.ingest.held": {
        parameters: {
            query?: never;
            header: {
                /** @description Id of the event: the same at every attempt and replay. */
                "webhook-id": string;
                /** @description When this attempt was made, seconds since 1970. */
                "webhook-timestamp": string;
                /** @description One signature (`v1,…`) for each secret that is valid, separated by spaces. Standard Webhooks 1.0.0. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01M82AH30B8N3V5K7T2Q9X4C6M",
                 *       "type": "ingest.held",
                 *       "timestamp": "2026-11-22T19:08:02.118Z",
                 *       "sequence": 4711,
                 *       "data": {
                 *         "id": "ing_01M82AESJ9EKNYZEXWM0AXJ803",
                 *         "external_id": "BBB-2008",
                 *         "title_id": "tit_01M82AESHWJF0ABN4NDZ500S08",
                 *         "title": "Big Buck Bunny",
                 *         "status": "held",
                 *         "stage": "hold",
                 *         "verdict": "held",
                 *         "failure": null,
                 *         "version_id": null,
                 *         "profile": "default",
                 *         "priority": 3,
                 *         "attempt": 1,
                 *         "passthrough": {
                 *           "order": 4711
                 *         },
                 *         "created_at": "2026-11-22T19:06:49.307Z",
                 *         "ended_at": null,
                 *         "hold": {
                 *           "since": "2026-11-22T19:06:49.307Z",
                 *           "expires_at": "2026-11-29T19:06:49.307Z"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Also the `webhook-id`.
                     * @example evt_01M82AH30B8N3V5K7T2Q9X4C6M
                     */
                    id: string;
                    /** @enum {string} */
                    type: "ingest.held";
                    /**
                     * Format: date-time
                     * @description When it happened.
                     * @example 2026-11-22T19:08:02.118Z
                     */
                    timestamp: string;
                    /**
                     * @description The order of events of one subject.
                     * @example 4711
                     */
                    sequence: number;
                    data: components["schemas"]["IngestHeldEventData"];
                };
            };
        };
        responses: {
            /** @description The endpoint wants no more events: it is disabled. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Later: `Retry-After` is honoured, here and with 503. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The endpoint has taken the event. Anything else, and a redirect too, is a failure. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on.ingest.decided": {
        parameters: {
            query?: never;
            header: {
                /** @description Id of the event: the same at every attempt and replay. */
                "webhook-id": string;
                /** @description When this attempt was made, seconds since 1970. */
                "webhook-timestamp": string;
                /** @description One signature (`v1,…`) for each secret that is valid, separated by spaces. Standard Webhooks 1.0.0. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01M82AH30B8N3V5K7T2Q9X4C6M",
                 *       "type": "ingest.decided",
                 *       "timestamp": "2026-11-22T19:08:02.118Z",
                 *       "sequence": 4711,
                 *       "data": {
                 *         "id": "ing_01M82AESJ9EKNYZEXWM0AXJ803",
                 *         "external_id": "BBB-2008",
                 *         "title_id": "tit_01M82AESHWJF0ABN4NDZ500S08",
                 *         "title": "Big Buck Bunny",
                 *         "status": "held",
                 *         "stage": "hold",
                 *         "verdict": "held",
                 *         "failure": null,
                 *         "version_id": null,
                 *         "profile": "default",
                 *         "priority": 3,
                 *         "attempt": 1,
                 *         "passthrough": {
                 *           "order": 4711
                 *         },
                 *         "created_at": "2026-11-22T19:06:49.307Z",
                 *         "ended_at": null,
                 *         "decision": {
                 *           "decision": "approve",
                 *           "reason": "The black second is the director’s.",
                 *           "by": "operator"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Also the `webhook-id`.
                     * @example evt_01M82AH30B8N3V5K7T2Q9X4C6M
                     */
                    id: string;
                    /** @enum {string} */
                    type: "ingest.decided";
                    /**
                     * Format: date-time
                     * @description When it happened.
                     * @example 2026-11-22T19:08:02.118Z
                     */
                    timestamp: string;
                    /**
                     * @description The order of events of one subject.
                     * @example 4711
                     */
                    sequence: number;
                    data: components["schemas"]["IngestDecidedEventData"];
                };
            };
        };
        responses: {
            /** @description The endpoint wants no more events: it is disabled. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Later: `Retry-After` is honoured, here and with 503. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The endpoint has taken the event. Anything else, and a redirect too, is a failure. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on.ingest.published": {
        parameters: {
            query?: never;
            header: {
                /** @description Id of the event: the same at every attempt and replay. */
                "webhook-id": string;
                /** @description When this attempt was made, seconds since 1970. */
                "webhook-timestamp": string;
                /** @description One signature (`v1,…`) for each secret that is valid, separated by spaces. Standard Webhooks 1.0.0. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01M82AH30B8N3V5K7T2Q9X4C6M",
                 *       "type": "ingest.published",
                 *       "timestamp": "2026-11-22T19:08:02.118Z",
                 *       "sequence": 4711,
                 *       "data": {
                 *         "id": "ing_01M82AESJ9EKNYZEXWM0AXJ803",
                 *         "external_id": "BBB-2008",
                 *         "title_id": "tit_01M82AESHWJF0ABN4NDZ500S08",
                 *         "title": "Big Buck Bunny",
                 *         "status": "published",
                 *         "stage": "publish",
                 *         "verdict": "warned",
                 *         "failure": null,
                 *         "version_id": "ver_01M82AH2X7Q0C4T6B9K3M5N8PR",
                 *         "profile": "default",
                 *         "priority": 3,
                 *         "attempt": 1,
                 *         "passthrough": {
                 *           "order": 4711
                 *         },
                 *         "created_at": "2026-11-22T19:06:49.307Z",
                 *         "ended_at": "2026-11-22T19:08:02.118Z",
                 *         "version": {
                 *           "id": "ver_01M82AH2X7Q0C4T6B9K3M5N8PR",
                 *           "number": 1,
                 *           "supersedes": null
                 *         }
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Also the `webhook-id`.
                     * @example evt_01M82AH30B8N3V5K7T2Q9X4C6M
                     */
                    id: string;
                    /** @enum {string} */
                    type: "ingest.published";
                    /**
                     * Format: date-time
                     * @description When it happened.
                     * @example 2026-11-22T19:08:02.118Z
                     */
                    timestamp: string;
                    /**
                     * @description The order of events of one subject.
                     * @example 4711
                     */
                    sequence: number;
                    data: components["schemas"]["IngestPublishedEventData"];
                };
            };
        };
        responses: {
            /** @description The endpoint wants no more events: it is disabled. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Later: `Retry-After` is honoured, here and with 503. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The endpoint has taken the event. Anything else, and a redirect too, is a failure. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on.ingest.rejected": {
        parameters: {
            query?: never;
            header: {
                /** @description Id of the event: the same at every attempt and replay. */
                "webhook-id": string;
                /** @description When this attempt was made, seconds since 1970. */
                "webhook-timestamp": string;
                /** @description One signature (`v1,…`) for each secret that is valid, separated by spaces. Standard Webhooks 1.0.0. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01M82AH30B8N3V5K7T2Q9X4C6M",
                 *       "type": "ingest.rejected",
                 *       "timestamp": "2026-11-22T19:08:02.118Z",
                 *       "sequence": 4711,
                 *       "data": {
                 *         "id": "ing_01M82AESJ9EKNYZEXWM0AXJ803",
                 *         "external_id": "BBB-2008",
                 *         "title_id": "tit_01M82AESHWJF0ABN4NDZ500S08",
                 *         "title": "Big Buck Bunny",
                 *         "status": "rejected",
                 *         "stage": "receive",
                 *         "verdict": "rejected",
                 *         "failure": {
                 *           "code": "ingest/rejected-by-operator",
                 *           "title": "An operator rejected the master",
                 *           "detail": "The picture is upside down.",
                 *           "fix": "Read the reason, correct the master and deliver it again.",
                 *           "who": "partner"
                 *         },
                 *         "version_id": null,
                 *         "profile": "default",
                 *         "priority": 3,
                 *         "attempt": 1,
                 *         "passthrough": {
                 *           "order": 4711
                 *         },
                 *         "created_at": "2026-11-22T19:06:49.307Z",
                 *         "ended_at": "2026-11-22T19:08:02.118Z"
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Also the `webhook-id`.
                     * @example evt_01M82AH30B8N3V5K7T2Q9X4C6M
                     */
                    id: string;
                    /** @enum {string} */
                    type: "ingest.rejected";
                    /**
                     * Format: date-time
                     * @description When it happened.
                     * @example 2026-11-22T19:08:02.118Z
                     */
                    timestamp: string;
                    /**
                     * @description The order of events of one subject.
                     * @example 4711
                     */
                    sequence: number;
                    data: components["schemas"]["IngestEventData"];
                };
            };
        };
        responses: {
            /** @description The endpoint wants no more events: it is disabled. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Later: `Retry-After` is honoured, here and with 503. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The endpoint has taken the event. Anything else, and a redirect too, is a failure. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on.ingest.failed": {
        parameters: {
            query?: never;
            header: {
                /** @description Id of the event: the same at every attempt and replay. */
                "webhook-id": string;
                /** @description When this attempt was made, seconds since 1970. */
                "webhook-timestamp": string;
                /** @description One signature (`v1,…`) for each secret that is valid, separated by spaces. Standard Webhooks 1.0.0. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01M82AH30B8N3V5K7T2Q9X4C6M",
                 *       "type": "ingest.failed",
                 *       "timestamp": "2026-11-22T19:08:02.118Z",
                 *       "sequence": 4711,
                 *       "data": {
                 *         "id": "ing_01M82AESJ9EKNYZEXWM0AXJ803",
                 *         "external_id": "BBB-2008",
                 *         "title_id": "tit_01M82AESHWJF0ABN4NDZ500S08",
                 *         "title": "Big Buck Bunny",
                 *         "status": "failed",
                 *         "stage": "receive",
                 *         "verdict": null,
                 *         "failure": {
                 *           "code": "source/unreachable",
                 *           "title": "The source could not be reached",
                 *           "detail": "The source answered with status 503.",
                 *           "fix": "Check host name and port.",
                 *           "who": "partner"
                 *         },
                 *         "version_id": null,
                 *         "profile": "default",
                 *         "priority": 3,
                 *         "attempt": 1,
                 *         "passthrough": {
                 *           "order": 4711
                 *         },
                 *         "created_at": "2026-11-22T19:06:49.307Z",
                 *         "ended_at": "2026-11-22T19:08:02.118Z"
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Also the `webhook-id`.
                     * @example evt_01M82AH30B8N3V5K7T2Q9X4C6M
                     */
                    id: string;
                    /** @enum {string} */
                    type: "ingest.failed";
                    /**
                     * Format: date-time
                     * @description When it happened.
                     * @example 2026-11-22T19:08:02.118Z
                     */
                    timestamp: string;
                    /**
                     * @description The order of events of one subject.
                     * @example 4711
                     */
                    sequence: number;
                    data: components["schemas"]["IngestEventData"];
                };
            };
        };
        responses: {
            /** @description The endpoint wants no more events: it is disabled. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Later: `Retry-After` is honoured, here and with 503. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The endpoint has taken the event. Anything else, and a redirect too, is a failure. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on.ingest.cancelled": {
        parameters: {
            query?: never;
            header: {
                /** @description Id of the event: the same at every attempt and replay. */
                "webhook-id": string;
                /** @description When this attempt was made, seconds since 1970. */
                "webhook-timestamp": string;
                /** @description One signature (`v1,…`) for each secret that is valid, separated by spaces. Standard Webhooks 1.0.0. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01M82AH30B8N3V5K7T2Q9X4C6M",
                 *       "type": "ingest.cancelled",
                 *       "timestamp": "2026-11-22T19:08:02.118Z",
                 *       "sequence": 4711,
                 *       "data": {
                 *         "id": "ing_01M82AESJ9EKNYZEXWM0AXJ803",
                 *         "external_id": "BBB-2008",
                 *         "title_id": "tit_01M82AESHWJF0ABN4NDZ500S08",
                 *         "title": "Big Buck Bunny",
                 *         "status": "cancelled",
                 *         "stage": "receive",
                 *         "verdict": null,
                 *         "failure": {
                 *           "code": "ingest/cancelled",
                 *           "title": "The ingest was cancelled",
                 *           "detail": "The ingest was cancelled.",
                 *           "fix": "Retry it when the title is wanted after all; finished chunks are used again.",
                 *           "who": "partner"
                 *         },
                 *         "version_id": null,
                 *         "profile": "default",
                 *         "priority": 3,
                 *         "attempt": 1,
                 *         "passthrough": {
                 *           "order": 4711
                 *         },
                 *         "created_at": "2026-11-22T19:06:49.307Z",
                 *         "ended_at": "2026-11-22T19:08:02.118Z"
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Also the `webhook-id`.
                     * @example evt_01M82AH30B8N3V5K7T2Q9X4C6M
                     */
                    id: string;
                    /** @enum {string} */
                    type: "ingest.cancelled";
                    /**
                     * Format: date-time
                     * @description When it happened.
                     * @example 2026-11-22T19:08:02.118Z
                     */
                    timestamp: string;
                    /**
                     * @description The order of events of one subject.
                     * @example 4711
                     */
                    sequence: number;
                    data: components["schemas"]["IngestEventData"];
                };
            };
        };
        responses: {
            /** @description The endpoint wants no more events: it is disabled. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Later: `Retry-After` is honoured, here and with 503. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The endpoint has taken the event. Anything else, and a redirect too, is a failure. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on.ingest.retried": {
        parameters: {
            query?: never;
            header: {
                /** @description Id of the event: the same at every attempt and replay. */
                "webhook-id": string;
                /** @description When this attempt was made, seconds since 1970. */
                "webhook-timestamp": string;
                /** @description One signature (`v1,…`) for each secret that is valid, separated by spaces. Standard Webhooks 1.0.0. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01M82AH30B8N3V5K7T2Q9X4C6M",
                 *       "type": "ingest.retried",
                 *       "timestamp": "2026-11-22T19:08:02.118Z",
                 *       "sequence": 4711,
                 *       "data": {
                 *         "id": "ing_01M82AESJ9EKNYZEXWM0AXJ803",
                 *         "external_id": "BBB-2008",
                 *         "title_id": "tit_01M82AESHWJF0ABN4NDZ500S08",
                 *         "title": "Big Buck Bunny",
                 *         "status": "queued",
                 *         "stage": null,
                 *         "verdict": null,
                 *         "failure": null,
                 *         "version_id": null,
                 *         "profile": "default",
                 *         "priority": 3,
                 *         "attempt": 2,
                 *         "passthrough": {
                 *           "order": 4711
                 *         },
                 *         "created_at": "2026-11-22T19:06:49.307Z",
                 *         "ended_at": null
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Also the `webhook-id`.
                     * @example evt_01M82AH30B8N3V5K7T2Q9X4C6M
                     */
                    id: string;
                    /** @enum {string} */
                    type: "ingest.retried";
                    /**
                     * Format: date-time
                     * @description When it happened.
                     * @example 2026-11-22T19:08:02.118Z
                     */
                    timestamp: string;
                    /**
                     * @description The order of events of one subject.
                     * @example 4711
                     */
                    sequence: number;
                    data: components["schemas"]["IngestEventData"];
                };
            };
        };
        responses: {
            /** @description The endpoint wants no more events: it is disabled. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Later: `Retry-After` is honoured, here and with 503. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The endpoint has taken the event. Anything else, and a redirect too, is a failure. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on.title.created": {
        parameters: {
            query?: never;
            header: {
                /** @description Id of the event: the same at every attempt and replay. */
                "webhook-id": string;
                /** @description When this attempt was made, seconds since 1970. */
                "webhook-timestamp": string;
                /** @description One signature (`v1,…`) for each secret that is valid, separated by spaces. Standard Webhooks 1.0.0. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01M82AH30B8N3V5K7T2Q9X4C6M",
                 *       "type": "title.created",
                 *       "timestamp": "2026-11-22T19:08:02.118Z",
                 *       "sequence": 4711,
                 *       "data": {
                 *         "id": "tit_01M82AESHWJF0ABN4NDZ500S08",
                 *         "external_id": "BBB-2008",
                 *         "name": "Big Buck Bunny",
                 *         "credit": null,
                 *         "published": false,
                 *         "published_at": null,
                 *         "current_version_id": null,
                 *         "created_at": "2026-11-22T19:06:49.307Z",
                 *         "updated_at": "2026-11-22T19:06:49.307Z"
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Also the `webhook-id`.
                     * @example evt_01M82AH30B8N3V5K7T2Q9X4C6M
                     */
                    id: string;
                    /** @enum {string} */
                    type: "title.created";
                    /**
                     * Format: date-time
                     * @description When it happened.
                     * @example 2026-11-22T19:08:02.118Z
                     */
                    timestamp: string;
                    /**
                     * @description The order of events of one subject.
                     * @example 4711
                     */
                    sequence: number;
                    data: components["schemas"]["TitleEventData"];
                };
            };
        };
        responses: {
            /** @description The endpoint wants no more events: it is disabled. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Later: `Retry-After` is honoured, here and with 503. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The endpoint has taken the event. Anything else, and a redirect too, is a failure. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on.title.updated": {
        parameters: {
            query?: never;
            header: {
                /** @description Id of the event: the same at every attempt and replay. */
                "webhook-id": string;
                /** @description When this attempt was made, seconds since 1970. */
                "webhook-timestamp": string;
                /** @description One signature (`v1,…`) for each secret that is valid, separated by spaces. Standard Webhooks 1.0.0. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01M82AH30B8N3V5K7T2Q9X4C6M",
                 *       "type": "title.updated",
                 *       "timestamp": "2026-11-22T19:08:02.118Z",
                 *       "sequence": 4711,
                 *       "data": {
                 *         "id": "tit_01M82AESHWJF0ABN4NDZ500S08",
                 *         "external_id": "BBB-2008",
                 *         "name": "Big Buck Bunny (restored)",
                 *         "credit": null,
                 *         "published": false,
                 *         "published_at": null,
                 *         "current_version_id": null,
                 *         "created_at": "2026-11-22T19:06:49.307Z",
                 *         "updated_at": "2026-11-22T19:08:02.118Z"
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Also the `webhook-id`.
                     * @example evt_01M82AH30B8N3V5K7T2Q9X4C6M
                     */
                    id: string;
                    /** @enum {string} */
                    type: "title.updated";
                    /**
                     * Format: date-time
                     * @description When it happened.
                     * @example 2026-11-22T19:08:02.118Z
                     */
                    timestamp: string;
                    /**
                     * @description The order of events of one subject.
                     * @example 4711
                     */
                    sequence: number;
                    data: components["schemas"]["TitleEventData"];
                };
            };
        };
        responses: {
            /** @description The endpoint wants no more events: it is disabled. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Later: `Retry-After` is honoured, here and with 503. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The endpoint has taken the event. Anything else, and a redirect too, is a failure. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on.title.published": {
        parameters: {
            query?: never;
            header: {
                /** @description Id of the event: the same at every attempt and replay. */
                "webhook-id": string;
                /** @description When this attempt was made, seconds since 1970. */
                "webhook-timestamp": string;
                /** @description One signature (`v1,…`) for each secret that is valid, separated by spaces. Standard Webhooks 1.0.0. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01M82AH30B8N3V5K7T2Q9X4C6M",
                 *       "type": "title.published",
                 *       "timestamp": "2026-11-22T19:08:02.118Z",
                 *       "sequence": 4711,
                 *       "data": {
                 *         "id": "tit_01M82AESHWJF0ABN4NDZ500S08",
                 *         "external_id": "BBB-2008",
                 *         "name": "Big Buck Bunny",
                 *         "credit": null,
                 *         "published": true,
                 *         "published_at": "2026-11-22T19:08:02.118Z",
                 *         "current_version_id": "ver_01M82AH2X7Q0C4T6B9K3M5N8PR",
                 *         "created_at": "2026-11-22T19:06:49.307Z",
                 *         "updated_at": "2026-11-22T19:08:02.118Z",
                 *         "version": {
                 *           "id": "ver_01M82AH2X7Q0C4T6B9K3M5N8PR",
                 *           "number": 1,
                 *           "supersedes": null
                 *         },
                 *         "cause": "ingest"
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Also the `webhook-id`.
                     * @example evt_01M82AH30B8N3V5K7T2Q9X4C6M
                     */
                    id: string;
                    /** @enum {string} */
                    type: "title.published";
                    /**
                     * Format: date-time
                     * @description When it happened.
                     * @example 2026-11-22T19:08:02.118Z
                     */
                    timestamp: string;
                    /**
                     * @description The order of events of one subject.
                     * @example 4711
                     */
                    sequence: number;
                    data: components["schemas"]["TitlePublishedEventData"];
                };
            };
        };
        responses: {
            /** @description The endpoint wants no more events: it is disabled. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Later: `Retry-After` is honoured, here and with 503. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The endpoint has taken the event. Anything else, and a redirect too, is a failure. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on.bulk_order.done": {
        parameters: {
            query?: never;
            header: {
                /** @description Id of the event: the same at every attempt and replay. */
                "webhook-id": string;
                /** @description When this attempt was made, seconds since 1970. */
                "webhook-timestamp": string;
                /** @description One signature (`v1,…`) for each secret that is valid, separated by spaces. Standard Webhooks 1.0.0. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01M82AH30B8N3V5K7T2Q9X4C6M",
                 *       "type": "bulk_order.done",
                 *       "timestamp": "2026-11-22T19:08:02.118Z",
                 *       "sequence": 4711,
                 *       "data": {
                 *         "id": "bul_01M82B4T6Y9C2F5J8M1Q3S7VXZ",
                 *         "lines": 120,
                 *         "accepted": 118,
                 *         "refused": 2,
                 *         "created_at": "2026-11-22T19:06:49.307Z",
                 *         "ended_at": "2026-11-22T19:08:02.118Z"
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Also the `webhook-id`.
                     * @example evt_01M82AH30B8N3V5K7T2Q9X4C6M
                     */
                    id: string;
                    /** @enum {string} */
                    type: "bulk_order.done";
                    /**
                     * Format: date-time
                     * @description When it happened.
                     * @example 2026-11-22T19:08:02.118Z
                     */
                    timestamp: string;
                    /**
                     * @description The order of events of one subject.
                     * @example 4711
                     */
                    sequence: number;
                    data: components["schemas"]["BulkOrderEventData"];
                };
            };
        };
        responses: {
            /** @description The endpoint wants no more events: it is disabled. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Later: `Retry-After` is honoured, here and with 503. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The endpoint has taken the event. Anything else, and a redirect too, is a failure. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on.watch_folder.file_refused": {
        parameters: {
            query?: never;
            header: {
                /** @description Id of the event: the same at every attempt and replay. */
                "webhook-id": string;
                /** @description When this attempt was made, seconds since 1970. */
                "webhook-timestamp": string;
                /** @description One signature (`v1,…`) for each secret that is valid, separated by spaces. Standard Webhooks 1.0.0. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01M82AH30B8N3V5K7T2Q9X4C6M",
                 *       "type": "watch_folder.file_refused",
                 *       "timestamp": "2026-11-22T19:08:02.118Z",
                 *       "sequence": 4711,
                 *       "data": {
                 *         "folder_id": "wfo_01M82B7K0N3R5T8W1Z4C6F9HJM",
                 *         "folder_name": "trailers",
                 *         "object_key": "watch/demo/trailers/readme.exe",
                 *         "bytes": 4096,
                 *         "problem": {
                 *           "code": "request/invalid",
                 *           "detail": "The file is no media file.",
                 *           "fix": "Deliver media files only."
                 *         }
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Also the `webhook-id`.
                     * @example evt_01M82AH30B8N3V5K7T2Q9X4C6M
                     */
                    id: string;
                    /** @enum {string} */
                    type: "watch_folder.file_refused";
                    /**
                     * Format: date-time
                     * @description When it happened.
                     * @example 2026-11-22T19:08:02.118Z
                     */
                    timestamp: string;
                    /**
                     * @description The order of events of one subject.
                     * @example 4711
                     */
                    sequence: number;
                    data: components["schemas"]["WatchFileEventData"];
                };
            };
        };
        responses: {
            /** @description The endpoint wants no more events: it is disabled. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Later: `Retry-After` is honoured, here and with 503. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The endpoint has taken the event. Anything else, and a redirect too, is a failure. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on.webhook_endpoint.paused": {
        parameters: {
            query?: never;
            header: {
                /** @description Id of the event: the same at every attempt and replay. */
                "webhook-id": string;
                /** @description When this attempt was made, seconds since 1970. */
                "webhook-timestamp": string;
                /** @description One signature (`v1,…`) for each secret that is valid, separated by spaces. Standard Webhooks 1.0.0. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01M82AH30B8N3V5K7T2Q9X4C6M",
                 *       "type": "webhook_endpoint.paused",
                 *       "timestamp": "2026-11-22T19:08:02.118Z",
                 *       "sequence": 4711,
                 *       "data": {
                 *         "id": "whe_01M82AD9C2M4P7S1V5Y8B3F6HK",
                 *         "url": "https://old.example.com/hook",
                 *         "status": "paused",
                 *         "reason": "webhook/failing"
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Also the `webhook-id`.
                     * @example evt_01M82AH30B8N3V5K7T2Q9X4C6M
                     */
                    id: string;
                    /** @enum {string} */
                    type: "webhook_endpoint.paused";
                    /**
                     * Format: date-time
                     * @description When it happened.
                     * @example 2026-11-22T19:08:02.118Z
                     */
                    timestamp: string;
                    /**
                     * @description The order of events of one subject.
                     * @example 4711
                     */
                    sequence: number;
                    data: components["schemas"]["WebhookEndpointEventData"];
                };
            };
        };
        responses: {
            /** @description The endpoint wants no more events: it is disabled. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Later: `Retry-After` is honoured, here and with 503. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The endpoint has taken the event. Anything else, and a redirect too, is a failure. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on.webhook_endpoint.disabled": {
        parameters: {
            query?: never;
            header: {
                /** @description Id of the event: the same at every attempt and replay. */
                "webhook-id": string;
                /** @description When this attempt was made, seconds since 1970. */
                "webhook-timestamp": string;
                /** @description One signature (`v1,…`) for each secret that is valid, separated by spaces. Standard Webhooks 1.0.0. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01M82AH30B8N3V5K7T2Q9X4C6M",
                 *       "type": "webhook_endpoint.disabled",
                 *       "timestamp": "2026-11-22T19:08:02.118Z",
                 *       "sequence": 4711,
                 *       "data": {
                 *         "id": "whe_01M82AD9C2M4P7S1V5Y8B3F6HK",
                 *         "url": "https://old.example.com/hook",
                 *         "status": "disabled",
                 *         "reason": "webhook/gone"
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Also the `webhook-id`.
                     * @example evt_01M82AH30B8N3V5K7T2Q9X4C6M
                     */
                    id: string;
                    /** @enum {string} */
                    type: "webhook_endpoint.disabled";
                    /**
                     * Format: date-time
                     * @description When it happened.
                     * @example 2026-11-22T19:08:02.118Z
                     */
                    timestamp: string;
                    /**
                     * @description The order of events of one subject.
                     * @example 4711
                     */
                    sequence: number;
                    data: components["schemas"]["WebhookEndpointEventData"];
                };
            };
        };
        responses: {
            /** @description The endpoint wants no more events: it is disabled. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Later: `Retry-After` is honoured, here and with 503. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The endpoint has taken the event. Anything else, and a redirect too, is a failure. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "on.webhook.ping": {
        parameters: {
            query?: never;
            header: {
                /** @description Id of the event: the same at every attempt and replay. */
                "webhook-id": string;
                /** @description When this attempt was made, seconds since 1970. */
                "webhook-timestamp": string;
                /** @description One signature (`v1,…`) for each secret that is valid, separated by spaces. Standard Webhooks 1.0.0. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "evt_01M82AH30B8N3V5K7T2Q9X4C6M",
                 *       "type": "webhook.ping",
                 *       "timestamp": "2026-11-22T19:08:02.118Z",
                 *       "sequence": 4711,
                 *       "data": {
                 *         "endpoint_id": "whe_01M82AD3W7Q5X9N2B6T8K4R0VJ",
                 *         "message": "You asked for this event to see whether deliveries arrive."
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Also the `webhook-id`.
                     * @example evt_01M82AH30B8N3V5K7T2Q9X4C6M
                     */
                    id: string;
                    /** @enum {string} */
                    type: "webhook.ping";
                    /**
                     * Format: date-time
                     * @description When it happened.
                     * @example 2026-11-22T19:08:02.118Z
                     */
                    timestamp: string;
                    /**
                     * @description The order of events of one subject.
                     * @example 4711
                     */
                    sequence: number;
                    data: components["schemas"]["PingEventData"];
                };
            };
        };
        responses: {
            /** @description The endpoint wants no more events: it is disabled. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Later: `Retry-After` is honoured, here and with 503. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The endpoint has taken the event. Anything else, and a redirect too, is a failure. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
