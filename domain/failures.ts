/** Who can mend a failure. */
export type Actor = 'partner' | 'operator' | 'viewer' | 'developer';

/** One way things go wrong, in words that serve the API, the workflow history, the metrics, the runbook and the studio alike. */
export interface Failure {
  /** May the same step succeed when it is simply tried again? */
  retry: boolean;
  /**
   * Another run of the very same order may end otherwise, although its partner is asked for something else first: a person
   * may decide otherwise, or a limit be raised. See {@link mayRunAgain}.
   */
  again?: true;
  who: Actor;
  /** HTTP status when the failure reaches an API client. */
  status: number;
  /** One line that names the failure. */
  title: string;
  /** What that person does next. */
  fix: string;
}

/**
 * The one failure vocabulary. A code is an `ApplicationFailure.type`, an RFC 9457 problem type, a metric label,
 * a runbook heading and a studio text. Codes are never renamed once released.
 */
export const FAILURES = {
  // Requests
  'request/invalid': {
    retry: false,
    who: 'developer',
    status: 422,
    title: 'The request does not fit its schema',
    fix: 'Correct the fields listed under errors and send the request again.',
  },
  'request/malformed': {
    retry: false,
    who: 'developer',
    status: 400,
    title: 'The request body is not valid JSON',
    fix: 'Send a JSON document with Content-Type: application/json.',
  },
  'request/too-large': {
    retry: false,
    who: 'developer',
    status: 413,
    title: 'The request body is too large',
    fix: 'Send large files through /v1/uploads; keep JSON bodies under 1 MB.',
  },
  'request/not-found': {
    retry: false,
    who: 'developer',
    status: 404,
    title: 'There is no such resource',
    fix: 'Check the id and that the API key belongs to the tenant that owns it.',
  },
  'request/method-not-allowed': {
    retry: false,
    who: 'developer',
    status: 405,
    title: 'The method is not allowed here',
    fix: 'See /docs for the methods of this path.',
  },
  'request/unsupported-media-type': {
    retry: false,
    who: 'developer',
    status: 415,
    title: 'The content type is not supported',
    fix: 'Send application/json.',
  },
  'request/rate-limited': {
    retry: true,
    who: 'developer',
    status: 429,
    title: 'Too many requests',
    fix: 'Wait for the seconds named in Retry-After, then try again.',
  },
  'auth/missing': {
    retry: false,
    who: 'developer',
    status: 401,
    title: 'No API key was given',
    fix: 'Send Authorization: Bearer hk_… with the request.',
  },
  'auth/invalid': {
    retry: false,
    who: 'developer',
    status: 401,
    title: 'The API key is not known',
    fix: 'Check the key; keys are shown once when made and can be revoked.',
  },
  'auth/forbidden': {
    retry: false,
    who: 'developer',
    status: 403,
    title: 'The API key may not do this',
    fix: 'Use a key of the role named in detail, or ask whoever manages your keys for one.',
  },
  'idempotency/key-missing': {
    retry: false,
    who: 'developer',
    status: 400,
    title: 'The Idempotency-Key header is missing',
    fix: 'Send a unique Idempotency-Key (a UUID) with every POST and the same one on a retry.',
  },
  'idempotency/key-invalid': {
    retry: false,
    who: 'developer',
    status: 400,
    title: 'The Idempotency-Key header is not usable',
    fix: 'Use 1 to 255 printable ASCII characters.',
  },
  'idempotency/in-flight': {
    retry: true,
    who: 'developer',
    status: 409,
    title: 'A request with this Idempotency-Key is still running',
    fix: 'Wait a moment and send the same request again.',
  },
  'idempotency/mismatch': {
    retry: false,
    who: 'developer',
    status: 422,
    title: 'The Idempotency-Key was used with another request',
    fix: 'Use a new key for a new request; repeat the body unchanged for a retry.',
  },
  'cursor/invalid': {
    retry: false,
    who: 'developer',
    status: 400,
    title: 'The cursor is not valid for this list',
    fix: 'Start again without a cursor; keep the filters unchanged while paging.',
  },

  'precondition/required': {
    retry: false,
    who: 'developer',
    status: 428,
    title: 'The change does not say which state it is about',
    fix: 'Read the resource and send its ETag as If-Match.',
  },
  'precondition/failed': {
    retry: false,
    who: 'developer',
    status: 412,
    title: 'The resource was changed by somebody else',
    fix: 'Read it again, look at what changed, and send the change with the new ETag as If-Match.',
  },
  'auth/origin': {
    retry: false,
    who: 'developer',
    status: 403,
    title: 'The API key may not be used from this web page',
    fix: 'Call the API from your server, or ask the operator to add the origin of the page to CORS_ORIGINS.',
  },
  'key/exceeds-maker': {
    retry: false,
    who: 'developer',
    status: 403,
    title: 'A key would be able to do more than the one that makes it',
    fix: 'Ask for fewer scopes, or use a key that has the scopes named in detail.',
  },
  'key/not-usable': {
    retry: false,
    who: 'developer',
    status: 409,
    title: 'The key has ended or was rotated already',
    fix: 'Make a new key.',
  },
  'key/last-manager': {
    retry: false,
    who: 'operator',
    status: 409,
    title: 'No key would be left that can manage keys',
    fix: 'Make another operator key first.',
  },

  // Ingest orders
  'ingest/profile-unknown': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The encode profile does not exist',
    fix: 'Use one of the profiles named in detail, or leave the field out for the default.',
  },
  'ingest/external-id-taken': {
    retry: false,
    who: 'partner',
    status: 409,
    title: 'Another ingest of this external_id is still running',
    fix: 'Wait for the running ingest or cancel it; the field ingest_id names it.',
  },
  'ingest/title-changed': {
    retry: true,
    who: 'developer',
    status: 409,
    title: 'The title was published while the order was taken',
    fix: 'Send the order again; it then stands on the version that was just published.',
  },
  'ingest/part-gone': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'A part of the version before is not kept any more',
    fix: 'Deliver the part named in detail with the order.',
  },
  'ingest/not-held': {
    retry: false,
    who: 'operator',
    status: 409,
    title: 'The ingest is not waiting for a decision',
    fix: 'Only a held ingest takes a decision; look at its status.',
  },
  'ingest/finished': {
    retry: false,
    who: 'operator',
    status: 409,
    title: 'The ingest has already ended',
    fix: 'Retry it or send a new one.',
  },
  'ingest/not-retryable': {
    retry: false,
    who: 'operator',
    status: 409,
    title: 'The ingest cannot be retried in its state',
    fix: 'Only failed, rejected or cancelled ingests can be retried.',
  },
  'ingest/cancelled': {
    retry: false,
    again: true,
    who: 'partner',
    status: 409,
    title: 'The ingest was cancelled',
    fix: 'Retry it when the title is wanted after all; finished chunks are used again.',
  },
  'ingest/hold-expired': {
    retry: false,
    who: 'operator',
    status: 409,
    title: 'Nobody decided on the held title in time',
    fix: 'Look at the findings and retry the ingest, or ask the partner for a new master.',
  },
  'ingest/rejected-by-operator': {
    retry: false,
    again: true,
    who: 'partner',
    status: 422,
    title: 'An operator rejected the master',
    fix: 'Read the reason, correct the master and deliver it again.',
  },
  'ingest/rejected-by-quality': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The quality check rejected the master',
    fix: 'Correct what the findings name and deliver the master again.',
  },

  // Bulk orders, watch folders and source credentials
  'bulk/empty': {
    retry: false,
    who: 'developer',
    status: 422,
    title: 'The document has no line',
    fix: 'Send at least one order: a JSON array, or NDJSON with one order per line.',
  },
  'bulk/too-many-lines': {
    retry: false,
    who: 'developer',
    status: 413,
    title: 'The document has too many lines',
    fix: 'Split it: one bulk order takes 10,000 lines.',
  },
  'bulk/too-large': {
    retry: false,
    who: 'developer',
    status: 413,
    title: 'The document is too large',
    fix: 'Split it: one bulk order takes 32 MB.',
  },
  'bulk/line-too-large': {
    retry: false,
    who: 'developer',
    status: 413,
    title: 'The line is too large',
    fix: 'Keep each order under 256 kB.',
  },
  'bulk/line-malformed': {
    retry: false,
    who: 'developer',
    status: 422,
    title: 'The line is not valid JSON',
    fix: 'Send one JSON object per line, without line breaks inside it.',
  },
  'bulk/line-twice': {
    retry: false,
    who: 'developer',
    status: 422,
    title: 'Another line of the document orders the same title',
    fix: 'Keep one line per external_id, or send the second one once the first is published.',
  },
  'watch/name-taken': {
    retry: false,
    who: 'developer',
    status: 409,
    title: 'There is a watch folder of this name',
    fix: 'Choose another name, or change the folder that has it.',
  },
  'watch/unknown-role': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The name of the file does not tell what it is',
    fix: 'Name it by stem, language and kind, such as film.en.srt, film.de.wav, film.jpg or film.json.',
  },
  'watch/ambiguous': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'Several files of the same name stand for the same thing',
    fix: 'Keep one master per name, and one file of each role and language.',
  },
  'watch/empty-file': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The file in the watch folder has no bytes',
    fix: 'Drop the whole file again under the same name.',
  },
  'watch/unusable-name': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The name of the file cannot be an external_id',
    fix: 'Rename it: no control characters, backslashes or empty folders, and 200 characters at most without ending, role and language, folders counted.',
  },
  'credentials/name-taken': {
    retry: false,
    who: 'developer',
    status: 409,
    title: 'There are source credentials of this name',
    fix: 'Choose another name, or change the ones that have it.',
  },

  // Receive
  'upload/not-found': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'There is no such upload',
    fix: 'Create one with POST /v1/uploads and give its id.',
  },
  'upload/no-bytes': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'No bytes have arrived for the upload',
    fix: 'PUT the file to the upload URL before ordering the ingest.',
  },
  'upload/incomplete': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The upload is not whole yet',
    fix: 'Send the parts or bytes named in detail, complete the upload, then order again.',
  },
  'upload/not-usable': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The upload has ended without usable bytes',
    fix: 'Create a new upload, send the file again and give its id.',
  },
  'upload/ended': {
    retry: false,
    who: 'developer',
    status: 410,
    title: 'The upload has ended and takes no more bytes',
    fix: 'Create a new upload.',
  },
  'upload/other-protocol': {
    retry: false,
    who: 'developer',
    status: 409,
    title: 'The upload was created for another protocol',
    fix: 'Use the requests of the protocol the upload was created with, or create another upload.',
  },
  'upload/part-mismatch': {
    retry: false,
    who: 'developer',
    status: 422,
    title: 'A part is not the one that arrived',
    fix: 'Send the part named in detail again and give the ETag of its answer; every part but the last has 5 MiB or more.',
  },
  'upload/size-mismatch': {
    retry: false,
    who: 'developer',
    status: 422,
    title: 'The bytes that arrived are not as many as declared',
    fix: 'Compare with the length of the file; create a new upload with the right one.',
  },
  'upload/too-long': {
    retry: false,
    who: 'developer',
    status: 413,
    title: 'More bytes were sent than declared or accepted',
    fix: 'Send no more than the declared length; create a new upload when the file has grown.',
  },
  'upload/checksum-mismatch': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The SHA-256 of the upload is not the one declared',
    fix: 'Create a new upload and send the file again, or declare the right digest.',
  },
  'upload/chunk-damaged': {
    retry: true,
    who: 'developer',
    status: 460,
    title: 'The bytes of this request do not fit their Upload-Checksum',
    fix: 'Send the same bytes again from the same offset.',
  },
  'upload/offset-conflict': {
    retry: false,
    who: 'developer',
    status: 409,
    title: 'The upload goes on at another offset',
    fix: 'Ask for the offset with HEAD and go on from there.',
  },
  'upload/locked': {
    retry: true,
    who: 'developer',
    status: 423,
    title: 'Another request writes to the upload',
    fix: 'Wait a moment and ask for the offset with HEAD.',
  },
  'upload/busy': {
    retry: true,
    who: 'developer',
    status: 503,
    title: 'Too many uploads are under way on this machine',
    fix: 'Wait for the seconds named in Retry-After, ask for the offset with HEAD and go on from there.',
  },
  'tus/version': {
    retry: false,
    who: 'developer',
    status: 412,
    title: 'The tus version is not supported',
    fix: 'Send Tus-Resumable: 1.0.0 with every request but OPTIONS.',
  },
  'tus/invalid': {
    retry: false,
    who: 'developer',
    status: 400,
    title: 'A tus header is missing or wrong',
    fix: 'Correct the header named in detail; see https://tus.io/protocols/resumable-upload.',
  },
  'master/empty': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The master is an empty file',
    fix: 'Deliver the file again; check that the transfer finished.',
  },
  'master/too-large': {
    retry: false,
    again: true,
    who: 'partner',
    status: 422,
    title: 'The master is larger than this platform accepts',
    fix: 'Deliver a smaller mezzanine, or ask the operator to raise MAX_MASTER_BYTES.',
  },
  'master/checksum-mismatch': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The SHA-256 of the received file is not the one ordered',
    fix: 'Deliver the file again, or correct the checksum in the order.',
  },
  'source/forbidden-address': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The source URL leads to an address that may not be fetched',
    fix: 'Use a public http(s) address; private, loopback and link-local addresses are refused, also after redirects.',
  },
  'source/unsupported-scheme': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The source URL scheme is not supported',
    fix: 'Use http or https, s3 with source credentials, or upload the file.',
  },
  'source/refused': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The source answered with an error',
    fix: 'Check that the URL can be downloaded with the status named in detail.',
  },
  'source/too-many-redirects': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The source redirects too often',
    fix: 'Give the final address of the file.',
  },
  'source/stalled': {
    retry: true,
    who: 'partner',
    status: 422,
    title: 'The source stopped sending',
    fix: 'Check the server; the transfer is resumed by range where the server allows it.',
  },
  'source/unreachable': {
    retry: true,
    who: 'partner',
    status: 422,
    title: 'The source could not be reached',
    fix: 'Check host name and port.',
  },
  'source/changed': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The source file changed after it was ordered or while it was being fetched',
    fix: 'Deliver again when the file is complete; send a new upload for another file.',
  },
  'source/unauthorized': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The source asks for other credentials',
    fix: 'Check user, password, token or access key (PATCH /v1/source-credentials/{id} replaces them), name them in the order, then retry.',
  },
  'source/forbidden': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The source refuses its credentials',
    fix: 'Let the credentials read this very file; a signed URL may have expired.',
  },
  'source/not-found': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The source has no such file',
    fix: 'Check the path of the file and deliver it before it is ordered.',
  },
  'source/credentials-unknown': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'There are no source credentials of this name',
    fix: 'Make them with POST /v1/source-credentials, then order again.',
  },
  'source/credentials-mismatch': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The source credentials are not for this address',
    fix: 'Use credentials made for this very origin or bucket; they are never sent anywhere else.',
  },
  'source/credentials-expired': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The source credentials have expired',
    fix: 'Put a new secret in place with PATCH /v1/source-credentials/{id}, then order again or retry the ingest.',
  },
  'source/password-in-url': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The source URL holds a user name or a password',
    fix: 'Make source credentials with POST /v1/source-credentials and name them as credentials beside a URL without them.',
  },

  // Inspect
  'master/not-media': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The file is not a media file this platform reads',
    fix: 'Deliver MP4, MOV, MXF, MKV, MPEG-TS or WebM.',
  },
  'master/container-refused': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The file is a playlist or script, not a master',
    fix: 'Deliver the media file itself, not a list that points to other files.',
  },
  'master/truncated': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The file ends too early',
    fix: 'Deliver the file again; compare its size and SHA-256 with the original.',
  },
  'master/no-video': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The master has no video track',
    fix: 'Deliver a file with at least one video track.',
  },
  'master/too-short': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The master is shorter than one second',
    fix: 'Deliver the whole programme.',
  },
  'master/too-long': {
    retry: false,
    again: true,
    who: 'partner',
    status: 422,
    title: 'The master is longer than this platform accepts',
    fix: 'Deliver the programme in parts, or ask the operator to raise MAX_PROGRAMME_HOURS.',
  },
  'master/too-few-frames': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The master has far fewer pictures than its length asks for',
    fix: 'Export the programme again at a constant frame rate.',
  },
  'master/gap': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The master has a hole in its timestamps',
    fix: 'Export the programme again with timestamps that run without a gap of more than two minutes.',
  },
  'master/dimensions': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The picture size is outside what can be encoded',
    fix: 'Deliver between 64x64 and 8192x4320 pixels, as stored and as shown with its pixel aspect ratio.',
  },
  'master/format-changes': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'Picture or sound change their format in the middle',
    fix: 'Export the programme again with one picture size and one channel layout from start to end.',
  },
  'master/too-many-tracks': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The master has more tracks than a title can carry',
    fix: 'Deliver only the tracks of the programme; the limit is named in detail.',
  },
  'master/undecodable': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The video cannot be decoded',
    fix: 'Deliver the file again in a common codec such as H.264, HEVC, ProRes, DNxHD or MPEG-2.',
  },

  // Encode and package
  'encode/stalled': {
    retry: true,
    who: 'operator',
    status: 503,
    title: 'The encoder stopped making progress',
    fix: 'Look at the worker named in the run; the chunk is retried elsewhere.',
  },
  'encode/failed': {
    retry: true,
    who: 'operator',
    status: 500,
    title: 'The encoder failed',
    fix: 'Read the end of its log in the run; retry the ingest after mending the cause.',
  },
  'encode/out-of-memory': {
    retry: true,
    who: 'operator',
    status: 503,
    title: 'The encoder ran out of memory',
    fix: 'Lower ENCODE_SLOTS on the encode pool or give it more memory.',
  },
  'encode/over-limit': {
    retry: false,
    who: 'operator',
    status: 500,
    title: 'A tool needed more memory or processor time than it may have',
    fix: 'Look at the master; when it is a right one, raise TOOL_MEMORY_BYTES or TOOL_CPU_SECONDS and retry the ingest.',
  },
  'encode/disk-full': {
    retry: true,
    who: 'operator',
    status: 503,
    title: 'The scratch disk is full',
    fix: 'Free space under HEADEND_SCRATCH_DIR; the step is retried.',
  },
  'encode/frames-mismatch': {
    retry: true,
    who: 'operator',
    status: 500,
    title: 'An encode did not give the planned number of frames',
    fix: 'Retry the ingest; if it repeats, keep the master and report it.',
  },
  'encode/seam': {
    retry: false,
    who: 'developer',
    status: 500,
    title: 'The joined rendition has a seam',
    fix: 'Keep the run and report it; the master is not at fault.',
  },
  'package/failed': {
    retry: true,
    who: 'operator',
    status: 500,
    title: 'The packager failed',
    fix: 'Read the end of its log in the run.',
  },
  'package/verification': {
    retry: false,
    who: 'developer',
    status: 500,
    title: 'The package did not pass verification',
    fix: 'Read the failed checks in the run; nothing was published.',
  },
  'captions/unreadable': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'A caption file cannot be read',
    fix: 'Deliver SRT, WebVTT or TTML in UTF-8.',
  },
  'audio/unreadable': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'An audio file cannot be read',
    fix: 'Deliver WAV, BWF, AIFF, FLAC, MP4 or MKA with sound in it.',
  },
  'metadata/unreadable': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'A metadata file cannot be read',
    fix: 'Deliver JSON with the fields of `metadata` in GET /v1/titles/{id} (explained at /docs/guides/metadata), or MRSS, in UTF-8 and under 1 MB.',
  },
  'artwork/unreadable': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'An artwork file cannot be read',
    fix: 'Deliver a whole JPEG, PNG or WebP of at most 50 million pixels.',
  },
  'artwork/wrong-ratio': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The picture has not the shape of its role',
    fix: 'Crop it as `fix` of the problem says; /docs/guides/artwork has the shape of each role.',
  },
  'artwork/too-small': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The picture is too small for its role',
    fix: 'Send it at least as large as the problem says; a picture that was enlarged looks worse than a frame of the film.',
  },
  'artwork/not-transparent': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The logo has a ground',
    fix: 'Send a PNG or WebP with a transparent ground: a logo lies on pictures.',
  },

  'title/version-unusable': {
    retry: false,
    who: 'operator',
    status: 409,
    title: 'The version cannot be made current',
    fix: 'Choose a published version whose media is still kept, or ingest the title again.',
  },
  'run/unknown': {
    retry: false,
    who: 'operator',
    status: 409,
    title: 'The run is no longer known to the workflow engine',
    fix: 'Retry the ingest; finished chunks are used again.',
  },

  // Playback
  'playback/not-published': {
    retry: false,
    who: 'viewer',
    status: 403,
    title: 'The title is not available',
    fix: 'Come back later; the title is not published yet.',
  },
  'playback/no-rights': {
    retry: false,
    who: 'operator',
    status: 403,
    title: 'Nobody has been granted a right to play the title',
    fix: 'Create a rights window for the title, or import the avails that grant it.',
  },
  'playback/territory-unknown': {
    retry: false,
    who: 'developer',
    status: 403,
    title: 'The title is licensed for some places only',
    fix: 'Tell where the viewer is: `territory` of the request, or the country header of a trusted proxy.',
  },
  'playback/territory': {
    retry: false,
    who: 'viewer',
    status: 403,
    title: 'The title is not licensed where the viewer is',
    fix: 'Ask from a place the title is licensed for; its availability lists them.',
  },
  'playback/not-licensed': {
    retry: false,
    who: 'viewer',
    status: 403,
    title: 'The title is not licensed in the way it is asked for',
    fix: 'Buy or rent the title, then play it with that entitlement.',
  },
  'playback/subscription-required': {
    retry: false,
    who: 'viewer',
    status: 403,
    title: 'The title needs a subscription',
    fix: 'Subscribe to a plan of `GET /v1/plans`, or pay what is open where there is a subscription already.',
  },
  'playback/device': {
    retry: false,
    who: 'viewer',
    status: 403,
    title: 'The title is not licensed for this kind of device',
    fix: 'Use a device of another kind; the availability of the title lists them.',
  },
  'playback/language': {
    retry: false,
    who: 'viewer',
    status: 403,
    title: 'The title is not licensed in this language',
    fix: 'Choose another language of the title.',
  },
  'playback/not-approved': {
    retry: false,
    who: 'operator',
    status: 403,
    title: 'The right to the title waits for a person to look at it',
    fix: 'Approve the rights window, or withdraw it.',
  },
  'playback/window-unresolved': {
    retry: false,
    who: 'operator',
    status: 403,
    title: 'The right to the title begins with an event that has not been recorded',
    fix: 'Record the milestone that the rights window waits for.',
  },
  'playback/window-closed': {
    retry: false,
    who: 'viewer',
    status: 403,
    title: 'The title is not offered any more',
    fix: 'Choose another title; see next_change_at for when this one comes back.',
  },
  'playback/not-yet': {
    retry: false,
    who: 'viewer',
    status: 403,
    title: 'The title is not open yet',
    fix: 'Come back at next_change_at.',
  },
  'playback/holdback': {
    retry: false,
    who: 'viewer',
    status: 403,
    title: 'The title is held back for now',
    fix: 'Come back at next_change_at.',
  },
  'playback/blackout': {
    retry: false,
    who: 'viewer',
    status: 403,
    title: 'The title is blacked out for now',
    fix: 'Come back at next_change_at.',
  },
  'playback/network': {
    retry: true,
    who: 'viewer',
    status: 503,
    title: 'The connection was lost while playing',
    fix: 'Check the network, then press Try again; the position is kept.',
  },
  'playback/unsupported': {
    retry: false,
    who: 'viewer',
    status: 415,
    title: 'This browser cannot play the title',
    fix: 'Use a current Chrome, Edge, Firefox or Safari with H.264 and AAC.',
  },
  'playback/media': {
    retry: true,
    who: 'operator',
    status: 502,
    title: 'A part of the film could not be read',
    fix: 'Try again; if it stops at the same place, tell the operator the code and the position.',
  },
  'playback/session-expired': {
    retry: true,
    who: 'viewer',
    status: 403,
    title: 'The playback session has ended',
    fix: 'Press Try again to start a new one; the position is kept.',
  },
  'playback/too-many-streams': {
    retry: false,
    who: 'viewer',
    status: 409,
    title: 'The viewer watches on as many devices as allowed',
    fix: 'Stop one of the sessions listed under sessions, or wait until one ends, then press Try again.',
  },
  'playback/not-now': {
    retry: false,
    who: 'viewer',
    status: 403,
    title: 'The title cannot be played at this time',
    fix: 'See next_change_at for when that changes; without it the title has to be rented or bought again.',
  },
  'playback/drm-unsupported': {
    retry: false,
    who: 'viewer',
    status: 403,
    title: 'The device has no protection system that the title can be played with',
    fix: 'Use a browser with Encrypted Media Extensions; over plain http they work on localhost only.',
  },
  'playback/no-key-allowed': {
    retry: false,
    who: 'viewer',
    status: 403,
    title: 'The device may not have any key of the title',
    fix: 'Use a device or a screen with the protection that the playback policy asks for.',
  },
  'playback/policy-unknown': {
    retry: false,
    who: 'developer',
    status: 422,
    title: 'There is no such playback policy',
    fix: 'Name a file of profiles/playback, without its ending.',
  },

  // Licences
  'licence/token-missing': {
    retry: false,
    who: 'developer',
    status: 403,
    title: 'The player sent no permission to play',
    fix: 'Press Try again for a new session. In an application: send drm.token of the playback session as Authorization: Bearer, or as the query parameter token.',
  },
  'licence/token-invalid': {
    retry: false,
    who: 'developer',
    status: 403,
    title: 'The permission to play could not be read',
    fix: 'Press Try again for a new session. In an application: send drm.token of the playback session unchanged.',
  },
  'licence/token-expired': {
    retry: false,
    who: 'viewer',
    status: 403,
    title: 'The permission to play has expired',
    fix: 'Press Try again for a new session. In an application: send heartbeats, and take the token of the last one.',
  },
  'licence/session-silent': {
    retry: false,
    who: 'viewer',
    status: 403,
    title: 'The player was not heard of for too long',
    fix: 'Press Try again for a new session. In an application: send a heartbeat and take its token; it is refused when the streams of the viewer are taken.',
  },
  'licence/token-used': {
    retry: false,
    who: 'viewer',
    status: 403,
    title: 'The permission to play was used before',
    fix: 'Press Try again for a new session. In an application: a token serves one request, a heartbeat brings another.',
  },
  'licence/too-many-refusals': {
    retry: true,
    who: 'developer',
    status: 429,
    title: 'The session has had too many licence requests refused',
    fix: 'Get a new token with a heartbeat of the session, and ask with that one after a minute.',
  },
  'licence/not-authorized': {
    retry: false,
    who: 'viewer',
    status: 403,
    title: 'The permission to play is not for this title',
    fix: 'Press Try again for a new session. In an application: send the token of the session that plays this title.',
  },
  'licence/session-ended': {
    retry: false,
    who: 'viewer',
    status: 403,
    title: 'The playback session has ended',
    fix: 'Press Try again to start a new one; the position is kept.',
  },
  'licence/not-now': {
    retry: false,
    who: 'viewer',
    status: 403,
    title: 'The time to watch the title is over, or has not begun',
    fix: 'Rent or buy the title again, or come back when it opens.',
  },
  'licence/challenge-invalid': {
    retry: false,
    who: 'developer',
    status: 400,
    title: 'The licence request cannot be read',
    fix: 'Send the message of the Clear Key session unchanged: JSON with kids in base64url and the type temporary.',
  },
  'licence/challenge-too-large': {
    retry: false,
    who: 'developer',
    status: 413,
    title: 'The licence request is too large',
    fix: 'A licence request has at most 16 kB.',
  },
  'client/unreachable': {
    retry: true,
    who: 'operator',
    status: 503,
    title: 'Headend cannot be reached',
    fix: 'Check that the API is running and the network is up; the page tries again by itself.',
  },
  'media/not-found': {
    retry: false,
    who: 'viewer',
    status: 404,
    title: 'There is no such media object',
    fix: 'Ask for a new playback session.',
  },

  'media/token-required': {
    retry: false,
    who: 'viewer',
    status: 403,
    title: 'The address opens artwork only',
    fix: 'Start a playback session; its addresses play until they expire.',
  },
  'media/token-invalid': {
    retry: false,
    who: 'viewer',
    status: 403,
    title: 'The address is not one of ours',
    fix: 'Start a new playback session and use its addresses unchanged.',
  },
  'media/token-expired': {
    retry: false,
    who: 'viewer',
    status: 403,
    title: 'The address has expired',
    fix: 'Start a new playback session; the position is kept.',
  },
  'media/token-elsewhere': {
    retry: false,
    who: 'viewer',
    status: 403,
    title: 'The address was given to a viewer in another place',
    fix: 'Start a new playback session from where you are now.',
  },

  'cdn/purge-failed': {
    retry: true,
    who: 'operator',
    status: 503,
    title: 'A CDN did not forget what it keeps of a version',
    fix: 'See which CDN it was and what it answered; check its entry in CDN_PURGE_FILE and its secret. It is tried again by itself.',
  },

  // Webhooks
  'webhook/url-not-allowed': {
    retry: false,
    who: 'developer',
    status: 422,
    title: 'The webhook address cannot be used',
    fix: 'Give an absolute https URL without user name, password and fragment.',
  },
  'webhook/forbidden-address': {
    retry: false,
    who: 'developer',
    status: 422,
    title: 'The webhook address is not public',
    fix: 'Give an address that resolves to public addresses only.',
  },
  'webhook/too-many-endpoints': {
    retry: false,
    who: 'developer',
    status: 422,
    title: 'The tenant has as many webhook endpoints as it may have',
    fix: 'Delete an endpoint that is not needed any more.',
  },
  'webhook/endpoint-inactive': {
    retry: false,
    who: 'developer',
    status: 409,
    title: 'The webhook endpoint is not active',
    fix: 'Resume the endpoint first.',
  },
  'webhook/replay-too-large': {
    retry: false,
    who: 'developer',
    status: 422,
    title: 'The replay covers too many events',
    fix: 'Choose a shorter range, or name the types you need.',
  },
  'webhook/unreachable': {
    retry: true,
    who: 'partner',
    status: 502,
    title: 'The webhook endpoint cannot be reached',
    fix: 'Check its DNS name, its certificate and that it accepts connections; the delivery is tried again.',
  },
  'webhook/timeout': {
    retry: true,
    who: 'partner',
    status: 504,
    title: 'The webhook endpoint did not answer in time',
    fix: 'Answer with a 2xx status at once and do the work afterwards; the delivery is tried again.',
  },
  'webhook/refused': {
    retry: true,
    who: 'partner',
    status: 502,
    title: 'The webhook endpoint did not take the event',
    fix: 'Answer with a 2xx status; the delivery is tried again.',
  },
  'webhook/redirected': {
    retry: true,
    who: 'partner',
    status: 502,
    title: 'The webhook endpoint answered with a redirect',
    fix: 'Set the endpoint to the final address: redirects are not followed.',
  },
  'webhook/gone': {
    retry: false,
    who: 'partner',
    status: 410,
    title: 'The webhook endpoint answered 410 Gone',
    fix: 'The endpoint was disabled as it asked for; resume it when it is wanted after all.',
  },
  'webhook/failing': {
    retry: false,
    who: 'partner',
    status: 502,
    title: 'The webhook endpoint kept failing',
    fix: 'Mend the endpoint, ping it, resume it, and replay what it missed.',
  },

  // The house
  'store/unavailable': {
    retry: true,
    who: 'operator',
    status: 503,
    title: 'The object store does not answer',
    fix: 'Check the object store; steps are retried until it answers.',
  },
  'database/unavailable': {
    retry: true,
    who: 'operator',
    status: 503,
    title: 'The database does not answer',
    fix: 'Check PostgreSQL; steps are retried until it answers.',
  },
  'temporal/unavailable': {
    retry: true,
    who: 'operator',
    status: 503,
    title: 'The workflow engine does not answer',
    fix: 'Check Temporal; the request can be repeated with the same Idempotency-Key.',
  },
  'drm/kek-missing': {
    retry: true,
    who: 'operator',
    status: 500,
    title: 'A key encryption key is missing',
    fix: 'Put the version named in the detail back into KEK_FILE; keys sealed under it open at once.',
  },
  'drm/key-unreadable': {
    retry: false,
    who: 'operator',
    status: 500,
    title: 'A content key cannot be opened',
    fix: 'Restore its row of content_keys from a backup, or the KEK_FILE that sealed it; otherwise package the title anew.',
  },
  'drm/kid-taken': {
    retry: false,
    who: 'developer',
    status: 409,
    title: 'A key id is in use for something else',
    fix: 'Choose a new random KID for each content, scheme and track type.',
  },
  'drm/recipient-refused': {
    retry: false,
    who: 'developer',
    status: 422,
    title: 'Keys are not encrypted for this certificate',
    fix: 'Name an X.509 certificate that is valid now, with an RSA key of 2048 bits at least (3072 are better).',
  },
  'drm/key-provider-setup': {
    retry: false,
    who: 'operator',
    status: 500,
    title: 'The key provider is not set up right',
    fix: 'Correct the file that the detail names, then retry the ingest.',
  },
  'drm/key-provider-unavailable': {
    retry: true,
    who: 'operator',
    status: 503,
    title: 'The key provider does not answer',
    fix: 'Nothing, for a while: the step is tried again. When it lasts, ask whoever runs the server at SPEKE_URL.',
  },
  'drm/key-provider-refused': {
    retry: false,
    who: 'operator',
    status: 502,
    title: 'The key provider refuses our request',
    fix: 'Read its words in the detail: correct the credentials in SPEKE_HEADERS_FILE or the contract with the provider, then retry the ingest.',
  },
  'drm/key-provider-answer': {
    retry: false,
    who: 'operator',
    status: 502,
    title: 'The answer of the key provider cannot be used',
    fix: 'Give the detail to whoever runs the server at SPEKE_URL; retry the ingest when it answers right.',
  },
  'drm/packager-unable': {
    retry: false,
    who: 'operator',
    status: 500,
    title: 'The packager cannot encrypt',
    fix: 'Set HEADEND_PACKAGER_KIND=shaka, or order with a profile whose protection is none.',
  },
  'secrets/unreadable': {
    retry: false,
    who: 'operator',
    status: 500,
    title: 'A stored secret cannot be opened',
    fix: 'Put the key that sealed it back into SECRETS_KEY, behind the current one.',
  },
  'tool/missing': {
    retry: false,
    who: 'operator',
    status: 500,
    title: 'A needed tool is missing',
    fix: 'Run npm run doctor and follow what it says.',
  },
  'internal/unexpected': {
    retry: true,
    who: 'developer',
    status: 500,
    title: 'Something unexpected happened',
    fix: 'Report it with the request id.',
  },
  // Avails: documents that tell which rights there are.
  'avails/unknown-format': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The document is no document of avails',
    fix: 'Send MDDF Avails XML of version 2.2 to 2.7, or a workbook of the templates 1.7 to 1.9 (.xlsx).',
  },
  'avails/unreadable': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The document of avails cannot be read',
    fix: 'Open it with its own program, save it again and send that.',
  },
  'avails/unsafe': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The document of avails may reach for other files',
    fix: 'Remove document types and entities from it.',
  },
  'avails/too-large': {
    retry: false,
    who: 'partner',
    status: 413,
    title: 'The document of avails is too large',
    fix: 'Split it: one document takes 32 MB and 100,000 rows.',
  },
  'avails/not-checked': {
    retry: false,
    who: 'developer',
    status: 409,
    title: 'The import does not wait for a decision',
    fix: 'Read the import: it can be applied or discarded once it is checked, and only once.',
  },
  'avails/has-errors': {
    retry: false,
    who: 'partner',
    status: 409,
    title: 'Rows of the import have errors',
    fix: 'Correct the document and send it again, or apply it with `skip_errors` to leave out the titles with errors.',
  },
  // Rights windows
  'rights/window-empty': {
    retry: false,
    who: 'developer',
    status: 422,
    title: 'The window never opens',
    fix: 'Give an end after the start; the start is included, the end is not.',
  },
  'rights/territory-unknown': {
    retry: false,
    who: 'developer',
    status: 422,
    title: 'There is no such territory',
    fix: 'Name ISO 3166-1 alpha-2 or ISO 3166-2 codes, EU, or ZZ for the world.',
  },
  'rights/window-withdrawn': {
    retry: false,
    who: 'developer',
    status: 409,
    title: 'The window was withdrawn',
    fix: 'Make a new window; a withdrawn one stays as it was.',
  },
  'rights/nothing-to-approve': {
    retry: false,
    who: 'developer',
    status: 409,
    title: 'The window waits for nobody',
    fix: 'Approve windows only that have exception set and no approved_by.',
  },
  'rights/too-many-questions': {
    retry: false,
    who: 'developer',
    status: 422,
    title: 'The simulation is too large',
    fix: 'Ask about fewer titles, askers or instants at once.',
  },
  // Catalogue: entries, their drafts and what is frozen of them.
  'title/external-id-taken': {
    retry: false,
    who: 'partner',
    status: 409,
    title: 'There is a title of this external_id',
    fix: 'Change the draft of that title, or choose another external_id.',
  },
  'title/parent-unfit': {
    retry: false,
    who: 'developer',
    status: 422,
    title: 'The title cannot stand there',
    fix: 'Put seasons under series, episodes under seasons or series, and extras under anything but collections.',
  },
  'title/not-a-collection': {
    retry: false,
    who: 'developer',
    status: 409,
    title: 'Only collections have members',
    fix: 'Name a title of the kind collection.',
  },
  'title/member-unknown': {
    retry: false,
    who: 'developer',
    status: 422,
    title: 'A member is not there',
    fix: 'Name titles of your own that are no collections.',
  },
  'title/has-errors': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The title has errors and was not published',
    fix: 'Mend what `errors` names in the draft, then publish again.',
  },
  'title/schedule-over': {
    retry: false,
    who: 'developer',
    status: 409,
    title: 'The schedule has ended',
    fix: 'Publish or unpublish the title now, or make a new schedule.',
  },
  'billing/customer-exists': {
    retry: false,
    who: 'developer',
    status: 409,
    title: 'There is a customer of this id already',
    fix: 'Read the customer that is there by this id.',
  },
  'billing/terms-invalid': {
    retry: false,
    who: 'developer',
    status: 422,
    title: 'The offer has faults',
    fix: 'Mend what `errors` lists; each names the place in the terms.',
  },
  'billing/not-sold-here': {
    retry: false,
    who: 'viewer',
    status: 422,
    title: 'The offer has no price in this country and currency',
    fix: 'Choose an offer of `GET /v1/plans` for the country and currency of the customer.',
  },
  'billing/card-unknown': {
    retry: false,
    who: 'viewer',
    status: 422,
    title: 'The payment method cannot be read',
    fix: 'With the fake gateway, use a card number of docs/billing.md.',
  },
  'billing/not-now': {
    retry: false,
    who: 'viewer',
    status: 409,
    title: 'The subscription does not allow it as it stands',
    fix: 'Pay what is open first, or take a new subscription where this one has ended.',
  },
  'billing/clock-real': {
    retry: false,
    who: 'developer',
    status: 409,
    title: 'The clock of this customer cannot be set there',
    fix: 'Only customers made with a `clock` have one that can be moved, and it goes forward only.',
  },
  'channels/slug-taken': {
    retry: false,
    who: 'developer',
    status: 409,
    title: 'There is a channel at this address already',
    fix: 'Change the channel that is there, or choose another slug.',
  },
  'channels/schedule-invalid': {
    retry: false,
    who: 'developer',
    status: 422,
    title: 'The schedule has faults',
    fix: 'Mend what `errors` lists: each has its code, its place in the channel as a JSON pointer, and a fix.',
  },
  'channels/on-air': {
    retry: false,
    who: 'developer',
    status: 409,
    title: 'Players keep to the format of a channel on air',
    fix: 'Take the channel off air first, or make another one.',
  },
  'channels/sealed': {
    retry: false,
    who: 'developer',
    status: 409,
    title: 'What airs then is sealed',
    fix: 'Change what airs after that instant, or break in.',
  },
  'channels/off-air': {
    retry: false,
    who: 'viewer',
    status: 404,
    title: 'The channel is not on air',
    fix: 'Come back when the guide shows it on air.',
  },
  'channels/not-found': {
    retry: false,
    who: 'viewer',
    status: 404,
    title: 'There is no such channel',
    fix: 'Take the address from the list of channels.',
  },
  'channels/start-invalid': {
    retry: false,
    who: 'developer',
    status: 400,
    title: 'The start is no instant in the past',
    fix: 'Send `start` as an ISO 8601 instant with its offset, or as seconds since 1970.',
  },
  'channels/not-carried': {
    retry: false,
    who: 'operator',
    status: 409,
    title: 'A title cannot be carried by the channel',
    fix: 'Look at the findings of the title on the page of the channel; order it anew with a profile whose segments fit.',
  },
  'channels/nothing-to-air': {
    retry: true,
    who: 'operator',
    status: 409,
    title: 'A channel has nothing to air',
    fix: 'Give it a slate, or a schedule with titles that are published and licensed for FAST where it is seen.',
  },
  'layout/key-taken': {
    retry: false,
    who: 'developer',
    status: 409,
    title: 'There is a layout of this key already',
    fix: 'Change the layout that is there, or choose another key.',
  },
  'layout/has-errors': {
    retry: false,
    who: 'partner',
    status: 422,
    title: 'The layout has errors and was not published',
    fix: 'Mend what `errors` names in the draft, then publish again.',
  },
  'layout/switch-over': {
    retry: false,
    who: 'developer',
    status: 409,
    title: 'The version is not waiting to go live',
    fix: 'Publish another version now: what has been live stays in the history.',
  },
  'genre/key-taken': {
    retry: false,
    who: 'developer',
    status: 409,
    title: 'There is a genre of this key',
    fix: 'Rename that genre, or choose another key.',
  },
} as const satisfies Record<string, Failure>;

