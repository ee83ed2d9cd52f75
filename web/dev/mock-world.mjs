/** The catalogue and the runs behind mock-api.mjs: eight titles and an ingest of every kind, one of them always under way. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const iso = (ms) => new Date(ms).toISOString();
const DURATION = 42_000;

const TITLES = [
  ['Big Buck Bunny', 0, ['und', 'es'], ['en', 'es'], 720],
  ['The Meadow at Noon', 1, ['en', 'fr'], ['en'], 1080],
  ['Three Small Troublemakers', 2, ['en'], ['en', 'de'], 720],
  ['An Afternoon Nap', 3, ['en', 'de'], ['en'], 2160],
  ['City of Bicycles', 4, ['nl', 'en'], ['nl', 'en'], 1080],
  ['The Early Crossing', 5, ['nl'], ['en'], 720],
  ['Two Wheels, One Bridge', 6, ['en', 'nl'], ['en', 'nl', 'ar'], 1080],
  ['A Film Without a Poster', null, ['ja'], ['en', 'ja'], 1080],
  [
    'The Extraordinarily Long and Winding Chronicle of the Seven Lighthouse Keepers of Nordstrand, Part Two: Donaudampfschifffahrtsgesellschaftskapitän',
    2,
    ['de', 'en', 'fr', 'es', 'it', 'pt-BR'],
    ['de', 'en', 'fr', 'es', 'it', 'pt-BR', 'ar', 'he'],
    2160,
  ],
  ['رحلة طويلة إلى الشمال', 5, ['ar'], ['ar', 'en'], 1080],
];

const STAGE_TIMES = [
  ['receive', 0, 2.1, '64 MB stored'],
  ['inspect', 2.1, 3.4, 'H.264 1280×720 at 25 fps, 2 audio tracks'],
  ['quality', 3.4, 14.8, '3 findings'],
  ['plan', 3.5, 3.9, '3 rungs, 4 chunks'],
  ['encode', 3.9, 46, '12 of 12 chunks'],
  ['audio', 3.9, 9.7, 'English, Spanish'],
  ['captions', 3.9, 4.6, '2 tracks, 16 cues'],
  ['hold', null, null, null],
  ['package', 46, 47.2, 'CMAF, HLS and DASH'],
  ['verify', 47.2, 50.1, '42 checks passed'],
  ['publish', 50.1, 50.4, 'Version 1'],
];

const FINDINGS = [
  {
    code: 'video/black',
    severity: 'hold',
    stage: 'quality',
    track: 'video',
    range: { start_ms: 18_200, end_ms: 21_960 },
    measured: '3.76 s',
    limit: '2 s',
    message: 'The picture is black for longer than the policy allows.',
    fix: 'Remove the black section or confirm that it is intended.',
  },
  {
    code: 'audio/loudness',
    severity: 'warning',
    stage: 'quality',
    track: 'audio:0',
    range: null,
    measured: '-14.2 LUFS',
    limit: '-23 ±1 LUFS',
    message: 'The programme is louder than the delivery target.',
    fix: 'Nothing to do: the loudness is corrected while encoding. Deliver at -23 LUFS next time.',
  },
  {
    code: 'audio/silence',
    severity: 'warning',
    stage: 'quality',
    track: 'audio:1',
    range: { start_ms: 30_000, end_ms: 36_400 },
    measured: '6.4 s',
    limit: '5 s',
    message: 'The Spanish track is silent.',
    fix: 'Check that the dialogue was laid to this track.',
  },
  {
    code: 'captions/reading-speed',
    severity: 'info',
    stage: 'captions',
    track: 'captions:en',
    range: { start_ms: 5_400, end_ms: 7_000 },
    measured: '24 characters/s',
    limit: '20 characters/s',
    message: 'A caption is on screen too briefly to be read.',
    fix: 'Show the caption longer or shorten its text.',
  },
];

/** Every kind of trouble, hundreds of times. */
const manyFindings = (duration) =>
  Array.from({ length: 500 }, (_, index) => {
    const start_ms = Math.floor((duration * ((index * 37) % 500)) / 500);
    return { ...FINDINGS[index % 4], range: { start_ms, end_ms: start_ms + Math.max(40, Math.floor(duration / 900)) } };
  });

