import { count } from '../../domain/count';
import { type Finding, type Verdict, verdictOf } from '../../domain/qc/finding';
import type {
  AudioInspection,
  Inspection,
  MasterRef,
  MetadataReading,
  PartSource,
  SidecarOrder,
  SidecarRef,
} from './contract';
import type { IngestRun, StageDesk } from './ingest-run';
import type { Material } from './material';
import { io, ioStep, mediaStep, receiveStep } from './steps';
import { together } from './together';

/** Receive everything beside the master, in the order of the order. Audio files are as large as masters: each goes by itself. */
export async function receiveSidecars({ order }: IngestRun): Promise<SidecarRef[]> {
  const { ingestId, tenantId, sidecars } = order;
  const alone = sidecars.flatMap(({ role, source }, index) =>
    role === 'audio' && source.kind !== 'kept' ? index : [],
  );
  const rest = [...sidecars.keys()].filter((index) => !alone.includes(index));
  const received = await together(
    async () => {
      if (rest.length === 0) return [];
      const sources = rest.map((index) => sidecars[index]!.source);
      return io.receiveSidecars.executeWithOptions(receiveStep(`receive ${count(rest.length, 'sidecar')}`, sources), [
        { ingestId, tenantId, sidecars, ...(alone.length > 0 ? { only: rest } : {}) },
      ]);
    },
    ...alone.map((index) => async () => {
      const sidecar = sidecars[index]!;
      return [
        await io.receiveAudio.executeWithOptions(
          receiveStep(`receive audio in ${sidecar.language}`, [sidecar.source]),
          [{ ingestId, tenantId, index, sidecar }],
        ),
      ];
    }),
  );
  return received.flat().sort((a, b) => a.index - b.index);
}

/** Say in the receive stage what was not received but taken over. */
export function tellKept({ order: { base, sidecars } }: IngestRun, stage: StageDesk): void {
  const delivered = sidecars.filter(({ source }) => source.kind !== 'kept').length;
  const from = `as in version ${base?.number}`;
  if (delivered === 0) stage.reused(`everything ${from}`);
  else stage.progress(1, `master ${from}, ${delivered} new`);
}

type Seen = Pick<Material, 'inspection' | 'sounds' | 'metadata' | 'recalled'>;

export const inspectMaster = ({ order: { ingestId, tenantId } }: IngestRun, master: MasterRef): Promise<Inspection> =>
  io.inspectMaster.executeWithOptions(mediaStep('inspect the master'), [{ ingestId, tenantId, master }]);

/** Is there more to look at, or to remember, than a master and its captions? */
export const isMore = ({ order: { sidecars } }: IngestRun, source: PartSource): boolean =>
  source.kind === 'kept' || sidecars.some(({ role }) => role === 'audio' || role === 'metadata');

/** Look at the master, unless it is known from the version before, and at what stands beside it. */
export async function inspect(
  run: IngestRun,
  source: PartSource,
  master: MasterRef,
  sidecars: SidecarRef[],
  stage: StageDesk,
): Promise<Seen> {
  const { ingestId, base, profile } = run.order;
  const recalled =
    source.kind === 'kept' && base
      ? await io.recallVersion.executeWithOptions(ioStep(`what version ${base.number} knows of the master`), [
          { ingestId, base, thumbnails: profile.thumbnails },
        ])
      : undefined;
  const inspection = recalled?.inspection ?? (await inspectMaster(run, master));
  const [sounds, metadata] = await together(
    () => inspectSounds(run, sidecars, inspection.probe.durationUs),
    () => readMetadata(run, sidecars),
  );
  if (recalled?.inspection && !run.order.sidecars.some(isLookedAt)) stage.reused(`as in version ${base?.number}`);
  return { inspection, sounds, metadata, recalled };
}

/** Text and pictures are read when they are made ready; sound and metadata are looked at here. */
const isLookedAt = ({ role, source }: SidecarOrder): boolean =>
  source.kind !== 'kept' && (role === 'audio' || role === 'metadata');

async function inspectSounds(run: IngestRun, sidecars: SidecarRef[], programmeUs: number): Promise<AudioInspection[]> {
  const { ingestId, policy, sidecars: orders } = run.order;
  const files = sidecars.filter(({ role }) => role === 'audio');
  return together(
    ...files.map((sidecar) => () => {
      const source = orders[sidecar.index]?.source;
      const known = source?.kind === 'kept' ? source.sound : undefined;
      const options = mediaStep(`inspect audio in ${sidecar.language}`);
      const rule = policy.audioVideoLength;
      return io.inspectAudio.executeWithOptions(options, [{ ingestId, sidecar, known, programmeUs, rule }]);
    }),
  ) as Promise<AudioInspection[]>;
}

async function readMetadata(run: IngestRun, sidecars: SidecarRef[]): Promise<MetadataReading | undefined> {
  const { ingestId, tenantId } = run.order;
  const sidecar = sidecars.find(({ role }) => role === 'metadata');
  if (!sidecar) return undefined;
  const artwork = sidecars.filter(isArtwork);
  return io.readMetadata.executeWithOptions(mediaStep('read the metadata'), [{ ingestId, tenantId, sidecar, artwork }]);
}

/** Pictures that go with a title. */
export const isArtwork = ({ role }: Pick<SidecarRef, 'role'>): boolean => role === 'poster' || role === 'artwork';

/** What was found in everything that was looked at before the picture is measured. */
export const foundOnInspection = ({ inspection, sounds, metadata }: Material): Finding[] => [
  ...inspection.findings,
  ...sounds.flatMap(({ findings }) => findings),
  ...(metadata?.findings ?? []),
];

/**
 * The verdict that counts. A master that is out already and is judged by the same policy was let through before, so only what
 * came with the update can stop it.
 */
export function verdictThatCounts({ order }: IngestRun, material: Material, judged: Verdict): Verdict {
  const { base, policy, sidecars } = order;
  if (!material.recalled || base?.policy !== policy.name) return judged;
  const fresh = (index: number | undefined): boolean => sidecars[index ?? -1]?.source.kind !== 'kept';
  const metadata = sidecars.findIndex(({ role }) => role === 'metadata');
  const anew = [
    ...material.sounds.filter(({ index }) => fresh(index)).flatMap(({ findings }) => findings),
    ...(fresh(metadata) ? (material.metadata?.findings ?? []) : []),
  ].map((finding) => ({ severity: policy.inspect?.[finding.code] ?? finding.severity }));
  const verdict = verdictOf(anew);
  if (verdict === 'held' || verdict === 'rejected') return verdict;
  return judged === 'passed' ? 'passed' : 'warned';
}