export type FailureCode = keyof typeof FAILURES;

export const isFailureCode = (code: string | undefined | null): code is FailureCode =>
  code != null && Object.hasOwn(FAILURES, code);

/** The failure behind a code; unknown codes read as `internal/unexpected`. */
export const failureOf = (code: string | undefined | null): Failure =>
  FAILURES[isFailureCode(code) ? code : 'internal/unexpected'];

/**
 * May another run of the same order end otherwise, once what `fix` says is done? Not when the fault lies in the very bytes
 * that were delivered: then it takes another file, and an order of it.
 *
 * @param fetched each run fetches parts of the order anew, so that a file may be mended under its address
 */
export const mayRunAgain = ({ retry, who, again }: Failure, fetched: boolean): boolean =>
  retry || again === true || who !== 'partner' || fetched;

/**
 * An expected way to fail, thrown by adapters and domain code. Activities turn it into an `ApplicationFailure` of the
 * same type and retryability; the API turns it into a problem document.
 */
export class HeadendError extends Error {
  override readonly name = 'HeadendError';
  constructor(
    readonly code: FailureCode,
    /** What happened this time, for a person; never holds secrets. */
    detail: string,
    readonly context: {
      field?: string;
      fix?: string;
      /** Each with a code and a fix of its own where there are several kinds. */
      errors?: { field: string; message: string; code?: string; fix?: string }[];
      /** The ingest that stands in the way. */
      ingestId?: string;
      /** When the answer may be another one. */
      nextChangeAt?: string;
      /** Playback sessions that stand in the way. */
      sessions?: {
        id: string | null;
        title_id: string | null;
        device: string | null;
        started_at: string;
        heartbeat_at: string;
      }[];
      cause?: unknown;
    } = {},
  ) {
    super(detail, { cause: context.cause });
  }
  get failure(): Failure {
    return FAILURES[this.code];
  }
}

/** Name-based so that it holds across module realms (Jest, workflow sandbox). */
export const isHeadendError = (error: unknown): error is HeadendError =>
  typeof error === 'object' && error !== null && (error as { name?: unknown }).name === 'HeadendError';