/** Ingests at the edges: how long they are, at which rate, and what is wrong with them. */
const EDGES = {
  ing_hours: {
    duration: 6 * 60 * MINUTE,
    rate: [30000, 1001],
    timecode: '01:00:00;00',
    findings: manyFindings(6 * 60 * MINUTE),
  },
  ing_second: {
    duration: SECOND,
    rate: [24000, 1001],
    findings: [{ ...FINDINGS[0], range: { start_ms: 200, end_ms: 1000 } }],
  },
};

const DECISIONS = [
  ['reject', 'The second reel is missing.', 1],
  ['replace', 'The partner sent the whole film; the first master had a hole of two minutes after the second reel.', 2],
  ['approve', 'The black at the end of the reel is the director’s.', 2],
].map(([decision, reason, attempt], index) => ({
  decision,
  reason,
  by: { label: 'Anna, night operations', key_id: 'key_mock' },
  attempt,
  decided_at: iso(Date.now() - (90 - index * 20) * MINUTE),
}));

const withDocs = (finding, index) => ({
  ...finding,
  docs: `/docs/codes/${finding.code}`,
  frame_url: finding.range && index < 40 ? `/media/done/art/${index % 6}.jpg` : null,
  middle_frame_url: null,
});
const countsOf = (findings) =>
  Object.fromEntries(
    ['info', 'warning', 'hold', 'reject'].map((kind) => [kind, findings.filter((f) => f.severity === kind).length]),
  );

const ENDED = ['published', 'failed', 'rejected', 'cancelled'];

function stages(start, { until, state, failedAt, held }) {
  return STAGE_TIMES.map(([name, from, to, note]) => {
    if (name === 'hold') {
      return held
        ? {
            name,
            state: 'running',
            progress: 0,
            started_at: iso(start + 15 * SECOND),
            ended_at: null,
            note: 'Waiting for a decision',
          }
        : {
            name,
            state: until >= 46 && state !== 'failed' ? 'skipped' : ENDED.includes(state) ? 'unreached' : 'waiting',
            progress: 0,
            started_at: null,
            ended_at: null,
            note: null,
          };
    }
    const failed = failedAt === name;
    if (until < from)
      return {
        name,
        state: ENDED.includes(state) ? 'unreached' : 'waiting',
        progress: 0,
        started_at: null,
        ended_at: null,
        note: null,
      };
    const done = until >= to && !failed;
    const share = Math.min(1, (until - from) / (to - from));
    const running = name === 'encode' ? `${Math.floor(share * 12)} of 12 chunks` : note;
    return {
      name,
      state: failed ? 'failed' : done ? 'done' : ENDED.includes(state) ? 'cancelled' : 'running',
      progress: done ? 1 : share,
      started_at: iso(start + from * SECOND),
      ended_at: done || failed ? iso(start + Math.min(to, until) * SECOND) : null,
      note: done ? note : running,
    };
  });
}

const chunksAt = (until) => {
  const share = Math.max(0, Math.min(1, (until - 3.9) / 42.1));
  return [
    { group: 'h264-hd', rungs: ['720p', '540p'], total: 8, done: Math.floor(share * 8) },
    { group: 'h264-sd', rungs: ['360p', '234p'], total: 4, done: Math.min(4, Math.floor(share * 5)) },
  ];
};

function series(duration = DURATION) {
  const stretch = Math.max(1, duration / 400_000);
  const at = (step) =>
    Array.from({ length: Math.ceil(duration / (step * stretch)) }, (_, i) => Math.round(i * step * stretch));
  const black = (t) => t > 18_200 && t < 21_960;
  const momentary = (t, offset) => offset + 4 * Math.sin(t / 1700) + 2.5 * Math.sin(t / 410) - (black(t) ? 18 : 0);
  return {
    luma: at(200).map((t_ms) => ({
      t_ms,
      mean: black(t_ms) ? 16.4 : Math.round(96 + 34 * Math.sin(t_ms / 5300) + 12 * Math.sin(t_ms / 700)),
    })),
    loudness: [
      {
        track: 'audio:0',
        integrated: -14.2,
        range: 6.1,
        true_peak: -0.4,
        momentary: at(200).map((t_ms) => ({ t_ms, lufs: momentary(t_ms, -15) })),
      },
      {
        track: 'audio:1',
        integrated: -23.3,
        range: 4.8,
        true_peak: -3.1,
        momentary: at(200).map((t_ms) => ({ t_ms, lufs: t_ms > 30_000 && t_ms < 36_400 ? -70 : momentary(t_ms, -24) })),
      },
    ],
    bitrate: at(1000).map((t_ms) => ({
      t_ms,
      bps: black(t_ms)
        ? 240_000
        : Math.round(5_200_000 + 2_400_000 * Math.sin(t_ms / 3100) ** 2 + 900_000 * Math.sin(t_ms / 900)),
    })),
  };
}

/** What the real API gives of `MasterProbe` (domain/media/probe.ts), as far as the pages read it. */
const probeOf = ({ rate: [num, den] = [25, 1], timecode } = {}) => ({
  container: 'mov',
  video: { codec: 'h264', frameRate: { num, den }, timecode },
});

function ingestOf(id, number, title, titleId, status, start, extra = {}) {
  const until = extra.until ?? 60;
  const findings = extra.findings ?? [];
  const all = stages(start, { until, state: status, ...extra });
  const ended = ENDED.includes(status);
  return {
    id,
    external_id: `MOCK-${number}`,
    title,
    title_id: titleId,
    status,
    stage:
      ended || status === 'queued'
        ? null
        : extra.held
          ? 'hold'
          : (all.find((stage) => stage.state === 'running')?.name ?? 'publish'),
    progress: status === 'published' ? 1 : Math.min(0.99, until / 51),
    stages: all,
    chunks: until < 3.9 ? [] : chunksAt(until),
    profile: 'standard',
    priority: 1 + (number % 5),
    updates: number === 1 ? { version_id: 'ver_1', number: 1 } : null,
    workflow: {
      id: `title-ingest:${id}`,
      url: `http://127.0.0.1:8233/namespaces/default/workflows/title-ingest%3A${id}`,
    },
    qc:
      until > 14
        ? {
            verdict:
              status === 'held'
                ? 'held'
                : status === 'rejected'
                  ? 'rejected'
                  : findings.length > 0
                    ? 'warned'
                    : 'passed',
            counts: countsOf(findings),
          }
        : null,
    hold: status === 'held' ? { since: iso(start + 15 * SECOND), expires_at: iso(start + 72 * 60 * MINUTE) } : null,
    decisions: extra.decisions ?? [],
    attempt: extra.attempt ?? 1,
    failure: extra.failure ?? null,
    preview:
      status === 'queued' || until < 5
        ? null
        : {
            hls: `/media/${status === 'running' ? 'running' : 'done'}/preview/index.m3u8`,
            thumbnails: '/media/done/thumbs/thumbnails.vtt',
          },
    outputs:
      status === 'published'
        ? {
            version_id: 'ver_01',
            hls: '/media/done/title/master.m3u8',
            dash: '/media/done/title/manifest.mpd',
            thumbnails: '/media/done/thumbs/thumbnails.vtt',
            poster: '/media/done/art/0.jpg',
            watch: `/watch/${titleId}`,
          }
        : null,
    passthrough: null,
    created_at: iso(start),
    updated_at: iso(start + Math.min(until, 51) * SECOND),
    ended_at: ended ? iso(start + Math.min(until, 51) * SECOND) : null,
  };
}

function titleOf([name, art, audio, captions, height], index, started) {
  const published = iso(started - index * 37 * 60 * MINUTE);
  return {
    id: `tit_${index + 1}`,
    external_id: `MOCK-${index + 1}`,
    name,
    credit: index < 4 ? 'Big Buck Bunny © 2008 Blender Foundation, CC BY 3.0' : null,
    duration_ms: index === 0 ? DURATION : DURATION * (1 + index * 37),
    published: true,
    published_at: published,
    current_version_id: 'ver_2',
    poster: art === null ? null : `/media/done/art/${art}.jpg`,
    artwork: [],
    audio_languages: audio,
    caption_languages: captions,
    max_height: height,
    created_at: published,
    updated_at: published,
  };
}

const rendition = (kind, name, codec, width, height, language, label, channels, bytes) => ({
  kind,
  name,
  codec,
  width,
  height,
  language,
  label,
  channels,
  bytes,
});
const versionOf = (number, state, ingestId, at) => ({
  id: `ver_${number}`,
  number,
  state,
  ingest_id: ingestId,
  duration_ms: DURATION,
  bytes: 18_442_113,
  renditions: [
    rendition('video', '720p', 'avc1.64001f', 1280, 720, null, null, null, 9_331_904),
    rendition('video', '540p', 'avc1.64001f', 960, 540, null, null, null, 5_610_224),
    rendition('video', '360p', 'avc1.64001e', 640, 360, null, null, null, 2_470_012),
    rendition('audio', 'audio-en', 'mp4a.40.2', null, null, 'en', 'English', 2, 514_000),
    rendition('audio', 'audio-es', 'mp4a.40.2', null, null, 'es', 'Spanish', 2, 508_000),
    rendition('text', 'captions-en', 'wvtt', null, null, 'en', 'English', null, 3_980),
    rendition('text', 'captions-es', 'wvtt', null, null, 'es', 'Spanish', null, 4_020),
  ],
  published_at: at,
  superseded_at: state === 'superseded' ? at : null,
});

/** Make a fresh world. The running ingest starts over every minute or so. */
export function createWorld() {
  const started = Date.now();
  const LAP = 70;
  const clock = () => 8 + (((Date.now() - started) / SECOND) % LAP);
  const titles = TITLES.map((row, index) => titleOf(row, index, started - 12 * MINUTE));
  const changed = new Map();
  const ordered = [];
  let current = 'ver_2';

  const ingests = () => {
    const until = Math.min(clock(), 49);
    const early = FINDINGS.slice(3);
    const fixed = [
      ingestOf('ing_running', 21, 'The Long Way Round', 'tit_9', 'running', Date.now() - until * SECOND, {
        until,
        findings: until > 14 ? FINDINGS.slice(1) : early,
      }),
      ingestOf('ing_held', 20, 'Night Train to Porto', 'tit_10', 'held', started - 26 * MINUTE, {
        until: 45,
        findings: FINDINGS,
        held: true,
      }),
      ingestOf('ing_queued', 22, 'Harbour Lights', 'tit_11', 'queued', started - 20 * SECOND, { until: -1 }),
      ingestOf('ing_failed', 19, 'The Salt Road', 'tit_12', 'failed', started - 3 * 60 * MINUTE, {
        until: 30,
        failedAt: 'encode',
        findings: FINDINGS.slice(1, 2),
        failure: {
          code: 'encode/stalled',
          title: 'An encode stopped making progress',
          detail: 'Chunk 7 of group h264-hd sent no frame for 60 s on encode-1.',
          fix: 'Look at the worker named in the run; the chunk is retried elsewhere.',
          who: 'operator',
          retryable: true,
        },
      }),
      ingestOf('ing_cut', 23, 'The Unfinished Transfer', 'tit_15', 'rejected', started - 4 * 60 * MINUTE, {
        until: 2.9,
        failedAt: 'inspect',
        failure: {
          code: 'master/truncated',
          title: 'The file ends too early',
          detail: 'The index names 64 MB of media; 41 MB are there.',
          fix: 'Deliver the file again; compare its size and SHA-256 with the original.',
          who: 'partner',
          retryable: false,
        },
      }),
      ingestOf('ing_rejected', 18, 'Untitled Rough Cut', 'tit_13', 'rejected', started - 5 * 60 * MINUTE, {
        until: 15,
        failedAt: 'quality',
        findings: [
          {
            ...FINDINGS[0],
            severity: 'reject',
            code: 'video/flashes',
            message: 'Flashes exceed the photosensitivity limit.',
            measured: '7 flashes/s over 31 %',
            limit: '3 flashes/s over 25 %',
            fix: 'Reduce the contrast or the rate of the flashes between the marked times.',
          },
        ],
        failure: {
          code: 'ingest/rejected-by-quality',
          title: 'The quality check rejected the master',
          detail: 'One finding rejects this master under the policy "standard".',
          fix: 'Correct what the findings name and deliver the master again.',
          who: 'partner',
          retryable: false,
        },
      }),
      ingestOf('ing_cancelled', 17, 'Two Rivers', 'tit_14', 'cancelled', started - 7 * 60 * MINUTE, {
        until: 12,
        attempt: 2,
        decisions: DECISIONS.slice(0, 1),
        failure: {
          code: 'ingest/cancelled',
          title: 'The ingest was cancelled',
          detail: 'The ingest was cancelled.',
          fix: 'Retry it when the title is wanted after all; finished chunks are used again.',
          who: 'operator',
          retryable: true,
        },
      }),
      ingestOf('ing_hours', 98, 'Six Hours of Parliament', 'tit_2', 'published', started - 9 * 60 * MINUTE, {
        findings: EDGES.ing_hours.findings,
      }),
      ingestOf('ing_second', 99, 'ومضة — a very short flash', 'tit_3', 'held', started - 10 * 60 * MINUTE, {
        until: 45,
        findings: EDGES.ing_second.findings,
        held: true,
      }),
      ...titles.map((title, index) =>
        ingestOf(
          `ing_${index + 1}`,
          index + 1,
          title.name,
          title.id,
          'published',
          new Date(title.published_at).getTime() - 51 * SECOND,
          {
            findings: index % 2 ? [] : FINDINGS.slice(1, 3),
            ...(index === 0 ? { decisions: DECISIONS, attempt: 2 } : {}),
          },
        ),
      ),
    ];
    return [...ordered, ...fixed]
      .map((row) => ({ ...row, ...changed.get(row.id) }))
      .sort((a, b) => b.created_at.localeCompare(a.created_at));
  };

  const findingsOf = (ingest) => {
    const all =
      ingest.id === 'ing_held'
        ? FINDINGS
        : ingest.id === 'ing_rejected'
          ? [
              {
                ...FINDINGS[0],
                severity: 'reject',
                code: 'video/flashes',
                message: 'Flashes exceed the photosensitivity limit.',
                measured: '7 flashes/s over 31 %',
                limit: '3 flashes/s over 25 %',
                fix: 'Reduce the contrast or the rate of the flashes between the marked times.',
              },
            ]
          : !ingest.qc
            ? []
            : ingest.qc.counts.warning
              ? FINDINGS.slice(1)
              : FINDINGS.slice(3);
    return (EDGES[ingest.id]?.findings ?? all).map(withDocs);
  };
  const qcOf = (ingest) => ({
    ingest_id: ingest.id,
    verdict: ingest.qc?.verdict ?? null,
    policy: 'standard',
    report_url: '/reports/mock',
    findings: findingsOf(ingest),
    duration_ms: ingest.preview ? (EDGES[ingest.id]?.duration ?? DURATION) : null,
    probe: probeOf(EDGES[ingest.id]),
    series: ingest.qc ? series(EDGES[ingest.id]?.duration) : null,
  });

  const set = (id, change) => changed.set(id, { ...changed.get(id), ...change });
  const collections = [
    ['versionCollection', 'version-collection:ver_01M82AH2X7Q0C4T6B9K3M5N8PR:ver_01M82BH2X7Q0C4T6B9K3M5N8PR', 'tit_2'],
    ['webhookRetry', 'webhook-retry:whe_01M82AH2X7Q0C4T6B9K3M5N8PR:evt_01M82BH2X7Q0C4T6B9K3M5N8PR', null],
  ].map(([type, id, title_id]) => ({
    ...{ id, run_id: `run_${id}`, type, ingest_id: null, title_id, outcome: null, stage: null },
    ...{ url: 'http://127.0.0.1:8233', status: 'completed' },
    ...{ started_at: iso(started - 30 * 60 * MINUTE), closed_at: iso(started - 29 * 60 * MINUTE) },
  }));

  const routes = {
    titles: ({ id, action, method, body, query, pageOf }) => {
      if (!id) return { body: pageOf(titles, query) };
      const title = titles.find((row) => row.id === id);
      if (!title) return undefined;
      if (method === 'POST' && action === 'rollback') current = body.version_id;
      const state = (version) => (current === version ? 'current' : 'superseded');
      const versions = [
        versionOf(2, state('ver_2'), 'ing_1', title.published_at),
        versionOf(1, state('ver_1'), 'ing_2', iso(started - 50 * 60 * MINUTE)),
      ];
      return { body: { ...title, current_version_id: current, versions } };
    },
    'playback-sessions': ({ id, action, body }) => {
      if (action === 'heartbeat')
        return { body: { id, drm: null, heartbeat_s: 30, expires_at: iso(Date.now() + 6 * 60 * MINUTE) } };
      if (id) return { status: 204 };
      const title = titles.find((row) => row.id === body.title_id);
      if (!title)
        return {
          problem: [
            403,
            'playback/not-published',
            'The title is not available',
            'Nothing is published under this id.',
            'Come back later; the title is not published yet.',
          ],
        };
      return {
        status: 201,
        body: {
          id: 'ses_1',
          session_token: 'EXAMPLE',
          title_id: title.id,
          version_id: current,
          hls: '/media/done/title/master.m3u8',
          dash: '/media/done/title/manifest.mpd',
          drm: null,
          thumbnails: '/media/done/thumbs/thumbnails.vtt',
          poster: title.poster,
          ads: null,
          policy: 'default',
          heartbeat_s: 30,
          expires_at: iso(Date.now() + 6 * 60 * MINUTE),
        },
      };
    },
    ingests: ({ id, action, method, body, query, pageOf }) => {
      if (!id && method === 'POST') {
        const row = ingestOf(
          `ing_new_${ordered.length + 1}`,
          100 + ordered.length,
          body.title,
          'tit_1',
          'queued',
          Date.now(),
          { until: -1 },
        );
        ordered.push(row);
        return { status: 201, body: row };
      }
      if (!id)
        return {
          body: pageOf(
            ingests().filter(
              (row) =>
                (!query.get('status') || query.get('status').split(',').includes(row.status)) &&
                (!query.get('external_id') || query.get('external_id') === row.external_id),
            ),
            query,
          ),
        };
      const ingest = ingests().find((row) => row.id === id);
      if (!ingest) return undefined;
      if (action === 'qc') return { body: qcOf(ingest) };
      if (action === 'cancel') set(id, { status: 'cancelled', ended_at: iso(Date.now()), stage: null });
      if (action === 'retry') set(id, { status: 'running', failure: null, ended_at: null });
      if (action === 'decision') set(id, { status: body.decision === 'approve' ? 'running' : 'rejected', hold: null });
      return { body: { ...ingest, ...changed.get(id) } };
    },
    operator: () => ({
      body: {
        default_profile: 'standard',
        default_policy: 'default',
        encode: [
          {
            name: 'standard',
            version: 1,
            groups: [{ name: 'h264', codec: 'h264', rungs: [{ name: '720p', height: 720, max_bitrate: 3_000_000 }] }],
          },
          {
            name: 'premium',
            version: 1,
            groups: [
              { name: 'hevc', codec: 'h265', rungs: [{ name: '2160p', height: 2160, max_bitrate: 12_000_000 }] },
            ],
          },
        ],
        quality: [
          { name: 'default', version: 1 },
          { name: 'strict', version: 1 },
        ],
      },
    }),
    runs: ({ query, pageOf }) => ({
      body: pageOf(
        ingests()
          .filter((row) => row.status !== 'queued')
          .map((row) => ({
            id: row.workflow.id,
            run_id: `run_${row.id}`,
            type: 'titleIngest',
            ingest_id: row.id,
            title_id: row.title_id,
            outcome: row.status === 'running' ? null : row.status,
            stage: row.stage,
            url: row.workflow.url,
            started_at: row.created_at,
            closed_at: row.ended_at,
            status: { published: 'completed', rejected: 'completed', held: 'running' }[row.status] ?? row.status,
          }))
          .concat(collections)
          .filter((row) => !query.get('status') || query.get('status') === row.status)
          .filter((row) => !query.get('outcome') || query.get('outcome') === row.outcome),
        query,
      ),
    }),
  };

  return {
    demo: { ingest_id: 'ing_1', title_id: 'tit_1' },
    previewShare: () => Math.min(1, Math.max(0.1, (clock() - 3) / 14)),
    answer: (request) => routes[request.resource]?.(request),
  };
}
